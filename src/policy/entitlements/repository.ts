/**
 * Does a git repository start programs of its own when git talks to a remote? Its configuration and hooks lie in the project,
 * where anything that ran there before may have written them; so may they be given what git itself is given?
 */
import type { World } from "../../meaning/world.ts";

/** The largest configuration that is read, characters. */
const LIMIT = 64 * 1024;

/** Names that no setting of these sections can make git run something by. What is not here might. */
const plain: Readonly<Record<string, RegExp>> = {
  core: /^(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|autocrlf|eol|safecrlf|quotepath|longpaths|abbrev|compression|bigfilethreshold|sparsecheckout|sparsecheckoutcone|untrackedcache|commitgraph|preloadindex|fscache)$/,
  remote:
    /^(?:url|pushurl|fetch|push|tagopt|prune|prunetags|mirror|partialclonefilter|promisor|gh-resolved)$/,
  branch: /^/,
  user: /^/,
  author: /^/,
  committer: /^/,
  init: /^defaultbranch$/,
  pull: /^/,
  push: /^(?:default|autosetupremote|followtags)$/,
  fetch: /^(?:prune|prunetags|parallel|writecommitgraph)$/,
  rebase: /^auto(?:stash|squash)$/,
  merge: /^(?:ff|conflictstyle|renames|renamelimit)$/,
  rerere: /^/,
  color: /^/,
  advice: /^/,
  extensions: /^(?:objectformat|refstorage|partialclone|worktreeconfig)$/,
  gc: /^/,
  http: /^(?:postbuffer|version|lowspeedlimit|lowspeedtime)$/,
  pack: /^/,
  index: /^/,
  status: /^/,
  diff: /^(?:algorithm|renames|renamelimit|colormoved|mnemonicprefix)$/,
  feature: /^/,
  maintenance: /^(?:auto|strategy)$/,
  lfs: /^repositoryformatversion$/,
  commit: /^(?:gpgsign|verbose|status)$/,
  tag: /^(?:gpgsign|sort)$/,
};

/** Another host's repository, by git's own ways to it. A command (`ext::sh -c …`) is none, and one of this machine runs its own hooks. */
const elsewhere = /^(?!file:)(?:(?:ssh|git|https?|git\+ssh):\/\/|(?:[\w.-]+@)?[\w.-]+:(?!:))/;
/** A path, where the name of a remote or of a branch may stand. */
const pathLike = /^\s*["']?(?:\.{0,2}\/|~|\.{1,2}\s*$|file:|[\w-]+::)/;

/** Is this, as an operand or a setting, a repository that git reaches on another host, or the name of a remote? */
export function isElsewhere(repository: string): boolean {
  return elsewhere.test(repository) || (!pathLike.test(repository) && !repository.includes("/"));
}

/** Is it known that git, working in the repository of `project`, starts nothing that the repository brought along? */
export function isPlainRepository(project: string, home: string, world: World): boolean {
  const at = repositoryOf(project, world);
  if (at === null) return true;
  const directories = [...new Set([at.own, at.common])];
  const none = (path: string) => world.kind(path) === "missing";
  return (
    none(`${at.common}/modules`) &&
    directories.every((directory) => hasOnlySamples(`${directory}/hooks`, world)) &&
    [`${at.common}/config`, `${at.own}/config.worktree`].every(
      (path) => none(path) || isPlain(path, world),
    ) &&
    [`${home}/.gitconfig`, `${home}/.config/git/config`].every((path) => !leadsIntoProjects(path, world))
  );
}

/** The repository's directories: its own, and the one that work trees share. Null where there is none. */
function repositoryOf(
  project: string,
  world: World,
): { readonly own: string; readonly common: string } | null {
  const git = `${project}/.git`;
  switch (world.kind(git)) {
    case "missing":
      return null;
    case "directory":
      return { own: git, common: git };
    default: {
      const named = /^gitdir: (.+)/.exec(world.readFile(git, LIMIT) ?? "")?.[1];
      if (named === undefined) return { own: git, common: git };
      const own = named.startsWith("/") ? named : `${project}/${named}`;
      const common = world.readFile(`${own}/commondir`, LIMIT)?.trim();
      return {
        own,
        common: common === undefined ? own : common.startsWith("/") ? common : `${own}/${common}`,
      };
    }
  }
}

function hasOnlySamples(hooks: string, world: World): boolean {
  return (world.list(hooks, 100) ?? []).every((name) => name.endsWith(".sample"));
}

/** Nothing but settings of which it is known that they start nothing. What cannot be read might. */
function isPlain(path: string, world: World): boolean {
  const text = world.readFile(path, LIMIT);
  if (text === null || text.length >= LIMIT) return false;
  let section: RegExp | undefined;
  return text.split("\n").every((line) => {
    const said = line.trim();
    if (said === "" || said.startsWith("#") || said.startsWith(";")) return true;
    const header = /^\[\s*([\w.-]+)(?:\s+"(?:[^"\\]|\\.)*")?\s*\]$/.exec(said)?.[1];
    if (header !== undefined) {
      section = plain[header.toLowerCase()];
      return section !== undefined;
    }
    const [, name = "", value = ""] = /^([\w-]+)\s*(?:=\s*(.*))?$/.exec(said) ?? [];
    if (section?.test(name.toLowerCase()) !== true || said.endsWith("\\")) return false;
    return /^(?:push)?url$/i.test(name) ? elsewhere.test(value.replace(/^"/, "")) : !pathLike.test(value);
  });
}

/** Settings of the person's own that make git run what each project brings: a relative `core.hooksPath`. */
function leadsIntoProjects(path: string, world: World): boolean {
  const text = world.readFile(path, LIMIT) ?? "";
  return /^\s*hookspath\s*=\s*["']?(?![\s"']*[/~])/im.test(text);
}
