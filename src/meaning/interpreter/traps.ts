/** Traps: code that a shell runs later, in whatever state it is in by then. */
import { known } from "../value.ts";
import type { Shell, Trap } from "./state.ts";

/** Traps that run when the shell ends, and never before. */
const ENDS = /^(?:EXIT|0|SIGEXIT)$/;

/** The variables in which a trap finds the command that set it off: bash's, zsh's. */
export const TRAPPED_COMMAND = ["BASH_COMMAND", "ZSH_DEBUG_CMD"] as const;

/** Tells the traps that look at it which command they go off at: its text. */
export function sayCommand(shell: Shell, text: string): void {
  if (![...shell.traps.values()].some((trap) => trap.looksAtCommand)) return;
  for (const name of TRAPPED_COMMAND) shell.set(name, known(text));
}

/**
 * Follows the traps that may go off now, where what has changed since they were followed last may make them do something else.
 * A signal may come, and a command fail, at any time.
 */
export function followTraps(shell: Shell, when: "now" | "at the end" = "now"): void {
  if (shell.traps.size === 0) return;
  for (const [signal, trap] of shell.traps) {
    if (ENDS.test(signal) && when === "now") continue;
    if (sameAs(shell, trap)) continue;
    trap.followed = shell.fork();
    const way = shell.fork();
    way.traps = new Map();
    trap.follow(way);
    shell.merge(way);
  }
}

function sameAs(shell: Shell, { followed }: Trap): boolean {
  return (
    shell.changedSince(followed).length === 0 &&
    followed.functions.since(shell.functions).size === 0 &&
    followed.positionals === shell.positionals
  );
}
