/** A sender that is killed at a step: `send.worker.ts STATE STEP`. */
import { send } from "../../../src/controls/alerts/send.ts";

const [, , state = "", at = ""] = process.argv;
await send(state, {
  pauseMs: 10,
  retryMs: 100,
  keepMs: 60_000,
  onStep: (step) => {
    if (step.startsWith(at)) process.kill(process.pid, "SIGKILL");
  },
});
