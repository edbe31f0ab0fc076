/** Defence evasion: switching off what watches, and guardsh itself. */
import { literal, show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { anyRun, changing, each, marked, name, operands, run, words } from "../vocabulary.ts";

/** Variables that guardsh reads; a command that sets them tries to talk to the guard. */
const GUARD_VARIABLE = /^GUARDSH_/;

/** Variables that decide which shell an agent uses for its next command. */
const SHELL_VARIABLE = /^(?:CLAUDE_CODE_SHELL|CLAUDE_CODE_SHELL_PREFIX)$/;

/** Variables that load code into every program or shell started from then on. */
const INJECTING =
  /^(?:LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES|DYLD_LIBRARY_PATH|BASH_ENV|ENV|PROMPT_COMMAND|PS4|PERL5OPT|PERL5LIB|RUBYOPT|PYTHONSTARTUP|NODE_OPTIONS|GIT_SSH|GIT_SSH_COMMAND|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_ASKPASS|SSH_ASKPASS)$/;

export const evasion: readonly AnyRule[] = [
  rule({
    id: "guard/own-files",
    title: "Changing guardsh's own files",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "Its policy, log and binary are there to hold against the session that they watch.",
    instead: "A person changes the policy, in a terminal of their own: guardsh policy edit.",
    on: changing,
    match: (action, context) => {
      const [mark] = marked(action.path, context, "guard");
      return mark ? `changes ${name(action.path)} (${mark.what})` : null;
    },
    examples: {
      block: [
        "rm -rf ~/.local/state/guardsh",
        "echo x > ~/.config/guardsh/policy.toml",
        "cp /bin/bash ~/.local/bin/guardsh",
        "truncate -s 0 ~/.local/state/guardsh/audit.jsonl",
      ],
      allow: ["cat ~/.config/guardsh/policy.toml", "ls ~/.local/state/guardsh", "guardsh audit tail"],
    },
  }),
  rule({
    id: "guard/own-variables",
    title: "Setting guardsh's variables from inside",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "They are for whoever starts the agent, not for what the agent runs.",
    instead: "Ask the person; what the policy says holds for this session.",
    on: each("environment"),
    match: (action) => {
      const { operation } = action;
      if (operation.kind !== "set" && operation.kind !== "unset") return null;
      if (operation.name === "GUARDSH_FORMAT" || operation.name === "GUARDSH_TRACE") return null;
      return GUARD_VARIABLE.test(operation.name) || SHELL_VARIABLE.test(operation.name)
        ? `${operation.kind}s ${operation.name}`
        : null;
    },
    examples: {
      block: [
        "GUARDSH_PROFILE=observe bash -c ls",
        "export GUARDSH_POLICY=/tmp/p.toml",
        "unset GUARDSH_SESSION",
        "env GUARDSH_MODE=off sh -c id",
        "export CLAUDE_CODE_SHELL=/bin/bash",
      ],
      allow: ["echo $GUARDSH_SESSION", "GUARDSH_TRACE=1 ls", "export FOO=1"],
    },
  }),
  rule({
    id: "guard/own-commands",
    title: "Loosening guardsh from inside a session",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "Approval, trust and policy are decisions of a person outside the session.",
    instead: "Ask the person to do it in a terminal of their own.",
    on: run(["guardsh"]),
    match: (action) => {
      const [verb = "", noun = ""] = words(action);
      return /^(?:approve|trust|unlock|uninstall)$/.test(verb) ||
        (verb === "policy" && noun === "edit") ||
        (verb === "session" && /^(?:end|kill|start)$/.test(noun))
        ? `runs guardsh ${verb} ${noun}`.trim()
        : null;
    },
    examples: {
      block: ["guardsh approve ABC123", "guardsh trust", "guardsh policy edit"],
      allow: ["guardsh check ls", "guardsh explain 'rm x'", "guardsh status", "guardsh rules list"],
    },
  }),
  rule({
    id: "guard/inject-code",
    title: "A variable that puts code into other programs",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10", "ASI05"],
    attack: "T1574.006",
    why: "Whatever starts after it runs that code first, and nothing on its own command line shows it.",
    instead: "Start the program that you mean, directly.",
    on: each("environment"),
    match: (action) => {
      const { operation } = action;
      if (operation.kind !== "set" || !operation.exported || !INJECTING.test(operation.name)) return null;
      const value = literal(operation.value);
      if (value === "" || !suspicious(operation.name, value ?? show(operation.value))) return null;
      return `sets ${operation.name} to ${show(operation.value)}`;
    },
    examples: {
      block: [
        "LD_PRELOAD=/tmp/x.so ls",
        "export BASH_ENV=/tmp/x.sh",
        "LD_LIBRARY_PATH=/tmp/lib sudo id",
        "GIT_SSH_COMMAND='sh -c id' git push",
        "PERL5OPT='-Mbase;system(id)' perl x",
        "NODE_OPTIONS='--require /tmp/x.js' npm test",
        "GIT_SSH=./malicious git push origin main",
      ],
      allow: [
        "NODE_OPTIONS=--max-old-space-size=4096 npm run build",
        "LD_LIBRARY_PATH=./lib ./app",
        "GIT_SSH_COMMAND='ssh -i key' git push",
        "PERL5LIB=lib prove",
      ],
    },
  }),
  rule({
    id: "guard/path-shadow",
    title: "Putting programs of one's own in front of the system's",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI10"],
    attack: "T1574.007",
    why: "A program in a temporary directory can then stand in for any other.",
    instead: "Call the program by its path.",
    on: each("environment"),
    match: (action) => {
      const { operation } = action;
      if (operation.kind !== "set" || operation.name !== "PATH") return null;
      const start = show(operation.value);
      return /^(?:\/tmp|\/var\/tmp|\/dev\/shm|\.(?::|$))/.test(start)
        ? `puts ${start.split(":")[0]} first on PATH`
        : null;
    },
    examples: {
      block: ["export PATH=/tmp/bin:$PATH", "PATH=.:$PATH make"],
      allow: ["export PATH=$HOME/bin:$PATH", 'PATH="$PWD/node_modules/.bin:$PATH" tsc'],
    },
  }),
  rule({
    id: "evasion/history",
    title: "Hiding what was done",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1070.003",
    why: "People look at the history to see what happened.",
    instead: "Leave it as it is.",
    on: anyRun,
    match: (action) => {
      const given = words(action);
      if (
        action.program === "history" &&
        (given.includes("-c") || given.includes("-cw") || given.includes("-d"))
      )
        return "clears the shell history";
      if (action.program === "set" && given.join(" ").includes("+o history"))
        return "switches the shell history off";
      return null;
    },
    examples: {
      block: ["history -c", "set +o history", "history -cw"],
      allow: ["history", "set -o pipefail", "history | tail"],
    },
  }),
  rule({
    id: "evasion/history-variable",
    title: "Switching the shell history off",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1562.003",
    why: "People look at the history to see what happened.",
    instead: "Leave it as it is.",
    on: each("environment"),
    match: (action) => {
      const { operation } = action;
      if (operation.kind === "unset") return operation.name === "HISTFILE" ? "unsets HISTFILE" : null;
      if (operation.kind !== "set") return null;
      const value = show(operation.value);
      if (operation.name === "HISTFILE")
        return value === "/dev/null" || value === "" ? "sends the history nowhere" : null;
      return /^HIST(?:FILE)?SIZE$/.test(operation.name) && value === "0"
        ? `sets ${operation.name} to 0`
        : null;
    },
    examples: {
      block: ["unset HISTFILE", "export HISTFILE=/dev/null", "HISTSIZE=0"],
      allow: ["echo $HISTFILE", "HISTSIZE=10000"],
    },
  }),
  rule({
    id: "evasion/logs",
    title: "Changing or deleting logs",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1070.002",
    why: "Logs are how people find out what happened.",
    instead: "Leave them; the system rotates them by itself.",
    on: changing,
    match: (action, context) => {
      const [mark] = marked(action.path, context, "log");
      return mark ? `changes ${name(action.path)} (${mark.what})` : null;
    },
    examples: {
      block: [
        "rm -rf /var/log/auth.log",
        "truncate -s 0 /var/log/syslog",
        "> /var/log/wtmp",
        "rm ~/.bash_history",
        "ln -sf /dev/null ~/.bash_history",
        "shred /var/log/messages",
      ],
      allow: ["tail /var/log/syslog", "rm build.log", "cat logs/app.log", "> test.log"],
    },
  }),
  rule({
    id: "evasion/protection-off",
    title: "Switching a protection off",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562",
    why: "Firewall, mandatory access control and auditing protect the whole machine.",
    instead: "Ask the person; say which single port or label is in the way.",
    on: run([
      "ufw",
      "iptables",
      "ip6tables",
      "nft",
      "setenforce",
      "auditctl",
      "firewall-cmd",
      "pfctl",
      "csrutil",
      "spctl",
      "aa-disable",
      "aa-teardown",
      "aa-complain",
      "apparmor_parser",
      "systemctl",
      "service",
      "journalctl",
      "dmesg",
      "swapoff",
      "sysctl",
      "mdutil",
      "tmutil",
      "fdesetup",
    ]),
    match: (action) => protectionOff(action.program ?? "", words(action), operands(action.call)),
    examples: {
      block: [
        "ufw disable",
        "iptables -F",
        "setenforce 0",
        "auditctl -e 0",
        "systemctl stop auditd",
        "systemctl disable --now firewalld",
        "nft flush ruleset",
        "journalctl --vacuum-time=1s",
        "dmesg -C",
        "csrutil disable",
        "aa-teardown",
      ],
      allow: [
        "ufw status",
        "iptables -L",
        "journalctl -u nginx",
        "systemctl stop nginx",
        "dmesg | tail",
        "sysctl -a",
      ],
    },
  }),
  rule({
    id: "evasion/make-runnable-hidden",
    title: "Masquerading with a hidden program in a temporary directory",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI10"],
    attack: "T1564.001",
    why: "Hidden programs in temporary directories are how foreign code is kept out of sight.",
    instead: "Use a plain name, inside the project.",
    on: each("chmod"),
    match: (action) => {
      const path = action.path.absolute;
      return path !== null &&
        /^\/(?:tmp|dev\/shm|var\/tmp)\/\.[^/]+$/.test(path) &&
        action.change.kind === "mode" &&
        /x|[157]/.test(show(action.change.mode))
        ? `makes ${path} runnable`
        : null;
    },
    examples: {
      block: ["chmod +x /tmp/.x", "chmod 755 /dev/shm/.hidden"],
      allow: ["chmod +x /tmp/x", "chmod +x .githooks/pre-commit"],
    },
  }),
];

function suspicious(variable: string, value: string): boolean {
  switch (variable) {
    case "NODE_OPTIONS":
      return (
        /--(?:require|import|loader|experimental-loader|inspect)|(?:^|\s)-r\b/.test(value) &&
        /\/tmp\/|\/dev\/shm|data:|https?:/.test(value)
      );
    case "LD_LIBRARY_PATH":
    case "DYLD_LIBRARY_PATH":
    case "PERL5LIB":
      return /^(?:\/tmp|\/var\/tmp|\/dev\/shm)\b/.test(value);
    case "GIT_SSH_COMMAND":
      return !/^\S*ssh(?:\s|$)/.test(value) || /ProxyCommand/i.test(value);
    case "GIT_SSH":
      return !/^(?:\/usr\/bin\/)?ssh$|plink/.test(value);
    case "GIT_ASKPASS":
    case "SSH_ASKPASS":
      return /\/tmp\//.test(value);
    case "PS4":
      return /[$`]\(/.test(value);
    case "PROMPT_COMMAND":
      return true;
    case "GIT_EXTERNAL_DIFF":
      return /[/;|&]/.test(value);
    default:
      return true;
  }
}

function protectionOff(program: string, given: readonly string[], plain: readonly string[]): string | null {
  const line = given.join(" ");
  const stops = /\b(?:stop|disable|mask|kill)\b/.test(line);
  const off: Readonly<Record<string, boolean>> = {
    ufw: /\b(?:disable|reset)\b/.test(line) || /\ballow\b.*\bany\b/.test(line),
    iptables: /(?:^|\s)(?:-F|--flush|-X|-P\s+\w+\s+ACCEPT|--policy\s+\w+\s+ACCEPT|-D)\b/.test(line),
    ip6tables: /(?:^|\s)(?:-F|--flush|-X|-P\s+\w+\s+ACCEPT)\b/.test(line),
    nft: /\b(?:flush|delete)\b/.test(line),
    setenforce: plain.some((each) => /^(?:0|permissive)$/i.test(each)),
    auditctl: /(?:^|\s)-(?:D|e\s*0)\b/.test(line),
    "firewall-cmd": /--(?:panic-off|remove|set-default-zone=trusted)/.test(line),
    pfctl: /(?:^|\s)-(?:d|F)\b/.test(line),
    csrutil: /\bdisable\b/.test(line),
    spctl: /--(?:master-disable|global-disable)/.test(line),
    "aa-disable": true,
    "aa-teardown": true,
    "aa-complain": true,
    apparmor_parser: /(?:^|\s)-R\b/.test(line),
    systemctl:
      stops &&
      /\b(?:auditd|firewalld|ufw|iptables|nftables|apparmor|selinux|rsyslog|syslog|systemd-journald|fail2ban|falco|osqueryd|clamav\S*|crowdstrike|falcon-sensor|wazuh-agent)\b/.test(
        line,
      ),
    service: stops && /\b(?:auditd|firewalld|ufw|iptables|apparmor|rsyslog|fail2ban)\b/.test(line),
    journalctl: /--(?:vacuum|rotate|flush)/.test(line),
    dmesg: /(?:^|\s)(?:-C|--clear|-c|--read-clear|-D|--console-off)\b/.test(line),
    sysctl:
      /(?:^|\s)(?:-w\s+)?kernel\.(?:randomize_va_space|yama\.ptrace_scope|kptr_restrict|dmesg_restrict|unprivileged_bpf_disabled)\s*=\s*0/.test(
        line,
      ),
    fdesetup: /\bdisable\b/.test(line),
    tmutil: /\b(?:disable|delete)/.test(line),
  };
  return off[program] ? `${program} ${line}`.trim() : null;
}
