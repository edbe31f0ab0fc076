/**
 * The notation of allowed commands, as people know it from Claude Code.
 *
 * - `grep`: the program, with any arguments;
 * - `git status`: these words first, then any arguments;
 * - `npm run test:*`: the last word as a prefix (`test`, `test:unit`), then any arguments;
 * - `*` elsewhere in a word stands for any characters (`git * --stat` is not special: words are matched one by one);
 * - `Bash(…)` around it is taken off.
 */

export interface Pattern {
  readonly text: string;
  readonly words: readonly string[];
  /** The last word is a prefix. */
  readonly prefix: boolean;
}

/** Reads an entry of a list: `git status`, `npm run test:*`, `grep`. */
export function parseNotation(text: string): Pattern {
  const inner = /^Bash\((.*)\)$/s.exec(text.trim())?.[1] ?? text.trim();
  const prefix = inner.endsWith(":*");
  const words = splitWords(prefix ? inner.slice(0, -2) : inner);
  // A lone star at the end says what is so anyway: any arguments.
  while (words.length > 1 && words.at(-1) === "*") words.pop();
  return { text, words, prefix };
}

/** Words separated by blanks; quotes keep blanks together. */
function splitWords(text: string): string[] {
  return Array.from(text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g), ([word]) => word.replace(/["']/g, ""));
}

/**
 * Whether a command's leading words are the pattern's. `null` stands for a word that is not known before the command
 * runs: it matches nothing that is written out.
 */
export function matches({ words, prefix }: Pattern, command: readonly (string | null)[]): boolean {
  if (words.length === 0 || command.length < words.length) return false;
  return words.every((word, index) => {
    const given = command[index];
    if (given === null || given === undefined) return false;
    return prefix && index === words.length - 1 ? given.startsWith(word) : sameWord(word, given);
  });
}

function sameWord(word: string, given: string): boolean {
  if (!word.includes("*")) return word === given;
  const pieces = word.split("*");
  const head = pieces[0] ?? "";
  const tail = pieces.at(-1) ?? "";
  if (given.length < head.length + tail.length || !given.startsWith(head) || !given.endsWith(tail))
    return false;
  let at = head.length;
  for (const piece of pieces.slice(1, -1)) {
    at = given.indexOf(piece, at);
    if (at < 0) return false;
    at += piece.length;
  }
  return at <= given.length - tail.length;
}

/** Whether all that `narrow` permits is permitted by `wide`. Errs towards no. */
export function covers(wide: string, narrow: string): boolean {
  const outer = parseNotation(wide);
  const inner = parseNotation(narrow);
  if (inner.words.some((word) => word.includes("*"))) return wide === narrow;
  if (!matches(outer, inner.words)) return false;
  return !inner.prefix || inner.words.length > outer.words.length || outer.prefix;
}
