/** Applies the catalogue to actions: each action meets only the rules that asked for its kind, program and subcommand. */
import type { Action } from "../meaning/action.ts";
import type { AnyRule, RuleContext } from "./rule.ts";

/** A rule that had something to say, and what it saw. */
export interface Match {
  readonly rule: AnyRule;
  readonly action: Action;
  readonly what: string;
}

/** Rules sorted for dispatch: runs by program (`*` for rules over every run), the rest by kind. */
export interface Dispatch {
  readonly byKind: ReadonlyMap<string, readonly AnyRule[]>;
  readonly byProgram: ReadonlyMap<string, readonly AnyRule[]>;
}

export function dispatchTable(rules: readonly AnyRule[]): Dispatch {
  const byKind = new Map<string, AnyRule[]>();
  const byProgram = new Map<string, AnyRule[]>();
  const add = (map: Map<string, AnyRule[]>, key: string, rule: AnyRule) => {
    const list = map.get(key);
    if (list) list.push(rule);
    else map.set(key, [rule]);
  };
  for (const rule of rules) {
    for (const kind of rule.on.kinds) {
      if (kind !== "run" || !rule.on.programs) add(byKind, kind, rule);
      else for (const program of rule.on.programs) add(byProgram, program, rule);
    }
  }
  return { byKind, byProgram };
}

/** Everything the rules have to say of these actions. */
export function applyRules(dispatch: Dispatch, context: RuleContext): readonly Match[] {
  const found: Match[] = [];
  for (const action of context.actions) {
    for (const rule of dispatch.byKind.get(action.kind) ?? []) see(rule, action, context, found);
    if (action.kind !== "run" || action.program === null) continue;
    for (const rule of dispatch.byProgram.get(action.program) ?? []) {
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
