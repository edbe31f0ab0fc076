/** Every bound of an analysis is said where it is passed: nothing behind it goes unjudged in silence. */
import { describe, expect, test } from "bun:test";
import { defaultBudget } from "../../src/meaning/budget.ts";
import { type Action, noDeadline, understand } from "../../src/meaning/index.ts";
import { parse } from "../../src/syntax/index.ts";
import { world as machine } from "../../src/system/index.ts";
import { exampleWorld } from "../rules/example-world.ts";

function actionsOf(source: string): readonly Action[] {
  const { cwd, home = "/root", world = machine } = exampleWorld;
  const context = { cwd, home, environment: new Map(), dialect: "bash", positional: null, world } as const;
  // Less than in earnest, so that less text comes to it.
  const budget = { ...defaultBudget, weight: 4 << 20, actions: 20_000 };
  return understand(parse(source).scripts, source, context, noDeadline, budget).actions;
}

const opaque = (source: string) =>
  actionsOf(source).flatMap((action) =>
    action.kind === "opaque" ? [`${action.reason}: ${action.detail}`] : [],
  );

const lines = (count: number, each: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join("\n");

describe("past a bound", () => {
  const table: readonly (readonly [string, string, string])[] = [
    ["steps", lines(10_100, () => "ls"), "budget: more than 20000 steps"],
    [
      "loops in loops",
      `${"for i in 1 2 3 4 5 6 7 8; do ".repeat(6)}ls; ${"done; ".repeat(6)}`,
      "budget: more than 20000 steps",
    ],
    [
      "functions that double",
      `f0() { ls; }\n${lines(30, (i) => `f${i + 1}() { f${i}; f${i}; }`)}\nf20`,
      "budget: more than 20000 steps",
    ],
    [
      "actions",
      `rm ${lines(20_100, (i) => `f${i}`).replaceAll("\n", " ")}`,
      "budget: more than 20000 actions",
    ],
    ["words", lines(1000, (i) => `set -- "$@" a${i}`), "budget: more words than can be followed"],
    [
      "words of a loop",
      `x=${"x".repeat(500_000)}\nfor i in ${"a ".repeat(60)}; do for j in ${"a ".repeat(60)}; do echo $x$i$j; done; done`,
      "budget: more words than can be followed",
    ],
    [
      "programs that start programs",
      `${"sudo ".repeat(200)}ls`,
      "depth: more than 64 programs that start one another",
    ],
    ["code in code", `${"eval ".repeat(100)}ls`, "depth: code nested deeper than 24"],
  ];
  test.each(table)("%s", (_, source, said) => {
    expect(opaque(source)).toContain(said);
    // What is behind is as unknown, and is said once.
    expect(opaque(`${source}\nrm -rf /`).filter((each) => each.startsWith("budget")).length).toBeLessThan(2);
  });
});

describe("within all bounds", () => {
  const table: readonly (readonly [string, string])[] = [
    ["commands", lines(2000, (i) => `ls ${i}`)],
    ["files of one command", `rm ${lines(10_000, (i) => `f${i}`).replaceAll("\n", " ")}`],
    [
      "ways that part again and again",
      lines(1000, (i) => `case $x in a) y=${i};; *) z=$y;; esac; if t; then x=$z; fi`),
    ],
    ["texts that double", `x=aaaaaaaaaa\n${lines(40, () => "x=$x$x")}\n$x`],
    [
      "variables with two values in one word",
      `if t; then x=a; else x=b; fi; echo ${"$x".repeat(500)} ${"$x ".repeat(500)}`,
    ],
    ["directories that the shell may be in", lines(500, (i) => `[ -d x ] || cd a${i}; echo > f`)],
    [
      "an expression of awk without end",
      `awk '{ ${"a".repeat(5000)}! | getline; print > ${"a[".repeat(5000)} }'`,
    ],
    [
      "values of awk's variables",
      `awk 'BEGIN { ${'a="x"; b=a "y"; '.repeat(500)} print > (${"a b ".repeat(500)}) }'`,
    ],
    [
      "arguments that go away, nobody knows how many",
      `set -- ${lines(100, (i) => `a${i}`).replaceAll("\n", " ")}\n${lines(40, () => "shift $n")}\nrm "$@"`,
    ],
    ["aliases in a circle", "alias a=b\nalias b=a\na"],
    ["sudo, env, nice, sh", 'sudo env A=1 nice -n 5 timeout 5 sh -c "eval ls"'],
  ];
  test.each(table)("%s", (_, source) => expect(opaque(source)).toEqual([]));
});
