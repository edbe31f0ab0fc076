/** What follows the name in `${name…}`: defaults, prefixes and suffixes taken off, parts, replacements, letters changed. */
import { decodeAnsiC } from "../../syntax/index.ts";
import { quote } from "../../syntax/quote.ts";
import type { Parameter, ParameterOperation, Word } from "../../syntax/script.ts";
import { ALTERNATIVES, fewest } from "../alternatives.ts";
import { Items } from "../interpreter/items.ts";
import { computedText, hole, isUnset, known, literal, literalIfEmpty, type Text } from "../value.ts";
import { elements } from "./elements.ts";
import { declarationOf } from "./own-variables.ts";
import type { ParameterScope, ParameterValue } from "./parameter-scope.ts";
import { patternText, removeAffix, replace } from "./pattern.ts";

const one = (text: Text): ParameterValue => ({ texts: [text], list: false });

/** Is the value empty for certain, not empty for certain, or unknown? */
function emptiness(text: Text): "empty" | "unset" | "full" | "unknown" {
  if (text.pieces.length === 0) return "empty";
  if (text.pieces.some((piece) => typeof piece === "string")) return "full";
  return text.pieces.every((piece) => typeof piece !== "string" && piece.mayBeEmpty) ? "unset" : "unknown";
}

/** The values that an operation makes of one. */
export function operate(
  parameter: Parameter,
  operation: ParameterOperation,
  value: ParameterValue,
  scope: ParameterScope,
): readonly ParameterValue[] {
  switch (operation.kind) {
    case "default":
      return orDefault(parameter, operation, value, scope);
    case "remove":
      return onPattern(operation.pattern, value, scope, (text, pattern) =>
        removeAffix(text, pattern, operation.operator, scope.deadline),
      );
    case "replace": {
      const replacement = literal(scope.text(operation.replacement)[0] ?? known(""));
      const replacing = (by: (found: string) => string) =>
        onPattern(operation.pattern, value, scope, (text, pattern) =>
          replacement === null ? null : replace(text, pattern, by, operation.operator),
        );
      const plain = replacing(() => replacement ?? "");
      // bash 5.2: `&` is what was found, unless it is quoted.
      return replacement?.includes("&") && scope.lists === null
        ? [...plain, ...replacing((found) => replacement.replaceAll("&", () => found))]
        : plain;
    }
    case "slice":
      // zsh's `${a:^b}`, `${a:|b}`, `${a:*b}`: what two arrays make together, which is not worked out.
      if (/^[\^|*]/.test(startOf(operation.offset))) return [one(computedText(`\${${parameter.name}…}`))];
      return slice(parameter, operation, value, scope);
    case "case":
      return onText(value, scope, (text) => changeCase(text, operation.operator));
    case "transform":
      return transform(parameter.name, operation.operator, value, scope);
    case "names":
    case "unknown":
      if (value.texts.every(isUnset)) return [value];
      return [one(hole(`\${${parameter.name}…}`, value.texts[0]?.taint))];
  }
}

/** `${x:offset:length}`: of a text its characters, of a list its items. */
function slice(
  { name }: Parameter,
  operation: Extract<ParameterOperation, { kind: "slice" }>,
  value: ParameterValue,
  scope: ParameterScope,
): readonly ParameterValue[] {
  const offset = numberOf(operation.offset, scope);
  const count = operation.length ? numberOf(operation.length, scope) : Number.POSITIVE_INFINITY;
  const { items, texts } = value;
  // From wherever it may be.
  if (value.list && offset === null) {
    const first = fewest(texts, ALTERNATIVES, (text) => text);
    const ways = first.map((text) => texts.slice(texts.indexOf(text)).slice(0, count ?? undefined));
    const all = first.length === texts.length ? ways : [...ways, [computedText(`\${${name}…}`)]];
    return all.map((each) => ({ texts: each, list: true }));
  }
  if (offset === null || count === null) return onText(value, scope, () => null);
  if (!value.list)
    return onText(value, scope, (text) => {
      const from = offset < 0 ? text.length + offset : offset;
      return from < 0 ? "" : text.slice(from, count < 0 ? text.length + count : from + count);
    });
  if (name === "@" || name === "*") {
    // `$0` stands in front of the arguments, and is counted.
    const all = [scope.shell.zero ?? hole("$0"), ...texts];
    return [{ texts: all.slice(offset).slice(0, count), list: true }];
  }
  const lists = items ? elements(items, offset, count) : [texts.slice(offset, offset + count)];
  return lists.map((each) => ({ texts: each, list: true }));
}

function numberOf(word: Word, scope: ParameterScope): number | null {
  const [written] = scope.text(word);
  const unquoted = written && literalIfEmpty(written)?.replaceAll(/['"]/g, "").trim();
  const text = unquoted === "" ? known("0") : scope.arithmetic(word);
  const number = text ? literal(text) : null;
  return number === null ? null : Number(number);
}

function changeCase(text: string, operator: "^" | "^^" | "," | ",,"): string {
  switch (operator) {
    case "^^":
      return text.toUpperCase();
    case ",,":
      return text.toLowerCase();
    case "^":
      return text.slice(0, 1).toUpperCase() + text.slice(1);
    case ",":
      return text.slice(0, 1).toLowerCase() + text.slice(1);
  }
}

function transform(
  name: string,
  operator: string,
  value: ParameterValue,
  scope: ParameterScope,
): readonly ParameterValue[] {
  switch (operator) {
    case "U":
      return onText(value, scope, (text) => text.toUpperCase());
    case "L":
      return onText(value, scope, (text) => text.toLowerCase());
    case "u":
      return onText(value, scope, (text) => text.slice(0, 1).toUpperCase() + text.slice(1));
    case "E":
      return onText(value, scope, decodeAnsiC);
    case "Q":
      return onText(value, scope, quote);
    case "P":
      return [{ texts: value.texts.map(scope.prompt), list: value.list }];
    case "A":
      return [one(declared(name, value))];
    case "K":
    case "k":
      return [{ texts: [...(value.items ?? [])].flatMap(([key, text]) => [known(key), text]), list: true }];
    case "a":
      return [one(value.items ? known(value.items.size > 0 ? "a" : "") : hole(`\${${name}@a}`))];
    default:
      return [one(computedText(`\${${name}@${operator}}`))];
  }
}

/** `${x@A}`: a declaration of it. */
function declared(name: string, { texts: [text = known("")], items }: ParameterValue): Text {
  const shown = items
    ? declarationOf(name, { kind: "array", items: Items.from(items) })
    : declarationOf(name, { kind: "scalar", text });
  return shown === null ? computedText(`\${${name}@A}`, text.taint) : known(shown, text.taint);
}

/** What a change makes of the texts; parts that are not known stand for a letter each, where others are. */
function onText(
  value: ParameterValue,
  { holes }: ParameterScope,
  change: (text: string) => string | null,
): readonly ParameterValue[] {
  const texts = value.texts.map((text): Text => {
    // Nothing comes of what is not set.
    if (isUnset(text)) return text;
    // Of names that are listed it is known that they are names.
    const nothingKnown =
      text.pieces.length > 0 &&
      text.pieces.every((piece) => typeof piece !== "string" && piece.shape !== "glob");
    if (nothingKnown) return hole("${…}", text.taint);
    const changed = change(literalIfEmpty(text) ?? holes.encode(text));
    return changed === null
      ? computedText("${…}", text.taint)
      : { pieces: holes.decode(changed), taint: text.taint };
  });
  return [{ texts, list: value.list }];
}

function onPattern(
  patternWord: Word,
  value: ParameterValue,
  scope: ParameterScope,
  change: (text: string, pattern: string) => string | null,
): readonly ParameterValue[] {
  const [text] = scope.text(patternWord);
  const pattern = text ? patternText(text) : "";
  return onText(value, scope, (whole) => (pattern === null ? null : change(whole, pattern)));
}

/** The same parameter where it must be set. */
function isSet({ pieces, taint }: Text): Text {
  return {
    pieces: pieces.map((piece) => (typeof piece === "string" ? piece : { ...piece, mayBeEmpty: false })),
    taint,
  };
}

function orDefault(
  parameter: Parameter,
  operation: Extract<ParameterOperation, { kind: "default" }>,
  value: ParameterValue,
  scope: ParameterScope,
): readonly ParameterValue[] {
  const [text] = value.texts;
  const held = text ? emptiness(text) : "empty";
  // Without the colon what is set counts, be it to nothing.
  const colon = operation.operator.startsWith(":");
  const missing = value.missing || !text || (colon && (held === "empty" || held === "unset"));
  const unknown = held === "unknown" && !missing;
  const operand = (): readonly ParameterValue[] => scope.text(operation.operand).map(one);
  switch (operation.operator) {
    case "+":
    case ":+":
      if (missing) return [one(known(""))];
      return unknown ? [one(known("")), ...operand()] : operand();
    case "?":
    case ":?":
      // Where the variable is not set the shell goes no further, so that it is something wherever this is used.
      if (!missing || !text) return [value];
      scope.shell.setAlternatives(parameter.name, [isSet(text)]);
      return [one(isSet(text))];
    case "=":
    case ":=": {
      if (!missing && !unknown) return [value];
      const texts = scope.text(operation.operand);
      scope.shell.setAlternatives(parameter.name, unknown && text ? [text, ...texts] : texts);
      return unknown ? [value, ...texts.map(one)] : texts.map(one);
    }
    case "-":
    case ":-":
      if (missing) return operand();
      return unknown ? [value, ...operand()] : [value];
  }
}

function startOf({ parts: [first] }: Word): string {
  return first?.kind === "literal" ? first.text : "";
}
