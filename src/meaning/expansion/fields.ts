/**
 * Fields under construction: what the parts of a word, and the words of a command, come to.
 *
 * A part may come to several things (`$x` where x is one of two), so a word has several ways. They share what they have in
 * common and are written out once, at the end: the work grows with the length of the words, not with its square.
 */
import { known, sequence, type Text } from "../value.ts";

/** So many different results of one expansion are followed, and no more than each of its alternatives asks for. */
const WAYS = 16;

/** One possible result of expanding a word: its fields. */
export type Fields = readonly Text[];

/** What one part adds: text that goes on the field being built, or the end of that field. */
export type Growth = readonly (Text | "end of field")[];

/** A list as its last piece and the list before it, which other lists may share. */
interface Way<T> {
  readonly before: Way<T> | null;
  readonly last: readonly T[];
}

/** All combinations of a row of choices. Where there are too many, so many of them that each alternative is still in one. */
export class Ways<T> {
  #ways: readonly (Way<T> | null)[] = [null];
  readonly #most: number;

  /** `most`: where the combinations are more, only as many as it takes to have each alternative in one. */
  constructor(most = WAYS) {
    this.#most = most;
  }

  /** One more choice: every combination so far goes on with each of its alternatives. */
  add(choices: readonly (readonly T[])[]): void {
    const [only] = choices;
    if (choices.length === 1 && only) this.#ways = this.#ways.map((before) => ({ before, last: only }));
    else this.#ways = combined(this.#ways, choices, this.#most).map(([before, last]) => ({ before, last }));
  }

  /** Each way written out. */
  all(): readonly (readonly T[])[] {
    return this.#ways.map(writtenOut);
  }
}

/** Each of these with each of those; where that is more than `most`, each of them at least once. */
export function combined<A, B>(
  these: readonly A[],
  those: readonly B[],
  most: number = WAYS,
): readonly (readonly [A, B])[] {
  const width = those.length;
  const count = these.length * width;
  if (count <= most) return these.flatMap((a) => those.map((b) => [a, b] as const));
  // The two lists side by side, the shorter one again and again; then whatever comes first.
  const longer = Math.max(these.length, width);
  const picked = new Set(Array.from({ length: longer }, (_, i) => (i % these.length) * width + (i % width)));
  for (let at = 0; picked.size < most; at++) picked.add(at);
  return [...picked]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const [first] = these.slice(Math.floor(at / width));
      return those
        .slice(at % width, (at % width) + 1)
        .flatMap((b) => (first === undefined ? [] : [[first, b] as const]));
    });
}

function writtenOut<T>(way: Way<T> | null): readonly T[] {
  if (way === null) return [];
  if (way.before === null) return way.last;
  const pieces: (readonly T[])[] = [];
  for (let at: Way<T> | null = way; at !== null; at = at.before) pieces.push(at.last);
  return pieces.reverse().flat();
}

/** The fields that come of it; none where nothing was added. */
export function fieldsOf(growth: Growth): Fields {
  const [only] = growth;
  if (growth.length === 1 && only !== undefined && only !== "end of field") return [only];
  const fields: Text[] = [];
  let open: Text[] = [];
  for (const each of growth) {
    if (each !== "end of field") open.push(each);
    else if (open.length > 0) {
      fields.push(sequence(open));
      open = [];
    }
  }
  if (open.length > 0) fields.push(sequence(open));
  return fields;
}

/** The fields as one text, as where no words are split. */
export function joinFields(fields: Fields, between = " "): Text {
  const [only] = fields;
  if (fields.length === 1 && only) return only;
  const separator = known(between);
  return sequence(fields.flatMap((field, i) => (i === 0 ? [field] : [separator, field])));
}
