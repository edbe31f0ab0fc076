/** Assignments: `x=…`, `x+=…`, `a[k]=…`, `a=(…)`, and what a shell does of itself when certain variables are set. */
import type { ArrayItem, Assignment, Span, Word } from "../../syntax/script.ts";
import { type Expansion, expandText, expandWords } from "../expansion/expand.ts";
import { combined } from "../expansion/fields.ts";
import { replaced } from "../expansion/lists.ts";
import { keyOf } from "../expansion/parameter.ts";
import { runSubscripts } from "../expansion/subscript.ts";
import { writePath } from "../locations/files.ts";
import { textStream } from "../stream.ts";
import { computedText, concat, known, literal, show, type Text } from "../value.ts";
import type { Engine, Frame } from "./engine.ts";
import { Items } from "./items.ts";
import { defined, type Shell } from "./state.ts";
import { hook } from "./traps.ts";
import type { VariableValue } from "./variable.ts";

/** Where an assignment is carried out. */
interface Place {
  readonly engine: Engine;
  readonly frame: Frame;
  readonly env: Expansion;
  /** The shell whose variables it sets. */
  readonly shell: Shell;
  /** It stands in front of a command, which has the variable in its environment. */
  readonly inFront: boolean;
}

/** Carries out an assignment that stands alone. */
export function assign(engine: Engine, assignment: Assignment, frame: Frame): void {
  const { shell } = frame;
  put({ engine, frame, env: engine.expansion(frame), shell, inFront: false }, assignment);
}

/** Carries out an assignment in front of a command, in the shell that holds what only that command sees. */
export function assignInFront(engine: Engine, assignment: Assignment, frame: Frame, shell: Shell): void {
  put({ engine, frame, env: engine.expansion(frame), shell, inFront: true }, assignment);
}

function put(place: Place, assignment: Assignment): void {
  const { value, index } = assignment;
  if (value.kind === "array") putArray(place, assignment, value.items);
  else if (index) putItem(place, assignment, index, expandText(value.word, place.env));
  else putText(place, assignment, expandText(value.word, place.env));
}

function isTable({ attributes }: Shell, name: string): boolean {
  return attributes.get(name) === "associative";
}

/** `a=(…)`, `a+=(…)`, `m=([k]=v …)`. */
function putArray(
  place: Place,
  { name, index, append, span }: Assignment,
  given: readonly ArrayItem[],
): void {
  const { engine, frame, shell, env } = place;
  const keyed = given.some(({ key }) => key !== null);
  const lists = keyed ? [keyedItems(place, name, given)] : plainItems(place, given);
  const [items = new Items()] = lists;
  if (env.lists === "zsh" && HOOKS.test(name))
    for (const each of items.texts())
      hook(frame.shell, show(each), (own) =>
        engine.invoke([each], { ...frame, shell: own }, new Map(), span),
      );
  const befores = append || index ? (shell.get(name)?.alternatives ?? []) : [];
  // zsh: `a[2,3]=(…)`, `argv[1]=()`.
  if (index && env.lists) return putInPlace(shell, name, befores[0], textOf(index, env), [...items.texts()]);
  if (env.lists && name === "argv") {
    shell.positional = items.texts();
    return;
  }
  // `typeset -A m=(key value …)`.
  const inTurn = isTable(shell, name) && !keyed;
  const arrays = combined(befores.length > 0 ? befores : [null], lists).map(([before, list]) => {
    const table = inTurn ? paired(list) : list;
    if (before?.kind !== "array") return table;
    const all = before.items.fork();
    const from = all.next;
    // What has no key of its own goes behind what is there.
    const isList = !inTurn && !keyed;
    for (const [key, item] of table.entries()) all.set(isList ? String(from + Number(key)) : key, item);
    return all;
  });
  shell.setArrays(name, arrays);
}

/** `(x y z)`, in each way that the words may come out. */
function plainItems({ env }: Place, given: readonly ArrayItem[]): readonly Items[] {
  const words = given.map(({ value }) => value);
  return expandWords(words, env).map((fields) => Items.of(fields));
}

/** `([a]=x [b]=y z)`, each item in the first way that it may come out. */
function keyedItems({ shell, env }: Place, name: string, given: readonly ArrayItem[]): Items {
  const items = new Items();
  let next = 0;
  for (const { key: index, value } of given) {
    if (index === null) {
      for (const field of expandWords([value], env)[0] ?? []) items.set(String(next++), field);
      continue;
    }
    const key = placeAt(index, name, shell, env);
    // An error, which puts nothing anywhere.
    if (key === "") continue;
    items.set(key ?? String(next), expandText(value, env)[0] ?? known(""));
    next = Number(key ?? next) + 1 || next;
  }
  return items;
}

/** `a[k]=…`, `a[k]+=…`. */
function putItem(place: Place, assignment: Assignment, index: Word, texts: readonly Text[]): void {
  const { engine, frame, shell, env } = place;
  const { name, append, span } = assignment;
  const [text] = texts;
  const written = placeAt(index, name, shell, env);
  const byName = isTable(shell, name);
  // In zsh and fish items count from 1.
  const countsFromOne = env.lists !== null && !byName && /^[1-9]\d*$/.test(written ?? "");
  const key = countsFromOne ? String(Number(written) - 1) : written;
  if (env.lists === "zsh" && name === "mapfile" && key !== null && text)
    writePath({ engine, frame, span, by: "mapfile" }, known(key), textStream(text), "overwrite");
  if (key !== null && DEFINES.test(name))
    for (const each of texts) {
      const code = literal(each);
      if (code !== null) shell.aliases.set(key, defined(code));
    }
  const before = shell.get(name)?.alternatives ?? [];
  const [array] = before;
  const range = env.lists && !byName ? textOf(index, env) : null;
  if (range !== null && (array?.kind === "scalar" || /[,-]/.test(range)))
    return putInPlace(shell, name, array, range, texts.slice(0, 1));
  const arrays = combined(before.length > 0 ? before : [null], texts).map(([held, item]) => {
    const items = held?.kind === "array" ? held.items.fork() : new Items();
    const at = key === null || byName ? key : items.keyOf(key);
    const old = append && at !== null ? items.get(at) : undefined;
    if (at !== null) items.set(at, old ? concat(old, item) : item);
    return items;
  });
  shell.setArrays(name, arrays);
}

/** `x=…`, `x+=…`. */
function putText(place: Place, { name, append, span }: Assignment, given: readonly Text[]): void {
  const { engine, frame, shell, env, inFront } = place;
  const before = append ? (shell.get(name)?.alternatives ?? []) : [];
  const heads = before.flatMap((each) => (each.kind === "scalar" ? [each.text] : []));
  const whole = heads.length === 0 ? given : heads.flatMap((head) => given.map((text) => concat(head, text)));
  const texts = whole.map((each) => shaped(engine, frame, name, each, span));
  shell.setAlternatives(name, texts);
  // Prompts are expanded as code, the one of `set -x` (PS4) without anybody at a terminal.
  if (/^PS[0-4]$/.test(name)) for (const each of texts) env.prompt(each);
  if (name === "PROMPT_COMMAND" && !inFront)
    for (const each of texts) beforePrompts(engine, each, frame, span);
  const exported = inFront || shell.variables.peek(name)?.exported || engine.context.environment.has(name);
  const [value] = texts;
  if (value)
    engine.say(frame, span, { kind: "environment", operation: { kind: "set", name, value, exported } });
}

/** The text of a subscript as it stands there, where it is known. */
function textOf(index: Word, env: Expansion): string | null {
  return literal(expandText(index, env)[0] ?? known(""));
}

/** Tables that every shell has: their elements are functions and aliases. */
const DEFINES = /^(?:functions|aliases|galiases|saliases|BASH_ALIASES|BASH_CMDS)$/;

/** zsh: functions that the shell calls of itself. */
const HOOKS = /^(?:chpwd|precmd|preexec|periodic|zshexit|zshaddhistory)_functions$/;

/** The key under which an item is put. In an array that is no table any subscript is a number: `a[k]` with `k` unset is `a[0]`. */
function placeAt(index: Word, name: string, shell: Shell, env: Expansion): string | null {
  const byName = isTable(shell, name) || DEFINES.test(name);
  const key = keyOf(index, env, byName);
  if (byName || env.lists !== null || key === null || !/^[A-Za-z_]\w*$/.test(key)) return key;
  const number = env.arithmetic(index);
  return (number && literal(number)) ?? key;
}

/** zsh: what a subscript means becomes something else, also in the arguments. */
function putInPlace(
  shell: Shell,
  name: string,
  before: VariableValue | undefined,
  key: string | null,
  by: readonly Text[],
): void {
  const given =
    name === "argv" ? ({ kind: "array", items: Items.of(shell.positional ?? []) } as const) : before;
  const value = key === null ? null : replaced(given, key, by);
  if (name === "argv") shell.positional = value?.kind === "array" ? value.items.texts() : null;
  else if (value?.kind === "array") shell.setArray(name, value.items);
  else shell.set(name, value?.text ?? computedText(`$${name}`));
}

/** PROMPT_COMMAND: bash runs it before each prompt, so in whatever state it is in by then; this one stands for them all. */
function beforePrompts(engine: Engine, code: Text, frame: Frame, span: Span): void {
  const source = { language: "shell", from: "eval", by: "PROMPT_COMMAND", span } as const;
  engine.code(textStream(code), source, { ...frame, shell: frame.shell.fork() });
}

/** Keys and values in turn. */
function paired(items: Items): Items {
  const all = items.texts();
  const table = new Items();
  for (let at = 0; at < all.length; at += 2) {
    const key = literal(all[at] ?? known(""));
    if (key !== null) table.set(key, all[at + 1] ?? known(""));
  }
  return table;
}

/** What the attributes of a variable make of a value that it is given: `declare -l`, `-u`, `-i`. */
export function shaped(engine: Engine, frame: Frame, name: string, text: Text, span: Span): Text {
  const attribute = frame.shell.attributes.get(name);
  switch (attribute) {
    case undefined:
    case "associative":
      return text;
    case "integer":
      runSubscripts(engine, frame, text, "declare -i", span, true);
      return text;
    case "lower":
    case "upper":
      return {
        pieces: text.pieces.map((piece) =>
          typeof piece !== "string"
            ? piece
            : attribute === "lower"
              ? piece.toLowerCase()
              : piece.toUpperCase(),
        ),
        taint: text.taint,
      };
  }
}
