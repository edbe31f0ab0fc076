/**
 * What only zsh reads, told in bash's words: `for x (a b) …`, `if [[ … ]] { … }`, `repeat 3 …`, `() { … }`, `{ … } always { … }`,
 * `foreach … end`, closing braces without a separator, `&!`, and its words (zsh-words.ts).
 *
 * Anything else stays as it is written. What zsh would not read either may be told all the same: it does not run.
 */
import type { Text } from "../text.ts";
import { NotUnderstood, Retelling } from "./retelling.ts";
import { ZshLines } from "./zsh-lines.ts";
import { ZshLoops } from "./zsh-loops.ts";
import { ZshWords } from "./zsh-words.ts";

/** The source in bash's words; null where it needs no telling, or is not understood. */
export function zshAsBash(source: string): Text | null {
  const text = new Retelling(source);
  try {
    new Commands(text).script();
    return text.finish();
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

/** How a list ended: with nothing in it, or with its last command still without `;`, `&` or a new line behind it. */
type Ending = "empty" | "open" | "closed";

/** Words that end a list where a command could begin. */
const closers = /(?:then|do|done|elif|else|fi|esac|end)(?=[\s;&|(){}<>]|$)|[)}]|;;|;&|;\|/y;

const keywords =
  /(?:if|for|foreach|select|while|until|repeat|case|function|time|coproc)(?=[\s;&|(){}<>]|$)|!(?=\s)|\[\[(?=\s)/y;

/** What an anonymous function is called in the telling. */
const anonymous = "__anonymous";

class Commands {
  readonly #text: Retelling;
  readonly #words: ZshWords;
  readonly #lines: ZshLines;
  readonly #loops: ZshLoops;

  constructor(text: Retelling) {
    this.#text = text;
    this.#words = new ZshWords(text, () => void this.#list());
    this.#lines = new ZshLines(text, this.#words);
    this.#loops = new ZshLoops(text, this.#words, this.#lines, {
      list: () => void this.#list(),
      closedList: () => this.#separate(this.#list()),
      group: (open, close) => this.#group(open, close),
      short: (open, close) => this.#short(open, close),
    });
  }

  script(): void {
    this.#list();
    if (!this.#text.ends) throw new NotUnderstood(`unexpected at ${this.#text.at}`);
  }

  // Lists.

  /**
   * Commands up to what closes them. `condition`: of `if` or `while`, which also ends where another command follows a compound one without
   * a separator.
   */
  #list(condition = false): Ending {
    const text = this.#text;
    for (let ending: Ending = "empty"; ; ) {
      this.#lines.blanks();
      if (text.ends || text.match(closers)) return ending;
      if (text.peek() === "\n") {
        this.#lines.newline();
        continue;
      }
      const isCompound = this.#chain();
      ending = "open";
      this.#lines.blanks();
      if (text.ends || text.match(closers)) return ending;
      const c = text.peek();
      if (c === "&") {
        if (/[|!]/.test(text.peek(1))) text.replace(text.at + 1, text.at + 2, "");
        text.at += /[|!]/.test(text.peek(1)) ? 2 : 1;
      } else if (c === ";") text.at++;
      else if (c === "\n") this.#lines.newline();
      else if (condition && isCompound) return ending;
      else throw new NotUnderstood(`no separator at ${text.at}`);
      ending = "closed";
    }
  }

  /** `a && b | c`. Whether its last command shows by itself where it ends. */
  #chain(): boolean {
    const text = this.#text;
    for (;;) {
      const isCompound = text.nested(() => this.#command());
      this.#lines.blanks();
      const [operator] = text.match(/&&|\|\||\|&|\|(?!\|)/y) ?? [];
      if (operator === undefined) return isCompound;
      text.at += operator.length;
      this.#lines.lines();
    }
  }

  // Commands.

  /** Whether it was a compound command. */
  #command(): boolean {
    const text = this.#text;
    this.#lines.blanks();
    const [keyword] = text.match(keywords) ?? [];
    if (keyword !== undefined) return this.#keyword(keyword);
    if (text.match(/\(\s*\)/y)) return this.#anonymous(/\(\s*\)/y);
    if (text.startsWith("((") && this.#words.arithmetic(text.at)) return this.#lines.redirects();
    if (text.peek() === "(") {
      text.at++;
      this.#list();
      text.expect(")");
      return this.#lines.redirects();
    }
    if (text.peek() === "{") {
      this.#group("{", "}");
      this.#lines.blanks();
      const [always] = text.match(/always(?=\s*\{)/y) ?? [];
      if (always !== undefined) {
        text.replace(text.at, text.at + always.length, ";");
        text.at += always.length;
        this.#lines.blanks();
        this.#group("{", "}");
      }
      return this.#lines.redirects();
    }
    return this.#simple();
  }

  #keyword(keyword: string): boolean {
    const text = this.#text;
    switch (keyword) {
      case "!":
      case "time":
      case "coproc":
        text.at += keyword.length;
        return this.#command();
      case "[[":
        this.#test();
        break;
      case "if":
        this.#if();
        break;
      case "while":
      case "until":
        text.at += keyword.length;
        this.#separate(this.#list(true));
        this.#loops.body();
        break;
      case "repeat":
        this.#loops.repeat();
        break;
      case "case":
        this.#case();
        break;
      case "function":
        return this.#function();
      default:
        this.#loops.named(keyword);
    }
    return this.#lines.redirects();
  }

  /** `{ … }`, told with other words around it where those are given. */
  #group(open: string, close: string): void {
    const text = this.#text;
    text.expect("{");
    text.replace(text.at - 1, text.at, open);
    if (!/\s/.test(text.peek())) text.insert(text.at, " ");
    this.#separate(this.#list());
    text.expect("}");
    text.replace(text.at - 1, text.at, close);
  }

  /** A separator where bash needs one before the word that closes a list. */
  #separate(ending: Ending): void {
    if (ending !== "closed") this.#text.insert(this.#text.at, ending === "empty" ? " :;" : ";");
  }

  /** One command, or several joined by `&&` and the like, in the place of a body. */
  #short(open: string, close: string): void {
    this.#text.insert(this.#text.at, open);
    this.#chain();
    this.#text.insert(this.#text.at, `; ${close}`);
  }

  #if(): void {
    const text = this.#text;
    text.expect("if");
    for (let open = true; open; ) {
      this.#separate(this.#list(true));
      if (text.match(/then(?=[\s(){}])/y)) {
        text.at += 4;
        this.#list();
        if (text.startsWith("fi")) {
          text.at += 2;
          return;
        }
        open = text.startsWith("elif");
        text.at += 4;
      } else if (text.peek() === "{") {
        this.#group("then ", "");
        const next = this.#behindBrace();
        if (next === null) return;
        open = next === "elif";
      } else {
        this.#short("then ", "fi");
        return;
      }
    }
    this.#lines.blanks();
    if (text.peek() === "{") this.#group("", " fi");
    else {
      this.#list();
      text.expect("fi");
    }
  }

  /** Behind `if … { … }`: goes on over `elif` or `else`, or says the `fi` that is not written. */
  #behindBrace(): "elif" | "else" | null {
    const text = this.#text;
    const end = text.at;
    const [blank = "", next] = text.match(/\s*(elif|else)(?=[\s{([])/y) ?? [];
    if (next !== "elif" && next !== "else") {
      text.insert(end, " fi");
      return null;
    }
    text.at += blank.length;
    return next;
  }

  /** `case x in … esac`, `case x { … }`. */
  #case(): void {
    const text = this.#text;
    text.at += "case".length;
    this.#lines.blanks();
    this.#lines.word();
    this.#lines.lines();
    const isBraced = text.peek() === "{";
    if (isBraced) text.replace(text.at, text.at + 1, "in ");
    text.at += isBraced ? 1 : 0;
    if (!isBraced) text.expect("in");
    for (;;) {
      this.#lines.lines();
      if (isBraced ? text.peek() === "}" : text.match(/esac(?=[\s;&|(){}<>]|$)/y)) break;
      this.#patterns();
      const ending = this.#list();
      const [terminator] = text.match(/;;|;&|;\|/y) ?? [];
      if (terminator === ";|") text.replace(text.at, text.at + 2, ";;&");
      if (terminator === undefined && ending === "open") text.insert(text.at, ";;");
      text.at += terminator?.length ?? 0;
    }
    if (isBraced) text.replace(text.at, text.at + 1, " esac");
    text.at += isBraced ? 1 : "esac".length;
  }

  /** `(a|b)`, `a|b)`, and `(a|b)*)`, where the first parentheses are part of the pattern. */
  #patterns(): void {
    const text = this.#text;
    const start = text.at;
    if (text.peek() === "(" && !text.match(/\([^()]*\)\S*\)/y)) text.at++;
    this.#words.pattern();
    if (text.at === start) throw new NotUnderstood("a case without a pattern");
    text.expect(")");
  }

  /** `[[ … ]]`: parentheses are alternatives behind `=`, and group elsewhere. */
  #test(): void {
    const text = this.#text;
    text.at += 2;
    for (let before = ""; ; ) {
      this.#lines.lines();
      if (text.ends) throw new NotUnderstood("[[ without ]]");
      if (text.match(/\]\](?=[\s;&|(){}<>]|$)/y)) break;
      const start = text.at;
      const isPattern = /^(?:=|==|!=)$/.test(before);
      const [operator] = text.match(/&&|\|\||[<>](?=\s)|!(?=\s)/y) ?? [];
      if (operator !== undefined) text.at += operator.length;
      else if (!isPattern && /[()]/.test(text.peek())) text.at++;
      else if (before === "=~")
        text.at += text.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\([^()]*\)|\S)+/sy)?.[0].length ?? 0;
      else this.#lines.word();
      before = text.source.slice(start, text.at);
    }
    text.at += 2;
  }

  // Functions.

  /** `function a b { … }`; without a name it is called at once. */
  #function(): boolean {
    const text = this.#text;
    const start = text.at;
    const [head = "", named = ""] = text.match(/function\s+((?:(?!\()[^\s{}();&|<>]+[ \t]*)*)/y) ?? [];
    const names = named.split(/\s+/).filter((name) => name !== "");
    if (names.length === 0) return this.#anonymous(/function\s*(?:\(\s*\))?/y);
    text.at += head.length;
    text.at += text.match(/\(\s*\)/y)?.[0].length ?? 0;
    if (names.length > 1) text.replace(start + head.length - named.length, text.at, `${names[0]} `);
    this.#defined(start, names);
    return true;
  }

  /** The body of a function that begins at `start`, and its other names. */
  #defined(start: number, names: readonly string[]): void {
    const text = this.#text;
    this.#lines.lines();
    const [first, ...others] = names;
    if (others.length > 0) text.insert(start, "{ ");
    if (text.match(keywords) || /[({]/.test(text.peek())) text.nested(() => this.#command());
    else {
      text.insert(text.at, "{ ");
      text.nested(() => this.#command());
      text.insert(text.at, ";}");
    }
    if (others.length > 0)
      text.insert(text.at, `${others.map((name) => `; ${name}() { ${first} "$@"; }`).join("")};}`);
  }

  /** `() { … } a b`, `head` what stands before its body: a function that is called with these words, once. */
  #anonymous(head: RegExp): boolean {
    const text = this.#text;
    const [before = ""] = text.match(head) ?? [];
    text.replace(text.at, text.at + before.length, `{ ${anonymous}() `);
    text.at += before.length;
    this.#defined(text.at, [anonymous]);
    text.insert(text.at, `; ${anonymous} `);
    this.#rest(1);
    text.insert(text.at, ";}");
    return false;
  }

  // Simple commands.

  #simple(): boolean {
    const start = this.#text.at;
    this.#rest(0);
    if (this.#text.at === start) throw new NotUnderstood(`not a command at ${start}`);
    return false;
  }

  /** Words and redirections to the end of a simple command, of which `count` words are there already. */
  #rest(count: number): void {
    const text = this.#text;
    const start = text.at;
    for (let words = count; ; ) {
      this.#lines.blanks();
      if (text.ends || /[\n;|)}]/.test(text.peek())) return;
      if (this.#lines.redirect()) continue;
      if (text.peek() === "&") return;
      const before = text.at;
      if (words > 0 && count === 0 && text.match(/\(\s*\)/y)) {
        const names = text.source.slice(start, before).trim().split(/\s+/);
        text.at += text.match(/\(\s*\)/y)?.[0].length ?? 0;
        if (names.length > 1) text.replace(start, text.at, `${names[0]}() `);
        this.#defined(start, names);
        return;
      }
      this.#lines.word();
      const isAssignment = /^\w+(?:\[[^\]]*\])?\+?=/.test(text.source.slice(before, text.at));
      if (!isAssignment || words > 0) words++;
    }
  }
}
