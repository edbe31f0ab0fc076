/** Regular expressions of grep, sed, awk and the shell, in JavaScript's words. */
import { BoundedRegExp } from "../bounded-regex.ts";
import { withClasses } from "../expansion/pattern.ts";

export interface Syntax {
  /** As `grep -E` and awk write them; otherwise as sed does. */
  readonly extended: boolean;
  /** JavaScript's flags. */
  readonly flags?: string;
}

/** Letters that mean the same behind a backslash in both; `\n` and digits refer to groups. */
const SAME = /[bBwWsSdDnrtfv\d]/;
/** Beginning and end of words. */
const BOUNDS: Readonly<Record<string, string>> = {
  "<": "\\b(?=\\w)",
  ">": "\\b(?<=\\w)",
  "`": "^",
  "'": "$",
};

/** The expression; null where it is malformed, or says something that JavaScript cannot. */
export function regexOf(source: string, { extended, flags = "" }: Syntax): RegExp | null {
  const written = extended ? source : extendedOf(source);
  let out = "";
  for (const [piece] of written.matchAll(/\\([\s\S])|\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|[^\\[]+|[\s\S]/g)) {
    const [first, second = ""] = piece;
    if (first === "\\" && piece.length === 2) {
      // What stands in front of `\K` has to be there, but is not part of what is found.
      if (second === "K") out = `(?<=${out})`;
      else if (BOUNDS[second] !== undefined) out += BOUNDS[second];
      else if (/[A-Za-z]/.test(second) && !SAME.test(second)) return null;
      else out += piece;
    } else if (first === "[" && piece.length > 1) out += brackets(piece);
    else out += piece;
  }
  try {
    return new BoundedRegExp(out, flags);
  } catch {
    return null;
  }
}

/** `[]a[:digit:]\]`: in brackets a backslash is one, and a bracket right behind the first does not end them. */
function brackets(piece: string): string {
  const [, not = "", inside = ""] = /^\[(\^?)([\s\S]*)\]$/.exec(piece) ?? [];
  const escaped = inside.replace(/\[:\w+:\]|[\\[\]]/g, (found) => (found.length > 1 ? found : `\\${found}`));
  return `[${not}${withClasses(escaped)}]`;
}

/** A basic regular expression as an extended one: what is special without a backslash in the one is so with it in the other. */
function extendedOf(basic: string): string {
  return basic.replace(
    /\\([(){}+?|])|([(){}+?|])/g,
    (_, escaped?: string, bare?: string) => escaped ?? `\\${bare}`,
  );
}
