/** Loops without end that start or keep something in each round. */
import { noTaint } from "../../value.ts";
import type { Program } from "./program.ts";
import type { Rounds } from "./rounds.ts";

/** Says that processes are started without end. */
export function sayBreeding(program: Program): void {
  program.engine.emit({
    kind: "opaque",
    origin: program.origin,
    reason: "recursion",
    detail: "a loop without end that starts or keeps something in each round",
    taint: noTaint,
  });
}

/** A loop without end has been followed: if each round started a process and waited for nothing, that is said. */
export function endRounds(program: Program, outer: Rounds | null): void {
  const { rounds } = program;
  if (rounds === outer) return;
  // Only these two languages say where a loop is left.
  const grows = rounds?.fill && /^(?:python|javascript)$/.test(program.source.language);
  if (rounds && ((rounds.starts && !rounds.waits) || grows)) sayBreeding(program);
  program.rounds = outer;
}
