/** A verdict of `ask` where there is no agent's prompt to ask with: a person's answer is looked for, or a question put. */
import type { Session } from "../../controls/session/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { Finding, Verdict } from "../../policy/verdict.ts";
import { Unavailable } from "../../system/index.ts";

/** What a person is asked about: exactly this command, exactly here. */
export interface Circumstances {
  readonly command: string;
  readonly cwd: string;
  readonly dialect: string;
  /** Positional parameters. */
  readonly arguments: readonly string[];
  /**
   * `wait` as long as policy says; `code`: at once, because others would wait too; `look`: at once, and the answer is
   * left for the guardsh that runs the command; `no`: the agent's own prompt asks.
   */
  readonly person: "wait" | "code" | "look" | "no";
}

/** A question to a person. */
export interface Approval {
  readonly code: string;
  readonly answered: "once" | "session" | "no" | null;
}

/** A verdict with a person's answer in it. */
export interface Answered {
  readonly verdict: Verdict;
  /** The question, answered or not; null where there is none. */
  readonly approval: Approval | null;
}

/** The person's answer as it is now; waiting is up to the caller. Loads what that takes only for `ask`. */
export function approved(
  verdict: Verdict,
  { person, ...where }: Circumstances & { readonly person: "code" | "look" | "no" },
  session: Session,
  { ask }: Policy,
): Answered {
  if (verdict.decision !== "ask" || person === "no") return { verdict, approval: null };
  const {
    seek,
  }: typeof import("../../controls/approval/index.ts") = require("../../controls/approval/index.ts");
  try {
    const { code, answer } = seek({
      asked: { ...where, session: session.id },
      findings: verdict.findings,
      agent: session.agent,
      expires: ask.expires,
      uses: person !== "look",
    });
    const approval = { code, answered: answer?.scope ?? null };
    if (answer === null) return { verdict, approval };
    return { verdict: answer.scope === "no" ? refused(verdict) : allowed(verdict), approval };
  } catch (error) {
    // Nothing can be put where a person finds it: it stays refused, without a code.
    if (error instanceof Unavailable) return { verdict, approval: null };
    throw error;
  }
}

/** What whoever waits for a person is told, once. */
export function waitingText(code: string, ms: number): string {
  return `guardsh: waiting ${Math.ceil(ms / 1000)} s for a person's approval: guardsh approve ${code}\n`;
}

/** What was asked about is still said; it decides nothing any more. */
function allowed({ findings }: Verdict): Verdict {
  const said = findings.map(
    (finding): Finding => (finding.decision === "ask" ? { ...finding, decision: "warn" } : finding),
  );
  return { decision: "warn", findings: said };
}

function refused({ findings }: Verdict): Verdict {
  const asked = findings.find(({ decision }) => decision === "ask");
  const finding: Finding = {
    rule: "approval/refused",
    title: "Refused by a person",
    severity: "medium",
    decision: "deny",
    span: asked?.span ?? { start: 0, end: 0 },
    chain: asked?.chain ?? [],
    what: `a person was asked and said no: ${asked?.what ?? "it needed approval"}`,
    why: asked?.why ?? "",
    instead: "Do not try it again in other words. Ask what they want done instead.",
  };
  return { decision: "deny", findings: [...findings, finding] };
}
