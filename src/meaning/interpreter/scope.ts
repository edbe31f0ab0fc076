/** What words are expanded in: the variables, the directory, the input and the code of one place in a command. */
import type { ProcessSubstitution, Script, Span } from "../../syntax/script.ts";
import type { Stream } from "../action.ts";
import { evaluate } from "../expansion/arithmetic.ts";
import { type Expansion, expandText } from "../expansion/expand.ts";
import { runSubscripts } from "../expansion/subscript.ts";
import { textStream } from "../stream.ts";
import { computedText, concat, hole, known, literal, show, type Text } from "../value.ts";
import { dialectOf } from "./code.ts";
import { type Engine, type Frame, sourceAt } from "./engine.ts";
import { inherited, variableText } from "./inherited.ts";

/** What words are split at, unless IFS says otherwise. */
const BLANKS = " \t\n";

const EVAL = { language: "shell", from: "eval" } as const;

/** The scope of words in a frame; `substitute` and `attach` follow the scripts in them. */
export function scopeOf(
  engine: Engine,
  frame: Frame,
  substitute: (script: Script, frame: Frame) => Stream,
  attach: (substitution: ProcessSubstitution, frame: Frame) => string,
): Expansion {
  const dialect = dialectOf(engine, frame);
  const everything: Span = { start: 0, end: engine.source.length };
  const variable = (name: string, otherwise: string): Text => {
    const value = variableText(engine.context, frame, name);
    return value === null ? hole(otherwise) : known(value);
  };
  const scope: Expansion = {
    shell: frame.shell,
    lists: dialect === "zsh" || dialect === "fish" ? dialect : null,
    holes: engine.holes,
    deadline: engine.deadline,
    label: ({ span: { start, end } }) =>
      sourceAt(engine, frame, { start, end: Math.min(end, start + 60) }) || "…",
    text: (word) => expandText(word, scope),
    substitute: (script) => substitute(script, frame),
    attach: (substitution) => known(attach(substitution, frame)),
    arithmetic: (expression) => {
      const value = calculated(engine, expandText(expression, scope), frame, expression.span);
      return value === null ? null : known(String(value));
    },
    inherited: (name) => inherited(engine.context, frame, name),
    separators: () => {
      const separator = frame.shell.get("IFS");
      const held = separator?.alternatives ?? [];
      const ways = held.map((each) => (each.kind === "scalar" ? literal(each.text) : null) ?? BLANKS);
      const [first = BLANKS, ...others] = separator?.perhaps ? [...ways, BLANKS] : ways;
      return [first, ...others];
    },
    directory: () => (frame.shell.cwd === null ? hole("$PWD") : known(frame.shell.cwd)),
    previous: () => variable("OLDPWD", "~-"),
    home: () => variable("HOME", "~"),
    homes: () => {
      const held = frame.shell.get("HOME")?.alternatives ?? [];
      const several = held.flatMap((value) => (value.kind === "scalar" ? [value.text] : []));
      return several.length > 1 ? several : [variable("HOME", "~")];
    },
    subscript: (name) => runSubscripts(engine, frame, name, "${!…}", everything),
    prompt: (text) => {
      if (literal(text) !== null && !/[$`\\]/.test(literal(text) ?? "")) return text;
      const code = { ...EVAL, by: "${…@P}", span: everything };
      const output = engine.code(textStream(printing(text)), code, frame);
      return output.text ? withoutNewline(output.text) : hole("${…@P}", output.taint);
    },
  };
  return scope;
}

/** Code that prints a text with what is expanded in it: in a here-document quotes mean nothing, as in a prompt. */
function printing(text: Text): Text {
  let end = "E";
  while (show(text).includes(end)) end += "E";
  return concat(known(`cat <<${end}\n`), text, known(`\n${end}\n`));
}

/** Without the newline that ends a here-document. */
function withoutNewline({ pieces, taint }: Text): Text {
  const last = pieces.at(-1);
  if (typeof last !== "string" || !last.endsWith("\n")) return { pieces, taint };
  return concat({ pieces: pieces.slice(0, -1), taint }, known(last.slice(0, -1)));
}

/**
 * The value of an arithmetic expression by all ways that its text may read, null where they differ. What it gives to variables is not known
 * where there are several.
 */
export function calculated(engine: Engine, ways: readonly Text[], frame: Frame, span: Span): number | null {
  const [value = null, ...others] = ways.map((way) => engine.arithmetic(way, frame, span));
  if (ways.length > 1) for (const way of ways) forgetAssigned(frame, show(way));
  return others.every((other) => other === value) ? value : null;
}

/** The value of an arithmetic expression, null where it is not known; what it gives to variables, they have afterwards. */
export function arithmetic(engine: Engine, expression: Text, frame: Frame, span: Span): number | null {
  const text = literal(expression);
  if (text === null) return null;
  // A name that nobody has set counts as 0.
  const isSet = (name: string) =>
    frame.shell.get(name) !== undefined || inherited(engine.context, frame, name) !== null;
  const lookup = (name: string) => (isSet(name) ? variableText(engine.context, frame, name) : "");
  runSubscripts(engine, frame, expression, "$((…))", span, true);
  const value = evaluate(text, lookup, (name, number) => frame.shell.set(name, known(String(number))));
  if (value === null) forgetAssigned(frame, text);
  return value;
}

function forgetAssigned({ shell }: Frame, expression: string): void {
  for (const [, before, after] of expression.matchAll(ASSIGNED)) {
    const name = before ?? after ?? "";
    shell.set(name, computedText(`$${name}`));
  }
}

/** Names that an expression gives a value: `a = 1`, `a += 1`, `a++`, `--a`. */
const ASSIGNED = /([A-Za-z_]\w*)\s*(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))|(?:\+\+|--)([A-Za-z_]\w*)/g;
