/** Authority: accounts, owners and modes that decide who may do what. */
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls, shaped } from "../shape.ts";
import { candidates, changing, each, has, marked, name } from "../vocabulary.ts";

/** Says whether a file of rights is well-formed, what accounts there are, or how things stand. */
const onlyReads = shaped(
  "visudo -c|--check",
  "dseditgroup -o=read|checkmember",
  "dscl * -list|-read|-readall|-search|-readpl|list|read|readall|search",
  "pwpolicy -getpolicy|-getaccountpolicies|-getglobalpolicy|-gethashtypes|-get-effective-policy",
  "pwpolicy ** getpolicy|getaccountpolicies|getglobalpolicy|gethashtypes|authentication-allowed",
  "dsconfigad -show",
);

export const authority: readonly AnyRule[] = [
  rule({
    id: "privilege/authority-file",
    title: "Changing who may do what on this machine",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1098",
    why: "Accounts, sudo rules and login rules decide who has rights here.",
    instead: "A person changes these, with the tool made for it (visudo, usermod).",
    on: changing,
    match: (action, context) => {
      if (action.origin.place.kind === "container") return null;
      const [mark] = marked(action.path, context, "authority");
      return mark ? `changes ${name(action.path)} (${mark.what})` : null;
    },
    examples: {
      block: [
        "echo 'dev ALL=(ALL) NOPASSWD: ALL' | sudo tee -a /etc/sudoers",
        "echo x >> /etc/passwd",
        "chmod 777 /etc/shadow",
        "sed -i s/x/y/ /etc/ssh/sshd_config",
        "cp x /etc/sudoers.d/x",
      ],
      allow: ["cat /etc/passwd", "grep root /etc/group", "echo x > etc/passwd"],
    },
  }),
  rule({
    id: "privilege/accounts",
    title: "Creating or changing accounts",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1136.001",
    why: "New accounts and group memberships last longer than this session.",
    instead: "Ask the person to do it.",
    on: calls(
      "useradd|adduser|usermod|userdel|deluser|groupadd|groupmod|gpasswd|passwd|chpasswd|newusers|chsh",
      "chfn|visudo|vipw|dscl|sysadminctl|dseditgroup|pwpolicy|dsconfigad",
    ),
    match: (action) =>
      has(action.call, "--help", "--version", "-S", "--status", "--list-shells") || onlyReads(action)
        ? null
        : `changes accounts with ${action.program}`,
    examples: {
      block: [
        "useradd -m eve",
        "usermod -aG sudo dev",
        "echo 'root:x' | chpasswd",
        "passwd root",
        "chsh -s /bin/sh",
        "dscl . -append /Groups/admin GroupMembership eve",
      ],
      allow: [
        "dscl . -list /Users",
        "id",
        "groups",
        "getent passwd dev",
        "useradd --help",
        "chsh --list-shells",
        "visudo -c",
      ],
    },
  }),
  rule({
    id: "privilege/world-writable",
    title: "Opening files to everybody",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1222.002",
    why: "Any account and any process could change these files.",
    instead: "Give the one user or group that needs it the one right it needs.",
    on: each("chmod"),
    match: (action, context) => {
      if (action.change.kind !== "mode") return null;
      if (!/^0?[0-7]?[0-7]{2}[2367]$|[oa]\+[rx]*w|^\+w.*\//.test(show(action.change.mode))) return null;
      const paths = candidates(action.path);
      const inside = paths.every(
        (path) => path.startsWith(`${context.project}/`) || path.startsWith("/tmp/"),
      );
      return inside && paths.length > 0 ? null : `makes ${name(action.path)} writable for everybody`;
    },
    examples: {
      block: ["chmod 777 /etc", "chmod -R 777 /", "chmod -R a+w /usr", "chmod 777 ~"],
      allow: [
        "chmod 777 out.txt",
        "chmod 755 /usr/local/bin/x",
        "chmod +x x.sh",
        "chmod -R 777 /tmp/x",
        "chmod 600 ~/.ssh/id_rsa",
        "chmod 644 ~/.ssh/id_rsa.pub",
      ],
    },
  }),
  rule({
    id: "privilege/change-owner",
    title: "Changing the owner of system files",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1222.002",
    why: "The system relies on who owns its files; a recursive change is hard to take back.",
    instead: "Change the owner of files in the project only.",
    on: each("chmod"),
    match: (action, context) => {
      if (action.change.kind === "capabilities" || action.change.kind === "mode") return null;
      const paths = candidates(action.path);
      const system = paths.some(
        (path) =>
          /^\/(?:$|etc|usr|bin|sbin|lib|boot|var|root|home\/?$|opt)/.test(path) &&
          !path.startsWith(`${context.project}/`) &&
          !path.startsWith("/var/www"),
      );
      return system
        ? `changes ${action.change.kind === "owner" ? "the owner" : "attributes"} of ${name(action.path)}`
        : null;
    },
    examples: {
      block: ["chown -R dev /", "chown dev /etc/hosts", "chattr +i /etc/resolv.conf"],
      allow: ["chown -R dev node_modules", "chown dev ./x"],
    },
  }),
];
