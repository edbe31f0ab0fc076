/** zsh's glob qualifiers, as far as they are code: `*(e:'…':)` and `*(+name)` are run for each name that matches. */

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "{": "}", "<": ">", "(": ")" };

/** The code in the brackets that end a pattern. */
export function qualifierCode(pattern: string): readonly string[] {
  const qualifiers = lastBrackets(pattern);
  // Between bars stand patterns, not qualifiers.
  if (/[|~]/.test(qualifiers.replace(/'[^']*'|"[^"]*"/g, ""))) return [];
  const code: string[] = [];
  const start = /\+([A-Za-z_]\w*)|e([^\w\s])/g;
  for (let found = start.exec(qualifiers); found; found = start.exec(qualifiers)) {
    const [, name, opening = ""] = found;
    if (name !== undefined) {
      code.push(name);
      continue;
    }
    const from = start.lastIndex;
    const end = qualifiers.indexOf(CLOSING[opening] ?? opening, from + quotedLength(qualifiers, from));
    if (end < 0) break;
    code.push(unquoted(qualifiers.slice(from, end)));
    start.lastIndex = end + 1;
  }
  return code;
}

/** What is in the brackets that a pattern ends with. */
function lastBrackets(pattern: string): string {
  let depth = 0;
  for (let at = pattern.length - 1; at >= 0 && pattern.endsWith(")"); at--) {
    if (pattern[at] === ")") depth++;
    else if (pattern[at] === "(" && --depth === 0) return pattern.slice(at + 1, -1).replace(/^#q/, "");
  }
  return "";
}

/** How much stands in quotes from there on. */
function quotedLength(text: string, from: number): number {
  const quote = text[from];
  if (quote !== "'" && quote !== '"') return 0;
  const end = text.indexOf(quote, from + 1);
  return end < 0 ? 0 : end + 1 - from;
}

function unquoted(text: string): string {
  return /^'([^']*)'$/s.exec(text)?.[1] ?? /^"([^"]*)"$/s.exec(text)?.[1] ?? text.replace(/\\(.)/gs, "$1");
}
