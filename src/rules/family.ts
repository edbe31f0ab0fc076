/** A family of rules as the generated index has it. */
import type { AnyRule } from "./rule.ts";

/** A family before it is loaded. */
export interface Family {
  readonly rules: () => readonly AnyRule[];
  /** Kinds of actions that some rule wants to see whatever the program, separated by blanks. */
  readonly kinds: string;
  /** Programs that some rule wants to see the runs of, separated by blanks. */
  readonly programs: string;
}
