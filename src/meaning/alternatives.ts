/** What something may be, where ways through a command differ: how many alternatives are kept, and which. */
import { show, type Text } from "./value.ts";

/** At most so many alternatives of one thing are followed. */
export const ALTERNATIVES = 24;

/** A name or a number, and a path or a name of somewhere below here or in a temporary place: there are many that do no harm. */
const PLAIN = /^\w[\w.-]*$/;
const BELOW = /^(?:\.\/|\/(?:var\/)?tmp\/)?\w(?!.*\.\.)[\w./-]*$/;

/**
 * So many of them, in their order. Where that is not all, those that are plain names are left out first, then those that are paths of the
 * command's own: a list must not hide what stands at its end.
 */
export function fewest<T>(all: readonly T[], most: number, textOf: (each: T) => Text | null): readonly T[] {
  if (all.length <= most) return all;
  const rank = (each: T): number => {
    const text = textOf(each);
    const shown = text === null ? "" : show(text);
    return PLAIN.test(shown) ? 2 : BELOW.test(shown) ? 1 : 0;
  };
  const kept = new Set(all.toSorted((one, other) => rank(one) - rank(other)).slice(0, most));
  return all.filter((each) => kept.has(each));
}
