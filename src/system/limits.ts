/** Resource limits that Bun changed. */
import { ptr } from "./libc.ts";
import { systemCall } from "./syscalls.ts";

export const RLIMIT_NOFILE = 7;

/**
 * The limit of open files as it was inherited, as a `struct rlimit` (soft, hard); null: leave it as it is.
 *
 * Bun raises the soft limit to the hard one when it starts, and forgets what it was. The parent's own soft limit is nearly
 * always what was inherited, so that is the answer; there is none where the parent cannot be asked (another user,
 * another pid namespace) or has more than is allowed here.
 */
export function inheritedOpenFilesLimit(): BigUint64Array | null {
  const parent = systemCall("getppid");
  if (parent <= 0) return null;
  const theirs = new BigUint64Array(2);
  if (systemCall("prlimit64", parent, RLIMIT_NOFILE, 0, ptr(theirs)) < 0) return null;
  const ours = new BigUint64Array(2);
  if (systemCall("prlimit64", 0, RLIMIT_NOFILE, 0, ptr(ours)) < 0) return null;
  const [soft = 0n] = theirs;
  const [current = 0n, hard = 0n] = ours;
  return soft === 0n || soft >= current ? null : new BigUint64Array([soft, hard]);
}

/** Puts the inherited limit back in this process. */
export function restoreOpenFilesLimit(): void {
  const limit = inheritedOpenFilesLimit();
  if (limit !== null) systemCall("prlimit64", 0, RLIMIT_NOFILE, ptr(limit));
}
