/** Looking after the log's files: `guardsh audit rotate`, `lock`, `unlock`, `path`. */
import { statSync } from "node:fs";
import { openAudit } from "../../audit/index.ts";
import { generations, logPath } from "../../audit/place.ts";
import { setAppendOnly } from "../../system/index.ts";
import { counted } from "../common/counted.ts";
import { say } from "../common/streams.ts";
import { fail, type Given } from "./given.ts";

export function rotate(given: Given): number {
  openAudit({ state: given.state }).rotate();
  return 0;
}

export function setLock(given: Given, on: boolean): number {
  const audit = openAudit({ state: given.state });
  const word = on ? "locked" : "unlocked";
  const files = generations(given.state).map((generation) => logPath(given.state, generation));
  if (files.length === 0)
    return fail("guardsh: there is no log yet; it begins with the first command, or: guardsh audit init");
  for (const path of files) {
    const problem = setAppendOnly(path, on);
    if (problem === null) continue;
    const why =
      problem === "EPERM"
        ? "that takes root (CAP_LINUX_IMMUTABLE)"
        : `the file system has no such attribute (${problem})`;
    return fail(
      `guardsh: ${path} was not ${word}: ${why}\n  mend: sudo guardsh audit ${on ? "lock" : "unlock"} --state ${given.state}`,
    );
  }
  const owner = statSync(given.state).uid;
  if (process.geteuid?.() === 0 && owner !== 0) process.setuid?.(owner);
  audit.setLocked(on);
  say(`${counted(files.length, "file")} ${word}`);
  return 0;
}

export function showPath(given: Given): number {
  const last = generations(given.state).at(-1) ?? 1;
  say(logPath(given.state, last));
  return 0;
}
