/** How many items of a list are followed. */
import { toLiteral, type Value } from "../values/known.ts";

const ITEMS = 24;

/** Items of a list of constants, which texts are put together of, and of one that is handed to a function item by item. */
export const CONSTANT_ITEMS = 4_096;

/** How many of them are followed one by one: all where they are letters or numbers. */
export function mostOf(items: readonly Value[]): number {
  const plain = items.every(
    (item) => item.kind === "number" || (item.kind === "text" && (toLiteral(item)?.length ?? 9) < 9),
  );
  return plain ? CONSTANT_ITEMS : ITEMS;
}
