/** Lines typed at a program's prompt: clients, pagers and editors alike run a line that begins with `!` in a shell. */
import type { Role } from "../../../commands/spec.ts";
import { hasFlag } from "../../call/flags.ts";
import { callerInput } from "../../stream.ts";
import { known, literal } from "../../value.ts";
import { type CallState, innerFrame } from "../call-state.ts";
import { runShell } from "../code.ts";

/** `!COMMAND`, `:!COMMAND`. */
const TYPED = /^[ \t]*:?!{1,2}[ \t]*([^\s!=].*)$/gm;

/** Follows the commands among the lines on standard input of a program that lets one type them. */
export function followTyped(state: CallState): void {
  if (state.harmless || !hasPrompt(state)) return;
  const { text } = state.frame.stdin;
  const typed = text === null ? null : literal(text);
  // What is typed is used up: what it starts is left with the terminal.
  const frame = { ...innerFrame(state), stdin: callerInput };
  for (const [, command] of typed?.matchAll(TYPED) ?? [])
    if (command !== undefined) state.codes.push(() => runShell(state, known(command), frame));
}

/** Can commands be typed into the program: by its table, by a pager or editor that it starts, or because it is unknown? */
function hasPrompt({ invocation }: CallState): boolean {
  const { entry, call } = invocation;
  if (entry === null) return true;
  // Code on standard input is followed as such.
  if ((call.entry.input ?? entry.input)?.startsWith("code:")) return false;
  if (call.entry.interactive) return true;
  if (hasFlag(invocation, call.entry.interactiveWith)) return true;
  return startsPager(call.entry.environment);
}

function startsPager(environment: Readonly<Record<string, Role>> = {}): boolean {
  return Object.keys(environment).some((name) => /(?:^|_)(?:PAGER|EDITOR|VISUAL)$/.test(name));
}
