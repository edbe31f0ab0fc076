/** What `[patterns]` changes about findings, by id (`fs/delete-root`) or family (`fs/*`). */
import type { Control, Policy } from "./policy.ts";
import { type Decision, type Finding, type Severity, stricter } from "./verdict.ts";

type Patterns = Policy["patterns"];

/** The family of a rule, as the policy writes it: `fs/*`. */
export function familyOf(id: string): string {
  return `${id.slice(0, id.indexOf("/"))}/*`;
}

/** Is this rule, or its family, not to be looked at? */
export function isDisabled({ disable }: Patterns, id: string): boolean {
  return disable.includes(id) || disable.includes(familyOf(id));
}

/** Severity and decision of a finding by a rule, as the policy has them. The more exact name counts. */
export function tuned(
  { severity: severities, decision: decisions, stop }: Patterns,
  id: string,
  given: { readonly severity: Severity; readonly decision: Decision },
): { readonly severity: Severity; readonly decision: Decision } {
  const family = familyOf(id);
  const severity = severities[id] ?? severities[family] ?? given.severity;
  const decided = decisions[id] ?? decisions[family] ?? given.decision;
  return { severity, decision: severity === "critical" ? stricter(decided, stop) : decided };
}

/** Findings of rules of the policy's own. */
export function tuneOwn(findings: readonly Finding[], patterns: Patterns): readonly Finding[] {
  return findings
    .filter(({ rule }) => !isDisabled(patterns, rule))
    .map((finding) => ({ ...finding, ...tuned(patterns, finding.rule, finding) }));
}

/**
 * Findings of the controls and of analysis. `stop` is about rules and does not touch them, and a control that only observes
 * keeps to that.
 */
export function tuneControls(findings: readonly Finding[], policy: Policy): readonly Finding[] {
  const { patterns } = policy;
  const plain: Patterns = { ...patterns, stop: "allow" };
  return findings
    .filter(({ rule }) => !isDisabled(patterns, rule))
    .map((finding) =>
      controlOf(finding.rule, policy) === "enforce"
        ? { ...finding, ...tuned(plain, finding.rule, finding) }
        : finding,
    );
}

function controlOf(id: string, { allow, deny, boundary, egress, patterns }: Policy): Control {
  switch (familyOf(id)) {
    case "allow/*":
      return allow.control;
    case "deny/*":
      return deny.control;
    case "boundary/*":
      return boundary.control;
    case "egress/*":
      return egress.control;
    default:
      return patterns.control;
  }
}
