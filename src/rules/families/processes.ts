/** Processes and resources: what is killed, pushed aside or used up. */

import { EVERY_PROCESS } from "../../meaning/output/enumerations.ts";
import { show } from "../../meaning/value.ts";
import { ASK_PERSON } from "../advice.ts";
import { isLogger, isProtector, namesIn, sourcesOf } from "../process-names.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { each, said } from "../vocabulary.ts";

/** Programs that an agent or guardsh runs as. */
const AGENTS =
  /^(?:guardsh|bash-guardsh|claude|codex|gemini|qwen|opencode|copilot|cline|crush|amp|cursor(?:-agent)?|aider|goose)$/;

/** What the machine or the person's session runs on. */
const SYSTEM =
  /^(?:systemd(?:-\w+)?|init|launchd|sshd|dbus-daemon|Xorg|Xwayland|gnome-shell|gdm3?|sddm|lightdm|plasmashell|kwin\S*|WindowServer|Finder|Dock|loginwindow|dockerd|containerd|kubelet|NetworkManager|wpa_supplicant|udevd|auditd|rsyslogd|cron(?:d)?|pipewire|pulseaudio|explorer\.exe|tmux(?:: server)?|screen|ssh-agent|gpg-agent)$/;

export const processes: readonly AnyRule[] = [
  rule({
    id: "process/kill-system",
    title: "Killing a program that the system or the person's session needs",
    severity: "high",
    decision: "deny",
    owasp: ["ASI02", "ASI08"],
    attack: "T1489",
    why: "Logins, the network, the desktop or every container would go down with it.",
    instead: ASK_PERSON,
    on: each("signal"),
    match: (action) => {
      if (action.signal === "0") return null;
      const found = action.targets
        .flatMap(namesIn)
        .find((target) => SYSTEM.test(target) || isProtector(target) || isLogger(target));
      return found === undefined ? null : `${action.by} ${found}`;
    },
    examples: {
      block: [
        "pkill sshd",
        "killall -9 dockerd",
        "pkill -9 systemd",
        "killall WindowServer",
        "pkill tmux",
        "pkill -HUP auditd",
        "kill -9 $(pidof rsyslogd)",
        'kill "$(pgrep -x sshd)"',
        "pkill -9 -f 'falcond|wdavdaemon'",
        "kill $(pgrep -f '/usr/sbin/auditd')",
      ],
      allow: ["pkill node", "killall vite", "pgrep sshd", "kill 1234", "kill $(pgrep -f 'node sshd.js')"],
    },
  }),
  rule({
    id: "process/kill-by-port",
    title: "Killing whatever uses a port or a file",
    severity: "low",
    decision: "warn",
    owasp: ["ASI02"],
    attack: "T1489",
    why: "It may be somebody else's program.",
    instead: "Look at it first (lsof -i :3000), then kill it by its pid.",
    on: calls(
      "fuser -k|--kill",
      "kill-port|fkill",
      "npx|bunx|pnpm kill-port|fkill",
      "pnpm|bun dlx|exec|x kill-port|fkill",
    ),
    match: said,
    examples: {
      block: ["fuser -k 3000/tcp", "npx kill-port 3000", "fuser -km /mnt"],
      allow: ["fuser 3000/tcp", "lsof -i :3000", "npx eslint@9.1.0 ."],
    },
  }),
  rule({
    id: "process/priority",
    title: "Pushing other programs aside",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "With real-time priority a program can leave nothing for the others.",
    instead: "Run it with the usual priority, or lower (nice -n 10).",
    on: calls(
      "chrt -f|--fifo|-r|--rr",
      "nice -n|--adjustment=-*",
      "renice -n|--priority=-*",
      "renice -1*|-2*|-3*|-4*|-5*|-6*|-7*|-8*|-9*",
      "ionice -c|--class=1|realtime",
      "choom -n|--adjust=-*",
    ),
    match: said,
    examples: {
      block: ["chrt -f 99 ./x", "nice -n -20 make", "renice -n -10 1234", "ionice -c1 dd if=a of=b"],
      allow: ["nice make", "nice -n 10 make", "renice -n 10 1234", "ionice -c3 make", "taskset -c 0 ./x"],
    },
  }),
  rule({
    id: "process/kill-all",
    title: "Killing every process",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI08", "ASI10"],
    attack: "T1489",
    why: "Everything that this account runs would end, the person's work included.",
    instead: "Kill the one process that you started, by its pid (kill %1, kill $!).",
    on: each("signal"),
    match: (action) => {
      const all = action.targets.map(show);
      if (action.signal === "0") return null;
      if (all.some((target) => target === "-1" || target === "1"))
        return `${action.by} every process (${all.join(" ")})`;
      if (action.targets.some((target) => sourcesOf(target).includes(EVERY_PROCESS)))
        return `${action.by} every process (${all.join(" ")})`;
      return action.by !== "kill" && all.some((target) => /^(?:\.|\.\*|\*|\^|-u|-U)$/.test(target))
        ? `${action.by} ${all.join(" ")}`
        : null;
    },
    examples: {
      block: [
        "kill -9 -1",
        "kill -- -1",
        "kill -9 1",
        "pkill -9 .",
        "killall5",
        "kill -9 $(ps -eo pid=)",
        "kill $(ps ax -o pid)",
        "ps -ef | awk '{print $2}' | xargs kill -9",
        "ls /proc | grep -E '^[0-9]+$' | xargs kill",
      ],
      allow: [
        "kill %1",
        "kill $!",
        "kill -9 12345",
        "pkill -f 'node server.js'",
        "kill -0 1234",
        "kill $(ps -o pid= --ppid 1234)",
        "kill $(ps aux | grep node | awk '{print $2}')",
        "ps aux | awk '/vite/{print $2}' | xargs kill -9",
        "killall node",
      ],
    },
  }),
  rule({
    id: "process/kill-all-tool",
    title: "A tool that kills every process",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1489",
    why: "Everything that runs would end.",
    instead: "Kill the one process that you started, by its pid.",
    on: calls(
      "killall5|skill",
      "loginctl terminate-user|terminate-session|terminate-seat|kill-user|kill-session|kill-seat",
    ),
    match: (action) => `runs ${said(action)}`,
    examples: {
      block: ["killall5 -9", "loginctl terminate-user dev"],
      allow: ["loginctl list-sessions", "killall node"],
    },
  }),
  rule({
    id: "process/everything-at-once",
    title: "Stopping every job or process that a manager holds",
    severity: "high",
    decision: "ask",
    owasp: ["ASI08"],
    attack: "T1489",
    why: "Jobs of others and of other projects are among them, and what they have worked out is lost.",
    instead: "Name the one job or process that you started.",
    on: calls(
      "qdel all",
      "qdel|qmod -u",
      "bkill 0",
      "bkill -u|-q|-g",
      "scancel -u|--user|-A|--account|-p|--partition|-t|--state|-w|--nodelist",
      "condor_rm|condor_hold|condor_off|condor_restart -all|-a",
      "pm2 delete|stop all",
      "pm2 kill|unstartup",
      "forever stopall",
      "supervisorctl|monit|circusctl|immortalctl stop|shutdown|quit|unmonitor all",
      "supervisorctl|circusctl shutdown|quit",
      "s6-rc -d * all",
    ),
    match: (action) => said(action),
    examples: {
      block: ["scancel -u alice", "bkill 0", "pm2 delete all", "forever stopall", "supervisorctl stop all"],
      allow: [
        "scancel 12345",
        "squeue -u alice",
        "pm2 delete api",
        "pm2 restart all",
        "pm2 list",
        "supervisorctl status",
      ],
    },
  }),
  rule({
    id: "process/kill-guard",
    title: "Killing the agent or guardsh",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "The agent and its guard are ended by the person, not by a command of the agent.",
    instead: "Ask the person to end the session.",
    on: each("signal"),
    match: (action) => {
      const target = action.targets
        .flatMap(namesIn)
        .find(
          (each) =>
            AGENTS.test(each.replace(/^.*\//, "")) ||
            /\bguardsh\b/.test(each) ||
            /^\$?PPID$|^\$PPID/.test(each),
        );
      return target !== undefined && action.signal !== "0" ? `${action.by} ${target}` : null;
    },
    examples: {
      block: [
        "pkill guardsh",
        "killall claude",
        "kill -9 $PPID",
        "pkill -f bash-guardsh",
        "pgrep -f guardsh | xargs kill -9",
        "kill $(pgrep -f 'node|codex')",
      ],
      allow: ["pkill node", "pgrep claude", "kill $PID", "kill $(pgrep -f 'vite|webpack')"],
    },
  }),
];
