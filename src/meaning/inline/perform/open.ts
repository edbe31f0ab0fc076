/** Files that inline programs open, read and write. */
import type { Stream } from "../../action.ts";
import { originAt } from "../../interpreter/engine.ts";
import { addressOf } from "../../locations/address.ts";
import { readPath, writePath } from "../../locations/files.ts";
import { mix, textStream, unknownStream } from "../../stream.ts";
import type { Text } from "../../value.ts";
import { prefix, show } from "../../value.ts";
import type { CallSpec } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/evaluate.ts";
import { folds } from "../values/folds.ts";
import type { Value } from "../values/known.ts";
import { fromStream, nothingKnown, text, thing, toLiteral, toStream, toText } from "../values/known.ts";
import { NETWORK, named, ofSocket, pathsOf, pick } from "./arguments.ts";
import { request } from "./network.ts";
import { shell, start } from "./start.ts";

export function read(program: Program, path: Text): Stream {
  if (!named(path)) return unknownStream(path.taint);
  if (/^(?:https?|ftps?):\/\//i.test(prefix(path))) {
    const { engine, frame, source } = program;
    const origin = originAt(frame, source.span);
    const sends = path.taint.has("secret") ? textStream(path) : null;
    engine.emit({
      kind: "connect",
      origin,
      ...addressOf(path),
      target: path,
      sends,
      interactive: false,
      by: source.by,
    });
    return unknownStream(NETWORK, [show(path)]);
  }
  return readPath(program.engine, program.frame, path, program.source.span, program.source.by);
}

export function modeOf(spec: Extract<CallSpec, { does: "open" }>, args: Arguments): string {
  if (spec.by === "write") return toLiteral(pick(args, spec.mode)) ?? "w";
  const mode = pick(args, spec.mode);
  if (!mode) return "r";
  const shown = toLiteral(mode);
  if (shown !== null) return shown;
  return mode.kind === "symbol" ? (/O_(?:WRONLY|RDWR|CREAT|TRUNC)/.test(mode.path) ? "w" : "r") : "r";
}

/** Standard streams that a descriptor may lead to without any connection. */
const STANDARD = /^(?:STD(?:IN|OUT|ERR)|[012])$/;

/** Perl's and Ruby's `open`, where the mode, the path and even a command may be one word. */
export function openWords(
  program: Program,
  spec: Extract<CallSpec, { does: "words" }>,
  args: Arguments,
): Value {
  const [first = nothingKnown, ...rest] = args.positional;
  const mode = toLiteral(first)?.trim() ?? "";
  const command = (line: Value): Value => shell(program, line, "process", args);
  if (!spec.second && rest.length > 0) {
    // `open F, MODE, WORDS`
    const [path = nothingKnown] = rest;
    if (mode.includes("|") || mode.startsWith("-|"))
      return rest.length === 1
        ? command(path)
        : start(
            program,
            { does: "start", program: 0, rest: 1, gives: "process" },
            { ...args, positional: rest },
          );
    if (/&/.test(mode)) return duplicated(program, path);
    return open(program, path, mode.replace(/:.*$/, "") || "r", undefined);
  }
  const shown = toText(first);
  const [head] = shown.pieces;
  const beginning = typeof head === "string" ? head.trimStart() : "";
  const without = (prefix: string): Value =>
    text({ pieces: [beginning.slice(prefix.length), ...shown.pieces.slice(1)], taint: shown.taint });
  if (beginning.startsWith("|")) return command(without("|"));
  const last = shown.pieces.at(-1);
  if (typeof last === "string" && last.trimEnd().endsWith("|"))
    return command(
      text({ pieces: [...shown.pieces.slice(0, -1), last.trimEnd().slice(0, -1)], taint: shown.taint }),
    );
  if (/^[a-z]+:\/\//.test(beginning)) return request(program, { does: "request", url: 0 }, args, "open");
  const redirection = /^(\+?[<>]{1,2})(&=?)?\s*/.exec(beginning);
  if (redirection?.[2]) return duplicated(program, without(redirection[0]));
  if (redirection) return open(program, without(redirection[0]), redirection[1] ?? "r", undefined);
  return open(program, first, spec.second ? (toLiteral(rest[0]) ?? "r") : "r", undefined);
}

/** A descriptor that becomes another: with a connection around, that ties it to a standard stream. */
function duplicated(program: Program, to: Value): Value {
  if (program.sockets.length > 0 && !STANDARD.test(toLiteral(to) ?? "")) program.tie();
  return thing("socket");
}

/** An open file: reading is said at once, writing when something is written or at the end. */
export function open(program: Program, path: Value | null, mode: string, by: string | undefined): Value {
  if (by === "temporary" || !path) {
    const place = folds.temporary?.([]) ?? nothingKnown;
    const file = thing("file", { path: place, name: place });
    program.opened.add(file);
    return file;
  }
  if (path.kind === "number" || ofSocket(path)) return path;
  const slots: Record<string, Value> = { path };
  if (/[wax>]/.test(mode)) {
    const file = thing("file", /a|>>/.test(mode) ? { ...slots, appends: text("yes") } : slots);
    program.opened.add(file);
    return file;
  }
  const streams = pathsOf(path).map((each) => read(program, each));
  slots.content = streams.length === 1 && streams[0] ? fromStream(streams[0]) : fromStream(mix(streams));
  return thing("file", slots);
}

export function writeTo(program: Program, file: Extract<Value, { kind: "thing" }>, content: Value): Value {
  const first = program.opened.delete(file);
  const appends = file.slots.has("appends") || !first;
  for (const each of pathsOf(file.slots.get("path") ?? null))
    if (named(each))
      writePath(
        program.engine,
        program.frame,
        each,
        toStream(program.plain(content)),
        appends ? "append" : "overwrite",
        program.source.by,
        program.source.span,
      );
  return nothingKnown;
}
