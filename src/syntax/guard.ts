/** Keeps a lowering inside its bounds. */
import type { Bounds, Parsed, Script, UnparsedReason } from "./script.ts";

/** Thrown where a bound is passed; `bounded` turns it into `unparsed`. */
export class Bounded extends Error {
  readonly reason: UnparsedReason;
  constructor(reason: UnparsedReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Counts nesting and watches the clock. */
export class Guard {
  readonly #bounds: Bounds;
  readonly #deadline: number;
  #depth = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.#deadline = performance.now() + bounds.milliseconds;
  }

  /** One level deeper. @throws Bounded */
  enter(): void {
    if (++this.#depth > this.#bounds.depth) {
      throw new Bounded("too-deep", `nested more than ${this.#bounds.depth} deep`);
    }
    if (performance.now() > this.#deadline) {
      throw new Bounded("too-slow", `reading took more than ${this.#bounds.milliseconds} ms`);
    }
  }

  leave(): void {
    this.#depth--;
  }
}

/** Runs a lowering; whatever it throws becomes `unparsed`. A full stack means that the source is too deep. */
export function bounded(lower: () => Script): Parsed {
  try {
    return { kind: "script", script: lower() };
  } catch (error) {
    if (error instanceof Bounded) return { kind: "unparsed", reason: error.reason, detail: error.message };
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: "unparsed", reason: error instanceof RangeError ? "too-deep" : "internal", detail };
  }
}
