/**
 * The time by which an analysis has to be done. Whatever may take long asks now and then; past the time that throws, through
 * everything, to the one place that set the deadline and makes a verdict of it (policy/judge.ts). Nothing in between may catch it.
 */

/** Thrown past the deadline. */
export class OutOfTime extends Error {
  constructor() {
    super("analysis is out of time");
  }
}

/** A look at the clock costs as much as a small step of analysis, so most questions go without one. */
const questionsPerLook = 16;

export class Deadline {
  readonly #end: number;
  readonly #now: () => number;
  #questions = 0;

  /** `milliseconds` from now on; Infinity: no end. */
  constructor(milliseconds: number, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#end = milliseconds === Number.POSITIVE_INFINITY ? milliseconds : now() + milliseconds;
  }

  /** For small steps. @throws OutOfTime */
  check(): void {
    if (++this.#questions % questionsPerLook === 0) this.meet();
  }

  /** For what comes before or after something long. @throws OutOfTime */
  meet(): void {
    if (this.#now() > this.#end) throw new OutOfTime();
  }

  /** Milliseconds that are left; none is 0. */
  left(): number {
    return this.#end === Number.POSITIVE_INFINITY ? this.#end : Math.max(0, this.#end - this.#now());
  }
}

export const noDeadline = new Deadline(Number.POSITIVE_INFINITY);
