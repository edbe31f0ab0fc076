/** Whatever a script is made of, judging it ends, with a verdict. */
import { expect, test } from "bun:test";
import { shapes } from "../bench/adversarial.ts";
import { decisionOn } from "../bypass/stopped.ts";

test.each(shapes.map(([name, source]) => ({ name, source })))("$name", ({ source }) => {
  expect(["allow", "warn", "ask", "deny"]).toContain(decisionOn(source));
});
