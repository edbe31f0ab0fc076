/** What the controls say of a command, and what the policy makes of what the rules say. */
import { checkAllowlist } from "../controls/allowlist/index.ts";
import { checkBoundary } from "../controls/boundary/index.ts";
import { checkEgress } from "../controls/egress/index.ts";
import type { Action } from "../meaning/action.ts";
import type { Surroundings } from "../places/index.ts";
import type { Policy } from "./policy.ts";
import { type Decision, type Finding, type Severity, stricter } from "./verdict.ts";

/** The findings of the controls that look at actions: allowlist, boundary, egress. Each heeds its own switch. */
export function checkControls(
  actions: readonly Action[],
  policy: Policy,
  surroundings: Surroundings,
): readonly Finding[] {
  return [
    ...checkAllowlist(actions, policy),
    ...checkBoundary(actions, policy, surroundings),
    ...checkEgress(actions, policy),
  ];
}

/** What the policy makes of a rule; null where it is not looked at. */
export function ruleUnder(
  { patterns }: Policy,
  id: string,
  rule: { readonly severity: Severity; readonly decision: Decision },
): { readonly severity: Severity; readonly decision: Decision } | null {
  if (patterns.control === "off") return null;
  const family = `${id.split("/", 1)[0] ?? ""}/*`;
  if (patterns.disable.includes(id) || patterns.disable.includes(family)) return null;
  const severity = patterns.severity[id] ?? patterns.severity[family] ?? rule.severity;
  const chosen = patterns.decision[id] ?? patterns.decision[family];
  let decision = chosen ?? rule.decision;
  // A decision that a person chose for this rule stands; what a rule brings itself is held to the least.
  if (chosen === undefined && severity === "critical") decision = stricter(decision, patterns.stop);
  if (patterns.control === "observe" && (decision === "ask" || decision === "deny")) decision = "warn";
  return { severity, decision };
}
