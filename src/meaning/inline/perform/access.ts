/** Reading and writing a file, from where an inline program stands. */
import type { Stream } from "../../action.ts";
import { isHandedOver } from "../../call/handed-files.ts";
import { addressOf } from "../../locations/address.ts";
import {
  contentOf as contentAt,
  pathIn,
  readPath,
  rememberAdded,
  type Site,
  writePath,
} from "../../locations/files.ts";
import { assignmentsIn } from "../../output/edited.ts";
import { textStream, unknownStream } from "../../stream.ts";
import { known, prefix, show, type Text } from "../../value.ts";
import type { Program } from "../follow/program.ts";
import { fromStream, toStream, toText, type Value } from "../values/known.ts";
import { NETWORK, named } from "./arguments.ts";

/** The content of a file (`tree`: of all below it), or of an address that the language reads like a file. */
export function read(program: Program, path: Text, tree = false): Stream {
  if (!named(path)) return unknownStream(path.taint);
  if (/^(?:https?|ftps?):\/\//i.test(prefix(path))) {
    const sends = path.taint.has("secret") ? textStream(path) : null;
    program.engine.emit({
      kind: "connect",
      origin: program.origin,
      ...addressOf(path),
      target: path,
      sends,
      interactive: false,
      by: program.source.by,
    });
    return unknownStream(NETWORK, [show(path)]);
  }
  if (/^php:\/\/(?:stdin|input)$/.test(prefix(path))) return program.frame.stdin;
  const site = siteOf(program);
  if (!isHandedOver("--key", path)) return readPath(site, withoutScheme(path), tree);
  const content = contentAt(program.engine, program.frame, pathIn(program.frame, path));
  for (const source of content.sources) program.keysRead.set(source, () => readPath(site, path));
  return content.sources.length > 0 ? content : readPath(site, path);
}

/** Libraries that prove with a key who the program is. */
const PROVES = /^(?:node:)?(?:tls|https|http2|ssl)\.|^(?:grpc|@grpc\/grpc-js|mqtt)\./;

/** Of a call: what stands under the names of keys among the options of a library that works with them is for that alone. */
export function useKeys(program: Program, path: string, given: readonly Value[]): void {
  if (program.keysRead.size === 0 || !PROVES.test(path)) return;
  for (const options of given) {
    if (options.kind !== "map") continue;
    for (const [name, value] of options.entries)
      if (/^(?:key|pfx|privateKey|cert|ca)$/.test(name))
        for (const source of toStream(value).sources) program.keysUsed.add(source);
  }
}

/** Where the program touches files: as whoever started it. */
function siteOf({ engine, frame, source: { span, by } }: Program): Site {
  return { engine, frame, span, by };
}

/** `file:///a`, `file:a?mode=ro`, `php://filter/…/resource=a`: the path alone. */
function withoutScheme(path: Text): Text {
  const [scheme] = /^(?:file:(?:\/\/)?|php:\/\/filter\/\S*?resource=)/.exec(prefix(path)) ?? [];
  if (scheme === undefined) return path;
  const [first = "", ...rest] = path.pieces;
  const { taint } = path;
  const pieces = [typeof first === "string" ? first.slice(scheme.length) : first, ...rest];
  return {
    pieces: pieces.map((piece) => (typeof piece === "string" ? piece.replace(/\?[\w=&]*$/, "") : piece)),
    taint,
  };
}

/** A value that is handed on: of a file that has not been read yet, its content. */
export function contentOf(program: Program, value: Value): Value {
  const path = value.kind === "thing" && value.type === "blob" ? value.slots.get("path") : undefined;
  return path ? fromStream(read(program, toText(path))) : value;
}

const DOCUMENT = /\.(?:json|ya?ml|toml|ini|cfg|conf)$/;

/** Writes a file. */
export function write(program: Program, path: Text, content: Stream, mode: "append" | "overwrite"): void {
  const { frame } = program;
  if (program.rounds) program.rounds.grows = true;
  program.shows ||= content.taint.has("secret") && content.taint.has("file");
  writePath(siteOf(program), withoutScheme(path), content, mode);
  // A document that was read, changed and written again: what is set in it is in it.
  const put = content.text === null && DOCUMENT.test(show(path)) ? assignmentsIn(program.written) : null;
  if (put !== null) rememberAdded(frame, pathIn(frame, path).absolute, textStream(known(put)));
}
