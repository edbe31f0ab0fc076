/**
 * Has judgement seen through a command: is what it starts what it says, and nothing else? Where it has, judgement alone stands
 * between the command and what is opened for it. So it has to be proved of every part, and what no table speaks of is not:
 *
 * - the shell is given nothing but constructs that hand data to programs (plain.ts), and sets no variable that programs go by
 *   (variables.ts);
 * - every program is one that keys belong to, or one that does what its words say (belongings.ts, beside.ts), and the file that PATH
 *   leads to is the system's (whereabouts.ts);
 * - every option is one that the table of programs knows, and takes data (options.ts); every word is known where it could be an option or
 *   code (words.ts);
 * - every file that is read or written is known, and no link leads from it elsewhere; code is followed, and proved in turn;
 * - git works in a repository that starts nothing (git.ts, repository.ts).
 */
import type { Action, Interpret, PathValue, Run } from "../../meaning/action.ts";
import { literal, prefix, type Text } from "../../meaning/value.ts";
import { placeOf } from "../../places/index.ts";
import type { Dialect } from "../../syntax/index.ts";
import { worksInPlainRepositories } from "./git.ts";
import { takesOnlyData } from "./options.ts";
import { isPlainShell } from "./plain.ts";
import { tables } from "./tables.ts";
import { isMisled, maySet } from "./variables.ts";
import {
  type Circumstances,
  holdsWayOut,
  isOwn,
  isReplaceable,
  isWritable,
  leadsOut,
  standsIn,
} from "./whereabouts.ts";
import { hasStrangeWords, namesWayOut, takesOwn } from "./words.ts";

/** Not on another host, and not in a container. */
export function isHere({ origin }: Action): boolean {
  return origin.place.kind === "here";
}

/** A command, without what an agent puts around it. */
export interface Source {
  readonly text: string;
  readonly shell: Dialect;
  /** What it would do by itself. Asked for where it matters: a wrapped command is judged once more for it. */
  readonly actions: () => readonly Action[];
}

/** awk takes names of files and code from its data, too. */
const namesFiles = /getline|ARG[CV]|@/;

/** Commands of psql and mysql themselves, but for those that only describe; and statements that take a file of this machine. */
const ofTheClient =
  /\\(?!(?:d[a-zA-Z]*[S+]*|l\+?|z|x|timing|conninfo|q)(?![\w+]))|^\s*(?:source|system|pager|tee|edit)\b|\blocal\b[^;]*\binfile\b/im;

/** jq loads modules, and data by the way. */
const loadsModules = /\b(?:import|include)\b/;

/** Has judgement seen through everything that the command would run here? */
export function seenThrough(source: Source, around: Circumstances): boolean {
  const actions = source.actions().filter(isHere);
  const runs = actions.filter((action) => action.kind === "run");
  const brings =
    runs.some(bringsOthers) || actions.some((action) => action.kind === "write" && action.by === "rsync");
  return (
    runs.every((run) => isSeenThrough(run, actions, around)) &&
    actions.every((action) => isFollowed(action, around)) &&
    !(brings && (actions.some((action) => mayBeAnother(action, around)) || runs.some(writesElsewhere))) &&
    !isMisled(around) &&
    isPlain(source, around) &&
    worksInPlainRepositories(actions, around)
  );
}

function isPlain({ text, shell }: Pick<Source, "text" | "shell">, around: Circumstances): boolean {
  return isPlainShell(text, shell, (name, exported) => maySet(name, exported, around));
}

/** Does it bring files of which nobody knows what they are? */
function bringsOthers(run: Run): boolean {
  const { call, program } = run;
  const [verb = ""] = call.subcommand;
  const begins = ["-b", "-B", "-c", "-C", "--orphan"].some((name) => call.options.has(name));
  // `git checkout -b x`: a branch that begins with what is there.
  if (program === "git" && /^(?:checkout|switch)$/.test(verb) && begins && call.operands.length === 0)
    return false;
  return tables().bringsFiles(run);
}

/** May what is read be a link by then that the same command has brought? git takes links for what they are, but as a message. */
function mayBeAnother(action: Action, around: Circumstances): boolean {
  if (action.kind === "run")
    return (
      action.program === "git" &&
      ["-F", "--file", "-t", "--template", "--pathspec-from-file"].some((name) =>
        action.call.options.has(name),
      )
    );
  if (action.kind !== "read" || action.depth === "metadata" || action.by === "git") return false;
  const { absolute } = action.path;
  return (
    absolute === null ||
    (absolute !== around.cwd && absolute !== around.project && isWritable(absolute, around))
  );
}

/** May it write where credentials lie, or the system, so that a link that was brought would lead there? */
function writesElsewhere(run: Run): boolean {
  const { holders, changesSystem } = tables();
  return (
    changesSystem(run) ||
    run.origin.privileged ||
    holders.some(({ is, write = [] }) => is(run) && write.some((path) => path !== ".ssh/known_hosts"))
  );
}

function isFollowed(action: Action, around: Circumstances): boolean {
  switch (action.kind) {
    case "interpret":
      return isFollowedCode(action, around);
    case "environment": {
      const { operation } = action;
      return operation.kind !== "set" || maySet(operation.name, operation.exported, around);
    }
    case "read":
      return action.depth === "metadata" || isCertain(action.path, action.by, around);
    case "write":
    case "delete":
    case "link":
    case "chmod":
      return (
        action.path.absolute !== null &&
        !isUnknown(action.path.text) &&
        !leadsOut(action.path.absolute, around)
      );
    case "run":
    case "connect":
    case "listen":
    case "privilege":
    case "signal":
      return true;
    case "opaque":
    case "define":
      return false;
  }
}

/** Code of the command's own words; in a file it could be another by the time it is run, but for the system's own. */
function isFollowedCode(action: Interpret, around: Circumstances): boolean {
  const { code, followed, language, file } = action;
  const path = file?.absolute ?? null;
  if (path !== null) return placeOf(path, around) === "system";
  const text = code.text === null ? null : literal(code.text);
  if (!followed || text === null || code.sources.length > 0) return false;
  switch (language) {
    case "shell":
      return isPlain({ text, shell: "bash" }, around);
    case "awk":
      return !namesFiles.test(text);
    case "sed":
      return true;
    case "sql":
      return !ofTheClient.test(text) && !(text.includes("\\") && text.includes("`"));
    default:
      return false;
  }
}

/**
 * Is it known which files are read? In a place that commands may write, what a pattern or a directory holds may be a link to the
 * keys; git and rsync take a link for what it is.
 */
function isCertain(
  { absolute, text, glob, recursive }: PathValue,
  by: string,
  around: Circumstances,
): boolean {
  if (absolute === null || glob !== null || isUnknown(text)) return false;
  if (recursive && around.world.kind(absolute) === "directory")
    return takesLinksAsLinks.test(by) ? !leadsOut(absolute, around) : !holdsWayOut(absolute, around);
  return !leadsOut(absolute, around);
}

const takesLinksAsLinks = /^(?:git|rsync|grep|tar)$/;

/** Has it parts that are neither known nor names of files? */
function isUnknown({ pieces }: Text): boolean {
  return pieces.some((piece) => typeof piece !== "string" && piece.shape !== "glob");
}

function isSeenThrough(run: Run, actions: readonly Action[], around: Circumstances): boolean {
  const { program, call } = run;
  if (program === null || isOwn(run)) return false;
  const { isHolder, isBeside, isPlainGit, changesSystem } = tables();
  const holds = isHolder(run);
  const mayChange = (around.root || run.origin.privileged) && changesSystem(run);
  const isKnown =
    program === "git"
      ? isPlainGit(run)
      : holds || isBeside(run) || (mayChange && !takesOwn(run, actions, around));
  if (!isKnown || isReplaceable(run, around) || hasStrangeWords(run)) return false;
  if (!takesOnlyData(run, actions, around)) return false;
  if (namesWayOut(run, holds, standsIn(actions, around) ?? [around.cwd], around)) return false;
  if (/^(?:export|read)$/.test(program) && !setsHarmless(run, around)) return false;
  if (program === "jq" && call.operands.some(({ text }) => loadsModules.test(literal(text) ?? "import")))
    return false;
  return true;
}

/** `export NAME=…`, `read NAME …`. */
function setsHarmless({ program, call }: Run, around: Circumstances): boolean {
  return call.operands.every(({ text }) => {
    const name = /^(\w+)(?:=|$)/.exec(literal(text) ?? prefix(text))?.[1];
    return name !== undefined && maySet(name, program === "export", around);
  });
}
