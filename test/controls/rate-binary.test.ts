/** The rate limit as an agent meets it, through the binary: what it is told, and what is on record. */
import { afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { install, lastingDirectory } from "../shell/binary.ts";

let guardsh: string;
let root: string;
beforeAll(() => {
  guardsh = install().guardsh;
}, 180_000);
beforeEach(() => {
  root = lastingDirectory("guardsh-rate-");
  mkdirSync(join(root, "config/guardsh"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const policy = (text: string) => writeFileSync(join(root, "config/guardsh/policy.toml"), text);

function run(...list: readonly string[]) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([guardsh, ...list], {
    cwd: root,
    env: {
      PATH: "/usr/bin:/bin",
      HOME: root,
      GUARDSH_STATE: join(root, "state"),
      XDG_CONFIG_HOME: join(root, "config"),
    },
  });
  return { status: exitCode, out: stdout.toString(), err: stderr.toString() };
}

test("the same failing command: the agent is told from the eleventh time on, and it runs", () => {
  policy('[rate]\ncommands = 0\nwindow = "1m"\n');
  for (let time = 1; time <= 10; time++)
    expect(run("-c", "echo tried; false")).toEqual({ status: 1, out: "tried\n", err: "" });
  const { status, out, err } = run("-c", "echo tried; false");
  expect({ status, out }).toEqual({ status: 1, out: "tried\n" });
  expect(err).toMatch(/^guardsh: note: .*failed 10 times in a row.*\[rate\/loop\]\n {2}instead: /);
  expect(run("-c", "echo other").err).toBe("");
  expect(run("-c", "echo tried; false").err).toBe("");
});

test("the same refused command is told so too", () => {
  policy('[rate]\ncommands = 0\n[deny]\ncommands = ["mkfs"]\n');
  for (let time = 1; time < 10; time++) expect(run("-c", "mkfs x").err).not.toContain("rate/loop");
  const { err } = run("-c", "mkfs x");
  expect(err).toContain("deny/command");
  expect(err).toMatch(/note: .*10 times in a row.*\[rate\/loop\]/);
});

test("a pause is said once, is on record, and the command goes on; past the longest wait it is 75", () => {
  policy('[rate]\ncommands = 2\nwindow = "2s"\n');
  run("-c", "true");
  run("-c", "true");
  const { status, out, err } = run("-c", "echo went on");
  expect({ status, out }).toEqual({ status: 0, out: "went on\n" });
  expect(err).toMatch(/^guardsh: paused: limit of 2 commands in 2 s; goes on in about \d s\n$/);
  expect(run("audit", "notes").out).toContain("pause");
  policy('[rate]\ncommands = 1\nwindow = "10m"\nmax_wait = "0"\n');
  expect(run("-c", "echo no")).toMatchObject({ status: 75, out: "" });
});

test("programs and rule families have budgets of their own", () => {
  policy('[rate]\nwindow = "10m"\nmax_wait = "0"\nprograms = { head = 1 }\nfamilies = { vcs = 1 }\n');
  expect(run("-c", "head -1 /dev/null").status).toBe(0);
  expect(run("-c", "env head -1 /dev/null").err).toContain("head");
  expect(run("-c", "tail -1 /dev/null").status).toBe(0);
});
