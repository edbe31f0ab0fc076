/** What an invocation would run, piece by piece, in the order in which it would. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { isTerminal } from "../../system/index.ts";
import { type Code, scriptFile, scriptOnStandardInput } from "./code.ts";
import type { Invocation } from "./invocation.ts";
import type { Given } from "./process.ts";
import type { RealShell } from "./real-shell.ts";
import { startupCode } from "./startup.ts";

/** Reads a script's file, looking in a search path where there is one; null where it cannot be read. */
export type ReadScript = (path: string, searchPath: string | null) => string | null;

/** Everything that would run, in the order in which it would. */
export function codeOf(
  invocation: Invocation,
  given: Pick<Given, "arguments" | "variable">,
  shell: Pick<RealShell, "family">,
  readScript: ReadScript = scriptFile,
): readonly Code[] {
  switch (invocation.kind) {
    case "command":
    case "bare": {
      const source = given.arguments[invocation.at];
      return source === undefined
        ? []
        : [...startupCode(invocation, given, shell.family), { name: "command", source }];
    }
    case "script": {
      const path = given.arguments[invocation.at] ?? "";
      const source = readScript(path, shell.family === "bash" ? given.variable("PATH") : null);
      // A file that is not there or not readable: the real shell says so.
      return source === null ? [] : [...startupCode(invocation, given, shell.family), { name: path, source }];
    }
    case "stdin":
      return [
        ...startupCode(invocation, given, shell.family),
        { name: "standard input", source: scriptOnStandardInput() },
      ];
    case "interactive": // each line comes back as an invocation of its own
      return startupCode(invocation, given, shell.family);
    default:
      return [];
  }
}

/** What reading an invocation has to look at. */
export const surroundings = {
  isTerminal: () => isTerminal(0),
  isScriptFile,
  isSubcommand: () => false,
};

/**
 * Does a single argument name a script to read, rather than a command to run? An executable with another interpreter, or
 * none, is a command: agents put a hook's path there.
 */
function isScriptFile(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isFile()) return false;
  if ((status.mode & 0o111) === 0) return true;
  const start = Buffer.alloc(256);
  let length = 0;
  try {
    const descriptor = openSync(path, "r");
    length = readSync(descriptor, start, 0, start.length, 0);
    closeSync(descriptor);
  } catch {
    return false;
  }
  const head = start.toString("latin1", 0, length);
  if (head.startsWith("\x7fELF")) return false;
  return !head.startsWith("#!") || /^#!.*sh\b/.test(head);
}
