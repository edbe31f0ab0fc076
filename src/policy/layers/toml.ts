/** Reads TOML, and knows on which line each key stands. */
import { parse, TomlError } from "smol-toml";
import { PolicyError } from "../problem.ts";

export interface Document {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line of a key, or of the nearest one above it in the structure; counted from 1. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Parses a file's text. Throws {@link PolicyError} with the line of the first fault. */
export function readToml(text: string, file: string): Document {
  try {
    const value = parse(text);
    const lines = keyLines(text);
    return {
      value,
      lineOf: (path) => {
        for (let length = path.length; length > 0; length--) {
          const line = lines.get(address(path.slice(0, length)));
          if (line !== undefined) return line;
        }
        return 1;
      },
    };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const message = (error.message.split("\n", 1)[0] ?? "").replace(/^Invalid TOML document: /, "");
    const hint = message === "invalid value" ? 'text takes quotes: mode = "off"' : "";
    throw new PolicyError([{ file, line: error.line, key: "", message: `not TOML: ${message}`, hint }]);
  }
}

const address = (path: readonly PropertyKey[]): string => path.map(String).join("\0");

/** One key of a dotted key: bare, "basic" or 'literal'. */
const keyPart = /\s*(?:([A-Za-z0-9_-]+)|"((?:[^"\\]|\\.)*)"|'([^']*)')\s*(\.)?/y;

/** The lines of all keys and tables. The text is known to be valid TOML. Keys inside inline tables get no line of their own. */
function keyLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  let table: readonly PropertyKey[] = [];
  let line = 1;
  let at = 0;
  const put = (path: readonly PropertyKey[]): void => {
    for (let length = 1; length <= path.length; length++) {
      const name = address(path.slice(0, length));
      if (!lines.has(name)) lines.set(name, line);
    }
  };
  while (at < text.length) {
    const char = text[at] ?? "";
    if (char === "\n") line++;
    if (/\s/.test(char)) {
      at++;
    } else if (char === "#") {
      at = endOfLine(text, at);
    } else if (char === "[") {
      const array = text[at + 1] === "[";
      const [path, end] = dottedKey(text, at + (array ? 2 : 1));
      table = resolve(path, counts, array);
      put(table);
      at = endOfLine(text, end);
    } else {
      const [path, end] = dottedKey(text, at);
      put([...table, ...path]);
      const next = endOfValue(text, text.indexOf("=", end) + 1);
      line += text.slice(at, next).split("\n").length - 1;
      at = next;
    }
  }
  return lines;
}

function dottedKey(text: string, start: number): readonly [path: readonly string[], end: number] {
  const path: string[] = [];
  keyPart.lastIndex = start;
  for (;;) {
    const match = keyPart.exec(text);
    if (!match) return [path, Math.max(start + 1, keyPart.lastIndex)];
    path.push(match[1] ?? match[2] ?? match[3] ?? "");
    if (match[4] === undefined) return [path, keyPart.lastIndex];
  }
}

/** A table's path with the indices of the arrays of tables that it goes through. */
function resolve(
  path: readonly string[],
  counts: Map<string, number>,
  array: boolean,
): readonly PropertyKey[] {
  const whole: PropertyKey[] = [];
  path.forEach((part, index) => {
    whole.push(part);
    const name = address(whole);
    if (array && index === path.length - 1) {
      const number = (counts.get(name) ?? -1) + 1;
      counts.set(name, number);
      whole.push(number);
    } else {
      const number = counts.get(name);
      if (number !== undefined) whole.push(number);
    }
  });
  return whole;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Index after the value that begins at or after `start`: strings, arrays and inline tables may span lines. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\n" && depth === 0) return at;
    if (char === "#") at = endOfLine(text, at) - 1;
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    else if (char === '"' || char === "'") at = endOfString(text, at) - 1;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  const quote = text[start] ?? "";
  const triple = quote.repeat(3);
  const long = text.startsWith(triple, start);
  const close = long ? triple : quote;
  let at = start + close.length;
  while (at < text.length && !text.startsWith(close, at)) at += quote === '"' && text[at] === "\\" ? 2 : 1;
  at += close.length;
  while (long && text[at] === quote) at++;
  return at;
}
