import { replays } from "./replay.ts";

replays(false);
