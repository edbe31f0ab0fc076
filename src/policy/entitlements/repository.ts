/**
 * Does a git repository start programs of its own when git talks to a remote? Its configuration and hooks lie in the project,
 * where anything that ran there before may have written them; so may they be given what git itself is given?
 */
import type { World } from "../../meaning/world.ts";
import { authorityOf, canonicalHost, isLoopback, lexical } from "../../places/index.ts";
import { mayHoldRepositories } from "./gitlinks.ts";
import { plainSettings, type Setting } from "./settings.ts";

/** The largest configuration that is read, characters. */
const LIMIT = 64 * 1024;

/** Names that no setting of these sections can make git run something by. What is not here might. */
const plain: Readonly<Record<string, RegExp>> = {
  core: /^(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|autocrlf|eol|safecrlf|quotepath|longpaths|abbrev|compression|bigfilethreshold|sparsecheckout|sparsecheckoutcone|untrackedcache|commitgraph|preloadindex|fscache)$/,
  remote:
    /^(?:url|pushurl|fetch|push|tagopt|prune|prunetags|mirror|partialclonefilter|promisor|gh-resolved)$/,
  branch: /^(?:remote|pushremote|merge|rebase|description|vscode-merge-base|github-pr-owner-number)$/,
  user: /^(?:name|email|signingkey|useconfigonly)$/,
  author: /^(?:name|email)$/,
  committer: /^(?:name|email)$/,
  init: /^defaultbranch$/,
  pull: /^(?:rebase|ff)$/,
  push: /^(?:default|autosetupremote|followtags)$/,
  fetch: /^(?:prune|prunetags|parallel|writecommitgraph)$/,
  rebase: /^auto(?:stash|squash)$/,
  merge: /^(?:ff|conflictstyle|renames|renamelimit)$/,
  rerere: /^(?:enabled|autoupdate)$/,
  color: /^[a-z]+$/,
  advice: /^[a-z]+$/,
  extensions: /^(?:refstorage|partialclone|worktreeconfig)$/,
  gc: /^(?:auto|autodetach|pruneexpire|autopacklimit)$/,
  http: /^(?:postbuffer|version|lowspeedlimit|lowspeedtime)$/,
  pack: /^(?:threads|windowmemory|packsizelimit|depth|window)$/,
  index: /^(?:version|threads|skiphash)$/,
  status: /^[a-z]+$/,
  diff: /^(?:algorithm|renames|renamelimit|colormoved|mnemonicprefix)$/,
  feature: /^(?:manyfiles|experimental)$/,
  maintenance: /^(?:auto|strategy)$/,
  lfs: /^repositoryformatversion$/,
  commit: /^(?:gpgsign|verbose|status)$/,
  tag: /^(?:gpgsign|sort)$/,
};

/** Another host's repository, by git's own ways to it. A command (`ext::sh -c …`) is none, and one of this machine runs its own hooks. */
const elsewhere = /^(?!file:)(?:(?:ssh|git|https?|git\+ssh):\/\/|(?:[\w.-]+@)?[\w.-]+:(?!:))/;
/** A path, where something else than a path may stand. */
const pathLike = /^\s*["']?(?:\.{0,2}\/|~|\.{1,2}\s*$|file:|[\w-]+::)/;

/** Is this the address of a repository that git reaches on another host? */
export function isElsewhere(address: string): boolean {
  const host = authorityOf(address)?.host;
  return elsewhere.test(address) && host !== undefined && !isLoopback(canonicalHost(host));
}

/**
 * The names of the remotes of the repository that git would work in there, all of which are on other hosts, where that repository
 * starts nothing that it brought along; null where it might. No repository has no remotes.
 */
export function remotesOf(directory: string, home: string, world: World): ReadonlySet<string> | null {
  const found = repositoryAbove(directory, world);
  if (found === "none") return new Set();
  if (found === null) return null;
  const { own, common } = found;
  const isEmpty = (path: string) => holdsOnly(path, /(?!)/, world);
  const isPlain =
    world.kind(`${common}/modules`) === "missing" &&
    // What older versions keep remotes in.
    isEmpty(`${common}/remotes`) &&
    isEmpty(`${common}/branches`) &&
    [own, common].every(
      (each) => holdsOnly(`${each}/hooks`, /\.sample$/, world) && holdsNoLinks(each, world),
    ) &&
    !mayHoldRepositories(own, world) &&
    isPlainRebase(`${own}/rebase-merge/git-rebase-todo`, world) &&
    [`${home}/.gitconfig`, `${home}/.config/git/config`].every((path) => !leadsIntoProjects(path, world));
  const settings = [`${common}/config`, `${own}/config.worktree`].map((path) => settingsAt(path, world));
  if (!isPlain) return null;
  return settings.every((each) => each !== null) ? remotesIn(settings.flat()) : null;
}

interface Repository {
  readonly own: string;
  /** What work trees share. */
  readonly common: string;
}

/** The repository that git finds from a directory upwards; null where it is none that a person would have made. */
function repositoryAbove(directory: string, world: World): Repository | "none" | null {
  for (let at = directory; ; at = at.slice(0, at.lastIndexOf("/"))) {
    // git takes a directory of this shape for a repository, whatever it is called: so may lie any, with hooks, in a project.
    if (["HEAD", "objects", "refs"].every((name) => world.kind(`${at}/${name}`) !== "missing")) return null;
    if (world.kind(`${at}/.git`) !== "missing") return repositoryOf(at, world);
    if (at === "") return "none";
  }
}

function repositoryOf(top: string, world: World): Repository | null {
  const git = `${top}/.git`;
  if (world.kind(git) === "directory") return { own: git, common: git };
  const named = /^gitdir: (.+)/.exec(world.readFile(git, LIMIT) ?? "")?.[1];
  if (named === undefined) return null;
  const from = (directory: string, path: string) =>
    lexical(path.startsWith("/") ? path : `${directory}/${path}`);
  const own = from(top, named);
  const common = world.readFile(`${own}/commondir`, LIMIT)?.trim();
  return { own, common: common === undefined ? own : from(own, common) };
}

/** Has a directory, if it is there, no other names in it? One that cannot be listed may. */
function holdsOnly(directory: string, names: RegExp, world: World): boolean {
  if (world.kind(directory) === "missing") return true;
  const most = 100;
  const found = world.list(directory, most);
  return found !== null && found.length < most && found.every((name) => names.test(name));
}

/**
 * Is nothing of the repository's own a link? git says what it cannot read of some of these files, and takes others for the message
 * of a commit.
 */
function holdsNoLinks(git: string, world: World): boolean {
  const { real } = world;
  if (real === undefined) return true;
  return ["", "/info", "/objects/info"].every((below) => {
    const directory = real(git + below);
    if (directory === null) return true;
    const most = 300;
    const names = world.list(directory, most);
    return (
      names !== null &&
      names.length < most &&
      names.every((name) => real(`${directory}/${name}`) === `${directory}/${name}`)
    );
  });
}

/** Commits that are picked, and nothing that is run: a rebase that has stopped goes on with what stands there. */
function isPlainRebase(list: string, world: World): boolean {
  if (world.kind(list) === "missing") return true;
  const text = world.readFile(list, LIMIT);
  const step =
    /^\s*(?:$|#|noop\b|break\b|(?:p|pick|r|reword|e|edit|s|squash|f|fixup|d|drop|b|l|label|t|reset|u|update-ref)\s)/;
  return text !== null && text.length < LIMIT && text.split("\n").every((line) => step.test(line));
}

/** The settings in a file, none if it is not there; null where one of them might start something, or cannot be read. */
function settingsAt(path: string, world: World): readonly Setting[] | null {
  if (world.kind(path) === "missing") return [];
  const text = world.readFile(path, LIMIT);
  const settings = text === null || text.length >= LIMIT ? null : plainSettings(text);
  return settings?.every(isPlain) ? settings : null;
}

function isPlain({ section, name, value }: Setting): boolean {
  if (!Object.hasOwn(plain, section) || plain[section]?.test(name) !== true) return false;
  return /^(?:push)?url$/.test(name) ? isElsewhere(value) : !pathLike.test(value);
}

/** Names with an address; null where a branch follows something without one, which git takes for a path. */
function remotesIn(settings: readonly Setting[]): ReadonlySet<string> | null {
  const named = (section: string, name: RegExp) =>
    settings.filter((each) => each.section === section && name.test(each.name));
  const remotes = new Set(named("remote", /^url$/).map(({ of }) => of));
  const followed = named("branch", /^(?:push)?remote$/).map(({ value }) => value);
  return followed.every((name) => remotes.has(name)) ? remotes : null;
}

/** Settings of the person's own that make git run what each project brings: hooks or programs by a relative path. */
function leadsIntoProjects(path: string, world: World): boolean {
  const text = world.readFile(path, LIMIT) ?? "";
  return /^\s*(?:\[[^\]]*\]\s*)?(?:hookspath\s*=\s*["']?(?![\s"']*[/~])|[\w-]+\s*=\s*["']?\.[\w.-]*\/)/im.test(
    text,
  );
}
