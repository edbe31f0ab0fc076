/** Options as getopt(3) reads them, for the programs whose output is worked out. */

export interface Options {
  readonly has: (letter: string) => boolean;
  /** The value that was given last. */
  readonly value: (letter: string) => string | null;
  readonly operands: readonly string[];
}

/**
 * `letters`: those that are known, with a colon behind each that takes a value; `long`: long names, by the letter that they
 * stand for, which may be shortened. Null where there is any other: what it would change is not known.
 */
export function getopt(
  args: readonly string[],
  letters: string,
  long: Readonly<Record<string, string>> = {},
): Options | null {
  const given = new Map<string, string>();
  const operands: string[] = [];
  const takesValue = (letter: string) => letters[letters.indexOf(letter) + 1] === ":";
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (arg.startsWith("--")) {
      const equals = arg.indexOf("=");
      const letter = meant(equals < 0 ? arg.slice(2) : arg.slice(2, equals), long);
      if (letter === null || (equals >= 0 && !takesValue(letter))) return null;
      given.set(letter, equals >= 0 ? arg.slice(equals + 1) : takesValue(letter) ? (args[++at] ?? "") : "");
    } else if (arg.startsWith("-") && arg.length > 1) {
      for (let i = 1; i < arg.length; i++) {
        const letter = arg[i] ?? "";
        if (letter === ":" || !letters.includes(letter)) return null;
        if (!takesValue(letter)) given.set(letter, "");
        else {
          given.set(letter, i + 1 < arg.length ? arg.slice(i + 1) : (args[++at] ?? ""));
          break;
        }
      }
    } else operands.push(arg);
  }
  return {
    has: (letter) => given.has(letter),
    value: (letter) => given.get(letter) ?? null,
    operands,
  };
}

/** The letter that a long name, or the beginning of one alone, stands for. */
function meant(name: string, long: Readonly<Record<string, string>>): string | null {
  const letters = new Set(
    Object.entries(long).flatMap(([full, letter]) => (full.startsWith(name) ? [letter] : [])),
  );
  const [only] = letters;
  return long[name] ?? (letters.size === 1 && only !== undefined ? only : null);
}
