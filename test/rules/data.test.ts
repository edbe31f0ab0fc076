/** Data is not code: text that nothing executes passes, and the same text is stopped where something executes it. */
import { describe, expect, test } from "bun:test";
import { decisionOn } from "../bypass/stopped.ts";
import { pairs } from "./data-pairs.ts";

test("there are pairs enough", () => {
  expect(pairs.length).toBeGreaterThanOrEqual(100);
});

describe.each(pairs.map(([title, data, code]) => [title, data, code]))("%s", (_, data, code) => {
  test(`as data: ${data}`, () => {
    expect(["allow", "warn"]).toContain(decisionOn(data));
  });
  test(`as code: ${code}`, () => {
    expect(["ask", "deny"]).toContain(decisionOn(code));
  });
});
