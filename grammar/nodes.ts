/** `parser.c` of a grammar → the numbers of its nodes and fields as TypeScript constants. */
import { readFileSync } from "node:fs";
import type { GrammarSource } from "./languages.ts";

interface Numbers {
  readonly named: ReadonlyMap<string, number>;
  readonly tokens: ReadonlyMap<string, number>;
  readonly fields: ReadonlyMap<string, number>;
}

/** The generated file's text. The order is the grammar's, so that an update of the grammar gives a short diff. */
export function nodeConstants(grammar: GrammarSource): string {
  const { named, tokens, fields } = readNumbers(
    readFileSync(`${import.meta.dir}/node_modules/${grammar.package}/${grammar.sources}/parser.c`, "utf8"),
  );
  return `/** Made by build/grammar.ts from ${grammar.package}: do not edit. */
// biome-ignore-all lint/suspicious/noThenProperty: a keyword of the language; nothing awaits these tables

/** Named nodes. ERROR is in every grammar. */
export const node = {
${entries(named)}  ERROR: 65535,
} as const;

/** Anonymous nodes: keywords, operators, punctuation, as written in the source. */
export const token = {
${entries(tokens)}} as const;

/** Fields: what a node is to its parent. */
export const fields = {
${entries(fields)}} as const;
`;
}

function entries(numbers: ReadonlyMap<string, number>): string {
  const key = (name: string) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name));
  return [...numbers].map(([name, number]) => `  ${key(name)}: ${number},\n`).join("");
}

function readNumbers(source: string): Numbers {
  const ids = numbersOf(source, "enum ts_symbol_identifiers {");
  const names = new Map(
    [...table(source, "ts_symbol_names[]").matchAll(/^ {2}\[(\w+)\] = ("(?:[^"\\]|\\.)*"),$/gm)].map((m) => [
      m[1] ?? "",
      unquote(m[2] ?? ""),
    ]),
  );
  const publicIds = new Map(
    [...table(source, "ts_symbol_map[]").matchAll(/^ {2}\[(\w+)\] = (\w+),$/gm)].map((m) => [
      m[1] ?? "",
      m[2] ?? "",
    ]),
  );
  const named = new Map<string, number>();
  const tokens = new Map<string, number>();
  const metadata = /^ {2}\[(\w+)\] = \{\s*\.visible = (\w+),\s*\.named = (\w+),/gm;
  for (const [, id = "", visible, isNamed] of table(source, "ts_symbol_metadata[]").matchAll(metadata)) {
    const number = ids.get(id);
    const name = names.get(id);
    // Several internal symbols may have one public face; only that one is seen in a tree.
    if (visible !== "true" || number === undefined || name === undefined || publicIds.get(id) !== id)
      continue;
    (isNamed === "true" ? named : tokens).set(name, number);
  }
  if (named.size === 0) throw new Error("parser.c is not written as expected: no symbols found");
  const fields = new Map(
    [...numbersOf(source, "enum ts_field_identifiers {")].map(([id, n]) => [id.replace(/^field_/, ""), n]),
  );
  return { named, tokens, fields };
}

function numbersOf(source: string, heading: string): Map<string, number> {
  return new Map(
    [...table(source, heading).matchAll(/^ {2}(\w+) = (\d+),$/gm)].map((m) => [m[1] ?? "", Number(m[2])]),
  );
}

function table(source: string, heading: string): string {
  const start = source.indexOf(heading);
  return start === -1 ? "" : source.slice(start, source.indexOf("\n};", start) + 1);
}

function unquote(c: string): string {
  return c.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, e: string) => {
    if (e.length > 1) return String.fromCharCode(Number.parseInt(e.slice(1), 16));
    return { n: "\n", t: "\t", r: "\r", 0: "\0" }[e] ?? e;
  });
}
