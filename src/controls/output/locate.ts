/** Where in a text the filter finds something to do: for `guardsh sanitize --check`. */
import { createFilter } from "./filter.ts";
import type { OutputOptions, OutputStats } from "./options.ts";

export interface Located {
  /** From 1; the column counts bytes, as compilers do. */
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

/** What to call it when a counter went up. */
const names: readonly (readonly [keyof OutputStats, string])[] = [
  ["escapes", "escape sequence"],
  ["controls", "control character"],
  ["bidi", "bidirectional control"],
  ["invisible", "invisible character"],
  ["invalid", "invalid UTF-8"],
  ["binary", "bytes that are not text"],
  ["linesShortened", "line too long"],
  ["linesLeftOut", "too many lines"],
];

function count(stats: Readonly<OutputStats>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [key, name] of names) {
    const value = stats[key];
    if (typeof value === "number" && value > 0) counts.set(name, value);
  }
  for (const [kind, value] of Object.entries(stats.redacted)) counts.set(`secret (${kind})`, value);
  return counts;
}

/** Everything that the filter would change, in order. */
export function locate(text: Uint8Array, options: Partial<OutputOptions>): Located[] {
  const clean = createFilter(options);
  let same = clean.push(text).length === text.length;
  same = clean.end().length === 0 && same && count(clean.stats).size === 0;
  return same ? [] : locateEach(text, options);
}

/** Byte by byte: a finding is where the filter began to wait, or the byte that it acted on. */
function locateEach(text: Uint8Array, options: Partial<OutputOptions>): Located[] {
  const found: Located[] = [];
  const filter = createFilter(options);
  let before = count(filter.stats);
  let line = 1;
  let column = 1;
  /** Where the sequence began that is being read, and where what may be a secret. */
  let sequence = { line, column };
  let secret = { line, column };
  const compare = () => {
    const after = count(filter.stats);
    for (const [what, value] of after) {
      if (value > (before.get(what) ?? 0))
        found.push({ ...(what.startsWith("secret") ? secret : sequence), what });
    }
    before = after;
  };
  for (let at = 0; at < text.length; at++) {
    const { waiting } = filter;
    if (!waiting.sequence) sequence = { line, column };
    secret = { line, column: Math.max(1, column - waiting.secret) };
    filter.push(text.subarray(at, at + 1));
    compare();
    column++;
    if (text[at] !== 0x0a) continue;
    line++;
    column = 1;
  }
  filter.end();
  compare();
  return found;
}
