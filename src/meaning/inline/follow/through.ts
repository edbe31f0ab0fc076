/** Calls of functions that look like calls of something else: `f.call(x)`, `f << g`, `x.then(f)`, `list.map(f)`. */
import { choice, nothingKnown, toLiteral, type Value } from "../values/known.ts";
import { callThing, chained, isCallable, partial } from "./callbacks.ts";
import { construct } from "./classes.ts";
import { CONSTANT_ITEMS, mostOf } from "./items.ts";
import { anyOf, specOf } from "./lookup.ts";
import type { Arguments, Program } from "./program.ts";

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** A dotted name that no table has: what the end of it does with the function before that; null for any other. */
export function throughSymbol(program: Program, path: string, args: Arguments): Value | null {
  const dot = path.lastIndexOf(".");
  const [before, last] = [path.slice(0, Math.max(0, dot)), path.slice(dot + 1)];
  const itself: Value = { kind: "symbol", path: before };
  const [other = nothingKnown] = args.positional;
  // `vars(os).items()`: any of its functions; those that start programs count.
  const any = /^(?:items|values)$/.test(last) ? anyOf(program, before) : null;
  if (any) {
    const item: Value = last === "items" ? { kind: "list", items: [nothingKnown, any] } : any;
    return { kind: "list", items: [item] };
  }
  // `import("x").then(m => …)`
  if (last === "then" && other.kind === "function") return program.callFunction(other, [itself]);
  if (!specOf(program, before)) return null;
  const rest = program.source.language === "javascript" ? args.positional.slice(1) : args.positional;
  const [list] = rest;
  switch (last) {
    case "to_proc":
    case "curry":
      return itself;
    case "<<":
      return chained(other, itself);
    case ">>":
      return chained(itself, other);
    case "bind":
      return partial(itself, rest);
    case "apply":
      return program.callValue(itself, list?.kind === "list" ? list.items : rest, args.named);
    case "call":
      return program.callValue(itself, rest, args.named);
    default:
      return null;
  }
}

/** A method by which what it is called on is called, or what it is given; null for any other. */
export function throughMethod(
  program: Program,
  receiver: Value,
  name: string,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value | null {
  const [work = nothingKnown, start] = positional;
  const isScript = program.source.language === "javascript";
  // Ruby's `f << g`, `f >> g`.
  if (/^(?:<<|>>)$/.test(name) && isCallable(receiver) && isCallable(work))
    return name === "<<" ? chained(work, receiver) : chained(receiver, work);
  if (receiver.kind === "symbol")
    return name === "then" && work.kind === "function" ? program.callFunction(work, [receiver]) : null;
  if (receiver.kind === "thing") {
    if (receiver.type === "partial" && /^(?:(?:__)?invoke|call|resume)/.test(name))
      return callThing(program, receiver, positional, named);
    if (receiver.type === "record" && name === "new") return callThing(program, receiver, positional, named);
    if (receiver.type === "class" && name === "new") return construct(program, receiver, positional, named);
  }
  if (isScript && receiver.kind === "function" && /^(?:call|apply|bind)$/.test(name)) {
    const [, ...rest] = positional;
    return name === "bind" ? partial(receiver, rest) : program.callFunction(receiver, rest);
  }
  if (!isScript && isCallable(receiver) && /^(?:call|\(\)|yield|===)$/.test(name))
    return program.callValue(receiver, positional, named);
  const last = positional.at(-1);
  if (/^(?:instance|class|module)_exec$/.test(name) && last && isCallable(last))
    return program.callValue(last, positional.slice(0, -1), NO_NAMES);
  if (/^(?:then|tap|yield_self|finally)$/.test(name) && isCallable(work)) {
    const value = program.callValue(work, [receiver], NO_NAMES);
    return name === "tap" ? receiver : value;
  }
  if (!/^(?:reduce|inject)$/.test(name) || work.kind !== "function") return null;
  return program
    .itemsOf(receiver)
    .slice(0, CONSTANT_ITEMS)
    .reduce((sum, item, i) => {
      if (i === 0 && !start) return item;
      return program.callFunction(work, [i === 0 && start ? start : sum, item]);
    }, start ?? nothingKnown);
}

const ITERATORS =
  /^(?:forEach|map|each|reverse_each|each_entry|flatMap|filter|some|every|reduce|each_with_index|select|collect|find|times|each_line)$/;

/** Methods whose value is the list of what the function gave. */
const COLLECTS = /^(?:map|flatMap|collect)$/;

/** A method that goes through the items of what it is called on; null for any other. */
export function throughItems(
  program: Program,
  receiver: Value,
  name: string,
  positional: readonly Value[],
): Value | null {
  const { language } = program.source;
  // `pool.map(f, list)` goes through what it is given.
  if (!ITERATORS.test(name) || (positional.length > 1 && language === "python")) return null;
  const [work = nothingKnown] = positional;
  // Ruby's `map(&:chr)`: the name of a method.
  const method = work.kind === "text" && language === "ruby" ? toLiteral(work) : null;
  if (method === null && !isCallable(work)) return null;
  const items = program.itemsOf(receiver);
  const results = items.slice(0, mostOf(items)).map((item) => {
    return method === null ? program.callValue(work, [item], NO_NAMES) : program.callMethod(item, method);
  });
  if (name === "find") return choice(items);
  return COLLECTS.test(name) ? { kind: "list", items: results } : receiver;
}
