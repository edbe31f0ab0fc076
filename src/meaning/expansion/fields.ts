/**
 * Fields under construction: what the parts of a word, and the words of a command, come to.
 *
 * A part may come to several things (`$x` where x is one of two), so a word has several ways. They share what they have in
 * common and are written out once, at the end: the work grows with the length of the words, not with its square.
 */
import { known, sequence, type Text } from "../value.ts";

/** At most this many different results of one expansion are followed. */
const WAYS = 12;

/** One possible result of expanding a word: its fields. */
export type Fields = readonly Text[];

/** What one part adds: text that goes on the field being built, or the end of that field. */
export type Growth = readonly (Text | "end of field")[];

/** A list as its last piece and the list before it, which other lists may share. */
interface Way<T> {
  readonly before: Way<T> | null;
  readonly last: readonly T[];
}

/** All combinations of a row of choices. Where there are too many, the first ones are kept. */
export class Ways<T> {
  #ways: readonly (Way<T> | null)[] = [null];
  readonly #most: number;

  constructor(most = WAYS) {
    this.#most = most;
  }

  /** One more choice: every combination so far goes on with each of its alternatives. */
  add(choices: readonly (readonly T[])[]): void {
    const [only] = choices;
    this.#ways =
      choices.length === 1 && only
        ? this.#ways.map((before) => ({ before, last: only }))
        : this.#ways.flatMap((before) => choices.map((last) => ({ before, last }))).slice(0, this.#most);
  }

  /** Each way written out. */
  all(): readonly (readonly T[])[] {
    return this.#ways.map(writtenOut);
  }
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
