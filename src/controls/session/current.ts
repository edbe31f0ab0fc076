/**
 * Which session a command belongs to.
 *
 * The process that called guardsh decides, never a variable that a guarded command could have set. guardsh marks what it
 * starts by `GUARDSH_SESSION=ID:PROCESS` in its environment; the environment that a process was *started* with stands in
 * /proc and cannot be changed by its children, so a guarded ancestor is recognised whatever its descendants do to theirs.
 * Where no ancestor is guarded, the caller is the agent: the outermost known agent above us, or else the nearest session
 * leader (the terminal's shell, the service), so that a session may be wider than one run but never narrower. The answer
 * for a caller is kept, because an agent asks for every command and its ancestry does not change.
 */
import { mkdtempSync, rmdirSync } from "node:fs";
import {
  bootId,
  initialVariable,
  type ProcessInfo,
  processInfo,
  processKey,
  sessionVariable,
  stateDirectory,
  subject,
  Unavailable,
} from "../../system/index.ts";
import { agentOf } from "./known-agents.ts";
import { newSession, type Session, type SessionRecord } from "./session.ts";
import {
  callerSession,
  createSession,
  forgetCaller,
  readSession,
  rememberCaller,
  sessionDirectory,
  sweep,
} from "./store.ts";

export interface SessionContext {
  /** The state directory; by default the user's. */
  readonly state?: string;
  /** The agent as its wrapper gave it away; "" or absent when it is not known. */
  readonly agent?: string;
  /** Life span of a session that is implied by its agent; none by default. */
  readonly ttlMs?: number | null;
  /** Command budget of such a session; none by default. */
  readonly maxCommands?: number | null;
  /** Whether such a session gets a scratch directory. */
  readonly scratch?: boolean;
  /** `GUARDSH_SESSION` as we were given it. */
  readonly mark?: string | undefined;
}

/** `GUARDSH_SESSION` names a session that is not there. Not a fault of the state directory: no setting passes over it. */
export class UnknownSession extends Unavailable {
  constructor(id: string) {
    super(
      `there is no session ${id}`,
      "the one that GUARDSH_SESSION names was removed or never was",
      "begin one (guardsh session start), or unset GUARDSH_SESSION",
    );
  }
}

/** A session that is on file nowhere, for where the policy lets commands run although nothing can be written down. */
export function unrecordedSession(state = stateDirectory()): Session {
  const self = ownProcess();
  return asSession(state, newSession({ id: "unrecorded", anchor: processKey(self) }), self, false);
}

/** The session of this command. Throws {@link UnknownSession}, and `Unavailable` where the state directory cannot be used. */
export function currentSession(context: SessionContext = {}): Session {
  const state = context.state ?? stateDirectory();
  const self = ownProcess();
  const parent = processInfo(self.parent) ?? fallback(subject().parent, 0);
  const caller = processKey(parent);
  const given = context.mark ?? subject().variable(sessionVariable) ?? "";
  const known = callerSession(state, caller);
  const record = known === null ? null : readSession(state, known);
  // A caller that had an implied session may begin an explicit one; the other way round would be a way out of it.
  const begins = given !== "" && given !== known && !given.includes(":");
  if (record !== null && (record.explicit || !begins)) return asSession(state, record, self, false);

  const above = lookUp(parent);
  const mark = above.mark ?? given;
  if (mark) {
    const id = mark.split(":", 1)[0] ?? "";
    const marked = readSession(state, id);
    if (marked !== null) {
      const nested = above.mark !== null && !above.agentBelow;
      if (!nested) rememberCaller(state, caller, id);
      return asSession(state, marked, self, nested);
    }
    if (!mark.includes(":")) throw new UnknownSession(id);
  }
  const implied = impliedSession(state, above, context);
  rememberCaller(state, caller, implied.id);
  return asSession(state, implied, self, false);
}

/** True when a guarded command or an agent is among our ancestors: what only a person may do is refused then. */
export function insideSession(): boolean {
  const parent = processInfo(process.ppid);
  if (parent === null) return process.env[sessionVariable] !== undefined;
  const above = lookUp(parent);
  return above.mark !== null || above.agent !== null || process.env[sessionVariable]?.includes(":") === true;
}

/**
 * A person begins a session in a shell from which another was used before: what the shells above us belong to is found out
 * anew. Only behind {@link insideSession}: an agent that could call this would leave its session.
 */
export function forgetAncestors(state: string): void {
  let info = processInfo(process.ppid);
  for (let depth = 0; info !== null && depth < depthLimit; depth++) {
    forgetCaller(state, processKey(info));
    info = info.parent > 0 ? processInfo(info.parent) : null;
  }
}

interface Above {
  /** The mark of the nearest guarded ancestor. */
  readonly mark: string | null;
  /** An agent runs between that ancestor and us: its commands are commands of their own. */
  readonly agentBelow: boolean;
  /** Outermost known agent. */
  readonly agent: string | null;
  /** What a session is tied to where nothing above is guarded. */
  readonly anchor: ProcessInfo;
}

const depthLimit = 32;

function lookUp(parent: ProcessInfo): Above {
  let agent: string | null = null;
  let anchor: ProcessInfo | null = null;
  let leader: ProcessInfo | null = null;
  let info: ProcessInfo | null = parent;
  for (let depth = 0; info !== null && depth < depthLimit; depth++) {
    const name = agentOf(info);
    if (name !== null) {
      agent = name;
      anchor = info;
    }
    const mark = initialVariable(info.pid, sessionVariable);
    if (typeof mark === "string" && mark.includes(":"))
      return { mark, agentBelow: agent !== null, agent, anchor: anchor ?? info };
    if (leader === null && info.sid === info.pid) leader = info;
    info = info.parent > 0 ? processInfo(info.parent) : null;
  }
  return { mark: null, agentBelow: false, agent, anchor: anchor ?? leader ?? parent };
}

function impliedSession(state: string, above: Above, context: SessionContext): SessionRecord {
  const anchor = processKey(above.anchor);
  const id = `${anchor}-${bootId()}`;
  const existing = readSession(state, id);
  if (existing !== null) return existing;
  sweep(state);
  const record = newSession({
    id,
    agent: context.agent || above.agent || "",
    anchor,
    ttlMs: context.ttlMs ?? null,
    maxCommands: context.maxCommands ?? null,
    scratch: context.scratch ? makeScratch(above.anchor.pid) : null,
  });
  const kept = createSession(state, record);
  // another command of the agent was first: its directory is the session's
  if (record.scratch !== null && kept.scratch !== record.scratch) rmdirSync(record.scratch);
  return kept;
}

function makeScratch(agent: number): string {
  return mkdtempSync(`/tmp/guardsh-${agent}-`);
}

function asSession(state: string, record: SessionRecord, self: ProcessInfo, nested: boolean): Session {
  return {
    ...record,
    nested,
    mark: `${record.id}:${processKey(self)}`,
    directory: sessionDirectory(state, record.id),
  };
}

/** The process whose command this is. */
function ownProcess(): ProcessInfo {
  const { pid, parent } = subject();
  return processInfo(pid === process.pid ? "self" : pid) ?? fallback(pid, parent);
}

/** Where there is no /proc: the pid alone has to do. */
function fallback(pid: number, parent: number): ProcessInfo {
  return { pid, parent, name: "", sid: pid, start: "0" };
}
