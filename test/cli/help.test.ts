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

test("an option that nobody knows is no defect", () => {
  expect(guardsh("status", "--nonsense")).toMatchObject({ status: 2, out: "" });
  expect(guardsh("status", "--nonsense").err).toStartWith(
    "guardsh: Unknown option '--nonsense'\nusage: guardsh status",
  );
  expect(guardsh("setup", "--help")).toMatchObject({ status: 0, err: "" });
});
