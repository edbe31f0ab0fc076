/** Variables in which a shell tells of itself: where it is, what it was called with, what it knows. */
import { quote } from "../../syntax/quote.ts";
import { Items } from "../interpreter/items.ts";
import type { Shell } from "../interpreter/state.ts";
import type { VariableValue } from "../interpreter/variable.ts";
import { hole, known, literal, type Text } from "../value.ts";

const tellers: Readonly<Record<string, (shell: Shell) => VariableValue | null>> = {
  // The arguments, the last one first.
  BASH_ARGV: ({ positional }) => positional && listOf([...positional].reverse()),
  DIRSTACK: ({ cwd, putAside }) => listOf([cwd, ...[...putAside].reverse()].map(placeOf)),
  dirstack: ({ putAside }) => listOf([...putAside].reverse().map(placeOf)),
  BASH_ALIASES: ({ aliases }) => tableOf([...aliases.entries()].map(([name, { as }]) => [name, as])),
  aliases: ({ aliases }) => tableOf([...aliases.entries()].map(([name, { as }]) => [name, as])),
  functions: ({ functions }) =>
    tableOf(
      [...functions.entries()].flatMap(([name, { source }]) =>
        source ? [[name, bodyOf(source)] as const] : [],
      ),
    ),
  // Of what there is, only that it is there.
  parameters: ({ variables }) => tableOf([...variables.entries()].map(([name]) => [name, "scalar"])),
};

/** What a variable of the shell's own holds; null where it has no such one, or does not know. */
export function toldByItself(name: string, shell: Shell): VariableValue | null {
  return tellers[name]?.(shell) ?? null;
}

function placeOf(directory: string | null): Text {
  return directory === null ? hole("$DIRSTACK") : known(directory);
}

function listOf(texts: readonly Text[]): VariableValue {
  return { kind: "array", items: Items.of(texts) };
}

function tableOf(entries: readonly (readonly [string, string])[]): VariableValue | null {
  if (entries.length === 0) return null;
  return {
    kind: "array",
    items: Items.from(new Map(entries.map(([key, text]) => [key, known(text)] as const))),
  };
}

/** In double quotes, as bash shows values of its variables. */
function shownValue(text: string): string {
  return /[\0-\x1f]/.test(text) ? quote(text) : `"${text.replace(/["\\$`]/g, "\\$&")}"`;
}

/** The declaration by which bash shows a variable, and which would give it this value; null where it is not known. */
export function declarationOf(name: string, value: VariableValue): string | null {
  if (value.kind === "scalar") {
    const text = literal(value.text);
    return text === null ? null : `declare -- ${name}=${shownValue(text)}`;
  }
  const items = [...value.items.entries()].map(([key, text]) => [key, literal(text)] as const);
  if (items.some(([, text]) => text === null)) return null;
  const letter = value.items.isTable ? "A" : "a";
  return `declare -${letter} ${name}=(${items.map(([key, text]) => `[${key}]=${shownValue(text ?? "")}`).join(" ")})`;
}

/** What stands between the braces of a definition. */
export function bodyOf(source: string): string {
  const inside = /^[^{(]*(?:\(\s*\))?\s*\{([\s\S]*)\}\s*$/.exec(source)?.[1];
  return (inside ?? source.replace(/^(?:function\s+)?\S+?\s*\(\s*\)\s*/, "")).trim();
}
