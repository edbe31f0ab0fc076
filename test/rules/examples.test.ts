/** Every rule's examples are its proof: it must find something in each of its `block` ones and nothing in `allow`. */
import { describe, expect, test } from "bun:test";
import { judge } from "../../src/policy/judge.ts";
import { catalogue } from "../../src/rules/catalogue.ts";
import { exampleWorld } from "./example-world.ts";

describe("rules", () => {
  test("ids are unique", () => {
    const ids = catalogue.map((rule) => rule.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
  for (const rule of catalogue) {
    describe(rule.id, () => {
      for (const command of rule.examples.block) {
        test(`block: ${command}`, () => {
          expect(
            judge({ ...exampleWorld, source: command }).findings.map((finding) => finding.rule),
          ).toContain(rule.id);
        });
      }
      for (const command of rule.examples.allow) {
        test(`allow: ${command}`, () => {
          expect(
            judge({ ...exampleWorld, source: command }).findings.map((finding) => finding.rule),
          ).not.toContain(rule.id);
        });
      }
    });
  }
});
