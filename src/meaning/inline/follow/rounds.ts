/** What happens in a loop without end: does each round start something, and does it wait for anything? */
import { noTaint } from "../../value.ts";
import type { Program } from "./evaluate.ts";

/** Calls by which a round waits or comes to an end. */
const WAITS =
  /(?:sleep|wait|communicate|join|input|read|recv|receive|accept|get|poll|select|result|question|exit|quit|die|kill|Sync|run|call|check_output|check_call)\w*$/i;

export class Rounds {
  starts = false;
  waits = false;

  /** Takes note of a call by its name. */
  sees(path: string): void {
    if (WAITS.test(path)) this.waits = true;
  }
}

/** Says that processes are started without end. */
export function sayBreeding(program: Program): void {
  program.engine.emit({
    kind: "opaque",
    origin: program.origin,
    reason: "recursion",
    detail: "a loop without end that starts processes",
    taint: noTaint,
  });
}

/** A loop without end has been followed: if each round started a process and waited for nothing, that is said. */
export function endRounds(program: Program, outer: Rounds | null): void {
  const { rounds } = program;
  if (rounds === outer) return;
  if (rounds?.starts && !rounds.waits) sayBreeding(program);
  program.rounds = outer;
}
