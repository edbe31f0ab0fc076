/**
 * Code in subscripts: wherever bash evaluates a name or a number, the subscript of an array in it is expanded, with the
 * command substitutions in it, also when the text came out of a variable: `x='a[$(id)]'; echo $((x))`.
 */
import type { Span } from "../../syntax/script.ts";
import type { Engine, Frame } from "../interpreter/engine.ts";
import { inherited } from "../interpreter/inherited.ts";
import { textStream } from "../stream.ts";
import type { Text } from "../value.ts";

const SUBSCRIPT = /[A-Za-z_]\w*\[([\s\S]*?(?:\$\(|`)[\s\S]*)\]/;

/** No expression longer than this is gone through for names. */
const LONGEST = 1000;

/** The parts of an arithmetic expression or of a name that are expanded as code when it is evaluated; `valuesOf`: what a name in it may hold. */
function codeInSubscripts(
  expression: string,
  valuesOf: (name: string) => readonly string[],
  seen: Set<string> = new Set(),
): readonly string[] {
  const direct = SUBSCRIPT.exec(expression)?.[1];
  if (direct !== undefined) return [direct];
  if (expression.length > LONGEST) return [];
  return (expression.match(/[A-Za-z_]\w*/g) ?? []).flatMap((name) => {
    if (seen.has(name)) return [];
    seen.add(name);
    return valuesOf(name).flatMap((value) =>
      /[[A-Za-z_]/.test(value) ? codeInSubscripts(value, valuesOf, seen) : [],
    );
  });
}

/** All that a variable may hold, its items if it is a list. */
function textsOf(frame: Frame, { context, holes }: Engine, name: string): readonly string[] {
  const variable = frame.shell.get(name);
  const texts = variable
    ? variable.alternatives.flatMap((value) => (value.kind === "array" ? value.items.texts() : [value.text]))
    : [inherited(context, frame, name)];
  return texts.flatMap((text) => (text ? holes.encode(text) : []));
}

/**
 * Runs the code in the subscripts of a text that the shell takes for a name or, `evaluates`, an expression: of that the values of the
 * names in it are evaluated in turn.
 */
export function runSubscripts(
  engine: Engine,
  frame: Frame,
  text: Text,
  by: string,
  span: Span,
  evaluates = false,
): void {
  const { holes } = engine;
  const valuesOf = (name: string) => (evaluates ? textsOf(frame, engine, name) : []);
  for (const code of codeInSubscripts(holes.encode(text), valuesOf)) {
    const source = { language: "shell", from: "eval", by, span } as const;
    // Expanded as in double quotes.
    const quoted = { pieces: holes.decode(`: "${code}"`), taint: text.taint };
    engine.code(textStream(quoted), source, frame);
  }
}
