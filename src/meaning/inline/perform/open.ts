/** Files that inline programs open, and what they read from and write to them. */
import { under } from "../../interpreter/engine.ts";
import { mix } from "../../stream.ts";
import { known } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { folds } from "../values/folds.ts";
import type { Value } from "../values/known.ts";
import {
  fromStream,
  nothingKnown,
  text,
  thing,
  toLiteral,
  toStream,
  toText,
  unknownFrom,
} from "../values/known.ts";
import { read, write } from "./access.ts";
import { fromNetwork, named, ofProcess, ofSocket, pathsOf, pick } from "./arguments.ts";
import { request } from "./network.ts";
import { shell, start, tell } from "./start.ts";

/** An open file that is of a kind of its own: an archive takes files, not text. */
export function asType(value: Value, type: string | undefined): Value {
  return type !== undefined && value.kind === "thing" ? { ...value, type } : value;
}

/** The mode of an `open`, as the language writes it: `r` where none is given. */
export function modeOf(spec: SpecOf<"open">, args: Arguments): string {
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
export function openWords(program: Program, spec: SpecOf<"words">, args: Arguments): Value {
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
  // What is in memory, as a file (`io.BytesIO(content)`).
  const held = path.kind === "thing" && !path.slots.has("path") ? path.slots.get("content") : undefined;
  if (held) return thing("file", { content: held });
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

/** Writes to an open file: the first time as its mode says, then behind what was written. */
export function writeTo(program: Program, file: Extract<Value, { kind: "thing" }>, content: Value): Value {
  const first = program.opened.delete(file);
  const appends = file.slots.has("appends") || !first;
  for (const each of pathsOf(file.slots.get("path") ?? null))
    if (named(each)) write(program, each, toStream(program.plain(content)), appends ? "append" : "overwrite");
  return nothingKnown;
}

/** What is read from an open file or a connection. */
export function readHandle(program: Program, spec: SpecOf<"handle-read">, args: Arguments): Value {
  const handle = pick(args, spec.handle) ?? nothingKnown;
  if (ofSocket(handle)) return fromNetwork("the connection");
  if (handle.kind === "symbol" && /^stdin$/i.test(handle.path)) return fromStream(program.frame.stdin);
  return handle.kind === "thing" ? (handle.slots.get("content") ?? unknownFrom(handle)) : unknownFrom(handle);
}

/** Something is written to an open file, a connection or a program. */
export function writeHandle(program: Program, spec: SpecOf<"handle-write">, args: Arguments): Value {
  const handle = pick(args, spec.handle);
  const content = pick(args, spec.content) ?? nothingKnown;
  if (ofSocket(handle))
    return program.perform({ does: "send", data: 0 }, { ...args, positional: [content] }, "");
  if (handle?.kind === "thing" && handle.type === "file") return writeTo(program, handle, content);
  return ofProcess(handle) ? tell(program, handle, content) : nothingKnown;
}

/** Two streams are joined: a connection and a program make a remote shell. */
export function pipe(program: Program, spec: SpecOf<"pipe">, args: Arguments): Value {
  const to = pick(args, spec.to);
  // `response.pipe(fs.createWriteStream("x"))`
  if (to?.kind === "thing" && to.type === "file" && args.receiver)
    writeTo(program, to, unknownFrom(args.receiver));
  if (to && (ofSocket(to) || ofSocket(args.receiver)) && (ofProcess(to) || ofProcess(args.receiver)))
    program.tie();
  return to ?? nothingKnown;
}

/** An archive is unpacked, as tar would do it. */
export function unpack(program: Program, spec: SpecOf<"unpack">, { receiver, ...args }: Arguments): Value {
  const slots = receiver?.kind === "thing" ? receiver.slots : null;
  const [file, content] = [slots?.get("path"), slots?.get("content")];
  const to = pick({ ...args, receiver }, spec.to);
  const words = [known("tar"), known("-x"), known("-f"), file ? toText(file) : known("-"), known("-C")];
  const { engine, source, frame } = program;
  const inner = under(content ? { ...frame, stdin: toStream(content) } : frame, source.by);
  engine.invoke([...words, to ? toText(to) : known(".")], inner, new Map(), source.span);
  return nothingKnown;
}
