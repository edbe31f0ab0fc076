/**
 * Regular expressions of the command that is judged. An engine that tries one way after the other may take longer over a few dozen letters
 * than anybody waits (`^(a+)+$`), and nothing can interrupt it: an expression that might is not held against a text at all.
 */
import { OutOfTime } from "../syntax/index.ts";

/** Thrown instead of an answer that might take too long. Where nobody takes it for "not known", the analysis is out of time. */
export class TooCostly extends OutOfTime {}

/** Tries at the most, roughly. */
const MOST = 1e9;

/** Texts up to here are short enough for any expression. */
const SHORT = 20;

export class BoundedRegExp extends RegExp {
  #cost: Cost | null = null;

  /** @throws TooCostly */
  override exec(text: string): RegExpExecArray | null {
    if (text.length > SHORT) {
      this.#cost ??= costOf(this.source);
      if (this.#cost === "exponential" || text.length ** this.#cost > MOST) throw new TooCostly();
    }
    return super.exec(text);
  }
}

/** The power of the text's length that the number of tries may grow with. */
type Cost = number | "exponential";

interface Item {
  /** A single character, by its source; alternatives, for a group; null: nothing (an anchor, a lookahead). */
  readonly atom: string | readonly (readonly Item[])[] | null;
  readonly optional: boolean;
  readonly unbounded: boolean;
}

function costOf(source: string): Cost {
  const ways = new Reader(source).alternatives();
  return ways.some(isAmbiguous) ? "exponential" : Math.max(1, ...ways.map(loopsIn)) + 1;
}

/** Quantifiers without a bound, one behind the other. */
function loopsIn(items: readonly Item[]): number {
  return items.reduce((sum, { atom, unbounded }) => {
    const inside = typeof atom === "object" && atom !== null ? Math.max(0, ...atom.map(loopsIn)) : 0;
    return sum + Math.max(unbounded ? 1 : 0, inside);
  }, 0);
}

/** Is there a repeated group whose rounds can be told apart in more than one way? */
function isAmbiguous(items: readonly Item[]): boolean {
  return items.some(({ atom, unbounded }) => {
    if (typeof atom === "string" || atom === null) return false;
    if (atom.some(isAmbiguous)) return true;
    if (!unbounded) return false;
    const begins = atom.map(firsts);
    const overlap = (one: readonly string[], other: readonly string[]) =>
      one.some((left) => other.some((right) => meet(left, right)));
    // Two ways that begin alike, or a round of any length that nothing tells from the next.
    if (begins.some((one, i) => begins.slice(i + 1).some((other) => overlap(one, other)))) return true;
    return atom.some((way) => {
      const loops = way.filter((item) => item.unbounded).flatMap((item) => firsts([item]));
      const parts = way.filter((item) => !item.unbounded && !item.optional && item.atom !== null);
      return loops.length > 0 && !parts.some((item) => !overlap(firsts([item]), loops));
    });
  });
}

/** The characters that items may begin with. */
function firsts(items: readonly Item[]): readonly string[] {
  const found: string[] = [];
  for (const { atom, optional } of items) {
    if (atom !== null) found.push(...(typeof atom === "string" ? [atom] : atom.flatMap(firsts)));
    if (!optional && atom !== null) break;
  }
  return found;
}

const SAMPLES = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).concat("é", "→");

/** Is there a character that both stand for? */
function meet(left: string, right: string): boolean {
  const [one, other] = [left, right].map((atom) => new RegExp(`^(?:${atom})$`, "su"));
  return SAMPLES.some((each) => one?.test(each) === true && other?.test(each) === true);
}

/** Reads an expression as far as its groups and quantifiers. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(): readonly (readonly Item[])[] {
    const ways: Item[][] = [[]];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ")") {
      if (this.#source[this.#at] === "|") {
        this.#at++;
        ways.push([]);
      } else ways.at(-1)?.push(this.#item());
    }
    return ways;
  }

  #item(): Item {
    const atom = this.#atom();
    const [quantifier = ""] = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y) ?? [];
    return {
      atom,
      optional: /^(?:[*?]|\{0)/.test(quantifier),
      unbounded: /^(?:[*+]|\{\d+,\}|\{\d+,\d{2,}\}|\{\d{2,})/.test(quantifier),
    };
  }

  #atom(): Item["atom"] {
    if (this.#take(/[$^]|\\[bB]/y)) return null;
    const [opening] = this.#take(/\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y) ?? [];
    if (opening !== undefined) {
      const ways = this.alternatives();
      this.#at++;
      return /[=!]$/.test(opening) ? null : ways;
    }
    const [atom = ""] =
      this.#take(/\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/y) ?? [];
    // What a group has caught may be anything.
    return /^\\\d/.test(atom) ? "[\\s\\S]" : isCharacter(atom) ? atom : "[\\s\\S]";
  }

  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#source);
    if (found) this.#at += found[0].length;
    return found;
  }
}

/** Can it be asked what it stands for? */
function isCharacter(atom: string): boolean {
  try {
    new RegExp(`^(?:${atom})$`, "su");
    return true;
  } catch {
    return false;
  }
}
