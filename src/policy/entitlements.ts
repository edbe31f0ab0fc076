/**
 * What one command is entitled to beyond what every command may touch, because of the programs that it is made of: ssh reads
 * the keys of ssh, pip writes where it installs. The sandbox of a command is its own, so what is opened for this one stays shut
 * for the next.
 *
 * Whatever a command starts has all of its rights. Credentials and the system are therefore only opened where judgement has seen
 * through everything that would run; `npm test && git push` gets no keys, `git push` does.
 */
import { familyOf } from "../commands/families.ts";
import type { Family } from "../commands/index.ts";
import type { Action, Language, Run } from "../meaning/action.ts";
import { literal } from "../meaning/value.ts";
import type { World } from "../meaning/world.ts";
import { isWithin, lexical, placeOf, type Surroundings } from "../places/index.ts";
import { shaped } from "../rules/index.ts";
import { credentials, installations, systemInstallations, systemPlaces } from "./belongings.ts";
import { isElsewhere, isPlainRepository } from "./repository.ts";

/** Absolute paths. */
export interface Entitlements {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Among `writes`, what is to be made where it is missing: directories with those above them, and empty files. */
  readonly directories: readonly string[];
  readonly files: readonly string[];
  /** There would be more, if nothing ran beside it that has not been judged. */
  readonly withheld: boolean;
}

export const entitledToNothing: Entitlements = {
  reads: [],
  writes: [],
  directories: [],
  files: [],
  withheld: false,
};

/** What entitlements go by besides the actions. */
export interface Circumstances extends Surroundings {
  readonly environment: (name: string) => string | null;
  readonly world: World;
  /** Does the command run as root? Only then is there a system to change. */
  readonly root: boolean;
}

/** Reading the shapes of the tables takes longer than all the rest, and most commands have no program of theirs. */
const tables = once(() => ({
  holders: credentials.map((each) => ({ ...each, is: shaped(...each.calls) })),
  installers: installations.map((each) => ({ ...each, is: shaped(...each.calls) })),
  changesSystem: shaped(...systemInstallations),
}));

/** Does a table speak of the program? The names are looked for in the calls as they stand: no list of them is ever made. */
function isNamed({ program }: Run): boolean {
  const names = (call: string) => program !== null && startsWithName(call, program);
  return (
    credentials.some(({ calls }) => calls.some(names)) ||
    installations.some(({ calls }) => calls.some(names)) ||
    systemInstallations.some(names)
  );
}

/** `ssh|scp|sftp -x` with `scp`. */
function startsWithName(call: string, program: string): boolean {
  for (let at = call.indexOf(program); at >= 0; at = call.indexOf(program, at + 1)) {
    const [before, after] = [call[at - 1], call[at + program.length]];
    if (before === " ") return false;
    if ((at === 0 || before === "|") && (after === undefined || after === "|" || after === " ")) return true;
  }
  return false;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What a command that may run is entitled to. */
export function entitlementsOf(actions: readonly Action[], around: Circumstances): Entitlements {
  const runs = actions.filter((action) => action.kind === "run").filter(isHere);
  const named = runs.filter(isNamed);
  const outside = placesOutside(actions, around);
  if (named.length === 0 && outside.length === 0) return entitledToNothing;
  const { holders, installers, changesSystem } = tables();
  const reads = new Set<string>();
  const writes = new Set<string>();
  const directories = new Set<string>();
  const files = new Set<string>();
  const atHome = (path: string) => `${around.home}/${path}`;
  for (const each of installers) {
    const by = named.filter((run) => each.is(run) && !isOwn(run));
    if (by.length === 0) continue;
    for (const path of each.directories ?? []) directories.add(atHome(path));
    for (const path of each.files ?? []) files.add(atHome(path));
    if (each.ownTree) for (const run of by) for (const path of ownTree(run, around)) writes.add(path);
  }
  const held = holders.filter(({ is }) => named.some((run) => is(run)));
  const wantsSystem = around.root && named.some((run) => changesSystem(run));
  const wantsMore = held.length > 0 || wantsSystem || outside.length > 0;
  const given = wantsMore && seenThrough(actions, runs, around);
  if (given) {
    for (const { read = [], write = [] } of held) {
      for (const path of read) reads.add(atHome(path));
      for (const path of write) writes.add(atHome(path));
    }
    if (wantsSystem) for (const path of systemPlaces) writes.add(path);
    for (const path of outside) writes.add(path);
  }
  for (const path of [...directories, ...files]) writes.add(path);
  const withheld = wantsMore && !given;
  if (reads.size + writes.size === 0 && !withheld) return entitledToNothing;
  const lists = { reads: [...reads], writes: [...writes], directories: [...directories], files: [...files] };
  return { ...lists, withheld };
}

/** Not on another host, and not in a container. */
function isHere({ origin }: Action): boolean {
  return origin.place.kind === "here";
}

/** Families of programs that do what their words say, all of which judgement reads. */
const transparent: ReadonlySet<Family> = new Set<Family>([
  "coreutils",
  "findutils",
  "text",
  "shells",
  "wrappers",
  "git",
  "ssh",
]);

/** What is written in these languages does what it says too. */
const languages: ReadonlySet<Language> = new Set<Language>(["shell", "awk", "sed", "sql"]);

/** Variables that make programs load, start or believe something else. */
const telling =
  /^(?:PATH|HOME|ENV|BASH_ENV|(?:.*_)?(?:PAGER|EDITOR)|(?:LD|DYLD|GIT|SSH|AWS|CLOUDSDK|AZURE|PG|MYSQL|HELM|XDG|PYTHON|PERL|NODE|RUBY|KUBE)_?.*)$/;

/** Options that name a file of such settings, which may lie in the project. */
const settings = [
  "-F",
  "--kubeconfig",
  "--config",
  "--config-file",
  "--defaults-file",
  "--defaults-extra-file",
];

/** Has judgement seen through everything that the command would run here? */
function seenThrough(actions: readonly Action[], runs: readonly Run[], around: Circumstances): boolean {
  return (
    runs.every((run) => isSeenThrough(run, around)) &&
    actions.filter(isHere).every(isFollowed) &&
    (!runs.some(usesRepository) ||
      (staysAt(runs, around) && isPlainRepository(around.project, around.home, around.world)))
  );
}

function usesRepository({ program }: Run): boolean {
  return program !== null && /^(?:git|gh|glab|hub)$/.test(program);
}

function isFollowed(action: Action): boolean {
  switch (action.kind) {
    case "interpret":
      return action.followed && languages.has(action.language);
    case "environment":
      return action.operation.kind !== "set" || !telling.test(action.operation.name);
    case "opaque":
      return false;
    default:
      return true;
  }
}

function isSeenThrough(run: Run, around: Circumstances): boolean {
  const { program, call } = run;
  if (program === null || isOwn(run)) return false;
  const family = familyOf(program);
  const holds = tables().holders.some(({ is }) => is(run));
  const isKnown =
    holds || (family !== null && transparent.has(family)) || (around.root && tables().changesSystem(run));
  if (!isKnown || !call.known || isPlanted(program, around)) return false;
  return !holds || !settings.some((name) => call.options.has(name));
}

/** Is it spelled as a file of somebody's, rather than by its name? */
function isOwn({ argv: [name] }: Run): boolean {
  const spelled = name === undefined ? null : literal(name);
  return (
    spelled === null || (spelled.includes("/") && !/^(?:\/usr)?(?:\/local)?\/s?bin\/[^/]+$/.test(spelled))
  );
}

/** Would its name lead to a file that commands may write: in the project, or in a temporary directory? */
function isPlanted(program: string, around: Circumstances): boolean {
  const at = locate(program, around);
  return at !== null && /^(?:project|temporary|cache)/.test(placeOf(at, around));
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
function ownTree({ program }: Run, around: Circumstances): readonly string[] {
  const at = program === null ? null : locate(program, around);
  const tree = at === null ? null : (/^(.+)\/(?:bin|shims)\/[^/]+$/.exec(at)?.[1] ?? null);
  if (tree === null || tree === around.home || /^(?:\/usr|\/home\/[^/]+)$/.test(tree)) return [];
  const isFit =
    isWithin(tree, around.home) || /^\/(?:usr\/local|opt\/[^/]+|home\/linuxbrew\/[^/]+)(?:\/|$)/.test(tree);
  return isFit ? [tree] : [];
}

/** Do the shell and git stay in the project, whose repository was looked at? */
function staysAt(runs: readonly Run[], { project, cwd }: Circumstances): boolean {
  return runs.every(({ program, call }) => {
    if (program === "cd" || program === "pushd") {
      const to = call.operands.map(({ text }) => literal(text));
      return to.every((path) => path !== null && path !== "-" && isWithin(joined(cwd, path), project));
    }
    if (program !== "git") return true;
    const [remote] = call.operands.map(({ text }) => literal(text));
    const talks = /^(?:push|fetch|pull|ls-remote)$/.test(call.subcommand[0] ?? "");
    if (talks && remote !== undefined && (remote === null || !isElsewhere(remote))) return false;
    return !["-C", "--git-dir", "--work-tree", "-c", "--config-env", "--exec-path"].some((name) =>
      call.options.has(name),
    );
  });
}

function joined(directory: string, path: string): string {
  return lexical(path.startsWith("/") ? path : `${directory}/${path}`);
}

/**
 * Directories outside the project in which the command changes something that judgement saw and let pass. Making and removing an
 * entry takes the right to its directory. Not a home directory as a whole: that would open what the shell starts from.
 */
function placesOutside(actions: readonly Action[], around: Circumstances): readonly string[] {
  const places = new Set<string>();
  for (const action of actions.filter(isHere)) {
    if (action.kind !== "write" && action.kind !== "delete" && action.kind !== "link") continue;
    const { absolute } = action.path;
    if (absolute === null || !/^(?:home-content|elsewhere)$/.test(placeOf(absolute, around))) continue;
    const directory = existing(absolute.slice(0, absolute.lastIndexOf("/")), around.world);
    if (/^(?:home-content|elsewhere)$/.test(placeOf(directory, around))) places.add(directory);
  }
  return [...places].sort();
}

/** The path, or the nearest above it that is there. */
function existing(path: string, world: World): string {
  let at = path;
  while (at !== "" && world.kind(at) === "missing") at = at.slice(0, at.lastIndexOf("/"));
  return at === "" ? "/" : at;
}
