/** What a policy says of rules that are not there: misspelt, or renamed since. Such a line does nothing. */
import { controlFindings } from "../controls/findings.ts";
import { catalogue } from "../rules/catalogue.ts";
import { nearest } from "./nearest.ts";
import type { Policy } from "./policy.ts";
import { familyOf } from "./tune.ts";

/** A sentence for each name in `[patterns]` that nothing finds. Loads the whole catalogue. */
export function idleNames({ patterns, rule }: Pick<Policy, "patterns" | "rule">): readonly string[] {
  const ids = [...catalogue, ...controlFindings, ...rule].map(({ id }) => id);
  const known = [...new Set([...ids, ...ids.map(familyOf)])];
  const named: Readonly<Record<string, readonly string[]>> = {
    disable: patterns.disable,
    decision: Object.keys(patterns.decision),
    severity: Object.keys(patterns.severity),
  };
  return Object.entries(named).flatMap(([key, names]) =>
    names
      .filter((name) => !known.includes(name))
      .map((name) => {
        const near = nearest(name, known);
        const hint = near === null ? "guardsh rules list shows all" : `did you mean ${near}?`;
        return `patterns.${key}: there is no rule ${name}; ${hint}`;
      }),
  );
}
