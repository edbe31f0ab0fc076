/** Whether a person is at the keyboard, for what only a person may do: trust a project, change the policy, approve. */
import { insideSession } from "../../controls/session/index.ts";
import { isConfined } from "../../shell/index.ts";
import { isTerminal } from "../../system/index.ts";

/** Null where a person sits at a terminal outside any guarded session; else why not, in words for them. */
export function notAPerson(): string | null {
  // what a command has detached from itself keeps its sandbox, whoever its parent is by now
  if (insideSession() || isConfined())
    return "this runs inside a guarded session; a person does it, in a terminal of their own";
  if (!isTerminal(0) || !isTerminal(2)) return "a person has to be at a terminal for this";
  return null;
}

/** Asks on the terminal; true only for a typed `yes`. */
export function confirm(question: string): boolean {
  return prompt(`${question} Type yes:`)?.trim() === "yes";
}
