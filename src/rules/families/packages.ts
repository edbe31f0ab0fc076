/** Packages: what is installed, how, and what runs with it. */

import { literal, show } from "../../meaning/value.ts";
import { ASK_PERSON } from "../advice.ts";
import { lookAlike } from "../look-alike.ts";
import { INSTALLING, JAVASCRIPT, SYSTEM } from "../package-managers.ts";
import { type AnyRule, rule } from "../rule.ts";
import { REMOVING, removed } from "../services.ts";
import { calls } from "../shape.ts";
import { each, has, inEarnest, operands, said, tries, words } from "../vocabulary.ts";

/** Packages without which nothing else works, with the category that Gentoo and others put before them. */
const ESSENTIAL =
  /^(?:[\w-]+\/)?(?:libc6|glibc|bash|dash|coreutils|util-linux|systemd(?:-sysv)?|init|sudo|openssh(?:-server)?|linux(?:-image.*|-lts)?|kernel.*|grub.*|dpkg|apt|rpm|dnf|yum|portage|pacman|apk-tools|xbps|python3(?:-minimal)?|login|passwd|shadow|network-manager|NetworkManager|ca-certificates|e2fsprogs|mount|filesystem|base(?:-files|-system|layout)?|alpine-base(?:layout)?|musl|busybox|os-core|pkg)$/;

/** Flags that remove in spite of what depends on it. */
const FORCED =
  /^--(?:force-(?:all|remove-essential|depends)|nodeps|allow-remove-essential|assume-yes-to-removals)$/;

/** Package managers of whole systems; the others keep what they remove apart from it. */
const OF_THE_SYSTEM = new Set(
  `apt apt-get aptitude dnf yum microdnf zypper tdnf apk rpm dpkg pacman yay paru emerge xbps-remove pkg_delete removepkg
  urpme pkg opkg eopkg slackpkg tazpkg equo pkgin swupd rpm-ostree nix-env`.split(/\s+/),
);

export const packages: readonly AnyRule[] = [
  rule({
    id: "packages/local-file",
    title: "Installing a package from a loose file",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1546.016",
    why: "Its install scripts run at once, mostly as root, and no repository has vouched for it.",
    instead: "Install it from the distribution's repository, or ask the person to look at the file first.",
    on: calls(`${SYSTEM}|dpkg|rpm|snap|flatpak|installer|opkg|pkg|pkg_add|eopkg|xbps-install|equo`),
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
    id: "packages/look-alike",
    title: "A package whose name is one slip from a well-known one",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.001",
    why: "Such names are registered by attackers, for typing errors and for names that a model makes up; installing runs their code.",
    instead: "Take the well-known name; if this one is meant, let the person look at its page first.",
    on: calls(
      "npm|pnpm|yarn|bun|cnpm i|in|install|add",
      "pip|pip3|pipx install",
      "uv|poetry|pdm|pipenv|rye|hatch add|install",
      "uv pip install",
    ),
    match: (action) => {
      const registry = /^(?:npm|pnpm|yarn|bun|cnpm)$/.test(action.program ?? "") ? "npm" : "pypi";
      for (const { text, role } of action.call.operands) {
        const name = role === "package" ? (literal(text) ?? "") : "";
        const bare = /^[A-Za-z][\w.-]*/.exec(name)?.[0] ?? "";
        const meant = /[/:]/.test(name) ? null : lookAlike(registry, bare);
        if (meant) return `installs ${bare}, which looks like ${meant}`;
      }
      return null;
    },
    examples: {
      block: ["pip install reqeusts", "npm install crossenv", "yarn add loadash", "uv add pandass==2.0"],
      allow: [
        "pip install requests",
        "npm install cross-env preact",
        "npm install enquirer",
        "pip install scikit_learn",
        "npm i @types/reakt",
      ],
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
    id: "packages/remove-all",
    title: "Removing every package of a list",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1485",
    why: "Tools of other projects and of the system may be among them, and what removes packages may remove itself.",
    instead: "Remove the package that is meant; make a new environment where a clean one is needed.",
    on: calls(...REMOVING),
    match: (action) => {
      if (tries(action)) return null;
      const listed =
        action.origin.chain.includes("xargs") ||
        operands(action.call).some((name) => /^\$\(|^`|^\*$/.test(name));
      const all = has(action.call, "-r", "--requirement") && /^(?:pip3?|uv)$/.test(action.program ?? "");
      // Of gems that are named, it means all their versions.
      const every =
        has(action.call, "--all", "-a") && action.program === "gem" && operands(action.call).length === 0;
      return listed || all || every ? `removes every package that is listed (${said(action)})` : null;
    },
    examples: {
      block: [
        "pip uninstall -y -r requirements.txt",
        "pip freeze | xargs pip uninstall -y",
        "gem uninstall --all --executables",
        "brew list | xargs brew uninstall",
        "npm uninstall -g $(npm ls -g --parseable)",
      ],
      allow: [
        "pip uninstall -y requests",
        "gem uninstall rack -a",
        "npm uninstall lodash",
        "pip install -r requirements.txt",
        "gem uninstall rake",
      ],
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
    on: calls(
      `${JAVASCRIPT} --no-ignore-scripts|--dangerously-allow-all-builds|--trust`,
      `${JAVASCRIPT} --ignore-scripts=false`,
      "bun pm trust --all",
      `${JAVASCRIPT} config set ignore-scripts false|0`,
      `${JAVASCRIPT} config set ignore-scripts=false|ignore-scripts=0`,
    ),
    match: said,
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
    on: calls(
      `${JAVASCRIPT}|pip|pip3|poetry|cargo|bundle|composer --no-lock|--no-lockfile|--no-package-lock|--no-frozen-lockfile|--no-save-lockfile|--ignore-platform-reqs`,
      `${JAVASCRIPT} --frozen-lockfile|--package-lock=false`,
    ),
    match: said,
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
    on: calls("pip|pip3|uv --break-system-packages"),
    match: said,
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
    on: calls(...REMOVING),
    match: (action) => {
      if (tries(action) || has(action.call, "--simulate", "--pretend")) return null;
      if (/^(?:apt|aptitude)/.test(action.program ?? "") && has(action.call, "-s")) return null;
      const names = removed(action);
      const essential = names.find((word) => ESSENTIAL.test(word));
      if (essential !== undefined) return `removes ${essential}`;
      if (!OF_THE_SYSTEM.has(action.program ?? "")) return null;
      const given = words(action);
      const forced = given.some((word) => FORCED.test(word));
      const all = names.some((word) => /^['"]?(?:\*|~i|\.\*)['"]?$/.test(word));
      const everything =
        action.program?.startsWith("pkg") && given.some((word) => /^-[a-z]*a|^--all$/.test(word));
      return (names.length > 0 && forced) || all || everything
        ? `removes ${names.at(-1) ?? "everything"}`
        : null;
    },
    examples: {
      block: [
        "apt-get remove -y libc6",
        "apt purge sudo",
        "dpkg --remove --force-all x",
        "rpm -e --nodeps openssl",
        "dnf remove systemd",
        "pacman -Rdd bash",
        "emerge --unmerge sys-libs/glibc",
        "xbps-remove -Rf base-system",
        "pkg delete -af",
        "nix-env -e '*'",
        "conda remove -n base --all",
      ],
      allow: [
        "apt-get remove nginx",
        "dpkg -l bash",
        "apt-get autoremove",
        "rpm -q bash",
        "conda remove numpy",
        "pkg delete nginx",
      ],
    },
  }),
  rule({
    id: "packages/whole-system",
    title: "Putting another system in place of this one",
    severity: "critical",
    decision: "ask",
    owasp: ["ASI04", "ASI10"],
    attack: "T1195.002",
    why: "With the next start everything comes from there, the kernel and its protections included.",
    instead: ASK_PERSON,
    on: calls(
      "rpm-ostree rebase|deploy|reset|rollback",
      "rpm-ostree override *",
      "bootc switch|rollback|install",
      "ostree admin deploy|undeploy|switch|upgrade",
      "freebsd-update install|rollback|upgrade",
      "do-release-upgrade|dnf5-system-upgrade",
      "dnf|zypper system-upgrade|distro-sync|distribution-upgrade|dup",
      "nix profile wipe-history",
      "conda remove|uninstall --all -n=base|root",
      "dpkg-divert --rename|--divert",
      "snap set system **",
      "swupdate|rauc|mender|swupd install|os-install|repair",
      "swupdate -i|--image",
      "guix pull --disable-authentication",
    ),
    match: inEarnest,
    examples: {
      block: [
        "rpm-ostree rebase ostree-unverified-registry:registry.example/x",
        "bootc switch registry.example/x:latest",
        "freebsd-update rollback",
        "guix pull --url=https://guix.example/x.git --disable-authentication",
        "snap set system refresh.hold=forever",
      ],
      allow: [
        "rpm-ostree status",
        "bootc status",
        "freebsd-update fetch",
        "nix profile list",
        "guix pull",
        "snap list",
      ],
    },
  }),
];
