/** `guardsh version`. */
import { writeSync } from "node:fs";
import { version } from "../../package.json";
import { Misuse } from "./common/misuse.ts";

export const usage = "usage: guardsh version";

export function run(list: readonly string[]): number {
  if (list.length > 0) throw new Misuse(`version takes no ${list[0]}`);
  writeSync(1, `guardsh ${version}\n`);
  return 0;
}
