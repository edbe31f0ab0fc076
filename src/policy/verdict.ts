/** What judgement says of a command. */
import type { Decision, Severity } from "../rules/rule.ts";
import type { Span } from "../syntax/script.ts";

export type { Decision, Severity };

/** One reason for a verdict: a rule or a control that had something to say. */
export interface Finding {
  /** `fs/delete-root`, `boundary/write`, `egress/host` … */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly decision: Decision;
  readonly span: Span;
  /** The chain that led there, the action last: `sudo › sh -c › rm`. */
  readonly chain: readonly string[];
  /** What was seen, in one sentence: "deletes / and everything below it". */
  readonly what: string;
  readonly why: string;
  readonly instead: string;
}

/** The strictest finding decides. */
export interface Verdict {
  readonly decision: Decision;
  readonly findings: readonly Finding[];
}

/** Nobody has anything to say. */
export const nothingFound: Verdict = { decision: "allow", findings: [] };

const order: Record<Decision, number> = { allow: 0, warn: 1, ask: 2, deny: 3 };

/** The stricter of two decisions. */
export function stricter(left: Decision, right: Decision): Decision {
  return order[left] >= order[right] ? left : right;
}
