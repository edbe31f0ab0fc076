/** Escapes in string literals, over the languages. */
import { type Expr, textOf } from "../expression.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  e: "\x1b",
  "0": "\0",
};

const ESCAPE =
  /\\(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{1,2})|u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r?\n)|([\s\S]))/g;

/** A literal's inside with its escapes resolved, as every language here does it (but for rare letters). */
export function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(ESCAPE, (_, x1, x2, u1, u2, u3, octal, newline, other) => {
    const hex = x1 ?? x2 ?? u1 ?? u2 ?? u3;
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
    if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
    if (newline !== undefined) return "";
    return SIMPLE[other] ?? other;
  });
}

/** Single quotes of Perl, Ruby and PHP: only the backslash and the quote are escaped. */
export function unescapedSingle(text: string): string {
  return text.replace(/\\([\\'/(){}[\]<>|!])/g, "$1");
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : "";
}

/** Pieces of a string as one expression. */
export function pieces(parts: readonly Expr[]): Expr {
  const [only] = parts;
  if (parts.length === 0) return textOf("");
  return parts.length === 1 && only?.kind === "text" ? only : { kind: "join", parts };
}

/** A number as Perl, Ruby and PHP write it: `0755` is octal. */
export function numberOf(written: string): number {
  const plain = written.replaceAll("_", "");
  return /^0o?[0-7]+$/.test(plain) ? Number.parseInt(plain.replace("o", ""), 8) : Number(plain);
}
