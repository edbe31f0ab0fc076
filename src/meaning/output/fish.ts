/** fish's `string`: what it makes of the words that it is given, or of the lines that come in. */

import { decodeAnsiC } from "../../syntax/index.ts";
import { quote } from "../../syntax/quote.ts";
import { BoundedRegExp } from "../bounded-regex.ts";
import { matcher } from "../expansion/pattern.ts";
import { getopt, type Options } from "./getopt.ts";

/** The letters of its options, by subcommand; a colon behind those with a value. */
const LETTERS: Readonly<Record<string, string>> = {
  collect: "aN",
  escape: "n",
  join: "nq",
  join0: "q",
  length: "qV",
  lower: "q",
  match: "aegiknqrvm:",
  pad: "rc:w:C",
  repeat: "n:m:Nq",
  replace: "afiqrm:",
  shorten: "c:m:Nlq",
  split: "f:m:rnqa",
  split0: "f:m:rnqa",
  sub: "s:l:e:q",
  trim: "lrc:q",
  unescape: "n",
  upper: "q",
};

const LONG: Readonly<Record<string, string>> = {
  all: "a",
  chars: "c",
  char: "c",
  end: "e",
  entire: "e",
  fields: "f",
  "groups-only": "g",
  "ignore-case": "i",
  length: "l",
  left: "l",
  max: "m",
  "no-empty": "n",
  "no-newline": "N",
  "no-trim-newlines": "N",
  count: "n",
  quiet: "q",
  regex: "r",
  right: "r",
  start: "s",
  style: "S",
  width: "w",
};

interface StringCall {
  readonly options: Options;
  readonly has: (letter: string) => boolean;
  readonly number: (letter: string) => number | null;
  /** What stands in front of the texts: the separator of `join`, the patterns of `replace`. */
  readonly before: readonly string[];
  readonly texts: readonly string[];
}

/** How many words stand in front of the texts. */
const BEFORE: Readonly<Record<string, number>> = { join: 1, split: 1, replace: 2, match: 1 };

const subcommands: Readonly<Record<string, (call: StringCall) => readonly string[] | null>> = {
  join: ({ before: [by = ""], texts }) => [texts.join(by)],
  split: ({ before: [by = ""], texts, has, number, options }) => {
    const parts = texts.flatMap((text) => pieces(text, by, number("m"), has("r")));
    const wanted = options.value("f");
    if (wanted !== null && !/^\d+(?:,\d+)*$/.test(wanted)) return null;
    return wanted === null ? parts : wanted.split(",").flatMap((field) => parts[Number(field) - 1] ?? []);
  },
  replace: ({ before: [from = "", to = ""], texts, has }) => {
    const regex = has("r") ? expression(from, `${has("a") ? "g" : ""}${has("i") ? "i" : ""}`) : null;
    if (has("r") ? regex === null : has("i")) return null;
    return texts.map((text) =>
      regex
        ? text.replace(regex, to)
        : has("a")
          ? text.replaceAll(from, () => to)
          : text.replace(from, () => to),
    );
  },
  match: ({ before: [pattern = ""], texts, has }) => {
    if (!has("r")) {
      const accepts = matcher(pattern);
      return accepts && texts.filter((text) => accepts(text) !== has("v"));
    }
    const regex = expression(pattern, `g${has("i") ? "i" : ""}`);
    if (regex === null || has("n") || has("m")) return null;
    if (has("v") || has("e")) return texts.filter((text) => text.search(regex) >= 0 !== has("v"));
    return texts.flatMap((text) =>
      [...text.matchAll(regex)].slice(0, has("a") ? undefined : 1).flatMap(([whole, ...groups]) => {
        const found = groups.map((group = "") => group);
        return has("g") ? found : [whole, ...found];
      }),
    );
  },
  sub: ({ texts, number }) => {
    const [start, size, end] = [number("s") ?? 1, number("l"), number("e")];
    return texts.map((text) => {
      const from = start < 0 ? Math.max(text.length + start, 0) : start - 1;
      const to = end === null ? text.length : end < 0 ? text.length + end : end;
      return text.slice(from, size === null ? to : from + size);
    });
  },
  repeat: ({ texts, number }) => {
    const [count, most] = [number("n"), number("m")];
    return texts.map((text) => {
      const whole = text.repeat(Math.min(count ?? (most === null ? 1 : most), MOST_TIMES));
      return most ? whole.slice(0, most) : whole;
    });
  },
  lower: ({ texts }) => texts.map((text) => text.toLowerCase()),
  upper: ({ texts }) => texts.map((text) => text.toUpperCase()),
  trim: ({ texts, has, options }) => {
    const set = options.value("c") ?? " \f\n\r\t\v";
    const both = has("l") === has("r");
    return texts.map((text) => {
      let [from, to] = [0, text.length];
      while ((both || has("l")) && from < to && set.includes(text.charAt(from))) from++;
      while ((both || has("r")) && to > from && set.includes(text.charAt(to - 1))) to--;
      return text.slice(from, to);
    });
  },
  pad: ({ texts, number, options, has }) => {
    const [width, char] = [
      number("w") ?? Math.max(...texts.map((text) => text.length)),
      options.value("c") ?? " ",
    ];
    return texts.map((text) => (has("r") ? text.padEnd(width, char) : text.padStart(width, char)));
  },
  shorten: ({ texts, number, options, has }) => {
    const [most, mark] = [number("m"), options.value("c") ?? "…"];
    if (most === null || has("N")) return null;
    return texts.map((text) =>
      text.length <= most
        ? text
        : has("l")
          ? mark + text.slice(mark.length - most)
          : text.slice(0, most - mark.length) + mark,
    );
  },
  length: ({ texts, has }) => (has("V") ? null : texts.map((text) => String([...text].length))),
  collect: ({ texts }) => [texts.join("\n")],
  escape: ({ texts, options }) => {
    const style = options.value("S") ?? "script";
    if (style === "url") return texts.map(encodeURIComponent);
    return style === "script"
      ? texts.map((text) => (/^[\w./:=@%+,-]+$/.test(text) ? text : quote(text)))
      : null;
  },
  unescape: ({ texts, options }) => {
    const style = options.value("S") ?? "script";
    if (style === "url")
      return texts.map((text) =>
        text.replace(/%([\da-fA-F]{2})/g, (_, digits: string) =>
          String.fromCharCode(Number.parseInt(digits, 16)),
        ),
      );
    return style === "script" ? texts.map((text) => decodeAnsiC(unquoted(text))) : null;
  },
};

/** A word may be repeated so often. */
const MOST_TIMES = 100;

/** The lines that `string SUBCOMMAND …` prints; null where that is not worked out. */
export function fishString(input: string, args: readonly string[]): string | null {
  const call = callOf(input, args);
  const lines = call && (subcommands[args[0] ?? ""]?.(call) ?? null);
  return lines && (call.has("q") ? "" : lines.map((line) => `${line}\n`).join(""));
}

/** `string match -r '(?<name>…)' TEXT`: what it puts into variables; null: not worked out. */
export function namedGroups(input: string, args: readonly string[]): Readonly<Record<string, string>> | null {
  const call = args[0] === "match" ? callOf(input, args) : null;
  const regex = call?.has("r") ? expression(call.before[0] ?? "", "") : null;
  if (!regex || !call) return null;
  const found = call.texts.map((text) => regex.exec(text)?.groups).find((groups) => groups !== undefined);
  return found ?? null;
}

function callOf(input: string, [name = "", ...rest]: readonly string[]): StringCall | null {
  const letters = LETTERS[name];
  // `--style=url`: only long.
  const options = letters === undefined ? null : getopt(rest, `${letters}S:`, LONG);
  if (options === null) return null;
  const front = BEFORE[name] ?? 0;
  const given = options.operands.slice(front);
  return {
    options,
    has: options.has,
    number: (letter) => (options.has(letter) ? Number(options.value(letter)) || 0 : null),
    before: options.operands.slice(0, front),
    texts: given.length > 0 ? given : input.replace(/\n$/, "").split("\n"),
  };
}

/** The text cut at a separator, at the most so often, from the left or the right. */
function pieces(text: string, by: string, most: number | null, fromRight: boolean): readonly string[] {
  const parts = by === "" ? [...text] : text.split(by);
  if (most === null || parts.length <= most + 1) return parts;
  return fromRight
    ? [parts.slice(0, parts.length - most).join(by), ...parts.slice(parts.length - most)]
    : [...parts.slice(0, most), parts.slice(most).join(by)];
}

function unquoted(text: string): string {
  const inside = /^(['"])([\s\S]*)\1$/.exec(text)?.[2];
  return inside ?? text;
}

function expression(source: string, flags: string): RegExp | null {
  try {
    return new BoundedRegExp(source.replaceAll("(?P<", "(?<"), flags);
  } catch {
    return null;
  }
}
