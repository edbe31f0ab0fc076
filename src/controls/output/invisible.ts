/**
 * Characters that a person does not see but a model reads, or that change the order a person sees text in.
 * Sources: Unicode 16 properties Default_Ignorable_Code_Point, Bidi_Control, General_Category=Cf; UTS #51 for
 * emoji sequences.
 */

export const VISIBLE = 0;
export const INVISIBLE = 1;
export const BIDI = 2;
export const JOINER = 3;
export const VARIATION = 4;
export const TAG = 5;
export const LINE_BREAK = 6;
export type CharacterClass = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** `[first, last, class]`, both ends included. What is not listed is visible. */
const ranges: readonly (readonly [number, number, CharacterClass])[] = [
  [0x00ad, 0x00ad, INVISIBLE], // soft hyphen
  [0x034f, 0x034f, INVISIBLE], // combining grapheme joiner
  [0x061c, 0x061c, BIDI], // Arabic letter mark
  [0x115f, 0x1160, INVISIBLE], // Hangul fillers
  [0x17b4, 0x17b5, INVISIBLE], // Khmer inherent vowels
  [0x180b, 0x180f, INVISIBLE], // Mongolian selectors and vowel separator
  [0x200b, 0x200b, INVISIBLE], // zero-width space
  [0x200c, 0x200d, JOINER], // zero-width non-joiner and joiner
  [0x200e, 0x200f, BIDI], // left-to-right and right-to-left mark
  [0x2028, 0x2029, LINE_BREAK], // line and paragraph separator
  [0x202a, 0x202e, BIDI], // embeddings and overrides
  [0x2060, 0x2065, INVISIBLE], // word joiner, invisible operators
  [0x2066, 0x2069, BIDI], // isolates
  [0x206a, 0x206f, INVISIBLE], // deprecated format characters
  [0x3164, 0x3164, INVISIBLE], // Hangul filler
  [0xfe00, 0xfe0f, VARIATION],
  [0xfeff, 0xfeff, INVISIBLE], // byte order mark, zero-width no-break space
  [0xffa0, 0xffa0, INVISIBLE], // half-width Hangul filler
  [0xfff0, 0xfffb, INVISIBLE], // reserved ignorables, interlinear annotation
  [0x1bca0, 0x1bca3, INVISIBLE], // shorthand format controls
  [0x1d173, 0x1d17a, INVISIBLE], // musical format controls
  [0xe0000, 0xe007f, TAG],
  [0xe0080, 0xe0fff, INVISIBLE], // variation selectors 17 to 256: up to eight hidden bits a character
];

/** One entry for each character up to U+FFFF, made when the first one comes that is not ASCII. */
let plane0: Uint8Array | undefined;

function tabulate(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [first, last, kind] of ranges) if (first < 0x10000) table.fill(kind, first, last + 1);
  return table;
}

/** The class of each character up to U+FFFF. */
export function planeZero(): Uint8Array {
  plane0 ??= tabulate();
  return plane0;
}

/** What kind of character this is. */
export function characterClass(point: number): number {
  if (point < 0x10000) return planeZero()[point] ?? VISIBLE;
  if (point < 0x1bca0) return VISIBLE;
  return ranges.find(([first, last]) => point >= first && point <= last)?.[2] ?? VISIBLE;
}

const pictographic = /^\p{Extended_Pictographic}/u;
/** Scripts whose spelling uses the joiners between letters. */
const joining =
  /^[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Mymr}\p{scx=Khmr}]/u;

function matches(pattern: RegExp, point: number): boolean {
  return point >= 0xa9 && pattern.test(String.fromCodePoint(point));
}

/** True for ☎, 👩 and their like: what an emoji sequence is built of. */
export function isPictographic(point: number): boolean {
  return matches(pictographic, point);
}

/** True for the five skin tones, which may stand between a pictograph and a joiner. */
export function isSkinTone(point: number): boolean {
  return point >= 0x1f3fb && point <= 0x1f3ff;
}

/** Does a joiner between these two characters do something a person can see? */
export function joins(before: number, joiner: number, after: number): boolean {
  if (joiner === 0x200d && isPictographic(before) && isPictographic(after)) return true;
  return matches(joining, before) && matches(joining, after);
}

/** Does this variation selector have a visible effect behind that character? One selector at most is kept. */
export function varies(before: number, selector: number): boolean {
  if (selector >= 0xfe0e) return isKeycapBase(before) || isPictographic(before);
  if (selector > 0xfe02) return false;
  const mathematical = (before >= 0x2200 && before <= 0x22ff) || (before >= 0x2a00 && before <= 0x2aff);
  const ideograph = (before >= 0x3400 && before <= 0x9fff) || (before >= 0xf900 && before <= 0xfaff);
  return mathematical || ideograph;
}

function isKeycapBase(point: number): boolean {
  return point === 0x23 || point === 0x2a || (point >= 0x30 && point <= 0x39);
}

/** The flag that tag characters may follow. */
export const BLACK_FLAG = 0x1f3f4;
/** The only tag sequences of UTS #51 that are recommended for interchange: England, Scotland, Wales. */
const flags: readonly string[] = ["gbeng", "gbsct", "gbwls"].map((name) => `${name}\x7f`);

/** Is this (tags as their ASCII letters) the beginning of such a flag, all of it, or neither? */
export function flagTags(tags: string): "partial" | "whole" | "none" {
  if (flags.includes(tags)) return "whole";
  return flags.some((flag) => flag.startsWith(tags)) ? "partial" : "none";
}
