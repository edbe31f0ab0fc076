/** What inline programs do to files by their paths: deleting, copying, changing, listing. */

import { pathIn, rememberLink } from "../../locations/files.ts";
import { mix, silence, unknownStream } from "../../stream.ts";
import { concat, known, literal } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { expandHome, globText } from "../values/constant.ts";
import {
  fromStream,
  mapWays,
  nothingKnown,
  text,
  thing,
  toLiteral,
  toNumber,
  toStream,
  toText,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { contentOf, read, write } from "./access.ts";
import { isTrue, named, pathsOf, pick } from "./arguments.ts";

/** Files or whole trees go. */
export function remove(program: Program, spec: SpecOf<"delete">, args: Arguments): Value {
  const values = spec.all ? args.positional : [pick(args, spec.path)];
  const tree = spec.tree ?? isTrue(args.named.get("recursive"));
  for (const each of values.flatMap(pathsOf)) {
    if (!named(each)) continue;
    program.engine.emit({
      kind: "delete",
      origin: program.origin,
      path: pathIn(program.frame, each, tree),
      recursive: tree,
      forced: true,
      filtered: false,
      by: program.source.by,
    });
  }
  return nothingKnown;
}

/** The content of a file. */
export function readFile(program: Program, spec: SpecOf<"read">, args: Arguments): Value {
  // Descriptor 0 is the input.
  if (toNumber(pick(args, spec.path)) === 0) return fromStream(program.frame.stdin);
  const first = pick(args, spec.path);
  if (spec.content && first && /^(?:unknown|list|map|bound)$/.test(first.kind)) return unknownFrom(first);
  const given = first ?? (spec.otherwise === undefined ? null : text(spec.otherwise));
  const streams = pathsOf(given).map((each) => read(program, each, spec.tree));
  if (spec.rewrites !== undefined && isTrue(args.named.get(spec.rewrites)))
    for (const each of pathsOf(given)) write(program, each, unknownStream(), "append");
  return streams.length === 1 && streams[0] ? fromStream(streams[0]) : fromStream(mix(streams));
}

/** A file gets new content, or more of it. */
export function writeFile(program: Program, spec: SpecOf<"write">, args: Arguments): Value {
  const given = pick(args, spec.content);
  const content = given && contentOf(program, given);
  const receiver = args.receiver?.kind === "thing" ? args.receiver : null;
  for (const each of (spec.all ? args.positional : [pick(args, spec.path)]).flatMap(pathsOf)) {
    if (!named(each)) continue;
    const append =
      spec.append ?? (isTrue(args.named.get("append")) || receiver?.slots.has("appends") === true);
    write(program, each, content ? toStream(content) : silence, append ? "append" : "overwrite");
  }
  return content?.kind === "text" ? { kind: "number", value: 1 } : nothingKnown;
}

/** Files are copied; with `moves` the old ones go. */
export function copy(program: Program, spec: SpecOf<"copy">, args: Arguments): Value {
  const tree = spec.tree ?? isTrue(args.named.get("recursive"));
  const content = mix(
    pathsOf(pick(args, spec.from))
      .filter(named)
      .map((each) => read(program, each, tree)),
  );
  for (const from of spec.moves ? pathsOf(pick(args, spec.from)).filter(named) : [])
    program.engine.emit({
      kind: "delete",
      origin: program.origin,
      path: pathIn(program.frame, from, true),
      recursive: true,
      forced: true,
      filtered: true,
      by: program.source.by,
    });
  for (const to of pathsOf(pick(args, spec.to))) if (named(to)) write(program, to, content, "overwrite");
  return nothingKnown;
}

/** A link is made. */
export function link(program: Program, spec: SpecOf<"link">, args: Arguments): Value {
  const { engine, frame, origin } = program;
  for (const from of pathsOf(pick(args, spec.target)))
    for (const at of pathsOf(pick(args, spec.path))) {
      const target = pathIn(frame, from);
      const path = pathIn(frame, at);
      engine.emit({ kind: "link", origin, target, path, symbolic: spec.symbolic });
      rememberLink(engine, frame, target, path);
    }
  return nothingKnown;
}

/** Mode or owner of files change. Modes are shown in octal, as `chmod` takes them. */
export function changeMode(program: Program, spec: SpecOf<"chmod">, args: Arguments): Value {
  const mode = pick(args, spec.mode);
  const number = toNumber(mode);
  const shown =
    number === null
      ? mode
        ? toText(mode)
        : known("?")
      : known(spec.owner ? String(number) : `0${number.toString(8)}`);
  for (const each of pathsOf(pick(args, spec.path)))
    if (named(each))
      program.engine.emit({
        kind: "chmod",
        origin: program.origin,
        path: pathIn(program.frame, each, spec.tree ?? false),
        recursive: spec.tree ?? false,
        change: spec.owner ? { kind: "owner", owner: shown } : { kind: "mode", mode: shown },
      });
  return nothingKnown;
}

/** A directory is listed: names that nobody knows before. */
export function list(_program: Program, spec: SpecOf<"list">, args: Arguments): Value {
  const names = globText(known("*"));
  const [directory = known(".")] = pathsOf(pick(args, spec.path));
  const item = spec.whole
    ? thing("path", { path: text(concat(directory, known("/"), names)) })
    : text({ ...names, taint: new Set(["glob"]) });
  return { kind: "list", items: [item] };
}

/** Relative paths mean another place from now on. */
export function changeDirectory(program: Program, spec: SpecOf<"chdir">, args: Arguments): Value {
  const [directory] = pathsOf(pick(args, spec.path));
  const shell = program.frame.shell.fork();
  shell.cwd = directory && literal(directory) !== null ? pathIn(program.frame, directory).absolute : null;
  program.frame = { ...program.frame, shell };
  return nothingKnown;
}

/** A path with `~` or `$HOME` written out; of a pattern, the names that it stands for. */
export function expandedHome(program: Program, spec: SpecOf<"home">, args: Arguments): Value {
  const value = expandHome(pick(args, spec.path) ?? nothingKnown, program.engine.context.home);
  if (spec.pattern) return { kind: "list", items: [text(globText(toText(value)))] };
  return mapWays(value, (way) => {
    const shown = toLiteral(way);
    const match = shown === null ? null : /^\$\{?HOME\}?(.*)$/s.exec(shown);
    return match ? text(program.engine.context.home + match[1]) : way;
  });
}
