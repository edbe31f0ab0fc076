/** What a shell of a kept session asks its keeper: read in the shell, or by the keeper from what the shell was started with. */
import type { Request } from "../keeper/index.ts";
import { text } from "../system/index.ts";
import { calledAs, type Invocation, readShellInvocation, type Surroundings } from "./invocation.ts";
import type { ShellFamily } from "./options.ts";
import { codeOf } from "./pieces.ts";
import type { Given } from "./process.ts";
import { chooseShell } from "./real-shell.ts";

export interface Asking {
  readonly request: Request;
  readonly invocation: Invocation;
  readonly family: ShellFamily;
}

export function askingOf(
  given: Pick<Given, "arguments" | "environment" | "variable">,
  cwd: string,
  around: Surroundings,
): Asking {
  const shell = chooseShell(calledAs(given.arguments[0] ?? ""), null, "", given.variable, false);
  const family = familyOf(shell);
  const invocation = readShellInvocation(given.arguments, family, around);
  const request = {
    shell,
    pieces: codeOf(invocation, given, { family }),
    arguments: "at" in invocation ? given.arguments.slice(invocation.at + 1) : [],
    cwd,
    environment: given.environment.map(text),
  };
  return { request, invocation, family };
}

function familyOf(name: string): ShellFamily {
  if (name.includes("zsh")) return "zsh";
  return name.includes("bash") ? "bash" : "posix";
}
