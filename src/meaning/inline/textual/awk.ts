/** awk's ways out: `system("…")`, `"cmd" | getline`, `print | "cmd"`, `getline < "file"`, `print > "file"`, `/inet/tcp/…`. */
import { printf } from "../../output/printf.ts";
import { concat, known, literal, show, type Text } from "../../value.ts";
import { computed, type Embedding, unquote, writtenBy } from "./small.ts";

/** A string literal of which the number in `Lexed.strings` is left. */
const STRING = String.raw`"(\d+)"`;

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

/** Follows what a program of awk starts, reads and writes. */
export function awkCode(program: string, to: Embedding): void {
  const { code, strings } = lex(program);
  const string = (index: string | undefined) => unquote(strings[Number(index)] ?? "");
  const constants = new Map<string, Text>();
  const text = (expression: string): Text | null => {
    const parts = [
      ...expression.matchAll(new RegExp(String.raw`${STRING}|([A-Za-z_]\w*(?:\[[^\]]*\])?|\$\w+)`, "g")),
    ];
    if (parts.length === 0) return null;
    const formatted = /^\s*sprintf\b/.test(expression);
    const texts = parts
      .filter(([, , name]) => name !== "sprintf")
      .map(([, index, name = "?"]) =>
        index !== undefined
          ? known(string(index))
          : string(/^ENVIRON\["(\d+)"\]$/.exec(name)?.[1]) === "HOME"
            ? known("~")
            : (constants.get(name) ?? computed(name, "awk")),
      );
    // Where a format is not worked out, it still says itself which command it is.
    return formatted ? (printf(texts) ?? texts[0] ?? null) : concat(...texts);
  };
  for (const [, name, value] of code.matchAll(/\b([A-Za-z_]\w*)\s*=\s*(?!=)([^;\n}]*)/g)) {
    const given = value === undefined || !value.includes('"') ? null : text(value);
    if (name && given) constants.set(name, given);
  }
  // `print > (ENVIRON["HOME"] "/x")`: a path that is put together.
  for (const [, expression] of code.matchAll(/\bprintf?\b[^;{}]*?>>?\s*\(([^()]*)\)/g)) {
    const path = expression?.includes('"') ? text(expression) : null;
    const shown = path ? literal(path) : null;
    if (shown !== null) to.write(shown, writtenBy("awk"));
  }
  const run = (expression: string | undefined) => {
    const command = expression === undefined ? null : text(expression);
    if (command) to.shell(command);
  };
  for (const [, expression] of code.matchAll(/\bsystem\s*\(((?:[^()]|\([^()]*\))*)\)/g)) run(expression);
  for (const [, expression] of code.matchAll(
    new RegExp(
      String.raw`((?:${STRING}|\b[A-Za-z_]\w*)(?:\s+(?:${STRING}|[A-Za-z_]\w*))*)\s*\|&?\s*getline`,
      "g",
    ),
  ))
    run(expression);
  for (const [, expression] of code.matchAll(new RegExp(String.raw`\|&?\s*(${STRING})`, "g")))
    run(expression);
  for (const [, name] of code.matchAll(/\bprintf?\b[^|;{}]*\|&?\s*([A-Za-z_]\w*)\b/g))
    if (name && constants.has(name)) run(name);
  for (const [, index] of code.matchAll(new RegExp(String.raw`getline[^;{}]*<\s*${STRING}`, "g")))
    to.read(string(index));
  for (const [, name] of code.matchAll(/getline[^;{}]*<\s*([A-Za-z_]\w*)/g)) {
    const path = constants.get(name ?? "");
    if (path) to.read(show(path));
  }
  for (const [, index] of code.matchAll(new RegExp(String.raw`\bprintf?\b[^;{}]*?>>?\s*${STRING}`, "g")))
    to.write(string(index), writtenBy("awk"));
  for (const address of strings) {
    const [, , host, port] = /^\/inet[46]?\/(tcp|udp)\/\d*\/([^/"]+)\/(\w+)/.exec(address) ?? [];
    if (host) to.connect(known(`${host}:${port}`), /\|&?\s*getline|system\s*\(/.test(code));
  }
}
