/**
 * Parts of modules that the program puts something else in the place of, as tests do: `os.system = f`,
 * `with mock.patch("os.system")`. What is called by that name then is no longer the module's. Python's alone: there such
 * an assignment always takes effect.
 */

import { words } from "../calls/spec.ts";
import { FIXTURES } from "../calls/stand-ins.ts";
import { nothingKnown, thing, toLiteral, type Value } from "../values/known.ts";
import type { Arguments, Program } from "./program.ts";

/** Objects of JavaScript's, of which every part can be replaced. */
const SETTABLE = /^(?:console|process|JSON|Math|Object|Array)$/;

/** From now on, for as long as the program is where it is (see `Program.apart`). */
export function replace(program: Program, module: string, name: string, value: Value): void {
  if (program.source.language === "javascript" && module.endsWith(".prototype"))
    program.global.names.set(`prototype.${name}`, value);
  if (program.source.language === "python" || SETTABLE.test(module))
    program.replaced = new Map([...program.replaced, [`${module}.${name}`, value]]);
}

/** What stands in the place of a method of some class: `mock.patch("requests.Session.delete")`. */
export function replacedMethod(program: Program, name: string): Value | null {
  for (const [path, value] of program.replaced)
    if (path.endsWith(`.${name}`) && CLASS.test(path)) return value;
  return null;
}

const CLASS = /\.[A-Z]\w*\.\w+$/;

/** Ruby's names of the classes of values. */
const CLASSES: Readonly<Partial<Record<Value["kind"], string>>> = {
  text: "String",
  list: "Array",
  map: "Hash",
  number: "Integer",
};

/** A method that the program has given to all texts, lists …: `class String; def go = …`, `String.prototype.go = …`. */
export function addedMethod(
  program: Program,
  receiver: Value,
  name: string,
): Extract<Value, { kind: "function" }> | null {
  const { names } = program.global;
  const open = names.get(CLASSES[receiver.kind] ?? "");
  const added = names.get(`prototype.${name}`) ?? (open?.kind === "thing" ? open.slots.get(name) : undefined);
  return added?.kind === "function" ? added : null;
}

/** `mock.patch("os.system")`, `mock.patch.object(os, "system")`: what it will replace, and by what. */
export function patchOf(args: Arguments): Value {
  const [first = nothingKnown, second, third] = args.positional;
  const ofObject = first.kind === "symbol";
  const target = ofObject
    ? toLiteral(second) !== null && `${first.path}.${toLiteral(second)}`
    : toLiteral(first);
  const other = ofObject ? third : second;
  // What is called in the end is what a mock was told to call.
  const by = ["new", "side_effect", "wraps", "new_callable"].map((name) => args.named.get(name));
  return typeof target === "string"
    ? thing("patch", {
        [target]: [other, ...by].find((value) => value !== undefined) ?? thing("mock"),
      })
    : nothingKnown;
}

/** A patch decorates a function: what it replaces is replaced while that runs. */
export function decorate(program: Program, patch: Value, work: Value): Value {
  const { patches } = program.calls;
  if (work.kind === "function") patches.set(work.body, [...(patches.get(work.body) ?? []), patch]);
  return work;
}

/** A library's stand-in for these functions (`@mock_aws`, `with mock_aws():`): whoever calls them gets a mock. */
export function standIn(program: Program, names: string, [work]: readonly Value[]): Value {
  const patch = thing("patch", Object.fromEntries(words(names).map((name) => [name, thing("mock")])));
  return work?.kind === "function" ? decorate(program, patch, work) : patch;
}

/** What replaces from here on (`monkeypatch.setattr("os.system", f)`, `patcher.start()`), or no longer does. */
export function patchNow(program: Program, args: Arguments, at: "start" | "end"): Value {
  if (at === "end") {
    program.replaced = new Map();
    return nothingKnown;
  }
  const patch = args.receiver?.kind === "thing" ? args.receiver : patchOf(args);
  replaceBy(program, patch);
  return patch.kind === "thing" ? ([...patch.slots.values()][0] ?? nothingKnown) : nothingKnown;
}

/** What pytest gives to tests by the names of their parameters. */
export function fixture(program: Program, name: string): Value | undefined {
  const replaces = Object.hasOwn(FIXTURES, name) ? FIXTURES[name] : undefined;
  if (replaces !== undefined) {
    const patch = standIn(program, replaces, []);
    replaceBy(program, patch);
    return patch;
  }
  return /^(?:monkeypatch|mocker)$/.test(name) ? { kind: "symbol", path: `pytest.${name}` } : undefined;
}

/** A patch takes effect: the body it stands before, or the function it decorates, begins. */
export function replaceBy(program: Program, patch: Value): void {
  if (patch.kind !== "thing" || patch.type !== "patch") return;
  for (const [path, value] of patch.slots) {
    const dot = path.lastIndexOf(".");
    replace(program, path.slice(0, dot), path.slice(dot + 1), value);
  }
}
