/** Operands of the loose reader: names, strings with what is put into them, lists, functions. */
import { type Argument, block, callOf, type Expr, nothing, textOf } from "../expression.ts";
import { Cursor, outermost } from "./cursor.ts";
import { type Token, unescaped } from "./scan.ts";
import { DEFINES, MODIFIERS, VALUES } from "./words.ts";

export type Call = Extract<Expr, { kind: "call" }>;

export abstract class Operands extends Cursor {
  /** Names that are given a value somewhere: `"$name"` means them, any other is a shell's own. */
  protected readonly given: ReadonlySet<string>;
  /** Texts between backticks: a command line in Julia, where something runs it; a text like any other elsewhere. */
  protected readonly lines = new WeakSet<Expr>();

  constructor(tokens: readonly Token[], given: ReadonlySet<string>) {
    super(tokens);
    this.given = given;
  }

  /** An expression with all its signs between. */
  protected abstract expression(): Expr;
  /** One statement; at least one token is taken. */
  protected abstract statement(): Expr;
  /** Code that is put into a string. */
  protected abstract inserted(code: string): Expr;

  protected primary(): Expr {
    // Signs before an operand: `&x`, `-x`, `!x`, `\'x`.
    while (this.peek()?.kind === "sign" && !/^[()[\]{},;|\\]$/.test(this.peek()?.text ?? "")) this.at++;
    const token = this.peek();
    if (!token) return nothing;
    switch (token.kind) {
      case "text":
        this.at++;
        return this.text(token);
      case "number":
        this.at++;
        return { kind: "number", value: Number(token.text.replaceAll("_", "")) };
      case "line":
        return nothing;
      case "name":
        // `f <- function(x) { … }`
        if (DEFINES.has(token.text) && this.is("(", 1)) {
          const made = this.arrowFunction();
          if (made) return made;
        }
        if (MODIFIERS.has(token.text) && this.peek(1)?.text !== "(" && this.peek(1)?.text !== ".") {
          this.at++;
          return this.primary();
        }
        this.at++;
        return { kind: "name", name: token.text.replace(/^[@$](?=\w)/, "") };
      case "sign":
        break;
    }
    const lambda = this.arrowFunction();
    if (lambda) return lambda;
    switch (token.text) {
      case "(": {
        const items = this.list("(", ")");
        const [only] = items;
        // `try (Stream<Path> paths = …)`
        if (items.length === 1 && only && only.name !== null)
          return {
            kind: "assign",
            target: { kind: "name", name: only.name },
            operator: null,
            value: only.value,
          };
        return items.length === 1 && only ? only.value : { kind: "list", items };
      }
      case "[":
        // Go's `[]string{"a", "b"}`.
        if (this.is("]", 1) && this.peek(2)?.kind === "name" && this.peek(2)?.spaced === false) {
          this.at += 3;
          while (this.is(".")) this.at += 2;
          return { kind: "list", items: this.list("{", "}") };
        }
        // C#'s `new[] { "a", "b" }`
        if (this.is("]", 1) && this.is("{", 2)) {
          this.at += 2;
          return { kind: "list", items: this.list("{", "}") };
        }
        return { kind: "list", items: this.list("[", "]") };
      case "{": {
        const inside = outermost(this.tokens.slice(this.at + 1, this.closing(this.at)));
        const listed = inside.some((each) => each.text === "," && each.kind === "sign");
        return listed ? { kind: "list", items: this.list("{", "}") } : this.braces();
      }
      case ")":
      case "]":
      case "}":
      case ",":
      case ";":
        return nothing;
      default:
        this.at++;
        return nothing;
    }
  }

  /** A string, with what is put into it. */
  protected text({ text, quote = "" }: Token): Expr {
    // The home directory, which many of these languages know by this sign.
    if (/^~(?:\/[^\s$]*)?$/.test(text)) return callOf("guardsh.home", textOf(text));
    const expr = this.parts(text);
    if (quote === "`") this.lines.add(expr);
    return expr;
  }

  protected parts(text: string): Expr {
    const pieces = text.split(
      /(?:\$|#|\\)(?=[{(])(?:\{([^{}]*)\}|\(((?:[^()]|\([^()]*\))*)\))|\$([A-Za-z_]\w*)/g,
    );
    if (pieces.length === 1) return textOf(unescaped(text));
    const parts: Expr[] = [];
    for (let i = 0; i < pieces.length; i += 4) {
      parts.push(textOf(unescaped(pieces[i] ?? "")));
      const [braced, bracketed, name] = pieces.slice(i + 1, i + 4);
      const code = braced ?? bracketed ?? name;
      if (code === undefined) continue;
      // A name that the program does not have is one of the shell that will read the text.
      const own =
        name === undefined ? /[.("\s]|^\w+$/.test(code) && !this.unknownName(code) : this.given.has(name);
      parts.push(
        own
          ? this.inserted(code)
          : textOf(
              name !== undefined ? `$${name}` : braced !== undefined ? `\${${braced}}` : `$(${bracketed})`,
            ),
      );
    }
    return { kind: "join", parts };
  }

  protected unknownName(code: string): boolean {
    return /^\w+$/.test(code) && !this.given.has(code) && !VALUES.has(code);
  }

  /** The arguments or items between brackets. */
  protected list(open: string, close: string): Argument[] {
    const out: Argument[] = [];
    if (!this.take(open)) return out;
    while (this.at < this.tokens.length && !this.take(close)) {
      if (this.peek()?.kind === "line" || this.is(",") || this.is(";")) {
        this.at++;
        continue;
      }
      const before = this.at;
      this.skipType();
      const lambda = this.arrowFunction();
      const name = lambda ? null : this.label();
      out.push({ name, value: lambda ?? this.item(), spread: false });
      if (this.at === before) this.at++;
    }
    return out;
  }

  /** The name that an argument is given under, taken: `recursive: true`, `recursive = true`, `~force:true`. */
  protected label(signs = /^(?:=|:|=>)$/): string | null {
    const dash = this.is("~") ? 1 : 0;
    const [name, sign] = [this.peek(dash), this.peek(dash + 1)];
    if (name?.kind !== "name" || sign?.kind !== "sign" || !signs.test(sign.text)) return null;
    this.at += dash + 2;
    this.skipLines();
    return name.text;
  }

  /** One item: an expression, behind words that change nothing. */
  protected item(): Expr {
    while (this.peek()?.kind === "name" && MODIFIERS.has(this.peek()?.text ?? "")) this.at++;
    const value = this.expression();
    // `p -> {…}` that was not seen as one, a default, a type.
    if (/^(?:=|:|->|=>|<-|:=)$/.test(this.peek()?.text ?? "") && this.peek()?.kind === "sign") {
      this.at++;
      return { kind: "other", parts: [value, this.expression()] };
    }
    return value;
  }

  /** `p -> …`, `(a, b) => …`, `\x -> …`, `|x| …`, `fn x -> …`, `func(x T) {`: a function as a value; null where none stands here. */
  protected arrowFunction(): Expr | null {
    const start = this.at;
    let at = start;
    const word =
      this.tokens[at]?.kind === "name" &&
      (DEFINES.has(this.tokens[at]?.text ?? "") || this.tokens[at]?.text === "lambda");
    const bar = this.is("|");
    if (word || this.is("\\") || bar) at++;
    const from = at;
    if (this.tokens[at]?.text === "(") {
      const close = this.closing(at);
      if (close < 0) return null;
      at = close + 1;
    } else if (!word && !bar && !this.is("\\")) at += this.tokens[at]?.kind === "name" ? 1 : 0;
    else while (at < from + 6 && (this.tokens[at]?.kind === "name" || this.tokens[at]?.text === ",")) at++;
    const sign = this.tokens[at]?.text ?? "";
    const parameters = this.parameters(from, at, true);
    if (/^(?:->|=>)$/.test(sign) || (bar && sign === "|")) this.at = at + 1;
    else if (word && from < at) this.at = at;
    else return null;
    while (
      word &&
      this.at < this.tokens.length &&
      !this.is("{") &&
      this.peek()?.kind === "name" &&
      this.is("{", 1)
    )
      this.at++;
    this.skipLines();
    const body = this.is("{") ? this.braces() : this.expression();
    this.take("end");
    return { kind: "function", name: null, parameters, body };
  }

  /** `{ f -> … }`, `{ f in … }`, `{ |f| … }`, `{ … }` (whose item is `it`) as a function. */
  protected function(): Expr {
    const close = this.closing(this.at);
    let arrow = -1;
    for (let i = this.at + 1; i < Math.min(close, this.at + 10); i++) {
      const token = this.tokens[i];
      if (token?.kind === "text" || token?.kind === "line") break;
      if (/^(?:->|=>|in)$/.test(token?.text ?? "")) arrow = i;
      if (token?.text === "|" && i > this.at + 1) arrow = i;
    }
    const names = arrow < 0 ? [] : this.parameters(this.at + 1, arrow, true);
    const parameters: Expr[] = names.length > 0 ? names : [{ kind: "name", name: "it" }];
    if (arrow < 0) return { kind: "function", name: null, parameters, body: this.braces() };
    this.at = arrow + 1;
    const items: Expr[] = [];
    while (this.at < this.tokens.length && !this.take("}")) items.push(this.statement());
    return { kind: "function", name: null, parameters, body: block(items) };
  }

  /** What stands in braces, as a block. */
  protected braces(): Expr {
    if (!this.take("{")) return nothing;
    const items: Expr[] = [];
    while (this.at < this.tokens.length && !this.take("}")) items.push(this.statement());
    return block(items);
  }
}
