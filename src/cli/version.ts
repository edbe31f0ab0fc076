/** `guardsh version`. */
import { writeSync } from "node:fs";
import { version } from "../../package.json";

export function run(): number {
  writeSync(1, `guardsh ${version}\n`);
  return 0;
}
