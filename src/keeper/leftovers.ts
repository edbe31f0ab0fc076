/**
 * What a session leaves behind: everything that runs where the session's mounts are, whoever started it and whoever it belongs to
 * by now. With the last of it the mounts go.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { signals, sleep, systemCall } from "../system/index.ts";
import { doorMark } from "./protocol.ts";

const stepMs = 10;

/**
 * Ends what is left of a session: asked first, and after `graceMs` killed. Its processes are known by a mount that only they have; in
 * the namespace of everybody else it is not.
 */
export function endLeftovers(session: string, graceMs: number): void {
  for (const pid of membersOf(session)) systemCall("kill", pid, signals.SIGTERM);
  for (let waited = 0; waited < graceMs && membersOf(session).length > 0; waited += stepMs) sleep(stepMs);
  // Some may be made while others are ended.
  for (let round = 0; round < 500; round++) {
    const left = membersOf(session);
    if (left.length === 0) return;
    for (const pid of left) systemCall("kill", pid, signals.SIGKILL);
    sleep(stepMs);
  }
}

function membersOf(session: string): readonly number[] {
  const known = new Map<string, boolean>();
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid && isMember(pid, session, known))
    .map(Number);
}

/** `known`: the answers for mount namespaces that were looked at before. */
function isMember(pid: string, session: string, known: Map<string, boolean>): boolean {
  try {
    const namespace = readlinkSync(`/proc/${pid}/ns/mnt`);
    const answer = known.get(namespace);
    if (answer !== undefined) return answer;
    // proc_pid_mountinfo(5): the fourth field is what is mounted, as a path of its own file system.
    const found = readFileSync(`/proc/${pid}/mountinfo`, "latin1").includes(`${doorMark(session)} `);
    known.set(namespace, found);
    return found;
  } catch {
    // gone, or somebody else's
    return false;
  }
}
