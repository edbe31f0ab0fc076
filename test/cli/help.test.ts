/** `guardsh help`, and what is said to options that nobody knows. */
import { expect, test } from "bun:test";
import { subcommandHelp } from "../../src/cli/help.ts";
import { subcommandNames } from "../../src/cli/index.ts";
import { install } from "../shell/binary.ts";

function guardsh(...list: readonly string[]) {
  const { stdout, stderr, exitCode } = Bun.spawnSync([install().guardsh, ...list], { stdin: "ignore" });
  return { out: stdout.toString(), err: stderr.toString(), status: exitCode };
}

test("help has every subcommand", () => {
  expect(Object.keys(subcommandHelp).toSorted()).toEqual(subcommandNames.toSorted());
  const { out } = guardsh("help");
  for (const word of subcommandNames) expect(out).toContain(`  guardsh ${word}`);
}, 120_000);

test("every subcommand says how it is called, and nothing else happens", () => {
  for (const word of subcommandNames) {
    const { out, err, status } = guardsh(word, "--help");
    expect({ word, err, status }).toEqual({ word, err: "", status: 0 });
    expect(out).toStartWith(`usage: guardsh ${word}`);
    expect(guardsh("help", word).out).toBe(out);
  }
});

test("a command's own --help is the command's", () => {
  expect(guardsh("check", "ls --help")).toMatchObject({ status: 0, out: "allow\n" });
});

test("words that a subcommand does not take: which, and how it is called", () => {
  for (const word of subcommandNames) {
    const { out, err, status } = guardsh(word, "--nonsense");
    expect({ word, out, status }).toEqual({ word, out: "", status: statuses[word] ?? 2 });
    expect(err).toMatch(new RegExp(`^guardsh: .*nonsense.*\nusage: guardsh ${word}`));
    expect(err).not.toContain("positional argument");
  }
});

/** Those whose lower statuses are verdicts, or the agent's. */
const statuses: Readonly<Record<string, number>> = { check: 3, explain: 3, run: 125 };
