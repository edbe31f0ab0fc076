/**
 * Bytes of unknown origin → text that is only text. Decodes UTF-8, takes out escape sequences and control
 * characters, leaves out what is not text at all. Works byte by byte: a cut between chunks changes nothing.
 *
 * Escape sequences follow ECMA-48 §5.4 and what xterm does beyond it. Where terminals differ, more is shown
 * rather than less: a line feed ends an unfinished sequence, so that `ESC ]` cannot hide all that follows.
 */
import type { ByteBuffer } from "./buffer.ts";
import { LineWriter } from "./line-writer.ts";
import { grouped, type Keep, type OutputStats } from "./options.ts";

const ESCAPE = 0x1b;
const REPLACEMENT = 0xfffd;
/** Text is judged in blocks of this many input bytes … */
const BLOCK = 512;
/** … and a block with more than this many bytes that no text has is binary (30 %). */
const BINARY_ABOVE = 153;
/** A kept escape sequence may be this long; OSC 8 carries an address. */
const LONGEST_KEPT = 2100;

type State = "ground" | "escape" | "intermediate" | "csi" | "string" | "string-escape";

/** The bytes of a character, and the first and last that may follow its lead byte. */
type Shape = readonly [length: number, first: number, last: number];

const two: Shape = [2, 0x80, 0xbf];
const three: Shape = [3, 0x80, 0xbf];
const threeNotOverlong: Shape = [3, 0xa0, 0xbf];
const threeNoSurrogate: Shape = [3, 0x80, 0x9f];
const four: Shape = [4, 0x80, 0xbf];
const fourNotOverlong: Shape = [4, 0x90, 0xbf];
const fourNotBeyond: Shape = [4, 0x80, 0x8f];

/** What a lead byte begins (Unicode 16, table 3-7); null where it begins nothing. */
function shapeOf(lead: number): Shape | null {
  if (lead < 0xc2 || lead > 0xf4) return null;
  if (lead < 0xe0) return two;
  if (lead < 0xf0) return lead === 0xe0 ? threeNotOverlong : lead === 0xed ? threeNoSurrogate : three;
  return lead === 0xf0 ? fourNotOverlong : lead === 0xf4 ? fourNotBeyond : four;
}

/** Is this a byte that text in a terminal has no use for? (Not: BS, TAB, LF, VT, FF, CR, ESC.) */
function isOdd(byte: number): boolean {
  return byte < 0x08 || (byte >= 0x0e && byte < 0x20 && byte !== ESCAPE) || byte === 0x7f;
}

export class Cleaner {
  readonly #writer: LineWriter;
  readonly #stats: OutputStats;
  readonly #keepSgr: boolean;
  readonly #keepLinks: boolean;
  readonly #keepBinary: boolean;

  #state: State = "ground";
  /** `[` or `]` and what follows of a sequence that may be kept; null for one that is not. */
  #sequence: string | null = null;
  #isOsc = false;

  /** A character that is not all there: its bits so far, how many bytes are missing, what the next may be. */
  #point = 0;
  #missing = 0;
  #lowest = 0x80;
  #highest = 0xbf;

  /** Input bytes so far, modulo the block; those of this block that no text has. */
  #offset = 0;
  #odd = 0;
  /** The block that is being judged while the stream is binary; null while it is text. */
  #block: Uint8Array | null = null;
  #binary = 0;

  constructor(out: ByteBuffer, keep: readonly Keep[], stats: OutputStats) {
    this.#stats = stats;
    this.#writer = new LineWriter(out, keep, stats);
    this.#keepSgr = keep.includes("sgr");
    this.#keepLinks = keep.includes("osc8");
    this.#keepBinary = keep.includes("binary");
  }

  /** True where plain text may go past this class: it would come out as it is. */
  get quiet(): boolean {
    return (
      this.#state === "ground" &&
      this.#missing === 0 &&
      this.#block === null &&
      this.#odd <= BINARY_ABOVE &&
      this.#writer.plain
    );
  }

  /** Tells of plain text that went past: how many bytes, and the last character. Only when `quiet`. */
  passed(count: number, last: number): void {
    this.#advance(count);
    this.#writer.passed(last);
  }

  /** Over so many bytes that text has. */
  #advance(count: number): void {
    const offset = this.#offset + count;
    if (offset >= BLOCK) this.#odd = 0;
    this.#offset = offset % BLOCK;
  }

  /**
   * Tells of text that was tidied elsewhere (native-tidy.ts): what is left of it, how many bytes it had, and how many
   * sequences were taken out. Only when `quiet`.
   */
  tidied(text: Uint8Array, count: number, escapes: number): void {
    this.#stats.escapes += escapes;
    if (text.length > 0) this.passed(count, lastPoint(text));
    else if (count > 0) this.#advance(count);
  }

  push(input: Uint8Array): void {
    let at = 0;
    while (at < input.length) {
      const end = Math.min(input.length, at + BLOCK - this.#offset);
      if (this.#block) this.#block.set(input.subarray(at, end), this.#offset);
      else this.#clean(input, at, end);
      this.#offset += end - at;
      at = end;
      if (this.#offset === BLOCK) this.#judgeBlock();
    }
  }

  /** Is there text waiting that `flush` would write? */
  get holdsText(): boolean {
    return this.#writer.holdsText;
  }

  flush(): void {
    this.#writer.flush();
  }

  end(): void {
    if (this.#block) {
      const rest = this.#block.subarray(0, this.#offset);
      if (oddBytes(rest) * BLOCK > BINARY_ABOVE * rest.length) this.#leaveOut(rest.length);
      else this.#resumeText(rest);
      this.#noticeBinary();
    }
    if (this.#missing > 0) this.#invalid(0);
    this.#missing = 0;
    if (this.#state !== "ground") this.#dropped();
    this.#writer.end();
  }

  // Binary stretches

  #judgeBlock(): void {
    this.#offset = 0;
    if (this.#block) {
      if (oddBytes(this.#block) > BINARY_ABOVE) this.#leaveOut(BLOCK);
      else this.#resumeText(this.#block);
    } else if (this.#odd > BINARY_ABOVE && !this.#keepBinary) {
      this.#block = new Uint8Array(BLOCK);
      this.#state = "ground";
      this.#missing = 0;
    }
    this.#odd = 0;
  }

  #leaveOut(count: number): void {
    this.#binary += count;
    this.#stats.binary += count;
  }

  #resumeText(block: Uint8Array): void {
    this.#noticeBinary();
    this.#block = null;
    this.#clean(block, 0, block.length);
  }

  #noticeBinary(): void {
    if (this.#binary === 0) return;
    this.#writer.feed();
    const notice = `[guardsh: ${grouped(this.#binary)} bytes left out that are not UTF-8 text]`;
    for (let i = 0; i < notice.length; i++) this.#writer.visible(notice.charCodeAt(i));
    this.#writer.newline();
    this.#binary = 0;
  }

  // UTF-8

  #clean(input: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end) {
      const byte = input[at] ?? 0;
      if (this.#missing > 0) {
        if (byte >= this.#lowest && byte <= this.#highest) {
          this.#continue(byte);
          at++;
        } else {
          this.#missing = 0;
          this.#invalid(0);
        }
        continue;
      }
      if (this.#state === "ground" && byte >= 0x20 && byte < 0x7f) {
        let stop = at + 1;
        for (; stop < end; stop++) {
          const next = input[stop] ?? 0;
          if (next < 0x20 || next >= 0x7f) break;
        }
        this.#writer.run(input, at, stop);
        at = stop;
        continue;
      }
      at++;
      if (byte < 0x80) {
        if (isOdd(byte)) this.#odd++;
        this.#accept(byte);
      } else {
        this.#begin(byte);
      }
    }
  }

  #begin(byte: number): void {
    const shape = shapeOf(byte);
    if (!shape) {
      this.#invalid(byte);
      return;
    }
    const [length, lowest, highest] = shape;
    this.#missing = length - 1;
    this.#point = byte & (0x7f >> length);
    this.#lowest = lowest;
    this.#highest = highest;
  }

  #continue(byte: number): void {
    this.#point = (this.#point << 6) | (byte & 0x3f);
    this.#lowest = 0x80;
    this.#highest = 0xbf;
    if (--this.#missing === 0) this.#accept(this.#point);
  }

  /** A byte that is no UTF-8, or 0 for a character cut short. The C1 that introduce sequences still do so. */
  #invalid(byte: number): void {
    this.#odd++;
    const introduces = byte === 0x90 || byte === 0x98 || (byte >= 0x9b && byte <= 0x9f);
    if (introduces) {
      this.#accept(byte);
      return;
    }
    this.#stats.invalid++;
    this.#accept(REPLACEMENT);
  }

  // Escape sequences

  /** One character, or one raw C1. */
  #accept(point: number): void {
    if (this.#state === "ground") this.#ground(point);
    else if (this.#state === "string" || this.#state === "string-escape") this.#inString(point);
    else this.#inSequence(point);
  }

  #ground(point: number): void {
    if (point >= 0xa0 || (point >= 0x20 && point < 0x7f)) {
      if (point < 0x7f) this.#writer.visible(point);
      else this.#writer.character(point);
    } else if (point === 0x0a) {
      this.#writer.newline();
    } else if (point === 0x09) {
      this.#writer.visible(point);
    } else if (point === ESCAPE) {
      this.#state = "escape";
    } else if (point === 0x0d) {
      this.#writer.carriageReturn();
    } else if (point === 0x08) {
      this.#writer.backspace();
    } else if (point === 0x0b || point === 0x0c || point === 0x85) {
      this.#writer.feed();
    } else if (point >= 0x80) {
      this.#introduce(point - 0x40);
    } else {
      this.#stats.controls++;
    }
  }

  /** The byte behind ESC, or a C1 as its 7-bit form. */
  #introduce(byte: number): void {
    const csi = byte === 0x5b;
    const osc = byte === 0x5d;
    this.#isOsc = osc;
    if (csi) {
      this.#state = "csi";
      this.#sequence = this.#keepSgr ? "[" : null;
    } else if (osc || byte === 0x50 || byte === 0x58 || byte === 0x5e || byte === 0x5f) {
      this.#state = "string";
      this.#sequence = osc && this.#keepLinks ? "]" : null;
    } else {
      this.#dropped();
    }
  }

  #dropped(): void {
    this.#state = "ground";
    this.#sequence = null;
    this.#stats.escapes++;
  }

  #inSequence(point: number): void {
    if (point < 0x20 || point >= 0x7f) {
      this.#abort(point);
      return;
    }
    if (this.#state === "csi") {
      this.#collect(point);
      if (point >= 0x40) this.#endOfCsi();
    } else if (point < 0x30) {
      this.#state = "intermediate";
    } else if (this.#state === "intermediate") {
      this.#dropped();
    } else {
      this.#introduce(point);
    }
  }

  #inString(point: number): void {
    if (this.#state === "string-escape") {
      if (point === 0x5c) {
        this.#endOfString();
        return;
      }
      this.#state = "escape";
      this.#stats.escapes++;
      this.#inSequence(point);
      return;
    }
    if (point === ESCAPE) this.#state = "string-escape";
    else if (point === 0x9c || point === 0x07) this.#endOfString();
    else if (point === 0x0a) this.#abort(point);
    else if (point === 0x18 || point === 0x1a) this.#dropped();
    else this.#collect(point);
  }

  /** Something that does not belong into the sequence: the sequence is over, and this is looked at afresh. */
  #abort(point: number): void {
    this.#dropped();
    if (point !== 0x18 && point !== 0x1a) this.#ground(point);
  }

  #collect(point: number): void {
    if (this.#sequence === null) return;
    const printable = point >= 0x20 && point < 0x7f;
    if (printable && this.#sequence.length < LONGEST_KEPT) this.#sequence += String.fromCharCode(point);
    else this.#sequence = null;
  }

  #endOfCsi(): void {
    const sequence = this.#sequence;
    if (sequence === null || !/^\[[0-9;:]{0,64}m$/.test(sequence)) {
      this.#dropped();
      return;
    }
    this.#state = "ground";
    this.#sequence = null;
    this.#writer.sequence(`\x1b${sequence}`);
  }

  #endOfString(): void {
    const sequence = this.#sequence;
    const link = this.#isOsc && sequence !== null && /^\]8;[^;]*;(https?:|file:|mailto:|$)/.test(sequence);
    if (!link) {
      this.#dropped();
      return;
    }
    this.#state = "ground";
    this.#sequence = null;
    this.#writer.sequence(`\x1b${sequence}\x1b\\`);
  }
}

/** The last character of valid text. */
function lastPoint(text: Uint8Array): number {
  let at = text.length - 1;
  const last = text[at] ?? 0;
  if (last < 0x80) return last;
  while (at > 0 && ((text[at] ?? 0) & 0xc0) === 0x80) at--;
  let point = (text[at] ?? 0) & (0x7f >> (text.length - at));
  for (at++; at < text.length; at++) point = (point << 6) | ((text[at] ?? 0) & 0x3f);
  return point;
}

/** How many bytes of this block no UTF-8 text has. A character cut by the block's ends counts as odd. */
function oddBytes(block: Uint8Array): number {
  let odd = 0;
  for (let at = 0; at < block.length; ) {
    const byte = block[at] ?? 0;
    if (byte < 0x80) {
      if (isOdd(byte)) odd++;
      at++;
      continue;
    }
    const shape = shapeOf(byte);
    let length = 1;
    if (shape) {
      while (length < shape[0]) {
        const next = block[at + length] ?? 0;
        const [first, last] = length === 1 ? [shape[1], shape[2]] : [0x80, 0xbf];
        if (next < first || next > last) break;
        length++;
      }
    }
    if (!shape || length < shape[0]) odd += length;
    at += length;
  }
  return odd;
}
