/** The rate limit as an agent meets it, through the binary: what it is told, and what is on record. */
import { expect, test } from "bun:test";
import { eachAtHome } from "../shell/home.ts";

const home = eachAtHome("guardsh-rate-");
const { policy } = home;
const run = (...list: readonly string[]) => home.run(list);

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

test("a session's commands are counted where no rate is in force", () => {
  policy('[rate]\ncontrol = "off"\n[session]\nmax_commands = 2\n');
  expect(run("-c", "echo one").status).toBe(0);
  expect(run("-c", "echo two").status).toBe(0);
  const { status, out, err } = run("-c", "echo three");
  expect({ status, out }).toEqual({ status: 126, out: "" });
  expect(err).toContain("session/budget");
});
