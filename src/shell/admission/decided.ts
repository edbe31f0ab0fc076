/** What is decided of a command: the verdict, and what goes with it. */
import type { Ticket } from "../../controls/rate/index.ts";
import type { Action } from "../../meaning/action.ts";
import { type Finding, stricter, type Verdict } from "../../policy/verdict.ts";
import type { Approval } from "./approval.ts";

export interface Decided {
  /** What judgement said, and what session and limiter had to add. */
  readonly verdict: Verdict;
  /** For {@link settleTicket}, when the end of the command is seen. */
  readonly ticket: Ticket | null;
  /** True when the only reason is the rate: status 75, and the same command may come again. */
  readonly tryLater: boolean;
  /** The code of the question to a person, answered or not; null where there is none. */
  readonly approval: Approval | null;
}

/** What judgement gives. */
export interface Judged {
  readonly verdict: Verdict;
  readonly actions: readonly Action[];
}

/** Does a verdict keep the command from running? */
export function isRefusal({ decision }: Verdict): boolean {
  return decision === "deny" || decision === "ask";
}

/** A verdict as it is, for code that is not counted. */
export function uncounted(verdict: Verdict): Decided {
  return { verdict, ticket: null, tryLater: false, approval: null };
}

/** A verdict with findings that judgement did not have. */
export function withFindings(verdict: Verdict, more: readonly Finding[]): Verdict {
  if (more.length === 0) return verdict;
  let { decision } = verdict;
  for (const finding of more) decision = stricter(decision, finding.decision);
  return { decision, findings: [...verdict.findings, ...more] };
}
