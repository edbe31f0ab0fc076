/** What inline programs print, ask of their surroundings, and make. */
import { sayDump, sayRead, secretVariables } from "../../interpreter/environment.ts";
import { append, silence, textStream } from "../../stream.ts";
import { known, show, type Text } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import { takeOver } from "../follow/assign.ts";
import { anyOf } from "../follow/lookup.ts";
import type { Arguments, Program } from "../follow/program.ts";
import {
  choice,
  fromStream,
  nothingKnown,
  taintOf,
  text,
  thing,
  toLiteral,
  toStream,
  toText,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { read } from "./access.ts";
import { ofProcess, pick } from "./arguments.ts";
import { writeTo } from "./open.ts";
import { tell } from "./start.ts";

/** Something is printed. Printed to an open file, it is written there. */
export function print(program: Program, spec: SpecOf<"print">, args: Arguments): Value {
  const values = args.positional.map((value) => program.plain(value));
  const target = args.named.get("file");
  if (target?.kind === "thing" && target.slots.has("path"))
    return writeTo(program, target, values[0] ?? nothingKnown);
  if (ofProcess(target ?? null)) return tell(program, target ?? null, values[0] ?? nothingKnown);
  // Perl and Ruby put nothing between what they print, and print all of a list.
  const bare = /^(?:perl|ruby)$/.test(program.source.language) && !spec.newline;
  const printed = bare
    ? values.flatMap((value) => (value.kind === "list" ? program.itemsOf(value) : [value]))
    : values;
  const between = textStream(known(bare ? "" : " "));
  const stream = printed
    .map(toStream)
    .reduce((all, each, i) => (i === 0 ? each : append(append(all, between), each)), silence);
  shown(program, values);
  if (program.atPrint) program.callValue(program.atPrint, values, new Map());
  if (spec.aside) return nothingKnown;
  program.print(spec.newline ? append(stream, textStream(known("\n"))) : stream);
  return nothingKnown;
}

/** A variable of the environment; without a name, the whole environment. */
export function environment(program: Program, spec: SpecOf<"environment">, args: Arguments): Value {
  const name = pick(args, spec.name);
  if (spec.name === undefined || !name)
    return {
      ...nothingKnown,
      taint: new Set(["env", "secret"]),
      sources: ["the environment"],
      spells: true,
    };
  const variable = toLiteral(name);
  if (variable === null) return { ...nothingKnown, taint: new Set(["env"]), sources: ["the environment"] };
  const values = environmentValues(program, variable).map((value) => text(value));
  const fallback = args.positional[1];
  return values.length > 0 ? choice(values) : (fallback ?? nothingKnown);
}

/** Variables of the environment are set: what is started later finds them there. */
export function setEnvironment(program: Program, spec: SpecOf<"set-environment">, args: Arguments): Value {
  const name = pick(args, spec.name);
  const { shell } = program.frame;
  if (name && toLiteral(name) === null) takeOver(program, pick(args, spec.value) ?? name);
  if (name?.kind === "map") {
    for (const [each, value] of name.entries) shell.set(each, toText(value), true);
    return nothingKnown;
  }
  const [whole, variable, joined] = /^(\w+)(?:=(.*))?$/s.exec(toLiteral(name) ?? "") ?? [];
  const value = pick(args, spec.value);
  if (whole === undefined || variable === undefined) return nothingKnown;
  if (joined !== undefined) shell.set(variable, known(joined), true);
  else if (value) shell.set(variable, toText(value), true);
  return nothingKnown;
}

/** A library that reads `.env` files has put one into the environment, of which nothing is shown by that. */
export function loadEnvironment(program: Program, spec: SpecOf<"load-environment">, args: Arguments): Value {
  const { frame } = program;
  const given = spec.path === undefined ? null : pick(args, spec.path);
  const path = given && given.kind !== "map" ? toText(given) : known(".env");
  const name = show(path);
  // Whatever it is, if it is no such file: it is read like any other.
  if (toLiteral(given) !== null && !/(?:^|\/)\.env[^/]*$|\.env$/.test(name))
    return fromStream(read(program, path));
  frame.shell.loaded = name;
  const all: Value = { kind: "symbol", path: program.dialect.environment };
  if (spec.gives === "parsed") return thing("environment file", { parsed: all });
  return spec.gives === "all" ? all : nothingKnown;
}

/** A thing is made, and what the table says is remembered of it. */
export function make(spec: SpecOf<"make">, args: Arguments): Value {
  const slots = Object.entries(spec.keep ?? {}).flatMap(([name, at]) => {
    const value = pick(args, at);
    return value ? [[name, value] as const] : [];
  });
  return thing(spec.type, Object.fromEntries(slots));
}

/** A name of the program gets a value. */
export function define(program: Program, spec: SpecOf<"define">, args: Arguments): Value {
  if ("from" in spec) {
    const map = pick(args, spec.from);
    for (const [name, value] of map?.kind === "map" ? map.entries : [])
      program.global.names.set(`$${name}`, value);
    return nothingKnown;
  }
  const name = toLiteral(pick(args, spec.name));
  if (name !== null)
    program.global.names.set(program.dialect.canonical(name), pick(args, spec.value) ?? nothingKnown);
  return nothingKnown;
}

/** `getattr(object, name)`. */
export function attribute(program: Program, spec: SpecOf<"attribute">, args: Arguments): Value {
  const object = pick(args, spec.object) ?? nothingKnown;
  const name = toLiteral(pick(args, spec.name));
  if (name !== null) return program.member(object, name);
  return (object.kind === "symbol" && anyOf(program, object.path)) || unknownFrom(object);
}

/** Says what is shown of the environment: all of it, or variables that are secrets. */
function shown(program: Program, values: readonly Value[]): void {
  const { engine, frame, source } = program;
  for (const value of values) {
    const taint = taintOf(value);
    program.shows ||= taint.has("secret") && taint.has("file");
    if (!taint.has("env") || !taint.has("secret")) continue;
    const origins = unknownFrom(value);
    if (origins.kind === "unknown" && origins.sources.includes("the environment"))
      sayDump(engine, frame, source.span, spelled(value).length > 0);
    for (const name of new Set(spelled(value)))
      if (name.startsWith("$")) sayRead(engine, frame, source.span, name.slice(1));
  }
}

/** What whoever sees the value can read in it, by where it came from. */
function spelled(value: Value): readonly string[] {
  switch (value.kind) {
    case "text":
      return secretVariables(value.text).map((name) => `$${name}`);
    case "unknown":
      return value.spells ? value.sources : [];
    case "list":
      return value.items.flatMap(spelled);
    case "map":
      return [...value.entries.values()].flatMap(spelled);
    case "choice":
      return value.ways.flatMap(spelled);
    default:
      return [];
  }
}

/** What a variable may hold. */
function environmentValues(program: Program, name: string): readonly Text[] {
  const variable = program.frame.shell.variables.get(HOME_NAMES.has(name) ? "HOME" : name);
  const values = (variable?.alternatives ?? []).flatMap((value) =>
    value.kind === "scalar" ? [value.text] : [],
  );
  if (values.length > 0) return values;
  if (HOME_NAMES.has(name)) return [known(program.engine.context.home)];
  return [program.engine.expansion(program.frame).inherited(name)].filter((text) => text !== null);
}

/** What languages and systems have for `HOME`. */
const HOME_NAMES: ReadonlySet<string> = new Set(["user.home", "USERPROFILE"]);
