/**
 * A command of a kept session whose output is cleaned: its guardsh stays its parent, as without a keeper. When it has ended the
 * keeper, which has the log and the plan, puts that on record and says what the sandbox stopped.
 */
import { tellEnd } from "../../keeper/client.ts";
import { longestTail, type OutputRules } from "../../keeper/protocol.ts";
import { endAs } from "../../system/index.ts";
import { say } from "../failure.ts";
import { Tail } from "../output/denied.ts";
import { type Cleaner, cleanerFor } from "../output/outputs.ts";
import type { Outcome } from "../output/supervise.ts";

/** Runs the command by `start`, with a cleaner of these rules, and ends as it did. */
export function overseen(
  keeper: number,
  rules: OutputRules,
  variable: (name: string) => string | null,
  start: (cleaner: Cleaner) => Outcome,
): number {
  const tail = new Tail();
  const cleaner = cleanerFor(rules, variable);
  const ended = start(tail.watch(cleaner));
  const { status, milliseconds, bytes } = ended;
  const last = status === 0 ? "" : tail.text().slice(-longestTail);
  const text = tellEnd(keeper, { status, milliseconds, bytes, tail: last, cleaned: cleaner.cleaned() });
  if (text !== "") say(text);
  return endAs(ended);
}
