import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { GENERATED, generate } from "../../build/commands.ts";
import { PAGE, page } from "../../build/programs.ts";
import { familyNames, familyTable, type Program } from "../../src/commands/index.ts";

/** Every entry with the path that leads to it: `git`, `git stash`, `git stash pop`. */
function* entries(name: string, program: Program): Generator<[string, Program]> {
  yield [name, program];
  for (const [sub, child] of Object.entries(program.subcommands ?? {}))
    yield* entries(`${name} ${sub}`, child);
}

const words = (list: string | undefined): string[] => (list ?? "").split(/\s+/).filter((word) => word !== "");
const names = (list: readonly string[]): string[] => list.flatMap((word) => word.split(","));

/** All names of options that an entry introduces, as they are written. */
function optionNames(program: Program): string[] {
  return names([
    ...words(program.flags),
    ...words(program.values),
    ...Object.keys(program.options ?? {}),
    ...Object.keys(program.optional ?? {}),
    ...Object.keys(program.several ?? {}),
  ]);
}

const OPTION = /^[-+]\S*$/;
const NAME = /^[^\s,]+$/;

for (const family of familyNames()) {
  describe(family, () => {
    const all = Object.entries(familyTable(family)).flatMap(([name, program]) => [...entries(name, program)]);

    test("names are well formed and not repeated", () => {
      for (const [path] of all) {
        const own = names([path.split(" ").at(-1) ?? ""]);
        expect(own.filter((name) => !NAME.test(name))).toEqual([]);
        expect([path, repeated(own)]).toEqual([path, []]);
      }
    });

    test("options begin with - or + and are said once", () => {
      for (const [path, program] of all) {
        const own = optionNames(program);
        expect([path, own.filter((name) => !OPTION.test(name))]).toEqual([path, []]);
        expect([path, repeated(own)]).toEqual([path, []]);
      }
    });

    test("operands have at most one slot for any number", () => {
      for (const [path, program] of all) {
        const lists = [program.operands ?? [], ...Object.values(program.operandsWith ?? {})];
        for (const slots of lists) {
          expect([path, slots.filter((slot) => slot.endsWith("...")).length > 1]).toEqual([path, false]);
          const command = slots.indexOf("command");
          expect([path, command === -1 || command === slots.length - 1]).toEqual([path, true]);
        }
      }
    });

    test("what names an option names one that the entry has", () => {
      for (const [name, program] of Object.entries(familyTable(family))) check(name, program, []);
    });
  });
}

/** Lists that refer to options must name options of the entry or of one above it. */
function check(path: string, program: Program, above: readonly string[]): void {
  const own = new Set([...above, ...optionNames(program)]);
  const referred = [
    ...names(Object.keys(program.operandsWith ?? {})),
    ...names(Object.keys(program.effectWith ?? {})),
    ...words(program.recursive),
    ...words(program.force),
    ...words(program.harmless),
    ...words(program.inPlace),
    ...words(program.interactiveWith),
  ]
    .filter((name) => name !== "*")
    // `-i=inplace`: the option with that value.
    .map((name) => name.split("=")[0] ?? name);
  expect([path, referred.filter((name) => !own.has(name))]).toEqual([path, []]);
  for (const [sub, child] of Object.entries(program.subcommands ?? {}))
    check(`${path} ${sub}`, child, [...own]);
}

function repeated(list: readonly string[]): string[] {
  return list.filter((name, index) => list.indexOf(name) !== index);
}

test("the index of families is fresh", async () => {
  const written = readFileSync(GENERATED, "utf8");
  expect(written).toBe(await generate());
});

test("the page of programs is fresh", () => {
  expect(readFileSync(PAGE, "utf8") === page() ? "fresh" : "stale: run bun build/programs.ts").toBe("fresh");
});
