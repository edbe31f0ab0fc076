/**
 * Another shell's source on its way into bash's words: a cursor over it, and what is said otherwise.
 *
 * A front reads from left to right and notes what to put in the place of what; everything else stays as it is written. So quotes,
 * expansions and simple commands, which are most of a script, go to the two parsers untouched.
 */
import type { Text } from "../text.ts";

/** Thrown where a front does not understand its source; the source is then read as bash would read it. */
export class NotUnderstood extends Error {}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How much longer than its source the result may get (copies of word lists), in characters and as a factor. */
const slack = 4096;
const growth = 4;

/** As deep as the parsers go, so that the stack is never the bound. */
const mostDeep = 200;

export class Retelling {
  readonly source: string;
  at = 0;
  #edits: Edit[] = [];
  #added = 0;
  #depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  // The cursor.

  get ends(): boolean {
    return this.at >= this.source.length;
  }

  /** The character at the cursor, or one further on; "" behind the end. */
  peek(ahead = 0): string {
    return this.source.charAt(this.at + ahead);
  }

  startsWith(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** What a sticky expression matches at the cursor. */
  match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    return expression.exec(this.source);
  }

  /** Goes over `text`. @throws NotUnderstood where something else stands there */
  expect(text: string): void {
    if (!this.startsWith(text)) throw new NotUnderstood(`no ${text} at ${this.at}`);
    this.at += text.length;
  }

  /** Goes on behind the next `text`. @throws NotUnderstood where there is none */
  skipPast(text: string): void {
    const found = this.source.indexOf(text, this.at);
    if (found < 0) throw new NotUnderstood(`no ${text} after ${this.at}`);
    this.at = found + text.length;
  }

  /** Reads something that may hold itself. @throws NotUnderstood when it is too deep */
  nested<T>(read: () => T): T {
    if (++this.#depth > mostDeep) throw new NotUnderstood("too deep");
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  // What is said otherwise.

  /** Says `text` in the place of what stands there. Two insertions at one place stay in the order of their calls. */
  replace(start: number, end: number, text: string): void {
    if (this.source.slice(start, end) === text) return;
    this.#added += text.length;
    if (this.#added > this.source.length * growth + slack) throw new NotUnderstood("grows too long");
    const edit = { start, end, text };
    const before = this.#edits.findLastIndex((each) => each.start < start || each.end <= start);
    if (before === this.#edits.length - 1) this.#edits.push(edit);
    else this.#edits.splice(before + 1, 0, edit);
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  /** A stretch of the source as it is said by now. */
  said(start: number, end: number): string {
    let out = "";
    let at = start;
    const first = this.#edits.findLastIndex((each) => each.start < start) + 1;
    for (const edit of this.#edits.slice(first)) {
      if (edit.end > end) break;
      out += this.source.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return out + this.source.slice(at, end);
  }

  /** All of it; null where nothing had to be said otherwise. */
  finish(): Text | null {
    if (this.#edits.length === 0) return null;
    // Of each piece: where it begins in the text and in the source, and whether it is the source's own.
    const pieces: { readonly begin: number; readonly from: number; readonly own: boolean }[] = [];
    let source = "";
    let at = 0;
    for (const { start, end, text } of this.#edits) {
      pieces.push({ begin: source.length, from: at, own: true });
      source += this.source.slice(at, start);
      pieces.push({ begin: source.length, from: start, own: false });
      source += text;
      at = end;
    }
    pieces.push({ begin: source.length, from: at, own: true });
    source += this.source.slice(at);
    const begins = Float64Array.from(pieces, (piece) => piece.begin);
    return {
      source,
      at: (position) => {
        const piece = pieces[lastAtMost(begins, position)];
        if (piece === undefined) return position;
        return piece.own ? piece.from + position - piece.begin : piece.from;
      },
    };
  }
}

/** The last index whose value is not above `limit`. */
function lastAtMost(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
