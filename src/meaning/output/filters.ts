/** Filters with a language of their own, on text that is known: `grep`, `jq`, `dd`, `envsubst`. Null: not worked out. */

/** What `grep` lets through: plain patterns and those that JavaScript reads the same way. */
export function grep(
  input: string,
  args: readonly string[],
  program: string,
  isName: (letter: string) => boolean = () => false,
): string | null {
  const flags = args
    .filter((arg) => /^-[a-zA-Z]+$/.test(arg) && arg !== "-e")
    .join("")
    .replaceAll("-", "");
  const [pattern, ...files] = args.filter((arg) => !/^-/.test(arg));
  if (pattern === undefined || files.length > 0 || /[^voEFiwhaPG]/.test(flags)) return null;
  const regex = expression(pattern, flags, program);
  if (!regex) return null;
  const lines = linesOf(input);
  const picks = (line: string) => line.search(regex) >= 0;
  // Of names that are not known, those are let through that have in them what is looked for.
  const named = (line: string) => [...line].some(isName);
  if (!flags.includes("o")) {
    return joined(
      lines.flatMap((line) => {
        if (named(line)) return [flags.includes("v") || picks(line) ? line : narrowed(line, pattern, isName)];
        return picks(line) !== flags.includes("v") ? [line] : [];
      }),
    );
  }
  return joined(lines.flatMap((line) => line.match(regex) ?? []));
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

function expression(pattern: string, flags: string, program: string): RegExp | null {
  const fixed = flags.includes("F") || program === "fgrep";
  const extended = /[EP]/.test(flags) || program === "egrep" || program === "rg";
  const source = fixed
    ? pattern.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
    : extended
      ? pattern
      : extendedOf(pattern);
  try {
    const bounded = flags.includes("w") ? `\\b(?:${source})\\b` : source;
    return new RegExp(bounded, `g${flags.includes("i") ? "i" : ""}`);
  } catch {
    return null;
  }
}

/** A basic regular expression as an extended one: what is special without a backslash in the one is so with it in the other. */
export function extendedOf(basic: string): string {
  return basic.replace(
    /\\([(){}+?|])|([(){}+?|])/g,
    (_, escaped?: string, bare?: string) => escaped ?? `\\${bare}`,
  );
}

/** `jq .a.b[0]`, with `@base64d` and `@text` at the end: what a constant document holds at a place. */
export function jq(input: string, args: readonly string[]): string | null {
  const raw = args.some((arg) => /^-[a-z]*r|^--raw-output/.test(arg));
  const [filter, ...files] = args.filter((arg) => !arg.startsWith("-"));
  if (filter === undefined || files.length > 0) return null;
  const stages = filter.split("|").map((stage) => stage.trim());
  try {
    let value: unknown = JSON.parse(input);
    for (const stage of stages) {
      if (stage === "@base64d" && typeof value === "string") value = Buffer.from(value, "base64").toString();
      else if (/^(?:\.[\w-]*|\[(?:\d+|"[^"]*")\])+$/.test(stage)) value = pick(value, stage);
      // `.list[]`: each item, where nothing comes behind it.
      else if (/^(?:\.[\w-]*)+\[\]$/.test(stage) && stage === stages.at(-1)) {
        const items = pick(value, stage.slice(0, -2));
        return Array.isArray(items) ? items.map((item) => lineOf(item, raw)).join("") : null;
      } else return null;
    }
    return value === undefined ? null : lineOf(value, raw);
  } catch {
    return null;
  }
}

function lineOf(value: unknown, raw: boolean): string {
  return `${raw && typeof value === "string" ? value : JSON.stringify(value)}\n`;
}

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

/** `dd bs=N count=N skip=N` of what is known. */
export function dd(input: string, args: readonly string[]): string | null {
  const number = (key: string): number | null => {
    const given = args.find((arg) => arg.startsWith(`${key}=`))?.slice(key.length + 1);
    return given === undefined ? null : /^\d+$/.test(given) ? Number(given) : Number.NaN;
  };
  const size = number("bs") ?? number("ibs") ?? 512;
  const skip = (number("skip") ?? 0) * size;
  const count = number("count");
  if (Number.isNaN(size + skip + (count ?? 0))) return null;
  const conversions = args.flatMap((arg) => /^conv=(.*)/.exec(arg)?.[1]?.split(",") ?? []);
  if (conversions.some((each) => !Object.hasOwn(CONVERSIONS, each))) return null;
  const part = input.slice(skip, count === null ? undefined : skip + count * size);
  return conversions.reduce((text, each) => CONVERSIONS[each]?.(text) ?? text, part);
}

const CONVERSIONS: Readonly<Record<string, (text: string) => string>> = {
  lcase: (text) => text.toLowerCase(),
  ucase: (text) => text.toUpperCase(),
  swab: (text) => text.replace(/([\s\S])([\s\S])/g, "$2$1"),
  notrunc: (text) => text,
  fsync: (text) => text,
  fdatasync: (text) => text,
};

/** `paste` of one input: `-s` joins its lines. */
export function paste(input: string, args: readonly string[]): string | null {
  if (!args.some((arg) => /^-[a-z]*s/.test(arg))) return null;
  const given = /(?:^|\0)-[a-z]*d\0?([^\0]*)/.exec(args.join("\0"))?.[1];
  return `${linesOf(input).join(given === undefined ? "\t" : given.slice(0, 1))}\n`;
}

function linesOf(input: string): string[] {
  const all = input.split("\n");
  if (all.at(-1) === "") all.pop();
  return all;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
