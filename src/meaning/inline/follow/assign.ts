/** Giving a value to what stands left of a sign: a name, a part of something, several at once. */

import type { Expr } from "../expression.ts";
import { characters } from "../values/constant.ts";
import {
  choice,
  nothingKnown,
  type Scope,
  text,
  toLiteral,
  toText,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { callBack, givenBy } from "./callbacks.ts";
import type { Program } from "./program.ts";
import { answer } from "./protocols.ts";
import { replace } from "./replaced.ts";

/** Gives a value to a name, a member, an item, or to several targets at once. */
export function assign(program: Program, target: Expr, value: Value, scope: Scope): void {
  switch (target.kind) {
    case "name": {
      // Perl's `%options = @_`
      if (target.name.startsWith("%") && value.kind === "list")
        return assign(program, target, mapOfPairs(value.items), scope);
      const self = program.partOf(target.name, scope);
      if (self) {
        self.slots.set(target.name, value);
        return;
      }
      for (let at: Scope | null = scope; at; at = at.parent)
        if (at.names.has(target.name)) {
          at.names.set(target.name, value);
          return;
        }
      scope.names.set(target.name, value);
      return;
    }
    case "assign": {
      const fallback = program.evaluate(target.value, scope);
      return assign(program, target.target, value === nothingKnown ? fallback : value, scope);
    }
    case "list": {
      const iterates = value.kind === "map" && value.entries.has("Symbol.iterator");
      const items = value.kind === "list" ? value.items : iterates ? program.itemsOf(value) : null;
      target.items.forEach((item, i) => {
        const behind = target.items.length - 1 - i;
        const rest =
          item.spread && items
            ? ({ kind: "list", items: items.slice(i, items.length - behind) } as const)
            : null;
        const isLast = target.items.slice(0, i).some(({ spread }) => spread);
        assign(program, item.value, rest ?? items?.at(isLast ? -1 - behind : i) ?? unknownFrom(value), scope);
      });
      return;
    }
    case "map":
      for (const entry of target.entries) {
        const name = entry.key ? toLiteral(program.evaluate(entry.key, scope)) : null;
        const part = name !== null && value.kind === "map" && !value.entries.has(name) ? nothingKnown : null;
        assign(program, entry.value, part ?? (name === null ? value : program.member(value, name)), scope);
      }
      return;
    case "member":
    case "index": {
      const object = program.evaluate(target.object, scope);
      const isPart = target.kind === "member";
      const name = isPart ? target.name : toLiteral(program.evaluate(target.index, scope));
      if (name === null && program.isEnvironment(object)) takeOver(program, value);
      if (name === null) return;
      if (!answer(program, object, isPart ? "setPart" : "setItem", [text(name), value]))
        setPart(program, object, name, value);
      const changed = isPart ? null : withCharacter(object, Number(name), value);
      if (changed) assign(program, target.object, changed, scope);
      return;
    }
    default:
      program.evaluate(target, scope);
  }
}

/** A map of a list of names and values by turns. */
function mapOfPairs(given: readonly Value[]): Value {
  const items = given.flatMap((each) => (each.kind === "list" ? each.items : [each]));
  const entries = new Map<string, Value>();
  for (let i = 0; i < items.length; i += 2)
    entries.set(toLiteral(items[i]) ?? `…${i}`, items[i + 1] ?? nothingKnown);
  return { kind: "map", entries };
}

/** `object.name = value`, by whatever way the language has for it. */
export function setPart(program: Program, object: Value, name: string, given: Value): void {
  const before = object.kind === "map" ? object.entries.get(name) : undefined;
  // What it is made by something that may not run, it was before.
  const value = program.perhaps > 0 && before && given.kind === "unknown" ? choice([before, given]) : given;
  if (program.isEnvironment(object)) program.frame.shell.set(name, toText(value), true);
  else if (object.kind === "symbol" && /^(?:global|globalThis|window|self)$/.test(object.path))
    program.global.names.set(name, value);
  else if (object.kind === "symbol") replace(program, object.path, name, value);
  const own = object.kind === "thing" ? object.slots.get(name) : undefined;
  if (own && answer(program, own, "set", [object, value])) return;
  // `client.on_message = f`
  if (object.kind === "thing" && object.type === "server") callBack(program, [value], givenBy(object));
  if (object.kind === "map") object.entries.set(name, value);
  else if (object.kind === "thing" && object.type === "scope") program.global.names.set(name, value);
  else if (object.kind === "thing") object.slots.set(name, value);
  else if (object.kind === "list" && object.items[Number(name)]) object.items[Number(name)] = value;
}

/** A text with another character at a place, where languages let one change it (`bytearray`, Ruby, PHP). */
function withCharacter(object: Value, at: number, value: Value): Value | null {
  const [shown, by] = [toLiteral(object), value.kind === "number" ? characters([value]) : value];
  const character = toLiteral(by);
  if (object.kind !== "text" || shown === null || character === null || shown[at] === undefined) return null;
  return text(shown.slice(0, at) + character + shown.slice(at + 1), object.via);
}

/** `os.environ[key] = value` of what a file of secrets says: its lines are variables from here on. */
export function takeOver(program: Program, value: Value): void {
  const { kind, taint, sources } = { ...nothingKnown, ...unknownFrom(value) };
  if (kind !== "unknown" || !taint.has("secret") || !taint.has("file")) return;
  program.loads = sources[0] ?? "a file of secrets";
  program.frame.shell.loaded = program.loads;
}
