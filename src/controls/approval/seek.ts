/** What a shell does with a verdict of `ask`: is there an answer, and if not, where to put the question. */
import type { Finding } from "../../policy/verdict.ts";
import { type Answer, type Asked, reasonsOf } from "./request.ts";
import { Approvals } from "./store.ts";

export interface Outcome {
  readonly code: string;
  /** Null: nobody has answered. */
  readonly answer: Answer | null;
}

export interface Seeking {
  readonly asked: Omit<Asked, "reasons">;
  readonly findings: readonly Finding[];
  readonly agent: string;
  /** Milliseconds that a code can be used. */
  readonly expires: number;
  /** False: another guardsh, which runs the command, will use the answer. */
  readonly uses: boolean;
  readonly state?: string;
}

/** Looks for a person's answer, and puts the question where there is none. Throws `Unavailable` where the state cannot be used. */
export function seek({ asked: given, findings, agent, expires, uses, state }: Seeking): Outcome {
  const approvals = new Approvals(state);
  const asked: Asked = { ...given, reasons: reasonsOf(findings) };
  const ready = uses ? approvals.take(asked) : approvals.look(asked);
  if (ready !== null) return { code: ready.code, answer: ready };
  return { code: approvals.ask(asked, agent, expires).code, answer: null };
}
