/**
 * The fast path: how far is this text plain, with no beginning of a secret in it and no line too long?
 * Every byte of every output goes through here, so it costs one table look-up a byte.
 */
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
const ANCHOR = 4;

function isPlain(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09;
}

/** A pattern that is recognised by two neighbouring bytes of its beginning. */
export interface Anchored {
  readonly lead: Uint8Array;
  /** Index of the anchor's second byte in the lead. */
  readonly offset: number;
  readonly wordStart: boolean;
}

/** The plain bytes that the pattern begins with, at most `LEAD`. */
function leadOf(pattern: Pattern): Uint8Array {
  let length = 0;
  while (length < LEAD && length < pattern.prefix.length && isPlain(pattern.prefix[length] ?? 0)) length++;
  return pattern.prefix.subarray(0, length);
}

/** How often a byte stands in ordinary text, roughly: anchors are chosen where few false ones are. */
function commonness(byte: number): number {
  const character = String.fromCharCode(byte);
  if (" etaoinsrhl".includes(character)) return 12;
  if (/[a-z]/.test(character)) return 6;
  if (/[0-9\-=./,]/.test(character)) return 4;
  return /[A-Z_]/.test(character) ? 2 : 1;
}

/** The rarest pair in a lead of at least two bytes. */
export function anchor(pattern: Pattern): Anchored | null {
  const lead = leadOf(pattern);
  let offset = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < lead.length; i++) {
    const score = commonness(lead[i - 1] ?? 0) * commonness(lead[i] ?? 0);
    if (score < best) {
      best = score;
      offset = i;
    }
  }
  return offset === 0 ? null : { lead, offset, wordStart: pattern.wordStart };
}

/** Written in TypeScript; runs everywhere. */
export class ScriptScanner implements Scanner {
  /** Indexed by (this byte << 8) | the byte before. */
  readonly #table = new Uint8Array(0x10000);
  readonly #anchors = new Map<number, Anchored[]>();

  constructor(patterns: readonly Pattern[]) {
    for (let byte = 0; byte < 256; byte++) {
      if (!isPlain(byte))
        this.#table.fill(byte === NEWLINE ? END_OF_LINE : SPECIAL, byte << 8, (byte + 1) << 8);
    }
    for (const pattern of patterns) {
      const anchored = anchor(pattern);
      if (anchored) this.#add(anchored);
    }
  }

  #add(anchored: Anchored): void {
    const { lead, offset } = anchored;
    const pair = ((lead[offset] ?? 0) << 8) | (lead[offset - 1] ?? 0);
    this.#table[pair] = (this.#table[pair] ?? 0) | ANCHOR;
    const list = this.#anchors.get(pair);
    if (list) list.push(anchored);
    else this.#anchors.set(pair, [anchored]);
  }

  scan(bytes: Uint8Array, from: number, to: number, state: ScanState): number {
    const table = this.#table;
    let lineStart = from - state.column;
    let stop = Math.min(to, lineStart + state.widest);
    let previous = state.previous;
    let at = from;
    for (; at < stop; at++) {
      const byte = bytes[at] ?? 0;
      const found = table[(byte << 8) | previous] ?? 0;
      previous = byte;
      if (found === 0) continue;
      if (found === END_OF_LINE) {
        lineStart = at + 1;
        stop = Math.min(to, lineStart + state.widest);
        if (--state.lines <= 0) {
          at++;
          break;
        }
      } else if (found === ANCHOR) {
        const start = this.#verify(bytes, from, to, at, state);
        if (start < 0) continue;
        at = start;
        break;
      } else if (byte !== RETURN || at + 1 >= stop || bytes[at + 1] !== NEWLINE) {
        break;
      }
    }
    state.column = at - lineStart;
    return at;
  }

  /** Where the pattern begins whose anchor ends at `at`, or -1. */
  #verify(bytes: Uint8Array, from: number, to: number, at: number, state: ScanState): number {
    const pair = ((bytes[at] ?? 0) << 8) | (at > from ? (bytes[at - 1] ?? 0) : state.previous);
    for (const { lead, offset, wordStart } of this.#anchors.get(pair) ?? []) {
      const start = at - offset;
      if (start < from || !sameUpTo(bytes, start, to, lead)) continue;
      if (!wordStart || wordStartsAt(bytes, from, start, state)) return start;
    }
    return -1;
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
    for (const { prefix, wordStart } of starts[bytes[at] ?? 0] ?? []) {
      if (prefix.length < to - at || !sameUpTo(bytes, at, to, prefix)) continue;
      if (!wordStart || wordStartsAt(bytes, from, at, state)) return at;
    }
  }
  return to;
}
