/** What the parts of the tree-sitter lowering share: the way back into it, and small steps over nodes. */

import type { Command, Problem, Simple, Span, Statement } from "../script.ts";
import type { Chain } from "./chain.ts";
import { listed, piped } from "./chain.ts";
import type { Flat } from "./flat.ts";
import { opaque } from "./pieces.ts";
import type { Scripts, Words } from "./words.ts";

/** The lowering, as its parts see it. */
export interface Lower extends Scripts {
  readonly words: Words;
  /** The source is read as dash does. */
  readonly dash: boolean;
  statements(tree: Flat, nodes: readonly number[]): Statement[];
  command(tree: Flat, node: number): Command;
  chain(tree: Flat, node: number): Chain;
  problem(problem: Problem): void;
  /** Notes what stands between the nodes of one command and is no node, or a new line. */
  contiguous(tree: Flat, nodes: readonly number[]): void;
}

/** A command of nothing, to be filled. */
export function simple(span: Span): Simple {
  return { kind: "simple", span, assignments: [], words: [], redirects: [] };
}

/** Joins two chains by what stands between them: `&&`, `||`, `|` or `|&`. */
export function joined(left: Chain, operator: string, right: Chain): Chain {
  if (operator === "&&" || operator === "||") return listed(left, operator, right);
  return piped(left, right, operator === "|&");
}

/** The nodes that are of none of these kinds. */
export function without(tree: Flat, nodes: readonly number[], ...kinds: readonly string[]): number[] {
  return nodes.filter((node) => !kinds.includes(tree.kind(node)));
}

/** Is it a redirection, of any kind? */
export function isRedirect(tree: Flat, node: number): boolean {
  return tree.kind(node).endsWith("_redirect");
}

/** The redirections in a node that belong to it, not to a substitution in it. */
export function redirectsIn(tree: Flat, node: number): number[] {
  const out: number[] = [];
  for (let inner = node + 1; inner < tree.next(node); ) {
    const own = isRedirect(tree, inner);
    if (own) out.push(inner);
    inner = own || opaque.has(tree.kind(inner)) ? tree.next(inner) : inner + 1;
  }
  return out;
}
