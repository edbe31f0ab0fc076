/** What a shell inside asks the keeper, and what it is told. One request and one reply a connection: a length, then JSON. */
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

export type Reply =
  | {
      readonly kind: "run";
      /** The real shell's path, for its name; its descriptor follows the reply. */
      readonly path: string;
      /** What the command is to be confined by on top of what holds already; `off` for a nested one. */
      readonly sandbox: Compiled;
      /** Names of variables that the command is not given. */
      readonly withheld: readonly string[];
    }
  | { readonly kind: "refused"; readonly text: string; readonly status: number };

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

/** Where the keeper is where no mounts could be made. */
export const keeperVariable = "GUARDSH_KEEPER";

/** Length (u32, little-endian) and JSON. */
export function encode(value: Request | Reply): Uint8Array {
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

/** Anything inside can send anything, so every field is looked at. */
export function isRequest(value: unknown): value is Request {
  if (typeof value !== "object" || value === null) return false;
  const {
    shell,
    pieces,
    arguments: list,
    cwd,
    environment,
  } = value as Partial<Record<keyof Request, unknown>>;
  return (
    typeof shell === "string" &&
    typeof cwd === "string" &&
    Array.isArray(list) &&
    list.every((item) => typeof item === "string") &&
    Array.isArray(environment) &&
    environment.every((item) => typeof item === "string") &&
    Array.isArray(pieces) &&
    pieces.every(isPiece)
  );
}

function isPiece(value: unknown): value is Piece {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "source" in value &&
    typeof value.source === "string"
  );
}

/** The keeper is believed, as the kernel is; this only tells the two kinds apart. */
export function isReply(value: unknown): value is Reply {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "run"
    ? "sandbox" in value && "path" in value
    : value.kind === "refused" && "text" in value;
}
