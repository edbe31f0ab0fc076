/** Code that inline programs run: text, files, modules, native libraries. */

import { pathIn } from "../../locations/files.ts";
import { unknownStream } from "../../stream.ts";
import { known, literal, show } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/evaluate.ts";
import { loadModule } from "../follow/modules.ts";
import { decode } from "../values/constant.ts";
import { nothingKnown, text, thing, toLiteral, toText, type Value } from "../values/known.ts";
import { named, pathsOf, pick } from "./arguments.ts";
import { shell } from "./start.ts";

/** Code in a text or a file is run, in the program's own language or another. */
export function run(program: Program, spec: SpecOf<"code">, args: Arguments): Value {
  const code = pick(args, spec.code) ?? nothingKnown;
  if (code.kind === "function") return nothingKnown;
  if (spec.file) {
    // PHP's `include "data:…"`: the address is the code.
    const [, data] = /^data:[^,]*;base64,(.*)$/s.exec(toLiteral(code) ?? "") ?? [];
    if (data !== undefined) return program.runCode(decode("base64", text(data)));
    for (const each of pathsOf(code))
      program.engine.codeFile(
        pathIn(program.frame, each),
        {
          language: program.source.language,
          by: program.source.by,
          positional: null,
          span: program.source.span,
        },
        program.frame,
      );
    return nothingKnown;
  }
  if (spec.language === "shell") return shell(program, code, "status", args);
  // Names that are given to the code with it (`vm.runInNewContext(code, { require })`).
  for (const [name, value] of args.named)
    if (/^[A-Za-z_$][\w$]*$/.test(name)) program.global.names.set(name, value);
  return program.runCode(code);
}

/** Native code is loaded. The C library itself is known: its functions are in the tables of calls. */
export function loadLibrary(program: Program, spec: SpecOf<"library">, args: Arguments): Value {
  const value = pick(args, spec.path);
  const library = value ? toText(value) : known("");
  const name = literal(library);
  if (
    name !== null &&
    (name === "" || /^(?:lib)?(?:c|m|dl|pthread|rt)(?:\.so(?:\.\d+)?|\.dylib)?$|^msvcrt|libSystem/.test(name))
  )
    return thing("clib");
  if (named(library))
    program.engine.emit({
      kind: "interpret",
      origin: program.origin,
      language: "native",
      code: unknownStream(library.taint, [show(library)]),
      from: "file",
      file: pathIn(program.frame, library),
      followed: false,
      by: program.source.by,
    });
  return thing("clib");
}

/** A module is loaded; one that the command itself has written runs. */
export function load(program: Program, spec: SpecOf<"module">, args: Arguments): Value {
  const name = toLiteral(pick(args, spec.name));
  if (name === null) return nothingKnown;
  loadModule(program, name);
  if (/^[./]/.test(name) || (program.source.language === "perl" && name.includes("/"))) return nothingKnown;
  return { kind: "symbol", path: program.dialect.canonical(name) };
}
