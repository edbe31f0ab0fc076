/** Where the programs of a command are, which decides whether they are who they are called. */
import type { Action, Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import type { World } from "../../meaning/world.ts";
import { isWithin, lexical, placeOf, type Surroundings } from "../../places/index.ts";
import { startedByName } from "./beside.ts";

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

/** Directories of the system's programs, and the machine's own. */
const ofTheSystem = /^(?:\/usr)?(?:\/local)?\/s?bin\/[^/]+$/;

/** Is it spelled as a file of somebody's, rather than by its name? By another name (`git.exe`, `psql-15`) another file would be found. */
export function isOwn({ argv: [name], program }: Run): boolean {
  const spelled = name === undefined ? null : literal(name);
  if (spelled === null || spelled.slice(spelled.lastIndexOf("/") + 1) !== program) return true;
  return spelled.includes("/") && !ofTheSystem.test(spelled);
}

/** Would its name lead to a file that commands may write: in the project, or in a temporary directory? */
export function isPlanted(run: Run, around: Circumstances): boolean {
  const at = locate(run, around);
  return at !== null && isWritable(at, around);
}

/**
 * Might an installation have put another program in its place, or have a say in what it does? What npm, pip or brew install lies before
 * the system's own on PATH, and is written by code that nobody has judged: a `git` from there gets no keys.
 */
export function isReplaceable(run: Run, around: Circumstances): boolean {
  const started = run.program === null ? [] : (startedByName[run.program] ?? []);
  // A function that the shell inherits goes before any program of its name.
  const names = [run.program, ...started];
  if (names.some((name) => around.environment(`BASH_FUNC_${name}%%`) !== null)) return true;
  return [locate(run, around), ...started.map((name) => onPath(name, around))].some(
    (at) => at !== null && isReplaceableAt(at, around),
  );
}

function isReplaceableAt(at: string, around: Circumstances): boolean {
  const { home, root, world } = around;
  const real = resolved("/", at, world);
  if (isWritable(at, around) || isWithin(at, home) || isWithin(real, home)) return true;
  if (loadsInstalled(at, around)) return true;
  return root
    ? !/^(?:\/usr)?\/s?bin\//.test(at) || /^\/usr\/local\//.test(real)
    : /^\/(?:opt\/homebrew|home\/linuxbrew)\//.test(at);
}

/** A Python program starts what pip has installed for its user, for root in the system, unless it is told not to. */
function loadsInstalled(program: string, { home, root, world }: Circumstances): boolean {
  const [line = ""] = (world.readFile(program, 256) ?? "").split("\n", 1);
  if (!/^#!.*\bpython/.test(line) || /\s-\w*[Is]/.test(line)) return false;
  return [`${home}/.local/lib`, ...(root ? ["/usr/local/lib"] : [])].some((libraries) =>
    (world.list(libraries, 100) ?? []).some((name) => name.startsWith("python")),
  );
}

/** May commands write there, by the name or by where links lead: in the project, in a temporary directory, or where tools keep what they can make again? */
export function isWritable(path: string, around: Circumstances): boolean {
  return isOpen(path, around) || isOpen(resolved("/", path, around.world), around);
}

/** Does a link lead from where commands may write to where they may not? */
export function leadsOut(path: string, around: Circumstances): boolean {
  return isOpen(path, around) && !isOpen(resolved("/", path, around.world), around);
}

/** So many names below a directory are looked at. */
const MOST_BELOW = 500;

/** Does it, or a link anywhere below it, lead out? True also where there is too much below it to say. */
export function holdsWayOut(path: string, around: Circumstances): boolean {
  const waiting = [path];
  for (let seen = 0, at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (++seen > MOST_BELOW || leadsOut(at, around)) return true;
    // A link to a directory is not gone into: where it leads, is known by now.
    if (around.world.kind(at) !== "directory" || (at !== path && isLink(at, around.world))) continue;
    const names = around.world.list(at, MOST_BELOW);
    if (names === null) return true;
    waiting.push(...names.map((name) => `${at}/${name}`));
  }
  return false;
}

function isLink(path: string, { real }: World): boolean {
  return (
    real !== undefined &&
    real(path) !== `${real(path.slice(0, path.lastIndexOf("/")))}${path.slice(path.lastIndexOf("/"))}`
  );
}

function isOpen(path: string, around: Circumstances): boolean {
  const { project, world } = around;
  return (
    /^(?:project|temporary|cache)/.test(placeOf(path, around)) ||
    isWithin(path, resolved("/", project, world))
  );
}

/** The directories that the shell may stand in, as it is told to go there; null where that is not known, or too many. */
export function standsIn(
  actions: readonly Action[],
  { cwd, environment }: Circumstances,
): readonly string[] | null {
  const directories = new Set([cwd]);
  for (const action of actions) {
    if (action.kind !== "run") continue;
    const { program, call } = action;
    if (program === "popd") return null;
    if (program !== "cd" && program !== "pushd") continue;
    const [to] = call.operands.map(({ text }) => literal(text));
    if (to === undefined || to === null || to === "-" || call.operands.length > 1) return null;
    // The directories of CDPATH go before the one that the shell is in.
    if (!/^\.{0,2}\//.test(to) && environment("CDPATH")) return null;
    for (const from of [...directories]) directories.add(lexical(to.startsWith("/") ? to : `${from}/${to}`));
    if (directories.size > 16) return null;
  }
  return [...directories];
}

/** Where a path leads, links followed, as far as it is there. */
export function resolved(directory: string, path: string, world: World): string {
  const whole = lexical(path.startsWith("/") ? path : `${directory}/${path}`);
  if (world.real === undefined) return whole;
  for (let at = whole; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const real = world.real(at);
    if (real !== null) return lexical(real + whole.slice(at.length));
  }
  return whole;
}

/** The file that a run would start: as it is spelled, or by PATH; null: a builtin, or nothing. */
function locate({ program, argv }: Run, around: Circumstances): string | null {
  const spelled = argv[0] === undefined ? null : literal(argv[0]);
  if (spelled?.includes("/")) return named(around.cwd, spelled);
  return program === null ? null : onPath(program, around);
}

function onPath(program: string, { environment, world, cwd }: Circumstances): string | null {
  for (const entry of (environment("PATH") ?? "").split(":")) {
    const path = named(cwd, `${entry || "."}/${program}`);
    if (world.kind(path) === "file") return path;
  }
  return null;
}

function named(directory: string, path: string): string {
  return lexical(path.startsWith("/") ? path : `${directory}/${path}`);
}

/** The tree that a program was installed in, where that is the user's or the machine's own and not the system's. */
export function ownTree(run: Run, around: Circumstances): readonly string[] {
  const at = locate(run, around);
  const tree = at === null ? null : (/^(.+)\/(?:bin|shims)\/[^/]+$/.exec(at)?.[1] ?? null);
  if (tree === null || tree === around.home || /^(?:\/usr|\/home\/[^/]+)$/.test(tree)) return [];
  // Sessions and buses start programs from below its `share`.
  if (tree === `${around.home}/.local`) return ["bin", "lib", "share/man"].map((name) => `${tree}/${name}`);
  const isFit =
    isWithin(tree, around.home) || /^\/(?:usr\/local|opt\/[^/]+|home\/linuxbrew\/[^/]+)(?:\/|$)/.test(tree);
  return isFit ? [tree] : [];
}
