/**
 * Claude Code's shapes, from 1.0 to 2.1. It hands a shell one text of steps, of which the model wrote only one word:
 *
 *     source …/shell-snapshots/snapshot-bash-….sh 2>/dev/null || true && <steps> && eval 'COMMAND' < /dev/null && pwd -P >| …-cwd
 *
 * The steps differ by version and settings, and text from the user's hooks stands among them. In sandbox mode the whole is
 * wrapped again, two to four times, in `SHELL -c` and the launchers of its sandbox.
 */
import type { Command, Redirect, Script, Simple, Statement, Word } from "../syntax/script.ts";
import { allPrepare, everyStep, onlyScript, plainWords, prepares, textOf } from "./words.ts";
import type { Circumstances, Wrapper } from "./wrapper.ts";

/** Where the command stands when it travels outside the arguments (2.1.3xx, for commands that name pkill and kin). */
const textVariable = "__CLAUDE_CC_COMMAND_TEXT";

/** Levels of `SHELL -c` around the steps: 2.1.112's sandbox has three. */
const maximumLevels = 5;

/** The model's command inside Claude Code's wrapper; null where the script is not one. `level`: how many `SHELL -c` lie around it. */
export function readClaude(script: Script, around: Circumstances, level = 0): Wrapper | null {
  const snapshot = snapshotCall(script);
  if (snapshot !== null) return snapshot;
  const last = script.body.at(-1);
  if (last === undefined || last.background) return null;
  const before = script.body.slice(0, -1);
  return (
    wrapped(script, before, last, around) ??
    (level < maximumLevels ? sandboxed(before, last, around, level) : null)
  );
}

/** The steps around one `eval`. */
function wrapped(
  script: Script,
  before: readonly Statement[],
  last: Statement,
  around: Circumstances,
): Wrapper | null {
  if (last.command.kind !== "and-or") return null;
  const { commands, operators } = last.command;
  const [evaluation, directory] = commands.slice(-2);
  if (commands.length < 2 || operators.slice(-1).some((operator) => operator !== "&&")) return null;
  if (commands.length > 2 && operators.at(-2) !== "&&") return null;
  if (directory === undefined || !remembersDirectory(directory)) return null;
  const command = evaluation === undefined ? null : commandOf(evaluation, around);
  if (command === null || evaluation === undefined) return null;
  let snapshot: string | null = null;
  let isInert = true;
  for (const step of [...before.flatMap(({ command: each }) => flat(each)), ...commands.slice(0, -2)]) {
    const sourced = snapshotSourced(step);
    if (sourced !== null && snapshot === null) snapshot = sourced;
    else if (!prepares(step)) return null;
    else isInert &&= everyStep(step, takesBack);
  }
  return {
    agent: "claude",
    kind: "command",
    command,
    span: evaluation.span,
    snapshot,
    own: [],
    essence: isInert && ownPlace.test(placeOf(directory)) ? alone(script, evaluation) : null,
    inside: null,
  };
}

/** Where it keeps the directory for the next command: nobody else's file. */
const ownPlace = /^\/tmp\/claude-[0-9a-f]+-cwd$/;

function alone(script: Script, command: Command): Script {
  return { ...script, body: [{ span: command.span, background: false, command }] };
}

/** What it takes back of the user's shell: `shopt -u extglob`, `unalias -- NAME`, `unset -f -- NAME`. */
function takesBack(step: Simple): boolean {
  const words = step.assignments.length > 0 ? null : plainWords(step);
  const text = words?.join(" ") ?? "";
  return /^(?:true|shopt -u extglob|setopt NO_EXTENDED_GLOB|(?:unalias|unset -f) -- [\w.@:+-]+)$/.test(text);
}

/** The members of an and-or list, which stand in one row with the statements around it. */
function flat(command: Command): readonly Command[] {
  return command.kind === "and-or" ? command.commands : [command];
}

/** `pwd -P >| …`: where the next command starts. */
function remembersDirectory(command: Command): boolean {
  if (command.kind !== "simple" || command.assignments.length > 0 || command.redirects.length !== 1)
    return false;
  const words = plainWords(command);
  const [redirect] = command.redirects;
  if (words?.join(" ") !== "pwd -P" || redirect?.kind !== "file" || redirect.operator !== ">|") return false;
  return /\/(claude-[0-9a-f]+-cwd|cwd-[0-9a-f]+)$/.test(placeOf(command));
}

function placeOf(command: Command): string {
  const [redirect] = command.kind === "simple" ? command.redirects : [];
  return redirect?.kind === "file" ? (textOf(redirect.target) ?? "") : "";
}

/** What the model asked for, out of the `eval`. */
function commandOf(command: Command, around: Circumstances): string | null {
  if (command.kind !== "simple" || command.assignments.length > 0) return null;
  if (!command.redirects.every(isNullInput)) return null;
  const [name, ...words] = command.words;
  if (textOf(name) !== "eval" || words.length === 0) return null;
  return evaluated(words) ?? fromVariable(words, around);
}

/** The arguments of an `eval`, joined as it joins them; 2.0 writes `\< /dev/null` behind them. */
function evaluated(words: readonly Word[]): string | null {
  const texts: string[] = [];
  for (const word of words) {
    const text = textOf(word);
    if (text === null) return null;
    texts.push(text);
  }
  if (texts.length > 2 && texts.at(-2) === "<" && texts.at(-1) === "/dev/null") texts.splice(-2);
  return texts.join(" ");
}

/** `eval "… 'eval' $__CLAUDE_CC_COMMAND_TEXT"`: the variable holds what would have stood behind `eval`. */
function fromVariable(words: readonly Word[], { environment }: Circumstances): string | null {
  const [only] = words;
  const [quoted] = only?.parts ?? [];
  if (words.length !== 1 || only?.parts.length !== 1 || quoted?.kind !== "quoted") return null;
  const [code, parameter] = quoted.parts;
  if (quoted.parts.length !== 2 || code?.kind !== "literal" || parameter?.kind !== "parameter") return null;
  if (parameter.name !== textVariable || parameter.operation !== null || parameter.prefix !== null)
    return null;
  if (code.text !== `\\builtin 'unset' -v '${textVariable}'; 'eval' `) return null;
  const value = environment(textVariable);
  const [statement, more] = value === null ? [] : (onlyScript(`eval ${value}`)?.body ?? []);
  const inner = statement?.command;
  if (inner?.kind !== "simple" || more !== undefined || !inner.redirects.every(isNullInput)) return null;
  return evaluated(inner.words.slice(1));
}

function isNullInput(redirect: Redirect): boolean {
  return (
    redirect.kind === "file" &&
    redirect.operator === "<" &&
    redirect.descriptor === null &&
    textOf(redirect.target) === "/dev/null"
  );
}

const snapshotName = /\/shell-snapshots\/snapshot-(?:bash|zsh)-(\d+)-[a-z0-9]+\.sh$/;

/** When a snapshot was begun, by its name; in milliseconds. */
export function claudeSnapshotTime(path: string): number | null {
  const digits = snapshotName.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

function snapshotSourced(step: Command): string | null {
  if (step.kind !== "simple" || step.assignments.length > 0) return null;
  const [name, path, ...more] = plainWords(step) ?? [];
  if (name !== "source" || path === undefined || more.length > 0 || !snapshotName.test(path)) return null;
  const quiet = step.redirects.every(
    (redirect) =>
      redirect.kind === "file" && redirect.descriptor === 2 && textOf(redirect.target) === "/dev/null",
  );
  return quiet ? path : null;
}

/** The call at a session's start that writes down the user's functions and aliases. */
function snapshotCall(script: Script): Wrapper | null {
  const [first] = script.body;
  const last = script.body.at(-1);
  if (first?.command.kind !== "simple" || first.command.words.length > 0) return null;
  const [assignment, ...more] = first.command.assignments;
  if (assignment?.name !== "SNAPSHOT_FILE" || more.length > 0 || assignment.value.kind !== "scalar")
    return null;
  const path = textOf(assignment.value.word);
  if (path === null || !snapshotName.test(path)) return null;
  if (last?.command.kind !== "if" || !prepares(last.command)) return null;
  return {
    agent: "claude",
    kind: "snapshot",
    command: null,
    span: script.span,
    snapshot: path,
    own: [],
    essence: null,
    inside: null,
  };
}

/** The levels of its sandbox: helpers started, then `… SHELL -c TEXT` as the last command. */
function sandboxed(
  before: readonly Statement[],
  last: Statement,
  around: Circumstances,
  level: number,
): Wrapper | null {
  if (last.command.kind !== "simple" || last.command.redirects.length > 0) return null;
  if (!allPrepare(before, isSandboxHelper)) return null;
  const { source = null, shell = "" } = launched(last.command) ?? {};
  const script = source === null ? null : onlyScript(source);
  const inner = script === null ? null : readClaude(script, around, level + 1);
  if (source === null || script === null || inner?.kind !== "command") return null;
  const span = last.command.words.at(-1)?.span ?? last.span;
  return { ...inner, span, inside: { ...(inner.inside ?? { source, script }), shell } };
}

const shellName = /(^|\/)[^/]*(bash|zsh|guardsh|sh)$/;

/** The text of `SHELL -c TEXT`, with bwrap or the launcher of the system call filter in front of it or not. */
function launched(command: Simple): { readonly source: string; readonly shell: string } | null {
  const words = plainWords(command);
  if (words === null || words.length < 3) return null;
  const [shell, option, source] = words.slice(-3);
  if (option !== "-c" || shell === undefined || !shellName.test(shell) || source === undefined) return null;
  const launcher = words.slice(0, -3);
  if (launcher.length === 0) return { source, shell };
  const [name = ""] = launcher;
  const named = command.assignments.some((each) => each.name === "ARGV0");
  const filter =
    launcher.length === 1 &&
    (named ? name === "/proc/self/fd/3" : /^\/.*\/seccomp\/\w+\/apply-seccomp$/.test(name));
  const cage = /(^|\/)bwrap$/.test(name) && launcher.at(-1) === "--";
  return filter || cage ? { source, shell } : null;
}

/** Relays of its sandbox, and what ends them. */
function isSandboxHelper(words: readonly (string | null)[]): boolean {
  const [name, ...rest] = words[0] === "exec" ? words.slice(1) : words;
  switch (name) {
    case "socat":
      return (
        rest.length === 2 && /^TCP[46]?-LISTEN:/.test(rest[0] ?? "") && /^UNIX-CONNECT:/.test(rest[1] ?? "")
      );
    case "kill":
      return rest.every((word) => word === null || word === "-0" || /^%\d$/.test(word));
    case "trap": {
      const [code, signal, ...more] = rest;
      const script = typeof code === "string" ? onlyScript(code) : null;
      return (
        script !== null && signal === "EXIT" && more.length === 0 && allPrepare(script.body, isSandboxHelper)
      );
    }
    default:
      return false;
  }
}
