/** Calls of libraries that no table names: what a path among their arguments is most likely for. */

import { known } from "../../value.ts";
import { read } from "../perform/access.ts";
import { fromStream, toLiteral, unknownFrom, type Value } from "../values/known.ts";
import type { Arguments, Program } from "./evaluate.ts";

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

/**
 * `configparser().read("/home/x/.aws/credentials")`, `dotenv_values(".env")`: a file that an unknown function of a
 * reading name is given is read by it, and what it gives comes from there.
 */
export function touchNamed(program: Program, path: string, args: Arguments, value: Value): Value {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (!READS.test(name) || TELLS.test(name)) return value;
  const contents: Value[] = [];
  const byName = [...args.named].filter(([each]) => /file|path/i.test(each)).map(([, each]) => each);
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
