/** Whose command it is, under which policy it runs, and what its session has to say of it. */
import { temper } from "../../controls/finding.ts";
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
import { nothingFound, type Verdict } from "../../policy/verdict.ts";
import { homeDirectory, Unavailable } from "../../system/index.ts";
import { type Judged, withFindings } from "./decided.ts";

/** The session of this command and the policy under which it runs: the session's profile can only make that tighter. */
export function enter(cwd: string): { readonly session: Session; readonly loaded: Loaded } {
  const loaded = loadPolicy({ cwd });
  const { ttl, max_commands, scratch } = loaded.policy.session;
  const context = { ttlMs: ttl || null, maxCommands: max_commands || null, scratch };
  const session = unlessUnwritable(loaded, () => currentSession(context)) ?? unrecordedSession();
  const profile = profileOf(session.profile);
  return { session, loaded: profile === null ? loaded : loadPolicy({ cwd, profile }) };
}

function profileOf(name: string | null): ProfileName | null {
  return name === "standard" || name === "strict" || name === "readonly" ? name : null;
}

/**
 * Null where the state directory cannot be used and the policy lets commands run all the same: then there is neither
 * session nor limit, and the record, which fails too, says so.
 */
export function unlessUnwritable<T>({ policy }: Loaded, action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    const refused = policy.audit.on_failure === "refuse" || error instanceof UnknownSession;
    if (refused || !(error instanceof Unavailable)) throw error;
    return null;
  }
}

/**
 * A verdict as the session has it: without what its places allow, and with what it has against the command: its end, its
 * places, and what its earlier commands have fetched.
 */
export function withSession(
  { verdict, actions }: Judged,
  session: Session,
  policy: Policy,
  cwd: string,
): Verdict {
  const places = placesOf(session, policy);
  const end = checkSession(session);
  const found = [
    ...(end === null ? [] : [end]),
    ...checkRemembered(session, actions, cwd),
    ...(places.length === 0 ? [] : checkPlaces({ ...session, places }, actions)),
  ];
  return withFindings(openedBy(places, verdict, actions), temper(found, policy.session.control));
}

/** The places of the session itself, and those that the policy names for every session. */
function placesOf({ places }: Session, { session: { persist } }: Policy): readonly Place[] {
  return [...places, ...persist.map(({ path, access }): Place => ({ path: underHome(path), mode: access }))];
}

/** The verdict without what the places allow. */
function openedBy(places: readonly Place[], verdict: Verdict, actions: readonly Action[]): Verdict {
  if (places.length === 0) return verdict;
  const findings = verdict.findings.filter((finding) => !isOpen(places, actions, finding));
  return findings.length === verdict.findings.length ? verdict : withFindings(nothingFound, findings);
}

function underHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? homeDirectory() + path.slice(1) : path;
}
