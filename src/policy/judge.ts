/**
 * PLACEHOLDER: allows everything. The judgement that belongs here (syntax → meaning → rules and controls) has this
 * signature; nothing outside this file knows that it is missing.
 */
import type { Verdict } from "./verdict.ts";

/** The shell whose reading of the source counts. */
export type Dialect = "bash" | "zsh" | "dash";

/** One piece of code to judge, with what it would run in. */
export interface JudgeRequest {
  readonly source: string;
  readonly shell: Dialect;
  /** Directory that relative paths are meant from. */
  readonly cwd: string;
  /** `$0` and the positional parameters. */
  readonly arguments: readonly string[];
  /** The value of an exported variable; null if it is not set. */
  readonly environment: (name: string) => string | null;
}

export function judge(_request: JudgeRequest): Verdict {
  return { decision: "allow", findings: [] };
}
