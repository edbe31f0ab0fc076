/**
 * The output filter: cleaner → redactor → limits, with a fast path around all three for plain text, and one around the first
 * for text that is colourful or not ASCII.
 *
 * What comes out does not depend on how the input was cut into chunks (as long as `idle` is not called), and
 * filtering it again changes nothing.
 */
import { ByteBuffer } from "./buffer.ts";
import { Cleaner } from "./cleaner.ts";
import { LineLimit, OutputLimit } from "./limits.ts";
import { nativeScanner } from "./native-scan.ts";
import { nativeTidy, type Tidy } from "./native-tidy.ts";
import {
  defaultOutputOptions,
  emptyStats,
  type KnownSecret,
  type OutputOptions,
  type OutputStats,
} from "./options.ts";
import { Dispatch, type Pattern, patternsFor } from "./patterns.ts";
import { Redactor } from "./redactor.ts";
import { Anchors, type Scanner, type ScanState, ScriptScanner, unfinishedStart } from "./scan.ts";
import { SearchScanner } from "./search-scan.ts";

const ESCAPE = 0x1b;
const NEWLINE = 0x0a;
const NOTHING = new Uint8Array(0);
/** How much goes the slow way before the fast one is tried again: little at first, more where it keeps failing. */
const SHORTEST_WINDOW = 64;
const LONGEST_WINDOW = 16_384;
/** Before this much input the tables of the native scanner (3 ms) cost more than they save. */
const WORTH_A_SCANNER = 16_384;
/** More lines, and bytes in a line, than any chunk has; fits the scanner's 32 bits. */
const UNLIMITED = 0x7fff_ffff;
/** A fast stretch this long shows that the text has become plain again. */
const PLAIN_STRETCH = 256;

export interface OutputFilter {
  /**
   * Filters the next bytes. Answers what can be written now: the chunk itself or a part of it where there was
   * nothing to do, otherwise a view of a buffer. Good until the next call of any method here.
   */
  push(chunk: Uint8Array): Uint8Array;
  /** Text waits for what follows it, and `idle` would write it. */
  flushable(): boolean;
  /**
   * Call when nothing has come for a moment (some tens of milliseconds) and `flushable()`: answers the text that
   * waits, but for what looks like half a secret.
   */
  idle(): Uint8Array;
  /** The input has ended: answers the rest. */
  end(): Uint8Array;
  /** What waits for more input: an unfinished sequence or character; so many bytes that may become a secret. */
  readonly waiting: { readonly sequence: boolean; readonly secret: number };
  readonly stats: Readonly<OutputStats>;
}

/** `search` for the first few kilobytes, and then `native`, or `script` where that cannot be loaded. */
export type Engine = "native" | "script" | "search";

/**
 * Makes a filter for one stream. Options that are left out are the default's. `engine` is for tests: without it the
 * fast path begins after some input, native where that can be loaded, and the outcome is the same.
 */
export function createFilter(options: Partial<OutputOptions> = {}, engine?: Engine): OutputFilter {
  return new Filter({ ...defaultOutputOptions, ...options }, engine);
}

/** What depends on the secrets alone: made once for each list, since stdout and stderr share it. */
class Prepared {
  readonly starts: Dispatch;
  readonly #patterns: readonly Pattern[];
  readonly #scanners = new Map<Engine, Scanner>();
  #tidying: Tidying | null | undefined;

  constructor({ secrets, redactTokens }: OutputOptions) {
    this.#patterns = patternsFor(secrets, redactTokens);
    this.starts = new Dispatch(this.#patterns);
  }

  scanner(engine: Engine): Scanner {
    const known = this.#scanners.get(engine);
    if (known) return known;
    const made = this.#make(engine);
    this.#scanners.set(engine, made);
    return made;
  }

  #make(engine: Engine): Scanner {
    if (engine === "search") return new SearchScanner(this.#patterns);
    const anchors = new Anchors(this.#patterns);
    return (engine === "native" ? nativeScanner(anchors) : null) ?? new ScriptScanner(anchors);
  }

  /** Null where native code cannot be loaded. */
  get tidying(): Tidying | null {
    if (this.#tidying !== undefined) return this.#tidying;
    const tidy = nativeTidy();
    const scanner = tidy && nativeScanner(new Anchors(this.#patterns, true));
    this.#tidying = tidy && scanner && { tidy, scanner };
    return this.#tidying;
  }
}

const prepared = new WeakMap<readonly KnownSecret[], Map<boolean, Prepared>>();

function prepare(options: OutputOptions): Prepared {
  const forms = prepared.get(options.secrets) ?? new Map<boolean, Prepared>();
  prepared.set(options.secrets, forms);
  const known = forms.get(options.redactTokens) ?? new Prepared(options);
  forms.set(options.redactTokens, known);
  return known;
}

/** The next place, at most three bytes on, where a character may begin: behind a part of one the fast ways cannot go on. */
function characterStart(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && at < from + 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
  return at;
}

/** Where the character begins that is cut at `at`; `at` where none is. */
function characterBegin(bytes: Uint8Array, from: number, at: number): number {
  let begin = at;
  while (begin > from && begin < bytes.length && ((bytes[begin] ?? 0) & 0xc0) === 0x80) begin--;
  return begin;
}

/** What tidies, and what scans what is tidy; made for the first text that is not plain. */
interface Tidying {
  readonly tidy: Tidy;
  readonly scanner: Scanner;
}

class Filter implements OutputFilter {
  readonly stats = emptyStats();
  readonly #clean = new ByteBuffer();
  readonly #redacted = new ByteBuffer();
  readonly #out = new ByteBuffer();
  readonly #cleaner: Cleaner;
  readonly #redactor: Redactor;
  readonly #lines: LineLimit;
  readonly #limit: OutputLimit;
  readonly #starts: Dispatch;
  readonly #prepared: Prepared;
  #scanner: Scanner;
  /** Is the native scanner in use? Only once there has been enough input to make it worth while. */
  #native: boolean;
  readonly #chosen: Engine | undefined;
  /** Some sequences are kept, so that the cleaner has to see all of them. */
  readonly #sequences: boolean;
  readonly #state: ScanState = { previous: 0, beforeThat: 0, column: 0, widest: 0, lines: 0 };
  #window = SHORTEST_WINDOW;
  /** The fast way ended only because a limit is reached: it goes on, through the limits. */
  #reachedLimit = false;
  /** A part of the chunk that can be handed out as it is, in front of anything in `#out`. */
  #direct: Uint8Array = NOTHING;

  constructor(options: OutputOptions, engine?: Engine) {
    const { keep } = options;
    const sequences = keep.includes("sgr") || keep.includes("osc8");
    const close = `${keep.includes("sgr") ? "\x1b[0m" : ""}${keep.includes("osc8") ? "\x1b]8;;\x1b\\" : ""}`;
    this.#prepared = prepare(options);
    this.#starts = this.#prepared.starts;
    this.#scanner = this.#prepared.scanner(engine ?? "search");
    this.#native = engine === "native";
    this.#chosen = engine;
    this.#sequences = sequences;
    this.#cleaner = new Cleaner(this.#clean, keep, this.stats);
    this.#redactor = new Redactor(this.#redacted, this.#starts, this.stats, sequences);
    this.#limit = new OutputLimit(this.#out, options.maxLines, this.stats);
    this.#lines = new LineLimit(this.#limit, options.maxLineChars, this.stats, close);
    if (options.before.lines > 0) this.#wentPast(options.before);
  }

  push(chunk: Uint8Array): Uint8Array {
    this.#out.clear();
    this.stats.bytesIn += chunk.length;
    if (this.#chosen === undefined && !this.#native && this.stats.bytesIn >= WORTH_A_SCANNER) {
      this.#native = true;
      this.#scanner = this.#prepared.scanner("native");
    }
    const scanner = this.#scanner;
    let at = 0;
    while (at < chunk.length) {
      if (this.#cleaner.quiet && this.#redactor.quiet) {
        const plain = this.#fast(scanner, chunk, at);
        if (plain - at >= PLAIN_STRETCH) this.#window = SHORTEST_WINDOW;
        at = plain;
        if (at === chunk.length || this.#reachedLimit) continue;
        const tidy = this.#tidied(chunk, at);
        if (tidy - at >= PLAIN_STRETCH) this.#window = SHORTEST_WINDOW;
        if (tidy > at) {
          at = tidy;
          continue;
        }
      }
      const end = characterStart(chunk, Math.min(chunk.length, at + this.#window));
      this.#slow(chunk.subarray(at, end));
      this.#window = Math.min(LONGEST_WINDOW, this.#window * 2);
      at = end;
    }
    return this.#taken();
  }

  #wentPast({ lines, bytes }: OutputOptions["before"]): void {
    this.stats.bytesIn += bytes;
    this.stats.bytesOut += bytes;
    this.#cleaner.passed(bytes, NEWLINE);
    this.#redactor.passed(new Uint8Array([NEWLINE, NEWLINE]));
    this.#limit.passed(lines, bytes);
  }

  get waiting() {
    return { sequence: !this.#cleaner.quiet, secret: this.#redactor.held };
  }

  flushable(): boolean {
    return this.#cleaner.holdsText || this.#redactor.holdsText || this.#lines.holdsText;
  }

  idle(): Uint8Array {
    this.#out.clear();
    this.#cleaner.flush();
    this.#throughRedactor();
    this.#redactor.flush();
    this.#throughLimits();
    this.#lines.flush();
    return this.#taken();
  }

  end(): Uint8Array {
    this.#out.clear();
    this.#cleaner.end();
    this.#throughRedactor();
    this.#redactor.end();
    this.#throughLimits();
    this.#lines.end();
    this.#limit.end();
    return this.#taken();
  }

  /** Lets plain text past the cleaner and the redactor, and where it may, past the limits. Answers its end. */
  #fast(scanner: Scanner, chunk: Uint8Array, from: number): number {
    const state = this.#state;
    // Where a limit is reached already the scan need not stop at it again: the text goes through it.
    const longLine = this.#lines.column >= this.#lines.free;
    const manyLines = longLine || this.#limit.room === 0;
    const lines = manyLines ? UNLIMITED : Math.min(UNLIMITED, this.#limit.room);
    state.previous = this.#redactor.previous;
    state.beforeThat = this.#redactor.beforeThat;
    state.column = longLine ? 0 : this.#lines.column;
    state.widest = longLine ? UNLIMITED : this.#lines.free;
    state.lines = lines;
    const stop = scanner.scan(chunk, from, chunk.length, state);
    const end = unfinishedStart(this.#starts, chunk, from, stop, state);
    this.#reachedLimit = end === stop && (state.lines <= 0 || state.column >= state.widest);
    if (end === from) return end;
    const plain = end - from === chunk.length ? chunk : chunk.subarray(from, end);
    this.#cleaner.passed(plain.length, plain[plain.length - 1] ?? 0);
    this.#redactor.passed(plain);
    if (longLine) {
      this.#settleDirect();
      this.#lines.push(plain, true);
      return end;
    }
    const ended = lines - state.lines;
    this.#lines.passed(state.column - (stop - end));
    if (manyLines) {
      this.#settleDirect();
      this.#limit.push(plain, ended);
    } else {
      this.#limit.passed(ended, plain.length);
      this.#handOut(plain);
    }
    return end;
  }

  /** Lets text past the cleaner that needs only sequences taken out. Answers its end: `from` where it is not of that kind. */
  #tidied(chunk: Uint8Array, from: number): number {
    const first = chunk[from] ?? 0;
    if (first < 0x80 && first !== ESCAPE) return from;
    const tidying = this.#native ? this.#prepared.tidying : null;
    if (tidying === null) return from;
    const { tidy, scanner } = tidying;
    const { text, end, escapes } = tidy(chunk, from, !this.#sequences);
    if (end === from) return from;
    this.#cleaner.tidied(text, end - from, escapes);
    this.#settleDirect();
    for (let at = 0; at < text.length; ) {
      if (this.#redactor.quiet) {
        const passed = this.#secretless(scanner, text, at);
        if (passed > at) {
          at = passed;
          continue;
        }
      }
      const stop = characterStart(text, Math.min(text.length, at + SHORTEST_WINDOW));
      this.#redactor.push(text.subarray(at, stop));
      this.#throughLimits();
      at = stop;
    }
    return end;
  }

  /** Lets tidy text past the redactor as far as no secret begins in it. Answers its end. */
  #secretless(scanner: Scanner, text: Uint8Array, from: number): number {
    const state = this.#state;
    const longLine = this.#lines.column >= this.#lines.free;
    state.previous = this.#redactor.previous;
    state.beforeThat = this.#redactor.beforeThat;
    // The scanner counts bytes. A line has no more characters than those, so what it finds short is short.
    state.column = longLine ? 0 : this.#lines.column;
    state.widest = longLine ? UNLIMITED : this.#lines.free;
    state.lines = UNLIMITED;
    const stop = scanner.scan(text, from, text.length, state);
    const end = characterBegin(text, from, unfinishedStart(this.#starts, text, from, stop, state));
    if (end === from) return from;
    const passed = text.subarray(from, end);
    this.#redactor.passed(passed);
    if (longLine) this.#lines.push(passed);
    else this.#lines.pushShort(passed, UNLIMITED - state.lines);
    return end;
  }

  #slow(bytes: Uint8Array): void {
    this.#settleDirect();
    this.#cleaner.push(bytes);
    this.#throughRedactor();
    this.#throughLimits();
  }

  #throughRedactor(): void {
    if (this.#clean.length === 0) return;
    this.#redactor.push(this.#clean.view());
    this.#clean.clear();
  }

  #throughLimits(): void {
    if (this.#redacted.length === 0) return;
    this.#lines.push(this.#redacted.view());
    this.#redacted.clear();
  }

  #handOut(plain: Uint8Array): void {
    if (this.#out.length === 0 && this.#direct.length === 0) this.#direct = plain;
    else {
      this.#settleDirect();
      this.#out.append(plain);
    }
  }

  #settleDirect(): void {
    if (this.#direct.length === 0) return;
    const direct = this.#direct;
    this.#direct = NOTHING;
    this.#out.append(direct);
  }

  #taken(): Uint8Array {
    const direct = this.#direct;
    this.#direct = NOTHING;
    const taken = direct.length > 0 ? direct : this.#out.view();
    this.stats.bytesOut += taken.length;
    return taken;
  }
}
