/** Filters with a language of their own, on text that is known: `grep`, `jq`, `dd`. Null: not worked out. */
import { getopt, type Options } from "./getopt.ts";
import { joined, linesOf } from "./lines.ts";
import { regexOf } from "./regex.ts";

/** What `grep` lets through: plain patterns and those that JavaScript reads the same way. */
export function grep(
  input: string,
  args: readonly string[],
  program: string,
  isName: (letter: string) => boolean = () => false,
): string | null {
  const numbered = args.map((arg) => arg.replace(/^-(\d+)$/, "-C$1"));
  const options = getopt(numbered, "voEFGPiwxhasm:A:B:C:e:", GREP_OPTIONS);
  const [first, ...rest] = options?.operands ?? [];
  const pattern = options?.value("e") ?? first;
  const files = (options?.has("e") ? (options?.operands ?? []) : rest).filter((file) => file !== "-");
  if (!options || pattern === undefined || files.length > 0) return null;
  const regex = expression(pattern, options.has, program);
  if (!regex) return null;
  const lines = linesOf(input);
  const wanted = !options.has("v");
  const picks = (line: string) => line.search(regex) >= 0 === wanted;
  if (options.has("o")) return joined(wanted ? lines.flatMap((line) => line.match(regex) ?? []) : []);
  const [before, after] = ["B", "A"].map((letter) =>
    Number(options.value(letter) ?? options.value("C") ?? 0),
  );
  const most = Number(options.value("m") ?? Number.POSITIVE_INFINITY);
  // Of names that are not known, those are let through that have in them what is looked for.
  if (lines.some((line) => [...line].some(isName))) {
    if (before || after || options.has("m")) return null;
    return joined(
      lines.flatMap((line) => {
        if (![...line].some(isName)) return picks(line) ? [line] : [];
        return [picks(line) || !wanted ? line : narrowed(line, pattern, isName)];
      }),
    );
  }
  const found = [...lines.keys()].filter((at) => picks(lines[at] ?? "")).slice(0, most);
  return joined(withContext(lines, found, before ?? 0, after ?? 0));
}

/** Long names of grep's options, by the letters for them. */
const GREP_OPTIONS = {
  "invert-match": "v",
  "only-matching": "o",
  "extended-regexp": "E",
  "fixed-strings": "F",
  "basic-regexp": "G",
  "perl-regexp": "P",
  "ignore-case": "i",
  "word-regexp": "w",
  "line-regexp": "x",
  "no-filename": "h",
  "no-messages": "s",
  text: "a",
  "max-count": "m",
  "after-context": "A",
  "before-context": "B",
  context: "C",
  regexp: "e",
} as const;

/** The lines that were found and those around them, with a mark where some are left out in between. */
function withContext(
  lines: readonly string[],
  found: readonly number[],
  before: number,
  after: number,
): readonly string[] {
  const shown = [...lines.keys()].filter((at) =>
    found.some((each) => each - before <= at && at <= each + after),
  );
  return shown.flatMap((at, i) => {
    const previous = shown[i - 1];
    const isApart = before + after > 0 && previous !== undefined && previous < at - 1;
    return [...(isApart ? ["--"] : []), lines[at] ?? ""];
  });
}

/** A line with the first of its unknown names narrowed to those that a pattern of plain letters fits: `*netrc*`. */
function narrowed(line: string, pattern: string, isName: (letter: string) => boolean): string {
  const [, start, plain, end] = /^(\^?)((?:[\w -]|\\?\.)+)(\$?)$/.exec(pattern) ?? [];
  if (plain === undefined) return line;
  const letter = [...line].find(isName) ?? "";
  const text = plain.replaceAll("\\", "");
  const begun = line.startsWith(letter) && start === "^" ? "" : letter;
  return line.replace(letter, `${begun}${text}${line.endsWith(letter) && end === "$" ? "" : letter}`);
}

function expression(pattern: string, has: Options["has"], program: string): RegExp | null {
  const fixed = has("F") || program === "fgrep";
  const extended = fixed || has("E") || has("P") || program === "egrep" || program === "rg";
  const source = fixed ? pattern.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") : pattern;
  const bounded = has("w") ? (extended ? `\\b(?:${source})\\b` : `\\b${source}\\b`) : source;
  const whole = has("x") ? (extended ? `^(?:${bounded})$` : `^${bounded}$`) : bounded;
  return regexOf(whole, { extended, flags: `g${has("i") ? "i" : ""}` });
}

/** `jq .a.b[0]`, with `@base64d` and `@text` at the end: what a constant document holds at a place. */
export function jq(input: string, args: readonly string[]): string | null {
  const options = getopt(args, "rcMCSeja", JQ_OPTIONS);
  const [filter, ...files] = options?.operands ?? [];
  if (!options || filter === undefined || files.length > 0) return null;
  const lineOf = (value: unknown) =>
    `${typeof value === "string" && (options.has("r") || options.has("j")) ? value : JSON.stringify(value)}${options.has("j") ? "" : "\n"}`;
  const stages = filter.split("|").map((stage) => stage.trim());
  try {
    let value: unknown = JSON.parse(input);
    for (const stage of stages) {
      if (stage === "@base64d" && typeof value === "string") value = Buffer.from(value, "base64").toString();
      else if (/^(?:\.[\w-]*|\[(?:\d+|"[^"]*")\])+$/.test(stage)) value = pick(value, stage);
      // `.list[]`: each item, where nothing comes behind it.
      else if (/^(?:\.[\w-]*)+\[\]$/.test(stage) && stage === stages.at(-1)) {
        const items = pick(value, stage.slice(0, -2));
        return Array.isArray(items) ? items.map(lineOf).join("") : null;
      } else return null;
    }
    return value === undefined ? null : lineOf(value);
  } catch {
    return null;
  }
}

const JQ_OPTIONS = {
  "raw-output": "r",
  "compact-output": "c",
  "monochrome-output": "M",
  "color-output": "C",
  "sort-keys": "S",
  "exit-status": "e",
  "join-output": "j",
  "ascii-output": "a",
} as const;

function pick(from: unknown, path: string): unknown {
  let value = from;
  for (const [step] of path.matchAll(/[\w-]+/g)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Array.isArray(value)
      ? value[Number(step)]
      : Object.entries(value).find(([key]) => key === step)?.[1];
  }
  return value;
}

/** `dd bs=N count=N skip=N` of what is known; null for flags and conversions that change it in other ways. */
export function dd(input: string, args: readonly string[]): string | null {
  const given = new Map(args.map((arg) => [arg.replace(/=.*/s, ""), arg.replace(/^\w+=/, "")]));
  const flags = given.get("iflag")?.split(",") ?? [];
  const conversions = given.get("conv")?.split(",") ?? [];
  const isKnown =
    [...given.keys()].every((key) => OPERANDS.test(key)) &&
    flags.every((flag) => FLAGS.test(flag)) &&
    conversions.every((each) => Object.hasOwn(CONVERSIONS, each));
  const size = sizeOf(given.get("bs") ?? given.get("ibs") ?? "512");
  const skip = sizeOf(given.get("skip") ?? given.get("iseek") ?? "0");
  const count = given.has("count") ? sizeOf(given.get("count") ?? "") : Number.POSITIVE_INFINITY;
  if (!isKnown || Number.isNaN(size + skip) || Number.isNaN(count)) return null;
  const from = flags.includes("skip_bytes") ? skip : skip * size;
  const part = input.slice(from, from + (flags.includes("count_bytes") ? count : count * size));
  return conversions.reduce((text, each) => CONVERSIONS[each]?.(text) ?? text, part);
}

const OPERANDS = /^(?:if|of|i?bs|obs|count|skip|iseek|seek|oseek|iflag|oflag|conv|status)$/;
const FLAGS = /^(?:skip_bytes|count_bytes|fullblock|nonblock|direct|sync|dsync|noatime)$/;

/** `4`, `2k`, `1M`, `3x2`; not a number where it is none. */
function sizeOf(text: string): number {
  const parts = text.split("x").map((part) => /^(\d+)([cwbkKM]?)$/.exec(part));
  return parts.reduce(
    (all, part) => all * Number(part?.[1] ?? Number.NaN) * (UNITS[part?.[2] ?? ""] ?? 1),
    1,
  );
}

const UNITS: Readonly<Record<string, number>> = { w: 2, b: 512, k: 1024, K: 1024, M: 1 << 20 };

const CONVERSIONS: Readonly<Record<string, (text: string) => string>> = {
  lcase: (text) => text.toLowerCase(),
  ucase: (text) => text.toUpperCase(),
  swab: (text) => text.replace(/([\s\S])([\s\S])/g, "$2$1"),
  notrunc: (text) => text,
  fsync: (text) => text,
  fdatasync: (text) => text,
};
