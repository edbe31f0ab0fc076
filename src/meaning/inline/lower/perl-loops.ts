/** Perl's loops, in front of their body and behind it. */
import { block, type Expr, nothing } from "../expression.ts";
import type { Node } from "../tree.ts";
import { TOPIC } from "./perl-calls.ts";

/** `while (…) { … }`, `… while …`, `for (…; …; …) { … }`. */
export function loopOf(node: Node, lower: (node: Node) => Expr): Expr {
  const part = (name: string): Node | null => {
    const found = node.get(name);
    return found?.named || found?.kind.startsWith("func") ? found : null;
  };
  const condition = part("condition");
  const before = part("initialiser");
  const step = part("iterator");
  const heads = new Set(["condition", "initialiser", "iterator"]);
  const body = block(node.children.filter((child) => !heads.has(child.field)).map(lower));
  const tested = condition ? lower(condition) : nothing;
  // `while (<F>)` puts the line into `$_`.
  if (condition?.kind === "readline_expression")
    return block([{ kind: "assign", target: TOPIC, operator: null, value: tested }, body]);
  if (node.all.some((child) => child.kind === "until")) return block([tested, body]);
  const rounds: Expr = { kind: "loop", condition: tested, step: step ? lower(step) : nothing, body };
  const first = node.children.some((child) => child.kind === "do_expression") ? [body] : [];
  return block([...(before ? [lower(before)] : []), ...first, rounds]);
}
