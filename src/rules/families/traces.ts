/** Defence evasion: traces removed, protections and checks switched off, programs made to look like others. */
import { literal, show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import {
  anyRun,
  begins,
  each,
  has,
  here,
  marked,
  name,
  operands,
  option,
  run,
  said,
  tries,
  words,
  written,
} from "../vocabulary.ts";

const LEAVE = "Leave it as it is.";
const NEVER = "There is no ordinary use for this here.";

export const traces: readonly AnyRule[] = [
  rule({
    id: "evasion/timestamps",
    title: "Giving a file outside the project another time",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1070.006",
    why: "It hides when something was changed.",
    instead: LEAVE,
    on: run(["touch", "SetFile", "gtouch", "debugfs"]),
    match: (action, context) => {
      const set = has(action.call, "-t", "-d", "--date", "-r", "--reference") || action.program === "SetFile";
      if (!set || !here(action)) return null;
      const outside = operands(action.call).find(
        (path) =>
          path.startsWith("/") &&
          !path.startsWith(`${context.project}/`) &&
          !context.temporary.some((each) => path.startsWith(`${each}/`)),
      );
      return outside === undefined ? null : `gives ${outside} another time`;
    },
    examples: {
      block: [
        "touch -r /bin/ls /usr/local/bin/x",
        "touch -t 202001010000 /etc/passwd",
        "touch -d '2 days ago' /var/log/auth.log",
      ],
      allow: [
        "touch -t 202001010000 fixture.txt",
        "touch a.txt",
        "touch -r a.txt b.txt",
        "touch -d yesterday /tmp/x",
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
  rule({
    id: "evasion/immutable",
    title: "Making a file that nobody can change or remove",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1222.002",
    why: "It keeps people and tools from undoing what was done; taken off, it opens what somebody had closed.",
    instead: LEAVE,
    on: run(["chattr", "chflags", "lsattr", "setfattr"]),
    match: (action) => {
      const flags = words(action).find((word) =>
        /^[+=-][a-zA-Z]*[iau]|^(?:no)?(?:schg|uchg|sappnd|uappnd|sunlnk|hidden)/.test(word),
      );
      return action.program === "chattr" || action.program === "chflags"
        ? flags === undefined || flags.startsWith("-R")
          ? null
          : said(action)
        : null;
    },
    examples: {
      block: ["chattr +i /etc/resolv.conf", "chattr -i /etc/passwd", "chflags schg x", "chattr +a x.log"],
      allow: ["lsattr x", "chattr +C vm.img", "ls -lO"],
    },
  }),
  rule({
    id: "evasion/masquerade",
    title: "A copy of a shell or interpreter under another name",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1036.003",
    why: "Under another name nobody recognises what runs.",
    instead: "Call the program by its own name.",
    on: run(["cp", "install", "ln", "mv", "rsync", "dd"]),
    match: (action) => {
      const given = operands(action.call);
      const program = given.find((path) =>
        /^\/(?:usr\/)?(?:local\/)?bin\/(?:ba|da|z|k|a|fi|c|tc|mk)?sh$|^\/(?:usr\/)?bin\/(?:busybox|python3?|perl|ruby|node|nc|ncat|socat|sudo|su|env|curl|wget)$/.test(
          path,
        ),
      );
      const to = given.at(-1) ?? "";
      if (program === undefined || to === program || action.origin.place.kind === "container") return null;
      const base = to.split("/").at(-1) ?? "";
      const same = base === program.split("/").at(-1) || base === "" || /^(?:bin|usr|\.|sbin)$/.test(base);
      return same || action.program === "ln" ? null : `makes ${program} available as ${to}`;
    },
    examples: {
      block: [
        "cp /bin/sh /tmp/x",
        "cp /usr/bin/curl ./helper",
        "install -m 755 /bin/bash ~/.local/bin/vi",
        "cp /usr/bin/nc /tmp/.nc",
      ],
      allow: ["cp a.sh b.sh", "cp build/x /tmp/x", "ln -sf /bin/bash ./bash", "cp /bin/sh rootfs/bin/"],
    },
  }),
  rule({
    id: "evasion/hide-process",
    title: "Starting a program under a false name",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1036.004",
    why: "People who look at the processes see another program than the one that runs.",
    instead: "Start it under its own name.",
    on: run(["exec", "bash", "libprocesshider", "xhide"]),
    match: (action) => {
      if (action.program !== "exec")
        return /xhide|libprocesshider/.test(action.program ?? "") ? said(action) : null;
      const named =
        option(action.call, "-a") ?? (words(action)[0] === "-a" ? (words(action)[1] ?? null) : null);
      return named === null ? null : `starts a program as ${named}`;
    },
    examples: {
      block: ["exec -a '[kworker/0:1]' ./x", "bash -c 'exec -a sshd ./x'", "exec -a nginx ./miner"],
      allow: ["exec ./x", "exec bash", "exec 3> x.log"],
    },
  }),
  rule({
    id: "evasion/hidden-executable",
    title: "Starting a hidden program in a place that everybody can write to",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10", "ASI05"],
    attack: "T1564.001",
    why: "That is where and how foreign code is kept out of sight.",
    instead: "Keep programs in the project, under plain names.",
    on: anyRun,
    match: (action) => {
      const path = action.argv[0] ? show(action.argv[0]) : "";
      return /^\/(?:tmp|var\/tmp|dev\/shm|run\/shm)\/(?:[^/]+\/)*\.[^/]+/.test(path) ||
        /^\/(?:dev\/shm|dev\/mqueue|run\/shm)\/[^/]/.test(path)
        ? `starts ${path}`
        : null;
    },
    examples: {
      block: ["/tmp/.x", "/dev/shm/payload", "/var/tmp/.cache/run --daemon", "/dev/shm/.a/b"],
      allow: ["/tmp/build/x", "./.venv/bin/python3 x.py", "/tmp/a.out"],
    },
  }),
  rule({
    id: "evasion/detach",
    title: "Leaving something running behind after the session",
    severity: "low",
    decision: "warn",
    owasp: ["ASI10"],
    attack: "T1036.009",
    why: "What runs on afterwards is seen by nobody.",
    instead: "Start it in the background of this session, and stop it at the end.",
    on: run(["setsid", "disown", "nohup", "daemonize", "daemon", "dtach", "abduco", "start-stop-daemon"]),
    match: (action) =>
      tries(action) || (action.program === "nohup" && words(action).length === 0)
        ? null
        : /^(?:setsid|daemonize|daemon|dtach|abduco|start-stop-daemon)$/.test(action.program ?? "")
          ? said(action)
          : null,
    examples: {
      block: [
        "setsid ./x",
        "daemonize /tmp/x",
        "start-stop-daemon --start --exec ./x",
        "dtach -n /tmp/s ./x",
      ],
      allow: ["nohup npm start &", "npm start &", "disown", "setsid --help"],
    },
  }),
  rule({
    id: "evasion/trace-guard",
    title: "Taking hold of the guard or the agent with a debugger",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1055.008",
    why: "Whoever holds the guard's process decides what it sees.",
    instead: NEVER,
    on: run([
      "gdb",
      "strace",
      "ltrace",
      "ptrace",
      "lldb",
      "reptyr",
      "gcore",
      "perf",
      "bpftrace",
      "dtrace",
      "dtruss",
      "injector",
      "uprobe",
      "criu",
      "nsenter",
    ]),
    match: (action) => {
      const line = written(action);
      return /\$PPID|\bguardsh\b|pgrep\s+(?:-\S+\s+)*['"]?(?:guardsh|claude|codex|gemini)/.test(line) ||
        (has(action.call, "-p", "--pid", "--attach") && /\$PPID|\$\(pgrep/.test(line))
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "gdb -p $PPID",
        "strace -p $(pgrep guardsh)",
        "reptyr $PPID",
        "perf record -p $PPID",
        "gdb -p $(pgrep -f claude)",
      ],
      allow: ["strace ls", "gdb ./a.out", "perf stat make", "strace -f npm test"],
    },
  }),
  rule({
    id: "guard/embedded-runtime",
    title: "Making guardsh's own program run something else",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1574",
    why: "guardsh is built with a runtime that these variables turn into a plain interpreter.",
    instead: NEVER,
    on: each("environment"),
    match: ({ operation }) =>
      operation.kind === "set" &&
      /^(?:BUN_BE_BUN|BUN_OPTIONS|BUN_INSPECT\w*|BUN_JSC_\w+|BUN_CONFIG_\w*PRELOAD\w*)$/.test(
        operation.name,
      ) &&
      literal(operation.value) !== ""
        ? `sets ${operation.name}`
        : null,
    examples: {
      block: [
        "BUN_BE_BUN=1 guardsh x.js",
        "export BUN_OPTIONS='--preload /tmp/x.js'",
        "env BUN_BE_BUN=1 bash-guardsh -e 1",
        "BUN_INSPECT=ws://0.0.0.0:1 ls",
      ],
      allow: ["bun test", "BUN_INSTALL=/opt/bun ls", "echo $BUN_OPTIONS"],
    },
  }),
  rule({
    id: "guard/stop",
    title: "Stopping, replacing or uninstalling guardsh",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "The guard is ended by the person, not by what it guards.",
    instead: "Ask the person.",
    on: run([
      "npm",
      "bun",
      "pnpm",
      "yarn",
      "brew",
      "apt",
      "apt-get",
      "dpkg",
      "systemctl",
      "launchctl",
      "chsh",
      "usermod",
      "rpm",
      "dnf",
      "pacman",
      "apk",
      "git",
    ]),
    match: (action) => {
      const line = written(action);
      return /\bguardsh\b/.test(line) &&
        /\b(?:uninstall|remove|rm|purge|erase|unlink|stop|disable|mask|kill|unload|bootout|del)\b|\s-[erP]\b/.test(
          line,
        ) &&
        action.program !== "git"
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "npm uninstall -g guardsh",
        "brew uninstall guardsh",
        "systemctl --user stop guardsh",
        "apt-get remove guardsh",
        "dpkg -r guardsh",
      ],
      allow: ["npm view guardsh", "brew info guardsh", "git log --grep guardsh", "systemctl status guardsh"],
    },
  }),
  rule({
    id: "evasion/attribution",
    title: "Committing in somebody else's name",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI09"],
    attack: "T1036",
    why: "The history then says that somebody wrote what they have not written.",
    instead: "Commit as yourself; name others with Co-authored-by.",
    on: run(["git"]),
    match: (action) =>
      begins(action, "commit|commit-tree|am|rebase|cherry-pick") &&
      has(action.call, "--author", "--committer-date-is-author-date")
        ? said(action)
        : null,
    examples: {
      block: [
        "git commit --author='Linus <l@example.com>' -m x",
        "git commit --amend --author 'A <a@example.com>' --no-edit",
      ],
      allow: ["git commit -m x", "git log --author=me", "git shortlog -sne"],
    },
  }),
  rule({
    id: "evasion/skip-hooks",
    title: "Committing or pushing past the project's checks",
    severity: "low",
    decision: "warn",
    owasp: ["ASI09"],
    attack: "T1562",
    why: "The checks are there to hold for everybody.",
    instead: "Mend what the hook finds.",
    on: run(["git"]),
    match: (action) =>
      (begins(action, "commit|push|merge|am|rebase") &&
        (has(action.call, "--no-verify") || (begins(action, "commit") && has(action.call, "-n")))) ||
      (option(action.call, "-c") ?? "").toLowerCase().startsWith("core.hookspath=/dev/null")
        ? said(action)
        : null,
    examples: {
      block: [
        "git commit --no-verify -m x",
        "git push --no-verify",
        "git commit -n -m x",
        "git -c core.hooksPath=/dev/null commit -m x",
      ],
      allow: ["git commit -m 'no-verify'", "git push -n", "git commit -m x"],
    },
  }),
  rule({
    id: "evasion/skip-hooks-variable",
    title: "Switching the project's checks off by a variable",
    severity: "low",
    decision: "warn",
    owasp: ["ASI09"],
    attack: "T1562",
    why: "The checks are there to hold for everybody.",
    instead: "Mend what the hook finds.",
    on: each("environment"),
    match: ({ operation }) =>
      operation.kind === "set" &&
      ((operation.name === "HUSKY" && show(operation.value) === "0") ||
        (/^(?:HUSKY_SKIP_HOOKS|LEFTHOOK_EXCLUDE|SKIP_GIT_HOOKS|PRE_COMMIT_ALLOW_NO_CONFIG)$/.test(
          operation.name,
        ) &&
          show(operation.value) !== "") ||
        (operation.name === "LEFTHOOK" && show(operation.value) === "0") ||
        (operation.name === "SKIP" && /[a-z]/.test(show(operation.value))))
        ? `sets ${operation.name}`
        : null,
    examples: {
      block: [
        "HUSKY=0 git commit -m x",
        "SKIP=eslint git commit -m x",
        "LEFTHOOK=0 git push",
        "export HUSKY_SKIP_HOOKS=1",
      ],
      allow: ["HUSKY=1 git commit -m x", "git commit -m x", "echo $SKIP"],
    },
  }),
  rule({
    id: "evasion/signing-off",
    title: "Switching the signing of commits off",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI09"],
    attack: "T1553",
    why: "Signatures are how others know who made a commit.",
    instead: "Leave it on; ask the person to unlock the key.",
    on: run(["git"]),
    match: (action) =>
      (begins(action, "config") &&
        /^(?:commit|tag|push)\.gpgsign$/i.test(operands(action.call)[0] ?? "") &&
        /^(?:false|0|no|off)$/.test(operands(action.call)[1] ?? "")) ||
      has(action.call, "--no-gpg-sign")
        ? said(action)
        : null,
    examples: {
      block: [
        "git config --global commit.gpgsign false",
        "git commit --no-gpg-sign -m x",
        "git config tag.gpgSign false",
      ],
      allow: ["git config commit.gpgsign true", "git commit -S -m x", "git config --get commit.gpgsign"],
    },
  }),
  rule({
    id: "evasion/guard-log-read",
    title: "Hiding from the session's own record",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI10"],
    attack: "T1083",
    why: "The record is for people; what the guard noticed is no instruction to go around it.",
    instead: "guardsh audit tail shows what was recorded.",
    on: each("read"),
    match: (action, context) =>
      action.depth === "content" &&
      action.by !== "guardsh" &&
      marked(action.path, context, "guard").some(({ what }) => /log/.test(what))
        ? `reads ${name(action.path)}`
        : null,
    examples: {
      block: [
        "cat ~/.local/state/guardsh/audit.jsonl",
        "grep deny ~/.local/state/guardsh/audit.jsonl",
        "cp ~/.local/state/guardsh/audit.jsonl /tmp/a",
      ],
      allow: ["guardsh audit tail", "ls ~/.local/state/guardsh", "cat audit.jsonl"],
    },
  }),
  rule({
    id: "evasion/unguarded-agent",
    title: "Starting another agent without its questions",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10", "ASI08"],
    attack: "T1562",
    why: "It acts on its own, and nobody is asked before anything.",
    instead: "Start it with its usual permissions, or ask the person.",
    on: run([
      "claude",
      "codex",
      "gemini",
      "qwen",
      "opencode",
      "aider",
      "goose",
      "amp",
      "cursor-agent",
      "copilot",
      "crush",
      "cline",
      "droid",
      "auggie",
      "kiro-cli",
      "q",
      "npx",
      "bunx",
      "pnpm",
    ]),
    match: (action) => {
      const found = words(action).find(
        (word) =>
          /^--(?:dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|allow-dangerously-skip-permissions|yolo|full-auto|approval-mode=yolo|yes-always|allow-all-tools|allow-all-paths|dangerously-allow-all|skip-permissions-unsafe|trust-all-tools|auto-approve|no-sandbox|force)$/.test(
            word,
          ) ||
          word === "bypassPermissions" ||
          word === "danger-full-access",
      );
      const agent = /^(?:npx|bunx|pnpm)$/.test(action.program ?? "")
        ? words(action).some((word) => /claude|codex|gemini|opencode|copilot/.test(word))
        : true;
      return found !== undefined && agent ? said(action) : null;
    },
    examples: {
      block: [
        "claude --dangerously-skip-permissions -p x",
        "codex exec --dangerously-bypass-approvals-and-sandbox x",
        "gemini --yolo",
        "claude --permission-mode bypassPermissions",
        "codex --sandbox danger-full-access",
        "copilot --allow-all-tools -p x",
      ],
      allow: [
        "claude -p 'review this'",
        "codex exec 'list'",
        "gemini -p hi",
        "echo claude --dangerously-skip-permissions",
      ],
    },
  }),
];
