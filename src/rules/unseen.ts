/**
 * Readings that show nothing secret to anybody: the public half of a key; a project's environment file that is counted,
 * compared, edited in place or put into the environment of a program. A guard that refuses `grep -q '^PORT=' .env` is
 * switched off before long.
 */
import type { Action, Origin, PathValue, Read, Run } from "../meaning/action.ts";
import { literal, show, type Text } from "../meaning/value.ts";
import { isWithin, mayMatchSecret } from "../places/index.ts";
import { exportsLines } from "./exported.ts";
import type { RuleContext } from "./rule.ts";
import { handsOn, listsFiles, searchedNames, tellsNothing } from "./telling.ts";
import { has, marked } from "./vocabulary.ts";

type Span = Origin["span"];

/** Is this a reading of a secret that nobody gets to see? */
export function unseen(action: Read, context: RuleContext): boolean {
  const path = action.path.absolute;
  // mv takes whatever has the name, a directory too.
  const whole = action.path.recursive && action.by !== "mv";
  if (path === null) return false;
  if (action.path.glob !== null) return keepsNames(action, context);
  if (action.by === "<") {
    const fed = fedTo(action, context);
    return isEnvironmentFile(path, context) && fed.length > 0 && fed.every(tellsNothing);
  }
  const reader = context.actions.find(
    (each): each is Run =>
      each.kind === "run" && each.program === action.by && same(each.origin.span, action.origin.span),
  );
  if (reader === undefined) return false;
  if (whole)
    return (
      (listsFiles(reader) && path.startsWith(`${context.home}/`)) || asksForOthers(reader, path, context)
    );
  if (showsPublicHalf(reader) || countsOnly(reader)) return true;
  if (path.startsWith(`${context.project}/`)) {
    // `sed -i` on a manifest of secrets, `openssl pkcs12 -export` of test keys, a digest or a signature.
    const kept = changesInPlace(reader) || reader.program === "openssl";
    if (signs(reader) || (kept && staysSecret(reader, context))) return true;
  }
  if (!isEnvironmentFile(path, context)) return false;
  return (
    tellsNothing(reader) ||
    isToldNothing(reader, context) ||
    staysSecret(reader, context) ||
    becomesEnvironment(action, context) ||
    isOnlyLoaded(action, context) ||
    context.actions.some(
      (each) =>
        each.kind === "interpret" &&
        each.language === "shell" &&
        within(action.origin.span, each.origin.span) &&
        exportsLines(each, context.actions),
    )
  );
}

function isEnvironmentFile(path: string, { project }: RuleContext): boolean {
  return path.startsWith(`${project}/`) && /\/\.env[^/]*$/.test(path);
}

/** `grep -r x ~/.claude --include='*.md'`: a search that keeps to names of which none is known to hold a secret. */
function asksForOthers(reader: Run, path: string, context: RuleContext): boolean {
  // To a search, unlike to a shell, a star means hidden files, too.
  const names = searchedNames(reader)?.flatMap((each) => [each, each.replace(/^\*/, ".*")]);
  return names?.every((each) => mayMatchSecret(`${path}/**/${each}`, context).length === 0) ?? false;
}

/** `wc -c ~/.claude.json`. */
function countsOnly(reader: Run): boolean {
  return reader.program === "wc" && tellsNothing(reader);
}

/** `env | cut -d= -f1`: does what a call prints go to something that tells nothing of the values? */
export function tellsOnlyNames(origin: Origin, context: RuleContext): boolean {
  const printer = context.actions.find(
    (each): each is Run => each.kind === "run" && same(each.origin.span, origin.span),
  );
  const next = printer && behind(printer, [printer.program ?? ""], context);
  return next !== undefined && isToldNothing(next, context);
}

/** `grep -v '^#' .env | cut -d= -f1`: do all lines go through a pipe to something that tells nothing of them? */
function isToldNothing(reader: Run, context: RuleContext): boolean {
  const via = [...reader.stdin.via];
  for (let stage: Run | undefined = reader; stage !== undefined; stage = behind(stage, via, context)) {
    if ((stage !== reader || via.length > 0) && tellsNothing(stage)) return true;
    if (!handsOn(stage)) return false;
    if (!via.includes(stage.program ?? "")) via.push(stage.program ?? "");
  }
  return false;
}

/** The next program that the command starts, where it gets what went `via` these and nothing else. */
function behind({ origin }: Run, via: readonly string[], { actions }: RuleContext): Run | undefined {
  const [next] = actions
    .filter((each): each is Run => each.kind === "run" && each.origin.span.start >= origin.span.end)
    .toSorted((one, other) => one.origin.span.start - other.origin.span.start);
  const passed = next?.stdin.via ?? [];
  return passed.length === via.length && passed.every((each, i) => each === via[i]) ? next : undefined;
}

/** `mv new/* new/.* ./`: within the project, into a directory, so that whatever it is stays where it is known by its name. */
function keepsNames({ by, origin, path }: Read, context: RuleContext): boolean {
  const inProject = (each: PathValue) => each.absolute !== null && isWithin(each.absolute, context.project);
  const [mover] = context.actions.filter(
    (each): each is Run => each.kind === "run" && each.program === by && same(each.origin.span, origin.span),
  );
  const into = mover?.call.operands.at(-1)?.text;
  return (
    by === "mv" &&
    inProject(path) &&
    into !== undefined &&
    /(?:^|\/)\.{0,2}$/.test(show(into)) &&
    context.actions.every(
      (each) => each.kind !== "write" || !within(each.origin.span, origin.span) || inProject(each.path),
    )
  );
}

/** The programs whose input a redirection is. */
function fedTo({ origin }: Read, { actions }: RuleContext): readonly Run[] {
  return actions.filter((each): each is Run => each.kind === "run" && within(origin.span, each.origin.span));
}

/** `openssl rsa -in key.pem -pubout`, `openssl rsa -in key.pem -noout -check`, `openssl x509 -in both.pem`: of a key only what everybody may know, or nothing. */
function showsPublicHalf({ program, call }: Run): boolean {
  if (program !== "openssl") return false;
  if (/^(?:x509|crl|verify|ocsp)$/.test(call.subcommand[0] ?? "")) return true;
  if (has(call, "-text")) return false;
  if (has(call, "-pubout", "-RSAPublicKey_out", "-noout")) return true;
  return call.subcommand[0] === "pkcs12" && has(call, "-nokeys");
}

/** `openssl dgst -sign key.pem data`: of a key only what it says of other data. */
function signs({ program, call }: Run): boolean {
  return program === "openssl" && call.subcommand[0] === "dgst";
}

/** `sed -i` on it, or a copy or another form of it under a name that is as well guarded: all that is written stays a secret. */
function staysSecret(run: Run, context: RuleContext): boolean {
  if (!["sed", "gsed", "cp", "mv", "install", "openssl"].includes(run.program ?? "")) return false;
  const written = context.actions.filter(
    (each) => each.kind === "write" && within(each.origin.span, run.origin.span),
  );
  return (
    written.length > 0 &&
    written.every((each) => each.kind === "write" && marked(each.path, context, "secret").length > 0)
  );
}

function changesInPlace({ program, call }: Run): boolean {
  return /^g?sed$/.test(program ?? "") && has(call, "-i", "--in-place");
}

const FILTERS = new Set(["cat", "grep", "egrep", "sed", "xargs", "tr", "cut", "awk"]);

/** `export $(grep -v '^#' .env | xargs)`, `env $(cat .env) npm start`: what a program is started with, and nothing else. */
function becomesEnvironment(action: Read, { actions }: RuleContext): boolean {
  const around = actions.find(
    (each): each is Run =>
      each.kind === "run" &&
      within(action.origin.span, each.origin.span) &&
      !same(action.origin.span, each.origin.span) &&
      (each.program === "export"
        ? each.argv.slice(1).every(isWhatIsRead)
        : each.program === "env" && startsSomething(each)),
  );
  return (
    around !== undefined &&
    actions.every(
      (each) =>
        !within(each.origin.span, around.origin.span) ||
        same(each.origin.span, around.origin.span) ||
        harmlessInside(each),
    )
  );
}

/** A program reads the file into its own environment, and neither shows nor hands on any of it. */
function isOnlyLoaded({ origin: { span } }: Read, { actions }: RuleContext): boolean {
  const own = actions.filter((each) => same(each.origin.span, span));
  return (
    own.some((each) => each.kind === "environment" && each.operation.kind === "load") &&
    !own.some(
      (each) =>
        (each.kind === "write" && each.content.taint.has("secret")) ||
        (each.kind === "connect" && each.sends?.taint.has("secret")) ||
        (each.kind === "run" && each.argv.some((word) => word.taint.has("secret") && word.taint.has("file"))),
    )
  );
}

/** A word that is all read from somewhere: `$(cat .env)`. */
function isWhatIsRead({ pieces: [only, ...more] }: Text): boolean {
  return more.length === 0 && (only === undefined || typeof only !== "string");
}

function startsSomething(run: Run): boolean {
  const first = run.argv.slice(1).find((word) => !isWhatIsRead(word));
  return first !== undefined && literal(first) !== null && !show(first).startsWith("-");
}

function harmlessInside(action: Action): boolean {
  if (action.kind === "run") return FILTERS.has(action.program ?? "");
  return action.kind === "read" || action.kind === "interpret";
}

function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function same(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
