/**
 * Private keys in text (PEM and its kin). Their body is not one run of letters: it has lines, indentation, a
 * `grep` prefix, `\n` as two characters. And the words `-----BEGIN PRIVATE KEY-----` stand in much source code
 * with no key behind them. So the first line is shown, and of what follows only what looks like a body is hidden.
 */

import { privateKeyBegin } from "../../places/tokens/formats.ts";
import { CUT_SHORT, NO_MATCH } from "../../places/tokens/match.ts";

const DASH = 0x2d;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
/** The longest name of a key between its dashes. */
const LONGEST_NAME = 48;
/** A run this long is part of a key's body; a shorter one may be a word. */
const SHORTEST_RUN = 24;
/** Lines between the first line and the body (`Proc-Type: 4,ENCRYPTED`). */
const MOST_HEADERS = 4;

/** The end of `-----BEGIN … PRIVATE KEY … -----` at `at`, `NO_MATCH` or `CUT_SHORT`. */
export function matchKeyHeader(bytes: Uint8Array, at: number, end: number): number {
  const start = at + privateKeyBegin.length;
  let name = "";
  for (let position = start; position < start + LONGEST_NAME; position++) {
    if (position >= end) return CUT_SHORT;
    const byte = bytes[position] ?? 0;
    if (byte === DASH) return name.includes("PRIVATE KEY") ? matchDashes(bytes, position, end) : NO_MATCH;
    const nameByte = byte === 0x20 || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a);
    if (!nameByte) return NO_MATCH;
    name += String.fromCharCode(byte);
  }
  return NO_MATCH;
}

function matchDashes(bytes: Uint8Array, at: number, end: number): number {
  for (let position = at; position < at + 5; position++) {
    if (position >= end) return CUT_SHORT;
    if (bytes[position] !== DASH) return NO_MATCH;
  }
  return at + 5;
}

function isBodyByte(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x2f && byte <= 0x39) ||
    byte === 0x2b ||
    byte === 0x3d
  );
}

/** What to do with the next `count` bytes. `hide-on` goes on with what was hidden just before. */
export type KeyStep =
  | { readonly act: "show" | "hide" | "hide-on"; readonly count: number }
  /** More input is needed to know. */
  | { readonly act: "wait" }
  /** Here the key is over. */
  | { readonly act: "done" };

/** Reads on behind a key's first line. */
export class KeyBody {
  #seenBody = false;
  #inRun = false;
  #lineHasBody = false;
  #lineStart = false;
  #otherLines = 0;
  #afterBackslash = false;

  /** Does this byte belong to a run that is being hidden? */
  hides(byte: number): boolean {
    return this.#inRun && isBodyByte(byte);
  }

  /** The step at `at`. With `last`, no more input will come. `hide-on` goes on with what was hidden before. */
  step(bytes: Uint8Array, at: number, end: number, last: boolean): KeyStep {
    const byte = bytes[at] ?? 0;
    if (isBodyByte(byte)) return this.#run(bytes, at, end, last);
    this.#inRun = false;
    this.#afterBackslash = byte === BACKSLASH;
    if (byte === 0x5b) return { act: "done" };
    if (byte === DASH && this.#seenBody) return { act: "done" };
    if (byte === NEWLINE) {
      if (this.#lineHasBody) this.#otherLines = 0;
      else if (++this.#otherLines > MOST_HEADERS || this.#seenBody) return { act: "done" };
      this.#lineHasBody = false;
      this.#lineStart = true;
    } else if (byte !== 0x20 && byte !== 0x09) {
      this.#lineStart = false;
    }
    return { act: "show", count: 1 };
  }

  #run(bytes: Uint8Array, at: number, end: number, last: boolean): KeyStep {
    if (this.#afterBackslash && !this.#inRun) {
      this.#afterBackslash = false;
      this.#lineStart = true;
      return { act: "show", count: 1 };
    }
    let stop = at;
    while (stop < end && isBodyByte(bytes[stop] ?? 0)) stop++;
    const count = stop - at;
    if (this.#inRun) return { act: "hide-on", count };
    const open = stop >= end && !last;
    if (count < SHORTEST_RUN && open) return { act: "wait" };
    if (count >= SHORTEST_RUN || this.#isLastLine(bytes, stop, count)) {
      this.#inRun = true;
      this.#seenBody = true;
      this.#lineHasBody = true;
      this.#lineStart = false;
      return { act: "hide", count };
    }
    this.#lineStart = false;
    return { act: "show", count };
  }

  /** A key's last line is shorter: alone on its line, in groups of four. */
  #isLastLine(bytes: Uint8Array, stop: number, count: number): boolean {
    if (!this.#seenBody || !this.#lineStart || count % 4 !== 0) return false;
    const next = bytes[stop] ?? NEWLINE;
    return next === NEWLINE || next === 0x0d || next === BACKSLASH || next === DASH || next === 0x22;
  }
}
