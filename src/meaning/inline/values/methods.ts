/** Methods of strings and lists: what comes out of those that programs put text together with. */
import { BoundedRegExp } from "../../bounded-regex.ts";
import { charactersOf } from "../../decoders.ts";
import { known, literal } from "../../value.ts";
import { braces, bytesOf, characters, decode, LIMIT, slice } from "./constant.ts";
import {
  choice,
  computedFrom,
  joinTexts,
  mapWays,
  nothingKnown,
  ofEach,
  spelledFrom,
  taintOf,
  text,
  toLiteral,
  toNumber,
  toText,
  unknownFrom,
  type Value,
} from "./known.ts";

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
  if (pattern === null || by === null || /\\[\dg]/.test(by)) return null;
  const regex = /^\/(.*)\/([a-z]*)$/s.exec(pattern);
  try {
    const out = regex
      ? self.replace(new BoundedRegExp(regex[1] ?? "", (regex[2] ?? "").replace(/[^gimsu]/g, "")), by)
      : self.replaceAll(pattern, by);
    return text(out.slice(0, LIMIT), whole.kind === "text" ? whole.via : []);
  } catch {
    return null;
  }
};

/** A regular expression that is written as one. */
function patternOf(written: string): RegExp | null {
  const [, source, flags = ""] = /^\/(.+)\/([a-z]*)$/s.exec(written) ?? [];
  try {
    return source === undefined ? null : new BoundedRegExp(source, flags.replace(/[^gimsu]/g, ""));
  } catch {
    return null;
  }
}

/** Letters for letters, as `tr` has it: ranges, the last letter for those that have no partner. */
function transliterate(text: string, from: string, to: string): string {
  const [left, right] = [charactersOf(from), charactersOf(to)];
  return [...text]
    .map((c) => {
      const at = left.indexOf(c);
      return at < 0 ? c : (right[at] ?? right.at(-1) ?? "");
    })
    .join("");
}

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
  clone: keep,
  dedent: keep,
  "+@": keep,
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
  tr: (self, [from, to], whole) => {
    const [left, right] = [toLiteral(from), toLiteral(to)];
    if (left === null || right === null) return null;
    return text(transliterate(self, left, right), whole.kind === "text" ? whole.via : []);
  },
  /** `str.maketrans(a, b)` and PHP's `strtr` give a map of letters. */
  translate: (self, [table], whole) =>
    table?.kind === "map"
      ? text(
          [...self]
            .map((c) => toLiteral(table.entries.get(c) ?? table.entries.get(String(c.charCodeAt(0)))) ?? c)
            .join(""),
          whole.kind === "text" ? whole.via : [],
        )
      : null,
  concat: (_, args, whole) => text(joinTexts([whole, ...args])),
  chars: (self) => ({ kind: "list", items: [...self].map((c) => text(c)) }),
  bytes: (self) => ({ kind: "list", items: [...bytesOf(self)].map((value) => ({ kind: "number", value })) }),
  split: (self, [separator]) => {
    const by = separator === undefined ? null : toLiteral(separator);
    if (separator !== undefined && by === null) return null;
    const parts =
      by === null ? self.trim().split(/\s+/) : self.split(patternOf(by) ?? (by === "//" ? "" : by));
    return { kind: "list", items: parts.slice(0, 4096).map((part) => text(part)) };
  },
  match: (self, [pattern]) => {
    const regex = patternOf(toLiteral(pattern) ?? "");
    const found = regex ? self.match(regex) : null;
    return found ? { kind: "list", items: [...found].slice(0, 4096).map((part) => text(part ?? "")) } : null;
  },
  each_char: (self) => ({ kind: "list", items: [...self].map((c) => text(c)) }),
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
  unpack: (_, args, whole) => ({ kind: "list", items: [unpack(whole, args)] }),
  to_i: (self, [base]) => ({ kind: "number", value: Number.parseInt(self, toNumber(base) ?? 10) || 0 }),
  chr: (self) => text(self.charAt(0)),
  ord: (self) => ({ kind: "number", value: self.codePointAt(0) ?? 0 }),
};

function unpack(whole: Value, [template]: readonly Value[]): Value {
  const how = toLiteral(template) ?? "";
  if (/^m/.test(how)) return decode("base64", whole);
  return /^[Hu]/.test(how) ? computedFrom(whole) : whole;
}

/** Calls a method of a string or a list; unknown where it is not known what comes out. */
export function foldMethod(
  receiver: Value,
  name: string,
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value {
  if (receiver.kind === "choice") return mapWays(receiver, (way) => foldMethod(way, name, args, named));
  if (name === "format" && receiver.kind === "text")
    return ofEach(args, (values) => braces(receiver, values, named));
  if (name === "join") {
    const [list] = args;
    if (receiver.kind === "unknown" && list?.kind !== "list") return respelled(receiver);
    if (receiver.kind === "list")
      return ofEach(receiver.items, (items) => text(joinTexts(items, toLiteral(list) ?? (list ? "" : ","))));
    if (list?.kind === "list")
      return ofEach(list.items, (items) => text(joinTexts(items, toLiteral(receiver) ?? "")));
    const letters = toLiteral(list);
    if (letters !== null) return text([...letters].join(toLiteral(receiver) ?? ""));
    return list ? spelledFrom(receiver, list) : respelled(receiver);
  }
  if (receiver.kind === "list") return listMethod(receiver, name, args);
  if (receiver.kind === "map") return mapMethod(receiver, name, args);
  if (receiver.kind === "number") {
    if (name === "to_bytes") return computedFrom(text("…"));
    if (name === "chr") return characters([receiver]);
    const base = toNumber(args[0]) ?? 10;
    if (/^to_?s(?:tring)?$/i.test(name) && base >= 2 && base <= 36)
      return text(receiver.value.toString(base));
    return name.startsWith("to") ? text(String(receiver.value)) : unknownFrom(...args);
  }
  const self = toLiteral(receiver);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (receiver.kind === "text" && method === keep) return receiver;
  const folded = self === null ? null : method?.(self, args, receiver);
  if (folded) return folded;
  return CHANGES.test(name) ? respelled(receiver) : unknownFrom(receiver, ...args);
}

/** What such a method makes of a value: a constant of the program in another form, or whatever it was from elsewhere. */
function respelled(receiver: Value): Value {
  return taintOf(receiver).size > 0 ? spelledFrom(receiver) : computedFrom(receiver);
}

/** Methods that make one text of another; the rest tell something about it. */
const CHANGES =
  /^(?:trans|re|de|un|en|pad|ljust|rjust|center|z?fill|expand|format|squeeze|del|ins|each|gsub|sub|tr|chars|map|partition|split|slice|join|unpack|pack|crypt|succ|next|xor|from|to[A-Z_]|at$|concat|normalize|casefold|title|capitalize)/;

export function listMethod(
  list: Extract<Value, { kind: "list" }>,
  name: string,
  args: readonly Value[],
): Value {
  switch (name) {
    case "append":
    case "put":
    case "put_nowait":
    case "offer":
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
    case "insert":
    case "splice": {
      const added = args.slice(name === "insert" ? 1 : 2);
      list.items.splice(toNumber(args[0]) ?? 0, 0, ...added);
      return list;
    }
    case "appendleft":
    case "unshift":
    case "prepend":
      list.items.unshift(...args);
      return list;
    case "pop":
    case "get":
    case "get_nowait":
    case "poll":
    case "popleft":
    case "shift": {
      // The one it most likely is, and the rest: nobody knows how often this runs.
      const number = name === "pop" ? (toNumber(args[0]) ?? -1) : 0;
      const [taken] = list.items.splice(number, 1);
      return taken ? choice([taken, ...list.items]) : nothingKnown;
    }
    case "first":
    case "last":
    case "at":
    case "find":
      return list.items.length > 0
        ? choice(name === "last" ? [...list.items].reverse() : list.items)
        : nothingKnown;
    case "rotate":
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
    case "group":
      return list.items[toNumber(args[0]) ?? 0] ?? unknownFrom(list);
    case "groups":
      return { kind: "list", items: list.items.slice(1) };
    default:
      return CHANGES.test(name) ? computedFrom(list) : unknownFrom(list, ...args);
  }
}

function mapMethod(map: Extract<Value, { kind: "map" }>, name: string, args: readonly Value[]): Value {
  const [key = nothingKnown, fallback] = args;
  const at = toLiteral(key);
  const pairs = [...map.entries];
  switch (name) {
    case "get":
    case "find":
    case "findtext":
    case "fetch":
    case "pop":
    case "dig":
    case "setdefault":
    case "__getitem__":
      // Under a key that is no text: any of those.
      if (at === null && pairs.length > 0)
        return choice([...pairs.map(([, value]) => value), ...(fallback ? [fallback] : [])]);
      return (at === null ? undefined : map.entries.get(at)) ?? fallback ?? unknownFrom(map, ...args);
    case "set":
    case "__setitem__":
    case "store":
      if (fallback) map.entries.set(at ?? `…${map.entries.size}`, fallback);
      return map;
    case "update":
    case "merge":
      if (key.kind === "map") for (const [each, value] of key.entries) map.entries.set(each, value);
      return map;
    case "items":
    case "entries":
    case "to_a":
      return {
        kind: "list",
        items: pairs.map(([each, value]) => ({ kind: "list", items: [text(each), value] })),
      };
    case "values":
      return { kind: "list", items: pairs.map(([, value]) => value) };
    case "keys":
      return { kind: "list", items: pairs.map(([each]) => text(each)) };
    case "toString":
      return unknownFrom(map);
    default:
      return unknownFrom(map, ...args);
  }
}

/** The value of `list[index]`, `map[key]`. */
export function indexed(object: Value, index: Value): Value {
  return mapWays(object, (way) => {
    const number = toNumber(index);
    if (way.kind === "map") {
      const key = toLiteral(index);
      // Under a name that is not known: any of them.
      if (key === null && way.entries.size > 0) return choice([...way.entries.values()]);
      return way.entries.get(key ?? "") ?? unknownFrom(way, index);
    }
    if (way.kind === "list") {
      const item = number === null ? undefined : way.items.at(number);
      return item ?? (way.items.length > 0 && number === null ? choice(way.items) : unknownFrom(way));
    }
    const string = way.kind === "text" ? literal(way.text) : null;
    const character = string === null || number === null ? undefined : string.at(number);
    return character === undefined ? unknownFrom(way) : text(character);
  });
}
