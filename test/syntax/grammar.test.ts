import { describe, expect, test } from "bun:test";
import { parseFlat } from "../../src/syntax/grammar.ts";
import { defaultBounds } from "../../src/syntax/script.ts";

describe("parseFlat", () => {
  test("gives the whole tree in pre-order", () => {
    const outcome = parseFlat("bash", "a | b", defaultBounds);
    expect(outcome.kind).toBe("tree");
  });
});
