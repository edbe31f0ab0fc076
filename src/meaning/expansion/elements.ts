/** Slices of arrays: `${a[@]:offset:count}`. */
import type { Text } from "../value.ts";

/** All orders of so many elements are gone through; of more only as many as it takes to have each at each place. */
const ORDERED = 3;

/**
 * `${a[@]:offset:count}`, in each way it may come out. The offset is an index, from the end one past the last (bash(1)); elements by
 * name are counted from 1, in an order that only bash knows.
 */
export function elements(
  items: ReadonlyMap<string, Text>,
  offset: number,
  count: number,
): readonly (readonly Text[])[] {
  const indexes = [...items.keys()].map(Number);
  if (indexes.every(Number.isInteger)) {
    const from = offset < 0 ? Math.max(-1, ...indexes) + 1 + offset : offset;
    const texts = [...items].filter(([key]) => Number(key) >= from).map(([, text]) => text);
    return [texts.slice(0, count)];
  }
  const from = offset < 0 ? offset : Math.max(0, offset - 1);
  const texts = [...items.values()];
  const orders =
    texts.length <= ORDERED
      ? permutations(texts)
      : texts.map((_, at) => [...texts.slice(at), ...texts.slice(0, at)]);
  return orders.map((order) => order.slice(from).slice(0, count));
}

function permutations<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length < 2) return [list];
  return list.flatMap((first, at) => permutations(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}
