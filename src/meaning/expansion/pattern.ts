/** Shell patterns (`*`, `?`, `[…]`, extended ones) as predicates and as prefix/suffix removers. */
import type { Deadline } from "../../syntax/index.ts";
import type { Text } from "../value.ts";

/** A pattern as the source of a regular expression, or null where it is malformed. The regex is over values, never over commands. */
function patternSource(pattern: string): string | null {
  let out = "";
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? "";
    const next = pattern[i + 1];
    if (c === "\\" && next !== undefined) {
      out += escapeRegex(next);
      i++;
    } else if ("?*+@!".includes(c) && next === "(") {
      const close = closing(pattern, i + 1);
      if (close < 0) return null;
      const inner = split(pattern.slice(i + 2, close)).map(patternSource);
      if (inner.includes(null)) return null;
      const group = `(?:${inner.join("|")})`;
      out += c === "!" ? `(?!${group}$)[\\s\\S]*` : group + (c === "@" ? "" : c);
      i = close;
    } else if (c === "*") out += "[\\s\\S]*";
    else if (c === "?") out += "[\\s\\S]";
    else if (c === "[") {
      bracket.lastIndex = i;
      const [whole, not = "", inside = ""] = bracket.exec(pattern) ?? [];
      out += whole ? `[${not && "^"}${insideBrackets(inside)}]` : "\\[";
      i += (whole ?? "[").length - 1;
    } else out += escapeRegex(c);
  }
  return out;
}

/** Classes of POSIX as JavaScript writes them, inside brackets. */
const classes: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: "\\s",
  blank: " \\t",
  punct: "!-\\/:-@\\[-`{-~",
  xdigit: "0-9A-Fa-f",
  word: "\\w",
};

/** `[a-z]`, `[!x]`, `[]x]`, `[[:digit:]_]`. */
const bracket = /\[([!^]?)(\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]/sy;

/** What stands in brackets, as JavaScript writes it. */
function insideBrackets(inside: string): string {
  return inside.replace(/(\[:\w+:\])|\\(.)|[[\]^]/gs, (found, name?: string, escaped = found) =>
    name ? withClasses(name) : escaped.replace(/[[\]\\^-]/, "\\$&"),
  );
}

/** A pattern in which `[:digit:]` and its kin are written out. */
export function withClasses(pattern: string): string {
  return pattern.replace(/\[:(\w+):\]/g, (_, name: string) => classes[name] ?? "");
}

function escapeRegex(c: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(c) ? `\\${c}` : c;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) return i;
  }
  return -1;
}

function split(alternatives: string): string[] {
  const out = [""];
  let depth = 0;
  for (const c of alternatives) {
    if (c === "|" && depth === 0) out.push("");
    else {
      if (c === "(") depth++;
      if (c === ")") depth--;
      out[out.length - 1] += c;
    }
  }
  return out;
}

function compile(source: string): RegExp | null {
  try {
    return new RegExp(source, "u");
  } catch {
    return null;
  }
}

/**
 * The same for a whole string, in time that only grows with its length. What stands between two `*` need only be looked for at
 * the first place where it fits, so each is a group that is not tried again: a lookahead, and what it caught.
 */
function wholeSource(pattern: string): string | null {
  if (pattern.includes("(")) return patternSource(pattern);
  const [first = "", ...others] = segments(pattern).map(patternSource);
  if (first === null || others.includes(null)) return null;
  const last = others.pop();
  const between = others.map((segment, i) => `(?=([\\s\\S]*?${segment}))\\${i + 1}`);
  return first + between.join("") + (last === undefined ? "" : `[\\s\\S]*${last}`);
}

const pieces = new RegExp(`\\*|(?:\\\\.|${bracket.source}|[^*])+`, "gs");

/** The parts of a pattern between its `*`. */
function segments(pattern: string): string[] {
  const parts = [""];
  for (const piece of pattern.match(pieces) ?? [])
    if (piece === "*") parts.push("");
    else parts[parts.length - 1] = piece;
  return parts;
}

/** So many steps at the most, before anybody asks for the time. */
const MOST_STEPS = 1e8;

/** May it take too long to hold a pattern against a text: for the stars in it, or for groups that match in more than one way? */
function isCostly(pattern: string, length: number): boolean {
  if (/[*+?@!]\([^)]*[|(*]/.test(pattern)) return length > 32;
  return length ** ((pattern.match(/\*+/g)?.length ?? 0) + 1) > MOST_STEPS;
}

/** Does a whole string match? Null for a malformed or over-long pattern. */
export function matcher(pattern: string): ((text: string) => boolean) | null {
  if (pattern.length > 512) return null;
  const source = wholeSource(pattern);
  const regex = source === null ? null : compile(`^(?:${source})$`);
  return regex && ((text) => !(pattern.includes("(") && isCostly(pattern, text.length)) && regex.test(text));
}

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}` on known strings; null where it would take too long. @throws OutOfTime past the deadline */
export function removeAffix(
  text: string,
  pattern: string,
  operator: "#" | "##" | "%" | "%%",
  deadline: Deadline,
): string | null {
  const accepts = matcher(pattern);
  if (!accepts) return text;
  if (pattern.includes("(") && isCostly(pattern, text.length)) return null;
  const lengths = Array.from({ length: Math.min(text.length, 4096) + 1 }, (_, i) => i);
  if (operator.length === 2) lengths.reverse();
  for (const n of lengths) {
    deadline.check();
    if (operator.startsWith("#")) {
      if (accepts(text.slice(0, n))) return text.slice(n);
    } else if (accepts(text.slice(text.length - n))) return text.slice(0, text.length - n);
  }
  return text;
}

/** Longer texts are not put together: each replacement may double what the one before has made. */
const LONGEST = 1 << 20;

class TooLong extends Error {}

/** `${x/p/r}` and kin on known strings; null where it would take too long. */
export function replace(
  text: string,
  pattern: string,
  by: (found: string) => string,
  operator: "/" | "//" | "/#" | "/%",
): string | null {
  const source = patternSource(pattern);
  if (source === "" && operator.length === 2 && operator !== "//")
    return operator === "/#" ? by("") + text : text + by("");
  if (source === null || source === "") return text;
  if (isCostly(pattern, text.length)) return null;
  const anchored = operator === "/#" ? `^(?:${source})` : operator === "/%" ? `(?:${source})$` : source;
  let length = text.length;
  const bounded = (found: string) => {
    const put = by(found);
    length += put.length;
    if (length > LONGEST) throw new TooLong();
    return put;
  };
  try {
    return text.replace(new RegExp(anchored, operator === "//" ? "gu" : "u"), bounded);
  } catch (error) {
    return error instanceof TooLong ? null : text;
  }
}

/** A pattern word as text: its globs as written; null where parts of it are not known. */
export function patternText(text: Text): string | null {
  let out = "";
  for (const piece of text.pieces) {
    if (typeof piece === "string") out += piece;
    else if (piece.shape === "glob") out += piece.label;
    else return null;
  }
  return out;
}
