/** Guards: what a test that succeeded tells of variables (`[ -n "$X" ] && rm -rf "$X"/*`). */
import type { Command, Parameter, Statement, Word } from "../../syntax/script.ts";
import { hole } from "../value.ts";
import type { Context } from "../world.ts";
import type { Frame } from "./engine.ts";
import { inherited } from "./inherited.ts";
import type { Variable } from "./variable.ts";

/** Tests of one operand that nothing passes: that it is not empty, that something of that name is there. */
const FILLED = /^-[nabcdefghkprstuwxGLNOS]$/;

/**
 * Follows what only happens where the tests before it succeeded: a variable that they say something of is not empty there, also
 * where nobody set it here. Afterwards it is again what it was.
 */
export function guarded<T>(context: Context, frame: Frame, tests: readonly Command[], follow: () => T): T {
  const { variables } = frame.shell;
  const assumed = new Map<string, Variable>();
  for (const name of tests.flatMap(filledBy)) {
    if (variables.has(name) || inherited(context, frame, name) !== null) continue;
    const variable: Variable = {
      alternatives: [{ kind: "scalar", text: hole(`$${name}`) }],
      exported: false,
    };
    variables.set(name, variable);
    assumed.set(name, variable);
  }
  const result = follow();
  for (const [name, variable] of assumed) if (variables.get(name) === variable) variables.delete(name);
  return result;
}

/** The command whose status decides about a branch: the last of its condition. */
export function deciding(condition: readonly Statement[]): readonly Command[] {
  const last = condition.at(-1);
  return last ? [last.command] : [];
}

/** Variables that hold something if this command succeeds. */
function filledBy(command: Command): readonly string[] {
  switch (command.kind) {
    case "and-or":
      return command.operators.every((operator) => operator === "&&")
        ? command.commands.flatMap(filledBy)
        : [];
    case "pipeline":
      return command.stages.length === 1 && !command.negated ? command.stages.flatMap(filledBy) : [];
    case "test":
      return byWords(command.words, false);
    case "simple":
      return /^(?:\[|test)$/.test(literalOf(command.words[0]) ?? "")
        ? byWords(command.words.slice(1), true)
        : [];
    default:
      return [];
  }
}

/** `-n "$X"`, `! -z "$X"`, `-d "$X"`, `"$X"`: one test alone, so that nothing else can have made it true. */
function byWords(all: readonly Word[], split: boolean): readonly string[] {
  const words = all.filter((word) => literalOf(word) !== "]");
  const [first, second] = words.map(literalOf);
  const tests =
    words.length === 1 ||
    (words.length === 2 && FILLED.test(first ?? "")) ||
    (words.length === 3 && first === "!" && second === "-z");
  const name = tests ? parameterOf(words.at(-1), split) : null;
  return name === null ? [] : [name];
}

function literalOf(word: Word | undefined): string | null {
  const [part] = word?.parts ?? [];
  return word?.parts.length === 1 && part?.kind === "literal" ? part.text : null;
}

/** The plain variable that a word is; where words are split only in quotes, without which `[ -n $X ]` is true of nothing. */
function parameterOf(word: Word | undefined, split: boolean): string | null {
  const [part] = word?.parts ?? [];
  if (word?.parts.length !== 1 || !part) return null;
  const inner = part.kind === "quoted" && part.parts.length === 1 ? part.parts[0] : split ? null : part;
  if (inner?.kind !== "parameter" || inner.prefix !== null || inner.index !== null) return null;
  return isPlain(inner) && /^[A-Za-z_]\w*$/.test(inner.name) ? inner.name : null;
}

/** `${X:-}`, with nothing in its place, is the same as `$X`. */
function isPlain({ operation }: Parameter): boolean {
  if (operation === null) return true;
  return (
    operation.kind === "default" && /-$/.test(operation.operator) && operation.operand.parts.length === 0
  );
}
