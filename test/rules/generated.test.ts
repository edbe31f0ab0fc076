/** What is made from the catalogue is made from the catalogue as it is. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { GENERATED, generate, PAGE } from "../../build/rules.ts";
import { rulesPage } from "../../build/rules-page.ts";
import { catalogue } from "../../src/rules/catalogue.ts";

const squeezed = (text: string): string => text.replace(/\s+/g, "");

test("the index of families is fresh (else: bun build/rules.ts)", async () => {
  expect(squeezed(readFileSync(GENERATED, "utf8"))).toBe(squeezed(await generate()));
});

test("docs/rules.md is fresh (else: bun build/rules.ts)", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(rulesPage(catalogue));
});

test("there are rules enough, each with examples on both sides and a person's words", () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(250);
  for (const { id, examples, why, instead, title } of catalogue) {
    expect(`${id} ${examples.block.length >= 2 && examples.allow.length >= 2}`).toBe(`${id} true`);
    expect(`${id} ${[why, instead, title].every((text) => text.length > 3)}`).toBe(`${id} true`);
  }
});
