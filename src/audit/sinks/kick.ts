/** Makes sure that a sender is at work. On the way of a command, so: one look at a lock, and a start only when nobody holds it. */
import { closeSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openLock, replaceFile, startDetached } from "../../system/index.ts";
import { auditDirectory } from "../place.ts";
import type { SinkOptions } from "./open.ts";

/**
 * Starts a sender unless one is there. Never throws and never waits for it. `self` is how guardsh is started, for
 * instance `["/usr/local/bin/guardsh"]`. Has to come after the record and before a sandbox is put on.
 */
export function kickSender(state: string, sinks: readonly SinkOptions[], self: readonly string[]): void {
  if (sinks.length === 0) return;
  try {
    // in a file and not in arguments or environment, which every process of the user can read: headers hold tokens
    const text = JSON.stringify(sinks);
    if (sinksText(state) !== text) replaceFile(sinksPath(state), text);
    const file = lockSender(state);
    if (file === null) return;
    closeSync(file);
    startDetached([...self, "audit", "send", "--state", state]);
  } catch {
    // the log has the record; the next command tries again
  }
}

/** What the running sender is to feed, or the next one; "" where there is nothing yet. */
export function sinksText(state: string): string {
  try {
    return readFileSync(sinksPath(state), "utf8");
  } catch {
    return "";
  }
}

function sinksPath(state: string): string {
  return join(auditDirectory(state), "sinks.json");
}

/** The sender's lock, or null when another process has it. */
export function lockSender(state: string): number | null {
  return openLock(join(auditDirectory(state), "sender.lock"));
}
