/** The machine as analysis may look at it: files are read, never changed; pipes and devices are never opened. */
import { closeSync, fstatSync, lstatSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { openPlainFile } from "./plain-file.ts";

export const world = {
  readFile: (path: string, limit: number): string | null => read(path, limit)?.toString("utf8") ?? null,
  readBytes: read,
  kind(path: string): "file" | "directory" | "other" | "missing" {
    try {
      const stat = statSync(path);
      return stat.isFile() ? "file" : stat.isDirectory() ? "directory" : "other";
    } catch {
      return "missing";
    }
  },
  list(path: string, limit: number): readonly string[] | null {
    try {
      return readdirSync(path).slice(0, limit);
    } catch {
      return null;
    }
  },
  real(path: string): string | null {
    try {
      return realpathSync.native(path);
    } catch {
      return null;
    }
  },
  changedAt(path: string): number | null {
    try {
      const stat = lstatSync(path);
      return stat.isFile() && stat.uid === process.getuid?.() ? stat.ctimeMs : null;
    } catch {
      return null;
    }
  },
} as const;

function read(path: string, limit: number): Buffer | null {
  let descriptor: number;
  try {
    descriptor = openPlainFile(path);
  } catch {
    return null;
  }
  try {
    const buffer = Buffer.allocUnsafe(Math.min(limit, fstatSync(descriptor).size || limit));
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0));
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}

/** Do both paths lead to the same file? False where either leads nowhere. */
export function sameFile(left: string, right: string): boolean {
  try {
    const a = statSync(left);
    const b = statSync(right);
    return a.dev === b.dev && a.ino === b.ino;
  } catch {
    return false;
  }
}
