/** Calls that have functions called: by name, with each item, later, for each file, in another process. */
import { concat, known } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import { endRounds, sayBreeding } from "../follow/breeding.ts";
import { isCallable } from "../follow/callbacks.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { Rounds } from "../follow/rounds.ts";
import { globText } from "../values/constant.ts";
import { nothingKnown, text, toLiteral, unknownFrom, type Value } from "../values/known.ts";
import { isTrue, pathsOf, pick } from "./arguments.ts";

/** Most items of a list that a function is called with. */
const MOST_ITEMS = 4_096;

/** A file, or where the option `eval` is set a text, runs beside the program. */
export function worker(program: Program, args: Arguments, path: string): Value {
  const [code = nothingKnown] = args.positional;
  // Code by an option, in a blob, or in an address.
  if (isTrue(args.named.get("eval")) || /[(;\n]/.test(toLiteral(code) ?? "")) return program.runCode(code);
  return program.perform({ does: "code", code: 0, file: true }, args, path);
}

/** A function, or code as text, is called later, with what is given for it. */
export function later(program: Program, { given }: SpecOf<"later">, { positional }: Arguments): Value {
  const [work = nothingKnown] = positional;
  return work.kind === "text"
    ? program.runCode(work)
    : program.callValue(work, positional.slice(given), new Map());
}

/** Perl's `File::Find`: a function is called for every file below a directory, whose path is the topic. */
export function findFiles(program: Program, spec: SpecOf<"find">, args: Arguments): Value {
  const given = pick(args, spec.work);
  const work = given?.kind === "map" ? given.entries.get("wanted") : given;
  for (const root of pathsOf(pick(args, spec.path)))
    for (const name of ["$_", "$File::Find::name"])
      program.global.names.set(name, text(concat(root, known("/"), globText(known("*")))));
  return work ? program.callValue(work, [], new Map()) : nothingKnown;
}

/** The process starts another like itself: in a loop without end, that is a fork bomb. */
export function forked(program: Program): Value {
  if (program.rounds) sayBreeding(program);
  return nothingKnown;
}

/** Ruby's `loop`: a function is called again and again. */
export function forever(program: Program, args: Arguments): Value {
  const [work = nothingKnown] = args.positional;
  const outer = program.rounds;
  program.rounds = new Rounds();
  const value = program.callValue(work, [], new Map());
  endRounds(program, outer);
  return value;
}

/** `new Promise((resolve) => …)`: a function gets what it hands its result to. */
export function promise(program: Program, args: Arguments): Value {
  const [work = nothingKnown] = args.positional;
  const resolver: Value = { kind: "thing", type: "resolver", slots: new Map() };
  program.callValue(work, [resolver, nothingKnown], new Map());
  return resolver.slots.get("value") ?? nothingKnown;
}

/** Calls a function or method by its name, or a function of the program with each item. */
export function dispatch(program: Program, spec: SpecOf<"dispatch">, args: Arguments): Value {
  const called = args.positional[spec.name];
  const rest = args.positional.filter((_, i) => i !== spec.name);
  const name = toLiteral(called);
  if (called?.kind === "function") {
    const [list] = rest;
    const items = list?.kind === "list" ? list.items.slice(0, 24) : null;
    if (!items) return program.callFunction(called, rest);
    return { kind: "list", items: items.map((item) => program.callFunction(called, [item])) };
  }
  if (name === null) return unknownFrom(...args.positional);
  const flat = rest.flatMap((each) => (each.kind === "list" ? each.items : [each]));
  const target: Value =
    args.receiver && args.receiver !== nothingKnown
      ? program.member(args.receiver, name)
      : { kind: "symbol", path: program.dialect.canonical(name) };
  if (!spec.each) return program.callValue(target, flat, args.named);
  return { kind: "list", items: flat.map((item) => program.callValue(target, [item], args.named)) };
}

/** Calls a function with each item, or as another thread or process. */
export function mapOver(program: Program, spec: SpecOf<"map">, args: Arguments): Value {
  if (spec.starts && program.rounds) program.rounds.starts = true;
  const [first, second, ...others] = args.positional;
  // R and F# name what is gone through before the function.
  const swapped = first !== undefined && !isCallable(first) && second !== undefined && isCallable(second);
  const [work, ...rest] = swapped ? [second, first, ...others] : args.positional;
  const callable = args.named.get("target") ?? work;
  if (!callable) return nothingKnown;
  const given = args.named.get("args") ?? rest[0];
  if (args.named.has("target")) {
    const keywords = args.named.get("kwargs");
    return program.callValue(
      callable,
      given?.kind === "list" ? given.items : [],
      keywords?.kind === "map" ? keywords.entries : new Map(),
    );
  }
  if (given === undefined) return program.callValue(callable, [], new Map());
  if (spec.starts) return program.callValue(callable, given.kind === "list" ? given.items : rest, new Map());
  if (spec.pairs) {
    const [first, ...others] = program.itemsOf(given).slice(0, MOST_ITEMS);
    const start = args.named.get("initializer") ?? rest[1];
    const items = start && first ? [first, ...others] : others;
    return items.reduce<Value>(
      (sum, item) => program.callValue(callable, [sum, item], new Map()),
      start ?? first ?? nothingKnown,
    );
  }
  const results = program
    .itemsOf(given)
    .slice(0, MOST_ITEMS)
    .map((item) => program.callValue(callable, [item], new Map()));
  return spec.keeps ? given : { kind: "list", items: results };
}
