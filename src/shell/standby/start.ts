/** Having somebody stand by for the next command. docs/standby.md */
import { closeSync } from "node:fs";
import { isReachable, takePlace } from "../../standby/place.ts";
import { startDetached, stateDirectory } from "../../system/index.ts";
import type { Given } from "../invocation/process.ts";
import type { Ready } from "../settle.ts";

/** Whose log has so many records runs more than a command or two. */
const worthIt = 10;

/**
 * Sees to it that the next command of this session has somebody who stands by. Only where the kernel keeps commands from our
 * state: elsewhere one of them could stand there itself.
 */
export function haveSomebodyStandBy({ session, loaded, sandbox, recorded }: Ready, given: Given): void {
  const { standby } = loaded.policy.shell;
  if (process.platform !== "linux" || standby === 0 || session.nested) return;
  if (sandbox.engine !== "landlock" || sandbox.ruleset === null) return;
  if (given.variable("GUARDSH_STANDBY") === "0") return;
  if (recorded === null || recorded.handle.seq < worthIt) return;
  const state = stateDirectory();
  try {
    const place = isReachable(state) ? takePlace(state) : null;
    if (place === null) return;
    closeSync(place);
    startDetached([process.execPath, "--standby", `${standby}`], { GUARDSH_STATE: state });
  } catch {
    // Its place is not to be had (something else lies there), or there are no more processes: commands run without.
  }
}
