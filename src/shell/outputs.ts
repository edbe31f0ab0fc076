/** Whether, and how, the outputs of a command are cleaned. */
import type { Given } from "./process.ts";
import type { Filter } from "./pump.ts";

/** Makes a fresh filter for one stream; null: outputs pass untouched. */
export function outputFilter(given: Given): (() => Filter) | null {
  return given.variable("GUARDSH_OUTPUT") === "clean" ? () => untouched : null;
}

const untouched: Filter = { push: (chunk) => chunk, end: () => new Uint8Array() };
