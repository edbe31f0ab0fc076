/** Resource limits that Bun changed. */
import { ptr } from "bun:ffi";
import { systemCall } from "./syscalls.ts";

const RLIMIT_NOFILE = 7;

/**
 * Bun raises the soft limit of open files to the hard one when it starts, and forgets what it was. The parent's own soft
 * limit is nearly always what was inherited, so that is put back; where it cannot be asked (another user, another pid
 * namespace), or is higher than what is allowed here, nothing changes.
 */
export function restoreOpenFilesLimit(): void {
  const parent = systemCall("getppid");
  if (parent <= 0) return;
  const theirs = new BigUint64Array(2);
  if (systemCall("prlimit64", parent, RLIMIT_NOFILE, 0, ptr(theirs)) < 0) return;
  const ours = new BigUint64Array(2);
  if (systemCall("prlimit64", 0, RLIMIT_NOFILE, 0, ptr(ours)) < 0) return;
  const [soft = 0n] = theirs;
  const [current = 0n] = ours;
  if (soft === 0n || soft >= current) return;
  ours[0] = soft;
  systemCall("prlimit64", 0, RLIMIT_NOFILE, ptr(ours));
}
