/**
 * controls/session: a session is one run of one agent; how long, how many commands, what stays. The shell and the policy
 * import this; beginning, ending and handing off (lifecycle.ts, handoff.ts) are for cli/ and `guardsh run`, which import
 * those files directly so that the shell never loads them.
 */
export {
  currentSession,
  forgetAncestors,
  insideSession,
  type SessionContext,
  UnknownSession,
  unrecordedSession,
} from "./current.ts";
export { checkPlaces, isOpen } from "./places.ts";
export { checkRemembered, remember } from "./remember.ts";
export { checkSession, type Place, type Session, type SessionRecord } from "./session.ts";
