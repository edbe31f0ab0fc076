/**
 * Words of zsh: alternatives `(a|b)`, qualifiers of patterns `*(.om[1])`, whose `e` and `+` run code for each name, ranges `<1-9>`,
 * `=(command)`, and the one-letter forms of parameters, `$=x` and `$~x`.
 */
import { NotUnderstood, type Retelling } from "./retelling.ts";

/** Reads commands up to what cannot be part of them. */
type ReadList = () => void;

const endsWord = /[\s;&|)<>]/;

/** `x=(`, `x[2]+=(`: the items of a list follow. */
const listAssignment = /[A-Za-z_]\w*(?:\[[^\]\s]*\])?\+?=\(/y;

const assignment = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;

export class ZshWords {
  readonly #text: Retelling;
  readonly #list: ReadList;

  constructor(text: Retelling, list: ReadList) {
    this.#text = text;
    this.#list = list;
  }

  /** One word, from its first character to what ends it. */
  word(): void {
    const text = this.#text;
    if (text.match(listAssignment)) {
      text.skipPast("(");
      this.items();
      return;
    }
    const start = text.at;
    if (text.startsWith("=(")) this.#outputFile();
    let braces = 0;
    while (!text.ends) {
      const c = text.peek();
      if (c === "<" && this.#range()) continue;
      if ((c === "<" || c === ">") && text.peek(1) === "(" && text.at === start) this.#process();
      else if (endsWord.test(c)) return;
      else if (c === "{") {
        braces++;
        text.at++;
      } else if (c === "}") {
        // Where no brace is open in the word, it closes what is around the word.
        if (braces === 0 && (text.peek(1) === "" || endsWord.test(text.peek(1)))) return;
        braces--;
        text.at++;
      } else if (c === "(") this.#parentheses(start);
      else if (c === "=" && text.startsWith("=(") && /^\w+=$/.test(text.source.slice(start, text.at)))
        this.#outputFile();
      else this.#piece(false);
    }
  }

  /** What stands between the parentheses of `x=( … )` or `for x ( … )`: words, and new lines that only part them. */
  items(parted: (newline: number) => void = () => {}): void {
    const text = this.#text;
    for (;;) {
      if (text.ends) throw new NotUnderstood("a list without an end");
      const c = text.peek();
      if (c === ")") break;
      if (c === "\n") parted(text.at++);
      else if (/\s/.test(c)) text.at++;
      else if (c === "#" && /\s/.test(text.peek(-1))) this.#comment();
      else {
        const before = text.at;
        text.nested(() => this.word());
        if (text.at === before) throw new NotUnderstood(`not a word: ${c}`);
      }
    }
    text.at++;
  }

  #comment(): void {
    const text = this.#text;
    while (!text.ends && text.peek() !== "\n") text.at++;
  }

  /** The pattern of a case, up to the parenthesis that closes it. */
  pattern(): void {
    const text = this.#text;
    while (text.peek() !== ")") {
      if (text.ends) throw new NotUnderstood("a pattern without an end");
      if (text.peek() === "(") this.#parentheses(text.at);
      else if (!this.#range()) this.#piece(false);
    }
  }

  /** A quote, an expansion, or one character. */
  #piece(quoted: boolean): void {
    const text = this.#text;
    const c = text.peek();
    if (c === "\\") text.at += 2;
    else if (c === "'" && !quoted) {
      text.at++;
      text.skipPast("'");
    } else if (c === '"') this.#doubleQuotes();
    else if (c === "`") this.#backticks();
    else if (c === "$") this.#dollar(quoted);
    else text.at++;
  }

  #doubleQuotes(): void {
    const text = this.#text;
    text.at++;
    text.nested(() => {
      while (text.peek() !== '"') {
        if (text.ends) throw new NotUnderstood("a string without an end");
        this.#piece(true);
      }
    });
    text.at++;
  }

  #backticks(): void {
    const text = this.#text;
    text.at++;
    while (text.peek() !== "`") {
      if (text.ends) throw new NotUnderstood("a backtick without its pair");
      text.at += text.peek() === "\\" ? 2 : 1;
    }
    text.at++;
  }

  #dollar(quoted: boolean): void {
    const text = this.#text;
    const start = text.at;
    if (text.startsWith("$((") && text.nested(() => this.arithmetic(start + 1))) return;
    if (text.startsWith("$(")) {
      text.at += 2;
      text.nested(this.#list);
      text.expect(")");
    } else if (text.startsWith("${")) {
      text.at += 2;
      text.nested(() => this.#until("}", quoted));
    } else if (text.startsWith("$[")) {
      text.at += 2;
      text.nested(() => this.#until("]", quoted));
    } else if (text.startsWith("$'") && !quoted) {
      text.at += 2;
      while (!text.ends && text.peek() !== "'") text.at += text.peek() === "\\" ? 2 : 1;
      text.expect("'");
    } else this.#bare(start, quoted);
  }

  /** `$x`, `$x[1]`; `$=x` and `$x[(r)a*]` with braces around them, which bash's parsers need. */
  #bare(start: number, quoted: boolean): void {
    const text = this.#text;
    const name = text.match(/\$([=~^+#]{0,2})([A-Za-z_]\w*|[@*?\d])?/y);
    const [whole = "$", flags = "", variable] = name ?? [];
    // `$#` alone is a count.
    if (variable === undefined) {
      text.at += 1 + (flags.startsWith("#") ? 1 : 0);
      return;
    }
    text.at += whole.length;
    const flagged = flags !== "" && !(flags === "#" && /\W/.test(variable));
    const searched = text.startsWith("[(");
    if (flagged || searched) text.insert(start + 1, "{");
    if (text.peek() === "[" && (searched || (flagged && !quoted))) {
      text.at++;
      text.nested(() => this.#until("]", quoted));
    }
    if (flagged || searched) text.insert(text.at, "}");
  }

  /** Up to the bracket or brace that closes an expansion, and over it. */
  #until(close: "}" | "]", quoted: boolean): void {
    const text = this.#text;
    const open = close === "}" ? "{" : "[";
    for (let depth = 1; ; ) {
      if (text.ends) throw new NotUnderstood(`no ${close}`);
      const c = text.peek();
      if (c === close && --depth === 0) break;
      if (c === open) depth++;
      this.#piece(quoted);
    }
    text.at++;
  }

  /** `((…))`, `from` its first parenthesis: goes over it, or nowhere where these are two of a subshell. */
  arithmetic(from: number): boolean {
    const text = this.#text;
    const start = text.at;
    text.at = from + 2;
    for (let depth = 0; !text.ends; ) {
      const c = text.peek();
      if (c === ")" && depth === 0) {
        if (text.peek(1) !== ")") break;
        text.at += 2;
        return true;
      }
      if (c === "(") depth++;
      if (c === ")") depth--;
      text.at += c === "\\" ? 2 : 1;
    }
    text.at = start;
    return false;
  }

  /** `<(…)` and `>(…)`. */
  #process(): void {
    const text = this.#text;
    text.at += 2;
    text.nested(this.#list);
    text.expect(")");
  }

  /** `=(…)`: the name of a file with the output, as `<(…)` is of a descriptor. */
  #outputFile(): void {
    this.#text.replace(this.#text.at, this.#text.at + 1, "<");
    this.#process();
  }

  /** `<1-9>`, `<->`: any number of that range. */
  #range(): boolean {
    const text = this.#text;
    const range = text.match(/<\d*-\d*>/y);
    if (!range) return false;
    text.replace(text.at, text.at + range[0].length, "*");
    text.at += range[0].length;
    return true;
  }

  /** Parentheses in a word that begins at `start`: flags, qualifiers at its end, or alternatives. */
  #parentheses(start: number): void {
    const text = this.#text;
    const open = text.at;
    if (assignment.test(text.source.slice(start, open))) {
      this.#quotedParentheses();
      return;
    }
    const close = this.#closing(open);
    const inside = text.source.slice(open + 1, close);
    const after = text.source.charAt(close + 1);
    const isLast = after === "" || endsWord.test(after) || after === "}";
    const named = inside.startsWith("#q");
    if (named || (isLast && open > start && isQualifier(inside))) {
      const code = codeIn(named ? inside.slice(2) : inside);
      const each = code.map((one) => `$(for REPLY in ${text.said(start, open)}; do ${one}; done)`);
      text.replace(open, close + 1, each.join(""));
      text.at = close + 1;
      return;
    }
    if (/^#[a-zA-Z\d,]+$/.test(inside)) {
      // What the groups behind `(#b)` match is kept in variables: it is told as text, so that it is seen.
      text.replace(open, close + 1, /[bm]/.test(inside) ? `'(${inside})'` : "");
      text.at = close + 1;
      return;
    }
    text.insert(open, "@");
    text.at++;
    text.nested(() => this.pattern());
    text.at++;
    // `(a)#`, `(a)##`: any number of times.
    const [times] = text.match(/#{1,2}/y) ?? [];
    if (times) {
      text.replace(text.at, text.at + times.length, "*");
      text.at += times.length;
    }
  }

  /** In what a variable is set to they are text, and so is what stands between them. */
  #quotedParentheses(): void {
    const text = this.#text;
    const special = () => {
      text.insert(text.at, "\\");
      text.at++;
    };
    special();
    while (text.peek() !== ")") {
      if (text.ends) throw new NotUnderstood("a parenthesis without its pair");
      if (text.peek() === "(") text.nested(() => this.#quotedParentheses());
      else if (/[\s;&|<>]/.test(text.peek())) special();
      else this.#piece(false);
    }
    special();
  }

  /** Where the parenthesis at `open` is closed. */
  #closing(open: number): number {
    const { source } = this.#text;
    let depth = 0;
    for (let at = open; at < source.length; at++) {
      const c = source.charAt(at);
      if (c === "\\") at++;
      else if (c === "'" || c === '"') {
        const end = source.indexOf(c, at + 1);
        if (end < 0) break;
        at = end;
      } else if (c === "(") depth++;
      else if (c === ")" && --depth === 0) return at;
    }
    throw new NotUnderstood("a parenthesis without its pair");
  }
}

/** Pieces of qualifiers that have a text of their own: `e:code:`, `+function`, `u:name:`, `[1,5]`. */
const qualifierText =
  /e(?:\[([^\]]*)\]|\{([^}]*)\}|<([^>]*)>|([^\w\s[{<])((?:'[^']*'|"[^"]*"|\\.|(?!\4).)*)(?:\4|$))|\+(\w+)|[fugP](\W).*?\7|\[[^\]]*\]|:.*$|./gsy;

/** As zsh tells them from alternatives: neither `|` nor `~` nor a parenthesis, but in the code. */
function isQualifier(inside: string): boolean {
  const bare = inside.replace(qualifierText, (piece) => (piece.length > 1 ? "" : piece));
  return !/[|(~]/.test(bare);
}

/** The commands that qualifiers run for each name. */
function codeIn(inside: string): readonly string[] {
  return [...inside.matchAll(qualifierText)].flatMap(([, square, curly, angle, , other, name]) => {
    const code = square ?? curly ?? angle ?? other;
    return name !== undefined ? [name] : code ? [`eval ${code}`] : [];
  });
}
