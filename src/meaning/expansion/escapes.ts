/** What backslashes stand for in what `echo -e` and `printf` print. */
import { simpleEscapes } from "../../syntax/index.ts";

/** Backslash escapes as `echo -e` and `printf` know them: like those of `$'…'`, but a NUL ends nothing, and `\0` may lead. */
export function decodeEscapes(text: string): string {
  return text.replace(
    /\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|0?[0-7]{1,3}|[\s\S])/g,
    (whole, escaped: string) => {
      if (/^[xuU]./.test(escaped)) {
        const point = Number.parseInt(escaped.slice(1), 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 0xff);
      return simpleEscapes[escaped] ?? whole;
    },
  );
}
