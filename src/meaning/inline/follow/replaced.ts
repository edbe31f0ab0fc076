/**
 * Parts of modules that the program puts something else in the place of, as tests do: `os.system = f`,
 * `with mock.patch("os.system")`. What is called by that name then is no longer the module's. Python's alone: there such
 * an assignment always takes effect.
 */

import { nothingKnown, thing, toLiteral, type Value } from "../values/known.ts";
import type { Arguments, Program } from "./evaluate.ts";

/** From now on, for as long as the program is where it is (see `Program.apart`). */
export function replace(program: Program, module: string, name: string, value: Value): void {
  if (program.source.language === "python")
    program.replaced = new Map([...program.replaced, [`${module}.${name}`, value]]);
}

/** `mock.patch("os.system")`, `mock.patch.object(os, "system")`: what it will replace, and by what. */
export function patchOf(args: Arguments, ofObject: boolean): Value {
  const [first = nothingKnown, second, third] = args.positional;
  const target = ofObject
    ? first.kind === "symbol" && toLiteral(second) !== null && `${first.path}.${toLiteral(second)}`
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

/** A patch takes effect: the body it stands before, or the function it decorates, begins. */
export function replaceBy(program: Program, patch: Value): void {
  if (patch.kind !== "thing" || patch.type !== "patch") return;
  for (const [path, value] of patch.slots) {
    const dot = path.lastIndexOf(".");
    replace(program, path.slice(0, dot), path.slice(dot + 1), value);
  }
}
