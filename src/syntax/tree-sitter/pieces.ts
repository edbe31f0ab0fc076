/**
 * Which stretches of a word are one part each: quotes, expansions, substitutions. The tree says where they are; what the grammar
 * is known to miss (backticks and `$1` in here-documents, `$$`) is found in the text.
 */
import type { Mode } from "../word.ts";
import type { Flat } from "./flat.ts";

/** Nodes that are one part of a word whatever is in them. */
export const opaque: ReadonlySet<string> = new Set(
  `string raw_string ansi_c_string translated_string expansion simple_expansion command_substitution
  process_substitution arithmetic_expansion`.split(/\s+/),
);

/** A stretch of source, `start` to `end`, that is one part of a word. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly is: PieceKind;
}

export type PieceKind =
  /** A node of the tree. `locale`: a `$"…"` whose `$` the tree has outside the string. */
  | { readonly kind: "node"; readonly node: number; readonly locale: boolean }
  /** `` `…` `` that the tree does not have; `inner` is what stands between the two. */
  | { readonly kind: "backticks"; readonly inner: string }
  /** `$name` that the tree does not have. */
  | { readonly kind: "parameter"; readonly name: string };

/** The pieces between `start` and `end`, in order; the tree is searched from the node `first` to before the node `past`. */
export function piecesOf(
  tree: Flat,
  first: number,
  past: number,
  start: number,
  end: number,
  mode: Mode,
): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let node = first; node < past; ) {
    if (tree.start(node) >= end) break;
    const isInside = tree.start(node) >= start && tree.end(node) <= end;
    if (tree.end(node) <= start || !isInside || !opaque.has(tree.kind(node))) {
      node++;
      continue;
    }
    const piece = pieceOf(tree, node, start);
    if (piece !== null) pieces.push(piece);
    node = tree.next(node);
  }
  return isComplete(tree.source, pieces, start, end, mode)
    ? pieces
    : completed(tree.source, pieces, start, end);
}

/** Null for `$ x` in a string, which the grammar takes for an expansion, and for a token that it only supposes. */
function pieceOf(tree: Flat, node: number, start: number): Piece | null {
  const from = tree.begin(node);
  const end = tree.kind(node) === "simple_expansion" ? endOfName(tree.source, from) : tree.end(node);
  if (end === null || end <= from) return null;
  const locale = tree.kind(node) === "string" && from > start && isDollar(tree.source, from - 1);
  return { start: locale ? from - 1 : from, end, is: { kind: "node", node, locale } };
}

/** Whether every `$` and every backtick of the stretch is in a piece. In a here-document the grammar is not trusted at all. */
function isComplete(
  source: string,
  pieces: readonly Piece[],
  start: number,
  end: number,
  mode: Mode,
): boolean {
  if (mode === "here") return pieces.length === 0 && !/[$`]/.test(source.slice(start, end));
  let from = start;
  for (const piece of pieces) {
    if (from < piece.start && /[$`]/.test(source.slice(from, piece.start))) return false;
    from = piece.end;
  }
  return from >= end || !/[$`]/.test(source.slice(from, end));
}

/** Adds the backticks and parameters that the grammar misses; drops expansions whose `$` is escaped. */
function completed(source: string, pieces: readonly Piece[], start: number, end: number): Piece[] {
  const out: Piece[] = [];
  let piece = 0;
  for (let at = start; at < end; ) {
    while ((pieces[piece]?.start ?? end) < at) piece++;
    const here = pieces[piece];
    const character = source.charAt(at);
    if (here?.start === at) {
      out.push(here);
      at = here.end;
    } else if (character === "`") {
      const close = closingBacktick(source, at + 1, end);
      const past = Math.min(close + 1, end);
      out.push({ start: at, end: past, is: { kind: "backticks", inner: source.slice(at + 1, close) } });
      at = past;
    } else if (character === "$") {
      const name = parameterName(source, at)?.slice(0, end - at - 1) ?? "";
      const past = at + 1 + name.length;
      if (name !== "") out.push({ start: at, end: past, is: { kind: "parameter", name } });
      at = past;
    } else at += character === "\\" ? 2 : 1;
  }
  return out;
}

const parameterHere = /\$(\d|[@*#?$!-]|[A-Za-z_]\w*)/y;

/** The name of the `$name` at this place: one digit, one special character, or an identifier. */
export function parameterName(source: string, at: number): string | null {
  parameterHere.lastIndex = at;
  return parameterHere.exec(source)?.[1] ?? null;
}

function endOfName(source: string, at: number): number | null {
  const name = parameterName(source, at);
  return name === null ? null : at + 1 + name.length;
}

/** Whether an unescaped `$` that belongs to no other `$` stands here. */
function isDollar(source: string, at: number): boolean {
  return source.charAt(at) === "$" && !/(^|[^\\])(\\\\)*[\\$]$/.test(source.slice(Math.max(0, at - 20), at));
}

function closingBacktick(source: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (source.charAt(at) === "\\") at++;
    else if (source.charAt(at) === "`") return at;
  }
  return end;
}
