/**
 * Values: what a word may expand to, as far as that can be known without running anything.
 *
 * A Text is one string whose parts are known or not. An unknown part says where it comes from (its taint), so
 * that a rule can tell "some file name" from "something the network sent".
 */

/** Where data came from. `unknown` taint is the empty set. */
export type Taint = "secret" | "network" | "env" | "file" | "stdin" | "glob" | "argument";

export type TaintSet = ReadonlySet<Taint>;

/** A part of a text that is not known before the command runs. */
export interface Hole {
  readonly kind: "hole";
  readonly taint: TaintSet;
  /** What it is, for people: `$HOME_DIR`, `$(curl …)`, `*`. */
  readonly label: string;
  /**
   * `glob`: expands to file names matching a pattern; `list`: may be several words or none; `text`: one piece
   * of text.
   */
  readonly shape: "glob" | "list" | "text";
  /** A variable that is not set here: it is most likely the empty string (`rm -rf $UNSET/*`). */
  readonly mayBeEmpty?: boolean;
  /** The command itself puts it together as it runs, in a way that was not followed (a loop nobody can count). */
  readonly computed?: boolean;
  /** For what a command printed: the programs it went through and where it came from. */
  readonly via?: readonly string[];
  readonly sources?: readonly string[];
}

/** Known strings and holes, in order. Adjacent strings are merged; the empty array is the empty string. */
export type Piece = string | Hole;

/** One word after expansion. `taint` is that of everything that went into it, known or not. */
export interface Text {
  readonly pieces: readonly Piece[];
  readonly taint: TaintSet;
}

const NO_TAINT: TaintSet = new Set();

/** A text whose every character is known. */
export function known(text: string, taint: TaintSet = NO_TAINT): Text {
  return { pieces: text === "" ? [] : [text], taint };
}

/** Are they the same, with the same unknown parts? */
export function sameText({ pieces: ours }: Text, { pieces: theirs }: Text): boolean {
  return ours === theirs || (ours.length === theirs.length && ours.every((piece, i) => piece === theirs[i]));
}

/** The string, where every character is known; otherwise null. */
export function literal(text: Text): string | null {
  if (text.pieces.length === 0) return "";
  const [only] = text.pieces;
  return text.pieces.length === 1 && typeof only === "string" ? only : null;
}

/** The string that it is if every variable in it that is not set is nothing; null where other parts are not known. */
export function literalIfEmpty({ pieces }: Text): string | null {
  if (pieces.some((piece) => typeof piece !== "string" && !piece.mayBeEmpty)) return null;
  return pieces.filter((piece) => typeof piece === "string").join("");
}

/** Is it nothing but variables that are not set? */
export function isUnset({ pieces }: Text): boolean {
  return pieces.length > 0 && pieces.every((piece) => typeof piece !== "string" && piece.mayBeEmpty);
}

/** The text as people would write it, with each hole shown by its label. */
export function show({ pieces }: Text): string {
  let shown = "";
  for (const piece of pieces) shown += typeof piece === "string" ? piece : piece.label;
  return shown;
}

/** The known beginning of the text: what comes before its first hole. */
export function prefix(text: Text): string {
  const [first] = text.pieces;
  return typeof first === "string" ? first : "";
}

/** A text longer than this, or of more pieces, is no longer followed: `x=$x$x` forty times is a terabyte. */
const LONGEST = 1 << 21;
const MOST_PIECES = 2_000;

/** Texts one after the other, as in `a$b"c"`. What would be too long is one unknown piece. */
export function concat(...texts: readonly Text[]): Text {
  return sequence(texts);
}

/** The same for a list. Where the whole gets too long, what came before becomes one unknown piece. */
export function sequence(texts: readonly Text[]): Text {
  const [only] = texts;
  if (texts.length === 1 && only) return only;
  let pieces: Piece[] = [];
  let taint = NO_TAINT;
  let length = 0;
  for (const text of texts) {
    taint = union(taint, text.taint);
    for (const piece of text.pieces) length += typeof piece === "string" ? piece.length : 1;
    if (length > LONGEST || pieces.length + text.pieces.length > MOST_PIECES) {
      pieces = [{ kind: "hole", taint, label: "…", shape: "text" }];
      length = 1;
      continue;
    }
    for (const piece of text.pieces) {
      const last = pieces.at(-1);
      if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
      else pieces.push(piece);
    }
  }
  return { pieces, taint };
}

/** A text that is all unknown. */
export function hole(label: string, taint: TaintSet = NO_TAINT, shape: Hole["shape"] = "text"): Text {
  return { pieces: [{ kind: "hole", taint, label, shape }], taint };
}

/** A variable that is not set here: most likely nothing. */
export function unset(label: string): Text {
  return {
    pieces: [{ kind: "hole", taint: NO_TAINT, label, shape: "text", mayBeEmpty: true }],
    taint: NO_TAINT,
  };
}

/** A text that the command itself puts together as it runs. */
export function computedText(label: string, taint: TaintSet = NO_TAINT): Text {
  return { pieces: [{ kind: "hole", taint, label, shape: "text", computed: true }], taint };
}

/** A text with each known part changed; what is unknown stays. */
export function mapKnown(text: Text, change: (known: string) => string): Text {
  return {
    pieces: text.pieces.map((piece) => (typeof piece === "string" ? change(piece) : piece)),
    taint: text.taint,
  };
}

/** The union of taints, sharing the operand where one holds the other. */
export function union(left: TaintSet, right: TaintSet): TaintSet {
  if (right.size === 0 || left === right) return left;
  if (left.size === 0) return right;
  return new Set([...left, ...right]);
}

export const noTaint: TaintSet = NO_TAINT;

/** A text with a question mark for each part that is not known. */
export function withMarks({ pieces }: Text): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : "?")).join("");
}
