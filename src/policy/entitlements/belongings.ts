/**
 * What belongs to programs: the credentials that are there for them, and the places that they install to and keep house in. A
 * command made of them cannot do its work without; the sandbox of every other command keeps these places shut (entitlements.ts).
 * Paths are below the home directory unless they begin with `/`; calls are in the notation of rules/shape.ts.
 */

/** Credentials that programs read themselves, and what they write beside them. */
export interface Credentials {
  readonly calls: readonly string[];
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  /** Directories that they write and would make, where there is something above them. */
  readonly keep?: readonly string[];
}

/** Not the settings and aliases beside them, which say what is started. */
const aws = {
  read: [".aws"],
  keep: [".aws/cli/cache", ".aws/cli/history", ".aws/sso/cache", ".aws/boto/cache", ".aws/login/cache"],
};

export const credentials: readonly Credentials[] = [
  {
    calls: ["ssh|scp|sftp|ssh-copy-id|ssh-add", "rsync", "mosh"],
    read: [".ssh"],
    write: [".ssh/known_hosts"],
  },
  {
    calls: ["git push|fetch|pull|clone|ls-remote", "git remote update|show|prune", "git archive --remote"],
    read: [".ssh", ".git-credentials", ".config/git/credentials", ".netrc"],
    write: [".ssh/known_hosts"],
  },
  {
    calls: ["gh|glab repo|pr|mr clone|checkout|sync"],
    read: [".ssh", ".git-credentials", ".config/git/credentials"],
    write: [".ssh/known_hosts"],
  },
  {
    calls: ["aws", "eksctl|awslogs", "s5cmd cp|mv|rm|ls|sync|cat|du|mb|rb|head", "s3cmd"],
    ...aws,
  },
  {
    calls: [
      "gcloud auth|config|container|functions|iam|logging|projects|pubsub|run|secrets|services|sql|storage|artifacts|builds",
      "gcloud compute instances|disks|images|snapshots|networks|addresses|firewall-rules|zones|regions|project-info",
      "gsutil",
      "bq",
    ],
    write: [".config/gcloud"],
  },
  {
    calls: [
      "az account|ad|aks|appservice|cosmosdb|functionapp|group|identity|keyvault|login|logout|monitor|network|resource",
      "az role|sql|storage|vm|webapp|deployment|container|containerapp",
      "az acr list|show|repository|manifest",
      "azcopy|kubelogin",
    ],
    write: [".azure"],
  },
  // Their access to a cluster comes from the cloud's own client, as a plug-in.
  {
    calls: [
      "kubectl get|describe|logs|top|explain|wait|events|version|cluster-info|api-resources|auth",
      "kubectl apply|create|delete|patch|replace|scale|rollout|label|annotate|set|expose|run|autoscale",
      "kubectl exec|cp|port-forward|attach|drain|cordon|uncordon|taint",
      "kubectl config view|get-contexts|current-context|use-context",
      "helm install|upgrade|uninstall|list|ls|status|history|get|rollback|template|lint|show|search|test|version",
      "stern|argocd|flux",
    ],
    read: aws.read,
    keep: aws.keep,
    write: [".config/gcloud", ".azure"],
  },
  {
    calls: ["psql|pgcli", "pg_dump|pg_dumpall|pg_restore|pg_isready|createdb|vacuumdb"],
    read: [".pgpass"],
  },
  {
    calls: ["mysql|mysqldump|mysqladmin|mysqlshow|mariadb|mariadb-dump|mycli"],
    read: [".my.cnf"],
  },
  { calls: ["twine upload"], read: [".pypirc"] },
  {
    calls: ["vault kv|read|write|list|delete|token|status|secrets|auth|policy|lease"],
    read: [".vault-token"],
  },
];

/** Where programs put what they install, and what they need to keep for themselves. Made if it is missing. */
export interface Installation {
  readonly calls: readonly string[];
  readonly directories?: readonly string[];
  readonly files?: readonly string[];
  /** The tree that the program was installed in itself, short of the system's: `~/.nvm/versions/node/v22`, `/usr/local`. */
  readonly ownTree?: true;
}

export const installations: readonly Installation[] = [
  {
    calls: [
      "npm install|i|in|add|uninstall|rm|remove|un|update|up|upgrade|link|ln -g|--global",
      "npm install|i|in|add|uninstall|rm|remove|un|update|up|upgrade --location=global",
      "pnpm add|remove|update|link|install -g|--global",
      "yarn global",
      "corepack enable|disable|prepare|install|use",
    ],
    directories: [".npm-global", ".npm-packages", ".local/share/pnpm", ".config/yarn", ".yarn"],
    ownTree: true,
  },
  { calls: ["bun add|install|remove|link -g|--global", "bun link|upgrade"], directories: [".bun"] },
  { calls: ["deno install|upgrade"], directories: [".deno"] },
  {
    calls: [
      "pip|pip3 install|uninstall",
      "uv pip install|uninstall|sync",
      "conda|mamba|micromamba install|remove|update|create|env",
    ],
    directories: [".local/lib", ".local/bin", ".local/share/man", ".local/share/jupyter"],
    ownTree: true,
  },
  {
    calls: ["pipx", "uv tool|python"],
    directories: [".local/bin", ".local/share/pipx", ".local/pipx", ".local/share/uv", ".local/state/pipx"],
  },
  { calls: ["poetry"], directories: [".local/share/pypoetry"] },
  { calls: ["pdm"], directories: [".local/share/pdm", ".local/state/pdm"] },
  { calls: ["hatch"], directories: [".local/share/hatch"] },
  {
    calls: ["gem install|uninstall|update", "bundle install|update|add"],
    directories: [".local/share/gem", ".gem"],
    ownTree: true,
  },
  {
    calls: ["cargo install|uninstall|binstall"],
    directories: [".cargo/bin", ".cargo/registry", ".cargo/git"],
    files: [".cargo/.crates.toml", ".cargo/.crates2.json"],
  },
  { calls: ["cargo"], directories: [".cargo/registry", ".cargo/git"] },
  { calls: ["rustup"], directories: [".rustup", ".cargo/bin"] },
  { calls: ["go install|get"], directories: ["go/bin", "go/pkg"] },
  { calls: ["go"], directories: ["go/pkg"] },
  {
    calls: ["mvn|mvnw|mvnd"],
    directories: [".m2/repository", ".m2/wrapper"],
  },
  {
    calls: ["gradle|gradlew"],
    directories: ["caches", "wrapper", "daemon", "native", "jdks", "notifications", "workers"].map(
      (name) => `.gradle/${name}`,
    ),
  },
  { calls: ["dotnet"], directories: [".nuget/packages", ".local/share/NuGet", ".templateengine"] },
  { calls: ["dotnet tool"], directories: [".dotnet"] },
  { calls: ["docker build|buildx|compose|bake", "docker-compose"], directories: [".docker/buildx"] },
  { calls: ["helm repo|plugin|dependency|registry"], directories: [".config/helm", ".local/share/helm"] },
  { calls: ["gh extension"], directories: [".local/share/gh"] },
  { calls: ["code|cursor|codium --install-extension"], directories: [".vscode/extensions"] },
  { calls: ["nvm"], directories: [".nvm"] },
  { calls: ["fnm"], directories: [".local/share/fnm"] },
  { calls: ["volta"], directories: [".volta"] },
  { calls: ["pyenv"], directories: [".pyenv"] },
  { calls: ["rbenv"], directories: [".rbenv"] },
  { calls: ["asdf"], directories: [".asdf"] },
  { calls: ["mise|rtx"], directories: [".local/share/mise", ".local/state/mise"] },
  { calls: ["sdk"], directories: [".sdkman"] },
  { calls: ["opam"], directories: [".opam"] },
  { calls: ["ghcup|cabal|stack"], directories: [".ghcup", ".cabal", ".stack"] },
  { calls: ["elan|lake"], directories: [".elan"] },
  { calls: ["nimble"], directories: [".nimble"] },
  { calls: ["luarocks"], directories: [".luarocks"] },
  { calls: ["cpan|cpanm"], directories: [".cpan", ".cpanm", "perl5"] },
  { calls: ["composer global"], directories: [".composer", ".config/composer"] },
  {
    calls: ["julia"],
    directories: [".julia/packages", ".julia/registries", ".julia/artifacts", ".julia/logs"],
  },
  { calls: ["jupyter", "jupyter-nbconvert"], directories: [".local/share/jupyter/runtime"] },
  { calls: ["brew"], ownTree: true },
];

/**
 * Calls that change the system itself. Packages bring scripts that make users, services, caches of the linker; the others keep their
 * own files below `/etc`, `/var` or `/run`. None of them starts what a project says: where an option could, it is excepted.
 */
export const systemChanges: readonly string[] = [
  "apt|apt-get|aptitude|nala install|reinstall|remove|purge|autoremove|update|upgrade|dist-upgrade|full-upgrade|build-dep|clean|autoclean",
  "dpkg -i|--install|--configure",
  "apk add|del|update|upgrade|fix",
  "dnf|yum|microdnf|tdnf|zypper install|in|reinstall|remove|erase|update|up|upgrade|makecache|refresh|ref|groupinstall|clean",
  "pacman -S|-Sy|-Syu|-R|--sync|--remove",
  "npm install|i|add|uninstall|remove|update|link -g|--global",
  "pip|pip3 install|uninstall",
  "gem install|uninstall|update",
  "corepack enable|prepare",
  "useradd|usermod|userdel|groupadd|groupmod|groupdel|adduser|addgroup|deluser|delgroup|gpasswd|passwd|chpasswd|chage|chsh",
  "update-alternatives|update-rc.d|update-grub|update-initramfs|ldconfig|locale-gen|dpkg-reconfigure",
  "update-ca-certificates",
  "a2enmod|a2dismod|a2ensite|a2dissite|a2enconf|a2disconf|apachectl|apache2ctl|httpd",
  "nginx",
  "logrotate /etc/*",
  "certbot",
  "postmap|newaliases|postfix",
  "systemctl|service|rc-service|rc-update|ufw|firewall-cmd|timedatectl|hostnamectl",
];

/** What of the file system a package manager of the system works in. */
export const systemPlaces: readonly string[] = [
  ...[
    "/bin",
    "/boot",
    "/etc",
    "/home",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/opt",
    "/run",
    "/sbin",
    "/srv",
  ],
  ...["/usr", "/var"],
];
