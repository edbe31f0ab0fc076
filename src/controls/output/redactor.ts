/**
 * Replaces secrets in clean text by `[redacted: kind]`, also where chunks cut them. Holds back no more than what
 * may still become a secret; leftmost first, then in the order of the patterns, whatever the chunks.
 */
import { type ByteSet, CUT_SHORT, matchBody, NO_MATCH, tailAlphabet } from "../../places/tokens/match.ts";
import type { ByteBuffer } from "./buffer.ts";
import type { OutputStats } from "./options.ts";
import { type Dispatch, isWordStart, type Pattern } from "./patterns.ts";
import { KeyBody, matchKeyHeader } from "./private-key.ts";

const ESCAPE = 0x1b;
/** Of a secret that is still coming, `flush` may show this many bytes of a value, and no whole prefix. */
const MAY_SHOW = 3;
const NOTHING = new Uint8Array(0);

/** An escape sequence that was kept: it stands before the byte at `at`, and no secret is cut by it. */
interface Mark {
  readonly at: number;
  readonly bytes: Uint8Array;
}

interface Match {
  readonly pattern: Pattern;
  readonly end: number;
}

export class Redactor {
  readonly #out: ByteBuffer;
  readonly #starts: Dispatch;
  readonly #stats: OutputStats;
  readonly #sequences: boolean;
  #held: Uint8Array = NOTHING;
  /** How much of what is held was already shown by `flush`. */
  #shown = 0;
  #marks: Mark[] = [];
  /** The alphabet of a token that goes on. */
  #tail: ByteSet | null = null;
  #key: KeyBody | null = null;
  /** Up to here the key has been asked, and said that these bytes may be shown. */
  #keyKnown = 0;
  /** The last thing written is a notice in place of a secret. */
  #replaced = false;
  /** While bytes are worked on: the next one to look at, and the first that was not written yet. */
  #at = 0;
  #from = 0;
  /** The last two bytes in front of what comes next. */
  #previous = 0x0a;
  #beforeThat = 0x0a;

  constructor(out: ByteBuffer, starts: Dispatch, stats: OutputStats, sequences: boolean) {
    this.#out = out;
    this.#starts = starts;
    this.#stats = stats;
    this.#sequences = sequences;
  }

  /** True where text without any beginning of a secret may go past this class. */
  get quiet(): boolean {
    return this.#held.length === 0 && this.#tail === null && this.#key === null && !this.#replaced;
  }

  /** How many bytes wait. */
  get held(): number {
    return this.#held.length;
  }

  get previous(): number {
    return this.#previous;
  }

  get beforeThat(): number {
    return this.#beforeThat;
  }

  /** Tells of text that went past. */
  passed(bytes: Uint8Array): void {
    this.#note(bytes, 0, bytes.length);
  }

  push(input: Uint8Array): void {
    this.#work(this.#sequences ? this.#withoutSequences(input) : input, false);
  }

  end(): void {
    this.#work(NOTHING, true);
  }

  /** Is there text waiting that `flush` would show? */
  get holdsText(): boolean {
    return this.#held.length > this.#shown && this.#showable() > this.#shown;
  }

  /** Shows of what is held as much as gives nothing away. */
  flush(): void {
    const showable = this.#showable();
    if (showable <= this.#shown) return;
    this.#out.append(this.#held.subarray(this.#shown, showable));
    this.#shown = showable;
  }

  #showable(): number {
    if (this.#key !== null || this.#held.length === 0) return 0;
    let most = this.#held.length;
    for (const pattern of this.#starts.at(this.#held, 0) ?? []) {
      if (this.#match(pattern, this.#held, 0, 0) !== CUT_SHORT) continue;
      const limit = pattern.form === "value" ? MAY_SHOW : pattern.prefix.length - 1;
      most = Math.min(most, limit);
    }
    return most;
  }

  #work(input: Uint8Array, last: boolean): void {
    const bytes = this.#joined(input);
    this.#at = 0;
    this.#from = 0;
    while (this.#at < bytes.length && this.#advance(bytes, last));
    this.#show(bytes, this.#from, this.#at);
    this.#holdBack(bytes, this.#at);
  }

  /** One step; false where more input is needed. */
  #advance(bytes: Uint8Array, last: boolean): boolean {
    if (this.#tail) {
      this.#swallow(bytes, this.#tail);
      return true;
    }
    const byte = bytes[this.#at] ?? 0;
    if (this.#key?.hides(byte)) return this.#keyStep(this.#key, bytes, last);
    if (this.#replaced) {
      this.#replaced = false;
      this.#skipSelector(bytes);
      return true;
    }
    const list = this.#starts.at(bytes, this.#at);
    const match = list ? this.#first(list, bytes, last) : null;
    if (match === null) {
      if (this.#key && this.#at >= this.#keyKnown) return this.#keyStep(this.#key, bytes, last);
      this.#at++;
      return true;
    }
    if (match === "cut short") return false;
    const { pattern, end } = match;
    if (pattern.form === "key") {
      this.#key = new KeyBody();
      this.#keyKnown = end;
      this.#at += pattern.prefix.length;
      return true;
    }
    this.#show(bytes, this.#from, this.#at);
    this.#redact(pattern.kind);
    this.#at = end;
    this.#from = end;
    if (pattern.form === "token") this.#tail = tailAlphabet(pattern.body);
    return true;
  }

  /** The rest of a token that was already replaced. */
  #swallow(bytes: Uint8Array, alphabet: ByteSet): void {
    let at = this.#at;
    while (at < bytes.length && alphabet[bytes[at] ?? 0] === 1) at++;
    this.#at = at;
    this.#from = at;
    if (at < bytes.length) this.#tail = null;
  }

  /** A variation selector whose character was part of the secret (`1` of a keycap) would now vary the `]`. */
  #skipSelector(bytes: Uint8Array): void {
    const at = this.#at;
    if (bytes[at] !== 0xef || bytes[at + 1] !== 0xb8 || ((bytes[at + 2] ?? 0) & 0xf0) !== 0x80) return;
    this.#at += 3;
    this.#from = this.#at;
  }

  #keyStep(key: KeyBody, bytes: Uint8Array, last: boolean): boolean {
    const step = key.step(bytes, this.#at, bytes.length, last);
    if (step.act === "wait") return false;
    if (step.act === "done") {
      this.#key = null;
      return true;
    }
    if (step.act === "show") {
      this.#keyKnown = this.#at + step.count;
      this.#at++;
      return true;
    }
    this.#show(bytes, this.#from, this.#at);
    if (step.act === "hide") this.#redact("private key");
    this.#at += step.count;
    this.#from = this.#at;
    return true;
  }

  /** What was held and what came, as one. */
  #joined(input: Uint8Array): Uint8Array {
    if (this.#held.length === 0) return input;
    const bytes = new Uint8Array(this.#held.length + input.length);
    bytes.set(this.#held);
    bytes.set(input, this.#held.length);
    this.#held = NOTHING;
    return bytes;
  }

  #holdBack(bytes: Uint8Array, at: number): void {
    this.#held = at < bytes.length ? bytes.slice(at) : NOTHING;
    this.#shown = Math.max(0, this.#shown - at);
    this.#keyKnown = Math.max(0, this.#keyKnown - at);
    if (this.#held.length > 0) this.#marks = this.#marks.map((mark) => ({ ...mark, at: mark.at - at }));
    else this.#writeMarks(Number.POSITIVE_INFINITY);
  }

  #first(list: readonly Pattern[], bytes: Uint8Array, last: boolean): Match | "cut short" | null {
    for (const pattern of list) {
      const end = this.#match(pattern, bytes, this.#at, this.#from);
      if (end >= 0) return { pattern, end };
      if (end === CUT_SHORT && !last) return "cut short";
    }
    return null;
  }

  /**
   * The end of the pattern at `at`, `NO_MATCH`, or `CUT_SHORT` where it may go on behind the input. What stands in
   * front of `from` was written already, perhaps as something else.
   */
  #match(pattern: Pattern, bytes: Uint8Array, at: number, from: number): number {
    const { prefix } = pattern;
    const length = Math.min(prefix.length, bytes.length - at);
    for (let i = 1; i < length; i++) if (bytes[at + i] !== prefix[i]) return NO_MATCH;
    if (pattern.wordStart) {
      const known = at - from;
      const previous = known > 0 ? (bytes[at - 1] ?? 0) : this.#previous;
      const beforeThat = known > 1 ? (bytes[at - 2] ?? 0) : known === 1 ? this.#previous : this.#beforeThat;
      if (!isWordStart(previous, beforeThat)) return NO_MATCH;
    }
    if (length < prefix.length) return CUT_SHORT;
    if (pattern.form === "value") return at + length;
    if (pattern.form === "key") return matchKeyHeader(bytes, at, bytes.length);
    return matchBody(bytes, at + length, bytes.length, pattern.body);
  }

  #redact(kind: string): void {
    this.#writeMarks(this.#at);
    const text = `[redacted: ${kind}]`;
    this.#out.ascii(text);
    this.#previous = 0x5d;
    this.#beforeThat = 0x5d;
    this.#shown = 0;
    this.#replaced = true;
    this.#stats.redacted[kind] = (this.#stats.redacted[kind] ?? 0) + 1;
  }

  /** Writes `bytes[from..to)`, but for what `flush` has shown of it, with the marks that stand in it. */
  #show(bytes: Uint8Array, from: number, to: number): void {
    let at = from === 0 ? Math.min(this.#shown, to) : from;
    while (this.#marks.length > 0) {
      const next = this.#marks[0];
      if (!next || next.at >= to) break;
      const stop = Math.max(next.at, at);
      this.#out.append(bytes.subarray(at, stop));
      at = stop;
      this.#writeMarks(next.at);
    }
    this.#out.append(bytes.subarray(at, to));
    this.#note(bytes, from, to);
  }

  #writeMarks(upTo: number): void {
    while (this.#marks.length > 0 && (this.#marks[0]?.at ?? 0) <= upTo) {
      const mark = this.#marks.shift();
      if (mark) this.#out.append(mark.bytes);
    }
  }

  #note(bytes: Uint8Array, from: number, to: number): void {
    if (to - from <= 0) return;
    this.#beforeThat = to - from > 1 ? (bytes[to - 2] ?? 0) : this.#previous;
    this.#previous = bytes[to - 1] ?? 0;
  }

  /** Takes kept escape sequences out of the text and remembers where they stood. */
  #withoutSequences(input: Uint8Array): Uint8Array {
    if (!input.includes(ESCAPE)) return input;
    const text = new Uint8Array(input.length);
    let length = 0;
    for (let at = 0; at < input.length; ) {
      if (input[at] !== ESCAPE) {
        text[length++] = input[at++] ?? 0;
        continue;
      }
      const end = sequenceEnd(input, at);
      this.#marks.push({ at: this.#held.length + length, bytes: input.slice(at, end) });
      at = end;
    }
    return text.subarray(0, length);
  }
}

/** Where a kept sequence ends: `ESC [ … m`, or `ESC ] … ESC \`. The cleaner writes no others, and none in part. */
export function sequenceEnd(bytes: Uint8Array, at: number): number {
  const string = bytes[at + 1] === 0x5d;
  let end = at + 2;
  if (string) {
    while (end < bytes.length && bytes[end] !== ESCAPE) end++;
    return Math.min(bytes.length, end + 2);
  }
  while (end < bytes.length && bytes[end] !== 0x6d) end++;
  return Math.min(bytes.length, end + 1);
}
