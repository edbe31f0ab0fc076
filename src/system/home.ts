/**
 * The user's home directory as the user database has it. `$HOME` belongs to whoever starts a process, so a guarded
 * command could send a nested guardsh to a policy and a log of its own; it counts only where the database does not know
 * the user (containers that run under an arbitrary uid).
 */
import { readFileSync } from "node:fs";
import { Unavailable } from "./unavailable.ts";

let known: string | undefined;

export function homeDirectory(): string {
  known ??= fromDatabase() ?? fromEnvironment();
  return known;
}

/** passwd(5): name:password:uid:gid:gecos:home:shell. Users of a directory service are not in the file; then the C library is asked (slow, rare). */
function fromDatabase(): string | undefined {
  const uid = String(process.geteuid?.() ?? -1);
  try {
    for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
      const fields = line.split(":");
      if (fields[2] === uid && fields[5]?.startsWith("/")) return fields[5];
    }
  } catch {
    // no such file here: the environment has to do
  }
  return undefined;
}

function fromEnvironment(): string {
  const home = process.env.HOME;
  if (home?.startsWith("/")) return home;
  throw new Unavailable(
    "this user has no home directory",
    `${process.geteuid?.() ?? "it"} is not in /etc/passwd, and HOME is not set`,
    "set HOME, or add the user to /etc/passwd",
  );
}

/**
 * Where programs look for the user's files: `$HOME`, as they do. For finding and writing other programs' settings, never for
 * anything that guardsh itself relies on.
 */
export function claimedHome(): string {
  const home = process.env.HOME;
  return home?.startsWith("/") ? home : homeDirectory();
}
