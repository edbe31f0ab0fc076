/**
 * File descriptors that came from the parent, and how they survive the way through Bun.
 *
 * Bun marks everything from 4 on close-on-exec when it starts (strace: `close_range(4, ~0, CLOSE_RANGE_CLOEXEC)`),
 * so what the parent handed down would be gone for the command. An inherited descriptor cannot have carried that mark
 * itself, or it would not be here: setting it back to "keep" is exact.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { systemCall } from "./syscalls.ts";

const F_SETFD = 2;
const FD_CLOEXEC = 1;

/**
 * The inherited descriptors above 2. Call this before anything is opened: it lists what is open and leaves out the
 * two that Bun makes for its event loop.
 */
export function inheritedDescriptors(): readonly number[] {
  const open = openDescriptors();
  const own = eventLoopDescriptors(open);
  return open.filter((descriptor) => descriptor > 2 && !own.has(descriptor));
}

/** Lets the descriptors through the next execve(2). */
export function keepAcrossExec(descriptors: readonly number[]): void {
  for (const descriptor of descriptors) systemCall("fcntl", descriptor, F_SETFD, 0);
}

/** Closes a descriptor at the next execve(2). */
export function closeOnExec(descriptor: number): void {
  systemCall("fcntl", descriptor, F_SETFD, FD_CLOEXEC);
}

/** What is open now. Falls back to trying numbers where /proc is not mounted. */
function openDescriptors(): number[] {
  const listing = list("/proc/self/fd") ?? list("/dev/fd");
  const numbers = listing?.map(Number) ?? Array.from({ length: 1024 }, (_, descriptor) => descriptor);
  // The listing names its own directory too, which is closed by now; F_GETFD (1) tells who is still there.
  return numbers.filter((descriptor) => systemCall("fcntl", descriptor, 1) >= 0);
}

function list(directory: string): string[] | null {
  try {
    return readdirSync(directory);
  } catch {
    return null;
  }
}

/** Bun's epoll and the eventfd that it watches; an epoll that somebody handed down watches other things. */
function eventLoopDescriptors(open: readonly number[]): Set<number> {
  const own = new Set<number>();
  for (const descriptor of open) {
    if (descriptor <= 2 || target(descriptor) !== "anon_inode:[eventpoll]") continue;
    const watched = watchedBy(descriptor).filter((number) => target(number) === "anon_inode:[eventfd]");
    if (watched.length === 0) continue;
    own.add(descriptor);
    for (const number of watched) own.add(number);
    break;
  }
  return own;
}

function target(descriptor: number): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return "";
  }
}

/** The `tfd:` lines of an epoll's fdinfo. */
function watchedBy(epoll: number): number[] {
  try {
    const information = readFileSync(`/proc/self/fdinfo/${epoll}`, "latin1");
    return [...information.matchAll(/^tfd:\s*(\d+)/gm)].map((match) => Number(match[1]));
  } catch {
    return [];
  }
}
