/** Simple commands: assignments, words and redirections, in the order in which a shell works through them. */

import { type Dialect, parse } from "../../syntax/index.ts";
import type { Simple, Word } from "../../syntax/script.ts";
import type { Stream } from "../action.ts";
import { expandBraces } from "../expansion/brace.ts";
import { type Expansion, expandText, expandWords } from "../expansion/expand.ts";
import { combined, type Fields, Ways } from "../expansion/fields.ts";
import { fillPath } from "../locations/files.ts";
import { oneOf, silence } from "../stream.ts";
import { known, literal, prefix, type Text } from "../value.ts";
import { assign, assignInFront } from "./assign.ts";
import { dialectOf } from "./code.ts";
import { type Engine, type Frame, sourceAt } from "./engine.ts";
import { anyOf } from "./state.ts";

/** Follows a simple command; gives what it prints. */
export function simple(engine: Engine, command: Simple, frame: Frame): Stream {
  const expanded = wordsOf(command, engine, frame);
  const ways = [...expanded, ...withoutPatterns(expanded, frame)].filter((argv) => argv.length > 0);
  if (ways.length === 0) {
    for (const each of command.assignments) assign(engine, each, frame);
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
      assignInFront(engine, each, frame, scope);
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
