/** What a person is asked, and what they can answer. */
import type { Finding } from "../../policy/verdict.ts";
import type { Deadline } from "../../system/index.ts";

/** A command that needs a person: everything that has to be the same again for an approval to hold. */
export interface Asked {
  /** The session's id: an approval is for the agent that asked. */
  readonly session: string;
  readonly cwd: string;
  /** The shell that would read it. */
  readonly dialect: string;
  readonly command: string;
  /** Positional parameters. */
  readonly arguments: readonly string[];
  /**
   * What the findings that ask say. They name what variables and links stood for ("deletes /srv/data"), so a
   * command that by now means something else has to be asked about again.
   */
  readonly reasons: readonly string[];
}

/** A question that waits for its answer. */
export interface Request extends Asked {
  readonly code: string;
  /** For the person: which agent. */
  readonly agent: string;
  /** Wall clock, milliseconds. */
  readonly asked: number;
  readonly expires: Deadline;
  /** How long an answer holds, milliseconds. */
  readonly lasts: number;
}

/** `once` and `session` let the command run; `no` refuses it until the answer expires. */
export type Scope = "once" | "session" | "no";

export interface Answer {
  readonly code: string;
  readonly identity: string;
  readonly scope: Scope;
  /** Null for the length of the session. */
  readonly expires: Deadline | null;
}

/** Names a question: the same command in the same circumstances has the same name, and nothing else has. */
export function identityOf({ session, cwd, dialect, command, arguments: list, reasons }: Asked): string {
  const parts = [session, cwd, dialect, command, list, reasons];
  return new Bun.CryptoHasher("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** The reasons for {@link Asked}. */
export function reasonsOf(findings: readonly Finding[]): readonly string[] {
  const reasons = findings
    .filter(({ decision }) => decision === "ask")
    .map(({ rule, what }) => `${what} [${rule}]`);
  return [...new Set(reasons)].sort();
}

/** Crockford's letters: none that is mistaken for another when it is read aloud or typed. */
const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/** Six letters, such as `k7qf2m`. It names a question and is no secret: the person's terminal is what lets them answer. */
export function newCode(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => letters[byte % 32]).join("");
}

/** A code as somebody typed it: capitals, spaces, and letters that look like digits. */
export function normalizeCode(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replace(/[il]/g, "1");
}

export function isRequest(value: unknown): value is Request {
  return (
    isRecord(value) &&
    ["session", "cwd", "dialect", "command", "code", "agent"].every(
      (key) => typeof value[key] === "string",
    ) &&
    isStrings(value.arguments) &&
    isStrings(value.reasons) &&
    typeof value.asked === "number" &&
    typeof value.lasts === "number" &&
    isDeadline(value.expires)
  );
}

export function isAnswer(value: unknown): value is Answer {
  return (
    isRecord(value) &&
    typeof value.code === "string" &&
    typeof value.identity === "string" &&
    (value.scope === "once" || value.scope === "session" || value.scope === "no") &&
    (value.expires === null || isDeadline(value.expires))
  );
}

function isDeadline(value: unknown): value is Deadline {
  return (
    isRecord(value) &&
    typeof value.wall === "number" &&
    typeof value.boot === "string" &&
    typeof value.up === "number"
  );
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
