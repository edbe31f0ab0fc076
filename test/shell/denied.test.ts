/** What the sandbox stops is said, on standard error, after the command's own words. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/index.ts";
import { guardshVariables, install, lastingDirectory } from "./binary.ts";

let base: string;
let shell: string;
beforeAll(() => {
  shell = install().bashGuardsh;
  base = lastingDirectory("guardsh-test-denied-");
  mkdirSync(join(base, "project/.git"), { recursive: true });
  mkdirSync(join(base, "outside"));
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

function run(command: string) {
  const child = Bun.spawnSync([shell, "-c", command], {
    cwd: join(base, "project"),
    env: { PATH: "/usr/bin:/bin", HOME: process.env.HOME ?? "/", ...guardshVariables(base) },
    stdin: "ignore",
  });
  return { status: child.exitCode, out: child.stdout.toString(), err: child.stderr.toString() };
}

test.skipIf(landlockAbi() === 0)("a program that writes outside fails, and reads why", () => {
  const { status, err } = run(`awk 'BEGIN { f = "../out" "side/x"; print "x" > f; }'`);
  expect(status).toBe(2);
  expect(err).toMatch(/awk: .*\nguardsh: .*\/outside\/x is read-only in the sandbox.*boundary\.write/s);
});

test("a failure that has nothing to do with it is left alone", () => {
  expect(run("ls not-there; exit 3").err).not.toContain("guardsh");
});
