/** Where sessions are kept: `sessions/ID/session.json` each, and `callers/PROCESS`, which says which session a process's commands are in. */
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ensureStateDirectory, isAlive, processWorld, readProc, unavailable } from "../../system/index.ts";
import { isSessionRecord, type SessionRecord } from "./session.ts";

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export function isSessionId(text: string): boolean {
  return idPattern.test(text);
}

export function sessionDirectory(state: string, id: string): string {
  return join(state, "sessions", id);
}

/** The record of a session; null when there is none. Throws for one that cannot be read. */
export function readSession(state: string, id: string): SessionRecord | null {
  if (!isSessionId(id)) return null;
  const path = join(sessionDirectory(state, id), "session.json");
  const text = readOrNull(path);
  if (text === null) return null;
  const value: unknown = parse(text);
  if (!isSessionRecord(value)) throw unavailable(path, new Error("its content is damaged"));
  return value;
}

/** Puts a new session on file, unless another process was first; answers the one that is on file then. */
export function createSession(state: string, record: SessionRecord): SessionRecord {
  ensureStateDirectory(state);
  const directory = sessionDirectory(state, record.id);
  const path = join(directory, "session.json");
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, JSON.stringify(record), { mode: 0o600, flag: "w" });
    try {
      linkSync(temporary, path);
    } catch {
      return readSession(state, record.id) ?? record;
    } finally {
      unlinkSync(temporary);
    }
  } catch (error) {
    throw unavailable(path, error);
  }
  return record;
}

/** Replaces the record in one step. */
export function updateSession(state: string, record: SessionRecord): void {
  const path = join(sessionDirectory(state, record.id), "session.json");
  const temporary = `${path}.${process.pid}`;
  try {
    writeFileSync(temporary, JSON.stringify(record), { mode: 0o600, flag: "w" });
    renameSync(temporary, path);
  } catch (error) {
    throw unavailable(path, error);
  }
}

/** Every session on file, newest first. */
export function listSessions(state: string): SessionRecord[] {
  const found: SessionRecord[] = [];
  for (const id of names(join(state, "sessions"))) {
    // a damaged one is reported when somebody asks for it by name
    const record = recordOf(state, id);
    if (record) found.push(record);
  }
  return found.sort((a, b) => b.created - a.created);
}

/** The session that commands started by this process are in; null when that is not known yet. */
export function callerSession(state: string, caller: string): string | null {
  return readProc(join(state, "callers", caller));
}

export function rememberCaller(state: string, caller: string, id: string): void {
  const path = join(state, "callers", caller);
  try {
    try {
      writeFileSync(path, id, { mode: 0o600 });
    } catch {
      mkdirSync(join(state, "callers"), { recursive: true, mode: 0o700 });
      writeFileSync(path, id, { mode: 0o600 });
    }
    // a wrapper (timeout, env) is a new caller for every command: now and then those that are gone are forgotten
    if (process.pid % 64 === 0) forgetCallers(state);
  } catch (error) {
    throw unavailable(path, error);
  }
}

export function forgetCaller(state: string, caller: string): void {
  remove(join(state, "callers", caller));
}

const keep = 7 * 24 * 3600 * 1000;

/** Forgets callers that are gone, ends implied sessions whose agent is gone, removes what ended a week ago. Run when a session begins. */
export function sweep(state: string, now = Date.now()): void {
  forgetCallers(state);
  for (const record of listSessions(state)) {
    // In a container that shares the state directory nobody's processes are to be seen but its own: time alone tells of the others.
    const over =
      record.anchor !== null &&
      (isOfThisWorld(record) ? !isAlive(record.anchor) : now - record.created > keep);
    if (record.state === "active" && over) {
      updateSession(state, { ...record, state: "ended", reason: "its agent has exited" });
      if (record.scratch) remove(record.scratch);
    }
    if (record.state !== "active" && now - record.created > keep) remove(sessionDirectory(state, record.id));
  }
}

function forgetCallers(state: string): void {
  for (const caller of names(join(state, "callers"))) {
    if (isAlive(caller)) continue;
    const session = recordOf(state, callerSession(state, caller) ?? "");
    if (session?.state !== "active" || isOfThisWorld(session)) remove(join(state, "callers", caller));
  }
}

/** The record of a session; null also for one that cannot be read. */
function recordOf(state: string, id: string): SessionRecord | null {
  try {
    return readSession(state, id);
  } catch {
    return null;
  }
}

/** Are its processes among those that can be seen here? */
function isOfThisWorld({ world }: SessionRecord): boolean {
  return world === undefined || world === processWorld();
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // the next sweep tries again
  }
}

function names(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
