/** Parameter expansion: `$x`, `${x:-y}`, `${x#p}`, `${!x}`, `${a[@]}` … on what variables may hold. */

import { parse } from "../../syntax/index.ts";
import type { Parameter, Word } from "../../syntax/script.ts";
import { ALTERNATIVES, fewest } from "../alternatives.ts";
import { dropPrefix } from "../call/words.ts";
import { Items } from "../interpreter/items.ts";
import type { Shell } from "../interpreter/state.ts";
import type { VariableValue } from "../interpreter/variable.ts";
import { resolve } from "../locations/path.ts";
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
import { asksFor, flagged } from "./flags.ts";
import { pick } from "./lists.ts";
import { operate } from "./operations.ts";
import { toldByItself } from "./own-variables.ts";
import type { ParameterScope, ParameterValue } from "./parameter-scope.ts";

const one = (text: Text): ParameterValue => ({ texts: [text], list: false });
const missing = (text: Text): ParameterValue => ({ texts: [text], list: false, missing: true });
/** The item of a list, where it has one there. */
const item = (text: Text | undefined): ParameterValue => (text ? one(text) : missing(known("")));

/** The values that a parameter expansion may have; at least one. */
export function expandParameter(parameter: Parameter, scope: ParameterScope): readonly ParameterValue[] {
  const { operation } = parameter;
  if (operation?.kind === "unknown" && parameter.name === "") {
    return withFlags(operation.text, scope) ?? inPlaceOfName(operation.text, operation.operand, scope);
  }
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
  // Of a variable that is no array, `${#a[@]}` is 1.
  const ofAll = isEvery(parameter.index);
  if (parameter.prefix === "#")
    return values.map((value) => one(ofAll && !value.list && !value.missing ? known("1") : length(value)));
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

/** zsh's `${(flags)name[subscript]:#pattern}`, `${(flags)${…}}`; null where something else follows. */
function withFlags(text: string, scope: ParameterScope): readonly ParameterValue[] | null {
  const nested = /^\(([^()]*)\)(\$\{.*\})$/s.exec(text);
  const inner = nested?.[2] === undefined ? null : parameterIn(nested[2]);
  if (inner)
    return expandParameter(inner, scope).map(({ texts }) => {
      const made = flagged(nested?.[1] ?? "", texts, null, scope);
      return { texts: made, list: made.length !== 1 };
    });
  const [, flags, name, subscript, filter, more] =
    /^\(([^()]*)\)([A-Za-z_]\w*|[@*])(?:\[([^\]]*)\])?(?::#(.*))?(.*)$/s.exec(text) ?? [];
  if (flags === undefined || name === undefined || more !== "") return null;
  const found = lookup(name, null, scope);
  const values = asksFor(flags, "P")
    ? found.flatMap(({ texts }) => lookup(literal(texts[0] ?? known("")) ?? "", null, scope))
    : found;
  return values.map((value) => {
    const all = asksFor(flags, "k") ? keysIn(name, scope, asksFor(flags, "v")) : allOf(value, name, scope);
    const picked = subscript === undefined ? null : pick(arrayOf(all), subscript, () => null);
    const texts = flagged(flags, picked?.texts ?? all, filter ?? null, scope);
    return { texts, list: texts.length !== 1 };
  });
}

/** What may stand where others have a name: a substitution, a string, another expansion; with flags before it. */
const WHOLE = /^(?:\([^()]*\))?(?:\$\(.*\)|`.*`|"(?:.*)"|\$\{.*\})$/s;

/** zsh's `${(f)"$(command)"}`, `${$(command)%x}`: the command runs, whatever is then made of what it prints. */
function inPlaceOfName(source: string, operand: Word, scope: ParameterScope): readonly ParameterValue[] {
  const [before = "", flags = ""] = /^\(([^()]*)\)/.exec(source) ?? [];
  return scope.text(operand).map((given) => {
    if (!WHOLE.test(source)) return one(computedText("${…}", given.taint));
    const inside = dropPrefix(given, before.length);
    const texts = flagged(flags, [source.endsWith('"') ? withoutQuotes(inside) : inside], null, scope);
    return { texts, list: texts.length !== 1 };
  });
}

function withoutQuotes(text: Text): Text {
  const pieces = dropPrefix(text, 1).pieces.map((piece, i, all) =>
    typeof piece === "string" && i === all.length - 1 ? piece.replace(/"$/, "") : piece,
  );
  return { pieces, taint: text.taint };
}

/** An expansion that is written within another. */
function parameterIn(source: string): Parameter | null {
  const command = parse(`: ${source}`).scripts[0]?.body[0]?.command;
  const part = command?.kind === "simple" ? command.words[1]?.parts[0] : undefined;
  return part?.kind === "parameter" ? part : null;
}

function keysIn(name: string, { shell }: ParameterScope, withValues: boolean): readonly Text[] {
  const [held] = shell.get(name)?.alternatives ?? [];
  if (held?.kind !== "array") return [];
  return [...held.items.entries()].flatMap(([key, text]) => (withValues ? [known(key), text] : [known(key)]));
}

/** In zsh the name of an array is all of it. */
function allOf(value: ParameterValue, name: string, { shell }: ParameterScope): readonly Text[] {
  const [held] = shell.get(name)?.alternatives ?? [];
  return held?.kind === "array" ? held.items.texts() : value.texts;
}

function isEvery(index: Word | null): boolean {
  const [part] = index?.parts ?? [];
  return index?.parts.length === 1 && part !== undefined && "text" in part && /^[@*]$/.test(part.text);
}

/** `${!a[@]}`: the keys of an array that is known. */
function keysOf({ name, index }: Parameter, { shell }: ParameterScope): readonly Text[] | null {
  const [value, ...others] = shell.get(name)?.alternatives ?? [];
  if (!index || others.length > 0 || value?.kind !== "array") return null;
  return [...value.items.entries().keys()].map((key) => known(key));
}

/** What a parameter may hold, before operations. */
function lookup(name: string, index: Word | null, scope: ParameterScope): readonly ParameterValue[] {
  const { shell } = scope;
  if (name === "@" || name === "*" || (scope.lists && name === "argv")) {
    return shell.positionals.map((given) => {
      const texts = given ?? [hole(`$${name}`, new Set(["argument"]), "list")];
      const all = { texts, list: name === "@" || given?.length !== 1 };
      return (scope.lists && index && given ? pickFrom(arrayOf(texts), index, scope) : null) ?? all;
    });
  }
  if (/^\d+$/.test(name)) {
    if (name === "0") return [one(shell.zero ?? hole("$0"))];
    return shell.positionals.map((given) =>
      given === null ? one(hole(`$${name}`, new Set(["argument"]))) : item(given[Number(name) - 1]),
    );
  }
  if (/^\W$/.test(name)) {
    if (name === "#") return shell.positionals.map((given) => one(given ? countOf(given) : hole("$#")));
    // `$!` is nothing where nothing runs in the background.
    if (name === "!") return [one(unset("$!"))];
    return [one(hole(`$${name}`))];
  }
  const variable = shell.get(name);
  const told = variable ? null : toldByItself(name, shell);
  if (told) return select(told, index, scope);
  if (!variable) {
    // What stands in an index runs whether the array is there or not.
    const key = index ? keyOf(index, scope) : null;
    if (scope.lists === "zsh" && key !== null) {
      const inTable = toldByShell(name, key, shell);
      if (inTable !== null) return [one(inTable)];
    }
    const inherited = scope.inherited(name);
    return [inherited ? one(inherited) : missing(unset(`$${name}`))];
  }
  const values = variable.alternatives.flatMap((value) => select(value, index, scope));
  if (!variable.perhaps) return values;
  if (isEvery(index)) return [...values, { texts: [], list: true }];
  const inherited = scope.inherited(name);
  return [...values, inherited ? one(inherited) : missing(unset(`$${name}`))];
}

function arrayOf(texts: readonly Text[]): VariableValue {
  return { kind: "array", items: Items.of(texts) };
}

/** A subscript as zsh and fish read it. */
function pickFrom(value: VariableValue, index: Word, scope: ParameterScope): ParameterValue | null {
  const key = literal(scope.text(index)[0] ?? known(""));
  if (key === null) return one(hole("$…[…]"));
  return pick(value, key, () => {
    const number = literal(scope.arithmetic(index) ?? hole("?"));
    return number === null ? null : Number(number);
  });
}

/** zsh's tables of what it knows: `$commands[rm]` is the program's path, `$mapfile[FILE]` what is in a file. */
function toldByShell(name: string, key: string, shell: Shell): Text | null {
  if (name === "commands") return known(key);
  if (name !== "mapfile" || shell.cwd === null) return null;
  return shell.files.get(resolve(shell.cwd, key))?.content.text ?? hole("$mapfile", new Set(["file"]));
}

/** What an index picks of a value: one thing, but where nobody knows the index. */
function select(value: VariableValue, index: Word | null, scope: ParameterScope): readonly ParameterValue[] {
  const picked = scope.lists && index ? pickFrom(value, index, scope) : null;
  if (picked) return [picked];
  if (value.kind === "scalar") {
    if (value.gone) return [missing(value.text)];
    const key = index ? keyOf(index, scope) : "0";
    return [key === null || key === "0" || key === "@" || key === "*" ? one(value.text) : item(undefined)];
  }
  const key = index ? keyOf(index, scope, value.items.isTable) : scope.lists ? "@" : "0";
  if (key === "@" || key === "*") {
    const items = value.items.entries();
    return [{ texts: [...items.values()], list: true, items }];
  }
  if (key === null) return anyItem(value.items);
  const found = value.items.get(value.items.keyOf(key));
  if (found || !index || /^-?\d+$/.test(key) || value.items.isTable) return [item(found)];
  // In an indexed array any expression is a number: `${a[i]}`, `${a[1>0]}`, if one that nobody can work out (`${a[RANDOM % 2]}`).
  const number = scope.arithmetic(index);
  return number ? [item(value.items.get(literal(number) ?? ""))] : anyItem(value.items);
}

function anyItem(items: Items): readonly ParameterValue[] {
  const all = fewest(items.texts(), ALTERNATIVES, (text) => text).map(one);
  return all.length > 0 && all.length === items.texts().length ? all : [...all, one(computedText("${…[…]}"))];
}

/** A subscript as the key under which the item is kept; that of a table as it is written. */
export function keyOf(index: Word, scope: ParameterScope, isTable = false): string | null {
  const raw = literal(scope.text(index)[0] ?? known(""));
  if (raw === null || isTable) return raw;
  if (raw === "@" || raw === "*" || /^-?\d+$/.test(raw)) return raw;
  const number = scope.arithmetic(index);
  const computed = number ? literal(number) : null;
  return /^[\w+\-*/ ()]+$/.test(raw) && computed !== null && /[+*/-]/.test(raw) ? computed : raw;
}

/** How many they are: a pattern or a list that nobody knows may be any number, and what is not set none. */
function countOf(texts: readonly Text[]): Text {
  const isOne = (text: Text) =>
    !isUnset(text) && text.pieces.every((piece) => typeof piece === "string" || piece.shape === "text");
  return texts.every(isOne) ? known(String(texts.length)) : hole("$#");
}

function length(value: ParameterValue): Text {
  if (value.list) return countOf(value.texts);
  const text = literalIfEmpty(value.texts[0] ?? known(""));
  return text === null ? hole("${#…}") : known(String([...text].length));
}
