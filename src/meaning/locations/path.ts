/** Paths: from a text to the place in the file system that it names. Lexical; links are the boundary's business. */
import type { PathValue } from "../action.ts";
import { matcher } from "../expansion/pattern.ts";
import { literal, show, type Text } from "../value.ts";
import type { World } from "../world.ts";

/** At most this many files are listed for one pattern. */
const MATCH_LIMIT = 200;

/** Longer paths than this Linux takes from nobody (`PATH_MAX`, path_resolution(7)). */
const LONGEST = 4095;

/** `.`/`..`/`//` taken out of an absolute path. */
export function normalise(path: string): string {
  if (path.startsWith("/") && !/\/\.{0,2}(?:\/|$)/.test(path)) return path;
  return below("", path);
}

/** What a path leads to from a directory that is normalised (`""`: the root); a leading `/` does not count. */
function below(directory: string, path: string): string {
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return `${directory}/${path}`;
  const out: string[] = [];
  let above = directory === "/" ? "" : directory;
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") out.push(part);
    else if (out.pop() === undefined) above = above.slice(0, Math.max(0, above.lastIndexOf("/")));
  }
  return out.length === 0 ? above || "/" : `${above}/${out.join("/")}`;
}

const OWN_DIRECTORY = /^\/proc\/(?:self|thread-self)\/cwd(?=\/|$)/;

/** A path on a drive of Windows, as programs of Windows and Git Bash take it: `C:\\Users`, `c:/x`. */
const ON_DRIVE = /^([A-Za-z]):(?=[\\/]|$)/;

/** The path joined to a normalised directory unless it is absolute; normalised. A drive is where WSL mounts it. */
export function resolve(directory: string, path: string): string {
  const [start, drive] = ON_DRIVE.exec(path) ?? [];
  if (start !== undefined && drive !== undefined)
    return normalise(`/mnt/${drive.toLowerCase()}${path.slice(start.length).replaceAll("\\", "/")}`);
  if (!path.startsWith("/")) return below(directory === "/" ? "" : directory, path);
  return normalise(path.startsWith("/proc/") ? path.replace(OWN_DIRECTORY, directory) : path);
}

/** The same from a directory that is perhaps not known; null where it takes one. */
export function resolveFrom(directory: string | null, path: string): string | null {
  return directory === null && !path.startsWith("/") ? null : resolve(directory ?? "/", path);
}

/** The directory in force after going to `to`; null where nobody can tell, also where its path is longer than any program can use. */
export function enter(from: string | null, to: string): string | null {
  const directory = resolveFrom(from, to);
  return directory === null || directory.length > LONGEST ? null : directory;
}

/** The text with every hole that is most likely empty left out; null where there is none or others remain. */
function withoutUnset(text: Text): string | null {
  let some = false;
  let out = "";
  for (const piece of text.pieces) {
    if (typeof piece === "string") out += piece;
    else if (piece.mayBeEmpty) some = true;
    else if (piece.shape === "glob") out += piece.label;
    else return null;
  }
  return some ? out : null;
}

/** What a text names as a path. `cwd` is null where the directory in force is not known. */
export function pathOf(text: Text, cwd: string | null, recursive = false): PathValue {
  const whole = literal(text);
  const empty = whole === null ? withoutUnset(text) : null;
  // The empty string names nothing: what is left must say something.
  const ifEmpty = empty === null || empty === "" ? null : resolveFrom(cwd, empty);
  if (whole !== null) {
    return { text, absolute: resolveFrom(cwd, whole), recursive, glob: null, ifEmpty };
  }
  const [first] = text.pieces;
  const relative = typeof first === "string" ? !first.startsWith("/") : true;
  const allGlob = text.pieces.every((piece) => typeof piece === "string" || piece.shape === "glob");
  if (relative && (cwd === null || !(allGlob || typeof first === "string"))) {
    return { text, absolute: null, recursive, glob: null, ifEmpty };
  }
  const shown = show(text);
  const base = relative ? `${cwd}/${shown}` : shown;
  const start = (relative ? `${cwd}/` : "") + (typeof first === "string" ? first : "");
  const directory = normalise(start.slice(0, start.lastIndexOf("/") + 1));
  return { text, absolute: directory, recursive, glob: allGlob ? normalise(base) : null, ifEmpty };
}

/** The files that an absolute pattern names here, sorted; empty where none do or nobody can tell. */
export function matches(pattern: string, world: World): readonly string[] {
  let found: string[] = [""];
  for (const part of pattern.split("/").filter((each) => each !== "")) {
    const special = /[*?[]|[@+!]\(/.test(part);
    const next: string[] = [];
    for (const directory of found) {
      if (!special) {
        next.push(`${directory}/${part}`);
        continue;
      }
      const accepts = matcher(part);
      if (!accepts) return [];
      for (const name of world.list(directory === "" ? "/" : directory, 2000) ?? []) {
        if (name.startsWith(".") && !part.startsWith(".")) continue;
        if (accepts(name)) next.push(`${directory}/${name}`);
        if (next.length >= MATCH_LIMIT) break;
      }
    }
    found = next;
  }
  return found.filter((path) => world.kind(path) !== "missing").sort();
}
