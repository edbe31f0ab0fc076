/** The hand-written matcher of token formats: no regular expression, no backtracking, works on cut input. */
import { type Alphabet, type Segment, tokenFormats } from "./tokens.ts";

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

function startsWith(bytes: Uint8Array, at: number, prefix: Uint8Array): boolean {
  if (at + prefix.length > bytes.length) return false;
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false;
  return true;
}

/** One token found in a text, with byte offsets into its UTF-8 form. */
export interface TokenFound {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Every token in a text that is wholly there. For values and short texts; streams go through the output filter. */
export function findTokens(text: string): TokenFound[] {
  const bytes = new TextEncoder().encode(text);
  const found: TokenFound[] = [];
  let at = 0;
  while (at < bytes.length) {
    const hit = tokenAt(bytes, at);
    if (hit) found.push(hit);
    at = hit ? hit.end : at + 1;
  }
  return found;
}

/** The token at `at`; the longest beginning decides (`sk-ant-` before `sk-`). */
function tokenAt(bytes: Uint8Array, at: number): TokenFound | null {
  let found: TokenFound | null = null;
  let longest = 0;
  for (const { kind, prefix, body, wordStart } of prefixTable()) {
    if (prefix.length <= longest || !startsWith(bytes, at, prefix)) continue;
    if (wordStart && at > 0 && isWordByte(bytes[at - 1] ?? 0)) continue;
    let end = matchBody(bytes, at + prefix.length, bytes.length, body);
    if (end < 0) continue;
    const tail = tailAlphabet(body);
    while (tail && end < bytes.length && tail[bytes[end] ?? 0] === 1) end++;
    longest = prefix.length;
    found = { kind, start: at, end };
  }
  return found;
}
