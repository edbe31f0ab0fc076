/** Defence evasion: switching off what watches and protects. */
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { changing, each, marked, name, operands, run, said, words, written } from "../vocabulary.ts";

const LEAVE = "Leave it as it is.";

export const evasion: readonly AnyRule[] = [
  rule({
    id: "evasion/history",
    title: "Hiding what was done",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1070.003",
    why: "People look at the history to see what happened.",
    instead: "Leave it as it is.",
    on: run(["history", "set"]),
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
    id: "evasion/logging-off",
    title: "Switching logging off",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1562.006",
    why: "What happens from then on leaves no trace.",
    instead: LEAVE,
    on: run([
      "systemctl",
      "service",
      "rsyslogd",
      "syslogd",
      "logger",
      "journalctl",
      "auditctl",
      "augenrules",
      "log",
      "wevtutil",
      "Set-MpPreference",
      "logrotate",
      "killall",
      "pkill",
      "rc-service",
      "launchctl",
      "sc",
      "fltmc",
    ]),
    match: (action) => {
      const line = written(action);
      return /(?:stop|disable|mask|kill|unload|bootout)\b.*\b(?:r?syslogd?|rsyslog|syslog-ng|systemd-journald|journald|auditd|auditbeat|osqueryd?|falco|sysmon|filebeat|fluent-?bit|fluentd|vector|promtail|wazuh\S*|ossec\S*|splunk\S*|td-agent|datadog-agent|com\.apple\.(?:syslogd|auditd))\b|^(?:service|rc-service) (?:r?syslog\S*|syslog-ng|auditd|osqueryd|filebeat|falco) (?:stop|disable)|^(?:killall|pkill)\b.*\b(?:r?syslogd|journald|auditd|osqueryd|falco|filebeat|fluentd)\b|^auditctl (?:-e ?0|-D)|^wevtutil (?:cl|sl .*\/e:false)|^log (?:erase|config .*level:off)|^journalctl --(?:vacuum-\w+|rotate)/.test(
        line,
      )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "systemctl stop rsyslog",
        "service auditd stop",
        "pkill auditd",
        "auditctl -e 0",
        "systemctl disable --now filebeat",
        "wevtutil cl Security",
      ],
      allow: ["systemctl status rsyslog", "journalctl -u x", "auditctl -l", "logger hi"],
    },
  }),
  rule({
    id: "evasion/security-agent",
    title: "Stopping or removing a program that protects the machine",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "It is there because somebody answers for this machine.",
    instead: "Ask the person; say which file or program it is in the way of.",
    on: run([
      "systemctl",
      "service",
      "apt",
      "apt-get",
      "dnf",
      "yum",
      "rpm",
      "dpkg",
      "pkill",
      "killall",
      "launchctl",
      "brew",
      "freshclam",
      "falconctl",
      "sentinelctl",
      "mdatp",
      "csagent",
      "jamf",
      "santactl",
      "rc-service",
      "snap",
      "pacman",
      "sc",
      "kextunload",
    ]),
    match: (action) => {
      const line = written(action);
      const agent =
        /\b(?:clamav\S*|clamd|fail2ban|crowdsec|falcon-?sensor|falconctl|sentinel(?:one|ctl|agent)\S*|carbonblack|cbagentd|cbdaemon|mdatp|microsoft-defender\S*|sophos\S*|esets?\S*|trellix|mcafee\S*|aide|tripwire|rkhunter|chkrootkit|apparmor|selinux\S*|ufw|firewalld|nftables|osquery\S*|santa|jamf|little ?snitch|lulu|usbguard|tetragon|tracee|WinDefend)\b/i;
      return agent.test(line) &&
        /\b(?:stop|disable|mask|remove|purge|erase|uninstall|unload|kill|pkill|killall|exclusion add|config .*disabled|removeFramework)\b|^(?:pkill|killall)\b|^(?:rpm|dpkg) -[erP]\b/.test(
          line,
        )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "systemctl stop fail2ban",
        "apt-get remove -y clamav",
        "pkill falcon-sensor",
        "mdatp exclusion add --path /tmp",
        "systemctl disable --now apparmor",
        "jamf removeFramework",
      ],
      allow: ["systemctl status fail2ban", "apt-get install clamav", "clamscan -r .", "mdatp health"],
    },
  }),
  rule({
    id: "evasion/quarantine",
    title: "Taking the mark of the internet off a file",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI04", "ASI10"],
    attack: "T1553.001",
    why: "The mark makes the system check the program before it starts for the first time.",
    instead: "Let the person open it the first time.",
    on: run(["xattr", "spctl", "Unblock-File", "codesign"]),
    match: (action) => {
      const line = written(action);
      return /^xattr (?:-\S*[dc]\S*)(?:\s|$)(?:.*com\.apple\.quarantine)?/.test(line) &&
        (/quarantine/.test(line) || /^xattr -\S*c/.test(line))
        ? said(action)
        : /^spctl --(?:add|master-disable|global-disable|remove)|^codesign .*--remove-signature|^Unblock-File/.test(
              line,
            )
          ? said(action)
          : null;
    },
    examples: {
      block: [
        "xattr -d com.apple.quarantine x.app",
        "xattr -cr x.app",
        "spctl --master-disable",
        "codesign --remove-signature x",
      ],
      allow: ["xattr -l x.app", "spctl --status", "codesign -v x.app"],
    },
  }),
];

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
