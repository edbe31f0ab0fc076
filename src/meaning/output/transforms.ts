/**
 * Filters: what programs like `rev`, `cut`, `tr`, `base64 -d` make of text that is known. Each reads the options that it knows
 * by `getopt`; with any other, and where the rest is beyond it, it gives null: not worked out.
 */
import { base32, charactersOf, hexadecimal } from "../decoders.ts";
import { decodeEscapes } from "../expansion/escapes.ts";
import { awk } from "./awk.ts";
import { dd, grep, jq } from "./filters.ts";
import { getopt } from "./getopt.ts";
import { joined, linesOf } from "./lines.ts";
import { sed } from "./sed.ts";

/** `isName`: does a letter stand for names that are not known? */
type Transform = (
  input: string,
  args: readonly string[],
  isName: (letter: string) => boolean,
) => string | null;

export const transforms: Readonly<Record<string, Transform>> = {
  cat: (input) => input,
  tee: (input) => input,
  rev: (input, args) =>
    getopt(args, "") && joined(linesOf(input).map((line) => [...line].reverse().join(""))),
  tac,
  sort,
  shuf: (input, args) => (args.length === 0 ? input : null),
  uniq,
  base64: (input, args) => {
    const options = getopt(args, "dDiw:b:", { decode: "d", "ignore-garbage": "i", wrap: "w" });
    if (!options) return null;
    if (!options.has("d") && !options.has("D")) return Buffer.from(input).toString("base64");
    return fromBytes(Buffer.from(input.replace(/[^A-Za-z0-9+/=]/g, ""), "base64"));
  },
  base32: (input, args) =>
    getopt(args, "diw:", { decode: "d", "ignore-garbage": "i", wrap: "w" })?.has("d")
      ? fromBytes(base32(input))
      : null,
  basenc,
  openssl: (input, args) =>
    (args[0] === "base64" || (args[0] === "enc" && args.some((arg) => /^-(?:base64|a)$/.test(arg)))) &&
    args.includes("-d") &&
    args.every((arg) => /^(?:base64|enc|-base64|-a|-A|-d)$/.test(arg))
      ? fromBytes(Buffer.from(input, "base64"))
      : null,
  xxd: (input, args) => {
    const flags = args.filter((arg) => /^-./.test(arg));
    if (!flags.some((flag) => /^-r(?:p|evert)?$/.test(flag))) return null;
    const isPlain = flags.some((flag) => /^-(?:r?ps?|plain|postscript)$/.test(flag));
    if (!flags.every((flag) => /^-(?:r?p?s?|plain|postscript|revert)$/.test(flag))) return null;
    const hex = isPlain
      ? input
      : linesOf(input)
          .map((line) => line.replace(/^[0-9a-fA-F]+:/, "").split("  ")[0])
          .join("");
    return fromBytes(hexadecimal(hex));
  },
  tr: translate,
  head: (input, args) => take(input, args, "start"),
  tail: (input, args) => take(input, args, "end"),
  cut,
  sed,
  awk,
  gawk: awk,
  mawk: awk,
  nawk: awk,
  dd,
  grep: (input, args, isName) => grep(input, args, "grep", isName),
  egrep: (input, args, isName) => grep(input, args, "egrep", isName),
  fgrep: (input, args, isName) => grep(input, args, "fgrep", isName),
  rg: (input, args, isName) => grep(input, args, "rg", isName),
  jq,
  paste,
  dos2unix: (input) => input.replaceAll("\r\n", "\n"),
};

const fromBytes = (bytes: Buffer): string => bytes.toString("utf8");

/** The pieces that end with a separator, backwards. */
function tac(input: string, args: readonly string[]): string | null {
  const options = getopt(args, "s:", { separator: "s" });
  if (!options) return null;
  const separator = options.value("s") || "\n";
  const pieces = input.split(separator);
  const last = pieces.pop() ?? "";
  return [...(last === "" ? [] : [last]), ...pieces.reverse().map((piece) => piece + separator)].join("");
}

function sort(input: string, args: readonly string[], isName: (letter: string) => boolean): string | null {
  if ([...input].some(isName) || /^[^\n]*\n?$/.test(input)) return input;
  const options = getopt(args, "urnk:t:", { unique: "u", reverse: "r", "numeric-sort": "n", key: "k" });
  if (!options) return null;
  // `-k 2n`, `-k 2,2`: from one field on.
  const [, field, byNumber] = /^(\d+)(n?)(?:,\d+)?(?:n?)$/.exec(options.value("k") ?? "1") ?? [];
  if (field === undefined || (options.has("k") && options.has("u"))) return null;
  const separator = options.value("t");
  const keyOf = (line: string) => {
    if (field === "1" && !options.has("k")) return line;
    const fields = separator ? line.split(separator) : line.trimStart().split(/\s+/);
    return fields.slice(Number(field) - 1).join(separator ?? " ");
  };
  const numeric = options.has("n") || byNumber === "n";
  const lines = options.has("u") ? [...new Set(linesOf(input))] : linesOf(input);
  const sorted = lines.sort((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    const byKey = numeric ? (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0) : compared(a, b);
    return byKey || compared(one, other);
  });
  return joined(options.has("r") ? sorted.reverse() : sorted);
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function uniq(input: string, args: readonly string[]): string | null {
  const options = getopt(args, "ud", { unique: "u", repeated: "d" });
  if (!options) return null;
  const lines = linesOf(input);
  const repeats = (i: number) => lines[i] === lines[i + 1];
  return joined(
    lines.filter(
      (line, i) =>
        line !== lines[i - 1] && (!options.has("u") || !repeats(i)) && (!options.has("d") || repeats(i)),
    ),
  );
}

function basenc(input: string, args: readonly string[]): string | null {
  const [alphabet] = args.flatMap((arg) => /^--(base\w+)$/.exec(arg)?.[1] ?? []);
  const others = args.filter((arg) => !arg.startsWith("--base"));
  if (!getopt(others, "diw:", { decode: "d", "ignore-garbage": "i", wrap: "w" })?.has("d")) return null;
  const text = input.trim();
  switch (alphabet) {
    case "base64":
    case "base64url":
      return fromBytes(Buffer.from(text, "base64"));
    case "base32":
      return fromBytes(base32(text));
    case "base16":
      return fromBytes(hexadecimal(text));
    case "base2msbf":
      return fromBytes(Buffer.from((text.match(/[01]{8}/g) ?? []).map((bits) => Number.parseInt(bits, 2))));
    default:
      return null;
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  "[:upper:]": "A-Z",
  "[:lower:]": "a-z",
  "[:digit:]": "0-9",
  "[:alpha:]": "A-Za-z",
  "[:alnum:]": "A-Za-z0-9",
  "[:space:]": " \t\n\r\v\f",
  "[:blank:]": " \t",
  "[:cntrl:]": "\0-\x1f\x7f",
  "[:punct:]": "!-/:-@[-`{-~",
  "[:print:]": " -~",
  "[:graph:]": "!-~",
  "[:xdigit:]": "0-9A-Fa-f",
};

/** The characters of a tr set, ranges and classes written out; null for what is rarer (`[=a=]`, `[a*9]`). */
function trSet(set: string): readonly string[] | null {
  let text = set;
  for (const [name, range] of Object.entries(CLASSES)) text = text.replaceAll(name, range);
  if (/\[:\w+:\]|\[=.=\]|\[.\*\d*\]|\\-/.test(text)) return null;
  // What stands for nothing behind a backslash stands for itself.
  return charactersOf(decodeEscapes(text.replace(/\\([^abfnrtv0-7\\])/g, "$1")));
}

function translate(input: string, args: readonly string[]): string | null {
  const options = getopt(args, "cCdst", { complement: "c", delete: "d", "squeeze-repeats": "s" });
  const [from, to] = options?.operands.map(trSet) ?? [];
  if (!options || !from || to === null || options.has("t")) return null;
  const complement = options.has("c") || options.has("C");
  const within = (c: string) => from.includes(c) !== complement;
  const squeezed = (text: string, set: (c: string) => boolean) =>
    [...text].filter((c, i, all) => !(set(c) && all[i - 1] === c)).join("");
  if (options.has("d")) {
    const left = [...input].filter((c) => !within(c)).join("");
    return options.has("s") && to ? squeezed(left, (c) => to.includes(c)) : left;
  }
  if (to === undefined) return options.has("s") ? squeezed(input, within) : null;
  const last = to.at(-1) ?? "";
  const changed = [...input]
    .map((c) => (within(c) ? (complement ? last : (to[from.lastIndexOf(c)] ?? last)) : c))
    .join("");
  return options.has("s") ? squeezed(changed, (c) => to.includes(c)) : changed;
}

function take(input: string, given: readonly string[], from: "start" | "end"): string | null {
  // `head -5`, `tail +2`.
  const args = given.flatMap((arg) => (/^-\d+$/.test(arg) ? ["-n", arg.slice(1)] : [arg]));
  const options = getopt(args, "n:c:qv", { lines: "n", bytes: "c", quiet: "q" });
  const count = options?.value("c") ?? options?.value("n") ?? "10";
  const n = Number(count.replace(/^[-+]/, ""));
  if (!options || !/^[-+]?\d+$/.test(count)) return null;
  const parts = options.has("c") ? [...input] : linesOf(input);
  const taken =
    from === "start"
      ? parts.slice(0, count.startsWith("-") ? Math.max(0, parts.length - n) : n)
      : count.startsWith("+")
        ? parts.slice(Math.max(0, n - 1))
        : parts.slice(Math.max(0, parts.length - n));
  return options.has("c") ? taken.join("") : joined(taken);
}

function cut(input: string, args: readonly string[]): string | null {
  const options = getopt(args, "b:c:f:d:snCo:", {
    bytes: "b",
    characters: "c",
    fields: "f",
    delimiter: "d",
    "only-delimited": "s",
    complement: "C",
    "output-delimiter": "o",
  });
  const list = options?.value("f") ?? options?.value("c") ?? options?.value("b") ?? null;
  if (!options || list === null || !/^[\d,-]+$/.test(list)) return null;
  const fields = options.has("f");
  const delimiter = options.value("d") ?? "\t";
  const between = options.value("o") ?? (fields ? delimiter : "");
  const listed = (n: number) =>
    list.split(",").some((range) => {
      const [from, to] = range.includes("-") ? range.split("-") : [range, range];
      return n >= Number(from || 1) && n <= (to === "" ? Number.POSITIVE_INFINITY : Number(to));
    });
  // Characters side by side are one range, between which nothing is put.
  if (!fields && between !== "") return null;
  return joined(
    linesOf(input).flatMap((line) => {
      const parts = fields ? line.split(delimiter) : [...line];
      if (fields && parts.length === 1) return options.has("s") ? [] : [line];
      return [parts.filter((_, i) => listed(i + 1) !== options.has("C")).join(between)];
    }),
  );
}

/** `paste` of one input: `-s` joins its lines, with one delimiter after the other. */
function paste(input: string, args: readonly string[]): string | null {
  const options = getopt(args, "sd:", { serial: "s", delimiters: "d" });
  if (!options?.has("s")) return null;
  const delimiters = (options.value("d") ?? "\t").match(/\\[\s\S]|[\s\S]/g) ?? [""];
  const shown = delimiters.map((each) => (each === "\\0" ? "" : decodeEscapes(each)));
  const text = linesOf(input).reduce(
    (all, line, i) => (i === 0 ? line : all + (shown[(i - 1) % shown.length] ?? "") + line),
    "",
  );
  return `${text}\n`;
}
