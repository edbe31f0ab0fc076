/** Code that inline programs run: text, files, modules, native libraries. */

import { pathIn } from "../../locations/files.ts";
import { unknownStream } from "../../stream.ts";
import { known, literal, prefix, show } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import { INPUT } from "../follow/given.ts";
import { loadModule } from "../follow/modules.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { decode } from "../values/constant.ts";
import { folds } from "../values/folds.ts";
import {
  fromStream,
  nothingKnown,
  taintOf,
  text,
  thing,
  toLiteral,
  toText,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { read } from "./access.ts";
import { named, pathsOf, pick } from "./arguments.ts";
import { asCommand } from "./equivalent.ts";
import { shell } from "./start.ts";

const REMOTE = /^(?:https?|ftps?):\/\//i;

/** Tags of YAML that call a function of Python: `!!python/object/apply:os.system ["…"]`. */
const YAML_CALL = /!!python\/object\/(?:apply|new):([\w.]+)\s*(?:\[(.*?)\]|:?\s*\n?\s*(?:-|args:)\s*(.*))/gs;

/** Code in a text or a file is run, in the program's own language or another. */
export function run(program: Program, spec: SpecOf<"code">, args: Arguments): Value {
  const given = pick(args, spec.code) ?? nothingKnown;
  if (spec.starts && program.rounds) program.rounds.starts = true;
  if (given.kind === "function") return nothingKnown;
  if (spec.certain && toLiteral(given) === null && taintOf(given).size === 0) return unknownFrom(given);
  const isInput = given.kind === "symbol" && INPUT.test(given.path);
  const code = isInput ? fromStream(program.frame.stdin) : given;
  if (spec.file) return runFile(program, code);
  if (spec.language === "shell") return shell(program, code, "status", args);
  if (spec.language === "yaml") return loadYaml(program, code);
  // Names that are given to the code with it (`vm.runInNewContext(code, { require })`).
  for (const [name, value] of args.named)
    if (/^[A-Za-z_$][\w$]*$/.test(name)) program.global.names.set(name, value);
  return program.runCode(code);
}

/** `data:text/javascript;base64,…`: the address is the code. */
function dataOf(address: string): Value {
  const [, kind = "", data = ""] = /^data:([^,]*),(.*)$/s.exec(address) ?? [];
  return decode(/;base64$/.test(kind) ? "base64" : "url", text(data));
}

function runFile(program: Program, file: Value): Value {
  const { engine, source, frame } = program;
  const start = prefix(toText(file));
  if (start.startsWith("data:")) return program.runCode(dataOf(toLiteral(file) ?? ""));
  if (/^php:\/\/(?:stdin|input)$/.test(start)) return program.runCode(fromStream(frame.stdin));
  if (REMOTE.test(start)) return program.runCode(fromStream(read(program, toText(file))));
  for (const each of pathsOf(file))
    engine.codeFile(
      pathIn(frame, each),
      { language: source.language, by: source.by, span: source.span },
      frame,
    );
  return nothingKnown;
}

/** YAML that makes objects: what is not known of it may be a call of anything. */
function loadYaml(program: Program, code: Value): Value {
  const shown = toLiteral(code);
  if (shown === null) return program.runCode(code);
  for (const [, path = "", inline, block] of shown.matchAll(YAML_CALL)) {
    const words = (inline ?? block ?? "").match(/"(?:\\.|[^"])*"|'[^']*'|[^\s,[\]"'][^,\]\n]*/g) ?? [];
    const args = words.map((word) => text(word.replace(/^(["'])(.*)\1$/s, "$2")));
    const called: Value = { kind: "symbol", path: program.dialect.canonical(path) };
    // `[["cat", "x"]]`: a list is the one argument.
    const given: Value[] = inline?.trimStart().startsWith("[") ? [{ kind: "list", items: args }] : args;
    program.callValue(called, given, new Map());
  }
  return folds.document?.([code]) ?? nothingKnown;
}

/** Native code is loaded. The C library itself is known: its functions are in the tables of calls. */
export function loadLibrary(program: Program, spec: SpecOf<"library">, args: Arguments): Value {
  const value = pick(args, spec.path);
  const isOwn = !value || (value.kind === "symbol" && /^(?:nil|none|null)$/i.test(value.path));
  const library = isOwn ? known("") : toText(value);
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
  const value = pick(args, spec.name) ?? nothingKnown;
  const start = prefix(toText(value));
  const name = toLiteral(value);
  if (start.startsWith("data:")) return program.runCode(name === null ? value : dataOf(name));
  if (REMOTE.test(start)) {
    asCommand(program, [known("deno"), known("run"), toText(value)]);
    return nothingKnown;
  }
  if (name === null) return nothingKnown;
  if (program.source.language === "javascript" && /^[./~].*\.json$/.test(name))
    return fromStream(read(program, known(name)));
  loadModule(program, name);
  if (/^[./]/.test(name) || (program.source.language === "perl" && name.includes("/"))) return nothingKnown;
  return { kind: "symbol", path: program.dialect.canonical(name) };
}
