/** Lines of zsh: what parts commands, the bodies of here-documents, and the words and redirections that commands are made of. */
import { NotUnderstood, type Retelling } from "./retelling.ts";
import type { ZshWords } from "./zsh-words.ts";

interface HereDocument {
  readonly delimiter: string;
  readonly tabs: boolean;
}

const redirections =
  /\d*(<<<|<<-|<<|<>|<&|<(?!\(|\d*-\d*>)|&>>[|!]?|&>[|!]?|>>&[|!]?|>>[|!]?|>&[|!]?|>(?!\()[|!]?)/y;

export class ZshLines {
  readonly #text: Retelling;
  readonly #words: ZshWords;
  #documents: HereDocument[] = [];

  constructor(text: Retelling, words: ZshWords) {
    this.#text = text;
    this.#words = words;
  }

  /** Blanks, escaped line breaks and a comment. */
  blanks(): void {
    const text = this.#text;
    text.at += text.match(/(?:[ \t\r\f\v]|\\\r?\n)*/y)?.[0].length ?? 0;
    if (text.peek() === "#" && (text.at === 0 || /[\s;&|()]/.test(text.peek(-1))))
      text.at += text.match(/.*/y)?.[0].length ?? 0;
  }

  /** The same, and line breaks. */
  lines(): void {
    for (this.blanks(); this.#text.peek() === "\n"; this.blanks()) this.newline();
  }

  /** Over a line break, and the here-documents that begin behind it. */
  newline(): void {
    const text = this.#text;
    text.at++;
    for (const { delimiter, tabs } of this.#documents.splice(0)) {
      for (let ended = false; !ended && !text.ends; ) {
        const [line = ""] = text.match(/.*/y) ?? [];
        ended = (tabs ? line.replace(/^\t+/, "") : line) === delimiter;
        text.at += line.length + 1;
      }
    }
  }

  /** A word, or the name of a function. */
  word(): void {
    const text = this.#text;
    const start = text.at;
    // `name()` is the head of a function: its parentheses are not the word's.
    const [name] = text.match(/[^\s(){}[\]<>;&|'"`$*?=]+(?=\(\s*\))/y) ?? [];
    if (name !== undefined) text.at += name.length;
    else text.nested(() => this.#words.word());
    if (text.at === start) throw new NotUnderstood(`not a word at ${start}`);
  }

  /** Redirections behind a compound command. */
  redirects(): boolean {
    for (this.blanks(); this.redirect(); this.blanks());
    return true;
  }

  /** One redirection; false where none stands here. */
  redirect(): boolean {
    const text = this.#text;
    const found = text.match(redirections);
    if (!found) return false;
    const [whole, operator = ""] = found;
    const plain = operator.replace(/[|!]$/, (end) => (operator === ">|" ? end : "")).replace(/^>>&$/, "&>>");
    text.replace(
      text.at + whole.length - operator.length,
      text.at + whole.length,
      plain === ">" && operator !== ">" ? ">|" : plain,
    );
    text.at += whole.length;
    this.blanks();
    const start = text.at;
    this.word();
    if (operator === "<<" || operator === "<<-") {
      const delimiter = text.source.slice(start, text.at).replace(/['"\\]/g, "");
      this.#documents.push({ delimiter, tabs: operator === "<<-" });
    }
    return true;
  }
}
