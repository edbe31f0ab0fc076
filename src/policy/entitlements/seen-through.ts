/** Has judgement seen through a command: is what it starts what it says, and nothing else? */
import { familyOf } from "../../commands/families.ts";
import type { Family } from "../../commands/index.ts";
import type { Action, Interpret, Language, Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import { isWithin, lexical, placeOf } from "../../places/index.ts";
import { isElsewhere, isPlainRepository } from "./repository.ts";
import { tables } from "./tables.ts";
import { type Circumstances, isOwn, isReplaceable, isWritable } from "./whereabouts.ts";

/** Not on another host, and not in a container. */
export function isHere({ origin }: Action): boolean {
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

/** Those of them by which a file of the project would have a say, if they were handed down: paths … */
const paths = [
  "LD_PRELOAD",
  "LD_LIBRARY_PATH",
  "PYTHONPATH",
  "KUBECONFIG",
  "AWS_CONFIG_FILE",
  "CLOUDSDK_CONFIG",
].concat(["PGSERVICEFILE", "GIT_DIR", "GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL"]);
/** … and commands. */
const commands = ["GIT_SSH_COMMAND", "GIT_SSH", "GIT_ASKPASS", "SSH_ASKPASS"];

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
export function seenThrough(
  actions: readonly Action[],
  runs: readonly Run[],
  around: Circumstances,
): boolean {
  return (
    runs.every((run) => isSeenThrough(run, around)) &&
    actions.filter(isHere).every((action) => isFollowed(action, around)) &&
    !isMisled(around) &&
    (!runs.some(usesRepository) ||
      (staysAt(runs, around) && isPlainRepository(around.project, around.home, around.world)))
  );
}

/** Does a variable lead to what commands may write: into the project, or a temporary directory? */
function isMisled(around: Circumstances): boolean {
  const words = (name: string) => (around.environment(name) ?? "").split(/[\s:="']+/);
  return [...paths.flatMap(words), ...commands.flatMap(words).filter((word) => word.includes("/"))].some(
    (word) => word !== "" && isWritable(joined(around.cwd, word), around),
  );
}

function usesRepository({ program }: Run): boolean {
  return program !== null && /^(?:git|gh|glab|hub)$/.test(program);
}

function isFollowed(action: Action, around: Circumstances): boolean {
  switch (action.kind) {
    case "interpret":
      if (action.from === "file" || action.from === "source")
        // The system's own are as they are; any other file can be another one by the time it is run.
        return isSystemFile(action, around);
      return action.followed && languages.has(action.language);
    case "environment":
      return action.operation.kind !== "set" || !telling.test(action.operation.name);
    case "opaque":
      return false;
    default:
      return true;
  }
}

function isSystemFile({ file }: Interpret, around: Circumstances): boolean {
  const path = file?.absolute ?? null;
  return path !== null && placeOf(path, around) === "system";
}

function isSeenThrough(run: Run, around: Circumstances): boolean {
  const { program, call } = run;
  if (program === null || isOwn(run)) return false;
  const family = familyOf(program);
  const holds = tables().holders.some(({ is }) => is(run));
  const isKnown =
    holds ||
    (family !== null && transparent.has(family)) ||
    ((around.root || run.origin.privileged) && tables().changesSystem(run));
  if (!isKnown || !call.known || isReplaceable(run, around)) return false;
  return !holds || !settings.some((name) => call.options.has(name));
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
