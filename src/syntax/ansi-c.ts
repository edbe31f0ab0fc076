/** The escapes of `$'…'` (bash manual, "ANSI-C Quoting"; zsh agrees on all that bash has). */

/** Escapes of one letter, which `echo -e` and `printf` share. */
export const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "?": "?",
};

/** How many digits an escape takes at most, and in which base. */
const numeric: Readonly<Record<string, { readonly digits: RegExp; readonly base: 8 | 16 }>> = {
  x: { digits: /[0-9a-fA-F]{1,2}/y, base: 16 },
  u: { digits: /[0-9a-fA-F]{1,4}/y, base: 16 },
  U: { digits: /[0-9a-fA-F]{1,8}/y, base: 16 },
};
const octal = /[0-7]{1,3}/y;
const braced = /\{([0-9a-fA-F]*)\}?/y;

function digitsAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Bytes from `\xHH` and `\ooo` are bytes, not characters: runs of them are read as UTF-8, as a terminal would. */
function flush(bytes: number[]): string {
  if (bytes.length === 0) return "";
  const text = new TextDecoder().decode(new Uint8Array(bytes));
  bytes.length = 0;
  return text;
}

/**
 * Decodes what stands between `$'` and `'`.
 * A NUL (`\0`, `\x00`) ends the string, as in bash. An unknown escape keeps its backslash.
 */
export function decodeAnsiC(text: string): string {
  if (!text.includes("\\")) return text;
  let out = "";
  const bytes: number[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf("\\", at);
    if (next < 0 || next === text.length - 1) break;
    if (next > at) out += flush(bytes) + text.slice(at, next);
    const letter = text.charAt(next + 1);
    at = next + 2;
    const plain = simpleEscapes[letter];
    const known = numeric[letter];
    if (plain !== undefined) out += flush(bytes) + plain;
    else if (letter === "c" && at < text.length) {
      // `\c\\` is one control character, written with two backslashes.
      const code = text.charCodeAt(at);
      at += text.startsWith("\\\\", at) ? 2 : 1;
      out += flush(bytes) + (code === 0x3f ? "\x7f" : String.fromCharCode(code & 0x1f));
    } else {
      const group = letter === "x" ? digitsAt(braced, text, at) : null;
      const base = known === undefined ? 8 : known.base;
      const match =
        known === undefined
          ? digitsAt(octal, text, next + 1)
          : group === null
            ? digitsAt(known.digits, text, at)
            : null;
      const digits = group?.[1] ?? match?.[0] ?? "";
      if (digits === "") {
        out += flush(bytes) + (group === null ? `\\${letter}` : "");
        if (group !== null) at += group[0].length;
        continue;
      }
      at = (known === undefined ? next + 1 : at) + (group?.[0].length ?? digits.length);
      const value = Number.parseInt(digits, base);
      const code = letter === "u" || letter === "U" ? value : value & 0xff;
      if (code === 0) return out + flush(bytes);
      if (letter === "u" || letter === "U") {
        out += flush(bytes) + (code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd");
      } else bytes.push(code);
    }
  }
  return out + flush(bytes) + text.slice(at);
}
