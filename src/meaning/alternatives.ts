/** What something may be, where ways through a command differ: how many alternatives are kept, and which. */
import { literal, type Text } from "./value.ts";

/** At most so many alternatives of one thing are followed. */
export const ALTERNATIVES = 10;

/** A name or a number, and a path or a name of somewhere below here or in a temporary place: there are many that do no harm. */
const PLAIN = /^\w[\w.-]*$/;
const BELOW = /^(?:\.\/|\/(?:var\/)?tmp\/)?\w(?!.*\.\.)[\w./-]*$/;

/**
 * So many of them, in their order. Where that is not all, those that are plain names are left out first, then those that are paths of the
 * command's own: a list must not hide what stands at its end. What is left out is not harmless for that (a plain name may be that of a
 * program): who takes fewer than all says by one more that it may be something else.
 */
export function fewest<T>(all: readonly T[], most: number, textOf: (each: T) => Text | null): readonly T[] {
  if (all.length <= most) return all;
  const ranked = all.map((each, at) => ({ at, rank: rankOf(textOf(each)) }));
  const kept = new Set(
    ranked
      .sort((one, other) => one.rank - other.rank)
      .slice(0, most)
      .map(({ at }) => at),
  );
  return all.filter((_, at) => kept.has(at));
}

function rankOf(text: Text | null): number {
  const shown = text === null ? null : literal(text);
  if (shown === null) return 0;
  return PLAIN.test(shown) ? 2 : BELOW.test(shown) ? 1 : 0;
}
