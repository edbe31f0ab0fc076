/** Compiled plans are used again as long as what they were made from is unchanged, and not a moment longer. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compiledPlan } from "../../src/sandbox/cache.ts";
import type { Compiled } from "../../src/sandbox/compile.ts";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { makePlan } from "../../src/sandbox/plan.ts";
import type { Scratch } from "./scratch.ts";
import { scratch } from "./scratch.ts";

let tree: Scratch;
let made: number;
beforeEach(() => {
  tree = scratch();
  mkdirSync(join(tree.base, "state/plans"), { recursive: true });
  made = 0;
});
afterEach(() => tree.remove());

function ask(key = "key"): Compiled {
  return compiledPlan(join(tree.base, "state/plans"), key, () => {
    made++;
    return makePlan(tree.input);
  });
}

/** The paths granted below the scratch directory. */
function granted(compiled: Compiled): string[] {
  if (compiled.engine !== "landlock" || compiled.ruleset === null) throw new Error("no ruleset");
  return compiled.ruleset.paths.map(({ path }) => path.slice(tree.base.length));
}

test.skipIf(landlockAbi() === 0)("a plan is made once, and is the same from the cache", () => {
  const first = ask();
  expect(ask()).toEqual(first);
  expect(made).toBe(1);
  ask("another");
  expect(made).toBe(2);
});

test.skipIf(landlockAbi() === 0)("a secret place that appears later is shut", () => {
  expect(granted(ask())).toContain("/home/notes");
  mkdirSync(join(tree.base, "home/.absent"));
  const paths = granted(ask());
  expect(made).toBe(2);
  expect(paths).not.toContain("/home/.absent");
});

test.skipIf(landlockAbi() === 0)("a new ordinary file is granted", () => {
  ask();
  writeFileSync(join(tree.base, "home/new"), "");
  expect(granted(ask())).toContain("/home/new");
});

test.skipIf(landlockAbi() === 0)("a file rewritten by renaming changes nothing", () => {
  ask();
  writeFileSync(join(tree.base, "home/notes/.new"), "");
  renameSync(join(tree.base, "home/notes/.new"), join(tree.base, "home/.profile"));
  ask();
  expect(made).toBe(1);
});

test.skipIf(landlockAbi() === 0)("a file that turns into a link is no longer granted", () => {
  ask();
  rmSync(join(tree.base, "home/.profile"));
  symlinkSync(".ssh/id", join(tree.base, "home/.profile"));
  expect(granted(ask())).not.toContain("/home/.profile");
  expect(made).toBe(2);
});

test("a cache that cannot be read or written costs time, nothing else", () => {
  const directory = join(tree.base, "state/plans");
  ask();
  for (const name of readdirSync(directory)) writeFileSync(join(directory, name), "{");
  ask();
  expect(made).toBe(2);
  rmSync(directory, { recursive: true });
  writeFileSync(directory, "in the way");
  ask();
  expect(made).toBe(3);
});
