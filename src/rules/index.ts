/**
 * rules/ is the catalogue of judgements: each a named object over actions with its reasons and examples.
 * Imports meaning/ and places/; used by policy/ and cli/. To add a rule, add an object to a family.
 */
import { destruction } from "./families/destruction.ts";
import type { AnyRule } from "./rule.ts";

export { applyRules, type Dispatch, dispatchTable, type Match } from "./apply.ts";
export type { AnyRule, Asi, Decision, Rule, RuleContext, Severity } from "./rule.ts";

/** The whole catalogue, family after family. */
export const catalogue: readonly AnyRule[] = [...destruction];
