/** The code that an invocation would run, read before any of it runs. */
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { createMemfd, moveDescriptor, position, text } from "../../system/index.ts";

/** A piece of code that would run, with the name it has in messages. */
export interface Code {
  readonly name: string;
  readonly source: string;
}

/** More than this is not read, and then not run: judgement has the same bound. */
const maximumBytes = 1 << 20;

export class UnreadableCode extends Error {
  readonly mend: string;
  constructor(message: string, mend: string) {
    super(message);
    this.mend = mend;
  }
}

/**
 * A script file's text; null when there is none to read: then the real shell says so in its own words.
 * bash looks a name without a slash up in PATH when it is not in the current directory.
 */
export function scriptFile(path: string, searchPath: string | null): string | null {
  const places = [path];
  if (searchPath !== null && !path.includes("/"))
    for (const directory of searchPath.split(":")) places.push(`${directory || "."}/${path}`);
  for (const place of places) {
    const given = descriptorOf(place);
    if (given === null) refuseNamedPipe(place);
    const descriptor = open(place);
    if (descriptor === null) continue;
    try {
      const status = fstatSync(descriptor);
      if (status.isDirectory()) continue;
      const bytes = readAll(descriptor, null, place);
      // What came through a pipe (`sh /dev/stdin`, `bash <(…)`) is put where the shell will read it again.
      if (status.isFIFO() && given !== null) moveDescriptor(createMemfd("script", bytes), given);
      return text(bytes);
    } finally {
      closeSync(descriptor);
    }
  }
  return null;
}

/**
 * The script on standard input, whole. A file is read without moving its offset, so that the shell finds it as it was.
 * What comes through a pipe or socket is read to its end and put where the shell will read it again: a memory file takes
 * the place of descriptor 0. Commands of the script that read their standard input go on behind their own line, as they
 * would have.
 */
export function scriptOnStandardInput(): string {
  const offset = position(0);
  if (offset !== null) return text(readAll(0, offset, "standard input"));
  const bytes = readAll(0, null, "standard input");
  moveDescriptor(createMemfd("script", bytes), 0);
  return text(bytes);
}

/** The number of the descriptor that a path names; null: it is a name of its own. */
function descriptorOf(path: string): number | null {
  if (path === "/dev/stdin") return 0;
  const digits = /^\/(?:dev|proc\/self)\/fd\/(\d{1,9})$/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** A pipe with a name is not even opened: who writes to it would take us for the reader, and nobody could put back what we read. */
function refuseNamedPipe(path: string): void {
  let isPipe = false;
  try {
    isPipe = statSync(path).isFIFO();
  } catch {}
  if (isPipe)
    throw new UnreadableCode(
      `${path} is a pipe: what is read of it to be judged is gone for the shell`,
      "write the script to a file first",
    );
}

function open(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}

/** Reads to the end, from an offset (pread) or from where the descriptor stands. */
function readAll(descriptor: number, offset: number | null, name: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(65536);
    const count = readSync(descriptor, chunk, 0, chunk.length, offset === null ? null : offset + length);
    if (count === 0) return Buffer.concat(chunks, length);
    chunks.push(chunk.subarray(0, count));
    length += count;
    if (length > maximumBytes)
      throw new UnreadableCode(
        `the script on ${name} is larger than ${maximumBytes} bytes, more than can be judged`,
        "split it, or move its data into files of their own",
      );
  }
}
