/** Waiting at the limiter, as shell/admission does it. */
import type { Admission, Admitting, Pause } from "../../src/controls/rate/index.ts";

/** Looks again and again and waits in between until there is an answer. `onPause` is called once, before the first pause. */
export function waitOut(look: Admitting, onPause: (pause: Pause) => void): Admission {
  for (let paused = false; ; paused = true) {
    const seen = look();
    if ("kind" in seen) return seen;
    if (!paused) onPause(seen);
    Bun.sleepSync(seen.waitMs);
  }
}
