/**
 * rules/ is the catalogue of judgements: each a named object over actions with its reasons and examples.
 * Imports meaning/ and places/; used by policy/ and cli/. To add a rule, add an object to a family and run
 * `bun build/rules.ts`. Families are loaded when a command needs them; `catalogue.ts` has them all.
 */
export { applyRules, type Match, rulesLooking } from "./apply.ts";
export { rulesForKind } from "./families.ts";
export type { AnyRule, Asi, Decision, Rule, RuleContext, Severity } from "./rule.ts";
export { shaped } from "./shape.ts";
