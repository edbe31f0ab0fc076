/**
 * After a command failed: does its last output look as if the sandbox said no? Then one line says so, for the agent that would
 * otherwise try sudo, chmod and a reinstallation. Only where guardsh stays the parent can it be said at all; a guardsh
 * that became the shell is not there any more.
 */
import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Plan } from "./plan.ts";
import { planAllows } from "./plan.ts";

/** What programs print for EACCES, EPERM, EXDEV and EROFS; the path is looked for in the line. */
const refusals =
  /permission denied|operation not permitted|read-only file system|cross-device link|\bE(?:ACCES|PERM|XDEV|ROFS)\b/i;

/** Lines about hosts and connections rather than files. */
const connections =
  /could not resolve|name resolution|getaddrinfo|connect(?:ion)?\b|socket|network is unreachable|\bE(?:AI_AGAIN|NOTFOUND)\b/i;

/**
 * One line for standard error, or null when nothing points to the sandbox. A path counts only if the plan shuts it, so an
 * ordinary "permission denied" is left alone.
 * @param tail the last output on standard error, a few kilobytes are plenty
 * @param cwd what relative paths in messages are meant from
 */
export function explainDenial(tail: string, plan: Plan, cwd: string): string | null {
  if (plan.mode === "off") return null;
  const lines = tail.split("\n").slice(-40).reverse();
  for (const line of lines) {
    if (refusals.test(line)) {
      for (const path of pathsIn(line, cwd)) {
        const what = shutFor(path, plan);
        if (what !== null) return what;
      }
    }
    const host = hostDenial(line, plan);
    if (host !== null) return host;
  }
  return null;
}

/** Quoted words, bare paths, and names between colons; the last first, since a program's own name comes at the beginning. */
function pathsIn(line: string, cwd: string): string[] {
  const found: string[] = [];
  for (const match of line.matchAll(
    /['"‘`]([^'"’`]+)['"’`]|(?:^|[\s:(])((?:\.{0,2}\/|~\/)[^\s:'",)]+)|: ([^\s:'"/]+): /g,
  )) {
    const path = match[1] ?? match[2] ?? match[3];
    if (path !== undefined) found.push(resolve(cwd, path));
  }
  return found.reverse();
}

function shutFor(path: string, plan: Plan): string | null {
  const real = realOf(path);
  if (!planAllows(plan, real, "read")) {
    return `guardsh: the sandbox keeps ${real} shut for commands (policy keys boundary.read and boundary.none)`;
  }
  if (!planAllows(plan, real, "write")) {
    return `guardsh: ${real} is read-only in the sandbox; work in the project or below /tmp, or ask for the place to be opened (policy key boundary.write)`;
  }
  return null;
}

function hostDenial(line: string, { network }: Plan): string | null {
  if (network.mode === "open" || !connections.test(line)) return null;
  if (!refusals.test(line) && !/resolve|EAI_AGAIN|ENOTFOUND|getaddrinfo/i.test(line)) return null;
  const host = /(?:https?:\/\/|host:? |getaddrinfo \S+ |connect \S+ )'?([a-z0-9.:[\]-]+)/i.exec(line)?.[1];
  const named = host === undefined ? "" : ` to ${host}`;
  return network.mode === "off"
    ? `guardsh: the sandbox allows no network, so no connection${named} (policy key egress.mode)`
    : `guardsh: the sandbox allows no direct connection${named}; use the proxy in HTTPS_PROXY (policy keys egress.allow and egress.ports)`;
}

/** The path with links resolved as far as it exists. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realOf(above), basename(path));
  }
}
