/** What the redactor looks for: token formats, private keys, and the values that were named as secret. */

import { privateKeyBegin, type Segment } from "../../places/tokens/formats.ts";
import { isWordByte, prefixTable } from "../../places/tokens/match.ts";
import { ByteBuffer } from "./buffer.ts";
import { Cleaner } from "./cleaner.ts";
import { emptyStats, type KnownSecret } from "./options.ts";

/** `value`: the prefix is all of it; `token`: a body follows; `key`: a private key's first line follows. */
export interface Pattern {
  readonly form: "value" | "token" | "key";
  readonly kind: string;
  readonly prefix: Uint8Array;
  readonly body: readonly Segment[];
  readonly wordStart: boolean;
}

/** A shorter value would be found in ordinary text. */
const SHORTEST_SECRET = 6;
/** A line of a secret of several lines is looked for on its own from this length on. */
const SHORTEST_LINE = 12;
/** Longer values are known by their first bytes. */
const LONGEST_SECRET = 4096;

/** All patterns, in no order. */
export function patternsFor(secrets: readonly KnownSecret[], tokens: boolean): Pattern[] {
  const patterns: Pattern[] = [];
  const seen = new Set<string>();
  for (const { kind, value } of secrets) {
    for (const text of spellings(value)) {
      if (seen.has(text)) continue;
      seen.add(text);
      patterns.push(valuePattern(kind, text));
    }
  }
  if (!tokens) return patterns;
  for (const { kind, prefix, body, wordStart } of prefixTable()) {
    patterns.push({ form: "token", kind, prefix, body, wordStart });
  }
  const prefix = new TextEncoder().encode(privateKeyBegin);
  patterns.push({ form: "key", kind: "private key", prefix, body: [], wordStart: false });
  return patterns;
}

/** Is the one to be tried before the other? Values before formats, the longer before the shorter. */
function precedes(one: Pattern, other: Pattern): boolean {
  const value = one.form === "value";
  if (value !== (other.form === "value")) return value;
  return one.prefix.length > other.prefix.length;
}

function valuePattern(kind: string, text: string): Pattern {
  const prefix = new TextEncoder().encode(text).subarray(0, LONGEST_SECRET);
  return { form: "value", kind: plainKind(kind), prefix, body: [], wordStart: false };
}

/** A kind is shown in brackets, so it may not close them or bring control characters. */
function plainKind(kind: string): string {
  return kind.replace(/[^A-Za-z0-9_.:/@ -]/g, "_").slice(0, 64);
}

/** The ways a secret is commonly written: as it is, in JSON, in a URL, in base64 at each of three alignments. */
function spellings(value: string): string[] {
  const whole = cleaned(value).trim();
  const lines = whole.split("\n").map((line) => line.trim());
  const parts = lines.length === 1 ? [whole] : lines.filter((line) => line.length >= SHORTEST_LINE);
  return parts.filter((part) => part.length >= SHORTEST_SECRET).flatMap((part) => [part, ...encoded(part)]);
}

function encoded(text: string): string[] {
  const forms = [JSON.stringify(text).slice(1, -1), encodeURIComponent(text.toWellFormed())];
  if (text.length >= SHORTEST_LINE) forms.push(...base64Forms(text));
  return forms.filter((form) => form !== text);
}

/** Base64 of the text inside a longer one: what does not depend on the bytes before and behind it. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const bytes = new TextEncoder().encode(" ".repeat(shift) + text);
    const skip = Math.ceil((shift * 8) / 6);
    const whole = Math.floor((bytes.length * 8) / 6);
    return Buffer.from(bytes).toString("base64").slice(skip, whole);
  });
}

/** The value as it looks after cleaning: that is what the redactor gets to see. */
function cleaned(value: string): string {
  const out = new ByteBuffer(value.length + 16);
  const cleaner = new Cleaner(out, [], emptyStats());
  cleaner.push(new TextEncoder().encode(value));
  cleaner.end();
  return new TextDecoder().decode(out.view());
}

/**
 * May a token whose beginning only counts at the start of a word begin behind these two bytes? A `\n` written as
 * two characters (in JSON, in a string literal) ends a word too.
 */
export function isWordStart(previous: number, beforeThat: number): boolean {
  if (!isWordByte(previous)) return true;
  const escapeLetter = previous === 0x6e || previous === 0x72 || previous === 0x74;
  return escapeLetter && beforeThat === 0x5c;
}

/** The patterns by how they begin. */
export class Dispatch {
  readonly #byFirst: Pattern[][] = [];
  /** 1 where a pattern begins with these two bytes; indexed by (first << 8) | second. */
  readonly #pairs = new Uint8Array(0x10000);

  constructor(patterns: readonly Pattern[]) {
    for (let byte = 0; byte < 256; byte++) this.#byFirst.push([]);
    for (const pattern of patterns) {
      const first = pattern.prefix[0] ?? 0;
      const list = this.beginningWith(first);
      let place = list.length;
      for (let before = list[place - 1]; before && precedes(pattern, before); before = list[place - 1]) {
        list[place--] = before;
      }
      list[place] = pattern;
      this.#pairs[(first << 8) | (pattern.prefix[1] ?? 0)] = 1;
    }
  }

  beginningWith(first: number): Pattern[] {
    return this.#byFirst[first] ?? [];
  }

  /** The patterns that may begin at `at`, in the order they are to be tried; undefined where none can. */
  at(bytes: Uint8Array, at: number): readonly Pattern[] | undefined {
    const first = bytes[at] ?? 0;
    const list = this.#byFirst[first];
    if (list === undefined || list.length === 0) return undefined;
    if (at + 1 >= bytes.length) return list;
    return this.#pairs[(first << 8) | (bytes[at + 1] ?? 0)] === 1 ? list : undefined;
  }
}
