/**
 * syntax/ turns source text into a Script, with two parsers that check each other.
 * It knows nothing of meaning or policy. Used by meaning/, policy/, shell/ and cli/; uses system/.
 */
export type { Reading } from "./agree.ts";
export { decodeAnsiC, simpleEscapes } from "./ansi-c.ts";
export { Deadline, noDeadline, OutOfTime } from "./deadline.ts";
export { EVENT } from "./fronts/fish.ts";
export { type Dialect, type ParseOptions, parse } from "./parse.ts";
export { printScript } from "./print.ts";
export type * from "./script.ts";
export { defaultBounds } from "./script.ts";
