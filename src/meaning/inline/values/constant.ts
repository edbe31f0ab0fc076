/** Constant folding: what strings and lists come out of the functions and methods that programs put them together with. */
import { inflateSync } from "node:zlib";
import { base32 } from "../../decoders.ts";
import { concat, known, type Piece, type Text } from "../../value.ts";
import {
  computedFrom,
  mapWays,
  nothingKnown,
  ofEach,
  spelledFrom,
  text,
  toLiteral,
  toNumber,
  toText,
  unknownFrom,
  type Value,
} from "./known.ts";

/** No constant is grown beyond this many characters. */
export const LIMIT = 256 * 1024;

/** … and no list beyond this many items. */
const MOST_ITEMS = 4096;

export const bytesOf = (string: string) => Buffer.from(string, "latin1");
const textOfBytes = (bytes: Buffer): string => {
  const utf8 = bytes.toString("utf8");
  return utf8.includes("\ufffd") ? bytes.toString("latin1") : utf8;
};

export function rot13(string: string): string {
  return string.replace(/[a-z]/gi, (c) => {
    const base = c <= "Z" ? 65 : 97;
    return String.fromCharCode(((c.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** Decoders from text to text, by the name that they are recorded under. */
const decoders: Readonly<Record<string, (string: string) => string>> = {
  base64: (string) => textOfBytes(Buffer.from(string, "base64")),
  base32: (string) => textOfBytes(base32(string)),
  xxd: (string) => textOfBytes(Buffer.from(string.replace(/\s+/g, ""), "hex")),
  rot13,
  url: (string) => {
    try {
      return decodeURIComponent(string.replaceAll("+", " "));
    } catch {
      return string;
    }
  },
  base85: (string) => string,
  inflate: (string) => {
    try {
      return textOfBytes(inflateSync(bytesOf(string), { maxOutputLength: LIMIT }));
    } catch {
      return string;
    }
  },
};

/** Decoders whose work hides what is written. */
const HIDING = new Set(["base64", "base32", "xxd", "rot13", "inflate", "base85"]);

/** A value decoded by one of the {@link decoders}; what is hidden by it is noted in `via`. */
export function decode(name: string, value: Value): Value {
  return mapWays(value, (way) => {
    const string = toLiteral(way);
    const how = decoders[name];
    const label = name === "rot13" ? "tr" : name === "inflate" ? "gzip" : name;
    const before = way.kind === "text" || way.kind === "unknown" ? way.via : [];
    const via = HIDING.has(name) && !before.includes(label) ? [...before, label] : before;
    if (string === null || !how) {
      const unknown = unknownFrom(way);
      return unknown.kind === "unknown" ? { ...unknown, via } : unknown;
    }
    return text(known(how(string), toText(way).taint), via);
  });
}

/** `a + b`, `a * n`, `a % b` … of what is known. */
export function binary(operator: string, left: Value, right: Value): Value {
  if (left.kind === "choice") return mapWays(left, (way) => binary(operator, way, right));
  if (right.kind === "choice") return mapWays(right, (way) => binary(operator, left, way));
  const compare = Object.hasOwn(COMPARE, operator) ? COMPARE[operator] : undefined;
  if (compare) {
    const numbers = left.kind === "number" && right.kind === "number" ? [left.value, right.value] : null;
    return numbers
      ? { kind: "number", value: compare(numbers[0] ?? 0, numbers[1] ?? 0) ? 1 : 0 }
      : unknownFrom(left, right);
  }
  switch (operator) {
    case "<<":
      if (left.kind === "list") return { kind: "list", items: [...left.items, right] };
      return left.kind === "text" ? plus(left, right) : unknownFrom(left, right);
    case "+":
    case ".":
      if (left.kind === "number" && right.kind === "number")
        return { kind: "number", value: left.value + right.value };
      if (left.kind === "list" && right.kind === "list")
        return { kind: "list", items: [...left.items, ...right.items] };
      return plus(left, right);
    case "-":
      if (left.kind === "number" && right.kind === "number")
        return { kind: "number", value: left.value - right.value };
      break;
    case "*":
    case "x": {
      if (left.kind === "number" && right.kind === "number")
        return { kind: "number", value: left.value * right.value };
      const count = toNumber(right) ?? toNumber(left);
      const part = toLiteral(right.kind === "number" ? left : right);
      if (count !== null && part !== null && count >= 0 && count * part.length <= LIMIT)
        return text(part.repeat(count));
      if (left.kind === "list" && count !== null && count >= 0) {
        const { items } = left;
        const length = Math.min(count * items.length, MOST_ITEMS);
        return {
          kind: "list",
          items: Array.from({ length }, (_, i) => items[i % items.length] ?? nothingKnown),
        };
      }
      break;
    }
    case "**":
      if (left.kind === "number" && right.kind === "number")
        return { kind: "number", value: left.value ** right.value };
      break;
    case "^":
      if (left.kind === "number" && right.kind === "number")
        return { kind: "number", value: left.value ^ right.value };
      // PHP: text by text.
      if (left.kind === "text" && right.kind === "text") return xor(left, right);
      break;
    case "%":
    case "//":
    case "&":
    case "|":
    case ">>":
      if (left.kind === "number" && right.kind === "number" && right.value !== 0)
        return { kind: "number", value: whole(operator, left.value, right.value) };
      // Whatever it was: these bits are set in it.
      if (operator === "|" && right.kind === "number" && left.kind !== "text") return right;
      if (operator === "%" && left.kind === "text")
        return ofEach(right.kind === "list" ? right.items : [right], (values) => format(left, values, right));
      break;
    case "/":
      if (left.kind === "thing" && left.slots.has("path")) return pathJoin([left, right]);
      break;
  }
  return computedFrom(left, right);
}

function whole(operator: string, a: number, b: number): number {
  if (operator === "%") return ((a % b) + b) % b;
  if (operator === "//") return Math.floor(a / b);
  return operator === "&" ? a & b : operator === "|" ? a | b : a >> b;
}

/** Comparisons of numbers, for loops that count. */
const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
  "===": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "!==": (a, b) => a !== b,
};

function plus(left: Value, right: Value): Value {
  const via = [...(left.kind === "text" ? left.via : []), ...(right.kind === "text" ? right.via : [])];
  const joined = concat(toText(left), toText(right));
  if (
    joined.pieces.length > 1000 ||
    joined.pieces.some((piece) => typeof piece === "string" && piece.length > LIMIT)
  )
    return unknownFrom(left, right);
  return text(joined, [...new Set(via)]);
}

function xor(left: Value, right: Value): Value {
  const [a, b] = [toLiteral(left), toLiteral(right)];
  if (a === null || b === null) return computedFrom(left, right);
  return text(
    [...a.slice(0, b.length)].map((c, i) => String.fromCharCode(c.charCodeAt(0) ^ b.charCodeAt(i))).join(""),
  );
}

/** `"…%s…" % values`, `sprintf`. */
export function format(pattern: Value, values: readonly Value[], named?: Value): Value {
  const string = toLiteral(pattern);
  if (string === null) return unknownFrom(pattern, ...values);
  let next = 0;
  const parts: Text[] = [];
  let at = 0;
  for (const match of string.matchAll(/%(?:\((\w+)\))?(?:\d+\$)?[-+ #0]*\d*(?:\.\d+)?([a-zA-Z%])/g)) {
    parts.push(known(string.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[2] === "%") parts.push(known("%"));
    else {
      const value = match[1] && named?.kind === "map" ? named.entries.get(match[1]) : values[next++];
      const number = match[2] === "c" ? toNumber(value) : null;
      if (number !== null && number >= 0 && number <= 0x10ffff)
        parts.push(known(String.fromCodePoint(number)));
      else parts.push(value ? toText(value) : known(""));
    }
  }
  parts.push(known(string.slice(at)));
  return text(concat(...parts));
}

/** `"…{}…".format(values)`. */
export function braces(pattern: Value, values: readonly Value[], named: ReadonlyMap<string, Value>): Value {
  const string = toLiteral(pattern);
  if (string === null) return unknownFrom(pattern, ...values);
  let next = 0;
  const parts: Text[] = [];
  let at = 0;
  for (const match of string.matchAll(/\{(\w*)(?:![rsa])?(?::[^{}]*)?\}|\{\{|\}\}/g)) {
    parts.push(known(string.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[1] === undefined) parts.push(known(match[0].charAt(0)));
    else {
      const key = match[1];
      const value = key === "" ? values[next++] : /^\d+$/.test(key) ? values[Number(key)] : named.get(key);
      parts.push(value ? toText(value) : known(""));
    }
  }
  parts.push(known(string.slice(at)));
  return text(concat(...parts));
}

/** Parts of a path, as `os.path.join` and `path.join` put them together; an absolute part starts anew. */
export function pathJoin(values: readonly Value[], type: "text" | "path" = "text"): Value {
  // One of several, or R's list of them: joined for each.
  const many = values.findIndex((value) => value.kind === "list" || value.kind === "choice");
  const several = values[many];
  if (several?.kind === "list" && several.items.length > 0)
    return { kind: "list", items: several.items.map((item) => pathJoin(values.with(many, item), type)) };
  if (several?.kind === "choice") return mapWays(several, (way) => pathJoin(values.with(many, way), type));
  const parts: Text[] = [];
  for (const value of values) {
    const part = toText(value);
    const [first] = part.pieces;
    if (typeof first === "string" && first.startsWith("/") && type === "text") parts.length = 0;
    else if (parts.length > 0) parts.push(known("/"));
    parts.push(part);
  }
  const joined = concat(...parts);
  return values.some((value) => value.kind === "thing")
    ? { kind: "thing", type: "path", slots: new Map([["path", text(joined)]]) }
    : text(joined);
}

/** A pattern of file names as a text with holes for its wildcards. */
export function globText(pattern: Text): Text {
  const pieces: Piece[] = [];
  for (const piece of pattern.pieces) {
    if (typeof piece !== "string") pieces.push(piece);
    else
      for (const part of piece.split(/(\*+|\?|\[[^\]]*\])/)) {
        if (part === "") continue;
        pieces.push(
          /^(?:\*+|\?|\[)/.test(part)
            ? { kind: "hole", taint: new Set(["glob"]), label: part.replace(/^\*+/, "*"), shape: "glob" }
            : part,
        );
      }
  }
  return { pieces, taint: pattern.taint };
}

/** `~` and `~/…` with the home directory in its place. */
export function expandHome(value: Value, home: string): Value {
  return mapWays(value, (way) => {
    const path = toText(way);
    const [first, ...rest] = path.pieces;
    if (typeof first !== "string" || !/^~(?:\/|$)/.test(first)) return way;
    const expanded = text({ pieces: [home + first.slice(1), ...rest], taint: path.taint });
    return way.kind === "thing"
      ? { kind: "thing", type: way.type, slots: new Map([["path", expanded]]) }
      : expanded;
  });
}

/** The items of a slice, as Python counts. */
export function slice(value: Value, from: number | null, to: number | null, step: number | null): Value {
  return mapWays(value, (way) => {
    const items = way.kind === "list" ? way.items : [...(toLiteral(way) ?? "")];
    if (way.kind !== "list" && toLiteral(way) === null) return spelledFrom(way);
    const by = step ?? 1;
    if (by === 0 || !Number.isInteger(by)) return unknownFrom(way);
    const out: (Value | string)[] = [];
    const size = items.length;
    const bound = (n: number) => Math.max(by < 0 ? -1 : 0, Math.min(size, n < 0 ? n + size : n));
    const start = from === null ? (by < 0 ? size - 1 : 0) : bound(from);
    const end = to === null ? (by < 0 ? -1 : size) : bound(to);
    for (let i = start; by > 0 ? i < end : i > end; i += by) {
      const item = items[i];
      if (item !== undefined) out.push(item);
    }
    const characters = out.filter((each) => typeof each === "string");
    if (way.kind === "list") return { kind: "list", items: out.filter((each) => typeof each !== "string") };
    return text(known(characters.join(""), toText(way).taint), way.kind === "text" ? way.via : []);
  });
}

/** Numbers as characters: `bytes([…])`, `String.fromCharCode(…)`, `chr(n)`. */
export function characters(values: readonly Value[]): Value {
  const flat = values.flatMap((value) => (value.kind === "list" ? value.items : [value]));
  const codes = flat.map(toNumber);
  if (codes.some((code) => code === null || !Number.isInteger(code))) {
    const strings = flat.map(toLiteral);
    const [only] = strings;
    return strings.length === 1 && typeof only === "string" ? text(only) : unknownFrom(...values);
  }
  return text(String.fromCodePoint(...codes.map((code) => Math.max(0, Math.min(0x10ffff, code ?? 0)))));
}

/** The directory part of a path. */
export function parent(value: Value): Value {
  return mapWays(value, (way) => {
    const path = toLiteral(way);
    if (path === null) return unknownFrom(way);
    const up = text(path.replace(/\/+[^/]*\/*$/, "") || (path.startsWith("/") ? "/" : "."));
    return way.kind === "thing" ? { kind: "thing", type: "path", slots: new Map([["path", up]]) } : up;
  });
}
