/** fish's `string`: what it makes of the words that it is given, or of the lines that come in. */
import { decodeAnsiC } from "../../syntax/index.ts";

/** Options that take a value, by subcommand. */
const WITH_VALUE: Readonly<Record<string, string>> = {
  sub: "sle",
  repeat: "nm",
  split: "mf",
  pad: "cw",
  match: "m",
};

interface StringCall {
  readonly has: (letter: string) => boolean;
  readonly value: (letter: string) => number | null;
  /** What stands in front of the texts: the separator of `join`, the patterns of `replace`. */
  readonly take: () => string;
  readonly texts: () => readonly string[];
}

const subcommands: Readonly<Record<string, (call: StringCall) => readonly string[] | null>> = {
  join: ({ take, texts }) => {
    const by = take();
    return [texts().join(by)];
  },
  split: ({ take, texts }) => {
    const by = take();
    return texts().flatMap((text) => text.split(by));
  },
  replace: ({ take, texts, has }) => {
    const [from, to] = [take(), take()];
    if (!has("r"))
      return texts().map((text) => (has("a") ? text.replaceAll(from, to) : text.replace(from, to)));
    const regex = expression(from, has("a"));
    return regex && texts().map((text) => text.replace(regex, to));
  },
  match: ({ take, texts, has }) => {
    const regex = has("r") ? expression(take(), false) : null;
    return regex && texts().flatMap((text) => [...(regex.exec(text) ?? [])].map((group = "") => group));
  },
  sub: ({ texts, value }) => {
    const start = (value("s") ?? 1) - 1;
    const size = value("l");
    return texts().map((text) => text.slice(start, size === null ? undefined : start + size));
  },
  repeat: ({ texts, value }) => texts().map((text) => text.repeat(Math.min(value("n") ?? 1, 100))),
  lower: ({ texts }) => texts().map((text) => text.toLowerCase()),
  upper: ({ texts }) => texts().map((text) => text.toUpperCase()),
  trim: ({ texts }) => texts().map((text) => text.trim()),
  collect: ({ texts }) => [texts().join("\n")],
  unescape: ({ texts }) => texts().map(decodeAnsiC),
};

/** The lines that `string SUBCOMMAND …` prints; null where that is not worked out. */
export function fishString(input: string, args: readonly string[]): string | null {
  const [name = "", ...rest] = args;
  const run = subcommands[name];
  if (!run) return null;
  const given = rest.filter((arg) => arg !== "--");
  const options = new Map<string, string>();
  for (let arg = given[0]; arg !== undefined && /^-[a-zA-Z]|^--[a-z]/.test(arg); arg = given[0]) {
    given.shift();
    const [, letter = "", attached = ""] = /^--?([a-zA-Z])(\d*)/.exec(arg) ?? [];
    const takes = WITH_VALUE[name]?.includes(letter) ?? false;
    for (const each of takes || arg.startsWith("--") ? [letter] : arg.slice(1)) options.set(each, "");
    if (takes) options.set(letter, attached === "" ? (given.shift() ?? "") : attached);
  }
  const lines = run({
    has: (letter) => options.has(letter),
    value: (letter) => (options.has(letter) ? Number(options.get(letter)) || 0 : null),
    take: () => given.shift() ?? "",
    texts: () => (given.length > 0 ? given : input.replace(/\n$/, "").split("\n")),
  });
  return lines === null ? null : lines.map((line) => `${line}\n`).join("");
}

function expression(source: string, everywhere: boolean): RegExp | null {
  try {
    return new RegExp(source, everywhere ? "g" : "");
  } catch {
    return null;
  }
}
