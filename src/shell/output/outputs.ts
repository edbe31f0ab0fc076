/** Whether, and how, the outputs of a command are cleaned. */
import type { KnownSecret, OutputFilter } from "../../controls/output/index.ts";
import type { Session } from "../../controls/session/index.ts";
import type { OutputRules } from "../../keeper/protocol.ts";
import type { Policy } from "../../policy/index.ts";
import { directoryNow, homeDirectory } from "../../system/index.ts";
import type { Filter } from "./pump.ts";

/** What cleans the outputs of one command; its rules are for the process that carries on when the command has ended. */
export interface Cleaner {
  readonly rules: OutputRules;
  /** A fresh filter for one stream; `before`: what of it went past already. */
  readonly make: (before?: WentPast) => Filter;
  /** What its filters have taken out so far, counted by kind; under `observe`, what they would have. */
  readonly cleaned: () => Cleaned;
}

/** Whole lines of plain text, and their bytes. */
export interface WentPast {
  readonly lines: number;
  readonly bytes: number;
}

export type Cleaned = Readonly<Record<string, number>>;

/**
 * How the outputs of a command are cleaned; null: they pass untouched. A command inside another guarded command is not
 * cleaned by itself: its output is that command's, which is cleaned where the agent reads it.
 * @param withheld names of the variables that the command was not given: their values must not turn up either, from
 * wherever it has them
 */
export function outputRules(
  { output, credentials }: Policy,
  { nested }: Pick<Session, "nested">,
  withheld: readonly string[],
): OutputRules | null {
  if (output.control === "off" || nested) return null;
  const { keep, line, lines, redact } = output;
  const held = credentials.control === "enforce";
  return {
    observe: output.control === "observe",
    keep,
    line,
    lines,
    redact,
    withheld: held ? withheld : [],
    plain: held ? credentials.keep : null,
  };
}

/** The cleaner for some rules; `variable` has the values of what was withheld. */
export function cleanerFor(rules: OutputRules, variable: (name: string) => string | null): Cleaner {
  let secrets: readonly KnownSecret[] | undefined;
  const filters: OutputFilter[] = [];
  return {
    rules,
    cleaned: () => countsOf(filters),
    make: (before) => {
      // Both streams by the same list: what is made of it is made once.
      secrets ??= rules.redact ? secretsOf(rules, variable) : [];
      // Loaded only where something is cleaned.
      const {
        createFilter,
        isKeep,
      }: typeof import("../../controls/output/index.ts") = require("../../controls/output/index.ts");
      const filter = createFilter({
        ...(before === undefined ? {} : { before }),
        keep: rules.keep.filter(isKeep),
        maxLineChars: rules.line,
        maxLines: rules.lines,
        redactTokens: rules.redact,
        secrets,
      });
      filters.push(filter);
      return rules.observe ? watching(filter) : filter;
    },
  };
}

/** The values that must not come out, from wherever the command has them. */
export function secretsOf(
  { withheld, plain }: OutputRules,
  variable: (name: string) => string | null,
): readonly KnownSecret[] {
  const values = withheld
    .map((name) => ({ kind: name, value: variable(name) ?? "" }))
    .filter(({ value }) => value !== "");
  if (plain === null) return values;
  const {
    secretsInFiles,
  }: typeof import("../../controls/credentials/files.ts") = require("../../controls/credentials/files.ts");
  const home = variable("HOME") ?? homeDirectory();
  return [...values, ...secretsInFiles(home, directoryNow() ?? home, plain)];
}

/** Sees everything and changes nothing. */
function watching(filter: OutputFilter): Filter {
  return {
    push: (chunk) => {
      filter.push(chunk);
      return chunk;
    },
    end: () => {
      filter.end();
      return new Uint8Array();
    },
  };
}

/** What there is nothing of is left out. */
function countsOf(filters: readonly OutputFilter[]): Cleaned {
  const counts: Record<string, number> = {};
  const add = (name: string, count: number) => {
    if (count > 0) counts[name] = (counts[name] ?? 0) + count;
  };
  for (const { stats } of filters) {
    add("escapes", stats.escapes);
    add("controls", stats.controls);
    add("hidden", stats.bidi + stats.invisible);
    add("invalid", stats.invalid);
    add("binary", stats.binary);
    add("overwritten", stats.overwritten);
    for (const count of Object.values(stats.redacted)) add("secrets", count);
    add("lines_shortened", stats.linesShortened);
    add("lines_left_out", stats.linesLeftOut);
  }
  return counts;
}
