/**
 * Fork bombs: functions that start themselves more than once, scripts that start themselves whatever comes, and loops that
 * start something in every one of endless rounds.
 */
import type {
  ArithmeticFor,
  Command,
  CommandSubstitution,
  Loop,
  Quoted,
  Redirect,
  Script,
  Simple,
  Statement,
  Word,
  WordPart,
} from "../../syntax/script.ts";
import { mayLeave } from "./ways.ts";

/** Does a function's body start the function again in a pipeline or in the background (a fork bomb)? */
export function multiplies(command: Command, name: string, parallel: boolean): boolean {
  const inList = (statements: readonly Statement[]): boolean =>
    statements.some((each) => multiplies(each.command, name, parallel || each.background));
  switch (command.kind) {
    case "simple": {
      const part = command.words[0]?.parts[0];
      return parallel && part?.kind === "literal" && part.text === name;
    }
    case "pipeline":
      return command.stages.some((stage) => multiplies(stage, name, parallel || command.stages.length > 1));
    case "and-or":
      return command.commands.some((each) => multiplies(each, name, parallel));
    case "group":
      return inList(command.body);
    case "if":
      return (
        command.branches.some((each) => inList(each.body) || inList(each.condition)) ||
        inList(command.otherwise)
      );
    case "loop":
      return inList(command.body) || inList(command.condition);
    case "for":
    case "arithmetic-for":
      return inList(command.body);
    case "case":
      return command.items.some((item) => inList(item.body));
    case "redirected":
      return multiplies(command.command, name, parallel);
    case "coprocess":
      return multiplies(command.body, name, true);
    case "test":
    case "arithmetic":
    case "function":
      return false;
  }
}

/**
 * Does the body, whatever comes, start the function again in a process of its own and wait for that one (`f() { (f); }`)? None of
 * them ever ends. Bash starts such a process for `command_not_found_handle` too, where it runs the words that were not found.
 */
export function descends(body: Command, name: string): boolean {
  const isHandler = name === "command_not_found_handle";
  const isAgain = ({ words }: Simple, apart: boolean) =>
    (apart && nameOf(words) === name) || (isHandler && runsArguments(words));
  return surely(body, false, isAgain);
}

/** Does a script, whatever comes, start itself (`./x.sh & ./x.sh` in x.sh)? `isItself` knows its file by a word. */
export function startsItself({ body }: Script, isItself: (word: string) => boolean): boolean {
  // In another directory the same relative path is another file.
  const moves = body.some(({ command }) => mayLeave(command, MOVES));
  const isAgain = ({ words }: Simple) => {
    const [first = "", second = ""] = words.map(literalOf);
    const path = SHELL.test(first) ? second : /^\$0$|\//.test(first) ? first : "";
    return (moves ? /^(?:\$0$|\/)/ : /./).test(path) && isItself(path);
  };
  return surelyIn(body, true, isAgain);
}

const SHELL = /^(?:\S*\/)?(?:ba|da|z|k|a)?sh$/;

const MOVES = /^(?:cd|pushd|popd)$/;

type Sees = (command: Simple, apart: boolean) => boolean;

function surelyIn(statements: readonly Statement[], apart: boolean, isIt: Sees): boolean {
  for (const each of statements) {
    if (surely(each.command, apart || each.background, isIt)) return true;
    if (mayLeave(each.command, LEAVES)) return false;
  }
  return false;
}

/** Is something started that `isIt` knows, on whatever way through a command? `apart`: in a process of its own. */
function surely(command: Command, apart: boolean, isIt: Sees): boolean {
  switch (command.kind) {
    case "simple": {
      const words = [
        ...command.words,
        ...command.assignments.flatMap(({ value }) => (value.kind === "scalar" ? [value.word] : [])),
      ];
      return (
        isIt(command, apart) ||
        words.flatMap(substitutions).some(({ script }) => surelyIn(script.body, true, isIt))
      );
    }
    case "pipeline":
      return command.stages.some((stage) => surely(stage, apart || command.stages.length > 1, isIt));
    case "and-or":
      return command.commands.slice(0, 1).some((each) => surely(each, apart, isIt));
    case "group":
      return surelyIn(command.body, apart || command.subshell, isIt);
    case "redirected":
      return surely(command.command, apart, isIt);
    default:
      return false;
  }
}

const LEAVES = /^(?:return|exit|break|continue|exec)$/;

/** `"$@"`, `eval "$*"`, `$1`: the words that it was called with. */
function runsArguments(words: readonly Word[]): boolean {
  const [first] = words.slice(nameOf(words) === "eval" ? 1 : 0);
  const [part] = first?.parts ?? [];
  const inner = part?.kind === "quoted" ? part.parts[0] : part;
  return inner?.kind === "parameter" && /^[@*1]$/.test(inner.name);
}

function substitutions({ parts }: Word | Quoted): readonly CommandSubstitution[] {
  return parts.flatMap((part) =>
    part.kind === "command-substitution" ? [part] : part.kind === "quoted" ? substitutions(part) : [],
  );
}

/** Does a loop without end start something in each round, and wait for nothing? */
export function breeds(loop: Loop | ArithmeticFor): boolean {
  return isEndless(loop) && startsInEachRound(loop.body);
}

/** Does a loop without end make something in each round, and wait for nothing? */
export function fills(loop: Loop | ArithmeticFor): boolean {
  const isQuick = ({ command, background }: Statement) =>
    !background && (isInstant(command) || makesFiles(command));
  return isEndless(loop) && loop.body.some(({ command }) => makes(command)) && loop.body.every(isQuick);
}

/** Makes a file or a directory. */
function makesFiles(command: Command): boolean {
  return command.kind === "simple" && /^(?:mkdir|touch|mktemp)$/.test(nameOf(command.words));
}

/** … or makes one grow. */
function makes(command: Command): boolean {
  return makesFiles(command) || (command.kind === "simple" && command.redirects.some(appends));
}

function appends(redirect: Redirect): boolean {
  if (redirect.kind !== "file" || redirect.operator !== ">>") return false;
  return !literalOf(redirect.target).startsWith("/dev/");
}

function isEndless(loop: Loop | ArithmeticFor): boolean {
  if (loop.kind === "arithmetic-for") return (loop.expressions[1]?.parts.length ?? 0) === 0;
  const [only, ...more] = loop.condition;
  const { command } = only ?? {};
  if (more.length > 0 || command?.kind !== "simple") return false;
  const words = command.words.map(literalOf).join(" ");
  return (loop.until ? /^false$/ : /^(?::|true|\[ 1 \])$/).test(words);
}

/** Nothing in a round takes time, and some of it goes on in the background. */
function startsInEachRound(body: readonly Statement[]): boolean {
  return body.some(goesOnBehind) && body.every((each) => goesOnBehind(each) || isInstant(each.command));
}

function goesOnBehind({ background, command }: Statement): boolean {
  return background || (command.kind === "group" && startsInEachRound(command.body));
}

/** Commands that take no time. */
function isInstant(command: Command): boolean {
  if (command.kind === "redirected") return isInstant(command.command);
  if (command.kind !== "simple") return command.kind === "arithmetic";
  return /^(?:|:|true|echo|printf|let|cd|pushd)$/.test(nameOf(command.words));
}

function nameOf([name]: readonly Word[]): string {
  return name ? literalOf(name) : "";
}

/** The text of a word; `$` for what is only known when it runs, `$0` for the name of the script. */
function literalOf({ parts }: Word | Quoted): string {
  return parts.map(textOf).join("");
}

function textOf(part: WordPart): string {
  if (part.kind === "literal") return part.text;
  if (part.kind === "quoted") return literalOf(part);
  return part.kind === "parameter" && part.name === "0" ? "$0" : "$";
}
