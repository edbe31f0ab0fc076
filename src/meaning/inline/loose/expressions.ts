/** Expressions of the loose reader: operands, what stands behind them, and the signs between. */
import { type Argument, callOf, type Expr, positional } from "../expression.ts";
import { outermost } from "./cursor.ts";
import { type Call, Operands } from "./operands.ts";
import { ADDS, JOINS, MODIFIERS, READS, SAME, STARTS, THROUGH, VALUES } from "./words.ts";

/** Nested deeper than this, a program is not followed further. */
const DEPTH = 60;

export abstract class Expressions extends Operands {
  /** Commands being put together, by the name that holds them. */
  protected readonly building = new Map<string, Call>();
  /** May braces behind an operand be a function that is given to it? */
  protected closures = true;
  #depth = 0;

  /** An expression with all its signs between; never across a line but behind a sign. */
  protected override expression(): Expr {
    if (this.#depth > DEPTH) return this.passLine();
    this.#depth++;
    let left = this.applied();
    for (;;) {
      // A chain goes on in the next line.
      let ahead = 0;
      while (this.peek(ahead)?.kind === "line") ahead++;
      if (ahead > 0 && /^(?:\.|\?\.|\|>|\+\+?|\.\.|<>|::)$/.test(this.peek(ahead)?.text ?? "")) {
        this.at += ahead;
        if (/^(?:\.|\?\.|::)$/.test(this.peek()?.text ?? "")) {
          left = this.behind(left);
          continue;
        }
      }
      const sign = this.peek();
      if (sign?.kind !== "sign" || /^(?:[)\]},;={:]|:=|<-|->|=>|[-+*/.&^~]=)$/.test(sign.text)) break;
      this.at++;
      this.skipLines();
      // Go's `f(list...)`
      if (sign.text === "..." && this.endsHere()) continue;
      // `"rm -rf x" !`
      if (/^!!?$/.test(sign.text) && this.endsHere()) {
        left = callOf("guardsh.execute", left);
        continue;
      }
      const right = this.applied();
      // Elixir's `&File.rm/1`: a function by its name and the number of its arguments.
      if (!(sign.text === "/" && right.kind === "number" && left.kind === "member"))
        left = this.together(sign.text, left, right);
    }
    this.#depth--;
    return left;
  }

  protected endsHere(): boolean {
    const token = this.peek();
    return !token || token.kind === "line" || /^[)\];}]$/.test(token.text);
  }

  protected together(sign: string, left: Expr, right: Expr): Expr {
    switch (sign) {
      case "|>":
        // Elixir gives it as the first argument, OCaml and F# as the last; one argument is both.
        if (right.kind === "name" && this.lines.has(left)) return { kind: "command", command: left };
        if (right.kind === "call") return { ...right, args: [positional(left), ...right.args] };
        return right.kind === "name" || right.kind === "member"
          ? { kind: "call", callee: right, args: [positional(left)] }
          : { kind: "other", parts: [left, right] };
      case ">>=":
      case "<$>":
      case "=<<":
      case "$":
      case "<|": {
        const [callee, given] = sign === ">>=" ? [right, left] : [left, right];
        if (callee.kind === "call") return { ...callee, args: [...callee.args, positional(given)] };
        return callee.kind === "name" || callee.kind === "member" || callee.kind === "function"
          ? { kind: "call", callee, args: [positional(given)] }
          : { kind: "other", parts: [left, right] };
      }
      case "<<":
        // What is given to a file, a stream, a list.
        return {
          kind: "call",
          callee: { kind: "member", object: left, name: "<<" },
          args: [positional(right)],
        };
      case "</>":
        return callOf("guardsh.path", left, right);
      case "/":
        return { kind: "binary", operator: "/", left, right };
      case "||":
      case "&&":
      case "?:":
      case "?":
      case ">>":
      case "*>":
        return { kind: "choice", ways: [left, right] };
      default:
        return JOINS.has(sign)
          ? { kind: "binary", operator: "+", left, right }
          : { kind: "other", parts: [left, right] };
    }
  }

  /** A call without parentheses: `callProcess "rm" ["-rf", x]`, `puts x`; or the operand alone. */
  protected applied(): Expr {
    const callee = this.operand();
    if (callee.kind !== "name" && callee.kind !== "member") return callee;
    const args: Argument[] = [];
    for (let token = this.peek(); token?.spaced && args.length < 12; token = this.peek()) {
      const begins =
        token.kind === "text" ||
        token.kind === "number" ||
        (token.kind === "name" && !MODIFIERS.has(token.text) && !THROUGH.has(token.text)) ||
        (/^[([]$/.test(token.text) && token.kind === "sign") ||
        (/^[~@&\\]$/.test(token.text) && this.peek(1)?.spaced === false);
      if (!begins) break;
      const label = this.label(/^:$/);
      args.push({ name: label, value: this.operand(), spread: false });
    }
    if (args.length > 0) return this.finished({ kind: "call", callee, args });
    return VALUES.has(callee.name) ? { kind: "call", callee, args } : callee;
  }

  /** An operand with what stands right behind it. */
  protected operand(): Expr {
    let value = this.primary();
    for (let before = -1; before !== this.at; ) {
      before = this.at;
      value = this.behind(value);
    }
    return value;
  }

  protected behind(value: Expr): Expr {
    const token = this.peek();
    if (!token || token.kind === "line" || token.kind === "text") return value;
    const next = this.peek(1);
    switch (token.text) {
      case "(":
        if (token.spaced) return value;
        return this.finished({ kind: "call", callee: value, args: this.list("(", ")") });
      case "[": {
        if (token.spaced) return value;
        const [index] = this.list("[", "]");
        // `f::[T]`, `new String[] { … }`
        return index ? { kind: "index", object: value, index: index.value } : value;
      }
      case "<": {
        // `new List<string> { … }`, `Vec<T>::new()`
        const end = this.typeArguments(0);
        if (end === 0 || !/^(?:[({]|::)$/.test(this.peek(end)?.text ?? "")) return value;
        this.at += end;
        return this.is("{") ? { kind: "list", items: this.list("{", "}") } : this.behind(value);
      }
      case "{":
        return this.closures ? this.closure(value) : value;
      case "::":
      case ".":
      case "?.":
      case "->":
        if (token.text === "." && token.spaced && next?.spaced) return value;
        if (next?.kind === "sign" && /^!!?$/.test(next.text)) {
          this.at += 2;
          return callOf("guardsh.execute", value);
        }
        // `Vec::<T>::new`
        if (next?.text === "<") {
          while (this.at < this.tokens.length && !this.take(">")) this.at++;
          return value;
        }
        if (next?.kind !== "name" || (token.text === "->" && token.spaced)) return value;
        this.at += 2;
        return this.member(value, next.text);
      case ":":
        // `file:read()`, `os:cmd("…")`
        if (token.spaced || next?.kind !== "name" || next.spaced || !this.is("(", 2)) return value;
        this.at += 2;
        return this.member(value, next.text);
      case "!":
      case "?":
        // Swift's and Kotlin's `x!`, Rust's `x?`.
        if (token.spaced || !/^(?:[.)\],;?{]|\n)$/.test(next?.text ?? "\n")) return value;
        this.at++;
        return value;
      default:
        return value;
    }
  }

  protected member(object: Expr, name: string): Expr {
    const called = this.is("(") && this.peek()?.spaced === false;
    if (STARTS.has(name) && (object.kind === "text" || object.kind === "list" || object.kind === "join")) {
      if (called) this.list("(", ")");
      return callOf("guardsh.execute", object);
    }
    if (READS.has(name)) {
      if (called) this.list("(", ")");
      return callOf("guardsh.read", object);
    }
    if (SAME.has(name) && (object.kind !== "name" || called)) {
      if (!called) return object;
      const args = this.list("(", ")");
      // `f.get("key")`
      if (
        args.length === 0 ||
        /^(?:expect|unwrap|get(?:Bytes|OrElse)|orElse|data|to|trimming|sorted)/.test(name)
      )
        return object;
      return { kind: "call", callee: { kind: "member", object, name }, args };
    }
    return { kind: "member", object, name };
  }

  /** Puts the arguments of `.arg(x)` and its kin to those of the command that they are for. */
  protected finished(call: Call): Expr {
    const { callee } = call;
    if (callee.kind === "name" && RUNS_LINES.test(callee.name))
      for (const { value } of call.args)
        if (this.lines.has(value)) return { kind: "command", command: value };
    // R: `eval(parse(text = x))`; Swift: `String(contentsOfFile: x)`.
    const [only] = call.args;
    if (only?.name === "text" && callee.kind === "name" && callee.name === "parse") return only.value;
    if (only && /^contents(?:OfFile|Of|AtPath)$/.test(only.name ?? ""))
      return callOf("guardsh.read", only.value);
    // C's `snprintf(text, size, format, …)` puts it into its first argument.
    const into = callee.kind === "name" ? PUTS.exec(callee.name) : null;
    if (into && only?.value.kind === "name") {
      const rest = call.args.slice(into[1] === undefined ? 1 : 2);
      return {
        kind: "assign",
        target: only.value,
        operator: null,
        value: { ...call, callee: FORMAT, args: rest },
      };
    }
    if (callee.kind !== "member" || !ADDS.has(callee.name)) return call;
    const more = call.args.map((arg) => ({ ...arg, spread: true }));
    if (callee.object.kind === "call") return withArguments(callee.object, more);
    if (callee.object.kind !== "name") return call;
    const built = this.building.get(callee.object.name);
    if (!built) return call;
    const whole = withArguments(built, more);
    this.building.set(callee.object.name, whole);
    return whole;
  }

  /** Braces behind an operand: a function that is given to it, or the items of what it makes. */
  protected closure(value: Expr): Expr {
    if (
      value.kind !== "call" &&
      value.kind !== "member" &&
      value.kind !== "index" &&
      value.kind !== "list" &&
      value.kind !== "name"
    )
      return value;
    const close = this.closing(this.at);
    if (close < 0) return value;
    const inside = this.tokens.slice(this.at + 1, close);
    const listed =
      outermost(inside).some((token) => token.text === "," && token.kind === "sign") &&
      !inside.some(
        (token) =>
          (token.kind === "line" && value.kind === "name") ||
          token.text === ";" ||
          /^(?:->|=>|in|\|)$/.test(token.text),
      );
    // Go's and Rust's `Options{root: "/x"}`
    const [first, second] = inside;
    const fielded =
      value.kind === "name" &&
      first?.kind === "name" &&
      second?.text === ":" &&
      !inside.some((token) => /^(?:->|=>|in|\||;)$/.test(token.text) && token.kind !== "text");
    if (listed || fielded || (inside.length === 1 && inside[0]?.kind === "text" && value.kind !== "name")) {
      const items = this.list("{", "}");
      if (value.kind === "name" && items.some(({ name }) => name !== null))
        return { kind: "call", callee: value, args: items };
      return value.kind === "call" ? { ...value, args: [...value.args, ...items] } : { kind: "list", items };
    }
    if (value.kind === "name" || value.kind === "list" || value.kind === "index") return value;
    const work = this.function();
    const call: Call = value.kind === "call" ? value : { kind: "call", callee: value, args: [] };
    return { ...call, args: [...call.args, positional(work)] };
  }
}

const PUTS = /^v?s(n)?printf$|^strcpy$/;
const FORMAT: Expr = { kind: "name", name: "sprintf" };

/** Julia's functions that start a command line. */
const RUNS_LINES = /^(?:run|read|readchomp|pipeline|success|open|readlines|eachline|detach)$/;

/** The call at the beginning of a chain with more arguments. */
function withArguments(call: Call, more: readonly Argument[]): Call {
  const { callee } = call;
  if (callee.kind === "member" && callee.object.kind === "call")
    return { ...call, callee: { ...callee, object: withArguments(callee.object, more) } };
  return { ...call, args: [...call.args, ...more] };
}
