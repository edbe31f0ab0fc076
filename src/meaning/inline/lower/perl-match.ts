/** Perl's `=~`: matches, and the operations that change what they are applied to. */
import { block, callOf, type Expr, textOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import { unescaped } from "./strings.ts";

/** `(?{ code })` and `(??{ code })` run as the pattern is matched. */
export function codeInPattern(pattern: string): string | undefined {
  return /\(\?\??\{([\s\S]*?)\}\)/.exec(pattern)?.[1];
}

/** `$x =~ tr/a/b/`, `s/a/b/`: the variable is changed; a pattern may have code in it. */
export function matched(left: Expr, right: Expr, operation: Node | null): Expr {
  const changes = changeOf(operation?.text ?? "");
  const code = codeInPattern(operation?.text ?? "");
  if (code !== undefined) return block([left, callOf("eval", textOf(code))]);
  if (!changes) {
    const pattern = patternOf(operation?.text ?? "");
    if (pattern === undefined) return block([left, right]);
    // What it catches is the value, where that is asked for: `my ($x) = $y =~ /<(.*)>/`.
    const caught = callOf("guardsh.caught", textOf(pattern), left);
    const first: Expr = { kind: "index", object: caught, index: { kind: "number", value: 0 } };
    return block([
      { kind: "assign", target: { kind: "name", name: "$1" }, operator: null, value: first },
      right,
      caught,
    ]);
  }
  const { verb, from, to } = changes;
  const target = left.kind === "assign" ? left.target : left;
  const fold = verb === "s" ? "guardsh.substituted" : "guardsh.transliterated";
  return block([
    left,
    {
      kind: "assign",
      target,
      operator: null,
      value: callOf(fold, target, textOf(unescaped(from)), textOf(unescaped(to))),
    },
    right,
  ]);
}

/** What stands between the delimiters of an operator, brackets in pairs among them. */
const PART = String.raw`(?:\{((?:\\.|\{[^{}]*\}|[^\\{}])*)\}|\(((?:\\.|\([^()]*\)|[^\\()])*)\)|\[((?:\\.|[^\\\]])*)\]|<((?:\\.|[^\\>])*)>)`;
const PATTERN = /^m?\s*(?<sign>[^\w\s])(?<pattern>(?:\\.|(?!\k<sign>)[^\\])*)\k<sign>[a-z]*$/s;
const BRACKETED = new RegExp(String.raw`^m\s*${PART}[a-z]*$`, "s");
const CHANGES = /^(tr|y|s)\s*([^\w\s])((?:\\.|(?!\2)[^\\])*)\2((?:\\.|(?!\2)[^\\])*)\2/s;
const CHANGES_BRACKETED = new RegExp(String.raw`^(tr|y|s)\s*${PART}\s*${PART}`, "s");

/** The pattern of a match; undefined where it is written in a way that is not read. */
function patternOf(written: string): string | undefined {
  const bracketed = BRACKETED.exec(written)
    ?.slice(1)
    .find((part) => part !== undefined);
  return bracketed ?? PATTERN.exec(written)?.groups?.pattern;
}

/** Of `tr/a/b/` and `s{a}{b}`: the operator and its two parts. */
function changeOf(written: string): { verb: string; from: string; to: string } | null {
  const [, bracketed, ...parts] = CHANGES_BRACKETED.exec(written) ?? [];
  if (bracketed !== undefined) {
    const [from = "", to = ""] = parts.filter((part) => part !== undefined);
    return { verb: bracketed, from, to };
  }
  const [, verb, , from = "", to = ""] = CHANGES.exec(written) ?? [];
  return verb === undefined ? null : { verb, from, to };
}
