/** Calls of libraries that no table names: what a path among their arguments is most likely for. */

import { canonicalName } from "../../../commands/index.ts";
import { addressOf } from "../../locations/address.ts";
import { mix } from "../../stream.ts";
import { known, prefix, show } from "../../value.ts";
import { KEY_ARGUMENT } from "../calls/clients.ts";
import { read } from "../perform/access.ts";
import { fromNetwork } from "../perform/arguments.ts";
import {
  fromStream,
  taintOf,
  toLiteral,
  toStream,
  toText,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import type { Arguments, Program } from "./program.ts";

/** Names of functions that read what they are given the path of. */
const READS =
  /(?:read|load|open|parse|line|file|connect|copy|upload|put|send|attach|archive|slurp|values|import|input|tree|stream|credential|netrc|^add$|^write$|^from|^cat$)/i;

/** Of these, functions that send it away: even a name without a directory is a file's then. */
const SENDS = /(?:upload|send|attach)/i;
const FILE_OF_VARIABLES = /^((?:\.\/)?\.env[\w.]*)$/;

/** Names of functions that only tell something about a path, or set up something at it. */
const TELLS =
  /(?:exist|is_?(?:file|dir|link)|access|stat|basename|dirname|extname|join|resolve|normalize|relative|mkdir|makedirs|listdir|readdir|log|print|warn|add_argument|addArgument)/i;

/** A file by its whole path, as a person writes one. */
const WHOLE_PATH = /^(?:file:\/\/)?(~?\/[^\s*?{}<>|;&$"']+)$/;

/** Names under which files are given, and what stands below these: `attachments: [{ path: "/x" }]`. */
const PLACE = /file|path|attachment/i;

function placesIn(value: Value): readonly Value[] {
  if (value.kind === "list") return value.items.flatMap(placesIn);
  if (value.kind !== "map") return [value];
  return [...value.entries].flatMap(([name, each]) => (PLACE.test(name) ? placesIn(each) : []));
}

/**
 * `configparser().read("/home/x/.aws/credentials")`, `dotenv_values(".env")`: a file that an unknown function of a
 * reading name is given is read by it, and what it gives comes from there.
 */
export function touchNamed(program: Program, path: string, args: Arguments, value: Value): Value {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const started = startsNamed(program, name, args);
  return readsNamed(program, name, args, exchange(program, name, args, started ?? value));
}

function readsNamed(program: Program, name: string, args: Arguments, value: Value): Value {
  if (!READS.test(name) || TELLS.test(name)) return value;
  const contents: Value[] = [];
  const byName = [...args.named].filter(([each]) => PLACE.test(each)).flatMap(([, each]) => placesIn(each));
  for (const arg of [...args.positional, ...byName].flatMap((each) =>
    each.kind === "list" ? each.items : each,
  )) {
    const written = toLiteral(arg) ?? "";
    const [, file] =
      WHOLE_PATH.exec(written) ?? (SENDS.test(name) ? FILE_OF_VARIABLES.exec(written) : null) ?? [];
    if (file !== undefined) contents.push(fromStream(read(program, known(file))));
  }
  return contents.length > 0 ? unknownFrom(value, ...contents) : value;
}

/** Names of functions that send what they are given, and of those that give what an address has. */
const POSTS = /^(?:post|put|patch|request|send|upload|submit|push|publish|report|notify|call|fetch|execute)/i;
const FETCHES = /^(?:get|post|put|patch|request|fetch|download|open|load|read|retrieve|head|call)/i;
/** Where a key stands by which one is let in, besides the arguments that are called after one. */
const LETS_IN = /header|^auth$/i;
const ADDRESS = /^(?:https?|wss?|ftps?):\/\//i;

/**
 * `client.post("https://x", body)`: what a function of a sending name is given beside an address goes there, but for
 * what it is let in by; and what it gives comes from there.
 */
function exchange(program: Program, name: string, args: Arguments, value: Value): Value {
  const given: (readonly [name: string, value: Value])[] = [
    ...args.positional.map((each) => ["", each] as const),
    ...args.named,
  ];
  const address = given.find(([, each]) => each.kind === "text" && ADDRESS.test(prefix(each.text)))?.[1];
  if (!address) return value;
  const isSent = ([own, each]: readonly [string, Value]): boolean =>
    each !== address && each.kind !== "function" && !LETS_IN.test(own) && !KEY_ARGUMENT.test(own);
  const secrets = given
    .filter(isSent)
    .flatMap((each) => (each[1].kind === "map" ? [...each[1].entries].filter(isSent) : [each]))
    .flatMap(([, each]) => (taintOf(each).has("secret") ? [each] : []));
  const target = toText(address);
  if (POSTS.test(name) && secrets.length > 0)
    program.engine.emit({
      kind: "connect",
      origin: program.origin,
      ...addressOf(target),
      target,
      sends: mix(secrets.map(toStream)),
      interactive: false,
      by: program.source.by,
    });
  return FETCHES.test(name) ? unknownFrom(value, fromNetwork(show(target))) : value;
}

/** Names of functions that start what they are given. */
const STARTS =
  /^(?:run|exec|execute|spawn|system|popen|call|capture|shell|check_output|check_call|start)(?:_|[A-Z]|$)/;

/** `trio.run_process(["rm", "-rf", "x"])`: the words of a command, by its first and by one that is an option or a path. */
function startsNamed(program: Program, name: string, args: Arguments): Value | null {
  const [words] = args.positional;
  const list = words?.kind === "list" ? words.items : [];
  const [first, ...rest] = list.map(toLiteral);
  if (!STARTS.test(name) || !first || canonicalName(first) === null) return null;
  if (!rest.some((word) => word !== null && /^[-/~.]/.test(word))) return null;
  return program.perform({ does: "start", program: 0, gives: "output" }, args, name);
}
