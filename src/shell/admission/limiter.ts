/** The limiter, as policy sets it: may one more command start now? */
import { openAudit } from "../../audit/index.ts";
import { temper } from "../../controls/finding.ts";
import {
  type Admission,
  admitting,
  noteRefusal,
  type Pause,
  type RateLimits,
} from "../../controls/rate/index.ts";
import type { Session } from "../../controls/session/index.ts";
import type { Action } from "../../meaning/action.ts";
import type { Loaded, Policy } from "../../policy/index.ts";
import type { Finding, Verdict } from "../../policy/verdict.ts";
import { stateDirectory } from "../../system/index.ts";
import type { Answered, Circumstances } from "./approval.ts";
import { type Decided, isRefusal, uncounted, withFindings } from "./decided.ts";
import { unlessUnwritable } from "./session.ts";

const reasons = ["rate", "session"] as const;

/**
 * A command at the limiter: each call looks once. The limiter keeps the session's count of commands too, so it is asked where
 * either is in force. `silent`: nobody can be told anything.
 */
export function atLimiter(
  at: Circumstances,
  actions: readonly Action[],
  { verdict: judged, approval }: Answered,
  session: Session,
  loaded: Loaded,
  silent: boolean,
): () => Decided | Pause {
  const { policy } = loaded;
  const maxCommands = policy.session.control === "off" ? null : session.maxCommands;
  if (policy.rate.control === "off" && maxCommands === null)
    return () => ({ ...uncounted(judged), approval });
  const request = {
    session: { ...session, maxCommands },
    command: at.command,
    programs: programsOf(actions),
    families: familiesOf(judged.findings),
    limits: limitsOf(policy),
    onlySaid: reasons.filter((reason) => policy[reason].control === "observe"),
    silent,
  };
  const look = isRefusal(judged) ? null : admitting({ ...request, state: stateDirectory() });
  return () => {
    const counted = unlessUnwritable(loaded, () => {
      if (look === null) return afterRefusal(judged, noteRefusal(request));
      const seen = look();
      return "kind" in seen ? outcome(judged, seen, policy) : seen;
    });
    return counted !== null && "waitMs" in counted
      ? counted
      : { ...(counted ?? uncounted(judged)), approval };
  };
}

function afterRefusal(verdict: Verdict, loop: Finding | null): Decided {
  return uncounted(loop ? withFindings(verdict, [loop]) : verdict);
}

function outcome(verdict: Verdict, admission: Admission, policy: Policy): Decided {
  if (admission.kind === "admitted") {
    const { ticket, warning } = admission;
    return { ...uncounted(warning ? withFindings(verdict, [warning]) : verdict), ticket };
  }
  const control = admission.reason === "rate" ? policy.rate.control : policy.session.control;
  const result = withFindings(verdict, temper([admission.finding], control));
  return {
    ...uncounted(result),
    tryLater: admission.reason === "rate" && result.decision === "deny",
  };
}

const noLimits: RateLimits = { all: null, programs: {}, families: {}, loopAfter: 0, maxWaitMs: 0 };

/** The policy's limits. */
function limitsOf({ rate }: Policy): RateLimits {
  if (rate.control === "off") return noLimits;
  const budget = (limit: number) => (limit === 0 ? null : { limit, windowMs: rate.window });
  const table = (counts: Readonly<Record<string, number>>) => {
    const budgets: Record<string, { limit: number; windowMs: number }> = {};
    for (const name in counts) budgets[name] = { limit: counts[name] ?? 0, windowMs: rate.window };
    return budgets;
  };
  return {
    all: budget(rate.commands),
    programs: table(rate.programs),
    families: table(rate.families),
    loopAfter: rate.identical,
    maxWaitMs: rate.max_wait,
  };
}

function programsOf(actions: readonly Action[]): readonly string[] {
  const names = new Set<string>();
  for (const action of actions)
    if (action.kind === "run" && action.program !== null) names.add(action.program);
  return [...names];
}

function familiesOf(findings: readonly Finding[]): readonly string[] {
  const names = new Set<string>();
  for (const { rule } of findings) names.add(rule.slice(0, rule.indexOf("/")));
  return [...names];
}

/** What is said at a limit, once for each pause. */
export function pauseText({ limit, waitMs }: Pause): string {
  return `guardsh: paused: limit of ${limit}; goes on in about ${Math.ceil(waitMs / 1000)} s\n`;
}

/** Puts a pause on record. */
export function notePause({ limit, waitMs }: Pause, session: Session): void {
  try {
    openAudit().note({ event: "pause", session: session.id, limit, wait_ms: Math.round(waitMs) });
  } catch {
    // the record before the start says that the log cannot be written
  }
}

/** What an agent is told that runs the same failing command again and again; "" where it does not. */
export function loopText({ findings }: Verdict): string {
  const loop = findings.find(({ rule }) => rule === "rate/loop");
  return loop === undefined
    ? ""
    : `guardsh: note: ${loop.what}; ${loop.why} [${loop.rule}]\n  instead: ${loop.instead}\n`;
}
