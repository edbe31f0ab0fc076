/** Words that rules are written in: what an action is about, in the terms of the catalogue. */
import type {
  Action,
  Call,
  Connect,
  Delete,
  Effect,
  Interpret,
  PathValue,
  Run,
  Stream,
  Text,
  Write,
} from "../meaning/action.ts";
import { onEmulator } from "../meaning/call/emulator.ts";
import { isTrial } from "../meaning/call/flags.ts";
import { literal, show } from "../meaning/value.ts";
import {
  directoryMeant,
  type Mark,
  marksOf,
  mayMatchSecret,
  namesSecretFile,
  type Place,
  placeOf,
  secretsBelow,
} from "../places/index.ts";
import type { RuleContext, Selector } from "./rule.ts";

/** Shells, by the names under which they are started. */
export const SHELLS: ReadonlySet<string> = new Set(
  "sh bash dash zsh ksh ash fish csh tcsh mksh pwsh rbash busybox".split(" "),
);

function isRun(action: Action): action is Run {
  return action.kind === "run";
}

/** Runs of any program. */
export const anyRun: Selector<Run> = { kinds: ["run"], is: isRun };

/** What stands for the name of a program that nobody knows before it runs. */
export const UNNAMED = "?";

/** Runs of such programs. */
export const unnamedRun: Selector<Run> = {
  kinds: ["run"],
  is: (action): action is Run => isRun(action) && action.program === null,
  calls: [{ programs: [UNNAMED], words: null }],
};

/** Runs that have this effect, whatever the program. */
export function having(effect: Effect): Selector<Run> {
  return {
    kinds: ["run"],
    is: (action): action is Run => isRun(action) && action.call.effects.includes(effect),
    effects: [effect],
  };
}

/** Runs that one of two selects, each by calls or by effects. */
export function either(one: Selector<Run>, other: Selector<Run>): Selector<Run> {
  return {
    kinds: ["run"],
    is: (action): action is Run => one.is(action) || other.is(action),
    calls: [...(one.calls ?? []), ...(other.calls ?? [])],
    effects: [...(one.effects ?? []), ...(other.effects ?? [])],
  };
}

/** Actions of one kind. */
export function each<K extends Action["kind"]>(kind: K): Selector<Extract<Action, { kind: K }>> {
  return { kinds: [kind], is: (action): action is Extract<Action, { kind: K }> => action.kind === kind };
}

/** Whatever changes a file: writing, deleting, linking over it, changing its mode. */
export const changing: Selector<Extract<Action, { kind: "write" | "delete" | "chmod" | "link" }>> = {
  kinds: ["write", "delete", "chmod", "link"],
  is: (action) =>
    action.kind === "write" || action.kind === "delete" || action.kind === "chmod" || action.kind === "link",
};

/** Is one of these options given? By any of its names that the table calls canonical, or as written. */
export function has(call: Call, ...names: readonly string[]): boolean {
  return names.some((name) => isOn(call.options.get(name)));
}

/** Is an option given, and not switched off by its value (`docker compose down --volumes=false`)? */
export function isOn(values: readonly Text[] | undefined): boolean {
  return values !== undefined && !(values.length > 0 && values.every((value) => literal(value) === "false"));
}

/** The known value of an option, or null. */
export function option(call: Call, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = call.options.get(name)?.[0];
    if (value) return literal(value) ?? show(value);
  }
  return null;
}

/** The operands as people would write them. */
export function operands(call: Call): readonly string[] {
  return call.operands.map(({ text }) => show(text));
}

/** All words after the program's name, as people would write them. */
export function words(action: Run): readonly string[] {
  return action.argv.slice(1).map(show);
}

/** The call for a message: written out, and cut where it gets long. */
export function said(action: Run): string {
  const text = [action.program ?? "?", ...words(action)].join(" ").replace(/\s+/g, " ");
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

/** Subcommands and operands in order, options left out: `["config", "set", "registry"]`. */
export function steps(action: Run): readonly string[] {
  const given = action.call.operands.filter(({ role }) => role !== "assignment");
  return [...action.call.subcommand, ...given.map(({ text }) => show(text))];
}

/** Do the steps of the call begin with these? Each may name alternatives: `begins(action, "repo", "add|update")`. */
export function begins(action: Run, ...wanted: readonly string[]): boolean {
  const given = steps(action);
  return wanted.every((each, i) => each.split("|").includes(given[i] ?? ""));
}

/** Does the call only ask for help, or show what it would do, or do it to a stand-in of the service on this machine? */
export function tries(action: Run): boolean {
  const given = words(action);
  return (
    isTrial(action.call.options) ||
    /^--(?:help|version)$/.test(given.join()) ||
    given.at(-1) === "-help" ||
    onEmulator(action.program, action.call.options, action.environment)
  );
}

/** The call for a message; null where it is only tried. */
export function inEarnest(action: Run): string | null {
  return tries(action) ? null : said(action);
}

/** Subcommands that only look: what stands behind them is what they look for. */
const LOOKS = /^(?:list|ls|describe|get|show|find|search|plan|validate|preview|diff|what-if|status)(?:$|-)/;

/** Does a word of the call say that it only looks? */
export function onlyLooks(action: Run): boolean {
  return steps(action).some((step) => LOOKS.test(step));
}

/** `kubectl get secrets -o name`, `etcdctl get "" --prefix --keys-only`: of what is listed, only what it is called. */
export function listsNames(action: Run): boolean {
  if (has(action.call, "--keys-only")) return option(action.call, "--keys-only") !== "false";
  return /^(?:name|wide)$/.test(option(action.call, "-o", "--output") ?? "");
}

/** What the call hands to a service: documents by their names, and what comes on its standard input. */
export function handed(action: Run): string {
  const { documents, stdin } = action;
  return [...documents, ...(stdin.text === null ? [] : [show(stdin.text)])].join("\n");
}

/** `mkdir -p .claude/skills`: nothing stands there yet. */
export function isEmptyDirectory(action: Action): boolean {
  return action.kind === "write" && action.mode === "create" && action.by === "mkdir";
}

/** Is the link of a chain a function of the command's own? It is no program: what it calls, the command calls. */
export function isFunction(link: string): boolean {
  return link.endsWith("()");
}

/** Does it happen on this machine, outside any container? */
export function here(action: Action): boolean {
  return action.origin.place.kind === "here";
}

/**
 * Every absolute path that a path value may be: itself, the pattern, and what it is if unset variables are empty.
 */
export function candidates(path: PathValue): readonly string[] {
  const out: string[] = [];
  if (path.glob !== null) out.push(path.glob);
  else if (path.absolute !== null && isKnown(path.text)) out.push(path.absolute);
  if (path.ifEmpty !== null) out.push(path.ifEmpty);
  return out;
}

function isKnown(text: Text): boolean {
  return literal(text) !== null;
}

/** The directory all of whose content a pattern like `/dir/*` stands for; otherwise the path itself. */
export function wholeOf(path: string): string {
  return path.replace(/\/(?:\*+|\.\*|\{[^/]*\}|\.\[!\.\]\*|\.\?\?\*|\?\*)$/, "") || "/";
}

/** What is known of the paths of one command: a score of rules ask the same of each. */
interface Known {
  readonly marks: Map<string, readonly Mark[]>;
  readonly places: Map<string, Place>;
  readonly candidates: WeakMap<PathValue, readonly string[]>;
}

const known = new WeakMap<RuleContext, Known>();

function knownIn(context: RuleContext): Known {
  let found = known.get(context);
  if (!found) {
    found = { marks: new Map(), places: new Map(), candidates: new WeakMap() };
    known.set(context, found);
  }
  return found;
}

function candidatesIn(path: PathValue, { candidates: kept }: Known): readonly string[] {
  let found = kept.get(path);
  if (!found) {
    found = candidates(path);
    kept.set(path, found);
  }
  return found;
}

function marksIn(path: string, context: RuleContext, { marks }: Known): readonly Mark[] {
  let found = marks.get(path);
  if (!found) {
    found = marksOf(path, context);
    marks.set(path, found);
  }
  return found;
}

function placeIn(path: string, context: RuleContext, { places }: Known): Place {
  let found = places.get(path);
  if (found === undefined) {
    found = placeOf(path, context);
    places.set(path, found);
  }
  return found;
}

/** The places a path may lie in; a pattern for a directory's whole content counts as that directory. */
export function placesOf(path: PathValue, context: RuleContext): readonly Place[] {
  const all = knownIn(context);
  return candidatesIn(path, all).map((each) => placeIn(wholeOf(each), context, all));
}

/**
 * `$d/.ssh/authorized_keys` of some directory that is not known: what lies there means the same in every home. An environment
 * file may lie anywhere.
 */
function knownTail({ absolute, glob, ifEmpty, text: { pieces } }: PathValue): string | null {
  const [first, second, ...more] = pieces;
  const isTail = typeof first === "object" && typeof second === "string" && more.length === 0;
  return isTail && absolute === null && glob === null && ifEmpty === null && /^\/\.(?!env)/.test(second)
    ? second
    : null;
}

/** The marks of a path, of any kind or of one. */
export function marked(path: PathValue, context: RuleContext, kind?: Mark["kind"]): readonly Mark[] {
  const all = knownIn(context);
  const found: Mark[] = [];
  const tail = knownTail(path);
  for (const each of tail === null ? candidatesIn(path, all) : [context.home + tail]) {
    for (const mark of marksIn(each, context, all))
      if (kind === undefined || mark.kind === kind) found.push(mark);
  }
  return found;
}

/** The secret that reading this path may show; null where there is none. */
export function secretIn(path: PathValue, context: RuleContext): string | null {
  const [mark] = marked(path, context, "secret");
  if (mark) return mark.what;
  const variable = variableOf(path.text);
  if (variable !== null && namesSecretFile(variable)) return `the file of secrets that $${variable} names`;
  const inDirectory = usualPath(path.text, context.home);
  if (inDirectory !== null)
    return marksOf(inDirectory, context).find(({ kind }) => kind === "secret")?.what ?? null;
  if (path.glob !== null && mayMatchSecret(path.glob, context).length > 0) return "files that hold secrets";
  if (path.recursive && path.absolute !== null && path.glob === null) {
    const begun = begunName(path.text);
    if (begun !== null) {
      const named = `${path.absolute.replace(/\/$/, "")}/${begun}`;
      const may =
        [named, `${named}/*`].some((pattern) => mayMatchSecret(pattern, context).length > 0) ||
        secretsBelow(named.replaceAll("*", ""), context).length > 0;
      return may ? "files that hold secrets" : null;
    }
    return secretsBelow(path.absolute, context).length > 0 ? "a directory with secrets in it" : null;
  }
  return null;
}

/** The variable that is all of a path: `$KUBECONFIG`. */
function variableOf({ pieces: [only, ...more] }: Text): string | null {
  if (typeof only !== "object" || more.length > 0) return null;
  return /^"?\$\{?(\w+)\}?"?$/.exec(only.label)?.[1] ?? null;
}

/** `$CODEX_HOME/auth.json`: where that is if nobody has said otherwise. */
function usualPath({ pieces: [first, second, ...more] }: Text, home: string): string | null {
  if (typeof first !== "object" || typeof second !== "string" || !second.startsWith("/") || more.length > 0)
    return null;
  const directory = directoryMeant(/^"?\$\{?(\w+)/.exec(first.label)?.[1] ?? "");
  return directory === null ? null : `${home}/${directory}${second}`;
}

/** `~/node-$VERSION.tar.gz`: how the name goes on that is known to its first unknown part, as a pattern; null: not even its beginning is known. */
function begunName(text: Text): string | null {
  if (isKnown(text)) return null;
  const pattern = text.pieces.map((piece) => (typeof piece === "string" ? piece : "*")).join("");
  const begun = pattern.slice(pattern.lastIndexOf("/", pattern.indexOf("*")) + 1);
  return begun.startsWith("*") ? null : begun;
}

/** A path for people. */
export function name(path: PathValue): string {
  return path.glob ?? (isKnown(path.text) ? path.absolute : null) ?? show(path.text);
}

/** Is there something of this taint in the stream? */
export function carries(
  stream: Stream | null,
  ...taints: readonly ("secret" | "network" | "env" | "file" | "stdin")[]
): boolean {
  return stream !== null && taints.some((taint) => stream.taint.has(taint));
}

/** Where a stream came from, for people. */
export function sources(stream: Stream): string {
  return stream.sources.slice(0, 2).join(" and ") || "its input";
}

export type { Connect, Delete, Interpret, Run, Write };
