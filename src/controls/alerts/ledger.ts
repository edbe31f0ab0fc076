/** What was sent lately: the same alert is not sent twice in a while, and only so many an hour. Kept by the one sender. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printOf } from "./alert.ts";
import type { Entry } from "./spool.ts";

const hour = 3_600_000;

interface Seen {
  readonly id: string;
  readonly at: number;
  /** How often it came up since, and was not sent. */
  repeats: number;
}

export class Ledger {
  readonly #path: string;
  readonly #seen = new Map<string, Seen>();
  #times: number[] = [];
  #held = 0;

  constructor(state: string) {
    this.#path = join(state, "alerts/ledger.json");
    try {
      const value: unknown = JSON.parse(readFileSync(this.#path, "utf8"));
      if (isStored(value)) {
        for (const [print, seen] of value.seen) this.#seen.set(print, seen);
        this.#times = [...value.times];
        this.#held = value.held;
      }
    } catch {
      // none yet, or damaged: then something may be sent twice
    }
  }

  /**
   * Whether an alert goes out now, with what was not sent before it; null: it is only counted. `more`: how often it came
   * again while it waited, `lost`: how many found no room.
   */
  admit(entry: Entry, more: number, lost: number, now = Date.now()): Entry["sending"] {
    const print = printOf(entry.alert);
    const before = this.#seen.get(print);
    this.#held += lost;
    // its own mark, from a sender that died before it was done
    const own = before?.id === entry.alert.id;
    if (before !== undefined && !own && now - before.at < entry.repeat) {
      before.repeats += 1 + more;
      return null;
    }
    this.#times = this.#times.filter((time) => now - time < hour);
    if (!own && entry.perHour > 0 && this.#times.length >= entry.perHour) {
      this.#held += 1 + more;
      return null;
    }
    if (!own) this.#times.push(now);
    const sending = {
      repeats: (before?.repeats ?? 0) + more,
      held: this.#held,
      limit: entry.perHour > 0 && this.#times.length >= entry.perHour,
    };
    this.#seen.set(print, { id: entry.alert.id, at: now, repeats: 0 });
    this.#held = 0;
    return sending;
  }

  save(now = Date.now()): void {
    const seen = [...this.#seen].filter(([, { at }]) => now - at < 24 * hour);
    writeFileSync(`${this.#path}.new`, JSON.stringify({ seen, times: this.#times, held: this.#held }), {
      mode: 0o600,
    });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

interface Stored {
  readonly seen: readonly [string, Seen][];
  readonly times: readonly number[];
  readonly held: number;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === "object" &&
    value !== null &&
    "seen" in value &&
    Array.isArray(value.seen) &&
    "times" in value &&
    Array.isArray(value.times) &&
    "held" in value &&
    typeof value.held === "number"
  );
}
