/** A program past the bounds of its grammar is never let through unread. */
import { expect, test } from "bun:test";
import { judge } from "../../../src/policy/judge.ts";
import { exampleWorld } from "../../rules/example-world.ts";

const deep = `${"f(".repeat(3000)}1${")".repeat(3000)}`;

for (const [program, code] of [
  ["python3 -c", `import os\n${deep}\nos.system(chr(114)+'m -rf /')`],
  ["node -e", deep],
  ["ruby -e", deep],
] as const) {
  test(`${program}, 3,000 calls deep`, () => {
    const { decision, findings } = judge({
      ...exampleWorld,
      source: `${program} '${code.replaceAll("'", '"')}'`,
    });
    expect(decision).toBe("deny");
    expect(findings.map((finding) => finding.rule)).toContain("code/too-deep");
  });
}

test("an ordinary program is read", () => {
  expect(judge({ ...exampleWorld, source: "python3 -c 'print(len(str(max(1, 2))))'" }).decision).toBe(
    "allow",
  );
});
