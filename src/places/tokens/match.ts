/** The hand-written matcher of token formats: no regular expression, no backtracking, works on cut input. */
import { type Alphabet, type Segment, tokenFormats } from "./formats.ts";

/** 256 entries: 1 where the byte belongs to the alphabet. */
export type ByteSet = Uint8Array;

function byteSet(characters: string): ByteSet {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}

const digits = "0123456789";
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const alnum = digits + upper + upper.toLowerCase();

/** The bytes of each alphabet. Hexadecimal is taken in either case, base64 with its padding. */
export const alphabets: Record<Alphabet, ByteSet> = {
  digits: byteSet(digits),
  hex: byteSet(`${digits}abcdefABCDEF`),
  upper: byteSet(digits + upper),
  base32: byteSet(`${digits}${upper}`),
  alnum: byteSet(alnum),
  word: byteSet(`${alnum}_`),
  base64url: byteSet(`${alnum}_-`),
  base64: byteSet(`${alnum}+/=_-`),
  dotted: byteSet(`${alnum}_.-%=`),
};

/** No token here; the input ended before that was clear. */
export const NO_MATCH = -1;
export const CUT_SHORT = -2;

/** One beginning of one format, ready to be compared. */
export interface Prefixed {
  readonly kind: string;
  readonly prefix: Uint8Array;
  readonly body: readonly Segment[];
  readonly wordStart: boolean;
}

function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

let table: readonly Prefixed[] | undefined;

/** Every beginning of every format. Plain loops: this is on the way of a command's first output, and runs once. */
export function prefixTable(): readonly Prefixed[] {
  if (table) return table;
  const made: Prefixed[] = [];
  for (const { kind, prefixes, body, wordStart = false } of tokenFormats) {
    for (const prefix of prefixes) made.push({ kind, prefix: ascii(prefix), body, wordStart });
  }
  table = made;
  return made;
}

/**
 * Matches the segments at `at`. Answers the end of the shortest text that makes it a token (what follows of the
 * last run belongs to it too), `NO_MATCH`, or `CUT_SHORT` where `end` came first.
 */
export function matchBody(bytes: Uint8Array, at: number, end: number, body: readonly Segment[]): number {
  let position = at;
  for (let index = 0; index < body.length; index++) {
    const segment = body[index];
    if (segment === undefined) break;
    if (typeof segment === "string") {
      for (let i = 0; i < segment.length; i++, position++) {
        if (position >= end) return CUT_SHORT;
        if (bytes[position] !== segment.charCodeAt(i)) return NO_MATCH;
      }
      continue;
    }
    const set = alphabets[segment.run];
    const last = index === body.length - 1;
    const most = last ? segment.min : (segment.max ?? 1024);
    let length = 0;
    while (length < most && position < end && set[bytes[position] ?? 0] === 1) {
      position++;
      length++;
    }
    if (length < segment.min) return position >= end ? CUT_SHORT : NO_MATCH;
  }
  return position;
}

/** The alphabet of a format's last run: after a match, bytes of it still belong to the token. */
export function tailAlphabet(body: readonly Segment[]): ByteSet | null {
  const last = body[body.length - 1];
  return last === undefined || typeof last === "string" ? null : alphabets[last.run];
}

/** True for the bytes that make up words: letters, digits and `_`. */
export function isWordByte(byte: number): boolean {
  return alphabets.word[byte] === 1;
}

/** One token found in a text: `text.slice(start, end)`. */
export interface TokenFound {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** What every token has: so many bytes in a row that some alphabet has. */
const possible = /[\w./+=%-]{20}/;

/** Every token in a text that is wholly there. For values and commands; streams go through the output filter. */
export function findTokens(text: string): readonly TokenFound[] {
  if (!possible.test(text)) return [];
  const found: (TokenFound & { readonly prefix: number })[] = [];
  let bytes: Uint8Array | undefined;
  for (const { kind, prefixes, body, wordStart = false } of tokenFormats) {
    for (const prefix of prefixes) {
      for (let start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, start + 1)) {
        bytes ??= bytesOf(text);
        if (wordStart && start > 0 && isWordByte(bytes[start - 1] ?? 0)) continue;
        const end = endOf(bytes, start + prefix.length, body);
        if (end >= 0) found.push({ kind, start, end, prefix: prefix.length });
      }
    }
  }
  return found.length < 2 ? found : apart(found);
}

/** One byte for each unit of the text, so that positions are the same; what is not ASCII is in no alphabet. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = Math.min(text.charCodeAt(i), 0xff);
  return bytes;
}

function endOf(bytes: Uint8Array, at: number, body: readonly Segment[]): number {
  let end = matchBody(bytes, at, bytes.length, body);
  if (end < 0) return end;
  const tail = tailAlphabet(body);
  while (tail && end < bytes.length && tail[bytes[end] ?? 0] === 1) end++;
  return end;
}

/** In the text's order, none within another; of two at one place the longer beginning decides (`sk-ant-` before `sk-`). */
function apart<T extends TokenFound & { readonly prefix: number }>(found: readonly T[]): readonly T[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || b.prefix - a.prefix);
  const kept: T[] = [];
  for (const each of sorted) if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each);
  return kept;
}
