/** Values of inline programs, as far as they can be known without running them. */
import type { Stream } from "../../action.ts";
import { ALTERNATIVES, fewest } from "../../alternatives.ts";
import { Ways } from "../../expansion/fields.ts";
import { mix, textStream, unknownStream } from "../../stream.ts";
import {
  computedText,
  concat,
  hole,
  known,
  literal,
  noTaint,
  type TaintSet,
  type Text,
  union,
} from "../../value.ts";
import type { Expr } from "../expression.ts";

export type Value =
  | { readonly kind: "text"; readonly text: Text; readonly via: readonly string[] }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "list"; readonly items: Value[] }
  | { readonly kind: "map"; readonly entries: Map<string, Value> }
  /** A module, class or function of the language, by its dotted name. */
  | { readonly kind: "symbol"; readonly path: string }
  /** Something that was made: a socket, an open file, a path. What is known of it is in its slots. */
  | { readonly kind: "thing"; readonly type: string; readonly slots: Map<string, Value> }
  | {
      readonly kind: "function";
      readonly name: string | null;
      readonly parameters: readonly Expr[];
      readonly body: Expr;
      readonly scope: Scope;
      readonly getter?: boolean;
    }
  /** A method that is not called yet. */
  | { readonly kind: "bound"; readonly receiver: Value; readonly name: string }
  | { readonly kind: "choice"; readonly ways: readonly Value[] }
  | Unknown;

export interface Unknown {
  readonly kind: "unknown";
  readonly taint: TaintSet;
  readonly sources: readonly string[];
  readonly via: readonly string[];
  readonly fromShell: boolean;
  /** The program computes it from constants, in a way that is not followed. */
  readonly computed?: true;
  /** It is what it came from in another spelling, all or part of it: encoded, cut, turned around. */
  readonly spells?: true;
}

/** Names and what they hold; `parent` is the scope around. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly parent: Scope | null;
}

export const nothingKnown: Unknown = {
  kind: "unknown",
  taint: noTaint,
  sources: [],
  via: [],
  fromShell: false,
};

/** A text as a value. */
export function text(value: string | Text, via: readonly string[] = []): Value {
  return { kind: "text", text: typeof value === "string" ? known(value) : value, via };
}

/** Something that was made, with what is known of it. */
export function thing(type: string, slots: Readonly<Record<string, Value>> = {}): Value {
  return { kind: "thing", type, slots: new Map(Object.entries(slots)) };
}

/** What else it may be, where not all that it may be are kept. */
const rest: Value = text(computedText("…"));

function isRest(value: Value): boolean {
  return value === rest;
}

/** One of several values; a single one is itself. */
export function choice(values: readonly Value[]): Value {
  const ways: Value[] = [];
  for (const value of values) for (const way of alternatives(value)) if (!ways.includes(way)) ways.push(way);
  const [only] = ways;
  if (ways.length <= 1) return only ?? nothingKnown;
  const kept = fewest(ways, ALTERNATIVES, (way) => (way.kind === "text" ? way.text : null));
  const isAll = kept.length === ways.length;
  return { kind: "choice", ways: isAll || kept.some(isRest) ? kept : [...kept, rest] };
}

/** The values that it may be; itself where it is no choice. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === "choice" ? value.ways : [value];
}

/** Values of which each may be one of several, in each way that they may come together. */
export function togetherIn(parts: readonly Value[]): readonly (readonly Value[])[] {
  const ways = new Ways<Value>();
  for (const part of parts) ways.add(alternatives(part).map((way) => [way]));
  return ways.all();
}

/** What is made of parts of which each may be one of several. */
export function ofEach(parts: readonly Value[], make: (parts: readonly Value[]) => Value): Value {
  return parts.some(({ kind }) => kind === "choice") ? choice(togetherIn(parts).map(make)) : make(parts);
}

/** Applies a function to each alternative. */
export function mapWays(value: Value, change: (way: Value) => Value): Value {
  return value.kind === "choice" ? choice(value.ways.map(change)) : change(value);
}

/** What somebody made of values, nobody knows what: only the origins are known. */
export function unknownFrom(...values: readonly Value[]): Value {
  const origin = originsOf(values);
  if (!origin.spells) return origin;
  const { spells: _, ...plain } = origin;
  return plain;
}

/** Values in another spelling: whoever sees it sees them, where they are texts or spell one. */
export function spelledFrom(...values: readonly Value[]): Value {
  const spells = values.some(
    (value) => value.kind === "text" || value.kind === "map" || (value.kind === "unknown" && value.spells),
  );
  const origin = unknownFrom(...values);
  return spells && origin.kind === "unknown" && origin !== nothingKnown ? { ...origin, spells } : origin;
}

function originsOf(values: readonly Value[]): Unknown {
  let out: Unknown = nothingKnown;
  for (const value of values) {
    const part = originOf(value, 0);
    if (part === nothingKnown) continue;
    out = out === nothingKnown ? part : both(out, part);
  }
  return out;
}

function both(left: Unknown, right: Unknown): Unknown {
  return {
    kind: "unknown",
    taint: union(left.taint, right.taint),
    sources: distinct(left.sources, right.sources),
    via: distinct(left.via, right.via),
    fromShell: left.fromShell || right.fromShell,
    ...((left.computed || right.computed) && { computed: true }),
  };
}

/** The same, for what the program computes from constants: it is not known here, but hidden in the program itself. */
export function computedFrom(...values: readonly Value[]): Unknown {
  const origin = unknownFrom(...values);
  const known = origin.kind === "unknown" ? origin : nothingKnown;
  return values.some(isConstant) ? { ...known, computed: true } : known;
}

/** Does the value hold text, or a list of letters or their codes? */
function isConstant(value: Value): boolean {
  if (value.kind === "unknown") return value.computed === true;
  if (value.kind === "text")
    return value.text.pieces.some((piece) => typeof piece === "string" && piece !== "");
  return (
    value.kind === "list" &&
    value.items.length > 1 &&
    value.items.every((item) => item.kind === "number" || isConstant(item))
  );
}

function distinct(left: readonly string[], right: readonly string[]): readonly string[] {
  if (right.length === 0) return left;
  return left.length === 0 ? right : [...new Set([...left, ...right])];
}

function originOf(value: Value, depth: number): Unknown {
  switch (value.kind) {
    case "unknown":
      return value;
    case "text": {
      const { taint } = value.text;
      const sources = value.text.pieces.flatMap((piece) =>
        typeof piece === "string" ? [] : (piece.sources ?? []),
      );
      if (taint.size === 0 && sources.length === 0) return nothingKnown;
      return { ...nothingKnown, taint, sources, via: value.via };
    }
    case "list":
    case "choice":
    case "map":
    case "thing": {
      if (depth > 4) return nothingKnown;
      const parts =
        value.kind === "list"
          ? value.items
          : value.kind === "choice"
            ? value.ways
            : value.kind === "map"
              ? value.entries.values()
              : value.slots.values();
      let out: Unknown = nothingKnown;
      for (const part of parts) {
        const origin = originOf(part, depth + 1);
        if (origin === nothingKnown) continue;
        out = both(out, origin);
      }
      return out;
    }
    case "bound":
      return depth > 4 ? nothingKnown : originOf(value.receiver, depth + 1);
    default:
      return nothingKnown;
  }
}

/** Everything that went into the value. */
export function taintOf(value: Value): TaintSet {
  return originOf(value, 0).taint;
}

/** The value as a string, with a hole for what is not known of it. */
export function toText(value: Value): Text {
  switch (value.kind) {
    case "text":
      return value.text;
    case "number":
      return known(String(value.value));
    case "thing": {
      const path = value.slots.get("path");
      return path ? toText(path) : unknownText(value);
    }
    case "choice":
      return value.ways[0] ? toText(value.ways[0]) : hole("?");
    default:
      return unknownText(value);
  }
}

function unknownText(value: Value): Text {
  const { taint, sources, via, computed } = originOf(value, 0);
  const legible = value.kind === "unknown" ? value.spells : value.kind === "list" || value.kind === "map";
  const named = legible ? sources[0] : `(${sources[0]})`;
  const label = (sources.length > 0 && named) || "…";
  return {
    pieces: [{ kind: "hole", taint, label, shape: "text", sources, via, ...(computed && { computed }) }],
    taint,
  };
}

/** The string of a value all of which is known. */
export function toLiteral(value: Value | null | undefined): string | null {
  if (!value) return null;
  if (value.kind === "number") return String(value.value);
  if (value.kind === "thing" && !value.slots.has("path")) return null;
  return value.kind === "text" || value.kind === "thing" ? literal(toText(value)) : null;
}

/** The value of a number, or of a text that is a whole number; null for anything else. */
export function toNumber(value: Value | null | undefined): number | null {
  if (value?.kind === "number") return value.value;
  const shown = toLiteral(value);
  if (shown === null || !/^\s*[+-]?\d+\s*$/.test(shown)) return null;
  return Number(shown);
}

/** The value as bytes that flow somewhere. */
export function toStream(value: Value): Stream {
  switch (value.kind) {
    case "text":
      return textStream(value.text, value.via);
    case "number":
      return textStream(known(String(value.value)));
    case "list":
    case "map":
      return mix([...(value.kind === "list" ? value.items : value.entries.values())].map(toStream));
    case "choice":
      return mix(value.ways.map(toStream));
    default: {
      const { taint, sources, via, fromShell, computed } = originOf(value, 0);
      if (computed) return { ...textStream(unknownText(value), via), fromShell };
      return { ...unknownStream(taint, sources), via, fromShell };
    }
  }
}

/** What came in through a stream, as a value. */
export function fromStream(stream: Stream): Value {
  if (stream.text) return { kind: "text", text: stream.text, via: stream.via };
  const { taint, sources, via, fromShell } = stream;
  return { kind: "unknown", taint, sources, via, fromShell };
}

/** Texts of a value one after the other. */
export function joinTexts(values: readonly Value[], between = ""): Text {
  const parts: Text[] = [];
  for (const [i, value] of values.entries()) {
    if (i > 0 && between !== "") parts.push(known(between));
    parts.push(toText(value));
  }
  return concat(...parts);
}
