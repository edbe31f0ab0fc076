/** Small files that are there whole or not at all, after a power cut too: written beside their place, and put into it. */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { errorCode } from "./unavailable.ts";

/** Puts a file in the place of what is there. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  renameSync(written(path, content), path);
}

/** Puts a file where nothing is; false where something is. */
export function writeOnce(path: string, content: string | Uint8Array): boolean {
  const temporary = written(path, content);
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    unlinkSync(temporary);
  }
}

/** The name of a new file with this content, for its owner alone, which ends in `.new`. */
function written(path: string, content: string | Uint8Array): string {
  const temporary = `${path}.${process.pid}.${crypto.randomUUID().slice(0, 8)}.new`;
  const file = openSync(temporary, "wx", 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return temporary;
}
