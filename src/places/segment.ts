/**
 * Patterns for one component of a path (`id_*`, `.e[mn]v`), and whether two of them can name the same file.
 * Catalogues use `*` and `?`; a command may use all of a shell's globs.
 */

type Token =
  | { readonly kind: "one"; readonly char: string }
  | { readonly kind: "any" }
  | {
      readonly kind: "some";
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    }
  | { readonly kind: "many" };

export type Segment = readonly Token[];

const STAR: Token = { kind: "many" };

/** True when the component has an unquoted glob character. */
export function isPattern(component: string): boolean {
  return /[*?[\\(]/.test(component);
}

/** Reads one component. `[…]`, `\x` and extended globs are understood; of the latter only that they match something. */
export function segment(text: string): Segment {
  const tokens: Token[] = [];
  const characters = [...text];
  for (let i = 0; i < characters.length; i++) {
    const char = characters[i] ?? "";
    const next = characters[i + 1];
    if (next === "(" && "?*+@!".includes(char)) return [...tokens, STAR];
    if (char === "*") {
      if (tokens.at(-1) !== STAR) tokens.push(STAR);
    } else if (char === "?") tokens.push({ kind: "any" });
    else if (char === "\\" && next !== undefined) {
      tokens.push({ kind: "one", char: next });
      i++;
    } else if (char === "[") {
      const end = classEnd(characters, i);
      if (end < 0) tokens.push({ kind: "one", char });
      else {
        tokens.push(characterClass(characters.slice(i + 1, end)));
        i = end;
      }
    } else tokens.push({ kind: "one", char });
  }
  return tokens;
}

/** Index of the `]` that closes the class opened at `start`; a `]` that comes first is a member. */
function classEnd(characters: readonly string[], start: number): number {
  let i = start + 1;
  if (characters[i] === "!" || characters[i] === "^") i++;
  if (characters[i] === "]") i++;
  return characters.indexOf("]", i);
}

function characterClass(members: readonly string[]): Token {
  const negated = members[0] === "!" || members[0] === "^";
  const ranges: (readonly [string, string])[] = [];
  for (let i = negated ? 1 : 0; i < members.length; i++) {
    const from = members[i] ?? "";
    // `[:alpha:]` and kin: any character, which errs on the side of a match.
    if (from === "[" && members[i + 1] === ":") return { kind: "any" };
    const to = members[i + 2];
    if (members[i + 1] === "-" && to !== undefined) {
      ranges.push([from, to]);
      i += 2;
    } else ranges.push([from, from]);
  }
  return { kind: "some", negated, ranges };
}

function meets(left: Token, right: Token): boolean {
  if (left.kind === "one" && right.kind === "one") return left.char === right.char;
  if (left.kind === "one" && right.kind === "some") return contains(right, left.char);
  if (left.kind === "some" && right.kind === "one") return contains(left, right.char);
  return true;
}

function contains(set: Token & { kind: "some" }, char: string): boolean {
  return set.negated !== set.ranges.some(([from, to]) => char >= from && char <= to);
}

/**
 * True when some name matches both. As in a shell, a leading dot has to be written out: `*` does not meet `.env`.
 * Work is bounded by the product of both lengths.
 */
export function intersects(left: Segment, right: Segment): boolean {
  if (startsWithDot(left) !== startsWithDot(right)) return false;
  const width = right.length + 1;
  const failed = new Set<number>();
  const from = (i: number, j: number): boolean => {
    const key = i * width + j;
    if (failed.has(key)) return false;
    const a = left[i];
    const b = right[j];
    let met: boolean;
    if (!a && !b) met = true;
    else if (a?.kind === "many") met = from(i + 1, j) || (b !== undefined && from(i, j + 1));
    else if (b?.kind === "many") met = from(i, j + 1) || (a !== undefined && from(i + 1, j));
    else met = a !== undefined && b !== undefined && meets(a, b) && from(i + 1, j + 1);
    if (!met) failed.add(key);
    return met;
  };
  return from(0, 0);
}

function startsWithDot(pattern: Segment): boolean {
  const first = pattern[0];
  return first?.kind === "one" && first.char === ".";
}

/** How many characters of the pattern are written out. */
export function literalLength(pattern: Segment): number {
  return pattern.reduce((sum, token) => sum + (token.kind === "one" ? 1 : 0), 0);
}

/**
 * A fast test for a catalogue's pattern, which has at most two stars and no `?` in most cases: by what it begins
 * with, ends with and holds in between. Dots are not special here: the catalogue means what it says.
 */
export function matcher(pattern: string): (name: string) => boolean {
  const pieces = pattern.split("*");
  const head = pieces[0] ?? "";
  const tail = pieces.at(-1) ?? "";
  if (pieces.length === 1) return (name) => name === pattern;
  const middle = pieces.slice(1, -1);
  const least = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return (name) => {
    if (name.length < least || !name.startsWith(head) || !name.endsWith(tail)) return false;
    let at = head.length;
    for (const piece of middle) {
      at = name.indexOf(piece, at);
      if (at < 0) return false;
      at += piece.length;
    }
    return at <= name.length - tail.length;
  };
}
