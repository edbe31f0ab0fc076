/** Conditions that can be worked out: comparisons of what is known. */
import type { Statement, Word, WordPart } from "../../syntax/script.ts";
import { expandText, expandWords } from "../expansion/expand.ts";
import { literal, type Text } from "../value.ts";
import type { Engine, Frame } from "./engine.ts";
import { calculated } from "./scope.ts";

/** Does a comparison hold in this state of the shell? Null where that is not known, or it is something else. Nothing is run or changed by asking. */
export function holds(engine: Engine, condition: readonly Statement[], frame: Frame): boolean | null {
  const [only, ...others] = condition;
  if (only === undefined || others.length > 0) return null;
  const { command } = only;
  const asked = { ...frame, shell: frame.shell.fork() };
  switch (command.kind) {
    case "simple": {
      const { words, assignments, redirects } = command;
      if (assignments.length + redirects.length > 0 || !words.every(isPlain)) return null;
      const [given, ...ways] = expandWords(words, engine.expansion(asked));
      if (given === undefined || ways.length > 0) return null;
      const [name, ...operands] = known(given) ?? [];
      if (name === "test") return compared(operands);
      return name === "[" && operands.pop() === "]" ? compared(operands) : null;
    }
    case "test": {
      if (!command.words.every(isPlain)) return null;
      const ways = command.words.map((word) => expandText(word, engine.expansion(asked)));
      const operands = ways.every((each) => each.length === 1) ? known(ways.flat()) : null;
      // Behind `==` stands a pattern.
      return operands === null || operands.some((each) => /[*?[\\]/.test(each)) ? null : compared(operands);
    }
    case "arithmetic": {
      if (!isPlain(command.expression)) return null;
      const ways = expandText(command.expression, engine.expansion(asked));
      const value = calculated(engine, ways, asked, command.span);
      return value === null ? null : value !== 0;
    }
    default:
      return null;
  }
}

/** Nothing but text and values: no command has to be run to know what it is. */
function isPlain({ parts }: Word): boolean {
  return parts.every(isPlainPart);
}

function isPlainPart(part: WordPart): boolean {
  switch (part.kind) {
    case "literal":
      return true;
    case "quoted":
      return part.parts.every(isPlainPart);
    case "parameter":
      return part.index === null && part.prefix !== "!" && part.operation === null;
    default:
      return false;
  }
}

function known(texts: readonly Text[]): string[] | null {
  const words = texts.map(literal);
  return words.every((word) => word !== null) ? words : null;
}

const numbers: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "-eq": (a, b) => a === b,
  "-ne": (a, b) => a !== b,
  "-lt": (a, b) => a < b,
  "-le": (a, b) => a <= b,
  "-gt": (a, b) => a > b,
  "-ge": (a, b) => a >= b,
};

/** test(1), as far as it looks at words alone. */
function compared(operands: readonly string[]): boolean | null {
  const [first = "", second = "", third = ""] = operands;
  switch (operands.length) {
    case 1:
      return first !== "";
    case 2:
      if (first === "-n") return second !== "";
      if (first === "-z" || first === "!") return second === "";
      return null;
    case 3: {
      if (first === "!") {
        const other = compared([second, third]);
        return other === null ? null : !other;
      }
      if (second === "=" || second === "==") return first === third;
      if (second === "!=") return first !== third;
      const compare = Object.hasOwn(numbers, second) ? numbers[second] : undefined;
      return compare === undefined || !/^-?\d+$/.test(first) || !/^-?\d+$/.test(third)
        ? null
        : compare(Number(first), Number(third));
    }
    default:
      return null;
  }
}
