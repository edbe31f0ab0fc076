/**
 * The limiter: may one more command start now? A sliding window over the session's ledger, exact across processes because
 * looking and counting happen under one lock. At a limit it waits outside the lock until the oldest command in the
 * window has left it, and looks again; when that takes too long it refuses. It never touches what already runs.
 */
import { join } from "node:path";
import type { Finding } from "../../policy/verdict.ts";
import { bootMilliseconds } from "../../system/index.ts";
import { temper } from "../finding.ts";
import { budgetFinding, checkSession, type Session } from "../session/session.ts";
import { readSession } from "../session/store.ts";
import { anyKey, type Entry, keysPerEntry, Ledger } from "./ledger.ts";

/** So many commands in so many milliseconds. */
export interface Budget {
  readonly limit: number;
  readonly windowMs: number;
}

export interface RateLimits {
  /** All commands of the session together; null for no limit. */
  readonly all: Budget | null;
  /** By program name (`git`, `curl`). */
  readonly programs: Readonly<Record<string, Budget>>;
  /** By family of the rules that had something to say (`net`, `vcs`). */
  readonly families: Readonly<Record<string, Budget>>;
  /** After so many failures of the same command in a row, the agent is told; 0 never. */
  readonly loopAfter: number;
  /** How long a command waits at most before it is refused. */
  readonly maxWaitMs: number;
}

export interface AdmissionRequest {
  readonly session: Session;
  /** What the agent asked for, wrapper taken off. */
  readonly command: string;
  readonly programs: readonly string[];
  readonly families: readonly string[];
  readonly limits: RateLimits;
  /** The state directory, to see after a pause whether the session was ended meanwhile. */
  readonly state: string;
  /** What is only said where it is exceeded: the command runs, and counts. */
  readonly onlySaid?: readonly Reason[];
  /** Nobody can be told anything: where there is something to say the command is not admitted, nor counted. */
  readonly silent?: boolean;
}

/** A command that waits for room: each call looks once, and says how long to wait before the next. */
export type Admitting = () => Admission | Pause;

export interface Pause {
  /** `30 commands in 60 s`, `5 × git in 60 s`. */
  readonly limit: string;
  /** How long to wait before it is worth looking again; never longer than may be waited. */
  readonly waitMs: number;
}

/** Names an admitted command's entry, so that its status can be filled in. */
export interface Ticket {
  readonly path: string;
  readonly time: number;
}

/** `rate`: status 75, come back later. `session`: it has ended or used up its commands. */
type Reason = "rate" | "session";

export type Admission =
  | {
      readonly kind: "admitted";
      /** Null for nested commands: they are not counted. */
      readonly ticket: Ticket | null;
      /** Said to the agent, the command runs. */
      readonly warning: Finding | null;
    }
  | {
      readonly kind: "refused";
      readonly reason: Reason;
      readonly finding: Finding;
    };

const lockWaitMs = 5000;
/** A command that fails again after this long is a new attempt, not a loop. */
const loopWindowMs = 15 * 60_000;

/** A command at the limiter: counted as soon as there is room, refused after `limits.maxWaitMs` and a little. */
export function admitting(request: AdmissionRequest): Admitting {
  const { session, limits } = request;
  if (session.nested) return () => ({ kind: "admitted", ticket: null, warning: null });
  const budgets = budgetsOf(request);
  const path = ledgerPath(session);
  const begin = bootMilliseconds();
  let paused = false;
  return () => {
    const ended = paused ? checkNow(request) : null;
    if (ended) return { kind: "refused", reason: "session", finding: ended };
    paused = true;
    const outcome = attempt(request, budgets, path);
    if ("kind" in outcome) return outcome;
    const left = begin + limits.maxWaitMs - bootMilliseconds();
    return left <= 0
      ? { kind: "refused", reason: "rate", finding: rateFinding(outcome) }
      : { ...outcome, waitMs: Math.max(1, Math.min(outcome.waitMs, left)) };
  };
}

/** Puts a refused command into the ledger, for loop detection, and answers what to tell the agent about repeating it. */
export function noteRefusal(request: Omit<AdmissionRequest, "state">): Finding | null {
  const ledger = Ledger.open(ledgerPath(request.session), lockWaitMs);
  try {
    const command = hash(request.command);
    const time = bootMilliseconds();
    const failures = 1 + failuresInARow(ledger, command, time);
    ledger.add({ time, command, keys: [], status: 126, counted: false }, 0);
    return loopFinding(failures, request.limits.loopAfter);
  } finally {
    ledger.close();
  }
}

/** Fills in how an admitted command ended. Never throws: the command has run. */
export function settleTicket(ticket: Ticket | null, status: number): void {
  if (ticket === null) return;
  try {
    const ledger = Ledger.open(ticket.path, lockWaitMs);
    ledger.settle(ticket.time, status);
    ledger.close();
  } catch {
    // only loop detection goes without it
  }
}

/** Commands that the session has used of its budget. */
export function commandsUsed(session: { readonly directory: string }): number {
  const ledger = Ledger.open(ledgerPath(session), lockWaitMs);
  try {
    return ledger.used;
  } finally {
    ledger.close();
  }
}

interface KeyedBudget extends Budget {
  readonly label: string;
  readonly matches: (entry: Entry) => boolean;
}

function attempt(request: AdmissionRequest, budgets: Applied, path: string): Admission | Pause {
  const { session, limits, onlySaid = [] } = request;
  const ledger = Ledger.open(path, lockWaitMs);
  try {
    const used = ledger.used;
    const over =
      session.maxCommands !== null && used >= session.maxCommands ? budgetFinding(session, used) : null;
    if (over !== null && !onlySaid.includes("session"))
      return { kind: "refused", reason: "session", finding: over };
    const now = bootMilliseconds();
    const pause = longestPause(ledger, budgets.list, now);
    if (pause !== null && !onlySaid.includes("rate")) return pause;
    const exceeded = over ?? (pause === null ? null : rateFinding(pause));
    const [said = null] = exceeded === null ? [] : temper([exceeded], "observe");
    const warning = said ?? loopFinding(failuresInARow(ledger, budgets.command, now), limits.loopAfter);
    if (warning !== null && request.silent) return { limit: "", waitMs: 0 };
    const entry = { time: now, command: budgets.command, keys: budgets.keys, status: null, counted: true };
    ledger.add(entry, budgets.longestMs);
    return { kind: "admitted", ticket: { path, time: now }, warning };
  } finally {
    ledger.close();
  }
}

/** What has to be waited for, the longest of all budgets; null when there is room in each. */
function longestPause(ledger: Ledger, budgets: readonly KeyedBudget[], now: number): Pause | null {
  let longest: Pause | null = null;
  for (const budget of budgets) {
    let count = 0;
    for (let age = 0; age < ledger.length; age++) {
      const entry = ledger.at(age);
      if (entry.time <= now - budget.windowMs) break;
      if (!entry.counted || !budget.matches(entry)) continue;
      count++;
      if (count < budget.limit) continue;
      const waitMs = entry.time + budget.windowMs - now;
      if (longest === null || waitMs > longest.waitMs) longest = { limit: budget.label, waitMs };
      break;
    }
  }
  return longest;
}

interface Applied {
  readonly list: readonly KeyedBudget[];
  readonly keys: readonly number[];
  readonly command: number;
  readonly longestMs: number;
}

function budgetsOf(request: AdmissionRequest): Applied {
  const { limits } = request;
  const command = hash(request.command);
  const list: KeyedBudget[] = [];
  const keys: number[] = [];
  if (limits.all) list.push({ ...limits.all, label: label(limits.all, "commands"), matches: () => true });
  const named: readonly (readonly [string, readonly string[], Readonly<Record<string, Budget>>])[] = [
    ["program", request.programs, limits.programs],
    ["family", request.families, limits.families],
  ];
  for (const [kind, names, table] of named) {
    for (const name of names) {
      const budget = Object.hasOwn(table, name) ? table[name] : undefined;
      const key = hash(`${kind} ${name}`);
      if (budget === undefined || keys.includes(key)) continue;
      keys.push(key);
      const matches = (entry: Entry) => entry.keys.includes(key) || entry.keys.includes(anyKey);
      list.push({ ...budget, label: label(budget, `${kind} ${name}`), matches });
    }
  }
  let longestMs = 0;
  for (const budget of list) longestMs = Math.max(longestMs, budget.windowMs);
  const stored = keys.length > keysPerEntry ? [anyKey] : keys;
  return { list, keys: stored, command, longestMs: Math.max(longestMs, longestOf(limits)) };
}

/** The longest window of any budget: entries are kept so long even if this command does not count against it. */
function longestOf(limits: RateLimits): number {
  let longest = limits.all?.windowMs ?? 0;
  for (const table of [limits.programs, limits.families])
    for (const name in table) longest = Math.max(longest, table[name]?.windowMs ?? 0);
  return longest;
}

function label(budget: Budget, what: string): string {
  return `${budget.limit} ${budget.limit === 1 ? what.replace(/^commands$/, "command") : what} in ${Math.round(budget.windowMs / 100) / 10} s`;
}

/** How often this command failed since another one ran, or it succeeded. A status that nobody saw breaks the row. */
function failuresInARow(ledger: Ledger, command: number, now: number): number {
  let count = 0;
  for (let age = 0; age < ledger.length; age++) {
    const entry = ledger.at(age);
    if (entry.command !== command || entry.time < now - loopWindowMs) break;
    if (entry.status === null || entry.status === 0) break;
    count++;
  }
  return count;
}

function loopFinding(failures: number, loopAfter: number): Finding | null {
  if (loopAfter <= 0 || failures < loopAfter) return null;
  return {
    ...nowhere,
    rule: "rate/loop",
    title: "The same failing command again",
    severity: "low",
    decision: "warn",
    what: `this very command has failed ${failures} times in a row`,
    why: "it will fail again as long as nothing else changes",
    instead: "Read the error, change something, or ask the person you work for.",
  };
}

function rateFinding(pause: Pause): Finding {
  const seconds = Math.max(1, Math.ceil(pause.waitMs / 1000));
  return {
    ...nowhere,
    rule: "rate/limit",
    title: "Rate limit",
    severity: "medium",
    decision: "deny",
    what: `over the limit of ${pause.limit}`,
    why: "An agent that runs this fast is likely in a loop; the limit holds for the whole session.",
    instead: `Come back in ${seconds} s, and put what belongs together into one command.`,
  };
}

const nowhere = { span: { start: 0, end: 0 }, chain: [] } as const;

function checkNow(request: Pick<AdmissionRequest, "state" | "session">): Finding | null {
  const record = readSession(request.state, request.session.id);
  return record === null ? null : checkSession(record);
}

function ledgerPath(session: { readonly directory: string }): string {
  return join(session.directory, "ledger");
}

/** Never 0, which stands for "no key" in the ledger. */
function hash(text: string): number {
  return Number(BigInt(Bun.hash(text)) & 0xffff_ffffn) || 1;
}
