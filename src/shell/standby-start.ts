/** Having somebody stand by for the next command. docs/standby.md */
import { commandsUsed } from "../controls/rate/index.ts";
import { isTaken } from "../standby/place.ts";
import { startDetached, stateDirectory, trustedVariable } from "../system/index.ts";
import type { Given } from "./process.ts";
import type { Ready } from "./settle.ts";

/** A session that has had so many commands will have more. */
const worthIt = 3;

/**
 * Sees to it that the next command of this session has somebody who stands by. Only where the kernel keeps commands from our
 * state: elsewhere one of them could stand there itself.
 */
export function haveSomebodyStandBy({ session, loaded, sandbox }: Ready, given: Given): void {
  const { standby } = loaded.policy.shell;
  if (process.platform !== "linux" || standby === 0 || session.nested) return;
  if (sandbox.engine !== "landlock" || sandbox.ruleset === null) return;
  if (given.variable("GUARDSH_STANDBY") === "0") return;
  const state = stateDirectory();
  if (isTaken(state) || commandsUsed(session) < worthIt) return;
  startDetached([process.execPath, "standby", `${standby}`], {
    GUARDSH_STATE: state,
    // where the user's policy is, as far as anybody has said
    XDG_CONFIG_HOME: trustedVariable("XDG_CONFIG_HOME") ?? "",
  });
}
