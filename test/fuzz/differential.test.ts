/**
 * Random programs, always the same ones, in the real shell: whatever starts `mark`, guardsh sees with its words, or stops.
 * `bun test/fuzz/explore.ts` looks further, with as many seeds as there is time for.
 */
import { afterAll, describe, expect, test } from "bun:test";
import { type Dialect, Programs } from "./support/programs.ts";
import { Random } from "./support/random.ts";
import { RealShell } from "./support/real-shell.ts";
import { covers, seenIn } from "./support/seen.ts";

const shells: readonly (readonly [Dialect, number])[] = [
  ["bash", 150],
  ["dash", 60],
];

/** Seeds whose programs start what is not seen, each for the concept that is lacking. */
const lacking: Readonly<Record<Dialect, Readonly<Record<number, string>>>> = {
  bash: {
    30: "whether a text matches is not decided: it may be one of several, so what a match leaves may be nothing",
  },
  dash: {},
  zsh: {},
};

describe.each(shells)("%s", (dialect, programs) => {
  const real = new RealShell();
  afterAll(() => real.close());

  test.if(Bun.which(dialect) !== null && Bun.which("timeout") !== null)(
    "what it starts is seen",
    () => {
      let started = 0;
      for (let seed = 1; seed <= programs; seed++) {
        if (lacking[dialect][seed] !== undefined) continue;
        const source = new Programs(new Random(seed), dialect).make().join("\n");
        const marks = real.marks(source, dialect) ?? [];
        if (marks.length === 0) continue;
        started++;
        const seen = seenIn(source, dialect, real.cwd);
        const unseen = seen.stopped ? [] : marks.filter((words) => covers(seen, words) === "unseen");
        expect(unseen, `seed ${seed}:\n${source}`).toEqual([]);
      }
      expect(started).toBeGreaterThan(programs / 10);
    },
    120_000,
  );
});
