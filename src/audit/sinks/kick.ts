/** Makes sure that a sender is at work. On the way of a command, so: one look at a lock, and a start only when nobody holds it. */
import { closeSync, constants, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../../system/index.ts";
import { auditDirectory } from "../place.ts";
import type { SinkOptions } from "./open.ts";

/**
 * Starts a sender unless one is there. Never throws and never waits for it. `self` is how guardsh is started, for
 * instance `["/usr/local/bin/guardsh"]`. Has to come after the record and before a sandbox is put on.
 */
export function kickSender(state: string, sinks: readonly SinkOptions[], self: readonly string[]): void {
  if (sinks.length === 0) return;
  try {
    const file = lockSender(state);
    if (file === null) return;
    // in a file and not in arguments or environment, which every process of the user can read: headers hold tokens
    writeFileSync(sinksPath(state), JSON.stringify(sinks), { mode: 0o600 });
    closeSync(file);
    // in a session of its own and behind a shell that ends at once: no signal of the agent's, and no parent that waits
    Bun.spawn(["/bin/sh", "-c", '"$@" & exit 0', "sh", ...self, "audit", "send", "--state", state], {
      detached: true,
      stdio: ["ignore", "ignore", "ignore"],
      env: { PATH: "/usr/bin:/bin" },
    }).unref();
  } catch {
    // the log has the record; the next command tries again
  }
}

/** What the running or next sender is to feed. */
export function sinksPath(state: string): string {
  return join(auditDirectory(state), "sinks.json");
}

/** The sender's lock, or null when another process has it. */
export function lockSender(state: string): number | null {
  const path = join(auditDirectory(state), "sender.lock");
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = openSync(path, flags, 0o600);
  if (tryLock(file)) return file;
  closeSync(file);
  return null;
}
