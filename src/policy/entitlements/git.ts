/** Does git, in a command, work in repositories of which it is known that they start nothing? */
import type { Action, Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import { isWithin } from "../../places/index.ts";
import { isElsewhere, remotesOf } from "./repository.ts";
import { tables } from "./tables.ts";
import { type Circumstances, resolved, standsIn } from "./whereabouts.ts";

/** True also where nothing in the command talks git. The actions are those of this machine. */
export function worksInPlainRepositories(actions: readonly Action[], around: Circumstances): boolean {
  const runs = actions.filter((action) => action.kind === "run");
  const calls = runs.filter(({ program }) => program !== null && /^(?:git|gh|glab|hub)$/.test(program));
  if (calls.length === 0) return true;
  const added = addedRemotes(calls);
  const directories = directoriesOf(actions, around);
  const brings = runs.some(tables().bringsFiles);
  if (added === null || directories === null || actions.some((each) => changes(each, directories)))
    return false;
  if (looksIntoAdded(calls, around)) return false;
  if (brings && !directories.every((each) => isTop(each, calls, around))) return false;
  const remotes = directories.map((each) => remotesOf(each, around.home, around.world));
  return calls.every((run) =>
    remotes.every((known) => known !== null && goesElsewhere(run, [...known, ...added])),
  );
}

/**
 * Does git add what may be repositories, and look into these afterwards? Of a file it is known that it is none; what the index held
 * before is looked at with the repository.
 */
function looksIntoAdded(calls: readonly Run[], { cwd, world }: Circumstances): boolean {
  const addsMore = ({ call }: Run) =>
    call.subcommand[0] === "add" &&
    (call.operands.length === 0 ||
      call.operands.some(({ text }) => world.kind(resolved(cwd, literal(text) ?? "", world)) !== "file"));
  const first = calls.findIndex(addsMore);
  const looks = ({ call }: Run) =>
    /^(?:status|diff|describe|add|stash)$/.test(call.subcommand[0] ?? "") ||
    (call.subcommand[0] === "commit" && call.options.has("-a"));
  return first >= 0 && calls.slice(first + 1).some(looks);
}

/**
 * Does git find the repository right there, before it looks whether the directory itself is of that shape? Files that are brought may
 * give it that, with settings of their own. What the command clones has one by then.
 */
function isTop(directory: string, calls: readonly Run[], { cwd, world }: Circumstances): boolean {
  if (world.kind(`${directory}/.git`) !== "missing") return true;
  return calls.some(({ call }) => {
    if (call.subcommand[0] !== "clone") return false;
    const [address = "", to = /([^/:]+?)(?:\.git)?\/*$/.exec(address ?? "")?.[1] ?? ""] = call.operands.map(
      ({ text }) => literal(text) ?? "",
    );
    return to !== "" && directory === resolved(cwd, to, world);
  });
}

/** Does an action put something into a repository past git: into `.git` itself, or whatever it likes where that lies? */
function changes(action: Action, directories: readonly string[]): boolean {
  if (action.kind !== "write" && action.kind !== "link" && action.kind !== "delete") return false;
  const { absolute } = action.path;
  if (absolute === null || /\/\.git(?:\/|$)/.test(absolute)) return true;
  return (
    action.kind === "write" && action.by !== "git" && directories.some((each) => isWithin(each, absolute))
  );
}

/** Where the shell may stand when it starts git. Null where that is not known, or is outside the project. */
function directoriesOf(actions: readonly Action[], around: Circumstances): readonly string[] | null {
  const { project, world } = around;
  // git goes by where links lead.
  const all = standsIn(actions, around)?.map((each) => resolved(each, ".", world)) ?? null;
  return all?.every((each) => isWithin(each, resolved(project, ".", world))) ? all : null;
}

/** Verbs of git whose first operand is a repository. */
const talking = /^(?:push|fetch|pull|ls-remote|clone)$/;

/** Is the repository that it talks to, if it names one, on another host? A name that is no remote's is a path. */
function goesElsewhere({ program, argv, call }: Run, remotes: readonly string[]): boolean {
  const [verb = "", next = ""] = call.subcommand;
  const operands = call.operands.map(({ text }) => literal(text));
  // What stands behind `--` is for git.
  if (program !== "git") return !argv.map(literal).includes("--");
  const updates = verb === "remote" && /^(?:show|update|prune|set-head)$/.test(next);
  const [archived] = verb === "archive" ? (call.options.get("--remote") ?? []) : [];
  if (archived !== undefined) {
    const from = literal(archived);
    return from !== null && (isElsewhere(from) || remotes.includes(from));
  }
  const to = talking.test(verb) || updates ? operands[0] : undefined;
  if (to === undefined) return true;
  if (to === null) return false;
  return isElsewhere(to) ? !updates : verb !== "clone" && remotes.includes(to);
}

/** The names that `git remote add` gives to repositories; null where one of these is not known to be on another host. */
function addedRemotes(calls: readonly Run[]): readonly string[] | null {
  const names: string[] = [];
  for (const { call } of calls) {
    if (call.subcommand[0] !== "remote" || call.subcommand[1] !== "add") continue;
    const [name, address] = call.operands.map(({ text }) => literal(text));
    if (!name || !address || !isElsewhere(address)) return null;
    names.push(name);
  }
  return names;
}
