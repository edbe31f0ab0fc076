/** The items of an array by their indices, or of a table by their names. */
import type { Text } from "../value.ts";
import { ForkMap } from "./fork-map.ts";

const INDEX = /^\d+$/;

/** Goes its own way from each fork on, at no cost; what is behind the last item is known without looking at all. */
export class Items {
  #byKey = new ForkMap<string, Text>();
  #next = 0;
  #isTable = false;
  #inOrder = true;

  /** An array of these. */
  static of(texts: readonly Text[]): Items {
    const items = new Items();
    for (const text of texts) items.append(text);
    return items;
  }

  /** The same by their keys. */
  static from(texts: ReadonlyMap<string, Text>): Items {
    const items = new Items();
    for (const [key, text] of texts) items.set(key, text);
    return items;
  }

  delete(key: string): void {
    this.#byKey.delete(key);
    if (Number(key) === this.#next - 1)
      this.#next = Math.max(-1, ...[...this.#byKey.entries().keys()].map(Number)) + 1;
  }

  /** The index behind the last item. */
  get next(): number {
    return this.#next;
  }

  /** Has any of them a name that is no index? */
  get isTable(): boolean {
    return this.#isTable;
  }

  get(key: string): Text | undefined {
    return this.#byKey.get(key);
  }

  set(key: string, text: Text): void {
    this.#byKey.set(key, text);
    if (!INDEX.test(key)) this.#isTable = true;
    else if (Number(key) >= this.#next) this.#next = Number(key) + 1;
    else this.#inOrder = false;
  }

  append(text: Text): void {
    this.set(String(this.#next), text);
  }

  /** The key that a subscript means: -1 is the last item of an array. */
  keyOf(subscript: string): string {
    return !this.#isTable && /^-\d+$/.test(subscript) ? String(this.#next + Number(subscript)) : subscript;
  }

  /** Items that are the same and can be changed for themselves. */
  fork(): Items {
    const copy = new Items();
    copy.#byKey = this.#byKey.fork();
    copy.#next = this.#next;
    copy.#isTable = this.#isTable;
    copy.#inOrder = this.#inOrder;
    return copy;
  }

  /** In the order of their indices, whatever the order in which they were given; those of a table as they came. */
  entries(): ReadonlyMap<string, Text> {
    const entries = this.#byKey.entries();
    if (this.#isTable || this.#inOrder) return entries;
    return new Map([...entries].sort(([a], [b]) => Number(a) - Number(b)));
  }

  texts(): readonly Text[] {
    return [...this.entries().values()];
  }
}
