/** Session and rate limit: may one more command start now, and in whose name? Between judgement and record. */
import { openAudit } from "../../audit/index.ts";
import { temper } from "../../controls/finding.ts";
import {
  type Admission,
  admitting,
  noteRefusal,
  type Pause,
  type RateLimits,
  type Ticket,
} from "../../controls/rate/index.ts";
import {
  checkPlaces,
  checkRemembered,
  checkSession,
  currentSession,
  isOpen,
  type Place,
  type Session,
  UnknownSession,
  unrecordedSession,
} from "../../controls/session/index.ts";
import type { Action } from "../../meaning/action.ts";
import { type Loaded, loadPolicy, type Policy, type ProfileName } from "../../policy/index.ts";
import type { JudgeRequest } from "../../policy/judge.ts";
import { type Finding, nothingFound, stricter, type Verdict } from "../../policy/verdict.ts";
import { homeDirectory, sleep, stateDirectory, Unavailable } from "../../system/index.ts";
import { say } from "../failure.ts";
import { type Answered, type Approval, approved, type Circumstances, waitingText } from "./approval.ts";

/** The session of this command and the policy under which it runs: the session's profile can only make that tighter. */
export function enter(cwd: string): { readonly session: Session; readonly loaded: Loaded } {
  const loaded = loadPolicy({ cwd });
  const { ttl, max_commands, scratch } = loaded.policy.session;
  const context = { ttlMs: ttl || null, maxCommands: max_commands || null, scratch };
  const session = unlessUnwritable(loaded, () => currentSession(context)) ?? unrecordedSession();
  const profile = profileOf(session.profile);
  return { session, loaded: profile === null ? loaded : loadPolicy({ cwd, profile }) };
}

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
interface Judged {
  readonly verdict: Verdict;
  readonly actions: readonly Action[];
}

/** Does a verdict keep the command from running? */
export function isRefusal({ decision }: Verdict): boolean {
  return decision === "deny" || decision === "ask";
}

/** Where and how a request would run, with the command in the words that a person is shown. */
export function circumstancesOf(
  { cwd, shell, arguments: list }: JudgeRequest,
  command: string,
): Circumstances {
  return { command, cwd, dialect: shell, arguments: list, person: "wait" };
}

/** A verdict as it is, for code that is not counted. */
export function uncounted(verdict: Verdict): Decided {
  return { verdict, ticket: null, tryLater: false, approval: null };
}

/** The same, with a person's answer where the verdict asks for one. */
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
  const opened = openedBy(session, judged, loaded.policy);
  const verdict = join(opened, sessionFindings(session, judged.actions, loaded.policy, at.cwd));
  if (isRefusal(verdict)) return null;
  const seen = looking(at, judged, session, loaded, true)();
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
  return `guardsh: paused: limit of ${held.limit}; goes on in about ${Math.ceil(held.waitMs / 1000)} s\n`;
}

/** What an agent is told that runs the same failing command again and again; "" where it does not. */
function loopText({ findings }: Verdict): string {
  const loop = findings.find(({ rule }) => rule === "rate/loop");
  return loop === undefined
    ? ""
    : `guardsh: note: ${loop.what}; ${loop.why} [${loop.rule}]\n  instead: ${loop.instead}\n`;
}

/** Each call looks once: first for the person's answer, then, with that, at the limiter. */
function looking(
  at: Circumstances,
  { verdict, actions }: Judged,
  session: Session,
  loaded: Loaded,
  silent = false,
): () => Decided | Pause | Question {
  const { policy } = loaded;
  const found = sessionFindings(session, actions, policy, at.cwd);
  const asked = join(openedBy(session, { verdict, actions }, policy), found);
  const answered = answering(asked, at, session, policy);
  let admit: (() => Decided | Pause) | null = null;
  return () => {
    if (admit !== null) return admit();
    const answer = answered();
    if ("waitMs" in answer) return answer;
    admit = admission(at, actions, answer, session, loaded, silent);
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

/** Each call looks at the limiter once. */
function admission(
  at: Circumstances,
  actions: readonly Action[],
  { verdict: judged, approval }: Answered,
  session: Session,
  loaded: Loaded,
  silent: boolean,
): () => Decided | Pause {
  const { policy } = loaded;
  const request = {
    session,
    command: at.command,
    programs: programsOf(actions),
    families: familiesOf(judged.findings),
    limits: limitsOf(policy),
    silent,
  };
  if (policy.rate.control === "off") return () => ({ ...uncounted(judged), approval });
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

/**
 * Null where the state directory cannot be used and the policy lets commands run all the same: then there is neither
 * session nor limit, and the record, which fails too, says so.
 */
function unlessUnwritable<T>({ policy }: Loaded, action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    const refused = policy.audit.on_failure === "refuse" || error instanceof UnknownSession;
    if (refused || !(error instanceof Unavailable)) throw error;
    return null;
  }
}

function afterRefusal(verdict: Verdict, loop: Finding | null): Decided {
  return uncounted(loop ? join(verdict, [loop]) : verdict);
}

function outcome(verdict: Verdict, admission: Admission, policy: Policy): Decided {
  if (admission.kind === "admitted") {
    const { ticket, warning } = admission;
    return { ...uncounted(warning ? join(verdict, [warning]) : verdict), ticket };
  }
  const control = admission.reason === "rate" ? policy.rate.control : policy.session.control;
  const result = join(verdict, temper([admission.finding], control));
  return {
    ...uncounted(result),
    tryLater: admission.reason === "rate" && result.decision === "deny",
  };
}

/** What the session has against a command: its end, its places, and what its earlier commands have fetched. */
function sessionFindings(
  session: Session,
  actions: readonly Action[],
  policy: Policy,
  cwd: string,
): readonly Finding[] {
  const finding = checkSession(session);
  const found = [...(finding === null ? [] : [finding]), ...checkRemembered(session, actions, cwd)];
  return [...temper(found, policy.session.control), ...placeFindings(session, actions, policy)];
}

/** The places of the session itself, and those that the policy names for every session. */
function placesOf({ places }: Session, { session: { persist } }: Policy): readonly Place[] {
  return [...places, ...persist.map(({ path, access }): Place => ({ path: underHome(path), mode: access }))];
}

function placeFindings(session: Session, actions: readonly Action[], policy: Policy): readonly Finding[] {
  const places = placesOf(session, policy);
  return places.length === 0
    ? []
    : temper(checkPlaces({ ...session, places }, actions), policy.session.control);
}

/** The verdict without what the session's places allow. */
function openedBy(session: Session, { verdict, actions }: Judged, policy: Policy): Verdict {
  const places = placesOf(session, policy);
  if (places.length === 0) return verdict;
  const findings = verdict.findings.filter((finding) => !isOpen(places, actions, finding));
  return findings.length === verdict.findings.length ? verdict : join(nothingFound, findings);
}

function underHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? homeDirectory() + path.slice(1) : path;
}

function join(verdict: Verdict, more: readonly Finding[]): Verdict {
  if (more.length === 0) return verdict;
  let { decision } = verdict;
  for (const finding of more) decision = stricter(decision, finding.decision);
  return { decision, findings: [...verdict.findings, ...more] };
}

/** The policy's limits. Under `observe` nothing waits: what would have been refused is only said. */
function limitsOf({ rate }: Policy): RateLimits {
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
    maxWaitMs: rate.control === "observe" ? 0 : rate.max_wait,
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

/** Puts a pause on record. */
function notePause({ limit, waitMs }: Pause, session: Session): void {
  try {
    openAudit().note({ event: "pause", session: session.id, limit, wait_ms: Math.round(waitMs) });
  } catch {
    // the record before the start says that the log cannot be written
  }
}

function profileOf(name: string | null): ProfileName | null {
  return name === "standard" || name === "strict" || name === "readonly" ? name : null;
}
