/** Code in a language without a grammar here, as words: names, strings, numbers and signs, comments left out. */

export interface Token {
  readonly kind: "name" | "text" | "number" | "sign" | "line";
  /** As written; of a string what stands between its quotes. */
  readonly text: string;
  /** Is it apart from the token before? */
  readonly spaced: boolean;
  /** Of a string: its opening quote. */
  readonly quote?: string;
}

/** Most characters and tokens of a program that are looked at. */
const LENGTH = 100_000;
const LIMIT = 20_000;

const SPACE = /[ \t\r\f]+|\\\r?\n/y;
const LINE = /\n[\s]*/y;
/** Comments of a line: those that begin with a sign that means something else in others only where it cannot. */
const COMMENT =
  /\/\/[^\n]*|(?<=^|\n[ \t]*)(?:#[ \t]*(?:include|define|undef|pragma|ifn?def|if|elif|else|endif)\b[^\n]*|;[^\n]*|%[^\n]*|--[ \t][^\n]*|#(?![\w[({'"])[^\n]*)|(?<=^|\s)(?:--[ \t-]|#[ \t!#]|;;)[^\n]*/y;
/** Comments of many lines. */
const BLOCKS: readonly (readonly [open: string, close: string])[] = [
  ["/*", "*/"],
  ["(*", "*)"],
  ["{-", "-}"],
  ["#|", "|#"],
  ["--[[", "]]"],
];
/** Strings by their opening; the letters that some languages put before them (`r"…"`, `~s"…"`, `@"…"`) mean nothing here. */
const STRINGS: readonly (readonly [open: string, whole: RegExp])[] = [
  ['"""', /(?:[~@$]?[A-Za-z]{0,3})?(""")([\s\S]*?)"""/y],
  ["'''", /(?:[~@$]?[A-Za-z]{0,3})?(''')([\s\S]*?)'''/y],
  [
    '"',
    /(?:[~@$]?[A-Za-z]{0,3}|[@$]{1,2})?(")((?:[$#]\{(?:[^{}"\n]|"[^"\n]*")*\}|\\\((?:[^()"\n]|"[^"\n]*"|\([^()\n]*\))*\)|\\[\s\S]|[^"\\])*)"/y,
  ],
  ["'", /(?:(?<![\w)\]])[~@]?[A-Za-z]?)?(?<![\w)\]])(')((?:\$\{[^{}\n]*\}|\\.|[^'\\\n])*)'/y],
  ["`", /(`)([^`]*)`/y],
  ["[[", /(\[\[)([\s\S]*?)\]\]/y],
];
const STRING_BEGINS = /[~@$]{0,2}[A-Za-z]{0,3}["'`]|\[\[/y;
const NAME = /[@$]?[A-Za-z_][\w]*(?:[!?](?=[\s(])(?!\s*=))?'*(?!["\w])/y;
const NUMBER = /0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const SIGN =
  /::|\.\.\.?|\?\.|\?:|->|=>|<-|:=|\|>|>>=|=<<|<\$>|<>|<\||<\/>|\+\+|[-+*/%&|^~]=(?!=)|[!=]==?|&&|\|\||!!|\*>|>>|<<|[^\s\w]/y;

/** The tokens of a program. */
export function scan(program: string): Token[] {
  const source = program.slice(0, LENGTH);
  const out: Token[] = [];
  // What is never closed is not looked for again.
  const unclosed = new Set<string>();
  let at = 0;
  let spaced = true;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const add = (token: Omit<Token, "spaced">, length: number) => {
    out.push({ ...token, spaced });
    at += length;
    spaced = false;
  };
  const blockComment = (): number => {
    for (const [open, close] of BLOCKS) {
      if (unclosed.has(open) || !source.startsWith(open, at)) continue;
      const end = source.indexOf(close, at + open.length);
      if (end >= 0) return end + close.length - at;
      unclosed.add(open);
    }
    return 0;
  };
  scanning: while (at < source.length && out.length < LIMIT) {
    const gap = (match(SPACE) ?? match(COMMENT))?.[0].length ?? blockComment();
    if (gap > 0) {
      at += gap;
      spaced = true;
      continue;
    }
    const line = match(LINE);
    if (line) {
      add({ kind: "line", text: "\n" }, line[0].length);
      spaced = true;
      continue;
    }
    for (const [open, pattern] of match(STRING_BEGINS) ? STRINGS : []) {
      if (unclosed.has(open)) continue;
      const [whole, quote = "", text = ""] = match(pattern) ?? [];
      if (whole === undefined) {
        if (open !== "'" && source.startsWith(open, at)) unclosed.add(open);
        continue;
      }
      add({ kind: "text", text, quote }, whole.length);
      continue scanning;
    }
    const name = match(NAME);
    const number = name ? null : match(NUMBER);
    const found = name ?? number ?? match(SIGN);
    if (!found || found[0] === "") {
      at++;
      continue;
    }
    add({ kind: name ? "name" : number ? "number" : "sign", text: found[0] }, found[0].length);
  }
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0" };

/** A string's text with its escapes put in. */
export function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u\{?([\da-fA-F]{2,6})\}?|(\d{3})|([\s\S]))/g,
    (_, hex?: string, point?: string, decimal?: string, one?: string) => {
      if (hex !== undefined || point !== undefined)
        return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(hex ?? point ?? "0", 16)));
      if (decimal !== undefined) return String.fromCharCode(Number.parseInt(decimal, 10) & 0xff);
      return ESCAPES[one ?? ""] ?? one ?? "";
    },
  );
}
