import { expect, test } from "bun:test";
import { parse, printScript } from "../../src/syntax/index.ts";

test("a piped command after a here-document operator is seen", () => {
  const reading = parse("git commit -F - <<'M' 2>&1 | rm -rf /\nbody\nM\n");
  expect(reading.scripts.map(printScript)).toEqual([`(pipe (git commit -F - <<'"body\\n" 2>&1) (rm -rf /))`]);
});
