/**
 * Whole-file locks: flock(2) through FFI, since neither node:fs nor Bun offers it. The kernel drops the lock when the
 * holder dies, however it dies, so nothing has to be cleaned up after a kill -9.
 */
import { errno, errnoName } from "./errno.ts";
import { systemCall } from "./syscalls.ts";

const exclusive = 2;
const nonBlocking = 4;
/** EWOULDBLOCK on Linux and macOS; EINTR is 4 on both. */
const wouldBlock = process.platform === "darwin" ? 35 : 11;
const interrupted = 4;

/** Takes the exclusive lock on an open file if nobody has it. Throws where the file system has no locks (some NFS mounts). */
export function tryLock(fd: number): boolean {
  if (systemCall("flock", fd, exclusive | nonBlocking) === 0) return true;
  const number = errno();
  if (number === 0 || number === wouldBlock || number === interrupted) return false;
  throw new Error(`flock: ${errnoName(number)}`);
}

/**
 * Takes the exclusive lock, waiting at most `waitMs` milliseconds; false if it could not be had. It polls with short
 * random pauses, because a blocking flock cannot be given a time limit, and whoever can open the file could hold it for ever.
 */
export function lock(fd: number, waitMs: number): boolean {
  if (tryLock(fd)) return true;
  const deadline = performance.now() + waitMs;
  for (let pause = 0.2; performance.now() < deadline; pause = Math.min(pause * 1.5, 8)) {
    sleep(pause * (0.5 + Math.random()));
    if (tryLock(fd)) return true;
  }
  return false;
}

let cell: Int32Array<SharedArrayBuffer> | undefined;

/** Blocks this thread for `ms` milliseconds (fractions allowed). */
export function sleep(ms: number): void {
  cell ??= new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(cell, 0, 0, ms);
}
