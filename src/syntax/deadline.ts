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

/** What a deadline goes by, both in milliseconds from any point on. */
export interface Clocks {
  /** The time of day. */
  readonly now: () => number;
  /** How long this process has worked, on all processors together. */
  readonly worked: () => number;
}

const clocks: Clocks = {
  now: () => performance.now(),
  // process.cpuUsage says the same and takes eight times as long, a tenth of judging a short command.
  worked: () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    return (userCPUTime + systemCPUTime) / 1000;
  },
};

/**
 * On a busy machine time passes while nothing is analysed. That is no fault of the command's, so the end is put off until the process
 * has worked as long, to this many times the length at the most.
 */
const PATIENCE = 4;

export class Deadline {
  readonly #clocks: Clocks;
  readonly #end: number;
  readonly #last: number;
  readonly #enough: number;
  #questions = 0;

  /** `milliseconds` from now on; Infinity: no end. */
  constructor(milliseconds: number, given: Clocks = clocks) {
    const isBounded = milliseconds !== Number.POSITIVE_INFINITY;
    this.#clocks = given;
    this.#end = isBounded ? given.now() + milliseconds : milliseconds;
    this.#last = this.#end + (PATIENCE - 1) * milliseconds;
    this.#enough = isBounded ? given.worked() + milliseconds : milliseconds;
  }

  /** For small steps. @throws OutOfTime */
  check(): void {
    if (++this.#questions % questionsPerLook === 0) this.meet();
  }

  /** For what comes before or after something long. @throws OutOfTime */
  meet(): void {
    const now = this.#clocks.now();
    if (now > this.#end && (now > this.#last || this.#clocks.worked() > this.#enough)) throw new OutOfTime();
  }

  /** Milliseconds that are left on an idle machine; none is 0. */
  left(): number {
    return this.#end === Number.POSITIVE_INFINITY ? this.#end : Math.max(0, this.#end - this.#clocks.now());
  }
}

export const noDeadline = new Deadline(Number.POSITIVE_INFINITY);
