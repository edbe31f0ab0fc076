/**
 * Follows a program in the common terms: names and what they hold, functions and their calls, both ways of every
 * branch. What a call does is looked up in the language's table and said as actions (`perform/`).
 */
import type { Origin, Stream } from "../../action.ts";
import { type CodeSource, type Engine, type Frame, originAt } from "../../interpreter/engine.ts";
import { append, silence } from "../../stream.ts";
import { concat, known, type Text } from "../../value.ts";
import type { CallSpec, CallTable } from "../calls/spec.ts";
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
import { operate, textual } from "./protocols.ts";
import type { Rounds } from "./rounds.ts";

/** What evaluation needs to know of a language. */
export interface Dialect {
  readonly calls: CallTable;
  /** A dotted path as the table names it. */
  readonly canonical: (path: string) => string;
  /** Functions are methods too, wherever they are defined. `takesSelf`: they get the object first. */
  readonly flat?: { readonly takesSelf: boolean };
  /** A text that is called is the name of a function (PHP). */
  readonly callsTexts?: boolean;
  /** Functions that give the home directory, and may be named without a call. */
  readonly homes?: RegExp;
  /** The dotted path of the environment (`os.environ`, `process.env`, `ENV`). */
  readonly environment: string;
}

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly receiver: Value | null;
}

/** A connection or a listening socket. It becomes an action at the end: only then is it known whether a shell is tied to it. */
export interface Socket {
  readonly kind: "connect" | "listen";
  readonly address: Text;
  readonly port: number | null;
  readonly sends: Stream[];
  /** True when it is connected to the input or output of a program: then it is a remote shell. */
  tied: boolean;
}

/** What calls do to the world: `perform/` and program.ts. */
export interface Performer {
  readonly perform: (program: Program, spec: CallSpec, args: Arguments, path: string) => Value;
  readonly runCode: (program: Program, code: Value) => Value;
  readonly makeFunction: (program: Program, texts: readonly Value[]) => Value;
}

/** Expressions that are followed in one program, and functions in it that nothing calls. */
const STEPS = 40_000;
const UNCALLED = 200;
/** Expressions followed in one function that nothing calls, and in all of them. */
const UNCALLED_STEPS = 2_500;
const UNCALLED_TOTAL = 15_000;

/** A stand-in for a part of the code that is not known; see program.ts. */
const STAND_IN = /guardsh_hole_(\d+)_/;

export class Program {
  readonly engine: Engine;
  readonly source: CodeSource;
  readonly dialect: Dialect;
  frame: Frame;
  output: Stream = silence;
  readonly sockets: Socket[] = [];
  /** Files opened for writing to which nothing has been written yet. */
  readonly opened = new Set<Value>();
  /** Sockets of functions that nothing called, set aside: what other functions do has no bearing on them. */
  readonly setAside: Socket[] = [];
  exhausted = false;
  /** The file of secrets whose lines it has put into its environment by itself. */
  loads: string | null = null;
  /** Has it printed or written something of a file of secrets? */
  shows = false;
  /** Key files that were read, by their paths, each with what says so; and those that a library was given to work with. */
  readonly keysRead = new Map<string, () => void>();
  readonly keysUsed = new Set<string>();
  /** Its arguments, by where the language keeps them. */
  readonly given = new Map<string, Value>();
  /** The loop without end that is being followed. */
  rounds: Rounds | null = null;
  /** The modules that it has loaded. */
  readonly imported = new Set<string>();
  /** Functions being followed of which nobody knows whether they run. */
  perhaps = 0;
  /** The databases that it has opened, by the words with which their clients are started; null: one that is not known. */
  readonly databases: (readonly Text[] | null)[] = [];
  /** Hosts whose requests it answers itself; null: of all. */
  readonly answered = new Set<string | null>();
  /** A function that is called with whatever is printed. */
  atPrint: Value | null = null;
  /** What parts of modules have been replaced by (`os.system = f`), for as long as that is certain. */
  replaced: ReadonlyMap<string, Value> = new Map();
  readonly calls = new Calls(this);
  /** The program as it is written. */
  readonly written: string;
  readonly global: Scope = { names: new Map(), parent: null };
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
    this.written = written;
    this.engine = engine;
    this.source = source;
    this.frame = frame;
    this.dialect = dialect;
    this.#performer = performer;
    this.#holes = holes;
  }

  /** The origin of the program's actions. */
  get origin(): Origin {
    return originAt(this.frame, this.source.span);
  }

  /** Expressions that may still be followed. A loop takes half of them at most, so that what comes behind it is followed too. */
  get left(): number {
    return this.#limit - this.#steps;
  }

  print(stream: Stream): void {
    this.output = append(this.output, stream);
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

  /** Follows what may not run, or not now: what it replaces holds no longer than itself. */
  apart<T>(work: () => T): T {
    const before = this.replaced;
    const value = work();
    this.replaced = before;
    return value;
  }

  /** Connects everything that is open so far to the input or output of a program. */
  tie(): void {
    for (const socket of this.sockets) socket.tied = true;
  }

  evaluate(expr: Expr, scope: Scope): Value {
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

  perform(spec: CallSpec, args: Arguments, path: string): Value {
    return this.#performer.perform(this, spec, args, path);
  }

  /** `Function("a", "return a")`: a function made of texts. */
  makeFunction(texts: readonly Value[]): Value {
    return this.#performer.makeFunction(this, texts);
  }

  runCode(code: Value): Value {
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

  /** The object that a method is running on, if the name is one of its parts (Ruby's `@name`). */
  partOf(name: string, scope: Scope): Extract<Value, { kind: "thing" }> | null {
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

  isEnvironment(value: Value): boolean {
    return value.kind === "symbol" && value.path === this.dialect.environment;
  }

  /** Whether going through a text in this language gives its letters. */
  get spellsOut(): boolean {
    return this.source.language === "python" || this.source.language === "javascript";
  }

  /** A value that flows somewhere: the object that stands for the environment becomes its content. */
  plain(value: Value): Value {
    if (!this.isEnvironment(value)) return this.#place(value);
    return this.perform({ does: "environment" }, { positional: [], named: new Map(), receiver: null }, "");
  }

  /** The home directory, named where others would call it. */
  #place(value: Value): Value {
    const isHome = value.kind === "symbol" && this.dialect.homes?.test(value.path);
    return isHome ? this.calls.callValue(value, [], new Map()) : value;
  }

  itemsOf(list: Value): readonly Value[] {
    return itemsOf(this, list);
  }

  assign(target: Expr, value: Value, scope: Scope): void {
    assign(this, target, value, scope);
  }

  member(object: Value, name: string): Value {
    return member(this, object, name);
  }

  /** Calls whatever the value is with arguments that are worked out. */
  callValue(called: Value, positional: readonly Value[], named: ReadonlyMap<string, Value>): Value {
    return this.calls.callValue(called, positional, named);
  }

  /** Calls a method by its name, one of the program's own too. */
  callMethod(object: Value, name: string): Value {
    const own = object.kind === "thing" ? this.member(object, name) : null;
    return own?.kind === "function"
      ? this.callFunction(own, [], object)
      : this.callValue({ kind: "bound", receiver: object, name }, [], new Map());
  }

  callFunction(
    called: Extract<Value, { kind: "function" }>,
    args: readonly Value[],
    self: Value | null = null,
  ): Value {
    return this.calls.callFunction(called, args, { self });
  }
}
