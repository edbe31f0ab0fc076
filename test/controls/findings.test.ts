/** What is said in brackets behind a refusal can be looked up. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { controlFindings } from "../../src/controls/findings.ts";

const source = join(import.meta.dir, "../../src");
const families = [...new Set(controlFindings.map(({ id }) => id.slice(0, id.indexOf("/"))))];
const named = new RegExp(`["\\[](${families.join("|")})/([a-z-]+)["\\]]`, "g");

test("every finding of a control, as the source names it, has its entry", () => {
  const found = new Set<string>();
  for (const file of new Bun.Glob("{controls,policy,shell}/**/*.ts").scanSync(source))
    for (const [, family, name] of readFileSync(join(source, file), "utf8").matchAll(named))
      found.add(`${family}/${name}`);
  const known = new Set(controlFindings.map(({ id }) => id));
  expect(found.size).toBeGreaterThan(20);
  expect([...found].filter((id) => !known.has(id))).toEqual([]);
});
