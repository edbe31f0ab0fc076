/**
 * A shell at a terminal: the real shell with what people use in it (editing, history, completion, job control), each line
 * judged as a whole before any of it runs. Each family has its own way: bash.ts, zsh.ts, posix.ts.
 */
import { bashAtTerminal } from "./bash.ts";
import { posixAtTerminal } from "./posix.ts";
import type { Started, Terminal } from "./terminal.ts";
import { zshAtTerminal } from "./zsh.ts";

export function atTerminal(terminal: Terminal): Started {
  switch (terminal.shell.family) {
    case "bash":
      return bashAtTerminal(terminal);
    case "zsh":
      return zshAtTerminal(terminal);
    case "posix":
      return posixAtTerminal(terminal);
  }
}

/** Names that the hooks live by. A line that speaks of them would switch its hook off, or looks like it. */
const hookNames =
  /__guardsh|\bDEBUG\b|\bextdebug\b|\bfunctrace\b|\bPS0\b|\bcmdhist\b|\bHIST(?:IGNORE|CONTROL)\b|\bCOMP_LINE\b|\bpreexec|\bTRAPDEBUG\b|debug_?before_?cmd/i;

/** True when a line may not be run because it reaches for the hook itself. */
export function touchesHook(line: string): boolean {
  return hookNames.test(line);
}
