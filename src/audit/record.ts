/**
 * What is written to the audit log: one JSON object a line. Every line has `v`, `seq`, `type`, `time`, `up` in front and
 * `prev`, `seal` at its end (see seal.ts); what is between depends on `type`.
 */

/** A command, written before it starts. */
export interface CommandEntry {
  readonly session: string;
  /** The agent's adapter (`claude`, `codex` …); "" when it is not known. */
  readonly agent: string;
  readonly cwd: string;
  /** What the agent asked for, its wrapper taken off. Known secret formats in it are replaced before it is written. */
  readonly command: string;
  readonly verdict: "allow" | "warn" | "ask" | "deny" | "error";
  /** Ids of the rules that had something to say, the deciding one first. */
  readonly findings: readonly string[];
  /** Hash of the policy in force. */
  readonly policy: string;
  /** Engine and level in force, such as `landlock:6`; `none` where there is none. */
  readonly sandbox: string;
  /** Names of the variables that the command is not given; never their values. */
  readonly withheld?: readonly string[];
  /** What else the caller wants on record (parsers that differed, budget used …). */
  readonly extra?: Readonly<Record<string, string | number | boolean>>;
}

/** How a command ended, where guardsh is still there to see it. */
export interface Completion {
  /** Exit status as a shell gives it: 128+n for death by signal n. */
  readonly status: number;
  readonly durationMs: number;
  /** Bytes of output that passed guardsh. */
  readonly bytes: number;
  /** What was taken out of the output, counted by kind. */
  readonly cleaned?: Readonly<Record<string, number>>;
}

/** Something that happened to the log, the limits or a session. */
export interface Note {
  readonly event: string;
  readonly [field: string]: string | number | boolean | readonly string[];
}

/** A line as it is read back. Fields beyond the frame are whatever its writer put there. */
export interface StoredRecord {
  readonly v: number;
  readonly seq: number;
  readonly type: "command" | "end" | "note";
  readonly time: string;
  /** Milliseconds since boot: shows when the wall clock was set. */
  readonly up: number;
  readonly prev: string;
  readonly seal: string;
  readonly [field: string]: unknown;
}

function isStoredRecord(value: unknown): value is StoredRecord {
  if (typeof value !== "object" || value === null) return false;
  return (
    "seq" in value &&
    typeof value.seq === "number" &&
    "type" in value &&
    (value.type === "command" || value.type === "end" || value.type === "note") &&
    "time" in value &&
    typeof value.time === "string" &&
    "prev" in value &&
    typeof value.prev === "string" &&
    "seal" in value &&
    typeof value.seal === "string"
  );
}

/** A line of the log as a record; null for what is none. */
export function parseRecord(line: string): StoredRecord | null {
  try {
    const value: unknown = JSON.parse(line);
    return isStoredRecord(value) ? value : null;
  } catch {
    return null;
  }
}
