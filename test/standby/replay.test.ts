/** The same, when the runtime does not start. */
import { replays } from "../shell/replay.ts";

replays(true);
