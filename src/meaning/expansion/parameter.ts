/** Parameter expansion: `$x`, `${x:-y}`, `${x#p}`, `${!x}`, `${a[@]}` … on what variables may hold. */

import { decodeAnsiC } from "../../syntax/index.ts";
import type { Parameter, ParameterOperation, Word } from "../../syntax/script.ts";
import { dropPrefix } from "../call/words.ts";
import type { HoleTable } from "../interpreter/holes.ts";
import type { Shell } from "../interpreter/state.ts";
import { inOrder, type VariableValue } from "../interpreter/variable.ts";
import {
  computedText,
  hole,
  isUnset,
  known,
  literal,
  literalIfEmpty,
  noTaint,
  prefix,
  type Text,
  unset,
} from "../value.ts";
import { elements } from "./elements.ts";
import { joinFields } from "./fields.ts";
import { patternText, removeAffix, replace } from "./pattern.ts";

export interface ParameterScope {
  readonly shell: Shell;
  /** The name of an array is all of it, and `argv` the arguments. */
  readonly zsh: boolean;
  /** Unknown parts as letters, so that what is known around them can be worked on. */
  readonly holes: HoleTable;
  /** The texts a word may become, without splitting. */
  readonly text: (word: Word) => readonly Text[];
  /** The value of an arithmetic expression, as text; null where it is not known. */
  readonly arithmetic: (expression: Word) => Text | null;
  /** A variable that the shell has not set: from the environment or by what it always is. */
  readonly inherited: (name: string) => Text | null;
  /** The characters of IFS, for each of the values that it may have. */
  readonly separators: () => readonly [string, ...string[]];
  readonly directory: () => Text;
  /** Runs the code in the subscripts of a name that text gives. */
  readonly subscript: (name: Text) => void;
  /** Runs text as the prompt expansion of `${x@P}` would. */
  readonly prompt: (text: Text) => Text;
}

/** One possible value: a list where the parameter stands for several words (`@`, `*`, `a[@]`). */
export interface ParameterValue {
  readonly texts: readonly Text[];
  readonly list: boolean;
  /** The same by key, for an array. */
  readonly items?: ReadonlyMap<string, Text>;
}

const one = (text: Text): ParameterValue => ({ texts: [text], list: false });

/** The values that a parameter expansion may have; at least one. */
export function expandParameter(parameter: Parameter, scope: ParameterScope): readonly ParameterValue[] {
  const { operation } = parameter;
  const flagged = operation?.kind === "unknown" ? /^\(([^()]*)\)([A-Za-z_]\w*)/.exec(operation.text) : null;
  if (flagged && parameter.name === "") return withFlags(flagged[1] ?? "", flagged[2] ?? "", scope);
  // zsh's `${=name}` splits what nobody else would; `${name::=value}` assigns.
  if (parameter.name === "" && operation?.kind === "default" && operation.operator === "=")
    return lookup(literal(scope.text(operation.operand)[0] ?? known("")) ?? "", null, scope);
  const given = operation?.kind === "slice" && operation.length ? scope.text(operation.length) : [];
  if (given.some((text) => prefix(text).startsWith("="))) {
    const texts = given.map((text) => dropPrefix(text, 1));
    scope.shell.setAlternatives(parameter.name, texts);
    return texts.map(one);
  }
  if (parameter.prefix === "!") return indirect(parameter, scope);
  const values = lookup(parameter.name, parameter.index, scope);
  if (parameter.prefix === "#") return values.map((value) => one(length(value)));
  if (!operation) return values;
  return values.flatMap((value) => operate(parameter, operation, value, scope));
}

function indirect(parameter: Parameter, scope: ParameterScope): readonly ParameterValue[] {
  if (parameter.operation?.kind === "names" || isEvery(parameter.index)) {
    const keys = keysOf(parameter, scope);
    const none: ParameterValue = { texts: [], list: true };
    const held = scope.shell.get(parameter.name);
    if (keys) return [{ texts: keys, list: true }, ...(held?.perhaps ? [none] : [])];
    if (!held && parameter.index && scope.inherited(parameter.name) === null) return [none];
    return [{ texts: [hole(`\${!${parameter.name}*}`, noTaint, "list")], list: true }];
  }
  // `${!name}` of a reference is the name that it stands for.
  const reference = scope.shell.references.get(parameter.name);
  if (reference !== undefined) return [one(known(reference))];
  // `${!#}` is the last argument, and the name of the shell where there is none.
  if (parameter.name === "#" && !parameter.operation)
    return scope.shell.positionals.map((given) => one(given?.at(-1) ?? scope.shell.zero ?? hole("${!#}")));
  return lookup(parameter.name, parameter.index, scope).flatMap((value) => {
    const name = literal(value.texts[0] ?? known(""));
    const [text] = value.texts;
    if (text && name?.includes("[")) scope.subscript(text);
    if (name === null || !/^\w+$|^[@*#]$/.test(name))
      return [one(hole(`\${!${parameter.name}}`, value.texts[0]?.taint))];
    const target = lookup(name, null, scope);
    const { operation } = parameter;
    return operation
      ? target.flatMap((each) => operate({ ...parameter, name }, operation, each, scope))
      : target;
  });
}

/** zsh's `${(flags)name}`: `e` expands the value as code, `P` takes it for a name, `j:x:` joins and `s:x:` splits, `U` and `L` change case. */
function withFlags(flags: string, name: string, scope: ParameterScope): readonly ParameterValue[] {
  const join = /j(.)(.*?)\1/.exec(flags);
  const split = /s(.)(.+?)\1/.exec(flags)?.[2];
  const found = lookup(name, null, scope);
  const values = /^[^js]*P/.test(flags)
    ? found.flatMap(({ texts }) => lookup(literal(texts[0] ?? known("")) ?? "", null, scope))
    : found;
  return values.flatMap((value) => {
    const all = allOf(value, name, scope);
    const texts = join
      ? [joinFields(all, join[2] ?? "")]
      : split === undefined
        ? all
        : all.flatMap(
            (text) =>
              literal(text)
                ?.split(split)
                .map((each) => known(each, text.taint)) ?? [text],
          );
    const expanded = flags.includes("e") ? texts.map(scope.prompt) : texts;
    const result: ParameterValue = { texts: expanded, list: expanded.length > 1 };
    if (/U/.test(flags)) return onText(result, scope, (text) => text.toUpperCase());
    return /L/.test(flags) ? onText(result, scope, (text) => text.toLowerCase()) : [result];
  });
}

/** In zsh the name of an array is all of it. */
function allOf(value: ParameterValue, name: string, { shell }: ParameterScope): readonly Text[] {
  const [held] = shell.get(name)?.alternatives ?? [];
  return held?.kind === "array" ? [...inOrder(held.items).values()] : value.texts;
}

/** The same parameter where it must be set. */
function isSet({ pieces, taint }: Text): Text {
  return {
    pieces: pieces.map((piece) => (typeof piece === "string" ? piece : { ...piece, mayBeEmpty: false })),
    taint,
  };
}

function isEvery(index: Word | null): boolean {
  const [part] = index?.parts ?? [];
  return index?.parts.length === 1 && part !== undefined && "text" in part && /^[@*]$/.test(part.text);
}

/** `${!a[@]}`: the keys of an array that is known. */
function keysOf({ name, index }: Parameter, { shell }: ParameterScope): readonly Text[] | null {
  const [value, ...others] = shell.get(name)?.alternatives ?? [];
  if (!index || others.length > 0 || value?.kind !== "array") return null;
  return [...inOrder(value.items).keys()].map((key) => known(key));
}

/** What a parameter may hold, before operations. */
function lookup(name: string, index: Word | null, scope: ParameterScope): readonly ParameterValue[] {
  const { shell } = scope;
  if (name === "@" || name === "*" || (scope.zsh && name === "argv")) {
    return shell.positionals.map((given) => ({
      texts: given ?? [hole(`$${name}`, new Set(["argument"]), "list")],
      list: name === "@" || given?.length !== 1,
    }));
  }
  if (/^\d+$/.test(name)) {
    if (name === "0") return [one(shell.zero ?? hole("$0"))];
    return shell.positionals.map((given) =>
      one(given === null ? hole(`$${name}`, new Set(["argument"])) : (given[Number(name) - 1] ?? known(""))),
    );
  }
  if (/^\W$/.test(name)) {
    if (name === "#" && shell.positional) return [one(known(String(shell.positional.length)))];
    // `$!` is nothing where nothing runs in the background.
    if (name === "!") return [one(unset("$!"))];
    return [one(hole(`$${name}`))];
  }
  const variable = shell.get(name);
  if (!variable) {
    // What stands in an index runs whether the array is there or not.
    if (index) keyOf(index, scope);
    const inherited = scope.inherited(name);
    if (inherited) return [one(inherited)];
    return [one(unset(`$${name}`))];
  }
  const values = variable.alternatives.map((value) => select(value, index, scope));
  if (!variable.perhaps) return values;
  if (isEvery(index)) return [...values, { texts: [], list: true }];
  return [...values, one(scope.inherited(name) ?? unset(`$${name}`))];
}

function select(value: VariableValue, index: Word | null, scope: ParameterScope): ParameterValue {
  if (value.kind === "scalar") {
    const key = index ? keyOf(index, scope) : "0";
    return key === null || key === "0" || key === "@" || key === "*" ? one(value.text) : one(known(""));
  }
  const key = index ? keyOf(index, scope) : scope.zsh ? "@" : "0";
  if (key === "@" || key === "*") {
    const items = inOrder(value.items);
    return { texts: [...items.values()], list: true, items };
  }
  if (key === null) return one(hole("${…[…]}"));
  // In an indexed array any expression is a number: `${a[i]}`, `${a[1>0]}`.
  const number = index && !/^-?\d+$/.test(key) && !value.items.has(key) ? scope.arithmetic(index) : null;
  if (number) return one(value.items.get(literal(number) ?? "") ?? known(""));
  const wanted = /^-\d+$/.test(key) ? String(value.items.size + Number(key)) : key;
  return one(value.items.get(wanted) ?? known(""));
}

/** An array index as the key under which the item is kept. */
export function keyOf(index: Word, scope: ParameterScope): string | null {
  const raw = literal(scope.text(index)[0] ?? known(""));
  if (raw === null) return null;
  if (raw === "@" || raw === "*" || /^-?\d+$/.test(raw)) return raw;
  const number = scope.arithmetic(index);
  const computed = number ? literal(number) : null;
  return /^[\w+\-*/ ()]+$/.test(raw) && computed !== null && /[+*/-]/.test(raw) ? computed : raw;
}

function length(value: ParameterValue): Text {
  if (value.list) return known(String(value.texts.length));
  const text = literalIfEmpty(value.texts[0] ?? known(""));
  return text === null ? hole("${#…}") : known(String([...text].length));
}

/** Is the value empty for certain, not empty for certain, or unknown? */
function emptiness(text: Text): "empty" | "unset" | "full" | "unknown" {
  if (text.pieces.length === 0) return "empty";
  if (text.pieces.some((piece) => typeof piece === "string")) return "full";
  return text.pieces.every((piece) => typeof piece !== "string" && piece.mayBeEmpty) ? "unset" : "unknown";
}

function operate(
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
        removeAffix(text, pattern, operation.operator),
      );
    case "replace": {
      const replacement = literal(scope.text(operation.replacement)[0] ?? known(""));
      return onPattern(operation.pattern, value, scope, (text, pattern) =>
        replacement === null ? null : replace(text, pattern, replacement, operation.operator),
      );
    }
    case "slice": {
      const offset = numberOf(operation.offset, scope);
      const count = operation.length ? numberOf(operation.length, scope) : Number.POSITIVE_INFINITY;
      if (
        value.list &&
        offset !== null &&
        count !== null &&
        parameter.name !== "@" &&
        parameter.name !== "*"
      ) {
        const lists = value.items
          ? elements(value.items, offset, count)
          : [value.texts.slice(offset, offset + count)];
        return lists.map((texts) => ({ texts, list: true }));
      }
      if (value.list && offset !== null && count !== null) {
        // `$0` stands in front of them, and is counted.
        const all = [scope.shell.zero ?? hole("$0"), ...value.texts];
        const texts =
          offset < 0 ? value.texts.slice(offset).slice(0, count) : all.slice(offset, offset + count);
        return [{ texts, list: true }];
      }
      return onText(value, scope, (text) => {
        if (offset === null || count === null) return null;
        const from = offset < 0 ? text.length + offset : offset;
        if (from < 0) return "";
        return text.slice(from, count < 0 ? text.length + count : from + count);
      });
    }
    case "case":
      return onText(value, scope, (text) => changeCase(text, operation.operator));
    case "transform":
      return transform(operation.operator, value, scope);
    case "names":
    case "unknown":
      if (value.texts.every(isUnset)) return [value];
      return [one(hole(`\${${parameter.name}…}`, value.texts[0]?.taint))];
  }
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
      return onText(value, scope, (text) => `'${text.replaceAll("'", "'\\''")}'`);
    case "P":
      return [{ texts: value.texts.map(scope.prompt), list: value.list }];
    default:
      return [value];
  }
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
    const nothingKnown = text.pieces.length > 0 && text.pieces.every((piece) => typeof piece !== "string");
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

function orDefault(
  parameter: Parameter,
  operation: Extract<ParameterOperation, { kind: "default" }>,
  value: ParameterValue,
  scope: ParameterScope,
): readonly ParameterValue[] {
  const [text] = value.texts;
  const state = value.list && value.texts.length === 0 ? "empty" : text ? emptiness(text) : "empty";
  const colon = operation.operator.startsWith(":");
  const operand = (): readonly ParameterValue[] => scope.text(operation.operand).map(one);
  const missing = state === "unset" || (state === "empty" && colon);
  switch (operation.operator) {
    case "+":
    case ":+":
      if (missing) return [one(known(""))];
      return state === "unknown" ? [one(known("")), ...operand()] : operand();
    case "?":
    case ":?":
      // Where the variable is not set the shell goes no further, so that it is something wherever this is used.
      if (state !== "unset" || !text) return [value];
      scope.shell.setAlternatives(parameter.name, [isSet(text)]);
      return [one(isSet(text))];
    case "=":
    case ":=": {
      if (!missing && state !== "unknown") return [value];
      const texts = scope.text(operation.operand);
      scope.shell.setAlternatives(parameter.name, state === "unknown" && text ? [text, ...texts] : texts);
      return state === "unknown" ? [value, ...texts.map(one)] : texts.map(one);
    }
    case "-":
    case ":-":
      if (missing) return operand();
      return state === "unknown" ? [value, ...operand()] : [value];
  }
}
