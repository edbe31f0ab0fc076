/** What /proc tells of processes: who started whom. A pid alone names nothing for long; with its start time it is unique for a boot. */
import { closeSync, openSync, readSync } from "node:fs";

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  /** The kernel's name of it: at most 15 bytes, settable by the process itself. */
  readonly name: string;
  /** Session id (setsid), the pid of its leader. */
  readonly sid: number;
  /** Start time in clock ticks since boot; execve does not change it. */
  readonly start: string;
}

const buffer = Buffer.allocUnsafe(4096);

/** The first 4 kB of a file, for those under /proc and other small ones; null if it is not there (any more) or not ours to read. Much cheaper than readFileSync. */
export function readProc(path: string): string | null {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch {
    return null;
  }
  try {
    return buffer.toString("latin1", 0, readSync(fd, buffer, 0, buffer.length, null));
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}

/** One process, or null when it is gone. `/proc/PID/stat` is `pid (name) state ppid pgrp session … starttime …`, starttime the 22nd field (proc(5)); the name may hold spaces and brackets. */
export function processInfo(pid: number | "self"): ProcessInfo | null {
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const open = stat.indexOf("(");
  const close = stat.lastIndexOf(")");
  const fields = stat.slice(close + 2).split(" ", 20);
  const start = fields[19];
  if (open < 0 || start === undefined) return null;
  return {
    pid: Number.parseInt(stat, 10),
    parent: Number(fields[1]),
    name: stat.slice(open + 1, close),
    sid: Number(fields[3]),
    start,
  };
}

/** The ancestors of this process, parent first, at most `limit`; ends at the first process of the pid namespace. */
export function* ancestors(limit = 32): Generator<ProcessInfo> {
  let pid = process.ppid;
  for (let depth = 0; depth < limit && pid > 0; depth++) {
    const info = processInfo(pid);
    if (info === null) return;
    yield info;
    pid = info.parent;
  }
}

/** `pid-start`: names a process for as long as this boot lasts. */
export function processKey(info: ProcessInfo): string {
  return `${info.pid}-${info.start}`;
}

/** True while exactly this process runs (not a later one under the same pid). */
export function isAlive(key: string): boolean {
  const [pid, start] = key.split("-");
  const info = processInfo(Number(pid));
  return info !== null && info.start === start;
}

/** A variable of a process as it was when the process was started; undefined when it had none, null when that cannot be read. */
export function initialVariable(pid: number, name: string): string | undefined | null {
  const environment = readProcWhole(`/proc/${pid}/environ`);
  if (environment === null) return null;
  const prefix = `${name}=`;
  for (const entry of environment.split("\0"))
    if (entry.startsWith(prefix)) return entry.slice(prefix.length);
  return undefined;
}

function readProcWhole(path: string): string | null {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch {
    return null;
  }
  try {
    let text = "";
    for (;;) {
      const count = readSync(fd, buffer, 0, buffer.length, null);
      if (count === 0) return text;
      text += buffer.toString("latin1", 0, count);
    }
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}

/** The variable by which guardsh marks what it starts. Its presence in a process's *initial* environment cannot be taken back by that process's children. */
export const sessionVariable = "GUARDSH_SESSION";

/**
 * An environment variable that steers guardsh itself, unless a guarded command set it. A command gets its environment
 * from guardsh, and may hand any other to a nested guardsh; so where an ancestor was started by guardsh, the outermost
 * such ancestor's value counts and not ours. Costs nothing when the variable is not set.
 */
export function trustedVariable(name: string): string | undefined {
  const own = process.env[name];
  if (own === undefined || own === "") return undefined;
  let outermost: number | undefined;
  for (const info of ancestors()) {
    const mark = initialVariable(info.pid, sessionVariable);
    if (typeof mark === "string" && mark.includes(":")) outermost = info.pid;
  }
  if (outermost === undefined) return own;
  return initialVariable(outermost, name) ?? undefined;
}
