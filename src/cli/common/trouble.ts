/** What stands in the way, in words. */
import { PolicyError, showProblem } from "../../policy/problem.ts";
import { errorCode } from "../../system/index.ts";
import { tell } from "./tell.ts";

const words: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "it may not be read or written",
  EISDIR: "it is a directory",
  ENOSPC: "there is no room left on its disk",
  EROFS: "it is on a read-only file system",
};

/** Of a file, without its name; the system's own words where there are no better ones. */
export function troubleInWords(error: unknown): string {
  return words[errorCode(error)] ?? (error instanceof Error ? error.message : String(error));
}

/** With it; null where the error is not about a file. */
export function troubleWithFile(error: unknown): string | null {
  if (!(error instanceof Error) || !("path" in error) || typeof error.path !== "string") return null;
  return errorCode(error) in words ? `${error.path}: ${troubleInWords(error)}` : null;
}

/** Says all that is wrong with a policy, and gives the status for that. Throws on what is something else. */
export function tellProblems(error: unknown): 1 {
  if (!(error instanceof PolicyError)) throw error;
  for (const problem of error.problems) tell(showProblem(problem));
  return 1;
}
