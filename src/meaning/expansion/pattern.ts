/** Shell patterns (`*`, `?`, `[…]`, extended ones) as predicates and as prefix/suffix removers. */

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
      const close = pattern.indexOf("]", pattern[i + 1] === "!" || pattern[i + 1] === "^" ? i + 3 : i + 2);
      if (close < 0) out += "\\[";
      else {
        const body = pattern
          .slice(i + 1, close)
          .replace(/^!/, "^")
          .replace(/\\/g, "\\\\")
          .replace(/\[:(\w+):\]/g, classOf);
        out += `[${body}]`;
        i = close;
      }
    } else out += escapeRegex(c);
  }
  return out;
}

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

function classOf(_: string, name: string): string {
  return classes[name] ?? "";
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

/** Does a whole string match? Null for a malformed or over-long pattern. */
export function matcher(pattern: string): ((text: string) => boolean) | null {
  if (pattern.length > 512) return null;
  const source = patternSource(pattern);
  const regex = source === null ? null : compile(`^(?:${source})$`);
  return regex && ((text) => regex.test(text));
}

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}` on known strings. */
export function removeAffix(text: string, pattern: string, operator: "#" | "##" | "%" | "%%"): string {
  const accepts = matcher(pattern);
  if (!accepts) return text;
  const lengths = Array.from({ length: Math.min(text.length, 4096) + 1 }, (_, i) => i);
  if (operator.length === 2) lengths.reverse();
  for (const n of lengths) {
    if (operator.startsWith("#")) {
      if (accepts(text.slice(0, n))) return text.slice(n);
    } else if (accepts(text.slice(text.length - n))) return text.slice(0, text.length - n);
  }
  return text;
}

/** `${x/p/r}` and kin on known strings. */
export function replace(
  text: string,
  pattern: string,
  replacement: string,
  operator: "/" | "//" | "/#" | "/%",
): string {
  const source = patternSource(pattern);
  if (source === null || source === "") return text;
  const anchored = operator === "/#" ? `^(?:${source})` : operator === "/%" ? `(?:${source})$` : source;
  try {
    return text.replace(new RegExp(anchored, operator === "//" ? "gu" : "u"), () => replacement);
  } catch {
    return text;
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
