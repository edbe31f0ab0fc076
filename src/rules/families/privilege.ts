/** Privilege: becoming somebody else, and handing out rights. */
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import {
  anyRun,
  candidates,
  changing,
  each,
  has,
  marked,
  name,
  operands,
  run,
  words,
} from "../vocabulary.ts";

/** Programs that start others with the rights of another user. */
const RAISERS = new Set([
  "sudo",
  "doas",
  "su",
  "pkexec",
  "run0",
  "runuser",
  "setpriv",
  "sg",
  "newgrp",
  "gosu",
  "su-exec",
]);

export const privilege: readonly AnyRule[] = [
  rule({
    id: "privilege/escalate",
    title: "Running something as the superuser",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1548.003",
    why: "As the superuser a mistake reaches the whole machine, and no boundary of this session holds.",
    instead:
      "Work without it where that is possible (a user install, a container); else ask the person to run it.",
    on: anyRun,
    match: (action) => {
      if (!action.origin.privileged || action.origin.place.kind === "container" || action.program === null)
        return null;
      const before = action.origin.chain;
      // Only what the raising program itself starts is named; what that starts in turn says nothing new.
      const raised = before.findLastIndex((link) => RAISERS.has(link));
      if (raised !== before.length - 1) return null;
      return `runs ${[action.program, ...words(action)].join(" ").slice(0, 80)} as another user (${before.join(" › ")})`;
    },
    examples: {
      block: [
        "sudo vim /etc/hosts",
        "doas sh",
        "sudo -u postgres psql",
        "pkexec bash",
        "echo pw | sudo -S cat /etc/shadow",
        "env sudo id",
      ],
      allow: ["echo sudo", "man sudo", "ls /etc/sudoers.d", "grep -r sudo ."],
    },
  }),
  rule({
    id: "privilege/root-shell",
    title: "A shell as another user",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1548.003",
    why: "Commands in that shell have all rights and are judged by nobody.",
    instead: "Ask the person to run the one command that needs the rights.",
    on: run(["sudo", "su", "doas", "pkexec", "run0", "runuser", "machinectl"]),
    match: (action) => {
      const given = words(action);
      if (given.includes("--version") || given.includes("-V") || given.includes("--help")) return null;
      if (
        action.program === "sudo" &&
        (has(action.call, "-i", "--login", "-s", "--shell") || given.length === 0)
      )
        return "opens a shell as root";
      const command = has(action.call, "-c", "--command", "--session-command");
      if ((action.program === "su" || action.program === "runuser") && !command)
        return `becomes ${operands(action.call)[0] ?? "root"}`;
      return null;
    },
    examples: {
      block: ["sudo -i", "sudo su -", "su - root", "sudo -s", "su"],
      allow: ["sudo --version", "echo su", "git commit -m 'sudo su'"],
    },
  }),
  rule({
    id: "privilege/setuid",
    title: "Setting the set-user-id or set-group-id bit",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1548.001",
    why: "Whoever runs the file then has its owner's rights.",
    instead: "Leave the mode as it is; a package that needs it sets it itself.",
    on: each("chmod"),
    match: (action) => {
      if (action.change.kind !== "mode") return null;
      const mode = show(action.change.mode);
      return /^0*[2-7][0-7]{3}$/.test(mode) && !/^0*1/.test(mode)
        ? `makes ${name(action.path)} set-user-id (${mode})`
        : /[ugoa]*[+=][rwxt]*s/.test(mode)
          ? `makes ${name(action.path)} set-user-id (${mode})`
          : null;
    },
    examples: {
      block: ["chmod u+s /tmp/sh", "chmod 4755 x", "chmod g+s dir", "chmod 6777 x"],
      allow: ["chmod +x build.sh", "chmod 755 x", "chmod 0644 y", "chmod 1777 /tmp/x"],
    },
  }),
  rule({
    id: "privilege/capabilities",
    title: "Giving a program kernel capabilities",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1548.001",
    why: "A capability is a piece of root's rights for whoever runs the program.",
    instead: "Ask the person; for ports below 1024 use a higher port instead.",
    on: run(["setcap", "capsh", "setpriv"]),
    match: (action) =>
      action.call.options.has("--help") ? null : `changes capabilities with ${action.program}`,
    examples: {
      block: ["setcap cap_setuid+ep /tmp/python", "setcap cap_net_raw+p /bin/ping", "setcap -r /bin/ping"],
      allow: ["getcap /bin/ping", "echo setcap"],
    },
  }),
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
    on: run([
      "useradd",
      "adduser",
      "usermod",
      "userdel",
      "deluser",
      "groupadd",
      "groupmod",
      "gpasswd",
      "passwd",
      "chpasswd",
      "newusers",
      "chsh",
      "chfn",
      "visudo",
      "vipw",
      "dscl",
      "sysadminctl",
      "dseditgroup",
    ]),
    match: (action) =>
      has(action.call, "--help", "--version", "-S", "--status")
        ? null
        : `changes accounts with ${action.program}`,
    examples: {
      block: [
        "useradd -m eve",
        "usermod -aG sudo dev",
        "echo 'root:x' | chpasswd",
        "passwd root",
        "chsh -s /bin/sh",
      ],
      allow: ["id", "groups", "getent passwd dev", "useradd --help"],
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
      if (
        action.change.kind !== "mode" ||
        !/^0?[0-7]?[0-7]{2}[2367]$|[oa]\+[rx]*w|^\+w.*\//.test(show(action.change.mode))
      )
        return null;
      const paths = candidates(action.path);
      const inside = paths.every(
        (path) => path.startsWith(`${context.project}/`) || path.startsWith("/tmp/"),
      );
      return inside && paths.length > 0 ? null : `makes ${name(action.path)} writable for everybody`;
    },
    examples: {
      block: ["chmod 777 /etc", "chmod -R 777 /", "chmod -R a+w /usr", "chmod 777 ~"],
      allow: ["chmod 777 out.txt", "chmod 755 /usr/local/bin/x", "chmod +x x.sh", "chmod -R 777 /tmp/x"],
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
