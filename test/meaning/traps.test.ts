/** Traps are followed where something that they look at has changed, and not at every other command of a long script. */
import { describe, expect, test } from "bun:test";
import { noDeadline, understand } from "../../src/meaning/index.ts";
import { parse } from "../../src/syntax/index.ts";
import { world as machine } from "../../src/system/index.ts";
import { decisionOn } from "../bypass/stopped.ts";
import { exampleWorld } from "../rules/example-world.ts";

/** How often something is deleted, one way or another. */
function deletions(source: string): number {
  const { cwd, home = "/root", world = machine } = exampleWorld;
  const context = { cwd, home, environment: new Map(), dialect: "bash", positional: null, world } as const;
  const { actions } = understand(parse(source).scripts, source, context, noDeadline);
  return actions.filter(({ kind }) => kind === "delete").length;
}

const MANY = Array.from({ length: 50 }, (_, i) => `a${i}=${i}; ls`).join("\n");

describe("followed once", () => {
  test.each([
    ["that looks at nothing", "trap 'rm -f x.tmp' TERM"],
    ["of several signals", "trap 'rm -f x.tmp' INT TERM HUP QUIT"],
    ["that looks at what does not change", "t=x.tmp; trap 'rm -f $t' TERM"],
    ["that sets what it looks at", "trap 's=$?; rm -f x.tmp; exit $s' TERM"],
    ["that calls a function", "cleanup() { rm -f x.tmp; }; trap cleanup TERM"],
    ["with arguments of its own", "f() { rm -f $1; }; trap 'f x.tmp' TERM"],
  ])("%s", (_, setting) => {
    expect(deletions(`${setting}\n${MANY}`)).toBe(1);
  });
});

describe("followed again", () => {
  test.each([
    ["a variable", "trap 'rm -f $t' TERM; t=a; ls; t=b; ls", 3],
    ["a function", "trap 'f' TERM; f() { rm -f a; }; ls; f() { rm -f b; }; ls", 2],
    ["the directory", "trap 'rm -f a' TERM; cd src; ls", 2],
    ["the arguments", "trap 'rm -f $1' TERM; set -- a; ls; set -- b; ls", 3],
  ] as const)("where %s is another", (_, source, times) => {
    expect(deletions(source)).toBe(times);
  });

  test.each([
    ["trap 'eval \"$c\"' DEBUG; c='rm -rf ~'; ls"],
    ['trap \'eval "$c"; c="rm -rf ~"\' DEBUG; ls; ls'],
    ["trap 'rm -rf ./*' EXIT; cd ~"],
    ["trap 'rm -rf *' DEBUG; cd ~; ls"],
    ["trap '[ -n \"$z\" ] && c=ls; eval \"$c\"' TERM; c='rm -rf ~'; ls"],
    ["trap 'if [ -n \"$z\" ]; then c=ls; fi; $c' TERM; c='rm -rf /home/dev'; ls"],
    ["trap '(c=ls); eval \"$c\"' TERM; c='rm -rf ~'; ls"],
    ["trap 'c+=/../../../home/dev; rm -rf x$c' TERM; ls; ls"],
    ["trap 'x=/home; rm -rf $x$y' TERM; y=/dev; ls"],
    ["trap 'for i in $l; do rm -rf $i; done' TERM; l='a b'; ls; l=/home/dev; ls"],
    ["f() { trap 'rm -rf \"$t\"' RETURN; t=~; ls; }; f"],
  ])("and what it does then counts: %s", (command) => expect(decisionOn(command)).toBe("deny"));
});
