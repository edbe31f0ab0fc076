/** Other names for the same place: what is the same path under another spelling, without looking at any file. */
import type { Surroundings } from "./place.ts";

/** `.`, `..`, repeated and trailing slashes resolved by text alone. The path must be absolute. */
export function lexical(path: string): string {
  if (!/\/\/|\/\.{1,2}(\/|$)|.\/$/.test(path)) return path;
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") kept.pop();
    else kept.push(part);
  }
  return `/${kept.join("/")}`;
}

/** `/proc/PID/root/etc` is `/etc`, as long as the process lives in the same mount namespace. */
const processRoot = /^\/(?:proc|private\/proc)\/(?:self|thread-self|\d+|\*)(?:\/task\/[^/]+)?\/root(?=\/|$)/;
const processCwd = /^\/proc\/(?:self|thread-self)(?:\/task\/[^/]+)?\/cwd(?=\/|$)/;
/** A root file system that is mounted somewhere: what is in it means what it means at `/`. */
const mountedRoot =
  /^\/(?:host|hostfs|rootfs|host-root|hostroot|chroot|mnt|mnt\/(?:root|host|hostfs|rootfs|system))(?=\/(?:etc|root|home|proc|boot|dev|var\/(?:run|spool|lib|log))(?:\/|$))/;

/** The path as the catalogues name it. */
export function canonical(path: string, surroundings: Surroundings): string {
  let current = lexical(path);
  for (let rounds = 0; rounds < 8; rounds++) {
    const next = once(current, surroundings);
    if (next === current) return current;
    current = next === "" ? "/" : next;
  }
  return current;
}

function once(path: string, surroundings: Surroundings): string {
  if (path.startsWith("/proc/")) return path.replace(processRoot, "").replace(processCwd, surroundings.cwd);
  if (path.startsWith("/private/")) return path.replace(/^\/private(?=\/(?:etc|var|tmp)(?:\/|$))/, "");
  if (path.startsWith("/System/")) return path.replace(/^\/System\/Volumes\/Data(?=\/|$)/, "");
  if (path.startsWith("/var/run")) return path.replace(/^\/var\/run(?=\/|$)/, "/run");
  if (
    path.startsWith("/mnt/") ||
    path.startsWith("/host") ||
    path.startsWith("/rootfs") ||
    path.startsWith("/chroot")
  )
    return path.replace(mountedRoot, "");
  return path;
}

/** True when `path` is `directory` or below it, compared by component. */
export function isWithin(path: string, directory: string): boolean {
  if (directory === "/") return path.startsWith("/");
  return path.startsWith(directory) && (path.length === directory.length || path[directory.length] === "/");
}
