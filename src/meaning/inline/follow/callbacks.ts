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
    case "attrgetter":
      return name === null ? null : name.split(".").reduce((at, part) => program.member(at, part), object);
    default:
      return null;
  }
}

/** What `operator.methodcaller` and its kin make of a name and arguments. */
export function namedCall(type: "methodcaller" | "attrgetter", [name, ...args]: readonly Value[]): Value {
  return thing(type, { name: name ?? text(""), args: { kind: "list", items: args } });
}

/** Kinds of calls that do something when a function is handed on to be called later. */
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
  specOf: (path: string) => CallSpec | null,
): void {
  for (const [i, arg] of args.entries()) {
    if (arg.kind !== "symbol" || !ACTS.has(specOf(arg.path)?.does ?? "value")) continue;
    const behind = args.slice(i + 1).filter((each) => each.kind !== "function");
    const given = behind.flatMap((each) => (each.kind === "list" ? each.items : [each]));
    if (given.length > 0) program.callValue(arg, given, new Map());
    else
      for (const list of args.slice(0, i))
        for (const item of list.kind === "list" ? program.itemsOf(list).slice(0, MOST_ITEMS) : [])
          program.callValue(arg, [item], new Map());
  }
}

const MOST_ITEMS = 24;
