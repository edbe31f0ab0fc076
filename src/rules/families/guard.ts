/** guardsh itself: its files, variables, commands and processes, and variables that put code into others. */

import { literal, show } from "../../meaning/value.ts";
import { ASK_PERSON, NO_ORDINARY_USE } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { REMOVING, removed, STOPPING, stopped } from "../services.ts";
import { calls } from "../shape.ts";
import { changing, each, marked, name, said, words } from "../vocabulary.ts";

/** Variables that guardsh reads; a command that sets them tries to talk to the guard. */
const GUARD_VARIABLE = /^GUARDSH_/;

/** Variables that decide which shell an agent uses for its next command. */
const SHELL_VARIABLE = /^(?:CLAUDE_CODE_SHELL|CLAUDE_CODE_SHELL_PREFIX)$/;

/** Variables that load code into every program or shell started from then on. */
const INJECTING =
  /^(?:LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|GCONV_PATH|DYLD_INSERT_LIBRARIES|DYLD_LIBRARY_PATH|BASH_ENV|ENV|PROMPT_COMMAND|PS4|PERL5OPT|PERL5DB|PERL5LIB|RUBYOPT|PYTHONSTARTUP|NODE_OPTIONS|GIT_SSH|GIT_SSH_COMMAND|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_ASKPASS|SSH_ASKPASS|ACTIONS_RUNNER_HOOK_JOB_\w+)$/;

export const guard: readonly AnyRule[] = [
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
    on: calls("guardsh"),
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
        "RUBYOPT=-r/tmp/x ruby a.rb",
        "ENV=/tmp/x sh -i",
        "export ACTIONS_RUNNER_HOOK_JOB_STARTED=/tmp/x.sh",
      ],
      allow: [
        "NODE_OPTIONS=--max-old-space-size=4096 npm run build",
        "LD_LIBRARY_PATH=./lib ./app",
        "LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libasan.so.8 ./build/test",
        "GIT_SSH_COMMAND='ssh -i key' git push",
        "PERL5LIB=lib prove",
        "RUBYOPT='-W:no-deprecated' bundle exec rspec",
        "RUBYOPT=-rbundler/setup ruby a.rb",
        "ENV=test npm start",
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
    id: "guard/embedded-runtime",
    title: "Making guardsh's own program run something else",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1574",
    why: "guardsh is built with a runtime that these variables turn into a plain interpreter.",
    instead: NO_ORDINARY_USE,
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
    instead: ASK_PERSON,
    on: calls(...STOPPING, ...REMOVING),
    match: (action) =>
      [...stopped(action), ...removed(action)].some((name) => /^guardsh(?:[.@].*)?$/.test(name))
        ? said(action)
        : null,
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
    id: "evasion/trace-guard",
    title: "Taking hold of the guard or the agent with a debugger",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1055.008",
    why: "Whoever holds the guard's process decides what it sees.",
    instead: NO_ORDINARY_USE,
    on: calls(
      "gdb|strace|ltrace|ptrace|lldb|reptyr|gcore|perf|bpftrace|dtrace|dtruss|injector|uprobe|criu|nsenter",
    ),
    match: (action) =>
      words(action).some((word) =>
        /^\$PPID$|^\$\(p(?:grep|idof) .*(?:guardsh|claude|codex|gemini)|^guardsh$/.test(word),
      )
        ? said(action)
        : null,
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
];

const SYSTEM_LIBRARY =
  /^(?:\/usr)?(?:\/local)?\/lib(?:32|64|exec)?\/(?:(?!\.\.\/)[\w.+-]+\/)*lib(?:asan|tsan|ubsan|lsan|hwasan|jemalloc|tcmalloc\w*|mimalloc|eatmydata|faketime|SegFault|c_malloc_debug|gomp|stdc\+\+)[\w.+-]*\.so[\d.]*$/;

function suspicious(variable: string, value: string): boolean {
  switch (variable) {
    case "NODE_OPTIONS":
      return (
        /--(?:require|import|loader|experimental-loader|inspect)|(?:^|\s)-r\b/.test(value) &&
        /\/tmp\/|\/dev\/shm|data:|https?:/.test(value)
      );
    // Their value is a file to be read first; a name of a stage (`ENV=test`) is for somebody else.
    case "ENV":
    case "BASH_ENV":
      return /[/~.$`]/.test(value);
    case "RUBYOPT":
      return (
        /(?:^|\s)-(?:[re]|I)/.test(value) &&
        !/^(?:\s*-r\s*(?:bundler\/\w+|debug|rubygems|\.\/[\w/.-]+)|\s*-W\S*)+\s*$/.test(value)
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
    case "LD_PRELOAD":
    case "DYLD_INSERT_LIBRARIES":
      // A sanitizer, another allocator: what the system keeps there is nothing that this session put there.
      return !value.split(/[:\s]+/).every((path) => SYSTEM_LIBRARY.test(path));
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
