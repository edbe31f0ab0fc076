/**
 * fish, told in bash's words: blocks that end with `end`, `and`, `or` and `not`, `(command)`, its quotes and escapes.
 *
 * Lists, `set` and subscripts are left to where words get their meaning. Names of patterns in `case` that are quoted match as patterns.
 */
import type { Text } from "../text.ts";
import { NotUnderstood, Retelling } from "./retelling.ts";

/** The source in bash's words; null where it needs no telling, or is not understood. */
export function fishAsBash(source: string): Text | null {
  const text = new Retelling(source);
  try {
    new Fish(text).script();
    return text.finish();
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

const keywords = /(?:if|while|for|switch|begin|function|not|!|and|or)(?=[\s;&|()<>]|$)/y;

/** What ends a list of commands. */
const closers = /(?:end|else|case)(?=[\s;&|()<>]|$)|\)/y;

const redirections = /\d*(?:>\?|>>\??|>&|<&|&>>?|>\||<\?|[<>])/y;

/** Escapes outside of quotes that stand for another character. */
const ansiEscape = /\\(?:[abefnrtv]|[xX][\da-fA-F]{1,2}|[0-7]{1,3}|u[\da-fA-F]{1,4}|U[\da-fA-F]{1,8})/y;

/** What the function is called that stands for whatever waits for an event. */
export const EVENT = "fish-event-";

/** Options of `function` that say when it runs by itself. */
const runsByItself = /\s(?:--on-[a-z-]+|-[evpjs])(?=[\s=])/;

/**
 * What the options of `function` come to: names for its arguments, variables as they are where it is defined, and when it runs by
 * itself, which may be at any time, as what waits for a signal does.
 */
function declaredIn(head: string, name: string): Readonly<Record<"before" | "within" | "after", string>> {
  const named =
    /\s(?:-a|--argument(?:-names)?(?:=|\s))[ \t]*((?:\w+[ \t]*)+)/.exec(head)?.[1]?.trim().split(/\s+/) ?? [];
  const inherited = [...head.matchAll(/\s(?:-V|--inherit-variable(?:=|\s))[ \t]*(\w+)/g)].map(
    ([, each]) => each,
  );
  const event = /\s(?:-e|--on-event(?:=|\s))[ \t]*([\w.-]+)/.exec(head)?.[1];
  const runs = runsByItself.test(head) ? `${name}; trap ${name} USR1` : "";
  return {
    before: inherited.map((each) => `set ${name}_${each} $${each}; `).join(""),
    within: [
      ...named.map((each, i) => `set ${each} "$${i + 1}"; `),
      ...inherited.map((each) => `set ${each} $${name}_${each}; `),
    ].join(""),
    after: event === undefined ? runs : `${EVENT}${event}() { ${name} $argv; }; ${runs}`,
  };
}

/** The program that takes some of the lines of its input, as `[2]`, `[-1]` or `[2..-1]` does. */
function linesOf(from: string, to: string | null): string {
  if (to === "-1") return from.startsWith("-") ? `tail -n ${from.slice(1)}` : `tail -n +${from}`;
  if (from === "-1" && to === null) return "tail -n 1";
  if (from.startsWith("-") || to?.startsWith("-")) return "cat";
  return to === null ? `sed -n ${from}p` : `sed -n ${from},${to}p`;
}

class Fish {
  readonly #text: Retelling;

  constructor(text: Retelling) {
    this.#text = text;
  }

  script(): void {
    this.#list();
    if (!this.#text.ends) throw new NotUnderstood(`unexpected at ${this.#text.at}`);
  }

  /** Commands up to what closes them, with something in the place of none. */
  #list(): void {
    const text = this.#text;
    this.#separators();
    if (text.ends || text.match(closers)) text.insert(text.at, ":;");
    while (!text.ends && !text.match(closers)) {
      this.#jobs();
      this.#separators();
    }
  }

  /** A command, and those behind it that begin with `and` or `or`, up to the separator behind them all. */
  #jobs(): void {
    const text = this.#text;
    for (;;) {
      this.#chain();
      const end = text.at;
      this.#separators();
      const [next] = text.match(/(?:and|or)(?=[\s;&|()<>]|$)/y) ?? [];
      if (next === undefined || /&/.test(text.source.slice(end, text.at))) {
        text.at = end;
        return;
      }
      text.replace(end, text.at + next.length, next === "and" ? " &&" : " ||");
      text.at += next.length;
    }
  }

  /** `a && b | c`. */
  #chain(): void {
    const text = this.#text;
    for (;;) {
      text.nested(() => this.#command());
      this.#blanks();
      const [operator] = text.match(/&&|\|\||&\||\|/y) ?? [];
      if (operator === undefined) return;
      if (operator === "&|") text.replace(text.at, text.at + 2, "|&");
      text.at += operator.length;
      this.#separators();
    }
  }

  /** Blanks, escaped line breaks, comments. */
  #blanks(): void {
    const text = this.#text;
    text.at += text.match(/(?:[ \t\r]|\\\r?\n)*/y)?.[0].length ?? 0;
    if (text.peek() === "#" && (text.at === 0 || /[\s;&|()]/.test(text.peek(-1))))
      text.at += text.match(/.*/y)?.[0].length ?? 0;
  }

  #separators(): void {
    const text = this.#text;
    let isFirst = true;
    for (this.#blanks(); /[;\n&]/.test(text.peek()); this.#blanks()) {
      if (text.startsWith("&&") || text.startsWith("&|") || text.startsWith("&>")) return;
      // bash takes one of them only.
      if (!isFirst && text.peek() === ";") text.replace(text.at, text.at + 1, "");
      isFirst = false;
      text.at++;
    }
  }

  #command(): void {
    const text = this.#text;
    this.#blanks();
    const [keyword] = text.match(keywords) ?? [];
    switch (keyword) {
      case "if":
        this.#if();
        break;
      case "while":
        text.at += "while".length;
        this.#condition("do ");
        this.#body("done");
        break;
      case "for":
        this.#header();
        text.insert(text.at, "do ");
        this.#body("done");
        break;
      case "begin":
        this.#instead("begin", "{ ");
        this.#dropSeparator();
        this.#body("}");
        break;
      case "switch":
        this.#switch();
        break;
      case "function":
        this.#function();
        break;
      case "not":
      case "!":
      case "and":
      case "or":
        // `and` at the beginning of a list asks for what came before it.
        this.#instead(keyword, keyword === "not" || keyword === "!" ? "!" : "");
        this.#command();
        return;
    }
    this.#rest();
  }

  #instead(word: string, told: string): void {
    const text = this.#text;
    text.expect(word);
    text.replace(text.at - word.length, text.at, told);
  }

  /** Commands up to `end`, which is told as `close`. */
  #body(close: string): void {
    this.#list();
    this.#instead("end", close);
  }

  /** The commands of `if` and `while` that are asked, and the separator behind them. */
  #condition(open: string): void {
    const text = this.#text;
    this.#jobs();
    const start = text.at;
    this.#separators();
    if (text.at === start) throw new NotUnderstood("a condition without an end");
    text.insert(text.at, open);
  }

  #if(): void {
    const text = this.#text;
    text.expect("if");
    for (;;) {
      this.#condition("then ");
      this.#list();
      const [otherwise] = text.match(/else[ \t]+if(?=\s)/y) ?? [];
      if (otherwise === undefined) break;
      this.#instead(otherwise, "elif");
    }
    if (text.startsWith("else")) {
      text.expect("else");
      text.insert(text.at, " ");
      this.#dropSeparator();
      this.#list();
    }
    this.#instead("end", "fi");
  }

  /** A `;` where bash takes none. */
  #dropSeparator(): void {
    const text = this.#text;
    this.#blanks();
    if (text.peek() === ";") this.#instead(";", " ");
  }

  /** The words of a line, and the separator behind it. */
  #header(): void {
    const text = this.#text;
    this.#rest();
    if (!/[;\n]/.test(text.peek())) throw new NotUnderstood(`no separator at ${text.at}`);
    this.#separators();
  }

  /** `switch $x; case a b; …; case '*'; …; end`. */
  #switch(): void {
    const text = this.#text;
    this.#instead("switch", "case");
    this.#blanks();
    this.#word();
    this.#blanks();
    const start = text.at;
    this.#separators();
    text.replace(start, text.at, " in ");
    while (text.startsWith("case")) {
      this.#instead("case", "");
      for (let count = 0; ; count++) {
        this.#blanks();
        if (/^[;\n]?$/.test(text.peek())) break;
        if (count > 0) text.insert(text.at, "|");
        const [quoted, pattern = ""] = text.match(/(?:'([^'\\\s]*)'|"([^"\\\s$]*)")(?=[\s;])/y) ?? [];
        if (quoted !== undefined && /^[\w*?.-]+$/.test(pattern)) this.#instead(quoted, pattern);
        else this.#word();
      }
      text.insert(text.at, ") ");
      this.#dropSeparator();
      this.#list();
      text.insert(text.at, " ;; ");
    }
    this.#instead("end", "esac");
  }

  /** `function name --options; …; end`; one that waits for an event is called as well. */
  #function(): void {
    const text = this.#text;
    const [head = "", name] = text.match(/function[ \t]+([^\s;()&|<>$'"\\]+)[^;\n]*[;\n]/y) ?? [];
    if (name === undefined) throw new NotUnderstood("a function without a name");
    const { before, within, after } = declaredIn(head, name);
    this.#instead(head, `${before}${name}() { ${within}`);
    this.#body("}");
    if (after !== "") text.insert(text.at, `; ${after}`);
  }

  /** Words and redirections up to the end of a command. */
  #rest(): void {
    const text = this.#text;
    for (this.#blanks(); !text.ends; this.#blanks()) {
      const redirection = text.match(redirections)?.[0];
      if (redirection !== undefined) {
        this.#instead(redirection, redirection.replace(/\?$/, ""));
        this.#blanks();
        if (text.match(/&\d|&-/y)) text.at++;
      } else if (/[\n;|&)]/.test(text.peek())) return;
      this.#word();
    }
  }

  #word(): void {
    const text = this.#text;
    const start = text.at;
    while (!text.ends && !/[\s;|)<>]/.test(text.peek())) {
      // In the middle of a word it is a letter.
      if (text.peek() === "&" && (text.at === start || /[\s;|&>]|^$/.test(text.peek(1)))) break;
      if (text.peek() === "&") this.#instead("&", "\\&");
      else this.#piece();
    }
    if (text.at === start) throw new NotUnderstood(`not a word at ${start}`);
  }

  #piece(): void {
    const text = this.#text;
    const c = text.peek();
    const escaped = text.match(ansiEscape)?.[0];
    if (escaped !== undefined) this.#instead(escaped, `$'${escaped.replace("X", "x")}'`);
    else if (c === "\\") text.at += 2;
    else if (c === "'") this.#singleQuotes();
    else if (c === '"') this.#doubleQuotes();
    else if (c === "`") this.#instead("`", "\\`");
    else if (text.startsWith("$(")) this.#substitution("$(");
    else if (c === "(") this.#substitution("(");
    else text.at++;
  }

  /** `(…)`, whose output may be taken in part, `(…)[1]`; `(… | psub)` is the name of a file with it. */
  #substitution(open: string): void {
    const text = this.#text;
    const start = text.at;
    text.at += open.length;
    text.nested(() => this.#list());
    const [file] = /\|\s*psub\b[^|;\n]*$/.exec(text.source.slice(start, text.at)) ?? [];
    text.replace(start, start + open.length, file === undefined ? "$(" : "<(");
    if (file !== undefined) text.replace(text.at - file.length, text.at, "");
    const index = text.match(/\)(\[(-?\d+)(?:\.\.(-?\d+))?\])/y);
    if (index) text.insert(text.at, ` | ${linesOf(index[2] ?? "", index[3] ?? null)}`);
    text.expect(")");
    if (index?.[1] !== undefined) this.#instead(index[1], "");
  }

  #singleQuotes(): void {
    const text = this.#text;
    text.expect("'");
    while (text.peek() !== "'") {
      if (text.ends) throw new NotUnderstood("a string without an end");
      if (text.startsWith("\\'")) this.#instead("\\'", "'\\''");
      else if (text.startsWith("\\\\")) this.#instead("\\\\", "\\");
      else text.at++;
    }
    text.at++;
  }

  #doubleQuotes(): void {
    const text = this.#text;
    text.expect('"');
    while (text.peek() !== '"') {
      if (text.ends) throw new NotUnderstood("a string without an end");
      if (text.peek() === "\\") text.at += 2;
      else if (text.peek() === "`") this.#instead("`", "\\`");
      else if (text.startsWith("$(")) this.#substitution("$(");
      else text.at++;
    }
    text.at++;
  }
}
