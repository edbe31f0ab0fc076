/**
 * Readings that show nothing secret to anybody: the public half of a key; a project's environment file that is counted,
 * compared, edited in place or put into the environment of a program. A guard that refuses `grep -q '^PORT=' .env` is
 * switched off before long.
 */
import type { Action, Origin, Read, Run } from "../meaning/action.ts";
import { literal, show } from "../meaning/value.ts";
import { isInnocentVariable, secretVariable } from "../places/index.ts";
import { exportsLines } from "./exported.ts";
import type { RuleContext } from "./rule.ts";
import { has, marked, option, words } from "./vocabulary.ts";

type Span = Origin["span"];

/** Is this a reading of a secret that nobody gets to see? */
export function unseen(action: Read, context: RuleContext): boolean {
  const path = action.path.absolute;
  // mv takes whatever has the name, a directory too.
  const whole = action.path.recursive && action.by !== "mv";
  if (path === null || action.path.glob !== null || whole) return false;
  if (action.by === "<") {
    const fed = fedTo(action, context);
    return isEnvironmentFile(path, context) && fed.length > 0 && fed.every(tellsNothing);
  }
  const reader = context.actions.find(
    (each): each is Run =>
      each.kind === "run" && each.program === action.by && same(each.origin.span, action.origin.span),
  );
  if (reader === undefined) return false;
  if (showsPublicHalf(reader)) return true;
  if (path.startsWith(`${context.project}/`)) {
    // `sed -i` on a manifest of secrets, `openssl pkcs12 -export` of test keys, a digest or a signature.
    const kept = changesInPlace(reader) || reader.program === "openssl";
    if (signs(reader) || (kept && staysSecret(reader, context))) return true;
  }
  if (!isEnvironmentFile(path, context)) return false;
  return (
    tellsNothing(reader) ||
    staysSecret(reader, context) ||
    becomesEnvironment(action, context) ||
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

/** Programs that say whether, how much or under what names, and nothing of the values. */
function tellsNothing(run: Run): boolean {
  const { call, program } = run;
  switch (program) {
    case "grep":
    case "egrep":
    case "fgrep":
    case "rg":
      return has(call, "-q", "--quiet", "--silent", "-c", "--count") || asksForPublic(run);
    case "wc":
    case "md5sum":
    case "sha1sum":
    case "sha256sum":
    case "cksum":
      return !has(call, "-c", "--check", "--files0-from");
    case "diff":
    case "cmp":
      return has(call, "-q", "--brief", "-s", "--quiet", "--silent");
    case "cut":
      return option(call, "-d") === "=" && option(call, "-f") === "1";
    default:
      return false;
  }
}

/** `grep '^PORT=' .env`: lines of names that are written out and of which none is a secret's. */
function asksForPublic({ call }: Run): boolean {
  if (has(call, "-v", "--invert-match", "-f", "--file", "-A", "-B", "-C", "--context")) return false;
  const pattern = call.options.get("-e")?.[0] ?? call.operands[0]?.text;
  const [, names, rest] =
    /^\^\\?\(?([A-Z0-9_|\\]+)\\?\)?(=|$)/.exec(pattern ? (literal(pattern) ?? "") : "") ?? [];
  if (names === undefined) return false;
  return names.split(/\\?\|/).every((each) => (rest === "=" ? isPublic(each) : isPublicPrefix(each)));
}

function isPublic(name: string): boolean {
  return (
    isInnocentVariable(name) || (secretVariable(name) === null && !/UR[IL]|DSN|CONN|AUTH|SALT|PIN/.test(name))
  );
}

/** `NEXT_PUBLIC_` and its kin: what goes into the pages that everybody gets. */
function isPublicPrefix(name: string): boolean {
  return name.endsWith("_") && isInnocentVariable(name);
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
        ? words(each).length === 0
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

function startsSomething(run: Run): boolean {
  const [first] = run.argv.slice(1);
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
