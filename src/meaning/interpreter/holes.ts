/**
 * Unknown parts inside code: when a text with holes is parsed as code (`sh -c "rm $X"`), each hole stands in the
 * source as one private-use character, which both parsers take for an ordinary letter, and becomes a hole again
 * when the words of that code are expanded.
 */
import type { Hole, Piece, Text } from "../value.ts";

const FIRST = 0xe000;
const LAST = 0xf8ff;
const LETTER = /[\ue000-\uf8ff]/;

export class HoleTable {
  readonly #holes: Hole[] = [];
  readonly #letters = new Map<Hole, string>();

  /** The text as source, its holes encoded. */
  encode(text: Text): string {
    let out = "";
    for (const piece of text.pieces) {
      out += typeof piece === "string" ? piece : this.#letterFor(piece);
    }
    return out;
  }

  #letterFor(hole: Hole): string {
    const before = this.#letters.get(hole);
    if (before !== undefined) return before;
    if (this.#holes.length > LAST - FIRST) return "x";
    const letter = String.fromCharCode(FIRST + this.#holes.length);
    this.#holes.push(hole);
    this.#letters.set(hole, letter);
    return letter;
  }

  /** Source text as pieces, holes decoded. */
  decode(text: string): readonly Piece[] {
    if (text === "") return [];
    if (this.#holes.length === 0 || !LETTER.test(text)) return [text];
    const pieces: Piece[] = [];
    let plain = "";
    for (const c of text) {
      const hole = this.#holes[(c.codePointAt(0) ?? 0) - FIRST];
      if (!hole) {
        plain += c;
        continue;
      }
      if (plain !== "") pieces.push(plain);
      plain = "";
      pieces.push(hole);
    }
    if (plain !== "") pieces.push(plain);
    return pieces;
  }
}
