import { expect, test } from "bun:test";
import type { Program } from "../../src/commands/index.ts";
import { findSubcommand } from "../../src/meaning/call/subcommand.ts";

const program: Program = {
  style: "posix",
  operands: ["url"],
  network: true,
  output: "secret",
  effect: "destroy",
  harmless: "-n",
  input: "code:shell",
  settings: { "core.pager": "shell", "core.name": "text" },
  environment: { PAGER: "shell" },
  subcommands: {
    "list,ls": {},
    "delete-*": { operands: ["delete..."], network: false },
    delete: { settings: { "core.name": "library" }, subcommands: { all: {} } },
  },
};

test("a subcommand has from the entry above it what it does not say itself", () => {
  const found = findSubcommand(program, "ls");
  expect(found).toMatchObject({ operands: ["url"], network: true, output: "secret", harmless: "-n" });
  expect(found).toMatchObject({ settings: program.settings, environment: program.environment });
});

test("what it does and how it is written is its own, and so is the code that it may take", () => {
  const found = findSubcommand(program, "list");
  expect([found?.style, found?.effect, found?.input, found?.subcommands]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("what it says itself goes before, a name before a pattern, a setting before the same above", () => {
  expect(findSubcommand(program, "delete-it")).toMatchObject({ operands: ["delete..."], network: false });
  expect(findSubcommand(program, "delete")?.settings).toEqual({
    "core.pager": "shell",
    "core.name": "library",
  });
});

test("it hands that on to subcommands of its own", () => {
  const all = findSubcommand(findSubcommand(program, "delete") ?? {}, "all");
  expect(all).toMatchObject({ operands: ["url"], settings: { "core.name": "library" } });
});

test("where nothing is said, words stand behind subcommands", () => {
  expect(findSubcommand({ subcommands: { list: {} } }, "list")?.operands).toEqual(["text..."]);
  expect(findSubcommand({ operands: ["read"] }, "list")).toBeUndefined();
});
