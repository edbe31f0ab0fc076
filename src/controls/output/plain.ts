/** What may go past a filter without being looked at: for native/front/carry.h, which carries output before there is a filter. */
import { freeColumns, freeLines } from "./limits.ts";
import { layOut } from "./native-scan.ts";
import { defaultOutputOptions, type OutputOptions } from "./options.ts";
import { patternsFor } from "./patterns.ts";
import { Anchors } from "./scan.ts";

export interface PlainText {
  /** `struct tables` of native/scan.c: it says which bytes need a look. */
  readonly tables: Uint8Array;
  /** Bytes that a line may have, and lines that may be ended. */
  readonly columns: number;
  readonly lines: number;
}

/** Fits a signed number of 32 bits. */
const unlimited = 0x7fff_ffff;

export function plainText(options: Partial<OutputOptions>): PlainText {
  const { secrets, redactTokens, maxLineChars, maxLines } = { ...defaultOutputOptions, ...options };
  return {
    tables: layOut(new Anchors(patternsFor(secrets, redactTokens))),
    columns: Math.min(unlimited, freeColumns(maxLineChars)),
    lines: Math.min(unlimited, freeLines(maxLines)),
  };
}
