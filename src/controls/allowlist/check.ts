/** The tool allowlist: every command that would run must be on the list, after all wrappers and substitutions are unfolded. */
import type { Action, Interpret, Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Finding } from "../../policy/verdict.ts";
import { finding, temper } from "../finding.ts";
import { carried } from "./carried.ts";
import { matches, type Pattern, parseNotation } from "./notation.ts";

/** Builtins that only steer the shell or print. What `eval`, `source`, `exec` and `command` run is judged by itself. */
const steering = new Set([
  ":",
  "[",
  "[[",
  "alias",
  "bg",
  "break",
  "builtin",
  "cd",
  "command",
  "continue",
  "declare",
  "dirs",
  "disown",
  "echo",
  "eval",
  "exec",
  "exit",
  "export",
  "false",
  "fg",
  "getopts",
  "hash",
  "jobs",
  "let",
  "local",
  "mapfile",
  "popd",
  "printf",
  "pushd",
  "pwd",
  "read",
  "readarray",
  "readonly",
  "return",
  "set",
  "shift",
  "shopt",
  "sleep",
  "source",
  ".",
  "test",
  "times",
  "trap",
  "true",
  "type",
  "typeset",
  "ulimit",
  "umask",
  "unalias",
  "unset",
  "wait",
]);

/** Wrappers whose own start says nothing: the command inside is judged. Those that raise rights are not among them. */
const transparent = new Set([
  "env",
  "nice",
  "ionice",
  "timeout",
  "nohup",
  "setsid",
  "stdbuf",
  "time",
  "xargs",
  // The code that a shell runs is judged; what could not be followed is reported by itself.
  "sh",
  "bash",
  "dash",
  "zsh",
  "ksh",
]);

/** Where a program named by its path is the same as by its name. */
const programDirectories =
  /^(?:\/usr)?\/s?bin\/[^/]+$|^\/usr\/local\/bin\/[^/]+$|^\/opt\/homebrew\/bin\/[^/]+$|^\/run\/current-system\/sw\/bin\/[^/]+$/;

/** Variables that make a program's name mean something else, or load code into it. */
const hijacking =
  /^(?:PATH|LD_[A-Z_]+|DYLD_[A-Z_]+|BASH_ENV|ENV|PYTHONPATH|PYTHONSTARTUP|NODE_OPTIONS|PERL5LIB|PERL5OPT|RUBYOPT|RUBYLIB|GIT_SSH|GIT_SSH_COMMAND|GIT_EXTERNAL_DIFF|GIT_EXEC_PATH|PAGER|GIT_PAGER|EDITOR|VISUAL)$/;

/** Commands that are on the list of denied ones, and, where the allowlist is on, those that are not on its own. */
export function checkAllowlist(actions: readonly Action[], { allow, deny }: Policy): readonly Finding[] {
  return [...denied(actions, deny), ...notAllowed(actions, allow)];
}

function denied(actions: readonly Action[], { control, commands }: Policy["deny"]): readonly Finding[] {
  if (control === "off" || commands.length === 0) return [];
  const patterns = commands.map(parseNotation);
  const found: Finding[] = [];
  for (const action of actions) {
    if (action.kind !== "run") continue;
    // A denied program is denied wherever it lies, so its base name counts as well.
    const anywhere = [action.program, ...action.argv.slice(1).map(literal)];
    const pattern = patterns.find((each) =>
      [...spellings(action), anywhere].some((words) => matches(each, words)),
    );
    if (!pattern) continue;
    found.push(
      finding(action, {
        rule: "deny/command",
        title: "Denied command",
        severity: "high",
        decision: "deny",
        what: `runs ${shown(action)}, which the policy denies (${pattern.text})`,
        why: "A person put this command on the list of denied ones.",
        instead: "Do without it, or ask the person to run it.",
      }),
    );
  }
  return temper(found, control);
}

function notAllowed(
  actions: readonly Action[],
  { control, commands, otherwise }: Policy["allow"],
): readonly Finding[] {
  if (control === "off" || otherwise === "allow") return [];
  const patterns = commands.map(parseNotation);
  const found: Finding[] = [];
  const seen = new Set<string>();
  const report = (action: Action, what: string): void => {
    if (seen.has(what)) return;
    seen.add(what);
    found.push(
      finding(action, {
        rule: "allow/command",
        title: "Command that is not on the allowlist",
        severity: "medium",
        decision: otherwise,
        what,
        why: "Only commands on the allowlist run here, and every command of a line has to be on it.",
        instead: "Use an allowed command, or ask the person to add this one (policy key allow.commands).",
      }),
    );
  };
  const hijacked = actions.find(
    (action) =>
      action.kind === "environment" &&
      action.operation.kind === "set" &&
      hijacking.test(action.operation.name),
  );
  if (hijacked) report(hijacked, "sets a variable that changes which programs run");
  const modules = carried(actions);
  for (const action of actions) {
    if (action.kind === "run" && !modules.has(action) && !isAllowed(action, patterns))
      report(action, `runs ${shown(action)}, which is not on the allowlist`);
    if (action.kind === "interpret" && !action.followed && !belongsToProgram(action))
      report(action, `runs code that is not known before it runs (${action.language})`);
    if (action.kind === "opaque") report(action, `has a part that cannot be followed: ${action.detail}`);
  }
  return temper(found, control);
}

/**
 * Code in a file or an argument belongs to the program that runs it, which is judged; so does what comes by its own
 * standard input, but not what another program of the line sends there.
 */
function belongsToProgram({ from, language, code }: Interpret): boolean {
  if (language === "shell") return false;
  const fed =
    code.sources.length > 0 || code.via.length > 0 || [...code.taint].some((taint) => taint !== "stdin");
  return from === "file" || from === "argument" || (from === "stdin" && !fed);
}

function isAllowed(action: Run, patterns: readonly Pattern[]): boolean {
  const { program } = action;
  if (program === null) return false;
  for (const name of action.environment.keys()) if (hijacking.test(name)) return false;
  if (action.origin.place.kind === "here" && isOwnName(action)) {
    if (steering.has(program) || transparent.has(program)) return true;
  }
  return spellings(action).some((words) => patterns.some((pattern) => matches(pattern, words)));
}

/** True where the program was named by its bare name, or by a path where the system keeps programs. */
function isOwnName({ argv }: Run): boolean {
  const name = argv[0] ? literal(argv[0]) : null;
  return name !== null && (!name.includes("/") || programDirectories.test(name));
}

/** Global options that change nothing about which subcommand runs, with whether they take a value. */
const neutralOptions: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  git: {
    "-C": true,
    "--no-pager": false,
    "-P": false,
    "--no-optional-locks": false,
    "--literal-pathspecs": false,
  },
  npm: { "--silent": false, "-s": false, "--prefix": true, "--no-color": false },
  pnpm: { "--silent": false, "-C": true, "--dir": true, "--filter": true, "-F": true, "-w": false },
  yarn: { "--silent": false, "--cwd": true },
  cargo: { "--quiet": false, "-q": false, "--locked": false, "--offline": false },
  docker: { "--context": true },
  kubectl: { "-n": true, "--namespace": true, "--context": true },
  make: { "-s": false, "--silent": false, "-C": true },
};

/** The command's words as they may be written in the list: as they are, and without global options before the subcommand. */
function spellings(action: Run): readonly (readonly (string | null)[])[] {
  const words = action.argv.map(literal);
  const { program } = action;
  const named = program !== null && isOwnName(action) ? [program, ...words.slice(1)] : words;
  const neutral = program === null ? undefined : neutralOptions[program];
  if (!neutral) return [named];
  let at = 1;
  for (let word = named[at]; typeof word === "string"; word = named[at]) {
    const takesValue = neutral[word.split("=", 1)[0] ?? word];
    if (takesValue === undefined) break;
    at += takesValue && !word.includes("=") ? 2 : 1;
  }
  return at === 1 ? [named] : [named, [program, ...named.slice(at)]];
}

function shown({ argv, program }: Run): string {
  const words = argv.map((word) => literal(word) ?? "…");
  const text = words.join(" ").replace(/\s+/g, " ");
  const named = text === "" ? (program ?? "a program that is not known") : text;
  return named.length > 60 ? `${named.slice(0, 57)}…` : named;
}

/** Programs that need no entry: builtins that only steer the shell, and wrappers whose command is judged by itself. */
export function needsNoEntry(program: string): boolean {
  return steering.has(program) || transparent.has(program);
}
