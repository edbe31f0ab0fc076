/**
 * The fast path: how far is this text plain, with no beginning of a secret in it and no line too long?
 * Every byte of every output goes through here, so it costs one table look-up a byte.
 */

import type { Alphabet } from "../../places/tokens/formats.ts";
import { alphabets } from "../../places/tokens/match.ts";
import { type Dispatch, isWordStart, type Pattern } from "./patterns.ts";

/** Where the scanner is in the text; it keeps `column` and `lines` up to date. */
export interface ScanState {
  /** The two bytes in front of the first one. */
  previous: number;
  beforeThat: number;
  /** Bytes of the current line in front of the first one. */
  column: number;
  /** Bytes a line may have. */
  widest: number;
  /** Lines that may still be ended. */
  lines: number;
}

export interface Scanner {
  /**
   * The first index in `from..to` that needs a look: a byte that is not plain (all but printable ASCII, tab, `\n`
   * and `\r\n`), the beginning of a secret, the first byte past the widest line, the byte behind the last line.
   */
  scan(bytes: Uint8Array, from: number, to: number, state: ScanState): number;
}

/** So many bytes of a pattern are compared here; the redactor compares the rest. */
export const LEAD = 16;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPECIAL = 1;
const END_OF_LINE = 2;
const FIRST_LIST = 4;
export const MOST_LISTS = 256 - FIRST_LIST;

/** `tidied`: in text that has been cleaned bytes from 0x80 on are as plain as any other. */
function isPlain(byte: number, tidied: boolean): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || (tidied && byte >= 0x80);
}

/** A pattern that is recognised by two neighbouring bytes of its beginning (and the one before them). */
export interface Anchored {
  readonly lead: Uint8Array;
  /** Index of the anchor's second byte in the lead. */
  readonly offset: number;
  readonly wordStart: boolean;
  /** So many bytes behind the lead must be of this alphabet. */
  readonly follow: Alphabet;
  readonly followCount: number;
}

/** Enough to tell `key-value` from a key. */
const MOST_FOLLOWING = 16;

/** The plain bytes that the pattern begins with, at most `LEAD`, in text that has not been cleaned. */
export function plainLead(pattern: Pattern): Uint8Array {
  return leadOf(pattern, false);
}

/** The same; with `tidied`, in text that has. */
function leadOf({ prefix }: Pattern, tidied: boolean): Uint8Array {
  let length = 0;
  while (length < LEAD && length < prefix.length && isPlain(prefix[length] ?? 0, tidied)) length++;
  return prefix.subarray(0, length);
}

/** How often a byte stands in ordinary text, roughly: anchors are chosen where few false ones are. */
export function commonnessOf(byte: number): number {
  const character = String.fromCharCode(byte);
  if (" etaoinsrhl".includes(character)) return 12;
  if (/[a-z]/.test(character)) return 6;
  if (/[0-9\-=./,]/.test(character)) return 4;
  return /[A-Z_]/.test(character) ? 2 : 1;
}

/** The same for two bytes: a word seldom ends in `_` or `-`, and seldom has two consonants like `hv`. */
function pairCommonness(first: number, second: number): number {
  const pair = String.fromCharCode(first, second);
  const weight = /[_-]$/.test(pair)
    ? 0.1
    : /[a-z][./,]/.test(pair)
      ? 4
      : /[bcdfghjklmpqsvwxz]{2}/.test(pair)
        ? 0.3
        : 1;
  return weight * commonnessOf(first) * commonnessOf(second);
}

/**
 * The rarest pair in a lead of at least three bytes. A shorter lead needs none: it ends at a byte that is not plain,
 * where the scan ends anyway.
 */
function anchor(pattern: Pattern, tidied: boolean): Anchored | null {
  const lead = leadOf(pattern, tidied);
  let offset = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 2; i < lead.length; i++) {
    const score = pairCommonness(lead[i - 1] ?? 0, lead[i] ?? 0);
    if (score >= best) continue;
    best = score;
    offset = i;
  }
  if (offset === 0) return null;
  const [run] = lead.length === pattern.prefix.length ? pattern.body : [];
  const known = run !== undefined && typeof run !== "string";
  return {
    lead,
    offset,
    wordStart: pattern.wordStart,
    follow: known ? run.run : "alnum",
    followCount: known ? Math.min(run.min, MOST_FOLLOWING) : 0,
  };
}

/** What both scanners are made of. */
export class Anchors {
  /** What each pair of bytes is; indexed by (this byte << 8) | the byte before. From `FIRST_LIST` on: a list. */
  readonly kinds = new Uint8Array(0x10000);
  readonly lists: Anchored[][] = [];
  readonly tidied: boolean;

  /** @param tidied for text that has been cleaned */
  constructor(patterns: readonly Pattern[], tidied = false) {
    this.tidied = tidied;
    for (let byte = 0; byte < 256; byte++) {
      if (!isPlain(byte, tidied))
        this.kinds.fill(byte === NEWLINE ? END_OF_LINE : SPECIAL, byte << 8, (byte + 1) << 8);
    }
    for (const pattern of patterns) {
      const anchored = anchor(pattern, tidied);
      if (anchored) this.#add(anchored);
    }
  }

  /** Where the pattern of that list begins whose anchor ends at `at`, or -1 where there is none. */
  start(list: number, bytes: Uint8Array, from: number, to: number, at: number, state: ScanState): number {
    for (const anchored of this.lists[list] ?? []) {
      const start = at - anchored.offset;
      if (start < from || !begins(anchored, bytes, start, to, this.tidied)) continue;
      if (!anchored.wordStart || wordStartsAt(bytes, from, start, state)) return start;
    }
    return -1;
  }

  #add(anchored: Anchored): void {
    const { lead, offset } = anchored;
    const pair = ((lead[offset] ?? 0) << 8) | (lead[offset - 1] ?? 0);
    const known = this.kinds[pair] ?? 0;
    // More pairs than numbers: the last list is shared.
    const list = known === 0 ? Math.min(this.lists.length, MOST_LISTS - 1) : known - FIRST_LIST;
    this.kinds[pair] = list + FIRST_LIST;
    const members = this.lists[list];
    if (members) members.push(anchored);
    else this.lists.push([anchored]);
  }
}

function begins(
  { lead, follow, followCount }: Anchored,
  bytes: Uint8Array,
  at: number,
  to: number,
  tidied: boolean,
): boolean {
  if (!sameUpTo(bytes, at, to, lead)) return false;
  const alphabet = alphabets[follow];
  const end = Math.min(to, at + lead.length + followCount);
  for (let i = at + lead.length; i < end; i++) {
    const byte = bytes[i] ?? 0;
    // A byte that is not plain may be taken out: what follows it then follows the lead.
    if (alphabet[byte] !== 1) return !isPlain(byte, tidied) && byte !== NEWLINE;
  }
  return true;
}

/** Written in TypeScript; runs everywhere. */
export class ScriptScanner implements Scanner {
  readonly #anchors: Anchors;

  constructor(anchors: Anchors) {
    this.#anchors = anchors;
  }

  scan(bytes: Uint8Array, from: number, to: number, state: ScanState): number {
    const { kinds } = this.#anchors;
    let lineStart = from - state.column;
    let stop = Math.min(to, lineStart + state.widest);
    let previous = state.previous;
    let at = from;
    for (; at < stop; at++) {
      const byte = bytes[at] ?? 0;
      const kind = kinds[(byte << 8) | previous] ?? 0;
      previous = byte;
      if (kind === 0) continue;
      if (kind === END_OF_LINE) {
        lineStart = at + 1;
        stop = Math.min(to, lineStart + state.widest);
        if (--state.lines > 0) continue;
        at++;
        break;
      }
      if (kind >= FIRST_LIST) {
        const start = this.#anchors.start(kind - FIRST_LIST, bytes, from, to, at, state);
        if (start < 0) continue;
        at = start;
        break;
      }
      if (byte !== RETURN || at + 1 >= stop || bytes[at + 1] !== NEWLINE) break;
    }
    state.column = at - lineStart;
    return at;
  }
}

function wordStartsAt(bytes: Uint8Array, from: number, at: number, state: ScanState): boolean {
  const known = at - from;
  const previous = known > 0 ? (bytes[at - 1] ?? 0) : state.previous;
  const beforeThat = known > 1 ? (bytes[at - 2] ?? 0) : known === 1 ? state.previous : state.beforeThat;
  return isWordStart(previous, beforeThat);
}

function sameUpTo(bytes: Uint8Array, at: number, to: number, lead: Uint8Array): boolean {
  const length = Math.min(lead.length, to - at);
  for (let i = 0; i < length; i++) if (bytes[at + i] !== lead[i]) return false;
  return true;
}

/** Where in the last bytes of `from..to` a secret may begin that goes on behind them; `to` where none does. */
export function unfinishedStart(
  starts: Dispatch,
  bytes: Uint8Array,
  from: number,
  to: number,
  state: ScanState,
): number {
  for (let at = Math.max(from, to - LEAD + 1); at < to; at++) {
    // Only what is in front of `to` counts: the byte behind it may be taken out.
    const list = at + 1 < to ? starts.at(bytes, at) : starts.beginningWith(bytes[at] ?? 0);
    for (const { prefix, wordStart } of list ?? []) {
      if (prefix.length < to - at || !sameUpTo(bytes, at, to, prefix)) continue;
      if (!wordStart || wordStartsAt(bytes, from, at, state)) return at;
    }
  }
  return to;
}
