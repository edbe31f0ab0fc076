/**
 * Code in a language without a grammar here → common terms, loosely: calls in any of the usual notations, strings with
 * what is put into them, assignments, loops and functions with braces. What is not understood is passed over; both ways
 * of a branch are followed, and a block is followed where it stands.
 */
import { block, callOf, type Expr, nothing, positional } from "../expression.ts";
import { Expressions } from "./expressions.ts";
import { scan, type Token } from "./scan.ts";
import { DEFINES, IMPORTS, LOOPS, MODIFIERS, THROUGH } from "./words.ts";

/** The program in common terms. */
export function lowerLoosely(source: string): Expr {
  // C's names of constants
  const tokens = scan(source.replaceAll(/^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+(".*")[ \t]*$/gm, "$1 = $2;"));
  return new LooseReader(tokens, namesGiven(tokens)).program();
}

/** The names that are given a value somewhere in the program. */
function namesGiven(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap((token, i) =>
      token.kind === "name" && /^(?:=|:=|<-|:)$/.test(tokens[i + 1]?.text ?? "") ? [token.text] : [],
    ),
  );
}

class LooseReader extends Expressions {
  program(): Expr {
    const items: Expr[] = [];
    while (this.at < this.tokens.length) items.push(this.statement());
    return block(items);
  }

  /** One statement; at least one token is taken. */
  protected override statement(): Expr {
    this.skipType();
    const start = this.at;
    const token = this.peek();
    if (!token) return nothing;
    if (token.kind === "name") {
      if (IMPORTS.has(token.text) && this.peek(1)?.kind !== "sign") return this.passLine();
      if (LOOPS.has(token.text)) {
        const items = this.loop();
        if (items.length > 0) return block(items);
        this.at = start;
      }
      const defined = this.definition();
      if (defined) return defined;
      const clause = this.clause();
      if (clause) return clause;
      if (MODIFIERS.has(token.text)) {
        this.at++;
        return nothing;
      }
    }
    // Elixir's `@name value`
    const behind = this.peek(1);
    if (token.text.startsWith("@") && behind?.spaced && (behind.kind === "text" || behind.text === "[")) {
      this.at++;
      return this.assign({ kind: "name", name: token.text.slice(1) }, this.expression());
    }
    let value = this.expression();
    // `puts "a", "b"`: the rest of the words of a call without parentheses; `x, err := f()`: several names.
    const more: Expr[] = [];
    while (this.is(",") && this.at > start) {
      this.at++;
      this.skipLines();
      more.push(this.expression());
    }
    if (value.kind === "call" && more.length > 0)
      value = { ...value, args: [...value.args, ...more.map(positional)] };
    // `name: Type = value`
    if (this.is(":") && value.kind === "name") {
      const sign = this.lineUntil("=");
      if (sign > 0) this.at = sign;
    }
    if (
      this.at < this.tokens.length &&
      /^(?:=|:=|<-|[-+*/.&^~]=)$/.test(this.peek()?.text ?? "") &&
      this.peek()?.kind === "sign"
    ) {
      this.at++;
      this.skipLines();
      const given = this.expression();
      return this.assign(value, given);
    }
    if (this.at === start) this.at++;
    return more.length > 0 && value.kind !== "call" ? { kind: "other", parts: [value, ...more] } : value;
  }

  protected assign(target: Expr, value: Expr): Expr {
    // `String name = …`: a call without parentheses is a type and its name.
    const last = target.kind === "call" ? target.args.at(-1)?.value : undefined;
    const to = last?.kind === "name" ? last : target;
    if (to.kind === "name" && value.kind === "call") this.building.set(to.name, value);
    if (to.kind === "member" && /^(?:std(?:in|out|err)|standard(?:Input|Output|Error))$/i.test(to.name))
      return { kind: "block", items: [callOf("guardsh.tie", value), nothing] };
    if (to.kind !== "name" && to.kind !== "member" && to.kind !== "index")
      return { kind: "other", parts: [target, value] };
    return { kind: "assign", target: to, operator: null, value };
  }

  /** `for (File f : files)`, `for _, f := range files {`, `for (a, b) in pairs do`: one of the items is followed. */
  protected loop(): readonly Expr[] {
    const items: Expr[] = [];
    do {
      this.at++;
      const names: string[] = [];
      let at = this.at;
      for (; at < this.tokens.length && at < this.at + 12; at++) {
        const token = this.tokens[at];
        if (!token || token.kind === "line" || token.text === "{" || token.text === ";") return items;
        if (THROUGH.has(token.text) && token.kind !== "text" && names.length > 0) break;
        if (token.kind === "name" && !MODIFIERS.has(token.text)) names.push(token.text);
      }
      if (names.length === 0 || !THROUGH.has(this.tokens[at]?.text ?? "")) return items;
      this.at = at + 1;
      // The braces behind it are the loop's own.
      this.closures = false;
      const item = callOf("guardsh.item", this.expression());
      this.closures = true;
      for (const name of names)
        items.push({ kind: "assign", target: { kind: "name", name }, operator: null, value: item });
      // Julia: `for a in as, b in bs`
    } while (this.is(","));
    return items;
  }

  /** A function with its body in braces: `func f(a string) {`, `fn f(a: &str) -> T {`, `static void f(String a) {`. */
  protected definition(): Expr | null {
    let at = this.at;
    // Elixir's `def run do`
    const [plain, does] = [this.peek(1), this.peek(2)];
    if (/^defp?$/.test(this.peek()?.text ?? "") && plain?.kind === "name" && does?.text === "do")
      return this.ended(this.end(at), at + 2, plain.text, []);
    const words: string[] = [];
    // Go's methods name what they are called on first: `func (c *Cache) Delete(k string) {`.
    const receiver = this.is("func") && this.is("(", 1) ? this.closing(at + 1) : -1;
    if (receiver > 0) {
      words.push("func");
      at = receiver + 1;
    }
    const [self] = receiver > 0 ? this.parameters(this.at + 2, receiver, true) : [];
    for (; this.tokens[at]?.kind === "name" && words.length < 12; at++) {
      words.push(this.tokens[at]?.text ?? "");
      // `List<String> f(`, `String[] f(`
      for (const [open, close] of [
        ["<", ">"],
        ["[", "]"],
      ] as const)
        if (this.tokens[at + 1]?.text === open) {
          let end = at + 2;
          while (end < at + 10 && this.tokens[end]?.text !== close) end++;
          if (this.tokens[end]?.text === close) at = end;
        }
    }
    const keyword = words.some((word) => DEFINES.has(word));
    const name = words.at(-1);
    if (words.length < 2 || name === undefined || this.tokens[at]?.text !== "(") return null;
    if (!keyword && /^(?:new|return|else|await|throw|if|in|go|defer|do)$/.test(words.at(-2) ?? ""))
      return null;
    const close = this.closing(at);
    if (close < 0) return null;
    let body = close + 1;
    const begins = this.at + words.findIndex((word) => DEFINES.has(word));
    const ended = keyword
      ? this.ended(this.end(begins), body, name, this.parameters(at + 1, close, keyword))
      : null;
    if (ended) return ended;
    for (; body < close + 14; body++) {
      const token = this.tokens[body];
      if (!token || token.text === "{") break;
      if (token.kind === "line" || /^[;=]$/.test(token.text)) return null;
    }
    if (this.tokens[body]?.text !== "{") return null;
    const parameters = this.parameters(at + 1, close, keyword);
    this.at = body;
    const own: Expr[] = self
      ? [{ kind: "assign", target: self, operator: null, value: { kind: "name", name: "this" } }]
      : [];
    return { kind: "function", name, parameters, body: block([...own, this.braces()]) };
  }

  /** A function whose body goes up to `end`: Lua's, Julia's, Elixir's; null where there is none. */
  private ended(end: number, body: number, name: string, parameters: readonly Expr[]): Expr | null {
    if (end < 0 || this.tokens[body]?.text === "{") return null;
    this.at = this.tokens[body]?.text === "do" ? body + 1 : body;
    const items: Expr[] = [];
    while (this.at < end) items.push(this.statement());
    this.at = end + 1;
    return { kind: "function", name, parameters, body: block(items) };
  }

  /** `let f a b = …`, `let rec f a = …`: a function whose body is an expression. */
  protected clause(): Expr | null {
    let at = this.at;
    if (!this.is("let")) return null;
    while (/^(?:let|rec|inline)$/.test(this.tokens[at]?.text ?? "")) at++;
    const names: string[] = [];
    for (; this.tokens[at]?.kind === "name"; at++) names.push(this.tokens[at]?.text ?? "");
    const [name, ...parameters] = names;
    if (name === undefined || parameters.length === 0 || this.tokens[at]?.text !== "=") return null;
    if (names.some((each) => MODIFIERS.has(each))) return null;
    this.at = at + 1;
    this.skipLines();
    const body = this.expression();
    return {
      kind: "function",
      name,
      parameters: parameters.map((each) => ({ kind: "name", name: each })),
      body,
    };
  }

  protected override inserted(code: string): Expr {
    return new LooseReader(scan(code), this.given).program();
  }
}
