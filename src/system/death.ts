/** Ending as another process did. */
import { releaseSignals } from "./inbox.ts";
import { setSignal } from "./signals.ts";
import type { Ended } from "./spawn.ts";
import { systemCall } from "./syscalls.ts";

const PR_SET_DUMPABLE = 4;

/**
 * Ends this process by the signal that ended the other one, without a core of its own (prctl(2)). Comes back with the exit status
 * where there was no signal, or where it ends nobody: process 1 of a container.
 */
export function endAs({ signal, status }: Ended): number {
  if (signal === 0) return status;
  if (process.platform === "linux") {
    systemCall("prctl", PR_SET_DUMPABLE, 0, 0, 0);
    setSignal(signal, "default");
    releaseSignals();
    systemCall("kill", process.pid, signal);
  }
  return 128 + signal;
}
