/** Members: the value of `object.name`. */

import { isSecretName } from "../../call/secret-name.ts";
import { secretOf } from "../../interpreter/inherited.ts";
import { mapWays, text, toLiteral, type Value } from "../values/known.ts";
import type { Program } from "./evaluate.ts";

/** A constant of a program's settings that is called like a secret: `settings.SECRET_KEY`, `app.config["DB_PASSWORD"]`. */
export function secretConstant(object: Value, name: string): Value | null {
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
        if (name === "value" && way.kind === "text" && program.source.language === "python") return way;
        if (name === "constructor" && isScript) return { kind: "symbol", path: "Array" };
        if (name === "length")
          return {
            kind: "number",
            value: way.kind === "list" ? way.items.length : (toLiteral(way)?.length ?? 0),
          };
        return { kind: "bound", receiver: way, name };
      case "symbol": {
        if (name === "__dict__") return way;
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
        const slot = way.slots.get(name);
        if (slot?.kind === "function" && slot.getter)
          return program.callFunction(slot, program.source.language === "python" ? [way] : [], way);
        if (slot) return slot;
        // `globals()["__builtins__"]`
        if (way.type === "scope") return { kind: "symbol", path: program.dialect.canonical(name) };
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
