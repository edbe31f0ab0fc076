/** What /proc tells of processes: who started whom. A pid alone names nothing for long; with its start time it is unique for a boot. */
import { closeSync, openSync, readlinkSync, readSync } from "node:fs";
import { type Subject, subject } from "./subject.ts";

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
  return fromFile(path, piece);
}

function piece(descriptor: number): string {
  return buffer.toString("latin1", 0, readSync(descriptor, buffer, 0, buffer.length, null));
}

function all(descriptor: number): string {
  let text = "";
  for (let next = piece(descriptor); next !== ""; next = piece(descriptor)) text += next;
  return text;
}

function fromFile(path: string, read: (descriptor: number) => string): string | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch {
    return null;
  }
  try {
    return read(descriptor);
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
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

/** Deeper than any real chain of processes; a loop cannot be. */
const ancestorLimit = 32;

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

/** The namespaces of this process that pids and times of start are counted in: only in the same ones do they name the same process. */
export function processWorld(): string {
  try {
    return ["pid", "time"].map((name) => readlinkSync(`/proc/self/ns/${name}`)).join(" ");
  } catch {
    return "";
  }
}

/** A variable of a process as it was when the process was started; undefined when it had none, null when that cannot be read. */
export function initialVariable(pid: number, name: string): string | undefined | null {
  const environment = fromFile(`/proc/${pid}/environ`, all);
  if (environment === null) return null;
  const at = `\0${environment}`.indexOf(`\0${name}=`);
  if (at < 0) return undefined;
  const begin = at + name.length + 1;
  const end = environment.indexOf("\0", begin);
  return Buffer.from(environment.slice(begin, end < 0 ? undefined : end), "latin1").toString();
}

/** The variable by which guardsh marks what it starts. Its presence in a process's *initial* environment cannot be taken back by that process's children. */
export const sessionVariable = "GUARDSH_SESSION";

/**
 * An environment variable that steers guardsh itself, unless a guarded command set it. A command gets its environment
 * from guardsh, and may hand any other to a nested guardsh; so where an ancestor was started by guardsh, the outermost
 * such ancestor's value counts and not ours. Costs nothing when the variable is not set.
 */
export function trustedVariable(name: string): string | undefined {
  const who = subject();
  const own = who.variable(name);
  if (own === undefined || own === "") return undefined;
  if (outermost?.subject !== who) outermost = { subject: who, pid: outermostGuarded(who.parent) };
  if (outermost.pid === 0) return own;
  return initialVariable(outermost.pid, name) ?? undefined;
}

let outermost: { readonly subject: Subject; readonly pid: number } | undefined;

/** The pid of the outermost process from `parent` upwards that guardsh started; 0 where there is none. A plain loop: the first generator of a process is slow to start. */
function outermostGuarded(parent: number): number {
  let found = 0;
  let pid = parent;
  for (let depth = 0; depth < ancestorLimit && pid > 0; depth++) {
    const info = processInfo(pid);
    if (info === null) break;
    const mark = initialVariable(pid, sessionVariable);
    if (typeof mark === "string" && mark.includes(":")) found = pid;
    pid = info.parent;
  }
  return found;
}
