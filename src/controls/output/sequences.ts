/**
 * Characters → text without control characters and escape sequences, but for those that are kept.
 *
 * Escape sequences follow ECMA-48 §5.4 and what xterm does beyond it. Where terminals differ, more is shown
 * rather than less: a line feed ends an unfinished sequence, so that `ESC ]` cannot hide all that follows.
 */
import type { LineWriter } from "./line-writer.ts";
import type { Keep, OutputStats } from "./options.ts";

const ESCAPE = 0x1b;
/** A kept escape sequence may be this long; OSC 8 carries an address. */
const LONGEST_KEPT = 2100;

type State = "ground" | "escape" | "intermediate" | "csi" | "string" | "string-escape";

export class Sequences {
  readonly #writer: LineWriter;
  readonly #stats: OutputStats;
  readonly #keepSgr: boolean;
  readonly #keepLinks: boolean;

  #state: State = "ground";
  /** `[` or `]` and what follows of a sequence that may be kept; null for one that is not. */
  #sequence: string | null = null;
  #isOsc = false;

  constructor(writer: LineWriter, keep: readonly Keep[], stats: OutputStats) {
    this.#writer = writer;
    this.#stats = stats;
    this.#keepSgr = keep.includes("sgr");
    this.#keepLinks = keep.includes("osc8");
  }

  /** Is this the middle of no sequence? */
  get inText(): boolean {
    return this.#state === "ground";
  }

  /** Forgets a sequence that has begun: what follows is no text at all. */
  forget(): void {
    this.#state = "ground";
  }

  /** The input has ended: a sequence that has begun is none. */
  end(): void {
    if (this.#state !== "ground") this.#dropped();
  }

  /** One character, or one raw C1. */
  accept(point: number): void {
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
