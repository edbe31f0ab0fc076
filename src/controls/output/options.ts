/** What the output filter may be told. */

/**
 * What is left in the output though it is taken out by default:
 * - `sgr`: colours and text attributes (`ESC [ … m`);
 * - `osc8`: hyperlinks;
 * - `cr`: carriage returns that overwrite a line;
 * - `bidi`: marks, embeddings, overrides and isolates of text direction;
 * - `invisible`: zero-width characters, lone joiners and variation selectors, tag characters;
 * - `binary`: stretches that are not text (they are then cleaned like text, and mostly become U+FFFD).
 */
export type Keep = "sgr" | "osc8" | "cr" | "bidi" | "invisible" | "binary";

export const keepNames: readonly Keep[] = ["sgr", "osc8", "cr", "bidi", "invisible", "binary"];

export function isKeep(name: string): name is Keep {
  return keepNames.some((known) => known === name);
}

/** A value that must not leave: `kind` is what is shown in its place, usually the variable or file it is from. */
export interface KnownSecret {
  readonly kind: string;
  readonly value: string;
}

export interface OutputOptions {
  /** Plain text that went past before the filter was there: whole lines, and their bytes. */
  readonly before: { readonly lines: number; readonly bytes: number };
  readonly keep: readonly Keep[];
  /** Characters a line may have before it is shortened; 0 for no limit. At least 256 otherwise. */
  readonly maxLineChars: number;
  /** Lines the output may have before its middle is left out; 0 for no limit. At least 16 otherwise. */
  readonly maxLines: number;
  /** Replaces tokens known by their format. */
  readonly redactTokens: boolean;
  /** Values to replace wherever they occur. Those shorter than six bytes are not looked for. */
  readonly secrets: readonly KnownSecret[];
}

export const defaultOutputOptions: OutputOptions = {
  before: { lines: 0, bytes: 0 },
  keep: [],
  maxLineChars: 10_000,
  maxLines: 50_000,
  redactTokens: true,
  secrets: [],
};

/** What the filter did, counted since it was made. */
export interface OutputStats {
  bytesIn: number;
  bytesOut: number;
  /** Escape sequences taken out. */
  escapes: number;
  /** NUL, backspace, lone carriage returns and other control characters taken out. */
  controls: number;
  /** Bidirectional controls taken out. */
  bidi: number;
  /** Zero-width, tag and other invisible characters taken out. */
  invisible: number;
  /** Invalid UTF-8 sequences replaced. */
  invalid: number;
  /** Bytes left out because they were not text. */
  binary: number;
  /** States of a line that were overwritten, and left out. */
  overwritten: number;
  /** Secrets replaced, by kind. */
  redacted: Record<string, number>;
  /** Lines that were shortened, and lines left out altogether. */
  linesShortened: number;
  linesLeftOut: number;
}

export function emptyStats(): OutputStats {
  return {
    bytesIn: 0,
    bytesOut: 0,
    escapes: 0,
    controls: 0,
    bidi: 0,
    invisible: 0,
    invalid: 0,
    binary: 0,
    overwritten: 0,
    redacted: {},
    linesShortened: 0,
    linesLeftOut: 0,
  };
}

/** `1234567` as `1,234,567`, the way every notice shows a number. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
