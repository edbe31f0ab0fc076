/** Lists and maps as they are written in a program. */

import type { Argument, Expr } from "../expression.ts";
import { type Scope, text, toLiteral, type Value } from "../values/known.ts";
import type { Program } from "./program.ts";

/** `[a, *b]`; what has a name is worked out, but is no item. */
export function listOf(program: Program, written: readonly Argument[], scope: Scope): Value {
  const items: Value[] = [];
  for (const { value, spread, name } of written) {
    const given = program.evaluate(value, scope);
    if (name !== null) continue;
    if (spread && given.kind === "list") items.push(...given.items);
    else if (spread && given.kind === "text" && program.spellsOut)
      items.push(...[...(toLiteral(given) ?? "")].map((c) => text(c)));
    else items.push(given);
  }
  return { kind: "list", items };
}

/** `{a: b, **c}`; what stands under a name that is not known has a place of its own. */
export function mapOf(
  program: Program,
  written: readonly { readonly key: Expr | null; readonly value: Expr }[],
  scope: Scope,
): Value {
  const entries = new Map<string, Value>();
  for (const { key, value } of written) {
    const given = program.plain(program.evaluate(value, scope));
    const at = key ? program.evaluate(key, scope) : null;
    const name = at?.kind === "symbol" && at.path.startsWith("Symbol.") ? at.path : toLiteral(at);
    if (name !== null) entries.set(name, given);
    else if (key === null && given.kind === "map") for (const [k, v] of given.entries) entries.set(k, v);
    else entries.set(`…${entries.size}`, given);
  }
  return { kind: "map", entries };
}
