/** How guardsh's own command line speaks to people. */
import { writeSync } from "node:fs";

/** A line for people, on standard error. Not `console.error`, which paints it red at a terminal. */
export function tell(text: string): void {
  writeSync(2, `${text}\n`);
}
