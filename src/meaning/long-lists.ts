/** Lists that are gone through item by item: what of a long one is followed. */
import { ALTERNATIVES, fewest } from "./alternatives.ts";
import { computedText, literal, type Text } from "./value.ts";

/** So many items are followed one by one, whatever they are. */
export const FEW = 64;

/** Past these, no list is followed; only what a program puts together is as long. */
const MOST = 10_000;

/** As many numbers in a row are counted, not letters by their codes. */
const COUNTED = 8;

/**
 * The items of a list that each stand for themselves. Numbers and numbered names that only count on (`a65 a66 a67 …`) tell nothing new; of
 * these the last one is kept. Whatever else stands at the end of a long list is followed as what stands at its beginning.
 */
export function toFollow(items: readonly Text[]): readonly Text[] {
  if (items.length <= FEW) return items;
  const kept = items.slice(0, FEW);
  let counted: Text[] = [];
  for (const item of items.slice(FEW, MOST)) {
    const last = counted.at(-1);
    if (last && !countsOn(last, item)) {
      kept.push(...(counted.length < COUNTED ? counted : [last]));
      counted = [];
    }
    counted.push(item);
  }
  return [...kept, ...(counted.length < COUNTED ? counted : counted.slice(-1))];
}

/** What one round is for: an item, or past the first ones any of some; letters or their codes, of which words are put together, one by one. */
export function turnAt(items: readonly Text[], at: number): readonly Text[] {
  const several = items.slice(at, at + ALTERNATIVES);
  const spells = several.some((item) => (literal(item)?.length ?? 0) <= LETTER);
  return at < FEW || spells ? several.slice(0, 1) : several;
}

/** A letter is written in as many characters: `x`, `120`, `0170`, `\x78`. */
const LETTER = 4;

/** Those that one more round is for, where not all can be followed. */
export function mostTelling(items: readonly Text[]): readonly Text[] {
  const kept = fewest(items, ALTERNATIVES, (item) => item);
  return kept.length === items.length ? kept : [...kept, computedText("…")];
}

/** Is it the same text with the next number in it, the only one that it has? */
function countsOn(before: Text, after: Text): boolean {
  const [one, other] = [before, after].map((text) => /^(\D*)(\d+)(\D*)$/.exec(literal(text) ?? ""));
  if (!one || !other) return false;
  return one[1] === other[1] && one[3] === other[3] && Number(other[2]) === Number(one[2]) + 1;
}
