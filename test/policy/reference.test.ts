import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { jsonSchema, reference } from "../../src/policy/reference.ts";
import { layerSchema } from "../../src/policy/schema/index.ts";

test("docs/policy.md is what the schema says (else: guardsh policy reference)", () => {
  const page = readFileSync(new URL("../../docs/policy.md", import.meta.url), "utf8");
  expect(page.split("<!-- made by `guardsh policy reference` -->\n\n")[1]?.trim()).toBe(reference().trim());
});

test("every key is described", () => {
  for (const line of reference()
    .split("\n")
    .filter((each) => each.startsWith("| `")))
    expect(line).not.toMatch(/\|\s*\|$/);
});

test("the JSON Schema knows every section", () => {
  expect(jsonSchema()).toHaveProperty("properties");
  for (const section of Object.keys(layerSchema.shape))
    expect(jsonSchema()).toHaveProperty(`properties.${section}`);
});
