/** Looking around in a FlatTree: a node is its index. */
import { type FlatTree, field, flag, nodeInts } from "../grammar/index.ts";
import type { Span } from "../script.ts";
import type { Text } from "../text.ts";

export class Flat {
  readonly source: string;
  readonly #nodes: Int32Array;
  readonly #count: number;
  readonly #names: readonly string[];
  readonly #place: Span | null;
  readonly #at: Text["at"];

  /**
   * `names[symbol]` is the name of a node's kind: of a rule, or the token itself. `place`: where the text
   * came from, when it is one of its own (unescaped backticks); every span is then that place.
   */
  constructor(text: Text, tree: FlatTree, names: readonly string[], place: Span | null) {
    this.#place = place;
    this.#at = text.at;
    this.source = text.source;
    this.#nodes = tree.nodes;
    this.#count = tree.count;
    this.#names = names;
  }

  kind(node: number): string {
    return this.#names[this.#int(node, field.symbol)] ?? "";
  }

  start(node: number): number {
    return this.#int(node, field.start);
  }

  /** Where a token begins for the shell: in strings this grammar counts the white space before it to it. */
  begin(node: number): number {
    const end = this.end(node);
    let at = this.start(node);
    while (at < end && /\s/.test(this.source.charAt(at))) at++;
    return at;
  }

  end(node: number): number {
    return this.#int(node, field.end);
  }

  /** The span of a stretch of this source, in the outermost source. */
  span(start: number, end: number): Span {
    return this.#place ?? { start: this.#at(start), end: this.#at(end) };
  }

  /** The span of a node. */
  of(node: number): Span {
    return this.span(this.start(node), this.end(node));
  }

  text(node: number): string {
    return this.source.slice(this.start(node), this.end(node));
  }

  /** A rule of the grammar, not a keyword or an operator. */
  isNamed(node: number): boolean {
    return (this.#int(node, field.flags) & flag.named) !== 0;
  }

  /** An ERROR, or a token that the parser supposed. */
  isProblem(node: number): boolean {
    return (this.#int(node, field.flags) & (flag.error | flag.missing)) !== 0;
  }

  /** Every problem node, in order; none of those inside another. */
  problems(): number[] {
    const out: number[] = [];
    if ((this.#int(0, field.flags) & (flag.hasError | flag.error)) === 0) return out;
    for (let node = 0; node < this.#count; ) {
      const bad = this.isProblem(node);
      if (bad) out.push(node);
      node = bad ? this.next(node) : node + 1;
    }
    return out;
  }

  /** The node after this one and all that is in it. */
  next(node: number): number {
    return node + Math.max(1, this.#int(node, field.size));
  }

  /** The children, comments left out. */
  children(node: number): number[] {
    const out: number[] = [];
    const end = this.next(node);
    for (let child = node + 1; child < end; child = this.next(child)) {
      if (this.kind(child) !== "comment") out.push(child);
    }
    return out;
  }

  #int(node: number, which: number): number {
    return this.#nodes[node * nodeInts + which] ?? 0;
  }
}
