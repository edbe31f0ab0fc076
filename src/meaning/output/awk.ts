/**
 * awk, worked out on text that is known, as far as one-liners go: fields, constants, `print`, `printf`, `gsub`, `substr`.
 * Anything else (loops, arrays, pipes, files, comparisons but of equality) gives null: not worked out.
 */
import { regexOf } from "./regex.ts";

const TOKEN = /\s*("(?:\\.|[^"\\\n])*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|==|!=|[$(){};,=+\-*%!~\n/])/y;

/** No program or input larger than this is worked out. */
const LIMIT = 4096;

const CONTROL = new Set("if while for do function getline exit delete in system".split(" "));

/** Thrown inside, where the program is more than this reads. */
const beyond = Symbol("beyond");

type Value = string | number;

interface Rule {
  readonly pattern: string;
  /** null: the line is printed. */
  readonly body: string | null;
}

/** What the call prints; null where it is not worked out. */
export function awk(input: string, args: readonly string[]): string | null {
  const variables = new Map<string, Value>();
  let separator = " ";
  let i = 0;
  for (; i < args.length; i++) {
    const [, letter, attached = ""] = /^-([Fv])(.*)$/s.exec(args[i] ?? "") ?? [];
    if (letter === undefined) break;
    const value = attached === "" ? (args[++i] ?? "") : attached;
    const [name = "", ...rest] = value.split("=");
    if (letter === "F") separator = value;
    else if (name === "RS") return null;
    else if (name === "FS") separator = rest.join("=");
    else variables.set(name, unquoted(`"${rest.join("=")}"`));
  }
  const [program, ...files] = args.slice(i);
  if (program === undefined || files.length > 0 || program.length > LIMIT || input.length > LIMIT)
    return null;
  try {
    return new Awk(variables, separator).run(rulesOf(program), input);
  } catch (error) {
    if (error === beyond) return null;
    throw error;
  }
}

/** The rules of a program, at the braces outside of strings and regular expressions. */
function rulesOf(program: string): readonly Rule[] {
  const rules: Rule[] = [];
  const pieces = program.match(/"(?:\\.|[^"\\])*"|\/(?:\\.|[^/\\\n])+\/|[{}]|[^{}"/]+|\//g) ?? [];
  let pattern = "";
  let body: string | null = null;
  for (const piece of pieces) {
    if (piece === "{") {
      if (body !== null) throw beyond;
      body = "";
    } else if (piece === "}") {
      if (body === null) throw beyond;
      rules.push({ pattern: pattern.trim(), body });
      pattern = "";
      body = null;
    } else if (body === null) pattern += piece;
    else body += piece;
  }
  if (body !== null) throw beyond;
  if (pattern.trim() !== "") rules.push({ pattern: pattern.trim(), body: null });
  return rules;
}

class Awk {
  #out = "";
  #record = "";
  #fields: string[] = [];
  #number = 0;
  readonly #variables: Map<string, Value>;
  readonly #separator: string;

  constructor(variables: Map<string, Value>, separator: string) {
    this.#variables = variables;
    this.#separator = separator;
  }

  run(rules: readonly Rule[], input: string): string {
    for (const rule of rules) if (rule.pattern === "BEGIN") this.#statements(rule.body ?? "");
    if (rules.some(({ pattern }) => pattern !== "BEGIN")) {
      const lines = input.split("\n");
      if (lines.at(-1) === "") lines.pop();
      for (const line of lines) {
        this.#number++;
        this.#take(line);
        for (const { pattern, body } of rules) {
          if (/^(?:BEGIN|END)$/.test(pattern) || !this.#matches(pattern)) continue;
          if (body === null) this.#out += this.#record + this.#end;
          else this.#statements(body);
        }
      }
    }
    for (const rule of rules) if (rule.pattern === "END") this.#statements(rule.body ?? "");
    return this.#out;
  }

  /** What ends a line that is printed (`-v ORS=`), and what stands between its values. */
  get #end(): string {
    return String(this.#variables.get("ORS") ?? "\n");
  }

  get #between(): string {
    return String(this.#variables.get("OFS") ?? " ");
  }

  #take(line: string): void {
    this.#record = line;
    const parts =
      this.#separator === " "
        ? line.trim().split(/\s+/)
        : line.split(this.#separator.length === 1 ? this.#separator : regex(this.#separator));
    this.#fields = line.trim() === "" ? [] : parts;
  }

  #matches(pattern: string): boolean {
    if (pattern === "") return true;
    const [, source] = /^\/((?:\\.|[^/\\])+)\/$/.exec(pattern) ?? [];
    if (source !== undefined) return regex(source).test(this.#record);
    const [, left, operator, right] = /^(.+?)(==|!=|>=|<=|>|<)(.+)$/.exec(pattern) ?? [];
    if (left === undefined || right === undefined) {
      const value = this.#only(pattern);
      return value !== "" && value !== 0;
    }
    const [a, b] = [this.#only(left), this.#only(right)];
    switch (operator) {
      case "==":
        return String(a) === String(b);
      case "!=":
        return String(a) !== String(b);
      default:
        return compares(Number(a), operator ?? "", Number(b));
    }
  }

  #statements(body: string): void {
    for (const statement of body.match(/(?:"(?:\\.|[^"\\])*"|\/(?:\\.|[^/\\\n])+\/|[^;\n"/]|\/)+/g) ?? [])
      if (statement.trim() !== "") this.#statement(statement.trim());
  }

  #statement(text: string): void {
    const [, verb, rest = ""] = /^(printf?)\b\s*(.*)$/s.exec(text) ?? [];
    if (verb === "print") {
      const values = rest === "" ? [this.#record] : this.#list(rest.replace(/^\((.*)\)$/s, "$1"));
      this.#out += values.join(this.#between) + this.#end;
      return;
    }
    if (verb === "printf") {
      const [format, ...values] = this.#list(rest.replace(/^\((.*)\)$/s, "$1"));
      this.#out += formatted(String(format ?? ""), values);
      return;
    }
    const [, all, pattern, replacement, target] =
      /^(g?)sub\(\s*(\/(?:\\.|[^/\\])+\/|"(?:\\.|[^"\\])*")\s*,\s*("(?:\\.|[^"\\])*")\s*(?:,\s*(\$?\w+)\s*)?\)$/s.exec(
        text,
      ) ?? [];
    if (pattern !== undefined && replacement !== undefined) {
      const found = regex(pattern.startsWith("/") ? pattern.slice(1, -1) : unquoted(pattern), all === "g");
      const by = unquoted(replacement);
      if (/[&\\]/.test(by)) throw beyond;
      this.#assign(
        target ?? "$0",
        String(this.#only(target ?? "$0")).replace(found, () => by),
      );
      return;
    }
    const [, name, value] = /^(\$?\w+)\s*=(?!=)\s*(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw beyond;
    this.#assign(name, this.#only(value));
  }

  #assign(name: string, value: Value): void {
    if (!name.startsWith("$")) {
      if (/^(?:NR|NF|FS|OFS|ORS|RS)$/.test(name)) throw beyond;
      this.#variables.set(name, value);
      return;
    }
    if (!/^\$\d+$/.test(name)) throw beyond;
    const at = Number(name.slice(1));
    if (at === 0) return this.#take(String(value));
    while (this.#fields.length < at) this.#fields.push("");
    this.#fields[at - 1] = String(value);
    this.#record = this.#fields.join(this.#between);
  }

  #only(text: string): Value {
    const [value, ...more] = this.#list(text);
    if (value === undefined || more.length > 0) throw beyond;
    return value;
  }

  /** Expressions with commas between them; values side by side are joined. */
  #list(text: string): Value[] {
    const tokens = tokensOf(text);
    let at = 0;
    const expression = (): Value => {
      const parts: Value[] = [];
      while (at < tokens.length && tokens[at] !== "," && tokens[at] !== ")") parts.push(primary());
      const [only] = parts;
      if (only === undefined) throw beyond;
      return parts.length === 1 ? only : parts.join("");
    };
    const several = (): Value[] => {
      const values = [expression()];
      while (tokens[at] === ",") {
        at++;
        values.push(expression());
      }
      return values;
    };
    const primary = (): Value => {
      const token = tokens[at++] ?? "";
      if (token.startsWith('"')) return unquoted(token);
      if (/^\d/.test(token)) return Number(token);
      if (token === "$") {
        const index = Number(primary());
        // Of a line of which nothing is known, no field is.
        const missing = /^[\ue000-\uf8ff]$/.test(this.#record) ? this.#record : "";
        return index === 0 ? this.#record : (this.#fields[index - 1] ?? missing);
      }
      if (token === "(") {
        const value = expression();
        if (tokens[at++] !== ")") throw beyond;
        return value;
      }
      if (!/^[A-Za-z_]/.test(token) || CONTROL.has(token)) throw beyond;
      if (tokens[at] !== "(") return this.#variable(token);
      at++;
      const values = several();
      if (tokens[at++] !== ")") throw beyond;
      return call(token, values);
    };
    const values = several();
    if (at < tokens.length) throw beyond;
    return values;
  }

  #variable(name: string): Value {
    if (name === "NR" || name === "FNR") return this.#number;
    if (name === "NF") return this.#fields.length;
    return this.#variables.get(name) ?? "";
  }
}

/** Of numbers; a field that is none, or not known, is beyond this. */
function compares(a: number, operator: string, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) throw beyond;
  if (operator.startsWith(">")) return operator === ">=" ? a >= b : a > b;
  return operator === "<=" ? a <= b : a < b;
}

function call(name: string, [value = "", from, count]: readonly Value[]): Value {
  const text = String(value);
  switch (name) {
    case "tolower":
      return text.toLowerCase();
    case "toupper":
      return text.toUpperCase();
    case "length":
      return text.length;
    case "substr": {
      const start = Number(from) - 1;
      return text.slice(Math.max(0, start), count === undefined ? undefined : start + Number(count));
    }
    default:
      throw beyond;
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.trimEnd().length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined || !/^["\w$(),]/.test(token)) throw beyond;
    tokens.push(token);
    at = TOKEN.lastIndex;
  }
  return tokens;
}

function formatted(format: string, values: readonly Value[]): string {
  let used = 0;
  return format.replace(/%(-?\d*)([a-z%])/g, (_, width: string, kind: string) => {
    if (kind === "%") return "%";
    const value = values[used++] ?? "";
    if (kind === "c") return typeof value === "number" ? String.fromCharCode(value) : value.slice(0, 1);
    if (width !== "" || !/[sdi]/.test(kind)) throw beyond;
    return kind === "s" ? String(value) : String(Math.trunc(Number(value)));
  });
}

function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\([0-7]{1,3}|[\s\S])/g, (_, c: string) => {
    if (/^[0-7]/.test(c)) return String.fromCharCode(Number.parseInt(c, 8));
    return c === "n" ? "\n" : c === "t" ? "\t" : c;
  });
}

function regex(source: string, all = false): RegExp {
  const found = regexOf(source, { extended: true, flags: all ? "g" : "" });
  if (found === null) throw beyond;
  return found;
}
