/**
 * What objects of the program answer although nothing names a method of theirs: operators, calls of the object itself,
 * parts and methods that they do not have, texts and items made of them.
 */

import { nothingKnown, text, thing, type Value } from "../values/known.ts";
import { compareFact } from "./processes.ts";
import type { Program } from "./program.ts";

type Thing = Extract<Value, { kind: "thing" }>;

/** What is done to an object, and the methods that languages have for it, in the order in which they are asked. */
const ANSWERS = {
  call: ["__call__", "__invoke"],
  part: ["__getattr__", "__getattribute__", "__get"],
  method: ["method_missing", "__call", "__callStatic", "AUTOLOAD"],
  item: ["__getitem__", "__class_getitem__", "__missing__", "offsetGet", "[]"],
  setPart: ["__setattr__", "__set"],
  setItem: ["__setitem__", "offsetSet", "[]="],
  text: [
    "[Symbol.toPrimitive]",
    "__str__",
    "__repr__",
    "__format__",
    "__fspath__",
    "__toString",
    "toString",
    "to_s",
    "to_str",
  ],
  format: ["__format__"],
  get: ["__get__"],
  set: ["__set__"],
  items: ["[Symbol.iterator]", "[Symbol.asyncIterator]", "__iter__", "__next__", "getIterator", "each"],
  enter: ["__enter__", "__aenter__"],
  leave: ["__exit__", "__aexit__"],
} as const;

export type Use = keyof typeof ANSWERS;

/** Python's names of operators; Ruby's methods have the sign itself for a name. */
const OPERATORS: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "&": "and",
  "|": "or",
  "^": "xor",
  "<<": "lshift",
  ">>": "rshift",
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  in: "contains",
};

/** What the object's own method for such a use gives; null where it has none. */
export function answer(program: Program, object: Value, use: Use, args: readonly Value[]): Value | null {
  if (object.kind !== "thing") return null;
  for (const name of ANSWERS[use]) {
    const value = callSlot(program, object, name, args);
    if (value) return value;
  }
  return null;
}

/** `a + b` where one of the two is an object with a method for it; null where neither is. */
export function operate(program: Program, operator: string, left: Value, right: Value): Value | null {
  compareFact(left, right, operator);
  compareFact(right, left, operator);
  const name = OPERATORS[operator] ?? operator;
  const own = (object: Value, method: string, other: Value): Value | null =>
    object.kind === "thing" ? callSlot(program, object, method, [other]) : null;
  return (
    own(left, `__${name}__`, right) ??
    own(left, `__i${name}__`, right) ??
    own(right, `__r${name}__`, left) ??
    own(right, `__${name}__`, left) ??
    own(left, operator, right)
  );
}

/** The text that an object of the program makes of itself; any other value as it is. */
export function textual(program: Program, value: Value): Value {
  if (value.kind === "map") {
    const method =
      value.entries.get("Symbol.toPrimitive") ??
      value.entries.get("toString") ??
      value.entries.get("valueOf");
    return method?.kind === "function" ? program.callFunction(method, [], value) : value;
  }
  return answer(program, value, "text", []) ?? value;
}

/** `new Proxy(target, traps)`: what is done to it goes to the functions of a map. */
export function proxyOf([target = nothingKnown, traps]: readonly Value[]): Value {
  return traps?.kind === "map" ? thing("proxy", { target, ...Object.fromEntries(traps.entries) }) : target;
}

/** What a trap of a proxy gives; null where it has none or the value is none. */
export function trapped(
  program: Program,
  object: Thing,
  trap: "get" | "apply" | "construct",
  args: readonly Value[],
): Value | null {
  const work = object.type === "proxy" ? object.slots.get(trap) : undefined;
  const target = object.slots.get("target") ?? nothingKnown;
  return work?.kind === "function" ? program.callFunction(work, [target, ...args]) : null;
}

/** A method that is asked for by name and is not there. */
export function missing(
  program: Program,
  object: Thing,
  name: string,
  positional: readonly Value[],
): Value | null {
  const list: Value = { kind: "list", items: [...positional] };
  const args = program.source.language === "php" ? [list] : positional;
  return answer(program, object, "method", [text(name), ...args]);
}

function callSlot(program: Program, object: Thing, name: string, args: readonly Value[]): Value | null {
  const method = object.slots.get(name);
  if (method?.kind !== "function") return null;
  const python = program.source.language === "python";
  return program.callFunction(method, python ? [object, ...args] : args, object);
}
