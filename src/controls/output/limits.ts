/**
 * Keeps output to a size that a model can read: long lines lose their end (LineLimit), long outputs their middle
 * (OutputLimit), and a notice says how much. Memory is constant. What comes out is itself within the limits.
 */
import { ByteBuffer } from "./buffer.ts";
import { grouped, type OutputStats } from "./options.ts";
import { sequenceEnd } from "./redactor.ts";

const NEWLINE = 0x0a;
const ESCAPE = 0x1b;
/** Room for the notice at the end of a shortened line. */
const NOTICE_ROOM = 64;
/** Lines and bytes that are kept of the end of an output that is too long. */
const TAIL_LINES = 1000;
const TAIL_BYTES = 256 * 1024;

/** Where the character at `at` ends. An escape sequence that was kept counts as one character. */
function characterEnd(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first === ESCAPE ? sequenceEnd(bytes, at) : at + 1;
  if (first < 0xe0) return at + 2;
  return first < 0xf0 ? at + 3 : at + 4;
}

function characters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at = characterEnd(bytes, at)) count++;
  return count;
}

/** Where `count` characters from `from` on end, at most `to`. */
function skipCharacters(bytes: Uint8Array, from: number, to: number, count: number): number {
  let at = from;
  for (let left = count; at < to && left > 0; left--) at = characterEnd(bytes, at);
  return at;
}

/** How many characters of a line go out as they come, where a line may have `most`; 0 for any. */
export function freeColumns(most: number): number {
  return most === 0 ? Number.POSITIVE_INFINITY : Math.max(most, 256) - NOTICE_ROOM;
}

/** The same for the lines of an output: the last ones wait until it is known whether all of them fit. */
export function freeLines(most: number): number {
  if (most === 0) return Number.POSITIVE_INFINITY;
  const least = Math.max(most, 16);
  return least - Math.min(TAIL_LINES, least >> 1);
}

/** Shortens lines. Takes whole characters only. */
export class LineLimit {
  readonly #next: OutputLimit;
  readonly #stats: OutputStats;
  /** Up to here a line is written as it comes; between here and `#most` it waits for its end. */
  readonly #free: number;
  readonly #most: number;
  /** Ends colours and links that a shortened line leaves open. */
  readonly #close: string;
  readonly #held = new ByteBuffer(256);
  #heldCharacters = 0;
  /** Characters of this line so far, held ones included. */
  #column = 0;
  #leftOut = 0;

  constructor(next: OutputLimit, most: number, stats: OutputStats, close: string) {
    this.#next = next;
    this.#stats = stats;
    this.#free = freeColumns(most);
    this.#most = this.#free + NOTICE_ROOM;
    this.#close = close;
  }

  /** Characters of this line so far. */
  get column(): number {
    return this.#column;
  }

  /** The column up to which a line may go past this class. */
  get free(): number {
    return this.#free;
  }

  /** Tells of lines that went past: the column that the last one has reached. */
  passed(column: number): void {
    this.#column = column;
  }

  /** @param ascii every byte is a character of its own, so that they need not be counted */
  push(bytes: Uint8Array, ascii = false): void {
    let at = 0;
    /** What has not been handed on yet, because it can be in one piece with what follows. */
    let from = 0;
    while (at < bytes.length) {
      const newline = bytes.indexOf(NEWLINE, at);
      const end = newline === -1 ? bytes.length : newline;
      const short = this.#leftOut === 0 && this.#column + (end - at) <= this.#free;
      if (!short) {
        this.#next.push(bytes.subarray(from, at));
        this.#part(bytes, at, end, ascii);
        if (newline !== -1) this.#endLine();
        from = end;
      }
      if (newline === -1) {
        if (short) this.#column += ascii ? end - at : characters(bytes, at, end);
        break;
      }
      this.#column = 0;
      at = newline + 1;
    }
    this.#next.push(bytes.subarray(from));
  }

  /** Text in which no line is too long, with the one that has begun; `lines`: how many of them end in it. */
  pushShort(bytes: Uint8Array, lines: number): void {
    if (lines > 0) this.#column = 0;
    this.#column += characters(bytes, lines > 0 ? bytes.lastIndexOf(NEWLINE) + 1 : 0, bytes.length);
    this.#next.push(bytes, lines);
  }

  flush(): void {
    this.#next.push(this.#held.take());
    this.#heldCharacters = 0;
  }

  get holdsText(): boolean {
    return this.#held.length > 0;
  }

  end(): void {
    this.#endLine();
  }

  /** A part of one line, which may be too long. */
  #part(bytes: Uint8Array, from: number, to: number, ascii: boolean): void {
    if (this.#leftOut > 0) {
      this.#leftOut += ascii ? to - from : characters(bytes, from, to);
      return;
    }
    const free = skipCharacters(bytes, from, to, Math.max(0, this.#free - this.#column));
    this.#column += characters(bytes, from, free);
    this.#next.push(bytes.subarray(from, free));
    const most = skipCharacters(bytes, free, to, Math.max(0, this.#most - this.#column));
    const held = characters(bytes, free, most);
    this.#held.append(bytes.subarray(free, most));
    this.#heldCharacters += held;
    this.#column += held;
    if (most === to) return;
    this.#leftOut = this.#heldCharacters + characters(bytes, most, to);
    this.#stats.linesShortened++;
    this.#held.clear();
    this.#heldCharacters = 0;
  }

  #endLine(): void {
    if (this.#leftOut > 0) {
      const notice = `${this.#close} [guardsh: ${grouped(this.#leftOut)} characters left out]`;
      this.#next.push(new TextEncoder().encode(notice));
    }
    this.flush();
    this.#leftOut = 0;
    this.#column = 0;
  }
}

/** Shortens the whole: the head is written as it comes, the last lines are kept until the end is known. */
export class OutputLimit {
  readonly #out: ByteBuffer;
  readonly #stats: OutputStats;
  readonly #most: number;
  readonly #head: number;
  readonly #tail = new ByteBuffer(0);
  /** Whole lines that were written, and whole lines seen. */
  #written = 0;
  #seen = 0;
  #unfinished = false;
  #over = false;
  #bytesSeen = 0;
  #bytesWritten = 0;

  constructor(out: ByteBuffer, most: number, stats: OutputStats) {
    this.#out = out;
    this.#stats = stats;
    this.#most = most === 0 ? Number.POSITIVE_INFINITY : Math.max(most, 16);
    this.#head = freeLines(most);
  }

  /** How many more lines may go past this class. */
  get room(): number {
    return Math.max(0, this.#head - this.#written);
  }

  /** Tells of text that went past: its whole lines, and its bytes. */
  passed(lines: number, bytes: number): void {
    this.#written += lines;
    this.#seen += lines;
    this.#bytesSeen += bytes;
    this.#bytesWritten += bytes;
  }

  /** @param lines how many line ends there are in the bytes, where that is known */
  push(bytes: Uint8Array, lines?: number): void {
    if (bytes.length === 0) return;
    if (lines !== undefined && lines < this.room) {
      this.#out.append(bytes);
      this.passed(lines, bytes.length);
      return;
    }
    const head = this.room === 0 ? 0 : headEnd(bytes, this.room);
    if (head > 0) {
      const part = bytes.subarray(0, head);
      this.#out.append(part);
      this.passed(countNewlines(part), head);
    }
    if (this.#over) {
      this.#roll(bytes, lines ?? countNewlines(bytes));
      return;
    }
    for (let at = head; at < bytes.length; ) {
      const end = Math.min(bytes.length, at + 2 * TAIL_BYTES - this.#tail.length);
      const part = bytes.subarray(at, end);
      this.#keep(part, part.length === bytes.length && lines !== undefined ? lines : countNewlines(part));
      at = end;
    }
  }

  /** The end may come at any time, and takes only the last bytes: nothing before them need be looked at any more. */
  #roll(bytes: Uint8Array, lines: number): void {
    this.#count(bytes, lines);
    const last = bytes.length > TAIL_BYTES ? bytes.subarray(bytes.length - TAIL_BYTES) : bytes;
    const surplus = this.#tail.length + last.length - 2 * TAIL_BYTES;
    if (surplus > 0) this.#drop(this.#tail.length - (TAIL_BYTES - last.length));
    this.#tail.append(last);
  }

  #count(bytes: Uint8Array, lines: number): void {
    this.#bytesSeen += bytes.length;
    this.#seen += lines;
    this.#unfinished = bytes[bytes.length - 1] !== NEWLINE;
  }

  end(): void {
    if (this.#over) this.#endOver();
    else this.#out.append(this.#tail.view());
    this.#tail.clear();
  }

  #endOver(): void {
    const tail = this.#lastLines(this.#most - this.#written - 1);
    const kept = countNewlines(tail) + (this.#unfinished && tail.length > 0 ? 1 : 0);
    const leftOut = this.#seen + (this.#unfinished ? 1 : 0) - this.#written - kept;
    const bytes = this.#bytesSeen - this.#bytesWritten - tail.length;
    this.#stats.linesLeftOut += leftOut;
    this.#out.ascii(`[guardsh: ${grouped(leftOut)} lines (${grouped(bytes)} bytes) left out]\n`);
    this.#out.append(tail);
  }

  /** Never more than fits. What happens at which byte does not depend on how the input was cut. */
  #keep(bytes: Uint8Array, lines: number): void {
    this.#count(bytes, lines);
    if (this.#seen + (this.#unfinished ? 1 : 0) > this.#most) this.#over = true;
    this.#tail.append(bytes);
    if (this.#tail.length < 2 * TAIL_BYTES) return;
    if (this.#over) this.#drop(this.#tail.length - TAIL_BYTES);
    else this.#spill();
  }

  /** Too many bytes for the tail, but not (yet) too many lines: its first lines are written after all. */
  #spill(): void {
    const { bytes, length } = this.#tail;
    let at = 0;
    while (at < TAIL_BYTES && this.#written < this.#most - 2) {
      const newline = bytes.indexOf(NEWLINE, at);
      if (newline === -1 || newline >= length) break;
      this.#written++;
      at = newline + 1;
    }
    // One line alone that is larger than the tail (only where lines have no limit) goes out in pieces.
    if (at === 0) at = length;
    this.#out.append(bytes.subarray(0, at));
    this.#bytesWritten += at;
    this.#drop(at);
  }

  #drop(count: number): void {
    const { bytes, length } = this.#tail;
    bytes.copyWithin(0, count, length);
    this.#tail.length = length - count;
  }

  /** The last lines, at most `most` of them and none in part. */
  #lastLines(most: number): Uint8Array {
    const all = this.#tail.view();
    const tail = all.subarray(Math.max(0, all.length - TAIL_BYTES));
    let start = tail.length;
    for (let lines = 0; lines < most && start > 0; lines++) {
      const newline = start < 2 ? -1 : tail.lastIndexOf(NEWLINE, start - 2);
      // What precedes the first newline may be the end of a line whose beginning is gone.
      if (newline === -1) break;
      start = newline + 1;
    }
    return tail.subarray(start);
  }
}

/** Where the `lines`-th line ends, at most the end of the bytes. */
function headEnd(bytes: Uint8Array, lines: number): number {
  let at = 0;
  for (let line = 0; line < lines; line++) {
    const newline = bytes.indexOf(NEWLINE, at);
    if (newline === -1) return bytes.length;
    at = newline + 1;
  }
  return at;
}

function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
