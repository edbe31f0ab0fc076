/** Fork bombs: functions that start themselves more than once, and loops that start something in every one of endless rounds. */
import type { ArithmeticFor, Command, Loop, Statement, Word } from "../../syntax/script.ts";

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

/** Does a loop without end start something in each round, and wait for nothing? */
export function breeds(loop: Loop | ArithmeticFor): boolean {
  return isEndless(loop) && startsInEachRound(loop.body);
}

function isEndless(loop: Loop | ArithmeticFor): boolean {
  if (loop.kind === "arithmetic-for") return (loop.expressions[1]?.parts.length ?? 0) === 0;
  const [only, ...more] = loop.condition;
  const { command } = only ?? {};
  if (more.length > 0 || command?.kind !== "simple") return false;
  const words = command.words.map(literalOf).join(" ");
  return (loop.until ? /^false$/ : /^(?::|true|\[ 1 \])$/).test(words);
}

/** All of a round is done at once, and some of it goes on behind. */
function startsInEachRound(body: readonly Statement[]): boolean {
  return body.some(goesOnBehind) && body.every((each) => goesOnBehind(each) || isInstant(each.command));
}

function goesOnBehind({ background, command }: Statement): boolean {
  return background || (command.kind === "group" && startsInEachRound(command.body));
}

/** Words and texts, which take no time. */
function isInstant(command: Command): boolean {
  if (command.kind === "redirected") return isInstant(command.command);
  if (command.kind !== "simple") return command.kind === "arithmetic";
  const [name] = command.words;
  return !name || /^(?::|true|echo|printf|let)$/.test(literalOf(name));
}

function literalOf({ parts }: Word): string {
  return parts.map((part) => (part.kind === "literal" ? part.text : "$")).join("");
}
