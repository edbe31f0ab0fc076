/** Constant folding: what strings and lists come out of the functions and methods that programs put them together with. */
import { inflateSync } from "node:zlib";
import { concat, known, literal, type Piece, type Text } from "../value.ts";
import {
  alternatives,
  joinTexts,
  mapWays,
  nothingKnown,
  text,
  toLiteral,
  toNumber,
  toText,
  unknownFrom,
  type Value,
} from "./known.ts";

/** No constant is grown beyond this many characters. */
const LIMIT = 256 * 1024;

const bytesOf = (string: string) => Buffer.from(string, "latin1");
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

function base32(string: string): string {
  let bits = "";
  for (const c of string.replace(/=+$/, "").toUpperCase()) {
    const value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
    if (value >= 0) bits += value.toString(2).padStart(5, "0");
  }
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return textOfBytes(Buffer.from(bytes));
}

/** Decoders from text to text, by the name that they are recorded under. */
const decoders: Readonly<Record<string, (string: string) => string>> = {
  base64: (string) => textOfBytes(Buffer.from(string, "base64")),
  base32,
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
  switch (operator) {
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
      break;
    }
    case "^":
      if (left.kind === "number" && right.kind === "number")
        return { kind: "number", value: left.value ^ right.value };
      break;
    case "%":
      if (left.kind === "text") return format(left, right.kind === "list" ? right.items : [right], right);
      break;
    case "/":
      if (left.kind === "thing" && left.slots.has("path")) return pathJoin([left, right]);
      break;
  }
  return unknownFrom(left, right);
}

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
function braces(pattern: Value, values: readonly Value[], named: ReadonlyMap<string, Value>): Value {
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
    if (way.kind !== "list" && toLiteral(way) === null) return unknownFrom(way);
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
function characters(values: readonly Value[]): Value {
  const flat = values.flatMap((value) => (value.kind === "list" ? value.items : [value]));
  const codes = flat.map(toNumber);
  if (codes.some((code) => code === null || !Number.isInteger(code))) {
    const strings = flat.map(toLiteral);
    const [only] = strings;
    return strings.length === 1 && typeof only === "string" ? text(only) : unknownFrom(...values);
  }
  return text(String.fromCodePoint(...codes.map((code) => Math.max(0, Math.min(0x10ffff, code ?? 0)))));
}

/** Functions that only compute, by the names that the tables of calls give them. */
export const folds: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  base64: ([value = nothingKnown]) => decode("base64", value),
  base32: ([value = nothingKnown]) => decode("base32", value),
  hex: ([value = nothingKnown]) => decode("xxd", value),
  rot13: ([value = nothingKnown]) => decode("rot13", value),
  url: ([value = nothingKnown]) => decode("url", value),
  inflate: ([value = nothingKnown]) => decode("inflate", value),
  characters,
  text: ([value]) =>
    value
      ? value.kind === "list"
        ? unknownFrom(value)
        : text(toText(value), value.kind === "text" ? value.via : [])
      : text(""),
  first: ([value = nothingKnown]) => value,
  second: ([, value = nothingKnown]) => value,
  list: ([value]) =>
    value?.kind === "text" && toLiteral(value) !== null
      ? { kind: "list", items: [...(toLiteral(value) ?? "")].map((c) => text(c)) }
      : (value ?? { kind: "list", items: [] }),
  pathJoin: (args) => pathJoin(args.filter((arg) => arg.kind !== "function")),
  concat: (args) => text(joinTexts(args)),
  reverse: ([value = nothingKnown]) =>
    value.kind === "list"
      ? { kind: "list", items: [...value.items].reverse() }
      : slice(value, null, null, -1),
  sprintf: ([pattern = nothingKnown, ...rest]) => format(pattern, rest),
  glob: ([value = nothingKnown]) => ({ kind: "list", items: [text(globText(toText(value)))] }),
  joinWith: ([between = nothingKnown, ...rest]) => {
    const items = rest.flatMap((value) => (value.kind === "list" ? value.items : [value]));
    return text(joinTexts(items, toLiteral(between) ?? ""));
  },
  number: ([value = nothingKnown, base]) => {
    const shown = toLiteral(value);
    const parsed =
      shown === null ? Number.NaN : Number.parseInt(shown.replace(/^0[xbo]/i, ""), toNumber(base) ?? 10);
    return Number.isNaN(parsed) ? unknownFrom(value) : { kind: "number", value: parsed };
  },
  range: (args) => {
    const [a = 0, b] = args.map((arg) => toNumber(arg) ?? Number.NaN);
    const [from, to] = b === undefined ? [0, a] : [a, b];
    if (!(to - from <= 4096)) return unknownFrom(...args);
    const items: Value[] = [];
    for (let i = from; i < to; i++) items.push({ kind: "number", value: i });
    return { kind: "list", items };
  },
  order: ([value = nothingKnown]) => {
    const shown = toLiteral(value);
    return shown === null || shown === ""
      ? unknownFrom(value)
      : { kind: "number", value: shown.codePointAt(0) ?? 0 };
  },
  temporary: () => ({
    kind: "text",
    text: concat(known("/tmp/"), {
      pieces: [{ kind: "hole", taint: new Set(), label: "tmp…", shape: "text" }],
      taint: new Set(),
    }),
    via: [],
  }),
  split: ([value = nothingKnown]) => shellSplit(value),
  directory: ([value = nothingKnown]) => parent(value),
  lower: ([value = nothingKnown]) => foldMethod(value, "toLowerCase", [], new Map()),
  upper: ([value = nothingKnown]) => foldMethod(value, "toUpperCase", [], new Map()),
  splitWith: ([by = nothingKnown, value = nothingKnown]) => foldMethod(value, "split", [by], new Map()),
  replaced: ([from = nothingKnown, to = nothingKnown, value = nothingKnown]) =>
    foldMethod(value, "replaceAll", [from, to], new Map()),
  packed: ([how = nothingKnown, ...values]) =>
    foldMethod({ kind: "list", items: values }, "pack", [how], new Map()),
  unpacked: ([how = nothingKnown, value = nothingKnown]) => foldMethod(value, "unpack", [how], new Map()),
  /** Perl's `reverse` turns a list around, and in scalar context the text of it. */
  reversed: (values) =>
    values.length === 1 && values[0] && values[0].kind !== "list"
      ? slice(values[0], null, null, -1)
      : { kind: "list", items: [...values].reverse() },
  hexNumber: ([value = nothingKnown]) => {
    const parsed = Number.parseInt((toLiteral(value) ?? "").replace(/^0x/i, ""), 16);
    return Number.isNaN(parsed) ? unknownFrom(value) : { kind: "number", value: parsed };
  },
  shift: ([list = nothingKnown]) =>
    list.kind === "list" ? (list.items.shift() ?? nothingKnown) : unknownFrom(list),
  append: ([list = nothingKnown, ...values]) =>
    list.kind === "list" ? listMethod(list, "push", values) : nothingKnown,
  unknown: (args) => unknownFrom(...args),
  nothing: () => nothingKnown,
};

/** The directory part of a path. */
export function parent(value: Value): Value {
  return mapWays(value, (way) => {
    const path = toLiteral(way);
    if (path === null) return unknownFrom(way);
    const up = text(path.replace(/\/+[^/]*\/*$/, "") || (path.startsWith("/") ? "/" : "."));
    return way.kind === "thing" ? { kind: "thing", type: "path", slots: new Map([["path", up]]) } : up;
  });
}

/** Words as `shlex.split` gives them. */
function shellSplit(value: Value): Value {
  const line = toLiteral(value);
  if (line === null) return { kind: "list", items: [unknownFrom(value)] };
  const words = line.match(/(?:[^\s"']+|"(?:\\.|[^"\\])*"|'[^']*')+/g) ?? [];
  return {
    kind: "list",
    items: words.map((word) => text(word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"/g, (_, a, b) => a ?? b))),
  };
}

type Method = (self: string, args: readonly Value[], whole: Value) => Value | null;

const keep: Method = (_, __, whole) => whole;
const each =
  (change: (self: string) => string): Method =>
  (self, _, whole) =>
    text(known(change(self), toText(whole).taint), whole.kind === "text" ? whole.via : []);

/** Replaces all occurrences (Python, `replaceAll`, `tr` of single letters) or a regular expression. */
const replace: Method = (self, [from, to], whole) => {
  const pattern = toLiteral(from);
  const by = toLiteral(to);
  if (pattern === null || by === null) return null;
  const regex = /^\/(.*)\/([a-z]*)$/s.exec(pattern);
  try {
    const out = regex
      ? self.replace(new RegExp(regex[1] ?? "", (regex[2] ?? "").replace(/[^gimsu]/g, "")), by)
      : self.replaceAll(pattern, by);
    return text(out.slice(0, LIMIT), whole.kind === "text" ? whole.via : []);
  } catch {
    return null;
  }
};

/** Methods of strings, by their names in any of the languages. */
const methods: Readonly<Record<string, Method>> = {
  encode: keep,
  decode: (_, [codec], whole) => {
    const name =
      toLiteral(codec)
        ?.toLowerCase()
        .replace(/[^a-z0-9]/g, "") ?? "";
    if (/^(?:hex|hexcodec)$/.test(name)) return decode("xxd", whole);
    if (/^(?:base64|base64codec)$/.test(name)) return decode("base64", whole);
    return /^rot13/.test(name) ? decode("rot13", whole) : whole;
  },
  toString: (_: string, [encoding]: readonly Value[], whole: Value) =>
    toLiteral(encoding) === "hex" || toLiteral(encoding) === "base64" ? null : whole,
  to_s: keep,
  to_str: keep,
  to_sym: keep,
  freeze: keep,
  dup: keep,
  valueOf: keep,
  b: keep,
  strip: each((self) => self.trim()),
  trim: each((self) => self.trim()),
  rstrip: each((self) => self.trimEnd()),
  lstrip: each((self) => self.trimStart()),
  chomp: each((self) => self.replace(/\n$/, "")),
  lower: each((self) => self.toLowerCase()),
  toLowerCase: each((self) => self.toLowerCase()),
  downcase: each((self) => self.toLowerCase()),
  upper: each((self) => self.toUpperCase()),
  toUpperCase: each((self) => self.toUpperCase()),
  upcase: each((self) => self.toUpperCase()),
  swapcase: each((self) =>
    [...self].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(""),
  ),
  reverse: each((self) => [...self].reverse().join("")),
  replace,
  replaceAll: replace,
  gsub: replace,
  sub: replace,
  tr: (self, args, whole) => replace(self, args, whole),
  concat: (_, args, whole) => text(joinTexts([whole, ...args])),
  chars: (self) => ({ kind: "list", items: [...self].map((c) => text(c)) }),
  bytes: (self) => ({ kind: "list", items: [...bytesOf(self)].map((value) => ({ kind: "number", value })) }),
  split: (self, [separator]) => {
    const by = separator === undefined ? null : toLiteral(separator);
    if (separator !== undefined && by === null) return null;
    const parts = by === null ? self.trim().split(/\s+/) : self.split(by);
    return { kind: "list", items: parts.slice(0, 4096).map((part) => text(part)) };
  },
  splitlines: (self) => ({ kind: "list", items: self.split("\n").map((part) => text(part)) }),
  charAt: (self, [at]) => text(self.charAt(toNumber(at) ?? 0)),
  charCodeAt: (self, [at]) => ({ kind: "number", value: self.charCodeAt(toNumber(at) ?? 0) }),
  substring: (self, [from, to]) =>
    text(self.substring(toNumber(from) ?? 0, to ? (toNumber(to) ?? undefined) : undefined)),
  substr: (self, [from, size]) => {
    const start = toNumber(from) ?? 0;
    return text(self.slice(start, size ? start + (toNumber(size) ?? 0) : undefined));
  },
  slice: (self, [from, to]) =>
    text(self.slice(toNumber(from) ?? 0, to ? (toNumber(to) ?? undefined) : undefined)),
  repeat: (self, [count]) => {
    const times = toNumber(count) ?? -1;
    return times >= 0 && times * self.length <= LIMIT ? text(self.repeat(times)) : null;
  },
  unhexlify: (_, __, whole) => decode("xxd", whole),
  unpack1: (_, args, whole) => unpack(whole, args),
  unpack: (_, args, whole) => unpack(whole, args),
  to_i: (self, [base]) => ({ kind: "number", value: Number.parseInt(self, toNumber(base) ?? 10) || 0 }),
  chr: (self) => text(self.charAt(0)),
  ord: (self) => ({ kind: "number", value: self.codePointAt(0) ?? 0 }),
};

function unpack(whole: Value, [template]: readonly Value[]): Value {
  const how = toLiteral(template) ?? "";
  if (/^m/.test(how)) return decode("base64", whole);
  return /^H/.test(how) ? unknownFrom(whole) : whole;
}

/** Calls a method of a string or a list; unknown where it is not known what comes out. */
export function foldMethod(
  receiver: Value,
  name: string,
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value {
  if (receiver.kind === "choice") return mapWays(receiver, (way) => foldMethod(way, name, args, named));
  if (name === "format" && receiver.kind === "text") return braces(receiver, args, named);
  if (name === "join") {
    const [list] = args;
    if (receiver.kind === "list")
      return text(joinTexts(receiver.items, toLiteral(list) ?? (list ? "" : ",")));
    if (list?.kind === "list") return text(joinTexts(list.items, toLiteral(receiver) ?? ""));
    return unknownFrom(receiver, ...args);
  }
  if (receiver.kind === "list") return listMethod(receiver, name, args);
  if (receiver.kind === "number") {
    if (name === "chr") return characters([receiver]);
    return name.startsWith("to") ? text(String(receiver.value)) : unknownFrom(...args);
  }
  const self = toLiteral(receiver);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (receiver.kind === "text" && method === keep) return receiver;
  const folded = self === null ? null : method?.(self, args, receiver);
  return folded ?? unknownFrom(receiver, ...args);
}

function listMethod(list: Extract<Value, { kind: "list" }>, name: string, args: readonly Value[]): Value {
  switch (name) {
    case "append":
    case "push":
    case "<<":
    case "add":
      list.items.push(...args);
      return list;
    case "extend":
    case "concat": {
      const more = args.flatMap((arg) => (arg.kind === "list" ? arg.items : [arg]));
      if (name === "extend") list.items.push(...more);
      return name === "extend" ? list : { kind: "list", items: [...list.items, ...more] };
    }
    case "reverse":
    case "reversed":
      return { kind: "list", items: [...list.items].reverse() };
    case "slice":
      return slice(list, toNumber(args[0]), args[1] ? toNumber(args[1]) : null, null);
    case "pop":
    case "shift":
    case "first":
    case "last":
    case "at":
    case "find":
      return list.items.length > 0 ? { kind: "choice", ways: list.items.slice(0, 6) } : nothingKnown;
    case "pack": {
      const how = toLiteral(args[0]) ?? "";
      const [first = nothingKnown] = list.items;
      if (/^H/.test(how)) return decode("xxd", first);
      if (/^m/.test(how)) return unknownFrom(first);
      return /^[CcUW]/.test(how) ? characters(list.items) : text(joinTexts(list.items));
    }
    case "filter":
    case "sort":
    case "sorted":
    case "uniq":
    case "compact":
    case "flat":
    case "to_a":
    case "select":
    case "reject":
    case "values":
      return list;
    case "decode":
    case "toString":
      return characters(list.items);
    default:
      return unknownFrom(list, ...args);
  }
}

/** The value of `list[index]`, `map[key]`. */
export function indexed(object: Value, index: Value): Value {
  return mapWays(object, (way) => {
    const number = toNumber(index);
    if (way.kind === "map") return way.entries.get(toLiteral(index) ?? "") ?? unknownFrom(way, index);
    if (way.kind === "list") {
      const item = number === null ? undefined : way.items.at(number);
      return (
        item ??
        (way.items.length > 0 && number === null
          ? { kind: "choice", ways: alternatives({ kind: "choice", ways: way.items.slice(0, 6) }) }
          : unknownFrom(way))
      );
    }
    const string = way.kind === "text" ? literal(way.text) : null;
    const character = string === null || number === null ? undefined : string.at(number);
    return character === undefined ? unknownFrom(way) : text(character);
  });
}
