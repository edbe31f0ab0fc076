/** Defence evasion: switching off what watches and protects. */

import { show } from "../../meaning/value.ts";
import { LEAVE_AS_IS } from "../advice.ts";
import { isLogger, isProtector } from "../process-names.ts";
import { type AnyRule, rule } from "../rule.ts";
import { REMOVING, removed, STOPPING, stopped } from "../services.ts";
import { calls, shaped } from "../shape.ts";
import { changing, each, has, marked, name, said, words } from "../vocabulary.ts";

/** What logs with, told to forget or to write no more. */
const ERASING_LOGS = [
  "auditctl -e=0",
  "auditctl -D",
  "wevtutil cl",
  "wevtutil sl * /e:false",
  "clear-eventlog|remove-eventlog",
  "auditpol /clear|/remove|/set|/restore",
  "log erase",
  "log config --mode=level:off",
  "log config level:off",
  "journalctl --vacuum-*|--rotate",
] as const;
const erasesLog = shaped(...ERASING_LOGS);

/** Programs that protect, told to stop by themselves. */
const UNPROTECTING = [
  "mdatp exclusion add",
  "mdatp config * --value=disabled",
  "mdatp config * disabled",
  "jamf removeFramework",
  "falconctl|sentinelctl|santactl uninstall|unload|stop|disable",
] as const;
const unprotects = shaped(...UNPROTECTING);

export const evasion: readonly AnyRule[] = [
  rule({
    id: "evasion/history",
    title: "Hiding what was done",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1070.003",
    why: "People look at the history to see what happened.",
    instead: LEAVE_AS_IS,
    on: calls("history|set"),
    match: (action) => {
      const given = words(action);
      if (action.program === "history")
        return has(action.call, "-c", "-cw", "-d") ? "clears the shell history" : null;
      const off = given.some((word, i) => word === "+o" && given[i + 1] === "history");
      return off ? "switches the shell history off" : null;
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
    instead: LEAVE_AS_IS,
    on: each("environment"),
    match: (action) => {
      const { operation } = action;
      if (operation.kind === "unset") return operation.name === "HISTFILE" ? "unsets HISTFILE" : null;
      if (operation.kind !== "set") return null;
      const value = show(operation.value);
      if (operation.name === "HISTCONTROL" && value === "ignorespace")
        return "HISTCONTROL=ignorespace keeps commands out of the history";
      if (operation.name === "HISTIGNORE" && value === "*")
        return "HISTIGNORE=* keeps everything out of the history";
      if (operation.name === "HISTFILE")
        return value === "/dev/null" || value === "" ? "sends the history nowhere" : null;
      return /^HIST(?:FILE)?SIZE$/.test(operation.name) && value === "0"
        ? `sets ${operation.name} to 0`
        : null;
    },
    examples: {
      block: ["unset HISTFILE", "export HISTFILE=/dev/null", "HISTSIZE=0", "export HISTIGNORE='*'"],
      allow: ["echo $HISTFILE", "HISTSIZE=10000", "HISTIGNORE='ls:cd'"],
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
    on: calls(
      "ufw disable|reset",
      "ufw allow from any",
      "iptables|ip6tables -F|--flush|-X|--delete-chain|-D|--delete",
      "iptables|ip6tables -P|--policy ACCEPT",
      "iptables|ip6tables -t=nat -A|-I|--append|--insert",
      "iptables-restore|ip6tables-restore",
      "nft -f|--file !-c !--check",
      "ipset destroy|flush",
      "ufw default allow",
      "firewall-cmd --panic-on",
      "nft flush|delete",
      "pfctl -d|-F",
      "firewall-cmd --panic-off|--remove*",
      "firewall-cmd --set-default-zone=trusted",
      "setenforce 0|permissive",
      "aa-disable|aa-teardown|aa-complain",
      "apparmor_parser -R|--remove",
      "csrutil|fdesetup disable",
      "fdesetup changerecovery|removerecovery|remove|destroyrecovery",
      "spctl --master-disable|--global-disable",
      "auditctl -D",
      "auditctl -e=0",
      "journalctl --vacuum-*|--rotate|--flush",
      "dmesg -C|--clear|-c|--read-clear|-D|--console-off",
      "sysctl kernel.randomize_va_space=0|kernel.yama.ptrace_scope=0|kernel.kptr_restrict=0|kernel.dmesg_restrict=0|kernel.unprivileged_bpf_disabled=0",
      "tmutil disable*|delete*|addexclusion|removedestination",
      "defaults write *com.apple.alf*|*LSQuarantine*",
      "defaults write com.apple.LaunchServices LSQuarantine",
      "profiles install|remove",
      "profiles -I|-R|-D",
      "pwpolicy -clearaccountpolicies|-setaccountpolicies",
      "kmutil configure-boot",
      "pkgutil --forget",
      "sfltool resetbtm|resetlist|clear",
      "osqueryctl|wazuh-control|ossec-control|falconctl|auditbeat stop|disable|uninstall|unload",
      "puppet agent --disable",
      "tripwire --update-policy|-m=p",
    ),
    match: said,
    examples: {
      block: [
        "ufw disable",
        "iptables -F",
        "setenforce 0",
        "auditctl -e 0",
        "nft flush ruleset",
        "journalctl --vacuum-time=1s",
        "dmesg -C",
        "csrutil disable",
        "aa-teardown",
        "osqueryctl stop",
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
    title: "Switching logging off, or erasing what was logged",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1562.006",
    why: "What happens from then on leaves no trace.",
    instead: LEAVE_AS_IS,
    on: calls(...STOPPING, ...ERASING_LOGS),
    match: (action) =>
      stopped(action).some((name) => isLogger(name)) || erasesLog(action) ? said(action) : null,
    examples: {
      block: [
        "systemctl stop rsyslog",
        "service auditd stop",
        "systemctl stop auditd",
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
    on: calls(...STOPPING, ...REMOVING, ...UNPROTECTING),
    match: (action) =>
      [...stopped(action), ...removed(action)].some((name) => isProtector(name)) || unprotects(action)
        ? said(action)
        : null,
    examples: {
      block: [
        "systemctl stop fail2ban",
        "systemctl disable --now firewalld",
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
    on: calls(
      "xattr -d com.apple.quarantine",
      "xattr -c",
      "spctl --add|--master-disable|--global-disable|--remove",
      "codesign --remove-signature",
      "unblock-file",
    ),
    match: said,
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
