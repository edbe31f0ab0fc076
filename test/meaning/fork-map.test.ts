import { describe, expect, test } from "bun:test";
import { ForkMap } from "../../src/meaning/interpreter/fork-map.ts";

describe("a forked map", () => {
  test("each side sees its own changes alone", () => {
    const one = new ForkMap([
      ["a", 1],
      ["b", 2],
    ]);
    const other = one.fork();
    one.set("a", 10);
    one.delete("b");
    other.set("c", 3);
    expect([...one.entries()]).toEqual([["a", 10]]);
    expect([...other.entries()]).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
    expect([one.size, other.size]).toEqual([1, 3]);
  });

  test("says what was looked up of what it held before", () => {
    const one = new ForkMap([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
    const lookups = one.watch();
    one.get("a");
    one.set("b", 20);
    one.get("b");
    one.peek("c");
    expect([...lookups.keys]).toEqual(["a"]);
    // A fork's own changes are its own, its lookups are everybody's.
    const other = one.fork();
    other.set("c", 30);
    other.get("c");
    expect([...lookups.keys]).toEqual(["a"]);
    one.get("c");
    one.getEither("b");
    expect([...lookups.keys]).toEqual(["a", "c", "b"]);
    expect(lookups.all).toBe(false);
    other.entries();
    expect(lookups.all).toBe(true);
  });

  test("is what copying would give, whatever is done", () => {
    // A small generator of numbers: the same ones each time.
    let seed = 1;
    const next = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % most;
    };
    let forks = [{ map: new ForkMap<string, number>(), copy: new Map<string, number>() }];
    for (let i = 0; i < 5000; i++) {
      const each = forks[next(forks.length)];
      if (!each) continue;
      const key = `k${next(40)}`;
      const what = next(10);
      if (what < 6) {
        each.map.set(key, i);
        each.copy.set(key, i);
      } else if (what < 8) {
        each.map.delete(key);
        each.copy.delete(key);
      } else forks = [...forks, { map: each.map.fork(), copy: new Map(each.copy) }].slice(-8);
    }
    for (const { map, copy } of forks) {
      expect(map.size).toBe(copy.size);
      expect(Object.fromEntries(map.entries())).toEqual(Object.fromEntries(copy));
      for (const [key, value] of copy) expect(map.get(key)).toBe(value);
    }
  });

  test("says what was set since", () => {
    const base = new ForkMap<string, number>();
    for (let i = 0; i < 100; i++) base.set(`v${i}`, i);
    const way = base.fork();
    expect(base.since(way).size).toBe(0);
    way.set("v5", 50);
    way.fork().set("unseen", 1);
    way.set("new", 1);
    const changed = base.since(way);
    expect(changed.get("v5")).toBe(50);
    expect(changed.get("new")).toBe(1);
    expect(changed.has("unseen")).toBe(false);
    // What is the same may be among it, but not all of it.
    expect(changed.size).toBeLessThan(10);
  });
});
