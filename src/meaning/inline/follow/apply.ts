/** Calls: from what is called and its arguments to what the call does and gives, in functions of the program too. */

import type { Frame } from "../../interpreter/engine.ts";
import { DOORS } from "../calls/clients.ts";
import type { Argument, Expr } from "../expression.ts";
import { useKeys } from "../perform/access.ts";
import { callOfClient, partOfClient, partOfService } from "../perform/clients.ts";
import {
  alternatives,
  choice,
  nothingKnown,
  type Scope,
  text,
  thing,
  toLiteral,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { foldMethod } from "../values/methods.ts";
import { askClient, callBack, callThing, Events, givenBy, handOver, objectMade } from "./callbacks.ts";
import { construct, ownerOf, parentView } from "./classes.ts";
import { specOf } from "./lookup.ts";
import { memberCalled } from "./member.ts";
import { declare, receive } from "./parameters.ts";
import type { Arguments, FunctionCalls, Program, Received } from "./program.ts";
import { answer, missing, trapped } from "./protocols.ts";
import { addedMethod, replaceBy, replacedMethod } from "./replaced.ts";
import { throughItems, throughMethod, throughSymbol } from "./through.ts";
import { touchNamed } from "./unnamed.ts";

/** Calls within calls. */
const CALL_DEPTH = 12;

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

export class Calls implements FunctionCalls {
  /** Bodies of functions that something has called. */
  readonly called = new Set<Expr>();
  /** What is replaced while a function runs, by its body. */
  readonly patches = new Map<Expr, readonly Value[]>();
  /** What parameters are where nothing is given for them, by the body of the function. */
  readonly defaults = new Map<Expr, readonly (readonly [string, Value])[]>();
  /** The object that was last made with a method, by its body. */
  readonly owners = new Map<Expr, Extract<Value, { kind: "thing" }>>();
  /** Bodies of methods that a server of a library calls with what comes in. */
  readonly served = new Set<Expr>();
  /** What the function that is being followed returns; null outside of all. */
  returns: Value[] | null = null;
  /** What it yields, where the program stood as it first did, and what was sent to it. */
  #yields: { readonly values: Value[]; frame: Frame | null } | null = null;
  #sent: Value = nothingKnown;
  /** Calls of functions that yield, by what they gave: how each goes on, and where the program stood as it first did. */
  readonly #generators = new WeakMap<Value, { go: (sent: Value) => Value; frame: Frame }>();
  readonly #active = new Set<Expr>();
  readonly #program: Program;
  readonly events: Events;

  constructor(program: Program) {
    this.#program = program;
    this.events = new Events(program);
  }

  /** A call as it is written. */
  call(callee: Expr, args: readonly Argument[], scope: Scope): Value {
    const self =
      callee.kind === "member" || callee.kind === "index"
        ? this.#program.evaluate(callee.object, scope)
        : null;
    if (callee.kind === "member" || callee.kind === "name") this.#program.rounds?.sees(callee.name);
    const called =
      self && callee.kind === "member"
        ? this.#program.member(self, callee.name)
        : self && callee.kind === "index"
          ? memberCalled(this.#program, self, this.#program.evaluate(callee.index, scope))
          : this.#program.evaluate(callee, scope);
    const named = new Map<string, Value>();
    const positional: Value[] = [];
    for (const { name, value, spread } of args) {
      const given = this.#program.evaluate(value, scope);
      // `**options`
      if (name === "**" && given.kind === "map")
        for (const [key, each] of given.entries) named.set(key, each);
      else if (name !== null) named.set(name, given);
      else if (spread && given.kind === "list") positional.push(...given.items);
      else positional.push(given);
    }
    const keywords = new Map(named);
    // Options as JavaScript, Ruby and PHP pass them.
    const last = positional.at(-1);
    for (const option of [positional[0], last])
      if (option?.kind === "map")
        for (const [name, value] of option.entries) if (!named.has(name)) named.set(name, value);
    // Ruby reads a part of an object by what looks like a call.
    const isPart = self?.kind === "thing" && args.length === 0 && this.#program.source.language === "ruby";
    if (isPart && /^(?:text|number|list|map)$/.test(called.kind)) return called;
    if (callee.kind === "name" && callee.name === "super" && called.kind === "thing")
      return this.#callParent(called, positional, keywords, scope);
    if (called.kind === "function" && self?.kind === "thing") {
      const first = called.parameters[0];
      const own =
        this.#program.source.language === "python" &&
        first?.kind === "name" &&
        /^(?:_?self|cls|me|s|this|_)$/.test(first.name);
      const owner = ownerOf(self);
      return this.callFunction(called, own ? [owner, ...positional] : positional, {
        self: owner,
        named: keywords,
      });
    }
    if (called.kind === "function")
      return this.callFunction(called, positional, {
        self: self?.kind === "map" ? self : null,
        named: keywords,
      });
    return choice(alternatives(called).map((way) => this.callValue(way, positional, named)));
  }

  /** `super(…)`: JavaScript's makes the rest of this object, Python's gives the parent's methods. */
  #callParent(
    parent: Extract<Value, { kind: "thing" }>,
    positional: readonly Value[],
    named: ReadonlyMap<string, Value>,
    scope: Scope,
  ): Value {
    const view = parentView(parent, scope);
    if (this.#program.source.language === "python" || view.kind !== "thing") return view;
    return construct(this.#program, parent, positional, named, ownerOf(view));
  }

  callValue(called: Value, positional: readonly Value[], named: ReadonlyMap<string, Value>): Value {
    switch (called.kind) {
      case "function":
        return this.callFunction(called, positional);
      case "symbol":
        useKeys(this.#program, called.path, positional);
        return this.#callSymbol(called.path, { positional, named, receiver: null });
      case "bound":
        return this.#callMethod(called.receiver, called.name, positional, named);
      case "thing":
        if (called.type === "class") return construct(this.#program, called, positional, named);
        return (
          answer(this.#program, called, "call", positional) ??
          trapped(this.#program, called, "apply", [nothingKnown, { kind: "list", items: [...positional] }]) ??
          callThing(this.#program, called, positional, named) ??
          unknownFrom(called, ...positional)
        );
      case "text": {
        const name = this.#program.dialect.callsTexts ? toLiteral(called) : null;
        if (name === null) return unknownFrom(called, ...positional);
        const path = this.#program.dialect.canonical(name);
        const own = this.#program.global.names.get(path);
        if (own?.kind === "function") return this.callFunction(own, positional);
        return this.#callSymbol(path, { positional, named, receiver: null });
      }
      default:
        // Whatever it is that is called: what `shell=True` is said of is a command line.
        if (named.get("shell")?.kind === "symbol" && positional[0]?.kind === "text")
          return this.#program.perform(
            { does: "shell", command: 0, gives: "output" },
            { positional, named, receiver: null },
            "",
          );
        callBack(this.#program, positional, unknownFrom(called, ...positional));
        return unknownFrom(called, ...positional);
    }
  }

  #callSymbol(path: string, args: Arguments): Value {
    const instead = this.#program.replaced.get(path);
    if (instead && this.#program.source.language === "python")
      return this.callValue(instead, args.positional, args.named);
    const spec = specOf(this.#program, path);
    const own = spec ? null : this.#ownMethod(path.slice(path.lastIndexOf(".") + 1));
    if (own && path.includes(".")) {
      const self = this.#program.dialect.flat?.takesSelf ? [text(path.slice(0, path.lastIndexOf(".")))] : [];
      return this.callFunction(own, [...self, ...args.positional], { named: args.named });
    }
    const loaded = spec || path.includes(".") ? null : this.#ownMethod("AUTOLOAD");
    if (loaded) {
      this.#program.global.names.set("$AUTOLOAD", text(`main::${path}`));
      return this.callFunction(loaded, args.positional, { named: args.named });
    }
    const client = spec ? null : callOfClient(this.#program, path, args);
    if (client) return client;
    if (!spec && DOORS.test(path)) {
      const door = thing("server");
      callBack(this.#program, args.positional, givenBy(door), path);
      return door;
    }
    if (!spec) {
      const through = throughSymbol(this.#program, path, args);
      if (through) return through;
      const dot = path.lastIndexOf(".");
      const last = path.slice(dot + 1);
      const anyMethod = dot > 0 ? specOf(this.#program, `*#${last}`) : null;
      if (anyMethod) {
        const named = anyMethod.does === "attribute" || anyMethod.does === "dispatch";
        const receiver: Value = named ? { kind: "symbol", path: path.slice(0, dot) } : nothingKnown;
        return this.#program.perform(anyMethod, { ...args, receiver }, path);
      }
    }
    // `&Options{Roots: roots}`: a thing of its parts.
    if (!spec && this.#program.dialect.flat && args.named.size > 0 && args.positional.length === 0)
      return { kind: "map", entries: new Map(args.named) };
    const positional = args.positional.map((arg) => this.#program.plain(arg));
    const value = spec
      ? this.#program.perform(spec, { ...args, positional }, path)
      : unknownFrom(...positional, ...args.named.values());
    const given = spec?.does === "list" && value.kind === "list" ? choice(value.items) : value;
    if (spec?.does !== "map") callBack(this.#program, [...positional, ...args.named.values()], given, path);
    if (!spec || args.named.has("key")) this.#hand(positional, args.named);
    const made = !spec && this.#program.dialect.flat ? objectMade(positional) : null;
    if (made) return made;
    if (!spec) return touchNamed(this.#program, path, { ...args, positional }, value);
    return value;
  }

  /** Functions of the library that were given to a call are called by it. */
  #hand(positional: readonly Value[], named: ReadonlyMap<string, Value>): void {
    handOver(this.#program, positional, named, (each) => specOf(this.#program, each));
  }

  /** A function of the program that is a method too: any, in Perl and where nobody knows what belongs to what. */
  #ownMethod(name: string): Extract<Value, { kind: "function" }> | null {
    if (!this.#program.dialect.flat) return null;
    const own = this.#program.global.names.get(name);
    return own?.kind === "function" ? own : null;
  }

  #callMethod(
    receiver: Value,
    name: string,
    positional: readonly Value[],
    named: ReadonlyMap<string, Value>,
  ): Value {
    const args: Arguments = {
      positional: positional.map((arg) => this.#program.plain(arg)),
      named,
      receiver,
    };
    const resume = /^(?:send|next|resume)$/.test(name) ? this.#generators.get(receiver) : undefined;
    if (resume && positional[0]) return resume.go(positional[0]);
    if (resume && receiver.kind === "list" && this.#program.source.language === "javascript")
      return { kind: "map", entries: new Map([["value", choice(receiver.items)]]) };
    if (receiver.kind === "thing" && receiver.type === "mock") {
      callBack(this.#program, positional, receiver);
      return receiver;
    }
    const service = receiver.kind === "bound" || /^[A-Z]/.test(name) ? partOfService(receiver) : null;
    if (service) return askClient(this.#program, partOfClient(service, name), args);
    const own = receiver.kind === "symbol" ? null : this.#ownMethod(name);
    const self = this.#program.dialect.flat?.takesSelf ? [receiver] : [];
    if (own) return this.callFunction(own, [...self, ...positional], { self: receiver, named });
    const through = throughMethod(this.#program, receiver, name, positional, named);
    if (through) return through;
    if (receiver.kind === "symbol")
      return this.#callSymbol(this.#program.dialect.canonical(`${receiver.path}.${name}`), {
        ...args,
        receiver: null,
      });
    const added = addedMethod(this.#program, receiver, name);
    if (added) return this.callFunction(added, positional, { self: receiver });
    const absent = receiver.kind === "thing" ? missing(this.#program, receiver, name, positional) : null;
    if (absent) return absent;
    const instead = receiver.kind === "thing" ? replacedMethod(this.#program, name) : null;
    if (instead) return this.callValue(instead, positional, named);
    const type = receiver.kind === "thing" ? receiver.type : "*";
    const spec =
      specOf(this.#program, `${type}#${name}`) ??
      specOf(this.#program, `${type}#*`) ??
      (receiver.kind === "text" || receiver.kind === "list" ? null : specOf(this.#program, `*#${name}`));
    if (spec) {
      const value = this.#program.perform(spec, args, name);
      const entries = spec.does === "list" && value.kind === "list" ? choice(value.items) : null;
      callBack(this.#program, positional, entries ?? unknownFrom(receiver), `${type}#${name}`);
      return value;
    }
    const items = throughItems(this.#program, receiver, name, positional);
    if (items) return items;
    this.#hand(positional, named);
    if (receiver.kind === "thing") {
      const heard = receiver.type === "object" ? this.events.heard(receiver, name, positional) : null;
      if (heard) return heard;
      callBack(this.#program, positional, givenBy(receiver), `${type}#${name}`, receiver);
      return this.#program.perform(
        { does: "fold", fold: "method" },
        { positional: [text(name), ...args.positional], named, receiver },
        name,
      );
    }
    if (
      this.#program.rounds &&
      receiver.kind === "list" &&
      /^(?:append|push|extend|insert|unshift)$/.test(name)
    )
      this.#program.rounds.grows = true;
    const value =
      this.events.heard(receiver, name, positional) ?? foldMethod(receiver, name, args.positional, named);
    const among = receiver.kind === "list" ? [receiver, ...positional] : positional;
    callBack(this.#program, among, receiver.kind === "text" ? receiver : unknownFrom(receiver));
    if (receiver.kind === "text") this.#hand([receiver, ...positional], named);
    return receiver.kind === "unknown" ? touchNamed(this.#program, name, args, value) : value;
  }

  /** A function that yields once, for a body (`@contextmanager`): what it gives, and where the body runs; null of anything else. */
  pausedAt(made: Value): { readonly value: Value | null; readonly frame: Frame } | null {
    const generator = this.#generators.get(made);
    return made.kind === "list" && generator
      ? { value: made.items[0] ?? null, frame: generator.frame }
      : null;
  }

  /** The function that is being followed yields; what is sent to it comes back. */
  yield(value: Value): Value {
    this.#yields?.values.push(value);
    if (this.#yields) this.#yields.frame ??= this.#program.frame;
    return this.#sent;
  }

  /** Something is sent to a function that has yielded: it goes on with that. */
  #resume(sent: Value, ...call: Parameters<Calls["callFunction"]>): Value {
    const outer = this.#sent;
    this.#sent = sent;
    const value = this.callFunction(...call);
    this.#sent = outer;
    return value;
  }

  callFunction(
    called: Extract<Value, { kind: "function" }>,
    args: readonly Value[],
    { self = null, named = NO_NAMES }: Received = {},
  ): Value {
    this.called.add(called.body);
    if (this.#active.has(called.body) || this.#active.size >= CALL_DEPTH) return unknownFrom(...args);
    this.#active.add(called.body);
    const scope: Scope = { names: new Map(), parent: called.scope };
    const isRuby = this.#program.source.language === "ruby";
    if (self) for (const name of isRuby ? ["this", "self"] : ["this", "$this"]) scope.names.set(name, self);
    // Perl's `f(name => "x")` gives two arguments.
    const pairs = this.#program.dialect.flat?.takesSelf
      ? [...named].flatMap(([name, value]) => [text(name), value])
      : [];
    scope.names.set("@_", { kind: "list", items: [...args, ...pairs] });
    for (const parameter of called.parameters) declare(parameter, scope);
    const given = new Map([...(this.defaults.get(called.body) ?? []), ...named]);
    const { returns: outer } = this;
    const outerYields = this.#yields;
    const returns: Value[] = [];
    const yields: { readonly values: Value[]; frame: Frame | null } = { values: [], frame: null };
    this.returns = returns;
    this.#yields = yields;
    const last = this.#program.apart(() => {
      receive(this.#program, called.parameters, args, given, scope);
      for (const patch of this.patches.get(called.body) ?? []) replaceBy(this.#program, patch);
      return this.#program.evaluate(called.body, scope);
    });
    this.returns = outer;
    this.#yields = outerYields;
    this.#active.delete(called.body);
    if (yields.frame) {
      const given: Value = { kind: "list", items: yields.values };
      const go = (sent: Value): Value => this.#resume(sent, called, args, { self, named });
      this.#generators.set(given, { go, frame: yields.frame });
      return given;
    }
    return returns.length > 0 ? choice(returns) : last;
  }
}
