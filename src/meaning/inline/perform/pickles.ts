/** Python's pickles: bytes that say which functions to call to make an object again. */

import type { SpecOf } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { folds } from "../values/folds.ts";
import { choice, nothingKnown, text, thing, toLiteral, unknownFrom, type Value } from "../values/known.ts";
import { pick } from "./arguments.ts";

/** Methods by which an object says how it is made again: a function, and a list of what it is called with. */
const REDUCES = ["__reduce__", "__reduce_ex__"];

/** Opcodes of the pickle machine that take bytes of their own, by how many; `line`: up to the end of the line. */
const OPERANDS: Readonly<Record<string, number | "line">> = {
  ...{ K: 1, M: 2, J: 4, q: 1, h: 1, r: 4, j: 4, "\x80": 1, "\x95": 8, G: 8 },
  ...{ I: "line", L: "line", F: "line", p: "line", g: "line" },
};

/** What it does as far as that matters here: names a function, or puts a text on the stack. */
type Step = { readonly names: string } | { readonly text: string } | "global";

function stepsOf(bytes: string): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  const line = (): string => {
    const end = bytes.indexOf("\n", at);
    const found = bytes.slice(at, end < 0 ? undefined : end);
    at += found.length + 1;
    return found;
  };
  const sized = (width: number): string => {
    let size = 0;
    for (let i = 0; i < width; i++) size += bytes.charCodeAt(at + i) * 256 ** i;
    at += width + size;
    return bytes.slice(at - size, at);
  };
  while (at < bytes.length) {
    const code = bytes[at++] ?? "";
    const operand = OPERANDS[code] ?? 0;
    if (code === "c" || code === "i") steps.push({ names: `${line()}.${line()}` });
    else if (code === "\x93") steps.push("global");
    else if (code === "S") steps.push({ text: line().slice(1, -1) });
    else if (code === "V") steps.push({ text: line() });
    else if (code === "U" || code === "\x8c" || code === "C") steps.push({ text: sized(1) });
    else if (code === "X" || code === "T" || code === "B") steps.push({ text: sized(4) });
    else if (operand === "line") line();
    else at += operand;
  }
  return steps;
}

/** `pickle.dumps(x)`: the call that makes the object again, if it names one. */
export function pickled(program: Program, { positional: [object = nothingKnown] }: Arguments): Value {
  const method =
    object.kind === "thing" ? REDUCES.map((name) => object.slots.get(name)).find((each) => each) : undefined;
  if (method?.kind !== "function") return unknownFrom(object);
  const parts = program.callFunction(method, [object], object);
  const [callee, args] = parts.kind === "list" ? parts.items : [];
  return callee ? thing("pickled", { callee, args: args ?? nothingKnown }) : unknownFrom(object);
}

/** `pickle.loads(x)`: what it names is called. */
export function unpickle(program: Program, spec: SpecOf<"unpickle">, args: Arguments): Value {
  const given = pick(args, spec.code) ?? nothingKnown;
  if (given.kind === "thing" && given.type === "pickled") {
    const list = given.slots.get("args");
    return program.callValue(
      given.slots.get("callee") ?? nothingKnown,
      list?.kind === "list" ? list.items : [],
      new Map(),
    );
  }
  const read = (given.kind === "thing" && given.slots.get("content")) || given;
  const bytes = read.kind === "text" ? toLiteral(read) : null;
  if (bytes === null) return program.runCode(read);
  if (/^\s*[{[]/.test(bytes)) return callIn(program, folds.json?.([read]) ?? nothingKnown);
  const strings: Value[] = [];
  let callee: Value | null = null;
  for (const step of stepsOf(bytes)) {
    if (step === "global") {
      const path = strings.splice(-2).map((each) => toLiteral(each) ?? "");
      callee = named(program, path.join("."));
    } else if ("names" in step) callee = named(program, step.names);
    else strings.push(text(step.text));
  }
  if (callee) return program.callValue(callee, strings, new Map());
  // Hidden in a way that was not seen through.
  return read.kind === "text" && read.via.length > 0 ? program.runCode(read) : nothingKnown;
}

/** What jsonpickle calls: `{"py/reduce": [{"py/function": "os.system"}, {"py/tuple": ["x"]}]}`. */
function callIn(program: Program, value: Value): Value {
  if (value.kind === "list") return choice(value.items.map((item) => callIn(program, item)));
  if (value.kind !== "map") return nothingKnown;
  const reduced = value.entries.get("py/reduce");
  const [callee, args] = reduced?.kind === "list" ? reduced.items : [];
  const part = (of: Value | undefined, name: string): Value | undefined =>
    of?.kind === "map" ? of.entries.get(name) : undefined;
  const path = toLiteral(part(callee, "py/function") ?? part(callee, "py/type"));
  if (path === null) return choice([...value.entries.values()].map((each) => callIn(program, each)));
  const list = part(args, "py/tuple");
  return program.callValue(named(program, path), list?.kind === "list" ? list.items : [], new Map());
}

function named(program: Program, path: string): Value {
  return { kind: "symbol", path: program.dialect.canonical(path) };
}
