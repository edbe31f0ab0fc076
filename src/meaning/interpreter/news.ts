/** What later rounds of a loop do that earlier ones have not done: only that is said. */
import type { Action } from "../action.ts";

export class News {
  readonly #actions: Action[];
  readonly #known = new Set<string>();
  #at: number;

  /** @param actions those of the whole analysis, to which a round adds its own */
  constructor(actions: Action[]) {
    this.#actions = actions;
    this.#at = actions.length;
  }

  /** At the end of a round: what it did once more is taken back. */
  sift(): void {
    const news = this.#actions.splice(this.#at).filter((action) => {
      const key = JSON.stringify(action, plainly);
      if (this.#known.has(key)) return false;
      this.#known.add(key);
      return true;
    });
    // One by one: there may be more than a call has room for.
    for (const action of news) this.#actions.push(action);
    this.#at = this.#actions.length;
  }
}

function plainly(_key: string, value: unknown): unknown {
  return value instanceof Set || value instanceof Map ? [...value] : value;
}
