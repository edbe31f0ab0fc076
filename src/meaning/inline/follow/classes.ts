/** Classes of the program: what they inherit, and the objects that are made of them. */

import type { Expr } from "../expression.ts";
import { nothingKnown, type Scope, text, thing, type Value } from "../values/known.ts";
import type { Program } from "./program.ts";

type Thing = Extract<Value, { kind: "thing" }>;

/** What the body of a class finds by these names belongs to the class as such, not to its objects. */
const OWN = new Set(["this", "super"]);

/** Methods that making an object runs, by language. */
const CONSTRUCTORS = ["__init__", "constructor", "initialize", "__construct", "__new__", "__post_init__"];

/** Classes of libraries for answering requests, and the methods that get these. */
const HANDLER = /(?:RequestHandler|WebSocketHandler|AbstractServlet)$/;
const ANSWERS = /^(?:do_[A-Z]+|handle|get|post|put|patch|delete|on_message)$/;

export function makeClass(program: Program, expr: Extract<Expr, { kind: "class" }>, scope: Scope): Value {
  const made: Thing = { kind: "thing", type: "class", slots: new Map() };
  const inner: Scope = { names: new Map([["this", made]]), parent: scope };
  let serves = false;
  for (const each of expr.parents) {
    const parent = program.evaluate(each, scope);
    serves ||= parent.kind === "symbol" && HANDLER.test(parent.path);
    if (parent.kind !== "thing" || parent.type !== "class") continue;
    for (const [name, value] of parent.slots) made.slots.set(name, value);
    inner.names.set("super", parent);
  }
  const options = new Map<string, Value>();
  for (const { name, value } of expr.options ?? [])
    if (name !== null) options.set(name, program.evaluate(value, scope));
  const meta = options.get("metaclass");
  if (meta) made.slots.set(META, meta);
  const started = made.slots.get("__init_subclass__");
  if (started?.kind === "function") program.calls.callFunction(started, [made], { named: options });
  if (expr.name !== null) scope.names.set(expr.name, made);
  for (const item of expr.body) {
    program.evaluate(item, inner);
    for (const [name, value] of inner.names) if (!OWN.has(name)) made.slots.set(slotOf(name), value);
  }
  // `class Meta(type): def __new__(meta, name, bases, parts)`: making the class runs it.
  for (const name of meta?.kind === "thing" ? ["__new__", "__init__"] : []) {
    const work = meta?.kind === "thing" ? meta.slots.get(name) : undefined;
    const given: Value[] = [made, text(expr.name ?? ""), nothingKnown, mapOfParts(made)];
    if (work?.kind === "function") program.calls.callFunction(work, given, { named: options });
  }
  if (serves)
    for (const [name, value] of made.slots)
      if (value.kind === "function" && ANSWERS.test(name)) program.calls.served.add(value.body);
  return made;
}

function mapOfParts(made: Thing): Value {
  return { kind: "map", entries: new Map(made.slots) };
}

/** PHP declares `$name` and reads `->name`. */
function slotOf(name: string): string {
  return name.startsWith("$") ? name.slice(1) : name;
}

/** Where a class keeps what it is an object of. */
const META = "guardsh.meta";

/** An object of a class. `into`: the object that a constructor further down is already making. */
export function construct(
  program: Program,
  made: Thing,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  into: Thing | null = null,
): Value {
  const meta = made.slots.get(META);
  const call = meta?.kind === "thing" ? meta.slots.get("__call__") : undefined;
  if (call?.kind === "function") program.calls.callFunction(call, [made, ...positional], { named });
  const self = into ?? thing("object");
  if (self.kind === "thing" && !into) for (const [name, value] of made.slots) self.slots.set(name, value);
  if (self.kind === "thing") {
    for (const value of self.slots.values())
      if (value.kind === "function") program.calls.owners.set(value.body, self);
    if (!CONSTRUCTORS.some((name) => made.slots.has(name))) fill(self, positional, named);
  }
  for (const name of CONSTRUCTORS) {
    const start = made.slots.get(name);
    if (start?.kind === "function")
      program.calls.callFunction(
        start,
        name.startsWith("__") && program.source.language === "python" ? [self, ...positional] : positional,
        { self, named },
      );
  }
  return self;
}

/** What is no method of a class: the members of an enumeration. */
export function partsOf(made: Thing): readonly Value[] {
  return [...made.slots.values()].filter((value) => value.kind !== "function");
}

/** A class that only names its parts (`@dataclass`): they are given in their order, or by name. */
function fill(self: Thing, positional: readonly Value[], named: ReadonlyMap<string, Value>): void {
  const parts = [...self.slots].filter(([, value]) => value.kind !== "function").map(([name]) => name);
  for (const [i, name] of parts.entries()) {
    const given = positional[i] ?? named.get(name);
    if (given) self.slots.set(name, given);
  }
}

/** `type("X", (A,), {…})`: a class of its parts. */
export function classOf(program: Program, [, parents, parts]: readonly Value[]): Value {
  const made = thing("class");
  if (made.kind !== "thing") return made;
  for (const parent of parents ? program.itemsOf(parents) : [])
    if (parent.kind === "thing") for (const [name, value] of parent.slots) made.slots.set(name, value);
  if (parts?.kind === "map") for (const [name, value] of parts.entries) made.slots.set(name, value);
  return made;
}

/** The object that a method is running on. */
export function objectAround(scope: Scope): Thing | null {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const value = at.names.get("this");
    if (value) return value.kind === "thing" ? value : null;
  }
  return null;
}

/** Python's `super()`: the parent's methods, on the object at hand. */
export function parentView(parent: Thing, scope: Scope): Value {
  const self = objectAround(scope);
  return {
    kind: "thing",
    type: "super",
    slots: new Map([...parent.slots, ...(self ? [[SELF, self] as const] : [])]),
  };
}

const SELF = "guardsh.self";

/** The object that a method of this is called on. */
export function ownerOf(object: Thing): Thing {
  const self = object.slots.get(SELF);
  return self?.kind === "thing" ? self : object;
}
