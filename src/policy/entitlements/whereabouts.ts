/** Where the programs of a command are, which decides whether they are who they are called. */
import type { Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import type { World } from "../../meaning/world.ts";
import { isWithin, placeOf, type Surroundings } from "../../places/index.ts";

/** What entitlements go by besides the actions. */
export interface Circumstances extends Surroundings {
  readonly environment: (name: string) => string | null;
  readonly world: World;
  /** Does the command run as root? Only then is there a system to change. */
  readonly root: boolean;
  /** Has a person approved this very command? */
  readonly approved: boolean;
  /** The policy wants the sandbox around everything. */
  readonly required: boolean;
}

/** Is it spelled as a file of somebody's, rather than by its name? */
export function isOwn({ argv: [name] }: Run): boolean {
  const spelled = name === undefined ? null : literal(name);
  return (
    spelled === null || (spelled.includes("/") && !/^(?:\/usr)?(?:\/local)?\/s?bin\/[^/]+$/.test(spelled))
  );
}

/** Would its name lead to a file that commands may write: in the project, or in a temporary directory? */
export function isPlanted({ program }: Run, around: Circumstances): boolean {
  const at = program === null ? null : locate(program, around);
  return at !== null && isWritable(at, around);
}

/**
 * Might an installation have put another program in its place? What npm, pip or brew install lies before the system's own on PATH, and is
 * written by code that nobody has judged: a `git` from there gets no keys.
 */
export function isReplaceable(run: Run, around: Circumstances): boolean {
  const at = run.program === null ? null : locate(run.program, around);
  if (at === null) return false;
  if (isPlanted(run, around) || isWithin(at, around.home)) return true;
  return around.root ? !/^(?:\/usr)?\/s?bin\//.test(at) : /^\/(?:opt\/homebrew|home\/linuxbrew)\//.test(at);
}

/** May commands write there: in the project, in a temporary directory, or where tools keep what they can make again? */
export function isWritable(path: string, around: Circumstances): boolean {
  return /^(?:project|temporary|cache)/.test(placeOf(path, around));
}

/** The file that a name leads to, by PATH; null: a builtin, or nothing. */
function locate(program: string, { environment, world, cwd }: Circumstances): string | null {
  for (const entry of (environment("PATH") ?? "").split(":")) {
    const directory = entry.startsWith("/") ? entry : `${cwd}/${entry}`;
    const path = `${directory.replace(/\/+$/, "")}/${program}`;
    if (world.kind(path) === "file") return path;
  }
  return null;
}

/** The tree that a program was installed in, where that is the user's or the machine's own and not the system's. */
export function ownTree({ program }: Run, around: Circumstances): readonly string[] {
  const at = program === null ? null : locate(program, around);
  const tree = at === null ? null : (/^(.+)\/(?:bin|shims)\/[^/]+$/.exec(at)?.[1] ?? null);
  if (tree === null || tree === around.home || /^(?:\/usr|\/home\/[^/]+)$/.test(tree)) return [];
  const isFit =
    isWithin(tree, around.home) || /^\/(?:usr\/local|opt\/[^/]+|home\/linuxbrew\/[^/]+)(?:\/|$)/.test(tree);
  return isFit ? [tree] : [];
}
