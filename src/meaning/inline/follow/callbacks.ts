/** Functions as values: bound to arguments in advance, looked up by name later, or handed to calls that will call them. */
import type { CallSpec } from "../calls/spec.ts";
import type { Expr } from "../expression.ts";
import { callClient } from "../perform/clients.ts";
import {
  nothingKnown,
  type Scope,
  text,
  thing,
  toLiteral,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { REQUEST } from "./given.ts";
import { CONSTANT_ITEMS } from "./items.ts";
import { compareFact } from "./processes.ts";
import type { Arguments, Program } from "./program.ts";
import { decorate } from "./replaced.ts";

type Thing = Extract<Value, { kind: "thing" }>;

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** A function with its first arguments: `functools.partial`, `f.bind`. */
export function partial(callee: Value, args: readonly Value[], named = NO_NAMES): Value {
  return thing("partial", {
    callee,
    args: { kind: "list", items: [...args] },
    named: { kind: "map", entries: new Map(named) },
  });
}

/** A function that calls one, and another with what that gives. */
export function chained(first: Value, second: Value): Value {
  return thing("chain", { first, second });
}

/** Calls a thing that stands for a function; null where it is none. */
export function callThing(
  program: Program,
  called: Thing,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value | null {
  const kept = called.slots.get("args");
  const before = kept?.kind === "list" ? kept.items : [];
  const callee = called.slots.get("callee");
  const name = toLiteral(called.slots.get("name"));
  const [object = nothingKnown, ...rest] = positional;
  switch (called.type) {
    case "partial":
      // `invoke`, `__invoke`, `call` and the call itself are all one.
      return callee
        ? program.callValue(callee, [...before, ...positional], new Map([...keptNames(called), ...named]))
        : null;
    case "chain":
      return (
        [called.slots.get("first"), called.slots.get("second")].reduce<readonly Value[]>(
          (given, work) => [program.callValue(work ?? nothingKnown, given, new Map())],
          positional,
        )[0] ?? nothingKnown
      );
    case "methodcaller":
      return name === null
        ? null
        : program.callValue(program.member(object, name), [...before, ...rest], named);
    case "record": {
      const names = called.slots.get("names");
      const fields = names?.kind === "list" ? names.items.map((each) => toLiteral(each) ?? "") : [];
      const slots = fields.map(
        (field, i) => [field, positional[i] ?? named.get(field) ?? nothingKnown] as const,
      );
      const made = thing("object", Object.fromEntries(slots));
      const body = called.slots.get("body");
      if (body?.kind === "function" && made.kind === "thing") addMethods(program, made, body);
      return made;
    }
    case "resolver":
      // What a promise is resolved with: `new Promise((resolve) => resolve(x))`.
      called.slots.set("value", object);
      return nothingKnown;
    case "server":
      // What decorates a function.
      callBack(program, positional, givenBy(called), "", called);
      return positional.find((each) => each.kind === "function") ?? called;
    case "process fact":
      compareFact(called, object);
      return called;
    case "client":
      return askClient(program, called, { positional, named, receiver: null });
    case "mock":
      return called;
    case "patch":
      return decorate(program, called, object);
    case "options": {
      // `@click.option("--path", default="x")`
      const parser = called.slots.get("guardsh.decorates");
      if (object.kind !== "function" || parser?.kind !== "thing") return null;
      const before = program.calls.defaults.get(object.body) ?? [];
      program.calls.defaults.set(object.body, [...before, ...parser.slots]);
      return object;
    }
    case "attrgetter":
      return name === null ? null : name.split(".").reduce((at, part) => program.member(at, part), object);
    default:
      return null;
  }
}

/** The arguments that such a function was given by name. */
export function keptNames(called: Thing): ReadonlyMap<string, Value> {
  const kept = called.slots.get("named");
  return kept?.kind === "map" ? kept.entries : NO_NAMES;
}

/** A client is called; functions that it is given get what it answers. */
export function askClient(program: Program, client: Thing, args: Arguments): Value {
  const answer = callClient(program, client, args);
  callBack(program, args.positional, answer);
  return answer;
}

/** The methods that stand in a block: `Struct.new(:a) { def go = … }`. */
function addMethods(program: Program, made: Thing, block: Extract<Value, { kind: "function" }>): void {
  const inner: Scope = { names: new Map([["this", made]]), parent: block.scope };
  program.evaluate(block.body, inner);
  for (const [name, value] of inner.names) if (value.kind === "function") made.slots.set(name, value);
}

/** `namedtuple("T", "a b")`, `Struct.new(:a, :b) { … }`: a class by the names of its parts. */
export function recordOf(program: Program, args: readonly Value[]): Value {
  const given = program.source.language === "python" ? args.slice(1) : args;
  const names = given
    .flatMap((each) => (each.kind === "list" ? each.items : [each]))
    .flatMap((each) => (toLiteral(each) ?? "").split(/[\s,]+/));
  const body = given.find((each) => each.kind === "function");
  const list: Value = { kind: "list", items: names.filter((name) => name !== "").map((name) => text(name)) };
  return thing("record", { names: list, ...(body && { body }) });
}

/** What `operator.methodcaller` and its kin make of a name and arguments. */
export function namedCall(type: "methodcaller" | "attrgetter", [name, ...args]: readonly Value[]): Value {
  return thing(type, { name: name ?? text(""), args: { kind: "list", items: args } });
}

/** Kinds of calls that count when a function of the library is handed on to be called by something unknown. */
const ACTS: ReadonlySet<CallSpec["does"]> = new Set([
  "delete",
  "write",
  "copy",
  "chmod",
  "shell",
  "start",
  "request",
  "code",
  "signal",
  "open",
  "read",
]);

/**
 * A function of the library among the arguments of a call that nobody knows (`executor.submit(os.system, "x")`): it is
 * called with what stands behind it, or, where nothing does, with the items that stand before it.
 */
export function handOver(
  program: Program,
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
  specOf: (path: string) => CallSpec | null,
): void {
  const acts = (value: Value): boolean => {
    const isMethod = value.kind === "bound" && value.receiver.kind === "thing";
    const type = isMethod && value.receiver.kind === "thing" ? value.receiver.type : "*";
    const path = value.kind === "symbol" ? value.path : value.kind === "bound" ? `${type}#${value.name}` : "";
    return (value.kind === "symbol" || isMethod) && ACTS.has(specOf(path)?.does ?? "value");
  };
  const each = (work: Value, list: Value): void => {
    for (const item of list.kind === "list" ? program.itemsOf(list).slice(0, CONSTANT_ITEMS) : [])
      program.callValue(work, [item], new Map());
  };
  // `sorted(list, key=f)`
  for (const work of named.values()) if (acts(work)) for (const list of args) each(work, list);
  for (const [i, arg] of args.entries()) {
    if (!acts(arg)) continue;
    const byName = ["args", "argument"].flatMap((name) => named.get(name) ?? []);
    const behind = [...args.slice(i + 1), ...byName].filter((each) => each.kind !== "function");
    const given = behind.flatMap((each) => (each.kind === "list" ? each.items : [each]));
    const [text] = args;
    if (given.length > 0 || arg.kind === "bound") program.callValue(arg, given, named);
    // `"x".replace(/…/, f)`
    else if (text?.kind === "text" && i > 1) program.callValue(arg, [text], named);
    else for (const list of args.slice(0, i)) each(arg, list);
  }
}

/** What a thing hands to functions that are given to it. */
export function givenBy(receiver: Value): Value {
  if (receiver.kind !== "thing") return unknownFrom(receiver);
  if (receiver.type === "socket" || receiver.type === "response" || receiver.type === "server")
    return { ...nothingKnown, taint: new Set(["network"]), sources: ["the connection"] };
  return receiver.slots.get("content") ?? receiver.slots.get("stdout") ?? unknownFrom(receiver);
}

/** Functions that were given to a call: it will call them, with what it knows. */
export function callBack(program: Program, ...call: Handed): void {
  program.perhaps++;
  callEach(program, ...call);
  program.perhaps--;
}

type Handed = [args: readonly Value[], given: Value, path?: string, self?: Value | null];

function callEach(program: Program, ...[args, given, path = "", self = null]: Handed): void {
  const lists = given.kind === "unknown" ? args : [];
  const items = lists.flatMap((arg) => (arg.kind === "list" ? arg.items.slice(0, CONSTANT_ITEMS) : []));
  for (const arg of args) {
    // A function of the library's that others may call.
    if (arg.kind === "symbol" && self?.kind === "thing" && self.type === "server")
      program.callValue(arg, [given], new Map());
    if (arg.kind !== "function") continue;
    if (/^(?:net|tls)\.createServer$/.test(path)) program.callFunction(arg, [thing("socket")]);
    else if (/^asyncio\.start_(?:unix_)?server$/.test(path))
      program.callFunction(arg, [thing("socket"), thing("socket")]);
    else if (/^https?\.createServer$/.test(path)) program.callFunction(arg, [REQUEST, thing("response")]);
    else if (/^https?\.(?:get|request)$/.test(path)) program.callFunction(arg, [given]);
    else if (given.kind === "map" && arg.parameters.length > 1)
      // `JSON.parse(text, (key, value) => …)`
      for (const [key, value] of given.entries) program.callFunction(arg, [text(key), value], self);
    else if (/^fs\.|^child_process\./.test(path)) program.callFunction(arg, [nothingKnown, given, given]);
    // `each(list, f)`, `max(list, key=f)`: it most likely goes through them.
    else
      for (const item of items.length > 0 && arg.parameters.length > 0 ? items : [given])
        program.callFunction(
          arg,
          arg.parameters.map((_, i) => (i === 0 ? item : given)),
          self,
        );
    if (program.dialect.flat) callParts(program, arg, given);
  }
}

type Written = Extract<Value, { kind: "function" }>;

/** The functions that stand in another: `new FileVisitor() { … }` is an object with those. */
function partsIn({ body }: Written): readonly Expr[] {
  return body.kind === "block" ? body.items.filter((part) => part.kind === "function") : [];
}

/** What a call that nobody knows makes of an object that is written behind it: that object. */
export function objectMade(args: readonly Value[]): Value | null {
  const [only] = args;
  return only?.kind === "function" && partsIn(only).length > 0 ? only : null;
}

/** An object is given to a call: its functions are called. */
function callParts(program: Program, object: Written, given: Value): void {
  for (const part of partsIn(object)) {
    const work = program.evaluate(part, { names: new Map(), parent: object.scope });
    const args = work.kind === "function" ? work.parameters.map(() => given) : [];
    if (work.kind === "function") program.callFunction(work, args);
  }
}

/** Can it be called? */
export function isCallable(value: Value): boolean {
  if (value.kind === "thing") return /^(?:partial|chain|methodcaller|attrgetter|resolver)$/.test(value.type);
  return value.kind === "function" || value.kind === "bound" || value.kind === "symbol";
}

/** Listeners of events, which are called with what is sent to them. */
export class Events {
  readonly #program: Program;
  readonly #listeners = new Map<string, Value[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Follows `x.on(name, f)` and `x.emit(name, …)`; null where it is neither. */
  heard(receiver: Value, method: string, [event, ...rest]: readonly Value[]): Value | null {
    const name = receiver.kind === "text" || receiver.kind === "list" ? null : toLiteral(event);
    if (name === null) return null;
    const listeners = this.#listeners.get(name) ?? [];
    if (/^(?:on|once|addListener|addEventListener|prependListener)$/.test(method)) {
      this.#listeners.set(name, [...listeners, ...rest.filter(isCallable)]);
      return receiver;
    }
    if (!/^(?:emit|dispatchEvent|trigger)$/.test(method)) return null;
    for (const each of listeners) this.#program.callValue(each, rest, new Map());
    return nothingKnown;
  }
}
