/** Functions as values: bound to arguments in advance, looked up by name later, or handed to calls that will call them. */
import type { CallSpec } from "../calls/spec.ts";
import { nothingKnown, text, thing, toLiteral, type Value } from "../values/known.ts";
import type { Program } from "./evaluate.ts";

type Thing = Extract<Value, { kind: "thing" }>;

/** A function with its first arguments: `functools.partial`, `f.bind`. */
export function partial(callee: Value, args: readonly Value[]): Value {
  return thing("partial", { callee, args: { kind: "list", items: [...args] } });
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
      return callee ? program.callValue(callee, [...before, ...positional], named) : null;
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
      return thing("object", Object.fromEntries(slots));
    }
    case "resolver":
      // What a promise is resolved with: `new Promise((resolve) => resolve(x))`.
      called.slots.set("value", object);
      return nothingKnown;
    case "attrgetter":
      return name === null ? null : name.split(".").reduce((at, part) => program.member(at, part), object);
    default:
      return null;
  }
}

/** `namedtuple("T", "a b")`, `Struct.new(:a, :b)`: a class by the names of its parts. */
export function recordOf(program: Program, args: readonly Value[]): Value {
  const given = program.source.language === "python" ? args.slice(1) : args;
  const names = given
    .flatMap((each) => (each.kind === "list" ? each.items : [each]))
    .flatMap((each) => (toLiteral(each) ?? "").split(/[\s,]+/));
  return thing("record", { names: { kind: "list", items: names.map((name) => text(name)) } });
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
  const acts = (value: Value): boolean =>
    value.kind === "symbol" && ACTS.has(specOf(value.path)?.does ?? "value");
  const each = (work: Value, list: Value): void => {
    for (const item of list.kind === "list" ? program.itemsOf(list).slice(0, MOST_ITEMS) : [])
      program.callValue(work, [item], new Map());
  };
  // `sorted(list, key=f)`
  for (const work of named.values()) if (acts(work)) for (const list of args) each(work, list);
  for (const [i, arg] of args.entries()) {
    if (!acts(arg)) continue;
    const behind = args.slice(i + 1).filter((each) => each.kind !== "function");
    const given = behind.flatMap((each) => (each.kind === "list" ? each.items : [each]));
    if (given.length > 0) program.callValue(arg, given, named);
    else for (const list of args.slice(0, i)) each(arg, list);
  }
}

/** Can it be called? */
export function isCallable(value: Value): boolean {
  if (value.kind === "thing") return /^(?:partial|methodcaller|attrgetter|resolver)$/.test(value.type);
  return value.kind === "function" || value.kind === "bound" || value.kind === "symbol";
}

const MOST_ITEMS = 24;

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
