/** Applies the catalogue to actions: each action meets only the rules that asked for its kind, program and subcommand. */
import type { Action } from "../meaning/action.ts";
import type { Deadline } from "../meaning/index.ts";
import { rulesForKind, rulesForProgram } from "./families.ts";
import type { AnyRule, RuleContext } from "./rule.ts";

/** A rule that had something to say, and what it saw. */
export interface Match {
  readonly rule: AnyRule;
  readonly action: Action;
  readonly what: string;
}

/** Everything the rules have to say of these actions. @throws OutOfTime past the deadline */
export function applyRules(context: RuleContext, deadline: Deadline): readonly Match[] {
  const found: Match[] = [];
  for (const action of context.actions) {
    deadline.check();
    for (const rule of rulesLooking(action)) {
      const what = rule.see(action, context);
      if (what !== null) found.push({ rule, action, what });
    }
  }
  return found;
}

/** The rules that look at an action: those for its kind and, for a run, for its program and subcommand. */
export function rulesLooking(action: Action): readonly AnyRule[] {
  const general = rulesForKind(action.kind);
  if (action.kind !== "run" || action.program === null) return general;
  const { subcommand } = action.call;
  const special = rulesForProgram(action.program).filter(
    ({ on }) => on.subcommand?.every((word, index) => subcommand[index] === word) ?? true,
  );
  return special.length > 0 ? [...general, ...special] : general;
}
