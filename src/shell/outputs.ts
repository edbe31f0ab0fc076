/** Whether, and how, the outputs of a command are cleaned. */
import type { Session } from "../controls/session/index.ts";
import type { OutputRules } from "../keeper/protocol.ts";
import type { Policy } from "../policy/index.ts";
import type { Filter } from "./pump.ts";

/** What cleans the outputs of one command; its rules are for the process that carries on when the command has ended. */
export interface Cleaner {
  readonly rules: OutputRules;
  /** A fresh filter for one stream. */
  readonly make: () => Filter;
}

/**
 * How the outputs of a command are cleaned; null: they pass untouched. A command inside of another guarded command is not
 * cleaned by itself: its output is that command's, which is cleaned where the agent reads it.
 * @param withheld names of the variables that the command was not given: their values must not turn up either, from
 * wherever it has them
 */
export function outputRules(
  { output }: Policy,
  { nested }: Pick<Session, "nested">,
  withheld: readonly string[],
): OutputRules | null {
  if (output.control !== "enforce" || nested) return null;
  const { keep, line, lines, redact } = output;
  return { keep, line, lines, redact, withheld };
}

/** The cleaner for some rules; `variable` has the values of what was withheld. */
export function cleanerFor(rules: OutputRules, variable: (name: string) => string | null): Cleaner {
  const withheld = rules.redact ? rules.withheld : [];
  const secrets = withheld
    .map((name) => ({ kind: name, value: variable(name) ?? "" }))
    .filter(({ value }) => value !== "");
  return {
    rules,
    make: () => {
      // Loaded only where something is cleaned.
      const {
        createFilter,
        isKeep,
      }: typeof import("../controls/output/index.ts") = require("../controls/output/index.ts");
      return createFilter({
        keep: rules.keep.filter(isKeep),
        maxLineChars: rules.line,
        maxLines: rules.lines,
        redactTokens: rules.redact,
        secrets,
      });
    },
  };
}
