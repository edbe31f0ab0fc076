/** Brace expansion over the parts of a word: `{a,b}`, `{1..9}`, nested, with quotes and expansions inside. */
import type { BraceExpansion, Literal, Span, Word, WordPart } from "./script.ts";

/** A part, or one of the three characters that shape a brace expression. */
type Atom = { readonly part: WordPart; readonly mark: "{" | "}" | "," | null };

/** Brace expressions nested deeper than this are more than any person writes. */
const deepest = 100;

const sequence = /^(?:([+-]?\d+)\.\.([+-]?\d+)|([A-Za-z])\.\.([A-Za-z]))(?:\.\.([+-]?\d+))?$/;

/** Replaces the brace expressions in `parts`. `finish` is applied to the parts of each alternative. */
export function braces(
  parts: readonly WordPart[],
  finish: (parts: readonly WordPart[]) => readonly WordPart[],
): readonly WordPart[] {
  const atoms = atomsOf(parts);
  const closing = matches(atoms);
  return range(0, atoms.length, 0);

  function range(from: number, to: number, depth: number): WordPart[] {
    if (depth > deepest) throw new RangeError("braces too deep");
    const out: WordPart[] = [];
    for (let at = from; at < to; at++) {
      const atom = atoms[at];
      if (atom === undefined) break;
      const close = atom.mark === "{" ? closing.get(at) : undefined;
      const expansion = close === undefined ? null : expansionAt(at, close, depth);
      if (expansion === null || close === undefined) add(out, atom.part);
      else {
        out.push(expansion);
        at = close;
      }
    }
    return out;
  }

  function expansionAt(open: number, close: number, depth: number): BraceExpansion | null {
    const span = { start: startOf(atoms[open]), end: endOf(atoms[close]) };
    const commas: number[] = [];
    for (let at = open + 1; at < close; at++) {
      const atom = atoms[at];
      if (atom?.mark === ",") commas.push(at);
      if (atom?.mark === "{") at = closing.get(at) ?? at;
    }
    if (commas.length === 0) {
      const only = close === open + 2 ? atoms[open + 1]?.part : undefined;
      const match = only?.kind === "literal" && !only.quoted ? sequence.exec(only.text) : null;
      if (match === null) return null;
      const step = match[5] === undefined ? null : Number(match[5]);
      const [from, to] = [match[1] ?? match[3] ?? "", match[2] ?? match[4] ?? ""];
      return { kind: "brace-expansion", span, content: { kind: "sequence", from, to, step } };
    }
    const items: Word[] = [];
    let start = open + 1;
    for (const end of [...commas, close]) {
      const itemSpan: Span = { start: endOf(atoms[start - 1]), end: startOf(atoms[end]) };
      items.push({ span: itemSpan, parts: finish(range(start, end, depth + 1)) });
      start = end + 1;
    }
    return { kind: "brace-expansion", span, content: { kind: "list", items } };
  }
}

/** Which `}` closes which `{`. A brace without its partner is an ordinary character, as in bash. */
function matches(atoms: readonly Atom[]): Map<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [index, atom] of atoms.entries()) {
    if (atom.mark === "{") open.push(index);
    else if (atom.mark === "}") {
      const start = open.pop();
      if (start !== undefined) closing.set(start, index);
    }
  }
  return closing;
}

function atomsOf(parts: readonly WordPart[]): Atom[] {
  const atoms: Atom[] = [];
  for (const part of parts) {
    if (part.kind !== "literal" || part.quoted) {
      atoms.push({ part, mark: null });
      continue;
    }
    let offset = part.span.start;
    for (const text of part.text.split(/([{},])/)) {
      if (text === "") continue;
      const end = Math.min(offset + text.length, part.span.end);
      const piece: Literal = { ...part, text, span: { start: offset, end } };
      atoms.push({ part: piece, mark: text === "{" || text === "}" || text === "," ? text : null });
      offset = end;
    }
  }
  return atoms;
}

function add(out: WordPart[], part: WordPart): void {
  const last = out[out.length - 1];
  if (last?.kind === "literal" && !last.quoted && part.kind === "literal" && !part.quoted) {
    const span = { start: last.span.start, end: part.span.end };
    out[out.length - 1] = { ...last, text: last.text + part.text, span };
  } else out.push(part);
}

function startOf(atom: Atom | undefined): number {
  return atom?.part.span.start ?? 0;
}

function endOf(atom: Atom | undefined): number {
  return atom?.part.span.end ?? 0;
}
