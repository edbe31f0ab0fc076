/**
 * Gemini CLI's shapes: the command stands unquoted on lines of its own, in a subshell for the model's commands and in a
 * group for the user's. Unquoted means that a `)` in it ends the subshell early; then the shape is another one, and the
 * whole text is an ordinary command.
 */
import type { Command, Group, Script, Simple } from "../syntax/script.ts";
import { plainWords, prepares, textOf } from "./words.ts";
import type { Wrapper } from "./wrapper.ts";

/** The command inside Gemini CLI's wrapper; null where the script is not one. */
export function readGemini(script: Script, source: string): Wrapper | null {
  const at = script.body.findIndex(({ command }) => command.kind === "group");
  const group = script.body[at];
  if (group?.command.kind !== "group" || group.background) return null;
  const before = script.body.slice(0, at);
  const after = script.body.slice(at + 1);
  if (!before.every(({ command }) => prepares(command))) return null;
  if (!after.every(({ command }) => prepares(command) || remembersDirectory(command))) return null;
  const last = after.at(-1)?.command;
  if (last?.kind !== "simple" || textOf(last.words[0]) !== "exit" || !keepsStatus(after[0]?.command))
    return null;
  return group.command.subshell
    ? inSubshell(group.command, source)
    : from(source, group.command.span.start + 1, group.command.span.end);
}

/** `trap 'jobs -p > "$_bgpids_file"' EXIT`, a line's end, the command, a line's end, `)`. */
function inSubshell(group: Group, source: string): Wrapper | null {
  const [first] = group.body;
  if (first?.command.kind !== "simple" || !notesJobs(first.command)) return null;
  return from(source, first.command.span.end, group.span.end);
}

function notesJobs(command: Simple): boolean {
  const words = plainWords(command);
  return (
    words?.join("\0") === 'trap\0jobs -p > "$_bgpids_file"\0EXIT' &&
    command.redirects.length === 0 &&
    command.assignments.length === 0
  );
}

/** The text between two lines' ends, before a closing bracket. */
function from(source: string, after: number, end: number): Wrapper | null {
  const start = after + 1;
  if (source[after] !== "\n" || source[end - 2] !== "\n" || end - 2 < start) return null;
  const span = { start, end: end - 2 };
  return {
    agent: "gemini",
    kind: "command",
    command: source.slice(span.start, span.end),
    span,
    snapshot: null,
    own: [],
    essence: null,
    inside: null,
  };
}

/** `__code=$?`. */
function keepsStatus(command: Command | undefined): boolean {
  return (
    command?.kind === "simple" &&
    command.words.length === 0 &&
    command.assignments.length === 1 &&
    command.assignments[0]?.name === "__code"
  );
}

/** `pwd > …/pwd.tmp`, after a command of the user's. */
function remembersDirectory(command: Command): boolean {
  if (command.kind !== "simple" || plainWords(command)?.join(" ") !== "pwd") return false;
  const [redirect, more] = command.redirects;
  if (redirect?.kind !== "file" || more !== undefined || redirect.operator !== ">") return false;
  return /^\/tmp\/gemini-shell-[A-Za-z0-9]+\/pwd\.tmp$/.test(textOf(redirect.target) ?? "");
}
