/**
 * Follows a program in the common terms: names and what they hold, functions and their calls, both ways of every
 * branch. What a call does is looked up in the language's table and said as actions (`perform/`).
 */
import type { CodeSource, Engine, Frame } from "../../interpreter/engine.ts";
import { concat, known, type Text } from "../../value.ts";
import type { CallSpec } from "../calls/spec.ts";
import type { Expr } from "../expression.ts";
import { binary, slice } from "../values/constant.ts";
import {
  choice,
  computedFrom,
  joinTexts,
  nothingKnown,
  ofEach,
  type Scope,
  taintOf,
  text,
  toLiteral,
  toNumber,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { Calls } from "./apply.ts";
import { assign } from "./assign.ts";
import { choose, forEach, itemsOf, whileTrue, within } from "./branches.ts";
import { makeClass, objectAround } from "./classes.ts";
import { REQUEST } from "./given.ts";
import { listOf, mapOf } from "./literals.ts";
import { itemAt, member } from "./member.ts";
import { bindNames, loadModule } from "./modules.ts";
import { type Arguments, type Dialect, type Performer, Program } from "./program.ts";
import { operate, textual } from "./protocols.ts";

/** Expressions that are followed in one program, and functions in it that nothing calls. */
const STEPS = 40_000;
const UNCALLED = 200;
/** Expressions followed in one function that nothing calls, and in all of them. */
const UNCALLED_STEPS = 2_500;
const UNCALLED_TOTAL = 15_000;

/** A stand-in for a part of the code that is not known; see program.ts. */
const STAND_IN = /guardsh_hole_(\d+)_/;

export class Evaluation extends Program {
  override readonly calls = new Calls(this);
  readonly #performer: Performer;
  readonly #holes: readonly Text[];
  readonly #functions: Extract<Value, { kind: "function" }>[] = [];
  #steps = 0;
  #limit = STEPS;

  constructor(
    engine: Engine,
    source: CodeSource,
    frame: Frame,
    dialect: Dialect,
    performer: Performer,
    holes: readonly Text[],
    written = "",
  ) {
    super(engine, source, frame, dialect, written);
    this.#performer = performer;
    this.#holes = holes;
  }

  override get left(): number {
    return this.#limit - this.#steps;
  }

  /** Follows functions that nothing has called: something outside may. */
  followUncalled(): void {
    if (this.exhausted) return;
    const end = this.#steps + UNCALLED_TOTAL;
    for (let i = 0; i < this.#functions.length && i < UNCALLED && this.#steps < end; i++) {
      const each = this.#functions[i];
      if (!each || this.calls.called.has(each.body)) continue;
      this.setAside.push(...this.sockets.splice(0));
      this.#limit = Math.min(end, this.#steps + UNCALLED_STEPS);
      const answers = this.calls.served.has(each.body);
      // On an object that has been made, if it is a method.
      const self = this.calls.owners.get(each.body) ?? null;
      const own = self && this.source.language === "python" ? [self] : [];
      const rest = answers ? each.parameters.slice(own.length).map(() => REQUEST) : [];
      this.calls.callFunction(each, [...own, ...rest], { self });
    }
    this.exhausted = false;
  }

  override evaluate(expr: Expr, scope: Scope): Value {
    this.engine.deadline.check();
    if (++this.#steps > this.#limit) {
      this.exhausted = true;
      return nothingKnown;
    }
    switch (expr.kind) {
      case "text":
        return this.#literal(expr.text);
      case "number":
        return { kind: "number", value: expr.value };
      case "name":
        return this.#name(expr.name, scope);
      case "member":
        return member(this, this.evaluate(expr.object, scope), expr.name);
      case "index":
        return itemAt(this, this.evaluate(expr.object, scope), this.evaluate(expr.index, scope));
      case "slice": {
        const object = this.evaluate(expr.object, scope);
        const [from, to, step] = [expr.from, expr.to, expr.step].map((part) =>
          part ? toNumber(this.evaluate(part, scope)) : null,
        );
        return slice(object, from ?? null, to ?? null, step ?? null);
      }
      case "call":
        return this.calls.call(expr.callee, expr.args, scope);
      case "join": {
        const parts = expr.parts.map((part) => textual(this, this.evaluate(part, scope)));
        const via = parts.flatMap((part) => (part.kind === "text" ? part.via : []));
        return ofEach(parts, (ways) => text(joinTexts(ways), via));
      }
      case "binary": {
        const [left, right] = [expr.left, expr.right].map((side) => this.#place(this.evaluate(side, scope)));
        if (!left || !right) return nothingKnown;
        const own = operate(this, expr.operator, left, right);
        return own ?? binary(expr.operator, textual(this, left), textual(this, right));
      }
      case "list":
        return listOf(this, expr.items, scope);
      case "map":
        return mapOf(this, expr.entries, scope);
      case "function": {
        const made: Value = {
          kind: "function",
          name: expr.name,
          parameters: expr.parameters,
          body: expr.body,
          scope,
          ...(expr.getter && { getter: true }),
        };
        if (!this.#functions.some((each) => each.body === expr.body)) this.#functions.push(made);
        if (expr.name !== null) scope.names.set(expr.name, made);
        return made;
      }
      case "class":
        return this.apart(() => makeClass(this, expr, scope));
      case "within":
        return within(this, expr, scope);
      case "assign": {
        if (expr.operator === "declared" && expr.target.kind === "name" && scope.names.has(expr.target.name))
          return nothingKnown;
        let value = this.evaluate(expr.value, scope);
        if (expr.operator !== null && /^[-+.*x/%|]|\?\?|<</.test(expr.operator))
          value = /^[|?]/.test(expr.operator)
            ? choice([this.evaluate(expr.target, scope), value])
            : binary(expr.operator, this.evaluate(expr.target, scope), value);
        assign(this, expr.target, value, scope);
        return value;
      }
      case "block": {
        for (const item of expr.items)
          if (item.kind === "function" && item.name !== null) this.evaluate(item, scope);
        let value: Value = nothingKnown;
        for (const item of expr.items) value = this.evaluate(item, scope);
        return value;
      }
      case "choice":
        return choose(this, expr, scope);
      case "each":
        return forEach(this, expr, scope);
      case "use":
        loadModule(this, expr.module);
        bindNames(this, expr, scope);
        return { kind: "symbol", path: this.dialect.canonical(expr.module) };
      case "leave":
        if (this.rounds) this.rounds.ends = true;
        return this.evaluate(expr.value, scope);
      case "return": {
        const value = this.evaluate(expr.value, scope);
        if (this.rounds) this.rounds.ends = true;
        this.calls.returns?.push(value);
        return value;
      }
      case "yield":
        return this.calls.yield(this.evaluate(expr.value, scope));
      case "loop":
        return whileTrue(this, expr, scope);
      case "computed":
        return computedFrom(text("…"));
      case "command":
        return this.perform(
          { does: "shell", command: 0, gives: "output" },
          { positional: [this.evaluate(expr.command, scope)], named: new Map(), receiver: null },
          "`…`",
        );
      case "other":
        return unknownFrom(...expr.parts.map((part) => this.evaluate(part, scope)));
    }
  }

  override perform(spec: CallSpec, args: Arguments, path: string): Value {
    return this.#performer.perform(this, spec, args, path);
  }

  override makeFunction(texts: readonly Value[]): Value {
    return this.#performer.makeFunction(this, texts);
  }

  override runCode(code: Value): Value {
    return this.#performer.runCode(this, code);
  }

  /** A literal, with what is not known of the code in it as holes. */
  #literal(string: string): Value {
    if (!string.includes("guardsh_hole_")) return text(string);
    const parts = string.split(/guardsh_hole_(\d+)_/);
    return text(
      concat(
        ...parts.map((part, i) => (i % 2 === 0 ? known(part) : (this.#holes[Number(part)] ?? known("")))),
      ),
    );
  }

  override partOf(name: string, scope: Scope): Extract<Value, { kind: "thing" }> | null {
    return name.startsWith("@") && this.source.language === "ruby" ? objectAround(scope) : null;
  }

  #name(name: string, scope: Scope): Value {
    const own = this.partOf(name, scope)?.slots.get(name);
    if (own) return own;
    for (let at: Scope | null = scope; at; at = at.parent) {
      const value = at.names.get(name);
      if (value) return value;
    }
    const hole = STAND_IN.exec(name)?.[1];
    if (hole !== undefined) {
      const value = text(this.#holes[Number(hole)] ?? known(""));
      if (taintOf(value).has("network")) this.#performer.runCode(this, unknownFrom(value));
      return value;
    }
    for (const star of this.global.names.get("*")?.kind === "list" ? this.#stars() : []) {
      const path = this.dialect.canonical(`${star}.${name}`);
      const isModule = Object.keys(this.dialect.calls).some((each) => each.startsWith(`${path}.`));
      if (isModule || Object.hasOwn(this.dialect.calls, path)) return { kind: "symbol", path };
    }
    // Ruby reads a part of the object by its name alone.
    const part = this.source.language === "ruby" ? objectAround(scope)?.slots : undefined;
    const value = part?.get(name) ?? part?.get(`@${name}`);
    if (value && value.kind !== "function") return value;
    const replaced = this.replaced.get(`builtins.${name}`);
    if (replaced) return replaced;
    // PHP: something was given to `$$name`, which may be this.
    const dynamic = name.startsWith("$") ? this.global.names.get("$$") : undefined;
    return dynamic ?? { kind: "symbol", path: this.dialect.canonical(name) };
  }

  #stars(): string[] {
    const stars = this.global.names.get("*");
    return stars?.kind === "list" ? stars.items.flatMap((item) => toLiteral(item) ?? []) : [];
  }

  override plain(value: Value): Value {
    if (!this.isEnvironment(value)) return this.#place(value);
    return this.perform({ does: "environment" }, { positional: [], named: new Map(), receiver: null }, "");
  }

  /** The home directory, named where others would call it. */
  #place(value: Value): Value {
    const isHome = value.kind === "symbol" && this.dialect.homes?.test(value.path);
    return isHome ? this.calls.callValue(value, [], new Map()) : value;
  }

  override itemsOf(list: Value): readonly Value[] {
    return itemsOf(this, list);
  }

  override assign(target: Expr, value: Value, scope: Scope): void {
    assign(this, target, value, scope);
  }

  override member(object: Value, name: string): Value {
    return member(this, object, name);
  }

  override callValue(called: Value, positional: readonly Value[], named: ReadonlyMap<string, Value>): Value {
    return this.calls.callValue(called, positional, named);
  }

  override callMethod(object: Value, name: string): Value {
    const own = object.kind === "thing" ? this.member(object, name) : null;
    return own?.kind === "function"
      ? this.callFunction(own, [], object)
      : this.callValue({ kind: "bound", receiver: object, name }, [], new Map());
  }

  override callFunction(
    called: Extract<Value, { kind: "function" }>,
    args: readonly Value[],
    self: Value | null = null,
  ): Value {
    return this.calls.callFunction(called, args, { self });
  }
}
