/** Simple commands: assignments, words and redirections, in the order in which a shell works through them. */

import { type Dialect, parse } from "../../syntax/index.ts";
import type { Assignment, Simple, Span, Word } from "../../syntax/script.ts";
import type { Stream } from "../action.ts";
import { expandBraces } from "../expansion/brace.ts";
import { type Expansion, expandText, expandWords } from "../expansion/expand.ts";
import { combined, type Fields, Ways } from "../expansion/fields.ts";
import { replaced } from "../expansion/lists.ts";
import { keyOf } from "../expansion/parameter.ts";
import { runSubscripts } from "../expansion/subscript.ts";
import { fillPath, writePath } from "../locations/files.ts";
import { oneOf, silence, textStream } from "../stream.ts";
import { computedText, concat, known, literal, prefix, type Text } from "../value.ts";
import { dialectOf } from "./code.ts";
import { type Engine, type Frame, sourceAt } from "./engine.ts";
import { Items } from "./items.ts";
import { anyOf, defined, type Shell } from "./state.ts";
import type { VariableValue } from "./variable.ts";

/** Follows a simple command; gives what it prints. */
export function simple(engine: Engine, command: Simple, frame: Frame): Stream {
  const expanded = wordsOf(command, engine, frame);
  const ways = [...expanded, ...withoutPatterns(expanded, frame)].filter((argv) => argv.length > 0);
  if (ways.length === 0) {
    for (const each of command.assignments) assign(engine, each, frame, frame.shell);
    const redirection = engine.redirect(command.redirects, frame);
    // `< file` alone prints nothing, but `$(< file)` is the file.
    const zsh = dialectOf(engine, frame) === "zsh";
    // In zsh a redirection alone is that of `cat`, or of what NULLCMD says.
    const reads = command.redirects.some((each) => (each.kind === "file" ? each.operator === "<" : zsh));
    const silent = reads && zsh ? nullCommand(frame) : null;
    if (silent !== null)
      return redirection.deliver(
        engine.invoke([silent], redirection.frame, new Map(), command.span),
        command.span,
      );
    return redirection.deliver(reads ? redirection.frame.stdin : silence, command.span);
  }
  const given = new Ways<readonly [string, Text]>();
  if (command.assignments.length > 0) {
    const stays = keepsAssignments(ways[0], dialectOf(engine, frame));
    const scope = stays ? frame.shell : frame.shell.fork();
    for (const each of command.assignments) {
      assign(engine, each, frame, scope, true);
      const values = scope.variables.get(each.name)?.alternatives ?? [];
      given.add(values.map((value) => (value.kind === "scalar" ? [[each.name, value.text] as const] : [])));
    }
  }
  const redirection = engine.redirect(command.redirects, frame);
  const environments = given.all().map((pairs) => new Map(pairs));
  const output = eachApart(
    redirection.frame,
    combined(ways, environments).map(
      ([argv, environment]) =>
        (way: Frame) =>
          engine.invoke(argv.map(optionWithoutNothing), way, environment, command.span),
    ),
  );
  const last = ways[0]?.at(-1);
  if (last) frame.shell.set("_", last);
  if (isBareExec(ways[0])) redirection.keep();
  return whereExecLeads(engine, frame, redirection.deliver(output, command.span));
}

/** Follows each way that a command may be meant, from where the shell is now: what one of them changes is not there for the others. */
function eachApart(frame: Frame, follow: readonly ((way: Frame) => Stream)[]): Stream {
  const [only, ...others] = follow;
  if (only && others.length === 0) return only(frame);
  const origin = { ...frame.origin, conditional: true };
  const ways = follow.map(() => frame.shell.fork());
  const outputs = ways.map((shell, i) => follow[i]?.({ ...frame, shell, origin }) ?? silence);
  const [first, ...rest] = ways;
  if (first) {
    frame.shell.tookOneOf([first, ...rest]);
    frame.shell.directories = anyOf([first.directories, ...rest.map((each) => each.directories)]);
  }
  return oneOf(outputs);
}

/** `shopt -s nullglob`: patterns that fit nothing are no words. Whether they do is not known, so this is one way more. */
function withoutPatterns(ways: readonly Fields[], { shell }: Frame): readonly Fields[] {
  if (!shell.options.has("nullglob")) return [];
  const isPattern = ({ pieces }: Text) =>
    pieces.some((piece) => typeof piece !== "string" && piece.shape === "glob");
  return ways.filter((argv) => argv.some(isPattern)).map((argv) => argv.filter((word) => !isPattern(word)));
}

/** Builtins of POSIX: what is assigned in front of them holds from then on, in dash and in bash as `sh`. */
const SPECIAL = /^(?::|\.|break|continue|eval|exec|export|readonly|return|set|shift|times|trap|unset)$/;

function keepsAssignments(argv: Fields | undefined, dialect: Dialect): boolean {
  const name = argv?.[0] ? literal(argv[0]) : null;
  return (dialect === "dash" || dialect === "sh") && name !== null && SPECIAL.test(name);
}

/** What zsh runs for redirections without a command, where it was told. */
function nullCommand({ shell }: Frame): Text | null {
  for (const name of ["READNULLCMD", "NULLCMD"]) {
    const [value] = shell.get(name)?.alternatives ?? [];
    if (value?.kind === "scalar") return value.text;
  }
  return null;
}

/** After `exec >file` what commands print is in the file. */
function whereExecLeads(engine: Engine, frame: Frame, output: Stream): Stream {
  const to = frame.shell.descriptors.get(1);
  if (to?.kind !== "file" || to.path === null || output === silence) return output;
  fillPath(engine, frame, known(to.path), output, "append");
  return silence;
}

/** `-${unset}rf`, `bran${unset}ch`: inside an option or a plain word what is not set is taken for nothing. */
function optionWithoutNothing(word: Text): Text {
  const { pieces, taint } = word;
  const last = pieces.at(-1);
  if (pieces.length < 2 || typeof last !== "string") return word;
  const plain = pieces.every((piece) => typeof piece !== "string" || /^[\w-]+$/.test(piece));
  if (!/^-/.test(prefix(word)) && !(plain && prefix(word) !== "")) return word;
  if (pieces.some((piece) => typeof piece !== "string" && !piece.mayBeEmpty)) return word;
  return known(pieces.filter((piece) => typeof piece === "string").join(""), taint);
}

const DECLARES = /^(?:declare|typeset|local|export|readonly)$/;

/** The words of a command. What a declaration assigns is not split: `local a=$1`. */
function wordsOf(command: Simple, engine: Engine, frame: Frame): readonly Fields[] {
  const env = engine.expansion(frame);
  const [first, ...rest] = command.words;
  const [part] = first?.parts ?? [];
  if (part?.kind !== "literal" || !DECLARES.test(part.text) || first?.parts.length !== 1)
    return expandWords(command.words, env);
  const isLocal = /^(?:local|declare|typeset)$/.test(part.text) && !rest.some((word) => isOption(word, "g"));
  const isTable = rest.some((word) => isOption(word, "A"));
  let ways: readonly Fields[] = [[known(part.text)]];
  for (const word of rest) {
    const [start] = word.parts;
    const list = arrayOf(word, engine, frame, isLocal, isTable);
    if (list !== null) {
      ways = ways.map((way) => [...way, known(list)]);
      continue;
    }
    const assigns = start?.kind === "literal" && /^[A-Za-z_]\w*\+?=/.test(start.text);
    const more: readonly Fields[] = assigns
      ? assignedBy(word, frame.text ?? engine.source, env)
      : expandWords([word], env);
    ways = combined(ways, more).map(([way, fields]) => [...way, ...fields]);
  }
  return ways;
}

/** What a declaration is told to assign: its braces make several of it (`declare x={a,b}`), but nothing is split. */
function assignedBy(word: Word, source: string, env: Expansion): readonly Fields[] {
  const ways = new Ways<Text>();
  for (const each of expandBraces(asWord(word, source)))
    ways.add(expandText(each, env).map((text) => [text]));
  return ways.all();
}

/** The parsers take such a word for an assignment, in which braces mean nothing. */
function asWord(word: Word, source: string): Word {
  if (!word.parts.some((part) => part.kind === "literal" && !part.quoted && part.text.includes("{")))
    return word;
  const [script] = parse(`: ${source.slice(word.span.start, word.span.end)}`).scripts;
  const command = script?.body[0]?.command;
  return (command?.kind === "simple" && command.words.length === 2 && command.words[1]) || word;
}

function isOption({ parts }: Word, letter: string): boolean {
  const [part] = parts;
  return part?.kind === "literal" && /^-[A-Za-z]+$/.test(part.text) && part.text.includes(letter);
}

/** `declare -A m=([k]=v)`: its elements are words of their own. They are assigned here; the name is what is left. */
function arrayOf(
  word: Word,
  engine: Engine,
  frame: Frame,
  isLocal: boolean,
  isTable: boolean,
): string | null {
  const source = sourceAt(engine, frame, word.span);
  const name = /^([A-Za-z_]\w*)\+?=\(.*\)$/s.exec(source)?.[1];
  const [script] = name === undefined ? [] : parse(source).scripts;
  if (name === undefined || !script) return null;
  if (isLocal) frame.shell.makeLocal(name);
  if (isTable) frame.shell.giveAttribute(name, "associative");
  engine.script(script, { ...frame, text: source, at: frame.at ?? word.span });
  return name;
}

function isBareExec(argv: readonly Text[] | undefined): boolean {
  return argv?.length === 1 && argv[0]?.pieces.length === 1 && argv[0].pieces[0] === "exec";
}

/** Tables that every shell has: their elements are functions and aliases. */
const DEFINES = /^(?:functions|aliases|galiases|saliases|BASH_ALIASES|BASH_CMDS)$/;

/** zsh: functions that the shell calls of itself. */
const HOOKS = /^(?:chpwd|precmd|preexec|periodic|zshexit|zshaddhistory)_functions$/;

/** The key under which an item is put. In an array that is no table any subscript is a number: `a[k]` with `k` unset is `a[0]`. */
function placeAt(index: Word, name: string, shell: Shell, env: Expansion): string | null {
  const isTable = shell.attributes.get(name) === "associative" || DEFINES.test(name);
  const key = keyOf(index, env, isTable);
  if (isTable || env.lists !== null || key === null || !/^[A-Za-z_]\w*$/.test(key)) return key;
  const number = env.arithmetic(index);
  return (number && literal(number)) ?? key;
}

/** `([a]=x [b]=y z)`, each item in the first way that it may come out. */
function keyedItems(
  given: readonly { readonly key: Word | null; readonly value: Word }[],
  name: string,
  shell: Shell,
  env: Expansion,
): Items {
  const items = new Items();
  let next = 0;
  for (const item of given) {
    if (item.key) {
      const key = placeAt(item.key, name, shell, env);
      // An error, which puts nothing anywhere.
      if (key === "") continue;
      items.set(key ?? String(next), expandText(item.value, env)[0] ?? known(""));
      next = Number(key ?? next) + 1 || next;
    } else for (const field of expandWords([item.value], env)[0] ?? []) items.set(String(next++), field);
  }
  return items;
}

/** Puts an assignment into `shell`; `prefix` says that it stands in front of a command and is for that one alone. */
function assign(engine: Engine, assignment: Assignment, frame: Frame, shell: Shell, prefix = false): void {
  const env = engine.expansion(frame);
  const { name, value } = assignment;
  if (value.kind === "array") {
    const keyed = value.items.some((item) => item.key !== null);
    const lists = keyed
      ? [keyedItems(value.items, name, shell, env)]
      : expandWords(
          value.items.map((item) => item.value),
          env,
        ).map((fields) => Items.of(fields));
    const [items = new Items()] = lists;
    // `typeset -A m=(key value …)`.
    const isTable = shell.attributes.get(name) === "associative" && !keyed;
    if (env.lists === "zsh" && HOOKS.test(name))
      for (const each of items.texts())
        engine.invoke([each], { ...frame, shell: frame.shell.fork() }, new Map(), assignment.span);
    const befores = assignment.append || assignment.index ? (shell.get(name)?.alternatives ?? []) : [];
    // zsh: `a[2,3]=(…)`, `argv[1]=()`.
    if (assignment.index && env.lists)
      return putInPlace(shell, name, befores[0], literal(expandText(assignment.index, env)[0] ?? known("")), [
        ...items.texts(),
      ]);
    if (env.lists && name === "argv") {
      shell.positional = items.texts();
      return;
    }
    const arrays = combined(befores.length > 0 ? befores : [null], lists).map(([before, list]) => {
      const table = isTable ? paired(list) : list;
      if (before?.kind !== "array") return table;
      const all = before.items.fork();
      const from = all.next;
      for (const [key, item] of table.entries())
        all.set(!isTable && /^\d+$/.test(key) && !keyed ? String(from + Number(key)) : key, item);
      return all;
    });
    shell.setArrays(name, arrays);
    return;
  }
  let texts = expandText(value.word, env);
  const before = assignment.append || assignment.index ? (shell.get(name)?.alternatives ?? []) : [];
  if (assignment.index) {
    const written = placeAt(assignment.index, name, shell, env);
    const isTable = shell.attributes.get(name) === "associative";
    const key =
      env.lists && !isTable && /^[1-9]\d*$/.test(written ?? "") ? String(Number(written) - 1) : written;
    if (env.lists === "zsh" && name === "mapfile" && key !== null && texts[0])
      writePath(
        { engine, frame, span: assignment.span, by: "mapfile" },
        known(key),
        textStream(texts[0]),
        "overwrite",
      );
    if (key !== null && DEFINES.test(name))
      for (const each of texts)
        if (literal(each) !== null) shell.aliases.set(key, defined(literal(each) ?? ""));
    const [array] = before;
    const range = env.lists && !isTable ? literal(expandText(assignment.index, env)[0] ?? known("")) : null;
    if (range !== null && (array?.kind === "scalar" || /[,-]/.test(range)))
      return putInPlace(shell, name, array, range, texts.slice(0, 1));
    const arrays = combined(before.length > 0 ? before : [null], texts).map(([held, text]) => {
      const items = held?.kind === "array" ? held.items.fork() : new Items();
      const at = key === null || isTable ? key : items.keyOf(key);
      const old = assignment.append && at !== null ? items.get(at) : undefined;
      if (at !== null) items.set(at, old ? concat(old, text) : text);
      return items;
    });
    shell.setArrays(name, arrays);
    return;
  }
  if (assignment.append) {
    const heads = before.flatMap((each) => (each.kind === "scalar" ? [each.text] : []));
    if (heads.length > 0) texts = heads.flatMap((head) => texts.map((text) => concat(head, text)));
  }
  texts = texts.map((each) => shaped(engine, frame, name, each, assignment.span));
  shell.setAlternatives(name, texts);
  // Prompts are expanded as code, the one of `set -x` (PS4) without anybody at a terminal.
  if (/^PS[0-4]$/.test(name)) for (const each of texts) env.prompt(each);
  if (name === "PROMPT_COMMAND" && !prefix)
    for (const each of texts) beforePrompts(engine, each, frame, assignment.span);
  const exported = prefix || shell.variables.peek(name)?.exported || engine.context.environment.has(name);
  const [text] = texts;
  if (text) {
    engine.say(frame, assignment.span, {
      kind: "environment",
      operation: { kind: "set", name, value: text, exported },
    });
  }
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
