/** Signals: their numbers and the dispositions that Bun changed. */
import { constants } from "node:os";
import { libc } from "./libc.ts";

export type SignalName = keyof typeof constants.signals;

export const signals = constants.signals;

const SIG_DFL = 0;
const SIG_IGN = 1;

/**
 * Sets back what Bun changed for itself and execve(2) would hand on: it ignores SIGPIPE and SIGXFSZ. Handlers (SIGSEGV,
 * SIGPWR …) need nothing, exec resets those. Every other signal that the parent ignored stays ignored.
 *
 * Whether the parent had ignored just these two is not known any more when our code begins; "default" is what node,
 * Python, Rust and Go give their children.
 */
export function restoreSignals(): void {
  libc().signal(signals.SIGPIPE, SIG_DFL);
  libc().signal(signals.SIGXFSZ, SIG_DFL);
}

/** Sets a signal's action; answers whether it was ignored before. */
export function setSignal(number: number, action: "default" | "ignore"): boolean {
  return Number(libc().signal(number, action === "ignore" ? SIG_IGN : SIG_DFL)) === SIG_IGN;
}
