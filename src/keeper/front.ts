/**
 * What native/front.c asks, and what it is told: the shell of a session before any runtime has started. The question is what
 * the process was started with, byte for byte; what of that would run is read here, outside, with the functions that the
 * shell itself would read it with.
 *
 *     question  u32 size of the rest, u32 "frnt", u32 number of arguments, then strings, each closed by a NUL:
 *               the working directory, the arguments, the environment
 *     answer    u32 size of the rest, u32 kind, u32 status, then by kind:
 *               r  run: names of variables that are withheld, each closed by a NUL; the real shell's descriptor comes along
 *               x  refused: what to say before ending with the status
 *               s  start as usual, and ask again: there is more to do than to become the shell
 *               f  first the content of the file that the argument at `status` names: u32 size of the rest, u32 "file", bytes
 */
import type { Answer } from "./client.ts";

/** What a process was started with. */
export interface StartedWith {
  readonly cwd: string;
  /** From `argv[0]` on. */
  readonly arguments: readonly Uint8Array[];
  /** `NAME=value` */
  readonly environment: readonly Uint8Array[];
}

export interface Started extends StartedWith {
  /** The script's content, once it was asked for. */
  readonly file: Uint8Array | null;
}

/** The question in a whole message, its size before it; null: the message is of the other kind. Throws for what is neither. */
export function decodeFront(bytes: Buffer): Started | null {
  const started = isAsked(bytes, "frnt") ? startedWith(bytes, 12) : null;
  return started === null ? null : { ...started, file: null };
}

/** Is a message a question with this sign? */
export function isAsked(bytes: Buffer, sign: string): boolean {
  return bytes.toString("latin1", 4, 8) === sign;
}

/**
 * What a question says from `from` on: strings, each closed by a NUL, of which the third word of the message counts those that are
 * arguments. Null while bytes are missing.
 */
export function startedWith(bytes: Buffer, from: number): StartedWith | null {
  const end = 4 + bytes.readUInt32LE(0);
  if (bytes.length < end) return null;
  if (bytes.length !== end || end < from + 2 || bytes.at(-1) !== 0)
    throw new Error("a question without an end");
  const count = bytes.readUInt32LE(8);
  const strings: Uint8Array[] = [];
  for (let at = from; at < bytes.length; ) {
    const close = bytes.indexOf(0, at);
    strings.push(bytes.subarray(at, close));
    at = close + 1;
  }
  const [cwd, ...rest] = strings;
  if (cwd === undefined || count > rest.length)
    throw new Error("a question with fewer arguments than it says");
  return {
    cwd: Buffer.from(cwd).toString(),
    arguments: rest.slice(0, count),
    environment: rest.slice(count),
  };
}

const fileSign = Buffer.from("file");

/** The content of a file that was asked for; null: it is not whole yet. Throws for what is none. */
export function decodeFile(bytes: Buffer): Buffer | null {
  if (bytes.length < 8) return null;
  const end = 4 + bytes.readUInt32LE(0);
  if (end > 8 + longestFile || !bytes.subarray(4, 8).equals(fileSign)) throw new Error("no file");
  return bytes.length < end ? null : bytes.subarray(8, end);
}

/** What src/shell/invocation/code.ts reads of a script at most. */
const longestFile = 1 << 20;

/** The answer that asks for the file which an argument names. */
export function encodeWanted(argument: number): Uint8Array {
  return pack("f", argument, "");
}

/** The answer; null: the runtime has to start. */
export function encodeFront(answer: Answer | null): Uint8Array {
  if (answer === null) return pack("s", 0, "");
  if (answer.kind === "refused") return pack("x", answer.status, answer.text);
  const { sandbox, given, output } = answer;
  if (sandbox.engine !== "off" || given.length > 0 || output !== null)
    throw new Error("more is wanted of a shell than it can do before it has started");
  const names = answer.withheld.map((name) => `${name}\0`).join("");
  // The front compares bytes, and has room for so much: else the runtime sees to it.
  if (names.includes("\ufffd") || Buffer.byteLength(names) > longestNames) return pack("s", 0, "");
  return pack("r", 0, names);
}

/** `longest_answer` of native/front.c, without what comes before the names. */
const longestNames = 65536 - 12;

function pack(kind: string, status: number, text: string): Uint8Array {
  const rest = Buffer.from(text);
  const bytes = Buffer.alloc(12 + rest.length);
  bytes.writeUInt32LE(8 + rest.length, 0);
  bytes.writeUInt32LE(kind.charCodeAt(0), 4);
  bytes.writeUInt32LE(status, 8);
  rest.copy(bytes, 12);
  return bytes;
}
