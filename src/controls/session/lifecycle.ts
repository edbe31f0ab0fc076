/** Beginning and ending of explicit sessions. Only for people: the command line checks that before it calls these. */
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { errorCode, Unavailable } from "../../system/index.ts";
import { newSession, type Place, type SessionRecord } from "./session.ts";
import { adoptFrom } from "./staged.ts";
import { createSession, readSession, sweep, updateSession } from "./store.ts";

export interface StartOptions {
  readonly agent?: string;
  readonly ttlMs?: number | null;
  readonly maxCommands?: number | null;
  readonly profile?: string | null;
  readonly places?: readonly Place[];
  /** Name of a handoff that an earlier session wrote. */
  readonly handoff?: string | null;
}

/** Begins a session with a scratch directory of its own. */
export function startSession(state: string, options: StartOptions): SessionRecord {
  // What may only be added to has to be there: the kernel cannot open a file that is not.
  for (const { mode, path } of options.places ?? []) if (mode === "append") closeSync(openSync(path, "a"));
  const id = newId();
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), `guardsh-${id}-`));
  sweep(state);
  return createSession(state, newSession({ ...options, id, scratch }));
}

/** Ends a session in good order: what it was to leave behind is put in place, its scratch directory removed. */
export function endSession(state: string, id: string, reason: string): SessionRecord {
  const record = must(state, id);
  if (record.state !== "active") return record;
  const ended: SessionRecord = { ...record, state: "ended", reason };
  // first the state: no command may start while the scratch directory goes away
  updateSession(state, ended);
  adoptFrom(state, record);
  if (record.scratch)
    for (const place of record.places) if (place.mode === "on-clean-exit") leave(record.scratch, place.path);
  removeScratch(record);
  return ended;
}

/** The kill switch: every later command of the session is refused; nothing that it made is put in place. */
export function killSession(state: string, id: string, reason: string): SessionRecord {
  const record = must(state, id);
  const killed: SessionRecord = { ...record, state: "killed", reason };
  updateSession(state, killed);
  removeScratch(record);
  return killed;
}

function must(state: string, id: string): SessionRecord {
  const record = readSession(state, id);
  if (record) return record;
  throw new Unavailable(
    `there is no session ${id}`,
    "it was removed or never was",
    "guardsh session list shows those that are",
  );
}

/** Copies SCRATCH/NAME to the place, links inside it as links. */
function leave(scratch: string, place: string): void {
  const source = join(scratch, basename(place));
  if (!existsSync(source)) return;
  try {
    if (statSync(source).isDirectory()) cpSync(source, place, { recursive: true, verbatimSymlinks: true });
    else copyFileSync(source, place);
  } catch (error) {
    throw new Unavailable(
      `${place} was not written`,
      errorCode(error) || String(error),
      `what the session left is in ${source}`,
    );
  }
}

function removeScratch(record: SessionRecord): void {
  if (record.scratch) rmSync(record.scratch, { recursive: true, force: true });
}

/** Ten letters and digits: enough to be unique, short enough to type. */
function newId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(10)))
    id += "abcdefghjkmnpqrstuvwxyz23456789".charAt(byte % 31);
  return id;
}
