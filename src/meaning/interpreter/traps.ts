/** Traps: code that a shell runs later, in whatever state it is in by then. */
import type { Stream } from "../action.ts";
import { known, show, type Text } from "../value.ts";
import type { Lookups } from "./fork-map.ts";
import type { Shell, Trap } from "./state.ts";

/** Traps that run when the shell ends, and never before. */
const ENDS = /^(?:EXIT|0|SIGEXIT)$/;

/** The variables in which a trap finds the command that set it off: bash's, zsh's. */
export const TRAPPED_COMMAND = ["BASH_COMMAND", "ZSH_DEBUG_CMD"] as const;

/** A trap that has not been followed yet. */
export function trapOf(follow: Trap["follow"], code: Text): Trap {
  const looksAtCommand = TRAPPED_COMMAND.some((name) => show(code).includes(name));
  return { follow, code, followed: null, looksAtCommand };
}

/** A function that the shell calls of itself, nobody knows when: it is followed again in each state that it looks at. */
export function hook(shell: Shell, name: string, follow: Trap["follow"]): void {
  shell.traps.set(`${name}()`, trapOf(follow, known(name)));
}

/** Tells the traps that look at it which command they go off at: its text. */
export function sayCommand(shell: Shell, text: string): void {
  if (![...shell.traps.values()].some((trap) => trap.looksAtCommand)) return;
  for (const name of TRAPPED_COMMAND) shell.set(name, known(text));
}

/**
 * Follows the traps that may go off now, where something that they look at has changed since they were followed last.
 * A signal may come, and a command fail, at any time.
 */
export function followTraps(shell: Shell, when: "now" | "at the end" = "now"): void {
  if (shell.traps.size === 0) return;
  for (const [signal, trap] of shell.traps) {
    if (ENDS.test(signal) && when === "now") continue;
    if (!doesTheSame(shell, trap)) goOff(shell, trap);
  }
}

/** Follows a trap in the state that the shell is in, which may be what it leaves as well; gives what it prints. */
export function goOff(shell: Shell, trap: Trap): Stream {
  const way = shell.fork();
  way.traps = new Map();
  trap.followed = {
    state: shell.fork(),
    variables: way.variables.watch(),
    functions: way.functions.watch(),
    positionals: way.watchPositionals(),
  };
  const output = trap.follow(way);
  shell.merge(way);
  return output;
}

/** Has nothing changed that the trap looked at when it was followed last? */
function doesTheSame(shell: Shell, { followed }: Trap): boolean {
  if (followed === null) return false;
  const { state, variables, functions, positionals } = followed;
  const sees =
    ({ keys, all }: Lookups<string>) =>
    (name: string) =>
      all || keys.has(name);
  return (
    // Relative names are others in another directory.
    state.directories.join("\n") === shell.directories.join("\n") &&
    !shell.changedSince(state).some(sees(variables)) &&
    ![...state.functions.since(shell.functions).keys()].some(sees(functions)) &&
    (state.positionals === shell.positionals || !positionals.has(state.positionals))
  );
}
