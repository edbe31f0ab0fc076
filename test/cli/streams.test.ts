/** Answers arrive whole, or it is said that they did not. */
import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { install } from "../shell/binary.ts";

function run(script: string) {
  const { guardsh } = install();
  const { stdout, stderr, exitCode } = Bun.spawnSync(["/bin/bash", "-c", script, guardsh], {
    env: { PATH: "/usr/bin:/bin", HOME: "/nonexistent" },
    stdin: "ignore",
  });
  return { out: stdout.toString(), err: stderr.toString(), status: exitCode };
}

test.skipIf(!existsSync("/dev/full"))("a disk without room is said, with a status", () => {
  const { err, status } = run('"$0" rules list > /dev/full');
  expect(status).toBe(2);
  expect(err).toContain("the answer is not whole: standard output: there is no room left on its disk");
});

test("a reader that has gone is no trouble", () => {
  const { out, err, status } = run('set -o pipefail; "$0" rules list | head -n 1');
  expect({ err, status }).toEqual({ err: "", status: 0 });
  expect(out.split("\n")).toHaveLength(2);
});
