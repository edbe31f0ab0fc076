/**
 * Lists as zsh and fish have them: the name is all of a list, items count from 1, and a subscript needs no braces: `$a[2]`,
 * `$a[-1]`, `$a[2,3]` (fish: `$a[2..3]`), `${a[(r)x*]}`.
 */
import type { Literal, Parameter, Word, WordPart } from "../../syntax/script.ts";
import { Items } from "../interpreter/items.ts";
import type { VariableValue } from "../interpreter/variable.ts";
import { computedText, hole, known, literal, type Text } from "../value.ts";
import type { ParameterValue } from "./parameter-scope.ts";
import { matcher } from "./pattern.ts";

/** The parts with what stands in brackets behind a bare parameter made its subscript, and `$$x` the value of what x names. */
export function withSubscripts(parts: readonly WordPart[]): readonly WordPart[] {
  if (parts.length < 2) return parts;
  const out: WordPart[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (!part) break;
    if (part.kind !== "parameter" || !isBare(part)) {
      out.push(part);
      continue;
    }
    const [named, used] = nameBehind(part, parts[at + 1]);
    const found = subscript(parts, at + 1 + used);
    out.push(found ? { ...named, index: found.index } : named);
    if (found?.rest) out.push(found.rest);
    at += used + (found?.length ?? 0);
  }
  return out;
}

/** `$name`, without braces. */
function isBare({ span, name, index, prefix, operation }: Parameter): boolean {
  return span.end - span.start === name.length + 1 && index === null && prefix === null && operation === null;
}

/** fish's `$$name`, which other shells read as their process number and a word. */
function nameBehind(part: Parameter, next: WordPart | undefined): readonly [Parameter, number] {
  const name =
    part.name === "$" && next?.kind === "literal" ? /^[A-Za-z_]\w*$/.exec(next.text)?.[0] : undefined;
  return name === undefined ? [part, 0] : [{ ...part, name, prefix: "!" }, 1];
}

/** The subscript that begins with this part: what stands in the brackets, what follows them in the last part of it. */
function subscript(
  parts: readonly WordPart[],
  from: number,
): { readonly index: Word; readonly rest: Literal | null; readonly length: number } | null {
  const inside: WordPart[] = [];
  for (let at = from; at < parts.length; at++) {
    const part = parts[at];
    if (!part) return null;
    const text = part.kind === "literal" || part.kind === "glob" ? part.text : null;
    const start = at === from ? 1 : 0;
    if (at === from && !text?.startsWith("[")) return null;
    const close = text?.indexOf("]") ?? -1;
    const kept = text === null ? null : text.slice(start, close < 0 ? undefined : close);
    if (kept === null) inside.push(part);
    else if (kept !== "")
      inside.push({ kind: "literal", span: part.span, text: kept, quoted: true, form: "plain" });
    if (text === null || close < 0) continue;
    const after = text.slice(close + 1);
    const rest: Literal | null =
      after === ""
        ? null
        : {
            kind: "literal",
            span: part.span,
            text: after,
            quoted: part.kind === "literal" && part.quoted,
            form: "plain",
          };
    return { index: { span: part.span, parts: inside }, rest, length: at - from + 1 };
  }
  return null;
}

const one = (text: Text): ParameterValue => ({ texts: [text], list: false });

/**
 * What a subscript takes out of a value; null where it is all of it. `number` is the value of the subscript as arithmetic,
 * where it has one.
 */
export function pick(value: VariableValue, key: string, number: () => number | null): ParameterValue | null {
  if (key === "@" || key === "*") return null;
  if (value.kind === "scalar") return ofScalar(value.text, key, number);
  const { items } = value;
  if (items.isTable) return one(items.get(key) ?? known(""));
  const search = /^\(([a-zA-Z]+)\)(.*)$/s.exec(key);
  if (search) return one(found(items.texts(), search[1] ?? "", search[2] ?? ""));
  const range = rangeIn(key);
  if (range) return { texts: between(items.texts(), range), list: true };
  const at = /^-?\d+$/.test(key) ? Number(key) : number();
  if (at === null) return one(computedText("$…[…]"));
  return one(items.get(at < 0 ? items.keyOf(String(at)) : String(at - 1)) ?? known(""));
}

/** `2,-1`, fish's `2..-1`: places count from 1, or from the end. */
interface Range {
  readonly from: number;
  readonly to: number;
  /** fish goes backwards where the second place is before the first. */
  readonly turns: boolean;
}

function rangeIn(key: string): Range | null {
  const [, from, sign, to] = /^(-?\d+)(,|\.\.)(-?\d+)$/.exec(key.replaceAll(" ", "")) ?? [];
  return from === undefined ? null : { from: Number(from), to: Number(to), turns: sign === ".." };
}

function placeOf(at: number, { length }: readonly unknown[]): number {
  return at < 0 ? length + at : at - 1;
}

/** Items, or characters, from one place to another, both among them. */
function between<T>(all: readonly T[], { from, to, turns }: Range): readonly T[] {
  const [first, last] = [placeOf(from, all), placeOf(to, all)];
  if (turns && last < first) return all.slice(Math.max(last, 0), first + 1).reverse();
  return all.slice(Math.max(first, 0), last + 1);
}

/**
 * The value with something else in place of what a subscript takes out of it (`x[1]=`, `a[2,3]=(…)`, `set -e a[1]`): nothing,
 * one text, several. Null where it is not known which part that is.
 */
export function replaced(
  value: VariableValue | undefined,
  key: string,
  by: readonly Text[],
): VariableValue | null {
  const range =
    rangeIn(key) ?? (/^-?[1-9]\d*$/.test(key) ? { from: Number(key), to: Number(key), turns: false } : null);
  if (range === null) return null;
  if (value?.kind === "scalar" && by.length === 1) {
    const [whole, text] = [value.text, ...by].map(literal);
    if (whole == null || text == null) return null;
    return { kind: "scalar", text: known(spliced([...whole], range, [text]).join("")) };
  }
  const items = value === undefined ? [] : value.kind === "scalar" ? [value.text] : value.items.texts();
  return { kind: "array", items: Items.of(spliced(items, range, by)) };
}

function spliced<T>(all: readonly T[], { from, to }: Range, by: readonly T[]): T[] {
  const out = [...all];
  const first = Math.max(placeOf(from, all), 0);
  out.splice(first, Math.max(placeOf(to, all) - first + 1, 0), ...by);
  return out;
}

/** `(r)PATTERN`: the first item that matches. */
function found(texts: readonly Text[], flags: string, pattern: string): Text {
  const accepts = /[rR]/.test(flags) ? matcher(pattern) : null;
  if (accepts === null) return computedText("$…[…]");
  return texts.find((text) => accepts(literal(text) ?? "")) ?? known("");
}

/** Characters of a text, or with `(w)` words. */
function ofScalar(text: Text, key: string, number: () => number | null): ParameterValue {
  const whole = literal(text);
  if (whole === null) return one(hole("$…[…]", text.taint));
  const words = /^\(w\)(.*)$/.exec(key);
  const parts = words ? whole.split(/\s+/).filter((word) => word !== "") : [...whole];
  const joined = (some: readonly string[]) => one(known(some.join(words ? " " : ""), text.taint));
  const place = (words?.[1] ?? key).replaceAll(" ", "");
  const range = rangeIn(place);
  if (range) return joined(between(parts, range));
  const at = /^-?\d+$/.test(place) ? Number(place) : number();
  return at === null
    ? one(computedText("$…[…]", text.taint))
    : joined(between(parts, { from: at, to: at, turns: false }));
}
