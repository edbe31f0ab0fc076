/** `guardsh audit verify`: is everything as it was written? */
import type { Problem, Verification } from "../../audit/verify.ts";
import { Misuse } from "../common/misuse.ts";
import { say } from "../common/streams.ts";
import type { Given } from "./given.ts";
import { findKey } from "./keys.ts";

export async function showVerification(given: Given): Promise<number> {
  const { verify, verifyFiles } = await import("../../audit/verify.ts");
  const least = atLeast(given);
  const { key, here } = await findKey(given);
  const files = given.positionals;
  const result = files.length > 0 ? verifyFiles(files, key) : verify(given.state, key);
  const short = least !== null && (result.end?.seq ?? -1) < least;
  if (given.json) say(JSON.stringify({ ...result, short }));
  else explain(result, here, short ? least : null);
  return result.problems.length > 0 || short ? 1 : 0;
}

/** The record that the log has to reach. What is no number reaches nothing, so it is no answer either. */
function atLeast({ values: { "at-least": words } }: Given): number | null {
  if (words === undefined) return null;
  if (!/^\d+$/.test(words)) throw new Misuse(`--at-least ${words}: say the number of a record`);
  return Number(words);
}

function explain(result: Verification, keyHere: boolean, least: number | null): void {
  for (const remark of result.remarks) say(`remark: ${where(remark)}: ${remark.what}`);
  const [first, ...more] = result.problems;
  if (first) say(`first bad record: ${first.seq ?? "?"} (${where(first)}): ${first.what}`);
  for (const problem of more.slice(0, 20)) say(`also: ${where(problem)}: ${problem.what}`);
  if (more.length > 20) say(`and ${more.length - 20} more`);
  if (least !== null) say(`the log ends at record ${result.end?.seq ?? "none"}, before ${least}`);
  if (result.chain === null && !first) {
    say("there is no log yet");
    return;
  }
  const verdict = first || least !== null ? "NOT whole" : "whole";
  say(
    `${verdict}: ${result.records} records as they were written, chain ${result.chain ?? "-"}, the last is ${result.end?.seq ?? "-"}`,
  );
  if (!result.seals)
    say(
      "No key was given, so only the chain of hashes was checked: that finds accidents, not forgers. Give the key with --key-file.",
    );
  else if (keyHere)
    say(
      "The key lies beside the log, where whoever can write the log can read it. Move it away: guardsh audit key --take",
    );
}

function where(problem: Problem): string {
  return problem.line > 0 ? `${problem.file}:${problem.line}` : problem.file || "log";
}
