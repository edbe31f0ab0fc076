import { expect, test } from "bun:test";
import { canonicalName, lookup } from "../../src/commands/index.ts";

const CASES: readonly (readonly [string, string | null])[] = [
  ["rm", "rm"],
  ["/bin/rm", "rm"],
  ["/usr/bin/../bin/rm", "rm"],
  ["./rm", "rm"],
  ["grm", "rm"],
  ["gsed", "sed"],
  ["grep", "grep"],
  ["[", "["],
  [".", "."],
  [":", ":"],
  ["bash-5.2", "bash"],
  ["cat.exe", "cat"],
  ["/lib64/ld-linux-x86-64.so.2", "ld-linux-x86-64.so"],
  // A project's own scripts are not the programs of the same name.
  ["./install", null],
  ["scripts/test", null],
  ["./install.sh", null],
  ["/usr/bin/install", "install"],
  ["tools/bin/install", "install"],
  // Names that are no program.
  ["", null],
  ["/", null],
  ["bin/", null],
  ["-", "-"],
  ["constructor", null],
  ["__proto__", null],
];

for (const [name, canonical] of CASES) {
  test(`${JSON.stringify(name)} is ${canonical ?? "not known"}`, () => {
    expect(canonicalName(name)).toBe(canonical);
    expect(lookup(name) === null).toBe(canonical === null);
  });
}
