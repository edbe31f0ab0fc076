/** How arguments reach the parameters of a function of the program. */

import type { Expr } from "../expression.ts";
import { nothingKnown, type Scope, type Value } from "../values/known.ts";
import type { Program } from "./program.ts";
import { fixture } from "./replaced.ts";

/** Parameters are names of the function's own. */
export function declare(target: Expr, scope: Scope): void {
  if (target.kind === "name") scope.names.set(target.name, nothingKnown);
  else if (target.kind === "assign") declare(target.target, scope);
  else if (target.kind === "list") for (const { value } of target.items) declare(value, scope);
  else if (target.kind === "map") for (const { value } of target.entries) declare(value, scope);
}

/** Gives each parameter its argument: by its place, by its name, or, for the last ones, all that are left. */
export function receive(
  program: Program,
  parameters: readonly Expr[],
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
  scope: Scope,
): void {
  parameters.forEach((parameter, i) => {
    const [only] = parameter.kind === "list" && parameter.items.length === 1 ? parameter.items : [];
    if (only?.spread) {
      program.assign(only.value, { kind: "list", items: args.slice(i) }, scope);
      return;
    }
    if (parameter.kind === "map" && /^(?:python|ruby)$/.test(program.source.language)) {
      const [rest] = parameter.entries;
      if (rest) program.assign(rest.value, { kind: "map", entries: new Map(named) }, scope);
      return;
    }
    const name = nameOf(parameter);
    const provided =
      parameter.kind === "name" && program.source.language === "python" ? fixture(program, name) : undefined;
    program.assign(parameter, args[i] ?? named.get(name) ?? provided ?? nothingKnown, scope);
  });
}

function nameOf(parameter: Expr): string {
  if (parameter.kind === "assign") return nameOf(parameter.target);
  // PHP's arguments by name leave the sigil out.
  return parameter.kind === "name" ? parameter.name.replace(/^\$/, "") : "";
}
