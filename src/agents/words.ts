/** Reading words and steps of a wrapper: what is plain text, and what cannot do anything but prepare the shell. */
import { parse } from "../syntax/index.ts";
import type { Command, Redirect, Script, Simple, Statement, Word, WordPart } from "../syntax/script.ts";

/** A word that stands for exactly one text, whatever the shell's state; null for any other. */
export function textOf(word: Word | undefined): string | null {
  if (word === undefined) return null;
  let text = "";
  for (const part of word.parts) {
    if (part.kind === "literal") text += part.text;
    else if (part.kind === "quoted") {
      const inner = textOf({ span: part.span, parts: part.parts });
      if (inner === null) return null;
      text += inner;
    } else return null;
  }
  return text;
}

/** The words of a simple command as text, without `builtin` and `command` in front; null where one is not plain. */
export function plainWords(command: Simple): readonly string[] | null {
  const words: string[] = [];
  for (const word of command.words) {
    const text = textOf(word);
    if (text === null) return null;
    words.push(text);
  }
  return words.slice(skipped(words));
}

function skipped(words: readonly (string | null)[]): number {
  let at = 0;
  while (words[at] === "builtin" || words[at] === "command") at++;
  return at;
}

/** Builtins that only look, say something, or set up the shell that they run in. */
const preparing = new Set([
  ":",
  "true",
  "false",
  "[",
  "test",
  "export",
  "unset",
  "alias",
  "unalias",
  "shopt",
  "setopt",
  "unsetopt",
  "typeset",
  "declare",
  "readonly",
  "set",
  "echo",
  "printf",
  "read",
  "break",
  "continue",
  "return",
  "exit",
]);

/** Additions for one wrapper: programs that are its own, judged with the rest but no part of the model's command. */
export type Own = (words: readonly (string | null)[]) => boolean;

const none: Own = () => false;

/**
 * Can a step do no more than prepare the shell: no program, no file written, no code from elsewhere? `own` says what else
 * belongs to the wrapper.
 */
export function prepares(command: Command, own: Own = none): boolean {
  return everyStep(command, (step) => simplePrepares(step, own));
}

/** Does `test` hold for every simple command in a step, and is there nothing in it that could start a program? */
export function everyStep(command: Command, test: (step: Simple) => boolean): boolean {
  const every = (statements: readonly Statement[]) =>
    statements.every(({ command: each }) => everyStep(each, test));
  switch (command.kind) {
    case "simple":
      return test(command);
    case "and-or":
      return command.commands.every((each) => everyStep(each, test));
    case "group":
      return every(command.body);
    case "redirected":
      return everyStep(command.command, test) && command.redirects.every(isHarmless);
    case "if":
      return (
        command.branches.every(({ condition, body }) => every(condition) && every(body)) &&
        every(command.otherwise)
      );
    case "loop":
      return every(command.condition) && every(command.body);
    case "for":
      return (command.items ?? []).every(runsNothing) && every(command.body);
    case "case":
      return (
        runsNothing(command.subject) &&
        command.items.every(({ patterns, body }) => patterns.every(runsNothing) && every(body))
      );
    default:
      return false;
  }
}

export function allPrepare(statements: readonly Statement[], own: Own = none): boolean {
  return statements.every(({ command }) => prepares(command, own));
}

function simplePrepares(command: Simple, own: Own): boolean {
  const { words, assignments, redirects } = command;
  for (const { index, value } of assignments) {
    if (value.kind !== "scalar" || index !== null || !runsNothing(value.word)) return false;
  }
  if (!words.every(runsNothing) || !redirects.every(isHarmless)) return false;
  const texts = words.map(textOf);
  const [name, ...rest] = texts.slice(skipped(texts));
  if (name === undefined) return true;
  if (name === null) return false;
  if (name === "exec") return rest.length === 0 || own([name, ...rest]);
  return preparing.has(name) || own([name, ...rest]);
}

/** A redirection that neither makes a file nor empties one. */
function isHarmless(redirect: Redirect): boolean {
  if (redirect.kind !== "file") return false;
  if (!runsNothing(redirect.target)) return false;
  const target = textOf(redirect.target);
  switch (redirect.operator) {
    case "<&":
    case ">&":
      return target !== null && /^(\d+|-|\d+-)$/.test(target);
    case "<":
      return true;
    default:
      return target === "/dev/null";
  }
}

/** No command or process substitution anywhere in a word. */
function runsNothing(word: Word): boolean {
  return word.parts.every(partRunsNothing);
}

function partRunsNothing(part: WordPart): boolean {
  switch (part.kind) {
    case "literal":
    case "glob":
      return true;
    case "quoted":
      return part.parts.every(partRunsNothing);
    case "arithmetic-expansion":
      return runsNothing(part.expression);
    case "parameter": {
      const { operation, index } = part;
      if (index !== null && !runsNothing(index)) return false;
      if (operation === null) return true;
      if (operation.kind === "default") return runsNothing(operation.operand);
      if (operation.kind === "remove") return runsNothing(operation.pattern);
      return false;
    }
    default:
      return false;
  }
}

/** The one reading of a text, where both parsers agree on it. */
export function onlyScript(text: string): Script | null {
  const { scripts, unparsed } = parse(text);
  const [script] = scripts;
  return unparsed === null && scripts.length === 1 && script !== undefined ? script : null;
}
