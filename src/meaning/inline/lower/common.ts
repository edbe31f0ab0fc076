/** What several languages have alike, in the common terms: branches, loops, signs. */
import { block, type Expr, nothing } from "../expression.ts";
import type { Node } from "../tree.ts";

/** A part of a syntax tree in the common terms, `nothing` where it is missing. */
type Lower = (node: Node | null) => Expr;

/** One of these ways, behind a condition that is worked out. */
export function branch(condition: Expr, ...ways: readonly Expr[]): Expr {
  return block([condition, { kind: "choice", ways }]);
}

/** `a || b`, `a and b`: the second runs or not, and the value is that of either. */
export function shortCut(left: Expr, right: Expr): Expr {
  return { kind: "choice", ways: [left, right], first: true };
}

/** `while (condition) body`. */
export function whileLoop(node: Node, lower: Lower): Extract<Expr, { kind: "loop" }> {
  return {
    kind: "loop",
    condition: lower(node.get("condition")),
    step: nothing,
    body: lower(node.get("body")),
  };
}

/** `do body while (condition)`: a first round comes before anything is asked. */
export function doLoop(node: Node, lower: Lower): Expr {
  const rounds = whileLoop(node, lower);
  return block([rounds.body, rounds]);
}

/** `for (start; condition; step) body`, by what the grammar calls its first and its last part. */
export function countedLoop(node: Node, lower: Lower, start: string, step: string): Expr {
  return block([lower(node.get(start)), { ...whileLoop(node, lower), step: lower(node.get(step)) }]);
}

/** `i++`, `--i`. */
export function counted(node: Node, lower: Lower): Expr {
  return {
    kind: "assign",
    target: lower(node.get("argument")),
    operator: node.get("operator")?.text.slice(0, 1) ?? "+",
    value: { kind: "number", value: 1 },
  };
}

/** A sign, or whatever else stands before one operand. */
export function unary(operator: string | undefined, operand: Expr): Expr {
  return operator === "-"
    ? { kind: "binary", operator, left: { kind: "number", value: 0 }, right: operand }
    : { kind: "other", parts: [operand] };
}

/** `catch (e) { … }`: what is caught may be anything. */
export function caughtAs(target: Expr | null, ...body: readonly Expr[]): Expr {
  const bound: Expr = target
    ? { kind: "assign", target, operator: null, value: { kind: "computed" } }
    : nothing;
  return block([bound, ...body]);
}
