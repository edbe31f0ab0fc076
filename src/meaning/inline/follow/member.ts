/** Members: the value of `object.name`. */

import { isSecretName } from "../../call/secret-name.ts";
import { secretOf } from "../../interpreter/inherited.ts";
import { partOfClient } from "../perform/clients.ts";
import { choice, mapWays, text, toLiteral, toText, unknownFrom, type Value } from "../values/known.ts";
import { indexed } from "../values/methods.ts";
import { partial } from "./callbacks.ts";
import { anyOf, startsByName } from "./lookup.ts";
import { factOf } from "./processes.ts";
import type { Program } from "./program.ts";
import { answer, trapped } from "./protocols.ts";

/** A constant of a program's settings that is called like a secret: `settings.SECRET_KEY`, `app.config["DB_PASSWORD"]`. */
function secretConstant(object: Value, name: string): Value | null {
  const isOpen = object.kind === "symbol" || object.kind === "unknown" || object.kind === "bound";
  return isOpen && /^[A-Z][A-Z0-9_]{4,}$/.test(name) && isSecretName(name) ? text(secretOf(name)) : null;
}

/** The value of `object.name`; a method that is not called yet where nothing else is known. */
export function member(program: Program, object: Value, name: string): Value {
  const isScript = program.source.language === "javascript";
  return mapWays(object, (way) => {
    switch (way.kind) {
      case "function":
        // `(() => {}).constructor("…")` is Function itself.
        return name === "constructor"
          ? { kind: "symbol", path: "Function" }
          : { kind: "bound", receiver: way, name };
      case "text":
      case "list":
        // An entry of a directory.
        if (/^(?:name|path)$/.test(name) && way.kind === "text" && way.text.taint.has("glob")) return way;
        // A member of an enumeration.
        if (
          /^(?:value|text)$/.test(name) &&
          way.kind === "text" &&
          /^(?:python|php)$/.test(program.source.language)
        )
          return way;
        if (name === "raw" && isScript && way.kind === "list") return way;
        if (name === "constructor" && isScript) return { kind: "symbol", path: "Array" };
        if (name === "length")
          return {
            kind: "number",
            value: way.kind === "list" ? way.items.length : (toLiteral(way)?.length ?? 0),
          };
        return { kind: "bound", receiver: way, name };
      case "symbol": {
        if (name === "__dict__") return way;
        const replaced = program.replaced.get(`${way.path}.${name}`);
        if (replaced && !isScript) return replaced;
        // A module of JavaScript's may not let itself be changed.
        if (replaced) return choice([replaced, { kind: "symbol", path: `${way.path}.${name}` }]);
        const given = program.given.get(program.dialect.canonical(`${way.path}.${name}`));
        if (given) return given;
        if (
          program.isEnvironment(way) &&
          !Object.hasOwn(program.dialect.calls, program.dialect.canonical(`${way.path}.${name}`))
        ) {
          return program.perform(
            { does: "environment", name: 0 },
            { positional: [text(name)], named: new Map(), receiver: null },
            way.path,
          );
        }
        return (
          secretConstant(way, name) ?? {
            kind: "symbol",
            path: program.dialect.canonical(`${way.path}.${name}`),
          }
        );
      }
      case "map":
        return way.entries.get(name) ?? { kind: "bound", receiver: way, name };
      case "thing": {
        const slot = way.slots.get(name) ?? way.slots.get(`@${name}`);
        if (slot?.kind === "function" && slot.getter)
          return program.callFunction(slot, program.source.language === "python" ? [way] : [], way);
        if (slot) return answer(program, slot, "get", [way]) ?? slot;
        const own =
          factOf(way, name) ??
          trapped(program, way, "get", [text(name)]) ??
          (/^__\w+__$/.test(name) ? null : answer(program, way, "part", [text(name)]));
        if (own) return own;
        if (way.type === "client") return partOfClient(way, name);
        // `globals()["__builtins__"]`
        if (way.type === "scope") return { kind: "symbol", path: program.dialect.canonical(name) };
        if (way.type === "path" && /^(?:name|stem|basename)$/.test(name)) return nameOf(way);
        if (way.type === "path" && name === "parent")
          return program.perform(
            { does: "fold", fold: "directory", from: "self" },
            { positional: [], named: new Map(), receiver: way },
            name,
          );
        return { kind: "bound", receiver: way, name };
      }
      default:
        return secretConstant(way, name) ?? { kind: "bound", receiver: way, name };
    }
  });
}

/** What stands behind the last slash of a path; where it is listed, that is anything. */
function nameOf(path: Value): Value {
  const { pieces, taint } = toText(path);
  const last = pieces.at(-1);
  const listed = typeof last === "object" && last.shape === "glob";
  const name = typeof last === "string" ? [last.slice(last.lastIndexOf("/") + 1)] : pieces.slice(-1);
  return text({ pieces: name, taint: listed ? new Set([...taint, "glob"]) : taint });
}

/** The value of `object[index]`. */
export function itemAt(program: Program, object: Value, index: Value): Value {
  const name = toLiteral(index);
  // A program with its first arguments (plumbum's `rm["-rf", path]`).
  if (startsByName(program, object)) return partial(object, index.kind === "list" ? index.items : [index]);
  if (object.kind === "symbol")
    return name === null
      ? (anyOf(program, object.path) ?? unknownFrom(index))
      : member(program, object, name);
  if (object.kind !== "thing")
    return (name === null ? null : secretConstant(object, name)) ?? indexed(object, index);
  const make = object.type === "defaults" ? object.slots.get("make") : undefined;
  if (make)
    return program.callValue(make, program.source.language === "ruby" ? [object, index] : [], new Map());
  const own = answer(program, object, "item", [index]);
  if (own) return own;
  return name === null ? unknownFrom(object) : member(program, object, name);
}

/** What `object[index](…)` calls. */
export function memberCalled(program: Program, object: Value, index: Value): Value {
  const name = toLiteral(index);
  return (object.kind === "unknown" || object.kind === "bound") && name !== null && /^[A-Za-z_]/.test(name)
    ? { kind: "bound", receiver: object, name }
    : itemAt(program, object, index);
}
