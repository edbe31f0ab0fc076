/** What a shell does with a verdict of `ask`: is there an answer, and if not, where to put the question. */
import type { Finding } from "../../policy/verdict.ts";
import { sleep } from "../../system/index.ts";
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
  /** Milliseconds to wait for a person. */
  readonly wait: number;
  /** Called once, with the code, before waiting. */
  readonly onWait: (code: string) => void;
  /** False: another guardsh, which runs the command, will use the answer. */
  readonly uses: boolean;
  readonly state?: string;
}

const lookEveryMs = 100;

/** Looks for a person's answer, and puts the question where there is none. Throws `Unavailable` where the state cannot be used. */
export function seek({
  asked: given,
  findings,
  agent,
  expires,
  wait,
  onWait,
  uses,
  state,
}: Seeking): Outcome {
  const approvals = new Approvals(state);
  const asked: Asked = { ...given, reasons: reasonsOf(findings) };
  const ready = uses ? approvals.take(asked) : approvals.look(asked);
  if (ready !== null) return { code: ready.code, answer: ready };
  const { code } = approvals.ask(asked, agent, expires);
  if (wait > 0) {
    onWait(code);
    for (const until = performance.now() + wait; performance.now() < until; ) {
      sleep(lookEveryMs);
      const answer = approvals.take(asked);
      if (answer !== null) return { code, answer };
    }
  }
  return { code, answer: null };
}
