/** Which real shell runs the code, and where it is. */
import { closeSync, openSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import type { CalledAs } from "./invocation.ts";
import type { ShellFamily } from "./options.ts";

/** A shell that was found, is executable, and is not guardsh. */
export interface RealShell {
  readonly path: string;
  readonly family: ShellFamily;
  /** The dialect that it speaks: what `/bin/sh` really is. */
  readonly dialect: "bash" | "zsh" | "dash";
}

/** Where shells are, in this order. The agent's PATH is never asked: it could name anything. */
const directories = ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/run/current-system/sw/bin"];

export class NoRealShell extends Error {}

/**
 * The name to look for: by how we were called, else by policy, else by who calls, else the system's `sh`. `person`: somebody at a
 * terminal, who gets the shell that they are used to, as far as guardsh has a way into it.
 */
export function chooseShell(
  called: CalledAs,
  configured: string | null,
  agent: string,
  environment: (name: string) => string | null,
  person: boolean,
): string {
  if (called.shell !== null) return called.shell;
  if (configured !== null) return configured;
  if (person && isThere("zsh") && /zsh[^/]*$/.test(environment("SHELL") ?? "")) return "zsh";
  if (person && isThere("bash")) return "bash";
  return agent !== "" || speaksBash.some((name) => environment(name) !== null) ? "bash" : "sh";
}

function isThere(name: string): boolean {
  return directories.some((directory) => executable(`${directory}/${name}`) !== null);
}

/** Variables of agents, all of which write bash: their wrappers use `shopt`, `[[`, `exec -a`. */
const speaksBash = ["CLAUDECODE", "CODEX_CI", "GEMINI_CLI", "QWEN_CODE", "OPENCODE", "COPILOT_CLI"];

/**
 * Finds a shell by name, or takes an absolute path as it is.
 * Whatever is the very file that runs now (a link to it, or bound over it), or another guardsh, is passed over, so that
 * guardsh never starts itself; if nothing else is left, that is said.
 */
export function findShell(name: string): RealShell {
  const candidates = name.startsWith("/") ? [name] : directories.map((directory) => `${directory}/${name}`);
  const own = executable("/proc/self/exe") ?? executable(process.execPath);
  let guards = 0;
  for (const path of candidates) {
    const found = executable(path);
    if (found === null) continue;
    if ((own !== null && own.dev === found.dev && own.ino === found.ino) || isGuardsh(path, found)) guards++;
    else return { path, ...language(path) };
  }
  const places = candidates.join(", ");
  throw new NoRealShell(
    guards > 0
      ? `every ${name} that is there is guardsh itself (looked at ${places}); set shell.real in the policy to the real one`
      : `there is no ${name} (looked at ${places}); install it, or set shell.real in the policy`,
  );
}

/** What a shell of this name reads its options as: `sh` is another shell on another machine. By the name alone where there is none. */
export function familyOf(name: string, places: readonly string[] = directories): ShellFamily {
  const place = places.find((directory) => executable(`${directory}/${name}`) !== null);
  return place === undefined ? familyBy(name) : language(`${place}/${name}`).family;
}

function familyBy(name: string): ShellFamily {
  if (name.includes("zsh")) return "zsh";
  return name.includes("bash") ? "bash" : "posix";
}

/** An executable file's status; null if there is none. */
function executable(path: string): Stats | null {
  const status = statSync(path, { throwIfNoEntry: false });
  return status?.isFile() && (status.mode & 0o111) !== 0 ? status : null;
}

/** Binaries of this size are no shells, but may be another copy or version of guardsh. */
const suspiciousSize = 32 << 20;

/** What a compiled Bun program, as guardsh is one, ends with. */
const trailer = "---- Bun! ----";

/** Two copies that take each other for the real shell would call each other for ever. */
function isGuardsh(path: string, status: Stats): boolean {
  if (status.size < suspiciousSize) return false;
  const tail = Buffer.alloc(4096);
  const descriptor = openSync(path, "r");
  try {
    readSync(descriptor, tail, 0, tail.length, status.size - tail.length);
  } finally {
    closeSync(descriptor);
  }
  return tail.includes(trailer);
}

/** What a shell reads its options as, and the dialect it speaks, by the name of the file behind all links. */
function language(path: string): Pick<RealShell, "family" | "dialect"> {
  const name = realpathSync(path).replace(/^.*\//, "");
  const family = familyBy(name);
  return { family, dialect: family === "posix" ? "dash" : family };
}
