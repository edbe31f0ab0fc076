/** What can be wrong with a policy file, said so that a person can mend it at once. */
import { Unavailable } from "../system/index.ts";

export interface Problem {
  readonly file: string;
  /** Counted from 1; 0 where no line can be named. */
  readonly line: number;
  /** `egress.mode`; empty where the whole file is meant. */
  readonly key: string;
  readonly message: string;
  /** What to do, where there is something better to say than "look at it". */
  readonly hint: string;
}

/** `/home/dev/.guardsh.toml:12: egress.mode: expected "open", …; did you mean "open"?` */
export function showProblem({ file, line, key, message, hint }: Problem): string {
  const where = line > 0 ? `${file}:${line}` : file;
  return `${where}: ${key === "" ? "" : `${key}: `}${message}${hint === "" ? "" : `; ${hint}`}`;
}

/** A policy that cannot be used. Nothing runs under it. */
export class PolicyError extends Unavailable {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
    super(
      "the policy cannot be used",
      first ? `${showProblem(first)}${more}` : "it has a fault",
      "mend the file, then: guardsh policy check",
    );
    this.name = "PolicyError";
    this.problems = problems;
  }
}
