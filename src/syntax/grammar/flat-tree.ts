/**
 * The whole concrete syntax tree of a text as one flat array.
 *
 * The tree is in pre-order, `nodeInts` 32-bit integers a node, so that walking it touches no C and allocates
 * nothing. All offsets are UTF-16 code units into the source that was given.
 */

/** Languages with a grammar. Each is an object of its own, loaded at its first use. */
export type Language = "bash" | "python" | "javascript" | "perl" | "ruby" | "php";

/** How many integers describe a node. */
export const nodeInts = 6;

/** Where each of a node's integers stands: `nodes[index * nodeInts + field.start]`. */
export const field = {
  /** Grammar symbol: an entry of `nodes.generated.ts`. */
  symbol: 0,
  /** Bits of `flag`. */
  flags: 1,
  /** The field of its parent that this node fills (`fields` in `nodes.generated.ts`); 0: none. */
  field: 2,
  /** First code unit. */
  start: 3,
  /** Past the last code unit. */
  end: 4,
  /** Nodes in this subtree, this one included: `index + size` is the next sibling (or past the parent). */
  size: 5,
} as const;

/** Bits of a node's `flags`. */
export const flag = {
  named: 1,
  /** This node is an ERROR: text that fits no rule. */
  error: 2,
  /** The parser supposed this token; it is not in the text (start equals end). */
  missing: 4,
  /** May stand anywhere (a comment, a here-document body). */
  extra: 8,
  /** There is an error or a missing token somewhere in this subtree. */
  hasError: 16,
} as const;

export interface FlatTree {
  /** `count * nodeInts` integers. The caller owns them: later parses do not change them. */
  readonly nodes: Int32Array;
  readonly count: number;
  readonly engine: "native" | "wasm";
}

export type ParseOutcome =
  | { readonly kind: "tree"; readonly tree: FlatTree }
  | { readonly kind: "bound"; readonly bound: "bytes" | "time" | "depth" | "nodes" }
  | { readonly kind: "unavailable"; readonly detail: string };
