/** What all controls share: how one makes a finding about an action, and what its switch does to what it found. */
import type { Action } from "../meaning/action.ts";
import type { Control } from "../policy/policy.ts";
import type { Decision, Finding, Severity } from "../policy/verdict.ts";

export interface Observation {
  /** `boundary/write`, `egress/host` … */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly decision: Decision;
  readonly what: string;
  readonly why: string;
  readonly instead: string;
}

/** The finding, pointing at where the action was said. */
export function finding(action: Action, observation: Observation): Finding {
  const { span, chain } = action.origin;
  return { ...observation, span, chain: [...chain, nameOf(action)] };
}

function nameOf(action: Action): string {
  if (action.kind === "run") return action.program ?? "?";
  return "by" in action ? action.by : action.kind;
}

/** A control's switch. `off`: nothing was found; `observe`: findings warn at most; `enforce`: as they are. */
export function temper(findings: readonly Finding[], control: Control): readonly Finding[] {
  if (control === "off") return [];
  if (control === "enforce") return findings;
  return findings.map((each) =>
    each.decision === "ask" || each.decision === "deny" ? { ...each, decision: "warn" } : each,
  );
}
