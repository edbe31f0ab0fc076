/**
 * Bytes of unknown origin → text that is only text. Decodes UTF-8 and leaves out what is not text at all; escape sequences and
 * control characters are taken out by sequences.ts. Works byte by byte: a cut between chunks changes nothing.
 */
import type { ByteBuffer } from "./buffer.ts";
import { LineWriter } from "./line-writer.ts";
import { grouped, type Keep, type OutputStats } from "./options.ts";
import { Sequences } from "./sequences.ts";
import { isOdd, lastPoint, oddBytes, shapeOf } from "./utf8.ts";

const REPLACEMENT = 0xfffd;
/** Text is judged in blocks of this many input bytes … */
const BLOCK = 512;
/** … and a block with more than this many bytes that no text has is binary (30 %). */
const BINARY_ABOVE = 153;

export class Cleaner {
  readonly #writer: LineWriter;
  readonly #stats: OutputStats;
  readonly #sequences: Sequences;
  readonly #keepBinary: boolean;

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
    this.#sequences = new Sequences(this.#writer, keep, stats);
    this.#keepBinary = keep.includes("binary");
  }

  /** True where plain text may go past this class: it would come out as it is. */
  get quiet(): boolean {
    return (
      this.#sequences.inText &&
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

  /** Moves on over bytes of valid text. */
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
    this.#sequences.end();
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
      this.#sequences.forget();
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
      if (this.#sequences.inText && byte >= 0x20 && byte < 0x7f) {
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
        this.#sequences.accept(byte);
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
    if (--this.#missing === 0) this.#sequences.accept(this.#point);
  }

  /** A byte that is no UTF-8, or 0 for a character cut short. A raw C1 control that introduces a sequence (0x9b …) still does. */
  #invalid(byte: number): void {
    this.#odd++;
    const introduces = byte === 0x90 || byte === 0x98 || (byte >= 0x9b && byte <= 0x9f);
    if (introduces) {
      this.#sequences.accept(byte);
      return;
    }
    this.#stats.invalid++;
    this.#sequences.accept(REPLACEMENT);
  }
}
