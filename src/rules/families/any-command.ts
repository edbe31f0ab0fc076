/** What holds for every command, whatever the program: who decides it, who it runs as, what it carries along. */

import type { Action, Run } from "../../meaning/action.ts";
import { canonicalName, runsScripts, startsCommands, takesProjectFiles } from "../../meaning/index.ts";
import { literal, show } from "../../meaning/value.ts";
import { isWithin } from "../../places/index.ts";
import { NO_ORDINARY_USE } from "../advice.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { shaped } from "../shape.ts";
import { anyRun, isFunction, SHELLS, words } from "../vocabulary.ts";

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
  "security_authtrampoline",
  // `execute-with-privileges` is the only command of it that starts another.
  "security",
]);

/** Programs that are made to start others: what they start is judged as itself. */
const STARTERS = new Set(
  `sudo doas env nice ionice timeout nohup setsid stdbuf time exec command builtin xargs find ssh docker
  podman kubectl chroot unshare nsenter su runuser watch script flock parallel make npx yarn pnpm bun uv
  cmd powershell poetry pipenv conda bundle tmux screen eval`.split(/\s+/),
);

/** Programs that mine. */
const MINER =
  /^(?:xmrig|xmr-stak|minerd|cpuminer|cgminer|bfgminer|ethminer|nbminer|t-rex|lolminer|phoenixminer|nanominer|ccminer)/i;

/** Where miners report to: by the protocol, or by the name of the pool and a port. */
const POOL =
  /^stratum\+(?:tcp|ssl|tls):|^(?:[\w-]+\.)*(?:\w*(?:xmr|monero|ethermine|nicehash|moneroocean|hashvault|supportxmr|2miners|f2pool|nanopool|minergate)\w*)\.[a-z]+:\d+$/i;

export const anyCommand: readonly AnyRule[] = [
  rule({
    id: "guard/side-door",
    title: "A program of no known origin started through an option of another",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10", "ASI02"],
    attack: "T1202",
    why: "Programs that are not made to start others are used to hide what is started.",
    instead: "Start the program directly.",
    on: anyRun,
    match: sideDoor,
    examples: {
      block: [
        "tcpdump -ln -i lo -w /dev/null -W 1 -G 1 -z /tmp/payload.sh",
        "zip x.zip y -T -TT /tmp/payload.sh",
        "tar cf /dev/null x --checkpoint=1 --checkpoint-action=exec='sh /tmp/payload'",
        "PAGER='sh /tmp/payload' man ls",
        "python3 -c 'import os; os.system(\"/tmp/payload.sh\")'",
        "pack() { zip x.zip y -T -TT /tmp/payload.sh; }; pack",
      ],
      allow: [
        "timeout 5 /tmp/a.out",
        "git bisect run ./test.sh",
        "git bisect run sh /tmp/test.sh",
        "find . -name '*.c' -exec sh /tmp/check.sh {} +",
        "/tmp/test.sh",
        'run() { echo "+ $*"; "$@"; }; run ./build.sh --fast',
        "rsync -e ssh a b:c",
        'python3 -c \'import subprocess; subprocess.run(["./target/debug/app", "--help"])\'',
        "python3 -c 'import os; os.system(\"python3 /tmp/make_data.py && /tmp/venv/bin/pytest -q\")'",
        "valgrind --leak-check=full ./app",
        "gdb -batch -ex run --args ./app x",
      ],
    },
  }),
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
    match: (action, context) => {
      if (!action.origin.privileged || action.origin.place.kind === "container" || action.program === null)
        return null;
      const before = action.origin.chain;
      // Only what the raising program itself starts is named; what that starts in turn says nothing new.
      const raised = before.findLastIndex((link) => RAISERS.has(link));
      if (raised !== before.length - 1) return null;
      // `sudo -n true`: only whether it would ask.
      if (action.program === "true") return null;
      if (stepsDown(action, context)) return null;
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
        "gosu root id",
      ],
      allow: ["echo sudo", "man sudo", "ls /etc/sudoers.d", "grep -r sudo .", "exec gosu postgres postgres"],
    },
  }),
  rule({
    id: "secrets/on-command-line",
    title: "A password or token written on the command line",
    severity: "low",
    decision: "warn",
    owasp: ["ASI03"],
    attack: "T1552.003",
    why: "It can be seen in the process list, in the history and in logs.",
    instead: "Pass it in a file or a variable that the person has set.",
    on: anyRun,
    match: (action) => {
      const found = action.argv.slice(1).find((word) => {
        const text = literal(word);
        return (
          text !== null &&
          (/^--?(?:password|passwd|token|api-?key|secret|access-token|auth-token|private-key)=(?!\$|env:|file:|@|<|\*|x+$|true$|false$).{6,}/i.test(
            text,
          ) ||
            /:\/\/[^:/@\s]+:[^@/\s$]{8,}@/.test(text))
        );
      });
      return found && !/^(?:echo|printf|grep|rg|git|sed|awk|node|python3?)$/.test(action.program ?? "")
        ? `${action.program} ${show(found).replace(/(=|:\/\/[^:]+:).*/, "$1…")}`
        : null;
    },
    examples: {
      block: [
        "mysql --password=hunter2hunter2",
        "curl https://user:longpassword@api.example.com/",
        "deploy --token=abcdef123456",
        "vault login --token=s.abcdefgh12",
      ],
      allow: [
        "mysql --password",
        "curl https://api.example.com/",
        "deploy --token=$TOKEN",
        "grep -- --password=abcdefg x",
        "mysql -u root",
      ],
    },
  }),
  rule({
    id: "evasion/hidden-executable",
    title: "Starting a hidden program in a place that everybody can write to, or in no file at all",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10", "ASI05"],
    attack: "T1564.001",
    why: "That is where and how foreign code is kept out of sight.",
    instead: "Keep programs in the project, under plain names.",
    on: anyRun,
    match: (action) => {
      const path = action.argv[0] ? show(action.argv[0]) : "";
      return /^\/proc\/[^/]+\/fd\/\d+$/.test(path) ||
        /^\/(?:tmp|var\/tmp|dev\/shm|run\/shm)\/(?:[^/]+\/)*\.[^/]+/.test(path) ||
        /^\/(?:dev\/shm|dev\/mqueue|run\/shm)\/[^/]/.test(path)
        ? `starts ${path}`
        : null;
    },
    examples: {
      block: [
        "/tmp/.x",
        "/dev/shm/payload",
        "/var/tmp/.cache/run --daemon",
        "/dev/shm/.a/b",
        "exec /proc/$$/fd/3",
      ],
      allow: ["/tmp/build/x", "./.venv/bin/python3 x.py", "/tmp/a.out"],
    },
  }),
  rule({
    id: "resource/mining",
    title: "Mining",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1496",
    why: "It takes the machine's power for somebody else's gain.",
    instead: NO_ORDINARY_USE,
    on: anyRun,
    match: (action) =>
      MINER.test(action.program ?? "") || words(action).some((word) => POOL.test(word)) || minerImage(action)
        ? `starts the miner ${action.program}`
        : null,
    examples: {
      block: [
        "xmrig -o pool.example:3333",
        "./minerd -a cryptonight",
        "./x -o stratum+tcp://pool.example:3333",
        "docker run -d xmrig/xmrig --donate-level 1",
        "nohup ./x --algo randomx -o pool.minexmr.com:443 &",
      ],
      allow: [
        "npm run mine",
        "grep xmrig log",
        "echo stratum",
        "./x -o pool.ts",
        "psql -h db-pool.internal:6432",
      ],
    },
  }),
];

/** A program, or a script in a temporary directory that nobody has read, that is started by what is not made to start anything. */
function sideDoor(action: Run, { actions, project }: RuleContext): string | null {
  const last = action.origin.chain.findLast(
    (link) => !isFunction(link) && !SHELLS.has(link.replace(/ -c$/, "")),
  );
  const script = scriptOf(action, actions);
  const started = script ?? (action.argv[0] ? show(action.argv[0]) : "");
  // `prog --pre-build ./x.sh`: an option that is called after what it starts hides nothing but where that comes from.
  if (last !== undefined && / --?[A-Za-z]/.test(last) && !IN_TEMPORARY.test(started)) return null;
  if (last === undefined || STARTERS.has(last) || startsCommands(last) || last.startsWith("/")) return null;
  if (
    last === "git" &&
    (script !== null || !IN_TEMPORARY.test(started)) &&
    actions.some((each) => each.kind === "run" && triesCommits(each) && holds(each, action))
  )
    return null;
  // What a project's build files, or a program in a language, start of the project's own is what they are for, and what an
  // interpreter or a tool that is installed somewhere is given by them is given as plainly as on a line of its own.
  const isLanguage = runsScripts(last);
  if (script !== null && isLanguage) return null;
  if ((isLanguage || takesProjectFiles(last)) && (ofProject(started, project) || isInstalled(started)))
    return null;
  if (!/^(?:\/(?!usr\/|s?bin\/|opt\/|nix\/)|\.{1,2}\/|~\/)/.test(started) || action.origin.file !== null)
    return null;
  return `starts ${[started, ...(script === null ? words(action) : [])].join(" ")} through ${last}`;
}

/** `./x` and `../x`, wherever that is, and what lies in the project. */
function ofProject(started: string, project: string): boolean {
  return /^\.\.?\//.test(started) || isWithin(started, project);
}

/** `~/.cargo/bin/cargo`, `/tmp/venv/bin/python`: a known program where tools put what they install. */
function isInstalled(started: string): boolean {
  const [, name] = /\/(?:bin|shims|Scripts)\/([\w.+-]+)$/.exec(started) ?? [];
  return name !== undefined && canonicalName(name) !== null;
}

const IN_TEMPORARY = /^\/(?:(?:var\/)?tmp|dev\/shm)\//;

/** `sh /tmp/x`: the script, where it lies in a temporary directory and what it says was not read. */
function scriptOf(action: Run, actions: readonly Action[]): string | null {
  const script = action.call.operands.find(({ role }) => role.startsWith("script:"));
  const path = script ? literal(script.text) : null;
  if (path === null || !IN_TEMPORARY.test(path)) return null;
  const isRead = actions.some(
    (each) => each.kind === "interpret" && each.followed && each.file?.absolute === path,
  );
  return isRead ? null : path;
}

/** `docker run xmrig/xmrig`: the image is called after the miner in it. */
function minerImage(action: Run): boolean {
  return action.call.operands.some(
    ({ text, role }) => role === "image" && MINER.test(show(text).replace(/^.*\//, "")),
  );
}

/** git's own ways of running a command, written out behind them, on commits or modules one after the other. */
const triesCommits = shaped("git bisect run", "git submodule foreach", "git rebase -x|--exec");

function holds(outer: Run, inner: Run): boolean {
  return outer.origin.span.start <= inner.origin.span.start && inner.origin.span.end <= outer.origin.span.end;
}

/** Is it what a container's entry point does: root goes on as a lesser user, with a program that nobody but root can use? */
function stepsDown(action: Run, { actions }: RuleContext): boolean {
  const by = action.origin.chain.at(-1);
  if (by !== "gosu" && by !== "su-exec") return false;
  const outer = actions.find(
    (each): each is Run => each.kind === "run" && each.program === by && holds(each, action),
  );
  const user = outer?.call.operands.find(({ role }) => role === "user");
  return user !== undefined && /^(?!root(?::|$))[a-z_][\w-]*(?::[\w-]+)?$/.test(literal(user.text) ?? "");
}
