/** Files that somebody else may have put there: a pipe in their place is not waited for, and a device not read to its end. */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { errorCode, Unavailable } from "./unavailable.ts";

/** Opens a regular file for reading. @throws Unavailable for anything else, and as openSync */
export function openPlainFile(path: string): number {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new Unavailable(
    `${path} cannot be read`,
    "something that is not a plain file is in its place",
    `look at it, then move it away: mv ${path} ${path}.old`,
  );
}

/** The text of a regular file of at most `most` bytes. @throws Unavailable for anything else, and as openSync */
export function readPlainFile(path: string, most: number): string {
  const descriptor = openPlainFile(path);
  try {
    const buffer = Buffer.allocUnsafe(Math.min(fstatSync(descriptor).size, most) + 1);
    let size = 0;
    for (let count = -1; count !== 0 && size < buffer.length; size += count)
      count = readSync(descriptor, buffer, size, buffer.length - size, null);
    if (size <= most && size < buffer.length) return buffer.toString("utf8", 0, size);
    throw new Unavailable(`${path} cannot be read`, `it is larger than ${most} bytes`, "make it smaller");
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file cannot be read, as something a person can act on. */
export function unreadable(path: string, error: unknown): Unavailable {
  if (error instanceof Unavailable) return error;
  const denied = errorCode(error) === "EACCES" || errorCode(error) === "EPERM";
  return new Unavailable(
    `${path} cannot be read`,
    denied ? "permission denied" : error instanceof Error ? error.message : String(error),
    denied
      ? `see whose it is, and let them read it: ls -l ${path}; chmod u+r ${path}`
      : `look at it: ls -l ${path}`,
  );
}

/** A file, whatever it is, that a person has named. The error says which it was, also where the system does not. */
export function readNamed(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}
