/** printf(1), as far as its format and arguments are known. */
import { decodeEscapes } from "../expansion/escapes.ts";
import { concat, hole, known, literal, literalIfEmpty, mapKnown, show, type Text } from "../value.ts";

/** At most so many rounds through the format, and so wide a field. */
const MOST_ROUNDS = 10_000;
const WIDEST = 10_000;

/** A directive, or what stands between them. */
const PART = /%(?:\d+\$)?[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d*))?[a-zA-Z%]|%\([^)]*\)T|[^%]+|%/g;

/** What `printf FORMAT ARGUMENT…` prints: the format again and again until no argument is left. */
export function printf(args: readonly Text[]): Text | null {
  let first = 0;
  if (literal(args[0] ?? known("")) === "-v") first = 2;
  if (literal(args[first] ?? known("")) === "--") first++;
  const format = literalIfEmpty(args[first] ?? known(""));
  if (format === null) return null;
  const values = args.slice(first + 1);
  const parts = format.match(PART) ?? [];
  let out = known("");
  let used = 0;
  const next = () => values[used++] ?? known("");
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = used;
    for (const part of parts) {
      if (!part.startsWith("%") || part === "%") out = concat(out, known(decodeEscapes(part)));
      else if (part.endsWith("%")) out = concat(out, known("%"));
      else if (part.startsWith("%(")) out = concat(out, time(part, next()));
      else {
        // `%2$s`: the second argument, in zsh and C.
        const at = /^%(\d+)\$/.exec(part)?.[1];
        out = concat(
          out,
          directive(part.replace(/^%\d+\$/, "%"), at ? () => values[Number(at) - 1] ?? known("") : next),
        );
        // `\c` ends it all.
        if (part.endsWith("b") && show(out).includes(END))
          return known(show(out).split(END)[0] ?? "", out.taint);
      }
    }
    if (used === before || used >= values.length) return out;
  }
  return concat(out, hole("…"));
}

/** What one directive makes of the next arguments: `%*d` takes two. */
function directive(part: string, next: () => Text): Text {
  const [, flags = "", width = "", precision] = /^%([-+ #0']*)(\*|\d*)(?:\.(\*|\d*))?/.exec(part) ?? [];
  const wide = width === "*" ? Number(literal(next()) ?? 0) : Number(width);
  const precise = precision === "*" ? Number(literal(next()) ?? 0) : Number(precision ?? Number.NaN);
  const value = next();
  const kind = part.at(-1);
  const decoded = kind === "b" ? mapKnown(value, (each) => decodeEscapes(each).replace("\\c", END)) : value;
  const text = literal(decoded);
  if (text === null) return decoded;
  const shown = converted(kind, text);
  if (shown === null) return hole("…", value.taint);
  const cut = /[sb]/.test(kind ?? "") && precise >= 0 ? shown.slice(0, precise) : shown;
  const fill = Math.min(Math.abs(wide) || 0, WIDEST);
  const left = flags.includes("-") || wide < 0;
  const padding = flags.includes("0") && /[dioxXu]/.test(kind ?? "") ? "0" : " ";
  return known(left ? cut.padEnd(fill) : cut.padStart(fill, padding), value.taint);
}

/** What `\c` leaves while the rest is put together. */
const END = "\0\\c";

/** `%(FORMAT)T`: a time, which is the format itself where nothing in it stands for a part of one. */
function time(part: string, { taint }: Text): Text {
  const format = part.slice(2, -2);
  return format.includes("%") ? hole("…", taint) : known(decodeEscapes(format));
}

/** null: as such a number is written, nobody would name a program. */
function converted(kind: string | undefined, text: string): string | null {
  switch (kind) {
    case "s":
    case "b":
    case "q":
      return text;
    case "c":
      return [...text][0] ?? "";
    case "x":
    case "o":
      return Math.trunc(numeric(text)).toString(kind === "x" ? 16 : 8);
    case "X":
      return Math.trunc(numeric(text)).toString(16).toUpperCase();
    case "d":
    case "i":
    case "u":
    case "g":
      return String(numeric(text));
    default:
      return null;
  }
}

/** A number as printf reads it: `'A` is the code of A. */
function numeric(text: string): number {
  if (/^['"]./.test(text)) return text.charCodeAt(1);
  return /^0\d/.test(text) ? Number.parseInt(text, 8) : Number(text) || 0;
}
