/** Where a guardsh that stands by is to be found: in the state directory, under a name that tells one build from another. */
import { closeSync, existsSync, lstatSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { longestPath } from "../keeper/socket.ts";
import { openLock } from "../system/index.ts";

/** The socket of the guardsh that has this process's program file. native/front/standby.h makes the same name. */
export function socketPath(state: string): string {
  const { dev, ino } = statSync("/proc/self/exe", { bigint: true });
  const number = [major(dev), minor(dev), ino].map((part) => part.toString(16)).join(".");
  return join(state, "standby", number);
}

// Linux keeps both in one number, in pieces (makedev(3)); statx(2), which the front uses, gives them apart.
function major(device: bigint): bigint {
  return ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
}
function minor(device: bigint): bigint {
  return (device & 0xffn) | ((device >> 12n) & ~0xffn);
}

/** Does its path fit into an address of a socket? */
export function isReachable(state: string): boolean {
  return Buffer.byteLength(socketPath(state)) <= longestPath;
}

/** Takes the place: only one can have it, for as long as its process lives. Null where another has it. */
export function takePlace(state: string): number | null {
  mkdirSync(join(state, "standby"), { recursive: true, mode: 0o700 });
  return openLock(lockPath(state));
}

function lockPath(state: string): string {
  return `${socketPath(state)}.lock`;
}

/** Does one stand by? Makes nothing: who only looks must not. */
export function isTaken(state: string): boolean {
  if (!existsSync(lockPath(state))) return false;
  const lock = openLock(lockPath(state));
  if (lock === null) return true;
  closeSync(lock);
  return false;
}

/** Inode of what is at a path; null: nothing. */
export function inodeAt(path: string): bigint | null {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
