/**
 * Which places ordinary work needs, and which nothing should read: the defaults that policy starts from. Paths
 * are relative to the home directory unless they begin with `/`.
 */

export interface Cache {
  readonly path: string;
  readonly create: boolean;
  /** Only made where one of these programs is. */
  readonly of?: readonly string[];
}

/**
 * Where tools keep what they can make again. `create`: made if it is missing, because the tool would fail without
 * (a missing directory cannot be granted). Not among them: places that later commands run from or read as
 * configuration (`~/.local/bin`, `~/.config`, `~/.cargo/bin`, `~/.npm-global`).
 */
export const toolCaches: readonly Cache[] = [
  { path: ".cache", create: true },
  { path: ".npm", create: true },
  { path: ".bun/install/cache", create: false },
  { path: ".cargo/registry", create: true },
  { path: ".cargo/git", create: true },
  { path: ".cargo/.package-cache", create: false },
  { path: ".cargo/.package-cache-mutate", create: false },
  { path: ".cargo/.global-cache", create: false },
  { path: ".rustup/tmp", create: false },
  { path: ".rustup/downloads", create: false },
  { path: "go/pkg", create: true },
  { path: ".m2/repository", create: true },
  { path: ".gradle/caches", create: true },
  { path: ".gradle/daemon", create: true },
  { path: ".gradle/native", create: true },
  { path: ".gradle/wrapper", create: true },
  { path: ".gradle/.tmp", create: true },
  { path: ".ivy2/cache", create: false },
  { path: ".sbt/boot", create: false },
  { path: ".nuget/packages", create: false },
  { path: ".gem", create: false },
  { path: ".bundle/cache", create: false },
  { path: ".composer/cache", create: false },
  { path: ".pub-cache", create: false },
  { path: ".hex", create: false },
  { path: ".mix", create: false },
  { path: ".stack", create: false },
  { path: ".cabal/packages", create: false },
  { path: ".ccache", create: false },
  { path: ".conda/pkgs", create: false },
  { path: ".pnpm-store", create: false },
  { path: ".local/share/pnpm/store", create: false },
  { path: ".yarn/berry", create: false },
  { path: ".yarn/cache", create: false },
  { path: ".local/share/virtualenvs", create: false },
  { path: ".local/share/uv", create: false },
  { path: ".terraform.d/plugin-cache", create: false },
  { path: ".node-gyp", create: false },
  // Chromium keeps the profile of a headless run here, and fails without; crash reports are written either way.
  { path: ".config/chromium-headless", create: true, of: ["/usr/bin/chromium", "/usr/bin/chromium-browser"] },
  { path: ".config/google-chrome-headless", create: true, of: ["/usr/bin/google-chrome"] },
  { path: ".config/chromium/Crash Reports", create: false },
  // Claude Code has its shell write a snapshot of the user's aliases and functions.
  { path: ".claude/shell-snapshots", create: false },
];

/**
 * Devices that programs open. Everything else below `/dev` is shut: disks hold every file, and the more a device
 * can do the more of the kernel stands behind it. GPU users add `/dev/dri` or `/dev/nvidia0` by policy.
 */
export const devices: readonly string[] = [
  "/dev/null",
  "/dev/zero",
  "/dev/full",
  "/dev/random",
  "/dev/urandom",
  "/dev/tty",
  "/dev/ptmx",
  "/dev/pts",
  "/dev/shm",
  "/dev/mqueue",
];

/**
 * Secret places that ordinary tools do not need, so that shutting them breaks nothing: what their owner (ssh-agent,
 * gpg-agent, a browser) reads, it reads outside. Credentials that a tool reads itself at every start (`~/.npmrc`,
 * `~/.kube/config`, `~/.docker/config.json`, `~/.config/gh`) are left to the static layer, which can tell `gh pr list`
 * from `cat ~/.config/gh/hosts.yml`; the kernel cannot.
 */
export const secretPlaces: readonly string[] = [
  ".ssh",
  ".aws",
  ".azure",
  ".config/gcloud",
  ".gnupg/private-keys-v1.d",
  ".gnupg/secring.gpg",
  ".netrc",
  ".git-credentials",
  ".config/git/credentials",
  ".pypirc",
  ".pgpass",
  ".my.cnf",
  ".cargo/credentials",
  ".cargo/credentials.toml",
  ".password-store",
  ".local/share/keyrings",
  ".local/share/kwalletd",
  ".config/op",
  ".config/1Password",
  ".config/Bitwarden",
  ".config/Bitwarden CLI",
  ".config/KeePass",
  ".config/keepassxc",
  ".vault-token",
  ".terraform.d/credentials.tfrc.json",
  ".mozilla",
  ".config/google-chrome",
  ".config/BraveSoftware",
  ".config/microsoft-edge",
  ".config/chromium/Default/Cookies",
  ".config/chromium/Default/Login Data",
  ".bitcoin",
  ".electrum",
  ".ethereum/keystore",
  ".config/solana/id.json",
  ".claude/.credentials.json",
  ".codex/auth.json",
  ".gemini/oauth_creds.json",
  // What was typed into a client, which does without where it may not read it: vim would wait for a key where it may read and not
  // write. The histories of shells are left to judgement, since a shell at a terminal reads its own.
  ".viminfo",
  ".lesshst",
  ".python_history",
  ".node_repl_history",
  ".psql_history",
  ".mysql_history",
  ".sqlite_history",
  ".rediscli_history",
];

/** Below secret places, what is no secret and what tools need: host keys and settings of ssh. */
export const publicWithinSecrets: readonly string[] = [
  ".ssh/known_hosts",
  ".ssh/known_hosts.old",
  ".ssh/config",
  ".ssh/config.d",
  ".ssh/allowed_signers",
];

/** What a command needs to see to run at all, where the policy shows nothing else. */
export const systemTrees: readonly string[] = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/libx32",
  "/etc",
  "/opt",
  "/nix",
  "/gnu",
  "/proc",
  "/sys",
  "/run/systemd/resolve",
  "/var/lib/dpkg",
];

/** Toolchains and settings in the home directory that strict work still has to see. */
export const toolchains: readonly string[] = [
  ".bashrc",
  ".profile",
  ".bash_profile",
  ".zshrc",
  ".zshenv",
  ".gitconfig",
  ".config/git",
  ".npmrc",
  ".nvm",
  ".pyenv",
  ".rbenv",
  ".asdf",
  ".sdkman",
  ".volta",
  ".bun",
  ".deno",
  ".rustup",
  ".cargo",
  "go",
  ".local/bin",
  ".local/lib",
  ".local/share/pipx",
  ".local/share/mise",
];
