/**
 * What a session leaves behind: everything that runs in its mount namespace, whoever started it and whoever it belongs to by
 * now. With the last of it the mounts go.
 */
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { signals, sleep, systemCall } from "../system/index.ts";

/** The mount namespace of a process, as the kernel names it; null when it is gone or not ours to see. */
function namespaceOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return null;
  }
}

/** Leaves a note of the namespace that this process is in, in the session's directory. */
export function noteNamespace(directory: string): void {
  writeFileSync(join(directory, noteName), namespaceOf("self") ?? "", { mode: 0o600 });
}

const noteName = "namespace";
const stepMs = 10;

/**
 * Ends what is left of the session of a directory: asked first, and after `graceMs` killed. Never touches the caller's own
 * namespace, which is that of everybody else.
 */
export function endLeftovers(directory: string, graceMs: number): void {
  let name: string;
  try {
    name = readFileSync(join(directory, noteName), "utf8");
  } catch {
    return;
  }
  if (!/^mnt:\[\d+\]$/.test(name) || name === namespaceOf("self")) return;
  for (const pid of membersOf(name)) systemCall("kill", pid, signals.SIGTERM);
  for (let waited = 0; waited < graceMs && membersOf(name).length > 0; waited += stepMs) sleep(stepMs);
  // Some may be made while others are ended.
  for (let round = 0; round < 500; round++) {
    const left = membersOf(name);
    if (left.length === 0) return;
    for (const pid of left) systemCall("kill", pid, signals.SIGKILL);
    sleep(stepMs);
  }
}

function membersOf(name: string): readonly number[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && namespaceOf(pid) === name)
    .map(Number);
}
