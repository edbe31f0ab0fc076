/** What happens in a loop without end: does each round start something, and does it wait for anything? */
import { noTaint } from "../../value.ts";
import type { Program } from "./evaluate.ts";

/** Calls by which a round waits or comes to an end. */
const WAITS =
  /(?:sleep|wait|communicate|join|input|read|recv|receive|accept|get|poll|select|result|question|exit|quit|die|kill|Sync|run|call|check_output|check_call)\w*$/i;

const PAUSES =
  /^(?:.*(?:sleep|wait|input|read|recv|receive|accept|poll|select|question|exit|quit|die|timeout)\w*|get|next|join)$/i;

export class Rounds {
  starts = false;
  waits = false;
  /** It waits for time or for somebody else, not only for what it does itself. */
  pauses = false;
  /** Something leaves the loop. */
  ends = false;
  /** Each round keeps more in memory or in a file: of note where they have no end. */
  grows = false;
  readonly #endless: boolean;

  constructor(endless = true) {
    this.#endless = endless;
  }

  get fill(): boolean {
    return this.#endless && this.grows && !this.ends && !this.pauses;
  }

  /** Takes note of a call by its name. */
  sees(path: string): void {
    if (WAITS.test(path)) this.waits = true;
    if (PAUSES.test(path)) this.pauses = true;
  }
}

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
