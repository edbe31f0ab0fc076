/**
 * Writes the characters of a line, so that nothing in it is hidden.
 *
 * A terminal that is told to go back (carriage return, backspace) paints over what it showed. What a person saw
 * last and what a model reads would then differ. Here is what comes out instead:
 * - `\r\n` stays; several `\r` before a `\n` become one.
 * - A lone `\r` ends the line. Of a line that is painted over many times (a progress bar) the first state is
 *   written at once and the last one at its end; those between are left out, and how many is said.
 * - A backspace is dropped and what it would have painted over stays, but for a character struck twice
 *   (`N\bN`, how man pages print bold), which is written once.
 */
import type { ByteBuffer } from "./buffer.ts";
import { ByteBuffer as Bytes } from "./buffer.ts";
import {
  BIDI,
  BLACK_FLAG,
  characterClass,
  flagTags,
  INVISIBLE,
  isPictographic,
  isSkinTone,
  JOINER,
  joins,
  LINE_BREAK,
  TAG,
  VARIATION,
  VISIBLE,
  varies,
} from "./invisible.ts";
import { grouped, type Keep, type OutputStats } from "./options.ts";

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A held state longer than this is written, not held: memory stays constant. */
const MOST_HELD = 16_384;

export class LineWriter {
  /** Where finished text goes. */
  readonly #out: ByteBuffer;
  readonly #stats: OutputStats;
  readonly #keepReturns: boolean;
  readonly #keepBidi: boolean;
  readonly #keepInvisible: boolean;
  /** The state of the line since its last lone `\r`, where there was one. */
  readonly #held = new Bytes(256);
  #holding = false;
  #overwritten = 0;
  #returnPending = false;
  /** Backspaces since the last visible character. */
  #backspaces = 0;
  #lineHasText = false;
  /** The last visible character, without its skin tone and variation selector. */
  #before = NEWLINE;
  #selected = false;
  #joiner = 0;
  #tags = "";

  constructor(out: ByteBuffer, keep: readonly Keep[], stats: OutputStats) {
    this.#out = out;
    this.#stats = stats;
    this.#keepReturns = keep.includes("cr");
    this.#keepBidi = keep.includes("bidi");
    this.#keepInvisible = keep.includes("invisible");
  }

  /** True where the next printable ASCII byte may be written without asking this class. */
  get plain(): boolean {
    return !this.#holding && this.#between;
  }

  /** True where nothing waits for the next character. */
  get #between(): boolean {
    return !this.#returnPending && this.#backspaces === 0 && this.#joiner === 0 && this.#tags === "";
  }

  /** Tells of text that was written past this class: its last byte. It must be printable ASCII, tab or `\n`. */
  passed(last: number): void {
    this.#before = last;
    this.#selected = false;
    this.#lineHasText = last !== NEWLINE;
  }

  /** A run of printable ASCII and tabs. */
  run(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    if (!this.#between) this.visible(bytes[at++] ?? 0);
    if (at >= end) return;
    const sink = this.#sink();
    sink.reserve(end - at);
    if (end - at > 32) sink.bytes.set(bytes.subarray(at, end), sink.length);
    else for (let to = sink.length, i = at; i < end; i++, to++) sink.bytes[to] = bytes[i] ?? 0;
    sink.length += end - at;
    this.passed(bytes[end - 1] ?? 0);
    this.#bound();
  }

  /** Any character from U+00A0 on, visible or not. */
  character(point: number): void {
    const kind = characterClass(point);
    const kept = kind === BIDI ? this.#keepBidi : this.#keepInvisible;
    if (kind === VISIBLE) this.visible(point);
    else if (kind === LINE_BREAK) this.feed();
    else if (kept) this.#write(point);
    else if (kind === BIDI) this.#stats.bidi++;
    else if (kind === INVISIBLE) this.#stats.invisible++;
    else if (kind === JOINER) this.#hold(point);
    else if (kind === VARIATION) this.#select(point);
    else if (kind === TAG) this.#tag(point);
  }

  /** A character that a person sees, or a tab. */
  visible(point: number): void {
    this.#settleReturn();
    this.#dropTags();
    if (this.#joiner !== 0) {
      if (joins(this.#before, this.#joiner, point)) this.#write(this.#joiner);
      else this.#stats.invisible++;
      this.#joiner = 0;
    }
    const struckTwice = this.#backspaces === 1 && point === this.#before;
    this.#backspaces = 0;
    if (struckTwice) return;
    this.#write(point);
    this.#selected = false;
    this.#lineHasText = true;
    if (!(isSkinTone(point) && isPictographic(this.#before))) this.#before = point;
    this.#bound();
  }

  newline(): void {
    this.#dropPending();
    const sink = this.#finishState();
    if (this.#returnPending && !this.#keepReturns) sink.byte(RETURN);
    this.#returnPending = false;
    sink.byte(NEWLINE);
    this.passed(NEWLINE);
  }

  /** What a terminal would go down a line for: form feed, vertical tab, next line. */
  feed(): void {
    this.#stats.controls++;
    this.#settleReturn();
    if (this.#lineHasText) this.newline();
  }

  carriageReturn(): void {
    this.#dropPending();
    if (this.#keepReturns) {
      this.#out.byte(RETURN);
      this.#before = RETURN;
      return;
    }
    if (this.#returnPending) this.#stats.controls++;
    this.#returnPending = true;
  }

  backspace(): void {
    const before = this.#backspaces;
    this.#dropPending();
    this.#backspaces = before;
    this.#stats.controls++;
    this.#backspaces++;
  }

  /** An escape sequence that is kept. It has no width and starts nothing. */
  sequence(text: string): void {
    this.#settleReturn();
    this.#sink().ascii(text);
    this.#bound();
  }

  /** Writes what is held of a line that is being painted over; it counts as shown. */
  flush(): void {
    if (!this.#holding) return;
    if (this.#held.length > 0) this.#finishState();
  }

  /** Is there text that `flush` would write? */
  get holdsText(): boolean {
    return this.#held.length > 0;
  }

  /** The stream has ended. */
  end(): void {
    this.#dropPending();
    this.#finishState();
    if (this.#returnPending) this.#stats.controls++;
    this.#returnPending = false;
  }

  #sink(): ByteBuffer {
    return this.#holding ? this.#held : this.#out;
  }

  #write(point: number): void {
    this.#sink().codePoint(point);
  }

  /** A `\r` was seen and no `\n` followed: the line starts over. */
  #settleReturn(): void {
    if (!this.#returnPending) return;
    this.#returnPending = false;
    this.#stats.controls++;
    if (this.#holding) {
      if (this.#held.length > 0) {
        this.#overwritten++;
        this.#stats.overwritten++;
      }
      this.#held.clear();
    } else if (this.#lineHasText) {
      this.#out.byte(NEWLINE);
      this.#holding = true;
    }
    this.#before = NEWLINE;
    this.#lineHasText = false;
  }

  /** Ends the holding: the notice, then the held state. Answers where the line goes on. */
  #finishState(): ByteBuffer {
    if (this.#holding) {
      if (this.#overwritten > 0) {
        const states = this.#overwritten === 1 ? "state" : "states";
        this.#out.ascii(`[guardsh: ${grouped(this.#overwritten)} overwritten ${states} left out]\n`);
      }
      this.#out.append(this.#held.view());
      this.#held.clear();
      this.#overwritten = 0;
      this.#holding = false;
    }
    return this.#out;
  }

  #bound(): void {
    if (this.#holding && this.#held.length > MOST_HELD) this.#finishState();
  }

  #hold(joiner: number): void {
    this.#dropTags();
    if (this.#joiner !== 0) this.#stats.invisible++;
    this.#joiner = joiner;
  }

  #select(selector: number): void {
    const misplaced = this.#selected || !this.#between;
    if (misplaced || !varies(this.#before, selector)) {
      this.#stats.invisible++;
      return;
    }
    this.#selected = true;
    this.#write(selector);
  }

  #tag(point: number): void {
    if (this.#before !== BLACK_FLAG || this.#selected || this.#joiner !== 0 || this.#backspaces > 0) {
      this.#stats.invisible++;
      return;
    }
    this.#tags += String.fromCharCode(point & 0x7f);
    const state = flagTags(this.#tags);
    if (state === "partial") return;
    if (state === "none") {
      this.#dropTags();
      return;
    }
    for (const letter of this.#tags) this.#write(0xe0000 + letter.charCodeAt(0));
    this.#tags = "";
    this.#selected = true;
  }

  #dropTags(): void {
    this.#stats.invisible += this.#tags.length;
    this.#tags = "";
  }

  #dropPending(): void {
    this.#dropTags();
    if (this.#joiner !== 0) this.#stats.invisible++;
    this.#joiner = 0;
    this.#backspaces = 0;
  }
}
