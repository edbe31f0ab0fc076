/** What the language's table of calls has under a name. */
import type { CallSpec } from "../calls/spec.ts";
import type { Value } from "../values/known.ts";
import type { Program } from "./program.ts";

export function specOf({ dialect: { calls } }: Program, path: string): CallSpec | null {
  if (Object.hasOwn(calls, path)) return calls[path] ?? null;
  // Whatever the module has: `sh.*`.
  const any = path.includes("#") ? path : path.replace(/\.[^.]+$/, ".*");
  return any !== path && Object.hasOwn(calls, any) ? (calls[any] ?? null) : null;
}

/** The first function of a module that starts programs, runs code or deletes: what an unknown part of it may be. */
export function anyOf({ dialect: { calls } }: Program, module: string): Value | null {
  const own = Object.entries(calls).filter(([path]) => path.startsWith(`${module}.`));
  const [path] =
    own.find(([, { does }]) => /^(?:shell|start|code)$/.test(does)) ??
    own.find(([, { does }]) => does === "delete") ??
    [];
  return path === undefined ? null : { kind: "symbol", path };
}

/** Is it a function that stands for the program of its name? */
export function startsByName(program: Program, value: Value): boolean {
  return value.kind === "symbol" && specOf(program, value.path)?.does === "program";
}
