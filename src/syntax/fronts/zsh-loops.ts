/** Loops of zsh: several names, lists in parentheses, `repeat`, `foreach … end`, and bodies in braces or of one command. */
import { NotUnderstood, type Retelling } from "./retelling.ts";
import type { ZshLines } from "./zsh-lines.ts";
import type { ZshWords } from "./zsh-words.ts";

/** What loops are made of. */
export interface Parts {
  /** Commands up to what closes them. */
  list(): void;
  /** The same, with a separator behind the last. */
  closedList(): void;
  /** `{ … }` with other words around it. */
  group(open: string, close: string): void;
  /** One command, or several joined by `&&` and the like, with words around it. */
  short(open: string, close: string): void;
}

export class ZshLoops {
  readonly #text: Retelling;
  readonly #words: ZshWords;
  readonly #lines: ZshLines;
  readonly #parts: Parts;

  constructor(text: Retelling, words: ZshWords, lines: ZshLines, parts: Parts) {
    this.#text = text;
    this.#words = words;
    this.#lines = lines;
    this.#parts = parts;
  }

  /** `do … done`, `{ … }`, or one command. */
  body(): void {
    const text = this.#text;
    this.#lines.blanks();
    if (text.match(/do(?=\s)/y)) {
      text.at += 2;
      this.#parts.list();
      text.expect("done");
    } else if (text.peek() === "{") this.#parts.group("do ", "done");
    else this.#parts.short("do ", "done");
  }

  /** `for x in …; do`, `for x y (…) …`, `for ((…)) …`, `foreach x (…) … end`, `select`. */
  named(keyword: string): void {
    const text = this.#text;
    if (keyword === "foreach") text.replace(text.at, text.at + keyword.length, "for");
    text.at += keyword.length;
    this.#lines.blanks();
    if (text.startsWith("((") && this.#words.arithmetic(text.at)) {
      text.at += text.match(/\s*;\s*/y)?.[0].length ?? 0;
      this.body();
      return;
    }
    const names = this.#names();
    this.#items(names.slice(1));
    text.at += text.match(/[ \t]*;?/y)?.[0].length ?? 0;
    this.#lines.lines();
    if (keyword !== "foreach" || text.match(/do(?=\s)/y) || text.peek() === "{") this.body();
    else {
      text.insert(text.at, "do ");
      this.#parts.closedList();
      text.expect("end");
      text.replace(text.at - 3, text.at, "done");
    }
    text.insert(text.at, "; done".repeat(names.length - 1));
  }

  /**
   * `in a b`, `(a b)`, or nothing. A loop over several names takes as many items at a time: it is told as a loop in a loop, where each
   * item comes with each. Where the last items are too few, the names behind them are empty.
   */
  #items(otherNames: readonly string[]): void {
    const text = this.#text;
    const start = text.at;
    const inParentheses = text.peek() === "(";
    if (inParentheses) {
      text.replace(start, ++text.at, " in ");
      this.#words.items((newline) => text.replace(newline, newline + 1, " "));
      text.replace(text.at - 1, text.at, "");
    } else if (text.match(/in(?=\s|$)/y)) {
      text.at += 2;
      for (this.#lines.blanks(); !/^[;\n]?$/.test(text.peek()); this.#lines.blanks()) this.#lines.word();
    } else return;
    const items = text.said(start, text.at);
    for (const name of otherNames) text.insert(text.at, `; do for ${name} ${items} ''`);
    if (inParentheses && !text.match(/[ \t]*[;\n]/y)) text.insert(text.at, ";");
  }

  #names(): readonly string[] {
    const text = this.#text;
    const names: string[] = [];
    for (;;) {
      const [name = ""] = text.match(/(?!in\s|do\s)\w+/y) ?? [];
      if (name === "") break;
      // All but the first are told further on.
      if (names.length > 0) text.replace(text.at, text.at + name.length, "");
      names.push(name);
      text.at += name.length;
      this.#lines.blanks();
    }
    if (names.length === 0) throw new NotUnderstood("a loop without a name");
    return names;
  }

  /** `repeat N …`. */
  repeat(): void {
    const text = this.#text;
    text.replace(text.at, text.at + "repeat".length, "for _repeated in $(seq $((");
    text.at += "repeat".length;
    this.#lines.blanks();
    this.#lines.word();
    text.insert(text.at, ")));");
    const [separator = ""] = text.match(/\s*;?/y) ?? [];
    if (separator.includes(";")) text.replace(text.at, text.at + separator.length, " ");
    text.at += separator.length;
    this.#lines.lines();
    this.body();
  }
}
