/** Branches and loops of a program: every way is followed, rounds as far as they are known. */

import { ALTERNATIVES } from "../../alternatives.ts";
import { silence } from "../../stream.ts";
import { type Expr, nothing } from "../expression.ts";
import {
  alternatives,
  choice,
  computedFrom,
  fromStream,
  nothingKnown,
  type Scope,
  text,
  toLiteral,
  toNumber,
  unknownFrom,
  type Value,
} from "../values/known.ts";
import { endRounds } from "./breeding.ts";
import { partsOf } from "./classes.ts";
import { INPUT, linesOfInput } from "./given.ts";
import { CONSTANT_ITEMS, mostOf } from "./items.ts";
import { anyProcess } from "./processes.ts";
import type { Program } from "./program.ts";
import { answer } from "./protocols.ts";
import { replaceBy } from "./replaced.ts";
import { Rounds } from "./rounds.ts";

/** Rounds of a loop that counts. */
const ROUNDS = 512;

/** Rounds of a loop of which nobody knows how often it goes round, behind the first. */
const MORE_ROUNDS = 2;

/** A loop that starts more processes than this does not start them on purpose. */
const MANY = 256;

/** All ways of a branch, each from where it parts; afterwards a name holds what any of them left in it. */
export function choose(program: Program, expr: Extract<Expr, { kind: "choice" }>, scope: Scope): Value {
  const [head, ...rest] = expr.ways;
  if (!expr.first || !head) return eachWay(program, expr.ways, scope);
  const value = program.evaluate(head, scope);
  return eitherOf([value, eachWay(program, [...rest, nothing], scope)]);
}

/** Any of the values of which something is known. */
function eitherOf(values: readonly Value[]): Value {
  const said = values.filter((value) => value !== nothingKnown);
  return said.length > 0 ? choice(said) : nothingKnown;
}

function eachWay(program: Program, ways: readonly Expr[], scope: Scope): Value {
  const before = new Map(scope.names);
  const ends: Map<string, Value>[] = [];
  const values = ways.map((way) => {
    scope.names.clear();
    for (const [name, value] of before) scope.names.set(name, value);
    const value = program.apart(() => program.evaluate(way, scope));
    ends.push(new Map(scope.names));
    return value;
  });
  for (const end of ends)
    for (const [name, value] of end) {
      const others = ends.flatMap((each) => each.get(name) ?? []);
      scope.names.set(name, others.every((other) => other === value) ? value : choice(others));
    }
  return eitherOf(values);
}

/** A loop over items. */
export function forEach(program: Program, expr: Extract<Expr, { kind: "each" }>, scope: Scope): Value {
  const list = program.evaluate(expr.list, scope);
  const results: Value[] = [];
  const items = itemsOf(program, list);
  // So many rounds that it makes no odds whether they end.
  const outer = program.rounds;
  if (items.length > MANY) program.rounds = new Rounds(false);
  program.apart(() => {
    const share = program.left / 2;
    const most = mostOf(items);
    let next = 0;
    while (next < items.length && program.left > share) {
      // Past the first ones several at a time: what one of them does, the round does.
      const taken = next < most ? items.slice(next, next + 1) : items.slice(next, next + ALTERNATIVES);
      next += taken.length;
      program.assign(expr.target, choice(taken), scope);
      results.push(program.evaluate(expr.body, scope));
    }
    if (next < items.length) {
      program.assign(expr.target, choice([computedFrom(text("…")), ...items.slice(next)]), scope);
      program.evaluate(expr.body, scope);
    }
    if (items.length > most || next < items.length) results.push(computedFrom(text("…")));
  });
  endRounds(program, outer);
  if (!expr.collects) return nothingKnown;
  const all = expr.flat ? results.flatMap((each) => (each.kind === "list" ? each.items : [each])) : results;
  return { kind: "list", items: all };
}

/** A loop with a condition: round by round while that is known, else once, and what changed may be anything. */
export function whileTrue(program: Program, expr: Extract<Expr, { kind: "loop" }>, scope: Scope): Value {
  return program.apart(() => rounds(program, expr, scope));
}

function rounds(program: Program, expr: Extract<Expr, { kind: "loop" }>, scope: Scope): Value {
  const share = program.left / 2;
  let round = 0;
  for (; round < ROUNDS && program.left > share; round++) {
    // `while fork`: each child goes round too.
    const around = program.rounds;
    program.rounds = new Rounds();
    const goesOn = toNumber(program.evaluate(expr.condition, scope));
    program.rounds = around;
    if (goesOn === 0) return nothingKnown;
    if (goesOn === null) break;
    program.evaluate(expr.body, scope);
    program.evaluate(expr.step, scope);
  }
  const before = new Map(scope.names);
  const outer = program.rounds;
  if (round === ROUNDS || /^true$/i.test(conditionName(expr.condition)))
    program.rounds = new Rounds(!counts(expr.condition));
  program.evaluate(expr.body, scope);
  endRounds(program, outer);
  // What a round leaves, the next one begins with.
  for (let left = MORE_ROUNDS, last = before; left > 0 && !isSame(scope.names, last); left--) {
    last = new Map(scope.names);
    program.evaluate(expr.step, scope);
    if (toNumber(program.evaluate(expr.condition, scope)) === 0 || program.exhausted) break;
    program.evaluate(expr.body, scope);
  }
  for (const [name, value] of scope.names) {
    const old = before.get(name);
    if (old && old !== value && (value.kind === "text" || value.kind === "number"))
      scope.names.set(name, choice([value, computedFrom(value)]));
  }
  return nothingKnown;
}

function isSame(now: ReadonlyMap<string, Value>, then: ReadonlyMap<string, Value>): boolean {
  return now.size === then.size && [...now].every(([name, value]) => then.get(name) === value);
}

/** `with a as b: …`: what is made for the body, and ends with it. */
export function within(program: Program, expr: Extract<Expr, { kind: "within" }>, scope: Scope): Value {
  const outside = program.frame;
  const value = program.apart(() => {
    const managers = expr.managers.map((manager) => {
      const maker = manager.kind === "assign" ? manager.value : manager;
      const made = program.evaluate(maker, scope);
      enterPlace(program, maker, scope);
      replaceBy(program, made);
      const paused = program.calls.pausedAt(made);
      if (paused) program.frame = paused.frame;
      const entered = answer(program, made, "enter", []) ?? paused?.value ?? made;
      if (manager.kind === "assign") program.assign(manager.target, entered, scope);
      return made;
    });
    const value = into(program, managers, () => program.evaluate(expr.body, scope));
    for (const made of managers) answer(program, made, "leave", []);
    return value;
  });
  // A directory that was entered for the body is left behind it (`with contextlib.chdir(x)`).
  program.frame = outside;
  return value;
}

/** What is printed in a body whose output goes elsewhere (`contextlib.redirect_stdout(buffer)`) is there. */
function into<T>(program: Program, managers: readonly Value[], work: () => T): T {
  const to = managers.flatMap((each) => (each.kind === "thing" && each.type === "redirect" ? [each] : []))[0];
  const buffer = to?.slots.get("to");
  if (buffer?.kind !== "thing") return work();
  const outside = program.output;
  program.output = silence;
  const value = work();
  buffer.slots.set("content", fromStream(program.output));
  program.output = outside;
  return value;
}

/** `with c.cd("/x"):`, as libraries for tasks have it. */
function enterPlace(program: Program, maker: Expr, scope: Scope): void {
  if (
    maker.kind !== "call" ||
    maker.callee.kind !== "member" ||
    !/^(?:cd|chdir|pushd)$/.test(maker.callee.name)
  )
    return;
  const [place] = maker.args;
  if (place)
    program.perform(
      { does: "chdir", path: 0 },
      { positional: [program.evaluate(place.value, scope)], named: new Map(), receiver: null },
      maker.callee.name,
    );
}

/** Does it compare something that the rounds may bring to its end (`while n < 1000`)? */
function counts(condition: Expr): boolean {
  return (
    condition.kind === "binary" && [condition.left, condition.right].some((side) => side.kind !== "number")
  );
}

function conditionName(condition: Expr): string {
  // `for (;;)`
  if (condition.kind === "other" && condition.parts.length === 0) return "true";
  return condition.kind === "name" ? condition.name : "";
}

/** What a loop over the value goes through; never empty, for what is not known may hold something. */
export function itemsOf(program: Program, list: Value): readonly Value[] {
  const out = alternatives(list).flatMap((way): readonly Value[] => {
    if (way.kind === "list" && way.items.length > 0) return way.items;
    if (way.kind === "symbol" && INPUT.test(way.path)) return linesOfInput(program.frame);
    const own = answer(program, way, "items", []);
    if (own?.kind === "list") return own.items;
    if (way.kind === "thing" && way.type === "class") return partsOf(way);
    const each = way.kind === "map" ? way.entries.get("Symbol.iterator") : undefined;
    if (each?.kind === "function") return itemsOf(program, program.callFunction(each, [], way));
    if (way.kind === "map" && program.source.language === "php") return [...way.entries.values()];
    if (way.kind === "map") return [...way.entries.keys()].map((key) => text(key));
    const string = toLiteral(way);
    if (way.kind === "text" && string !== null && string !== "" && program.spellsOut)
      return [...string.slice(0, CONSTANT_ITEMS)].map((c) => text(c));
    if (way.kind === "text") return [way];
    if (way.kind === "thing" && /^(?:client|ssh|mock)$/.test(way.type)) return [way];
    if (way.kind === "thing" && way.type === "processes") return [anyProcess()];
    const content = way.kind === "thing" ? way.slots.get("content") : undefined;
    return [content ?? unknownFrom(program.plain(way))];
  });
  return out.length > 0 ? out : [nothingKnown];
}
