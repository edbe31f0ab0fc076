/** May a command run? What session, people and the limiter add to the verdict. Between judgement and record. */
import type { Pause } from "../../controls/rate/index.ts";
import type { Session } from "../../controls/session/index.ts";
import type { Loaded, Policy } from "../../policy/index.ts";
import type { JudgeRequest } from "../../policy/judge.ts";
import type { Verdict } from "../../policy/verdict.ts";
import { sleep } from "../../system/index.ts";
import { say } from "../failure.ts";
import { type Answered, approved, type Circumstances, waitingText } from "./approval.ts";
import { type Decided, isRefusal, type Judged, uncounted } from "./decided.ts";
import { atLimiter, loopText, notePause, pauseText } from "./limiter.ts";
import { withSession } from "./session.ts";

/** Where and how a request would run, with the command in the words that a person is shown. */
export function circumstancesOf(
  { cwd, shell, arguments: list }: JudgeRequest,
  command: string,
): Circumstances {
  return { command, cwd, dialect: shell, arguments: list, person: "wait" };
}

/** A verdict on code that is not counted, with a person's answer where it asks for one. */
export function uncountedButAsked(
  verdict: Verdict,
  at: Circumstances,
  session: Session,
  { policy }: Loaded,
): Decided {
  const look = answering(verdict, at, session, policy);
  for (let told = false; ; told = true) {
    const seen = look();
    if (!("waitMs" in seen)) return { ...uncounted(verdict), ...seen };
    if (!told) say(waitingText(seen.code, policy.ask.wait));
    sleep(seen.waitMs);
  }
}

/** A person who has been asked, and may still answer. */
interface Question {
  readonly code: string;
  readonly waitMs: number;
}

/** How long whoever asks is held up before it is worth looking again, and what to tell them: "" where they know. */
export interface Held {
  readonly waitMs: number;
  readonly text: string;
}

/**
 * Adds to a verdict what the session, a person who was asked and the limiter say. Waits at the limit, and for the person
 * as long as policy says. Counts the command if it may run.
 */
export function decide(at: Circumstances, judged: Judged, session: Session, loaded: Loaded): Decided {
  const holding = deciding(at, judged, session, loaded);
  for (;;) {
    const { done, value } = holding.next();
    if (done) return value;
    if (value.text !== "") say(value.text);
    sleep(value.waitMs);
  }
}

/**
 * The same where there is no time to wait and nobody to ask: null where a command is not simply admitted, and then it was
 * neither counted nor noted.
 */
export function decideAtOnce(
  at: Circumstances,
  judged: Judged,
  session: Session,
  loaded: Loaded,
): Decided | null {
  const verdict = withSession(judged, session, loaded.policy, at.cwd);
  if (isRefusal(verdict)) return null;
  const answer: Answered = { verdict, approval: null };
  const seen = atLimiter(at, judged.actions, answer, session, loaded, true)();
  return "waitMs" in seen || isRefusal(seen.verdict) ? null : seen;
}

/** The same for who cannot wait: yields instead. */
export function* deciding(
  at: Circumstances,
  judged: Judged,
  session: Session,
  loaded: Loaded,
): Generator<Held, Decided> {
  const look = looking(at, judged, session, loaded);
  for (let told = ""; ; ) {
    const seen = look();
    if (!("waitMs" in seen)) {
      const text = isRefusal(seen.verdict) ? "" : loopText(seen.verdict);
      if (text !== "") yield { waitMs: 0, text };
      return seen;
    }
    const { waitMs } = seen;
    const cause = "code" in seen ? seen.code : "limit";
    const text = told === cause ? "" : tell(seen, session, loaded.policy);
    told = cause;
    yield { waitMs, text };
  }
}

function tell(held: Pause | Question, session: Session, { ask }: Policy): string {
  if ("code" in held) return waitingText(held.code, ask.wait);
  notePause(held, session);
  return pauseText(held);
}

/** Each call looks once: first for the person's answer, then, with that, at the limiter. */
function looking(
  at: Circumstances,
  judged: Judged,
  session: Session,
  loaded: Loaded,
): () => Decided | Pause | Question {
  const verdict = withSession(judged, session, loaded.policy, at.cwd);
  const answered = answering(verdict, at, session, loaded.policy);
  let admit: (() => Decided | Pause) | null = null;
  return () => {
    if (admit !== null) return admit();
    const answer = answered();
    if ("waitMs" in answer) return answer;
    admit = atLimiter(at, judged.actions, answer, session, loaded, false);
    return admit();
  };
}

/** Each call looks once for a person's answer, where the verdict asks for one. */
function answering(
  verdict: Verdict,
  at: Circumstances,
  session: Session,
  policy: Policy,
): () => Answered | Question {
  const person = at.person === "wait" ? "code" : at.person;
  const until = performance.now() + (at.person === "wait" ? policy.ask.wait : 0);
  return () => {
    const answer = approved(verdict, { ...at, person }, session, policy);
    const left = until - performance.now();
    return left > 0 && answer.approval?.answered === null
      ? { code: answer.approval.code, waitMs: Math.min(lookEveryMs, left) }
      : answer;
  };
}

/** How often it is worth looking for a person's answer. */
const lookEveryMs = 100;
