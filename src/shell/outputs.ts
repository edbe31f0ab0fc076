/** Whether, and how, the outputs of a command are cleaned. */
import type { KnownSecret } from "../controls/output/index.ts";
import type { Session } from "../controls/session/index.ts";
import type { OutputRules } from "../keeper/protocol.ts";
import type { Policy } from "../policy/index.ts";
import { homeDirectory } from "../system/index.ts";
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
  { output, credentials }: Policy,
  { nested }: Pick<Session, "nested">,
  withheld: readonly string[],
): OutputRules | null {
  if (output.control !== "enforce" || nested) return null;
  const { keep, line, lines, redact } = output;
  const plain = credentials.control === "enforce" ? credentials.keep : null;
  return { keep, line, lines, redact, withheld, plain };
}

/** The cleaner for some rules; `variable` has the values of what was withheld. */
export function cleanerFor(rules: OutputRules, variable: (name: string) => string | null): Cleaner {
  let secrets: readonly KnownSecret[] | undefined;
  return {
    rules,
    make: () => {
      // Both streams by the same list: what is made of it is made once.
      secrets ??= rules.redact ? secretsOf(rules, variable) : [];
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

/** The values that must not come out, from wherever the command has them. */
function secretsOf(
  { withheld, plain }: OutputRules,
  variable: (name: string) => string | null,
): readonly KnownSecret[] {
  const values = withheld
    .map((name) => ({ kind: name, value: variable(name) ?? "" }))
    .filter(({ value }) => value !== "");
  if (plain === null) return values;
  const {
    secretsInFiles,
  }: typeof import("../controls/credentials/files.ts") = require("../controls/credentials/files.ts");
  return [...values, ...secretsInFiles(variable("HOME") ?? homeDirectory(), process.cwd(), plain)];
}
