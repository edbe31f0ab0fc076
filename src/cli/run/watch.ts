/**
 * The watch over a keeper: a process beside it that does nothing until the keeper is gone without having ended it. Then it ends
 * what the keeper cannot end any more: everything that runs in the session, and the session itself.
 */
import { rmSync } from "node:fs";
import { endSession } from "../../controls/session/lifecycle.ts";
import { endLeftovers } from "../../keeper/leftovers.ts";
import {
  makePipe,
  POLLIN,
  place,
  pollFor,
  readNow,
  signals,
  stateDirectory,
  systemCall,
  waitFor,
} from "../../system/index.ts";
import { startBeside } from "./beside.ts";

export class Watch {
  readonly #pid: number;

  /** Starts it. `directory` is the session's; the end of the pipe that stays here closes with this process. */
  constructor(directory: string, session: string) {
    const { reader } = makePipe();
    this.#pid = startBeside(["run", "--watch", directory, session], [place(reader, 0)]);
    systemCall("close", reader);
  }

  /** The keeper ends the session itself. */
  end(): void {
    systemCall("kill", this.#pid, signals.SIGKILL);
    waitFor(this.#pid, true);
  }
}

/** Is the watch: `directory` and `session` are the keeper's. */
export function watch(directory: string, session: string): number {
  const buffer = new Uint8Array(16);
  do pollFor([{ descriptor: 0, events: POLLIN }]);
  while (readNow(0, buffer).kind !== "end");
  endLeftovers(session, 0);
  endSession(stateDirectory(), session, "its keeper was killed");
  rmSync(directory, { recursive: true, force: true });
  return 0;
}
