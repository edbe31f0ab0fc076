/** What a shell of a kept session asks its keeper: read in the shell, or by the keeper from what the shell was started with. */
import type { Request } from "../../keeper/index.ts";
import { text } from "../../system/index.ts";
import {
  calledAs,
  type Invocation,
  readShellInvocation,
  type Surroundings,
} from "../invocation/invocation.ts";
import type { ShellFamily } from "../invocation/options.ts";
import { codeOf, type ReadScript } from "../invocation/pieces.ts";
import type { Given } from "../invocation/process.ts";
import { chooseShell, familyOf } from "../invocation/real-shell.ts";

/** The part of what a shell was given that says what it would run. */
export type Started = Pick<Given, "arguments" | "environment" | "variable">;

/** Which shell is meant, and what it is to do. */
export interface Meant {
  readonly shell: string;
  readonly family: ShellFamily;
  readonly invocation: Invocation;
}

export function meantBy(started: Started, around: Surroundings): Meant {
  const shell = chooseShell(calledAs(started.arguments[0] ?? ""), null, "", started.variable, false);
  const family = familyOf(shell);
  return { shell, family, invocation: readShellInvocation(started.arguments, family, around) };
}

/** The request for it. Reads what is to be run, from standard input too; a script's file with `readScript`. */
export function requestFor(
  started: Started,
  { shell, family, invocation }: Meant,
  cwd: string,
  readScript?: ReadScript,
): Request {
  return {
    shell,
    pieces: codeOf(invocation, started, { family }, readScript),
    arguments: "at" in invocation ? started.arguments.slice(invocation.at + 1) : [],
    cwd,
    environment: started.environment.map(text),
  };
}
