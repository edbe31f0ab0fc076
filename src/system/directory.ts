/** The working directory, and whether a path leads where it seems to. */
import { statSync } from "node:fs";
import { errorCode, Unavailable } from "./unavailable.ts";

/**
 * The working directory, by a path that leads to it. Names that are no UTF-8 have none: U+FFFD stands in it for the odd bytes,
 * and what has that very name may be a link to anywhere, where the sandbox would then let the command write.
 * Throws {@link Unavailable}.
 */
export function workingDirectory(): string {
  const path = directoryNow();
  if (path === null)
    throw new Unavailable(
      "the working directory cannot be used",
      "it was deleted",
      "cd to a directory that is there",
    );
  if (isSameDirectory(path, ".")) return path;
  throw new Unavailable(
    "the working directory cannot be used",
    `${path} does not lead to it: it was moved, or a name in it is no UTF-8`,
    "change to another directory, or rename this one",
  );
}

/** The working directory's path as the kernel has it; null where it was deleted, as it may be while a command runs. */
export function directoryNow(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

/** Do both paths lead to the same directory? Where one cannot be followed for want of rights, nobody can be led astray by it. */
export function isSameDirectory(left: string, right: string): boolean {
  try {
    const [one, other] = [statSync(left, { bigint: true }), statSync(right, { bigint: true })];
    return one.dev === other.dev && one.ino === other.ino;
  } catch (error) {
    return errorCode(error) === "EACCES";
  }
}
