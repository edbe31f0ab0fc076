/** Work that no command waits for: a process of its own, one at a time. */
import { closeSync, constants, openSync } from "node:fs";
import { tryLock } from "./flock.ts";

/**
 * Starts a program that outlives this process, in a session of its own and behind a shell that ends at once: no signal of
 * the agent's reaches it, and no parent waits for it. It gets nothing of the agent's environment.
 */
export function startDetached(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): void {
  Bun.spawn(["/bin/sh", "-c", '"$@" & exit 0', "sh", ...command], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore"],
    env: { PATH: "/usr/bin:/bin", ...environment },
  }).unref();
}

/** Opens a file and takes its lock; null when another process has it. The lock goes with the descriptor. */
export function openLock(path: string): number | null {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = openSync(path, flags, 0o600);
  if (tryLock(file)) return file;
  closeSync(file);
  return null;
}
