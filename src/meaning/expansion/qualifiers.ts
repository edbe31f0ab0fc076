/** zsh's glob qualifiers, as far as they are code: `*(e:'…':)` and `*(+name)` are run for each name that matches. */

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "{": "}", "<": ">", "(": ")" };

/** The code in the brackets that end a pattern. */
export function qualifierCode(pattern: string): readonly string[] {
  const qualifiers = /\((?:#q)?([^()]*(?:\([^()]*\)[^()]*)*)\)$/s.exec(pattern)?.[1] ?? "";
  // Between bars stand patterns, not qualifiers.
  if (/[|~]/.test(qualifiers.replace(/'[^']*'|"[^"]*"/g, ""))) return [];
  const code: string[] = [];
  for (let at = 0; at < qualifiers.length; at++) {
    const [, name] = /^\+([A-Za-z_]\w*)/.exec(qualifiers.slice(at)) ?? [];
    if (name !== undefined) code.push(name);
    const [, opening, rest = ""] = /^e([^\w\s])(.*)$/s.exec(qualifiers.slice(at)) ?? [];
    if (opening === undefined) continue;
    const end = rest.indexOf(CLOSING[opening] ?? opening, quotedLength(rest));
    if (end < 0) continue;
    code.push(unquoted(rest.slice(0, end)));
    at += end;
  }
  return code;
}

/** How much of it stands in quotes at its beginning. */
function quotedLength(text: string): number {
  return /^(?:'[^']*'|"[^"]*")/.exec(text)?.[0].length ?? 0;
}

function unquoted(text: string): string {
  return /^'([^']*)'$/s.exec(text)?.[1] ?? /^"([^"]*)"$/s.exec(text)?.[1] ?? text.replace(/\\(.)/gs, "$1");
}
