/** Takes an answer, in a process of its own: `take.worker.ts STATE ASKED`. */
import { Approvals } from "../../../src/controls/approval/store.ts";

const [, , state = "", asked = ""] = process.argv;
process.stdout.write(new Approvals(state).take(JSON.parse(asked))?.scope ?? "none");
