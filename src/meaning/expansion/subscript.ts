/**
 * Code in subscripts: wherever bash evaluates a name or a number, the subscript of an array in it is expanded, with the
 * command substitutions in it, also when the text came out of a variable: `x='a[$(id)]'; echo $((x))`.
 */
import type { Span } from "../../syntax/script.ts";
import type { Engine, Frame } from "../interpreter/engine.ts";
import { textStream } from "../stream.ts";
import { known, literal, type Text } from "../value.ts";

const SUBSCRIPT = /[A-Za-z_]\w*\[([\s\S]*?(?:\$\(|`)[\s\S]*)\]/;

/** How far the values of variables that name variables are followed. */
const DEPTH = 4;

/** The parts of an arithmetic expression or of a name that are expanded as code when it is evaluated. */
function codeInSubscripts(
  expression: string,
  lookup: (name: string) => string | null,
  depth = 0,
): readonly string[] {
  const direct = SUBSCRIPT.exec(expression)?.[1];
  if (direct !== undefined) return [direct];
  if (depth >= DEPTH || expression.length > 1000) return [];
  return (expression.match(/[A-Za-z_]\w*/g) ?? []).flatMap((name) => {
    const value = lookup(name);
    return value === null || value === expression || !/[[A-Za-z_]/.test(value)
      ? []
      : codeInSubscripts(value, lookup, depth + 1);
  });
}

/** Runs the code in the subscripts of a text that the shell takes for a name or an expression. */
export function runSubscripts(
  engine: Engine,
  frame: Frame,
  text: Text,
  by: string,
  span: Span,
  lookup: (name: string) => string | null = () => null,
): void {
  const expression = literal(text);
  if (expression === null) return;
  for (const code of codeInSubscripts(expression, lookup)) {
    const source = { language: "shell", from: "eval", by, span } as const;
    // Expanded as in double quotes.
    engine.code(textStream(known(`: "${code}"`, text.taint)), source, frame);
  }
}
