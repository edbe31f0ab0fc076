/**
 * What a shell inside asks the keeper, and what it is told: each message a length and JSON. A connection has one request,
 * any number of pauses, one answer; and, where the shell's output is cleaned, how it ended and what there is to say to that.
 */
import { join } from "node:path";
import type { Compiled } from "../sandbox/index.ts";
import { homeDirectory } from "../system/index.ts";

/** One piece of code that a shell would run. */
export interface Piece {
  readonly name: string;
  readonly source: string;
}

export interface Request {
  /** The shell that is wanted, by name. */
  readonly shell: string;
  readonly pieces: readonly Piece[];
  /** `$0` and the positional parameters. */
  readonly arguments: readonly string[];
  readonly cwd: string;
  /** `NAME=value` */
  readonly environment: readonly string[];
}

/** How the outputs of a command are cleaned, in plain values. */
export interface OutputRules {
  /** Nothing is changed, only counted. */
  readonly observe: boolean;
  /** What is left in, as the policy's `output.keep` names it. */
  readonly keep: readonly string[];
  /** Characters of a line; 0 for any. */
  readonly line: number;
  /** Lines of an output; 0 for any. */
  readonly lines: number;
  /** Known secrets and token formats are replaced. */
  readonly redact: boolean;
  /** Names of variables whose values are such secrets. */
  readonly withheld: readonly string[];
  /** Secrets in credential files are such too, but for these names; null: nobody looks. */
  readonly plain: readonly string[] | null;
}

export type Reply =
  | {
      readonly kind: "run";
      /** The real shell's path, for its name; its descriptor follows the reply. */
      readonly path: string;
      /** What the command is to be confined by on top of what holds already; `off` for a nested one. */
      readonly sandbox: Compiled;
      /** Names of variables that the command is not given. */
      readonly withheld: readonly string[];
      /** `NAME=value` entries that it is given instead. */
      readonly given: readonly string[];
      /** Null: the output passes untouched, and the keeper need not hear of the end. */
      readonly output: OutputRules | null;
    }
  | { readonly kind: "refused"; readonly text: string; readonly status: number }
  /** Not yet: `text` is for standard error, another reply follows. */
  | { readonly kind: "pause"; readonly text: string }
  /** The answer to an end: for standard error, mostly empty. */
  | { readonly kind: "said"; readonly text: string };

/** How a command ended whose output was cleaned. */
export interface Ended {
  readonly status: number;
  readonly milliseconds: number;
  /** Bytes of output. */
  readonly bytes: number;
  /** The last of the output of a command that failed. */
  readonly tail: string;
  /** What was taken out of the output, counted by kind. */
  readonly cleaned: Readonly<Record<string, number>>;
}

/** Requests are no longer than this: code is bounded at 1 MiB, the environment by the kernel at a few. */
export const longestRequest = 8 << 20;

/**
 * Inside, the session's directory lies over this one, in the mounts of the session only. So whoever is inside finds the
 * keeper without any variable that a command could change or lose, and who is not finds nothing. It goes by the user
 * database alone, wherever the state directory is.
 */
export function keeperDirectory(): string {
  return join(homeDirectory(), ".local/state/guardsh/keeper/here");
}

export const socketName = "socket";

/** How the path of a session's door ends: the directory that has the keeper's socket and nothing else, the only one that is shown inside. */
export function doorMark(session: string): string {
  return `/keeper/${session}/door`;
}

/** Where the keeper is where no mounts could be made. */
export const keeperVariable = "GUARDSH_KEEPER";

/** Length (u32, little-endian) and JSON. */
export function encode(value: Request | Reply | Ended): Uint8Array {
  const body = Buffer.from(JSON.stringify(value));
  const bytes = Buffer.alloc(4 + body.length);
  bytes.writeUInt32LE(body.length, 0);
  body.copy(bytes, 4);
  return bytes;
}

/** The value of a whole message; undefined while bytes are missing. Throws for what is no message. */
export function decode(bytes: Buffer): unknown {
  if (bytes.length < 4) return undefined;
  const length = bytes.readUInt32LE(0);
  if (length > longestRequest) throw new Error(`a message of ${length} bytes`);
  return bytes.length < 4 + length ? undefined : JSON.parse(bytes.toString("utf8", 4, 4 + length));
}

type Unknown<T> = Partial<Record<keyof T, unknown>>;

function fieldsOf<T>(value: unknown): Unknown<T> | null {
  return typeof value === "object" && value !== null ? value : null;
}

/** Anything inside can send anything, so every field is looked at. */
export function isRequest(value: unknown): value is Request {
  const fields = fieldsOf<Request>(value);
  return (
    fields !== null &&
    typeof fields.shell === "string" &&
    typeof fields.cwd === "string" &&
    isListOf(fields.arguments, isText) &&
    isListOf(fields.environment, isText) &&
    isListOf(fields.pieces, isPiece)
  );
}

/** The same for an end. */
export function isEnded(value: unknown): value is Ended {
  const fields = fieldsOf<Ended>(value);
  return (
    fields !== null &&
    isCount(fields.status) &&
    Number.isFinite(fields.milliseconds) &&
    isCount(fields.bytes) &&
    isText(fields.tail) &&
    fields.tail.length <= longestTail &&
    isCounts(fields.cleaned)
  );
}

/** A few counts by name: it is written to the log as it is, and comes from inside. */
function isCounts(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const counts = Object.entries(value);
  return (
    counts.length <= 16 && counts.every(([name, count]) => /^[a-z_]{1,24}$/.test(name) && isCount(count))
  );
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Characters of a tail: more says no more. */
export const longestTail = 4096;

function isPiece(value: unknown): value is Piece {
  const fields = fieldsOf<Piece>(value);
  return fields !== null && isText(fields.name) && isText(fields.source);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

/** The keeper is believed, as the kernel is; this only tells the kinds apart. */
export function isReply(value: unknown): value is Reply {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "run" ? "sandbox" in value && "path" in value : "text" in value;
}
