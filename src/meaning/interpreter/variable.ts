/** Variables: what they may hold, where ways through a command differ. */
import { ALTERNATIVES, fewest } from "../alternatives.ts";
import { computedText, noTaint, sameText, type Text, union } from "../value.ts";
import type { Items } from "./items.ts";

/** A variable: what it may hold. More than one alternative where ways through the command differ. */
export interface Variable {
  readonly alternatives: readonly VariableValue[];
  readonly exported: boolean;
  /** Only some ways through the command set it: it may also be what it is where nobody does. */
  readonly perhaps?: boolean;
}

export type VariableValue =
  /** `gone`: it was unset, and holds nothing because it is not there. */
  | { readonly kind: "scalar"; readonly text: Text; readonly gone?: true }
  | { readonly kind: "array"; readonly items: Items };

/** The alternatives that are kept; further ones become one unknown value. */
export function bounded(alternatives: readonly VariableValue[]): readonly VariableValue[] {
  if (alternatives.length <= ALTERNATIVES) return alternatives;
  const taint = alternatives.reduce(
    (all, each) => (each.kind === "scalar" ? union(all, each.text.taint) : all),
    noTaint,
  );
  const rest: VariableValue = { kind: "scalar", text: computedText("…", taint) };
  const kept = fewest(alternatives, ALTERNATIVES - 1, (each) => (each.kind === "scalar" ? each.text : null));
  return [...kept, rest];
}

/** A variable that may be what either way made of it; null: what it is where nobody sets it. */
export function eitherVariable(one: Variable | undefined, other: Variable | undefined): Variable | undefined {
  if (!one || !other) {
    const only = one ?? other;
    return only && { ...only, perhaps: true };
  }
  const more = other.alternatives.filter((value) => !one.alternatives.some((each) => sameValue(each, value)));
  if (more.length === 0 && (one.perhaps || !other.perhaps)) return one;
  return {
    alternatives: bounded([...one.alternatives, ...more]),
    exported: one.exported || other.exported,
    perhaps: (one.perhaps ?? false) || (other.perhaps ?? false),
  };
}

export function sameValue(left: VariableValue, right: VariableValue): boolean {
  if (left === right) return true;
  return left.kind === "scalar" && right.kind === "scalar" && sameText(left.text, right.text);
}
