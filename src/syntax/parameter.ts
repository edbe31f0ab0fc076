/** What stands in `${…}`: name, subscript, operator and operands, from the text between the braces. */
import type { Parameter, ParameterOperation, Span, Word } from "./script.ts";
import type { Mode } from "./word.ts";

export interface Braced {
  readonly span: Span;
  readonly source: string;
  /** Between the braces. */
  readonly start: number;
  readonly end: number;
  /** Inside double quotes, where an operand is not split or globbed. */
  readonly quoted: boolean;
  /** The end of the quote or expansion that covers this offset, if one does. */
  readonly skip: (at: number) => number | null;
  /** The word between two offsets. */
  readonly word: (start: number, end: number, mode: Mode) => Word;
}

/** zsh takes an expansion in place of the name: `${$(command)}`. */
const nameHere = /[A-Za-z_]\w*|\d+|\$(?![({])|[@*#?!_-]/y;
const operatorHere = /:[-=+?]|[-=+?]|##?|%%?|\/[/#%]?|\^\^?|,,?|:|@/y;

/** `${…}` out of its text. */
export function parameterOperation(braced: Braced): Parameter {
  const { source, start, end } = braced;
  const text = source.slice(start, end);
  const first = text.charAt(0);
  // `${#}` and `${!}` are parameters, and so is the `#` of `${#-x}`; `${#x}` is a length.
  const prefix =
    (first === "#" || first === "!") && /^.[\w@*?$!#-]/.test(text) && !/^#[-?#]./.test(text) ? first : null;
  let at = start + (prefix === null ? 0 : 1);
  const name = sticky(nameHere, source, at, end);
  at += name.length;
  let index: Word | null = null;
  if (source.charAt(at) === "[" && at < end) {
    const close = find(braced, "]", at + 1);
    index = braced.word(at + 1, close, "here");
    at = Math.min(close + 1, end);
  }
  return {
    kind: "parameter",
    span: braced.span,
    name,
    index,
    prefix,
    operation: at >= end ? null : operationAt(braced, at, prefix),
  };
}

function operationAt(braced: Braced, at: number, prefix: "#" | "!" | null): ParameterOperation {
  const { source, end } = braced;
  const operator = sticky(operatorHere, source, at, end);
  const from = at + operator.length;
  if (prefix === "!" && /^[@*]$/.test(source.slice(at, end))) return { kind: "names" };
  switch (operator) {
    case "-":
    case ":-":
    case "=":
    case ":=":
    case "+":
    case ":+":
    case "?":
    case ":?":
      return {
        kind: "default",
        operator,
        operand: braced.word(from, end, braced.quoted ? "double" : "operand"),
      };
    case "#":
    case "##":
    case "%":
    case "%%":
      return { kind: "remove", operator, pattern: braced.word(from, end, "operand") };
    case "/":
    case "//":
    case "/#":
    case "/%": {
      const slash = find(braced, "/", from);
      const pattern = braced.word(from, slash, "operand");
      const replacement = braced.word(Math.min(slash + 1, end), end, "operand");
      return { kind: "replace", operator, pattern, replacement };
    }
    case "^":
    case "^^":
    case ",":
    case ",,":
      return { kind: "case", operator, pattern: from === end ? null : braced.word(from, end, "operand") };
    case ":": {
      const colon = find(braced, ":", from);
      const length = colon < end ? braced.word(colon + 1, end, "here") : null;
      return { kind: "slice", offset: braced.word(from, colon, "here"), length };
    }
    case "@":
      return { kind: "transform", operator: source.slice(from, end) };
    default:
      return { kind: "unknown", text: source.slice(at, end), operand: braced.word(at, end, "here") };
  }
}

function sticky(pattern: RegExp, source: string, at: number, end: number): string {
  pattern.lastIndex = at;
  const found = pattern.exec(source)?.[0] ?? "";
  return found.slice(0, Math.max(0, end - at));
}

/** The next `character` that is not escaped, quoted or in an expansion; the end of the braces without one. */
function find(braced: Braced, character: string, from: number): number {
  let depth = 0;
  for (let at = from; at < braced.end; at++) {
    const covered = braced.skip(at);
    const here = braced.source.charAt(at);
    if (covered !== null) at = covered - 1;
    else if (here === "\\") at++;
    else if (here === character && depth === 0) return at;
    else if (here === "[" && character === "]") depth++;
    else if (here === "]" && character === "]") depth--;
  }
  return braced.end;
}
