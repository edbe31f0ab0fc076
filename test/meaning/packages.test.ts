/** `npx NAME`: fetched from a registry, or there already. */
import { expect, test } from "bun:test";
import type { World } from "../../src/meaning/world.ts";
import { judge } from "../../src/policy/judge.ts";
import { exampleWorld } from "../rules/example-world.ts";

const installed = `${exampleWorld.cwd}/node_modules/.bin/eslint`;

const world: World = {
  readFile: () => null,
  kind: (path) => (path === installed ? "file" : "missing"),
  list: () => null,
};

function rules(source: string): readonly string[] {
  return judge({ ...exampleWorld, world, source }).findings.map(({ rule }) => rule);
}

test("what the project has is not fetched", () => {
  expect(rules("npx eslint .")).toEqual([]);
  expect(rules("cd src && npx eslint .")).toEqual([]);
});

test("what it has not, and another version than it has, is", () => {
  expect(rules("npx cowsay hi")).toContain("packages/unpinned-run");
  expect(rules("npx eslint@latest .")).toContain("packages/unpinned-run");
  expect(rules("cd /tmp && npx eslint .")).toContain("packages/unpinned-run");
});
