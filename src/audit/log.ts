/**
 * Writing to the log. One lock (on the head), then: what a crash left is settled, the line is written by one write(2),
 * the head is overwritten. A process killed between the two leaves a line that the old head's key seals: the next writer
 * finds it beyond the accounted size and takes it over. What no key seals is left where it is and named by a sealed note.
 */
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import {
  bootMilliseconds,
  ensureStateDirectory,
  errorCode,
  lock,
  stateDirectory,
  subject,
  Unavailable,
  unavailable,
} from "../system/index.ts";
import { decodeHead, encodeHead, type Head, headBytes } from "./head.ts";
import { auditDirectory, generations, headPath, keyPath, logPath } from "./place.ts";
import type { CommandEntry, Completion, Note } from "./record.ts";
import { redact } from "./redact.ts";
import { commandHash, evolve, keyBytes, keyText, lineHash, sealLine, toHex } from "./seal.ts";
import { settle } from "./settle.ts";

export interface AuditOptions {
  /** The state directory; by default the user's. */
  readonly state?: string;
  /** What waits for the disk: nothing, refused commands, everything. Without it a power cut may take the last seconds. */
  readonly fsync?: "never" | "refusals" | "always";
  /** A file that is longer than this is closed and the next one begun. */
  readonly rotateBytes?: number;
  /** How long to wait for the lock before giving up. */
  readonly lockWaitMs?: number;
  /** Called at each step of a write: tests kill the process there. */
  readonly onStep?: (step: Step) => void;
}

export type Step = "locked" | "settled" | "written" | "done";

/** Names a command's line, for its completion. */
export interface RecordHandle {
  readonly seq: number;
}

/** The fields of a line without its frame, given its number and key. */
type Fields = (position: { readonly seq: number; readonly key: Uint8Array }) => object;

const defaults = { rotateBytes: 32 * 1024 * 1024, lockWaitMs: 5000 } as const;
/** Longer commands are cut in the log; the keyed hash covers all of them. */
const commandLimit = 16 * 1024;
const encoder = new TextEncoder();
const readWrite = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
/** O_NONBLOCK: a named pipe in the place of the log must fail and not hang. */
const append =
  constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The log of one state directory. Opens nothing until something is written; keeps nothing open in between. */
export class Audit {
  readonly state: string;
  readonly #options: AuditOptions;
  #checked = false;

  constructor(options: AuditOptions = {}) {
    this.#options = options;
    this.state = options.state ?? stateDirectory();
  }

  /** Writes a command down before it runs. Throws {@link Unavailable} when that cannot be done; then the policy says whether it may run. */
  recordBefore(entry: CommandEntry): RecordHandle {
    const sync = entry.verdict === "deny" || entry.verdict === "ask" || entry.verdict === "error";
    return this.#append(({ key }) => commandFields(entry, key), sync);
  }

  /** Adds how it ended. Never throws: the command has run already. */
  recordAfter(handle: RecordHandle, completion: Completion): void {
    try {
      this.#append(
        () => ({
          type: "end",
          of: handle.seq,
          status: completion.status,
          duration_ms: Math.round(completion.durationMs * 1000) / 1000,
          bytes: completion.bytes,
          ...(completion.cleaned && Object.keys(completion.cleaned).length > 0
            ? { cleaned: completion.cleaned }
            : {}),
        }),
        false,
      );
    } catch {
      // the missing end is visible in the log itself
    }
  }

  /** Writes down something that is not a command: a pause, a session's end, an alert. */
  note(note: Note): RecordHandle {
    return this.#append(() => ({ type: "note", ...note }), false);
  }

  /** Closes the current file and begins the next. */
  rotate(): void {
    this.#locked((head, files) => this.#rotate(head, files));
  }

  /** Sets or clears the mark that files are append-only, so that rotation leaves them alone. */
  setLocked(locked: boolean): void {
    this.#locked((head, files) => {
      const next = { ...head, locked };
      this.#saveHead(files.head, next, false);
      this.#commit(next, files, () => ({ type: "note", event: locked ? "lock" : "unlock" }), true, "");
    });
  }

  /**
   * Begins a log and returns its verification key, which is then nowhere else. With `replace`, begins a new chain where
   * there is one already (its files stay). Null when there is a log and `replace` is not set.
   */
  begin(replace: boolean): string | null {
    const file = this.#openHead();
    try {
      const old = decodeHead(readHead(file));
      if (!replace && (old !== null || generations(this.state).length > 0)) return null;
      const { head, text } = this.#createChain(file, false, (chain) => {
        // the old chain's last word, so that nobody can end it by beginning another
        if (old !== null)
          this.#settled(old, file, (last, files) => {
            this.#commit(last, files, () => ({ type: "note", event: "succeeded", by: chain }), true, "");
          });
      });
      this.#withLog(head, file, (files) => this.#commit(head, files, () => initFields(head), true, ""));
      return text;
    } catch (error) {
      throw unavailable(auditDirectory(this.state), error);
    } finally {
      closeSync(file);
    }
  }

  #append(fields: Fields, important: boolean): RecordHandle {
    let seq = 0;
    this.#locked((head, files) => {
      const rotate = head.size >= (this.#options.rotateBytes ?? defaults.rotateBytes) && !head.locked;
      if (rotate) {
        const next = this.#rotate(head, files);
        this.#withLog(next, files.head, (both) => this.#commit(next, both, fields, important, ""));
        seq = next.seq;
        return;
      }
      this.#commit(head, files, fields, important, "");
      seq = head.seq;
    });
    return { seq };
  }

  /** Runs `body` with the lock held, the head read, and everything settled that a crash left. */
  #locked(body: (head: Head, files: Files) => void): void {
    let head: number | undefined;
    try {
      head = this.#openHead();
      const first = decodeHead(readHead(head)) ?? this.#createChain(head, true).head;
      this.#step("locked");
      this.#settled(first, head, body);
      this.#step("done");
    } catch (error) {
      throw unavailable(auditDirectory(this.state), error);
    } finally {
      if (head !== undefined) closeSync(head);
    }
  }

  #settled(first: Head, headFile: number, body: (head: Head, files: Files) => void): void {
    this.#withLog(first, headFile, (files) => {
      const size = fstatSync(files.log).size;
      let head = first;
      if (size !== first.size) {
        const outcome = settle(first, files.log, size);
        head = outcome.head;
        if (head.seq !== first.seq) this.#saveHead(headFile, head, false);
        if (head.generation !== first.generation) return this.#settled(head, headFile, body);
        const note = outcome.note;
        if (note) head = this.#commit(head, files, () => ({ type: "note", ...note }), true, outcome.lead);
      }
      if (head.seq === 0) head = this.#commit(head, files, () => initFields(head), false, "");
      this.#step("settled");
      body(head, files);
    });
  }

  #withLog(head: Head, headFile: number, body: (files: Files) => void): void {
    const log = openSync(logPath(this.state, head.generation), append, 0o600);
    try {
      if (!fstatSync(log).isFile()) throw Object.assign(new Error("not a file"), { code: "ENXIO" });
      body({ head: headFile, log });
    } finally {
      closeSync(log);
    }
  }

  /** Writes one line and moves the head behind it. */
  #commit(head: Head, files: Files, fields: Fields, important: boolean, lead: string): Head {
    const frame = { v: 1, seq: head.seq, ...stamp(), ...fields({ seq: head.seq, key: head.key }) };
    const line = sealLine(frame, head.prev, head.key);
    const bytes = encoder.encode(`${lead}${line}\n`);
    const written = writeSync(files.log, bytes);
    // a short write: the disk is full, or a limit reached; the second try says which
    if (written < bytes.length && writeSync(files.log, bytes, written) < bytes.length - written)
      throw Object.assign(new Error("short write"), { code: "ENOSPC" });
    this.#step("written");
    const sync = this.#options.fsync === "always" || (this.#options.fsync === "refusals" && important);
    if (sync) fdatasyncSync(files.log);
    const next: Head = {
      ...head,
      seq: head.seq + 1,
      size: head.size + bytes.length,
      key: evolve(head.key),
      prev: lineHash(line),
    };
    this.#saveHead(files.head, next, sync);
    head.key.fill(0);
    return next;
  }

  #rotate(head: Head, files: Files): Head {
    const last = this.#commit(
      head,
      files,
      () => ({ type: "note", event: "rotate", next: head.generation + 1 }),
      true,
      "",
    );
    const next = { ...last, generation: head.generation + 1, size: 0 };
    this.#saveHead(files.head, next, false);
    return next;
  }

  #saveHead(file: number, head: Head, sync: boolean): void {
    writeSync(file, encodeHead(head), 0, headBytes, 0);
    if (sync) fdatasyncSync(file);
  }

  /** Opens and locks the head; makes directory and file where they are missing. */
  #openHead(): number {
    if (!this.#checked) ensureStateDirectory(this.state);
    this.#checked = true;
    const path = headPath(this.state);
    let file: number;
    try {
      file = openSync(path, readWrite, 0o600);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
      mkdirSync(auditDirectory(this.state), { recursive: true, mode: 0o700 });
      file = openSync(path, readWrite, 0o600);
    }
    const wait = this.#options.lockWaitMs ?? defaults.lockWaitMs;
    if (lock(file, wait)) return file;
    closeSync(file);
    throw new Unavailable(
      "the audit log is busy",
      `another process has held its lock for ${wait / 1000} s`,
      `see who: lsof ${path}`,
    );
  }

  /** A new chain behind whatever files there are. Only a log that never was may be begun without a person (`unattended`). */
  #createChain(
    file: number,
    unattended: boolean,
    before: (chain: string) => void = () => {},
  ): { head: Head; text: string } {
    const empty = fstatSync(file).size === 0;
    if (unattended && (!empty || generations(this.state).length > 0))
      throw new Unavailable(
        "the audit log cannot be continued",
        empty
          ? "its head is gone while the log is there"
          : "its head is damaged or of another version of guardsh",
        "guardsh audit verify, then begin a new chain beside the old files: guardsh audit init --new-chain",
      );
    const key = crypto.getRandomValues(new Uint8Array(keyBytes));
    const chain = toHex(crypto.getRandomValues(new Uint8Array(8)));
    const text = keyText(chain, key);
    before(chain);
    if (unattended) saveKey(keyPath(this.state), text);
    const head: Head = {
      chain,
      seq: 0,
      generation: (generations(this.state).at(-1) ?? 0) + 1,
      size: 0,
      key,
      prev: new Uint8Array(32),
      locked: false,
    };
    this.#saveHead(file, head, true);
    return { head, text };
  }

  #step(step: Step): void {
    this.#options.onStep?.(step);
  }
}

/** The log of this user, or of the state directory given. */
export function openAudit(options: AuditOptions = {}): Audit {
  return new Audit(options);
}

interface Files {
  readonly head: number;
  readonly log: number;
}

function readHead(file: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes);
  const count = readSync(file, bytes, 0, headBytes, 0);
  return bytes.subarray(0, count);
}

function stamp(): { time: string; up: number } {
  return { time: new Date().toISOString(), up: Math.round(bootMilliseconds()) };
}

function initFields(head: Head): object {
  return { type: "note", event: "init", chain: head.chain, uid: process.geteuid?.() ?? -1 };
}

function commandFields(entry: CommandEntry, key: Uint8Array): object {
  const clean = redact(entry.command);
  const cut = clean.length > commandLimit;
  return {
    type: "command",
    session: entry.session,
    agent: entry.agent,
    cwd: entry.cwd,
    command: cut ? clean.slice(0, commandLimit) : clean,
    ...(cut ? { length: entry.command.length } : {}),
    hash: commandHash(entry.command, key),
    verdict: entry.verdict,
    findings: entry.findings,
    policy: entry.policy,
    sandbox: entry.sandbox,
    pid: subject().pid,
    parent: subject().parent,
    ...(entry.withheld?.length ? { withheld: entry.withheld } : {}),
    ...(entry.extra ? { extra: entry.extra } : {}),
  };
}

function saveKey(path: string, text: string): void {
  try {
    unlinkSync(path);
  } catch {
    // usually it is not there
  }
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = openSync(path, flags, 0o400);
  try {
    writeSync(file, `${text}\n`);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
