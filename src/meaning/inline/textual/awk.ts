/** awk's ways out: `system("…")`, `"cmd" | getline`, `print | "cmd"`, `getline < "file"`, `print > "file"`, `/inet/tcp/…`. */

import { ALTERNATIVES, fewest } from "../../alternatives.ts";
import { dropPrefix } from "../../call/words.ts";
import { combined } from "../../expansion/fields.ts";
import { printf } from "../../output/printf.ts";
import { concat, known, prefix, type Text } from "../../value.ts";
import { computed, type Embedding, unquote, writtenBy } from "./small.ts";

/** A string literal of which the number in `Lexed.strings` is left. */
const STRING = String.raw`"(\d+)"`;

/** A string, a variable, an element of an array, a field, a number that may be a letter. */
const OPERAND = new RegExp(
  String.raw`${STRING}|([A-Za-z_]\w*(?:\[[^\]]*\])?|\$\w+)|(?<![\w."])(\d{2,3})(?![\w."])`,
  "g",
);

/** Of an expression that is longer, only the beginning is known. */
const LONGEST = 4096;

/** A program without what it only says: each string is its number, and regular expressions and comments are blank. */
interface Lexed {
  readonly code: string;
  readonly strings: readonly string[];
}

/**
 * What stands behind these begins a regular expression with a slash; behind anything else, a name or a closing bracket,
 * the slash divides.
 */
const BEFORE_REGEX = /(?:^|[(,{};!~&|?:=\n]|\b(?:in|return|print|printf|case|else|do))\s*$/;

function lex(program: string): Lexed {
  const strings: string[] = [];
  let code = "";
  const token = /"((?:\\[\s\S]|[^"\\])*)"|#[^\n]*|\/|[^"#/]+|[\s\S]/g;
  for (let found = token.exec(program); found; found = token.exec(program)) {
    const [whole, string] = found;
    if (string !== undefined) {
      code += `"${strings.length}"`;
      strings.push(string);
    } else if (whole.startsWith("#")) code += " ";
    else if (whole === "/" && BEFORE_REGEX.test(code)) {
      const rest = /(?:\\[^\n]|\[(?:\\[^\n]|[^\]\n\\])*\]|[^/\\[\n])*\//y;
      rest.lastIndex = token.lastIndex;
      if (rest.test(program)) {
        code += " 0 ";
        token.lastIndex = rest.lastIndex;
      } else code += whole;
    } else code += whole;
  }
  return { code, strings };
}

/** Where a statement leads out of the program: what kind of way it is, and the expression that says where to. */
interface Way {
  readonly kind: "run" | "read" | "write";
  readonly expression: string;
}

/** `system(X)`, `X | getline`, `getline < X`, `print … | X`, `print … > X`. */
function waysOut(statement: string): readonly Way[] {
  const ways: Way[] = [];
  for (const { 0: opening, index } of statement.matchAll(/\bsystem\s*\(/g))
    ways.push({ kind: "run", expression: insideBrackets(statement.slice(index + opening.length)) });
  for (const { index } of statement.matchAll(/\|&?\s*getline\b/g))
    ways.push({ kind: "run", expression: lastOperand(statement.slice(0, index)) });
  for (const { 0: opening, index } of statement.matchAll(/\bgetline\b[^<>|()]*<\s*/g)) {
    const rest = statement.slice(index + opening.length);
    const [operand = ""] = /^[$\w"]+(?:\[[^\]]*\])?/.exec(rest) ?? [];
    ways.push({ kind: "read", expression: rest.startsWith("(") ? insideBrackets(rest.slice(1)) : operand });
  }
  const [, printed] = /\bprintf?\b([\s\S]*)/.exec(statement) ?? [];
  if (printed === undefined) return ways;
  const bare = withoutBrackets(printed);
  const at = bare.search(/[>|]/);
  if (at < 0 || /^\|&?\s*getline\b/.test(bare.slice(at))) return ways;
  const kind = bare[at] === ">" ? "write" : "run";
  return [...ways, { kind, expression: printed.slice(at).replace(/^(?:>>?|\|&?)/, "") }];
}

/** Up to the bracket that ends it. */
function insideBrackets(code: string): string {
  let depth = 1;
  for (let i = 0; i < code.length; i++) {
    if (code[i] === "(") depth++;
    else if (code[i] === ")" && --depth === 0) return code.slice(0, i);
  }
  return code;
}

/** As long as the code, with nothing in its brackets. */
function withoutBrackets(code: string): string {
  let depth = 0;
  let bare = "";
  for (const each of code) {
    if (each === ")") depth--;
    bare += depth > 0 ? " " : each;
    if (each === "(") depth++;
  }
  return bare;
}

/** What stands behind the last operator, keyword or open bracket: strings and names put together. */
function lastOperand(code: string): string {
  let depth = 0;
  let at = code.length;
  for (; at > 0 && code.length - at < LONGEST; at--) {
    const before = code[at - 1] ?? "";
    if (before === ")") depth++;
    else if (before === "(" && depth-- === 0) break;
    else if (depth === 0 && /[=,&|!?:<>~]/.test(before)) break;
  }
  return code.slice(at).replace(/^(?:\s*\b(?:if|while|print|return|do|else)\b)+/, "");
}

/**
 * Follows what a program of awk starts, reads and writes.
 * @param given `name=value` as the command line sets them (`-v`)
 */
export function awkCode(program: string, to: Embedding, given: readonly Text[] = []): void {
  const { code, strings } = lex(program);
  const string = (index: string | undefined) => unquote(strings[Number(index)] ?? "");
  const values = new Map<string, Text[]>();
  const assign = (name: string, value: Text) => {
    const all = values.get(name);
    if (all === undefined) values.set(name, [value]);
    else all.push(value);
  };
  const worthOf = (name: string): readonly Text[] => {
    if (string(/^ENVIRON\["(\d+)"\]$/.exec(name)?.[1]) === "HOME") return [known("~")];
    const all = values.get(name) ?? [];
    const kept = fewest(all, ALTERNATIVES, (value) => value);
    return kept.length > 0 && kept.length === all.length ? kept : [...kept, computed(name, "awk")];
  };
  /** What an expression of strings and names may come to, by all the values that the names have somewhere. */
  const texts = (expression: string): readonly Text[] => {
    const formatted = /^\s*sprintf\b/.test(expression);
    let ways: readonly (readonly Text[])[] = [[]];
    for (const [, index, name, number] of expression.slice(0, LONGEST).matchAll(OPERAND)) {
      if (name === "sprintf" || (number !== undefined && !formatted)) continue;
      // What a number is formatted as, is its letter here: `%c`.
      const letter = number === undefined ? null : known(String.fromCodePoint(Number(number)));
      const next = letter ? [letter] : index === undefined ? worthOf(name ?? "?") : [known(string(index))];
      ways = combined(ways, next).map(([way, each]) => [...way, each]);
    }
    if (expression.length > LONGEST) ways = ways.map((way) => [...way, computed("…", "awk")]);
    // Where a format is not worked out, it still says itself which command it is.
    return ways
      .filter((way) => way.length > 0)
      .map((way) => (formatted ? (printf(way) ?? concat(...way.slice(0, 1))) : concat(...way)));
  };
  for (const each of given) {
    const [, name] = /^([A-Za-z_]\w*)=/.exec(prefix(each)) ?? [];
    if (name !== undefined) assign(name, dropPrefix(each, name.length + 1));
  }
  for (const [, name = "", value = ""] of code.matchAll(/\b([A-Za-z_]\w*)\s*=\s*(?!=)([^;\n}]*)/g))
    if (value.includes('"')) for (const each of texts(value)) assign(name, each);
  for (const { kind, expression } of code.split(/[;{}\n]/).flatMap(waysOut))
    for (const target of texts(expression)) {
      if (kind === "run") to.shell(target);
      else if (kind === "read") to.read(target);
      else to.write(target, writtenBy("awk"));
    }
  for (const address of strings) {
    const [, , host, port] = /^\/inet[46]?\/(tcp|udp)\/\d*\/([^/"]+)\/(\w+)/.exec(address) ?? [];
    if (host) to.connect(known(`${host}:${port}`), /\|&?\s*getline|system\s*\(/.test(code));
  }
}
