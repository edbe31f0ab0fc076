/** Applies the catalogue to actions: each action meets only the rules that asked for its kind, program and subcommand. */
import type { Action } from "../meaning/action.ts";
import { rulesForKind, rulesForProgram } from "./families.ts";
import type { AnyRule, RuleContext } from "./rule.ts";

/** A rule that had something to say, and what it saw. */
export interface Match {
  readonly rule: AnyRule;
  readonly action: Action;
  readonly what: string;
}

/** Everything the rules have to say of these actions. */
export function applyRules(context: RuleContext): readonly Match[] {
  const found: Match[] = [];
  for (const action of context.actions) {
    for (const rule of rulesForKind(action.kind)) see(rule, action, context, found);
    if (action.kind !== "run" || action.program === null) continue;
    for (const rule of rulesForProgram(action.program)) {
      const wanted = rule.on.subcommand;
      if (wanted?.some((word, i) => action.call.subcommand[i] !== word)) continue;
      see(rule, action, context, found);
    }
  }
  return found;
}

function see(rule: AnyRule, action: Action, context: RuleContext, found: Match[]): void {
  const what = rule.see(action, context);
  if (what !== null) found.push({ rule, action, what });
}
