/** Functions of inline programs that only compute: what comes out of them, by the names that the tables of calls give them. */

import { quote } from "../../../syntax/quote.ts";
import { BoundedRegExp } from "../../bounded-regex.ts";
import { hole } from "../../value.ts";
import { characters, decode, format, globText, parent, pathJoin, slice } from "./constant.ts";
import { documentOf } from "./documents.ts";
import {
  choice,
  computedFrom,
  joinTexts,
  nothingKnown,
  text,
  toLiteral,
  toNumber,
  toText,
  unknownFrom,
  type Value,
} from "./known.ts";
import { foldMethod, listMethod } from "./methods.ts";

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
  /** One of the items of a list. */
  item: ([value = nothingKnown]) =>
    value.kind === "list" && value.items.length > 0 ? choice(value.items) : unknownFrom(value),
  /** The largest, the smallest: of what is given, or of the items of a list. */
  oneOf: (args) => {
    const [only] = args;
    const from = args.length === 1 && only?.kind === "list" ? only.items : args;
    return from.length > 0 ? choice(from.filter(({ kind }) => kind !== "function")) : nothingKnown;
  },
  second: ([, value = nothingKnown]) => value,
  list: ([value]) =>
    value?.kind === "text" && toLiteral(value) !== null
      ? { kind: "list", items: [...(toLiteral(value) ?? "")].map((c) => text(c)) }
      : (value ?? { kind: "list", items: [] }),
  pathJoin: (args) => pathJoin(args.filter((arg) => arg.kind !== "function")),
  /** R's `paste`. */
  spaced: (args) =>
    text(
      joinTexts(
        args.flatMap((arg) => (arg.kind === "list" ? arg.items : [arg])),
        " ",
      ),
    ),
  items: (args) => ({ kind: "list", items: [...args] }),
  concat: (args) => text(joinTexts(args)),
  reverse: ([value = nothingKnown]) =>
    value.kind === "list"
      ? { kind: "list", items: [...value.items].reverse() }
      : slice(value, null, null, -1),
  sprintf: ([pattern = nothingKnown, ...rest]) => format(pattern, rest),
  glob: ([value = nothingKnown]) => ({ kind: "list", items: [text(globText(toText(value)))] }),
  joinWith: ([first = nothingKnown, ...others]) => {
    // PHP: a list alone is joined with nothing.
    const [between, rest] = others.length === 0 ? [text(""), [first]] : [first, others];
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
    if (Number.isNaN(to - from)) return unknownFrom(...args);
    const items: Value[] = [];
    for (let i = from; i < Math.min(to, from + 4_096); i++) items.push({ kind: "number", value: i });
    return { kind: "list", items };
  },
  order: ([value = nothingKnown]) => {
    const shown = toLiteral(value);
    return shown === null || shown === ""
      ? unknownFrom(value)
      : { kind: "number", value: shown.codePointAt(0) ?? 0 };
  },
  /** The same name each time: what is written to it is what is run from it. */
  temporary: () => text("/tmp/tmp.file"),
  split: ([value = nothingKnown]) => shellSplit(value),
  directory: ([value = nothingKnown]) => parent(value),
  lower: ([value = nothingKnown]) => foldMethod(value, "toLowerCase", [], new Map()),
  upper: ([value = nothingKnown]) => foldMethod(value, "toUpperCase", [], new Map()),
  splitWith: ([by = nothingKnown, value = nothingKnown]) => foldMethod(value, "split", [by], new Map()),
  replaced: ([from = nothingKnown, to = nothingKnown, value = nothingKnown]) =>
    foldMethod(value, "replaceAll", [from, to], new Map()),
  packed: ([how = nothingKnown, ...values]) =>
    foldMethod({ kind: "list", items: values }, "pack", [how], new Map()),
  unpacked: ([how = nothingKnown, value = nothingKnown]) => foldMethod(value, "unpack1", [how], new Map()),
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
  json: ([value = nothingKnown]) => {
    const shown = toLiteral(value);
    try {
      return shown === null ? unknownFrom(value) : fromJson(JSON.parse(shown));
    } catch {
      return unknownFrom(value);
    }
  },
  /** A text with what a pattern finds in it replaced: Python's `re.sub`. */
  resub: ([pattern = nothingKnown, by = nothingKnown, value = nothingKnown]) =>
    foldMethod(value, "replace", [asRegex(pattern, "g"), by], new Map()),
  /** What a pattern catches in a text: all of it, and what its brackets stand around. */
  caught: ([pattern = nothingKnown, value = nothingKnown]) =>
    foldMethod(value, "match", [asRegex(pattern)], new Map()),
  /** Of that, only what stands in brackets, where something does. */
  groups: (args) => {
    const found = folds.caught?.(args) ?? nothingKnown;
    return found.kind === "list" && found.items.length > 1
      ? { kind: "list", items: found.items.slice(1) }
      : found;
  },
  /** All lists of one item each of several lists. */
  product: (lists) => {
    let rows: readonly Value[][] = [[]];
    for (const list of lists)
      rows = rows.flatMap((row) =>
        (list.kind === "list" ? list.items : [list]).map((item) => [...row, item]),
      );
    return { kind: "list", items: rows.slice(0, 64).map((items): Value => ({ kind: "list", items })) };
  },
  /** The first map with all that is in the others: `Object.assign`. */
  merged: ([first = nothingKnown, ...others]) => {
    const own = first.kind === "map" ? first.entries : first.kind === "thing" ? first.slots : null;
    for (const other of others)
      if (other.kind === "map") for (const [name, value] of other.entries) own?.set(name, value);
    return first;
  },
  /** Node's `util.parseArgs({ options })`: what stands for each option where nothing is given. */
  parsedOptions: ([how = nothingKnown]) => {
    const options = how.kind === "map" ? how.entries.get("options") : undefined;
    const values = new Map<string, Value>();
    for (const [name, option] of options?.kind === "map" ? options.entries : [])
      if (option.kind === "map") values.set(name, option.entries.get("default") ?? nothingKnown);
    return { kind: "map", entries: new Map([["values", { kind: "map", entries: values }]]) };
  },
  /** `a=b&c=d` by its names. */
  query: ([value = nothingKnown]) => {
    const shown = toLiteral(value);
    if (shown === null)
      return value.kind === "map" ? text(joinTexts([...value.entries.values()], "&")) : unknownFrom(value);
    return {
      kind: "map",
      entries: new Map([...new URLSearchParams(shown)].map(([name, each]) => [name, text(each)])),
    };
  },
  /** A text with names and values, by its names. */
  document: ([value = nothingKnown]) => {
    const shown = value.kind === "text" ? toLiteral(value) : null;
    return shown === null ? unknownFrom(value) : documentOf(shown);
  },
  jsonText: ([value = nothingKnown]) => {
    const shown = value.kind === "text" ? toLiteral(value) : null;
    return shown === null ? unknownFrom(value) : text(JSON.stringify(shown));
  },
  /** A map of pairs, of lists of names and values, or of what is given by name. */
  mapOf: (args) => mapOf(args),
  zip: (lists) => {
    const [first, ...rest] = lists.map((list) => (list.kind === "list" ? list.items : []));
    return {
      kind: "list",
      items: (first ?? []).map((item, i) => ({
        kind: "list",
        items: [item, ...rest.map((other) => other[i] ?? nothingKnown)],
      })),
    };
  },
  /** The texts of a list as one (`new Blob(["…"])`). */
  joined: ([value = nothingKnown]) => (value.kind === "list" ? text(joinTexts(value.items)) : value),
  /** The process that started this one, by the shell's name for it. */
  parentProcess: () => text(hole("$PPID")),
  /** Perl's `tr/a/b/` and `s/a/b/` on a variable; the texts that stand between the delimiters. */
  transliterated: ([value = nothingKnown, from = nothingKnown, to = nothingKnown]) =>
    foldMethod(value, "tr", [from, to], new Map()),
  substituted: ([value = nothingKnown, pattern = nothingKnown, by = nothingKnown]) => {
    const shown = toLiteral(value);
    const [source, replacement] = [toLiteral(pattern), toLiteral(by)];
    if (shown === null || source === null || replacement === null || /[$@\\]/.test(replacement))
      return computedFrom(value);
    try {
      return text(shown.replace(new BoundedRegExp(source, "g"), () => replacement));
    } catch {
      return computedFrom(value);
    }
  },
  substr: ([value = nothingKnown, from = nothingKnown, size]) =>
    foldMethod(value, "substr", size ? [from, size] : [from], new Map()),
  /** PHP: letters for letters, or a map of texts. */
  strtr: ([value = nothingKnown, from = nothingKnown, to]) =>
    to ? foldMethod(value, "tr", [from, to], new Map()) : foldMethod(value, "translate", [from], new Map()),
  /** Python's `str.maketrans`. */
  letters: ([from = nothingKnown, to = nothingKnown]) => {
    if (from.kind === "map") return from;
    const [left, right] = [toLiteral(from) ?? "", toLiteral(to) ?? ""];
    return { kind: "map", entries: new Map([...left].map((c, i) => [c, text(right[i] ?? "")])) };
  },
  shellQuote: ([value = nothingKnown]) => {
    // Bun's `{ raw: "…" }` asks for none.
    const raw = value.kind === "map" ? value.entries.get("raw") : undefined;
    if (raw) return raw;
    const shown = toLiteral(value);
    return shown === null ? text(toText(value)) : text(quote(shown));
  },
  /** Several lists one behind the other; a text is its letters. */
  flat: (args) => ({
    kind: "list",
    items: args.flatMap((arg) => {
      const shown = arg.kind === "text" ? toLiteral(arg) : null;
      if (shown !== null) return [...shown].map((c) => text(c));
      return arg.kind === "list" ? arg.items : [unknownFrom(arg)];
    }),
  }),
  /** Each item behind its number. */
  numbered: ([list = nothingKnown, from]) => {
    const whole = folds.flat?.([list]) ?? list;
    const first = toNumber(from) ?? 0;
    return {
      kind: "list",
      items: (whole.kind === "list" ? whole.items : []).map((item, i) => ({
        kind: "list",
        items: [{ kind: "number", value: first + i }, item],
      })),
    };
  },
  /** The items of a list with a text between them. */
  joinList: ([list = nothingKnown, between]) =>
    text(joinTexts(list.kind === "list" ? list.items : [list], toLiteral(between) ?? "")),
  /** Bytes of numbers: `struct.pack("<8B", 114, …)`, `array("B", […])`. */
  bytes: ([, ...values]) => {
    const items = values.flatMap((value) => (value.kind === "list" ? value.items : [value]));
    const small = items.every((item) => item.kind === "number" && item.value < 256);
    return small ? characters(items) : computedFrom(text("…"));
  },
  recoded: (args) => computedFrom(...args),
  computed: (args) => computedFrom(...args),
  unknown: (args) => unknownFrom(...args),
  nothing: () => nothingKnown,
};

/** A pattern as JavaScript writes it, which is how the methods of texts take one. */
function asRegex(pattern: Value, flags = ""): Value {
  const shown = toLiteral(pattern);
  return shown === null ? pattern : text(`/${shown.replaceAll("(?P<", "(?<")}/${flags}`);
}

function mapOf(args: readonly Value[]): Value {
  const entries = new Map<string, Value>();
  for (const each of args) {
    if (each.kind === "map") for (const [name, value] of each.entries) entries.set(name, value);
    for (const pair of each.kind === "list" ? each.items : []) {
      const [key = nothingKnown, value = nothingKnown] = pair.kind === "list" ? pair.items : [];
      const name = toLiteral(key);
      if (name !== null) entries.set(name, value);
    }
  }
  return entries.size > 0 || args.length === 0 ? { kind: "map", entries } : unknownFrom(...args);
}

function fromJson(value: unknown): Value {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return { kind: "number", value };
  if (Array.isArray(value)) return { kind: "list", items: value.map(fromJson) };
  if (typeof value !== "object" || value === null) return nothingKnown;
  return { kind: "map", entries: new Map(Object.entries(value).map(([key, each]) => [key, fromJson(each)])) };
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
