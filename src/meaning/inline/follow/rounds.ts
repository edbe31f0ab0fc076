/** What happens in a loop without end: does each round start something, and does it wait for anything? */

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
