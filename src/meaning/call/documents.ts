/**
 * Documents: what a call hands to a service in a file, of which its arguments show only the name: a manifest, the body of
 * a request, a batch of orders, a file of services (`kubectl apply -f x.yaml`, `curl -d @x.json`, `--cli-input-json
 * file://x`, `docker compose up`). Known where the command has made the file itself, or where it lies there to be read.
 */
import type { Engine, Frame } from "../interpreter/engine.ts";
import { pathIn, textAt } from "../locations/files.ts";
import { resolve } from "../locations/path.ts";
import { known, literal, prefix, type Text } from "../value.ts";
import type { Argument, SortedCall } from "./sort.ts";
import { dropPrefix } from "./words.ts";

/** At most this many documents of one directory are read. */
const MOST = 200;

const DOCUMENT = /\.(?:ya?ml|json|tf|tfvars|hcl|nomad)$/i;

/** The texts of all documents that the call brings, as far as they are known. */
export function documentsOf(call: SortedCall, engine: Engine, frame: Frame): readonly string[] {
  const named = call.arguments.flatMap((argument) => fileIn(argument) ?? []);
  const files = named.length > 0 ? named : defaultsOf(call, engine, frame);
  return files.flatMap((file) => textsAt(file, engine, frame));
}

/** The name of the document in an argument; null where it is none. */
function fileIn({ role, option, text }: Argument): Text | null {
  const start = prefix(text);
  if (role === "document") return start.startsWith("@") ? dropPrefix(text, 1) : text;
  if (role === "upload") return /^--(?:input|body|data)/.test(option ?? "") ? text : null;
  // The value of an option that no table has stands among the operands.
  const mark = /^(?:fileb?:\/\/|(?:[\w.[\]-]+=)?@(?=[^@]))/.exec(start)?.[0];
  const isFile = mark !== undefined && (option !== null || mark.startsWith("file"));
  return isFile ? dropPrefix(text, mark.length) : null;
}

/** The file that the program looks for when none is named (`compose.yaml`), and the one that overrides it (`compose.override.yaml`). */
function defaultsOf({ entry }: SortedCall, engine: Engine, frame: Frame): readonly Text[] {
  const { cwd, files } = frame.shell;
  if (entry.documents === undefined || cwd === null) return [];
  const names = entry.documents.split(" ");
  const lies = (path: string) => files.has(path) || engine.context.world.kind(path) === "file";
  const found = names.map((name) => resolve(cwd, name)).find(lies);
  const over = names.map((name) => resolve(cwd, name.replace(/(?=\.\w+$)/, ".override"))).filter(lies);
  return [...(found === undefined ? [] : [found]), ...over].map((path) => known(path));
}

function textsAt(file: Text, engine: Engine, frame: Frame): readonly string[] {
  if (literal(file) === "-") return frame.stdin.text ? [literal(frame.stdin.text) ?? ""] : [];
  const { absolute, glob } = pathIn(frame, file);
  if (absolute === null || glob !== null) return [];
  const text = textAt(engine, frame, absolute);
  // A directory that this command made is a name without content.
  if (text !== null && text !== "") return [text];
  const { world } = engine.context;
  const inside = new Set(world.list(absolute, 200) ?? []);
  for (const path of frame.shell.files.below(absolute)) inside.add(path.slice(absolute.length + 1));
  return [...inside]
    .filter((name) => DOCUMENT.test(name))
    .slice(0, MOST)
    .flatMap((name) => textAt(engine, frame, `${absolute}/${name}`) ?? []);
}
