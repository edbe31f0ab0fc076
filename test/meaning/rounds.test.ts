/** What a round of a loop leaves, the next one begins with: loops are followed as often as they are known to go round, or some rounds. */
import { describe, expect, test } from "bun:test";
import { noDeadline, understand } from "../../src/meaning/index.ts";
import { parse } from "../../src/syntax/index.ts";
import { world as machine } from "../../src/system/index.ts";
import { decisionOn } from "../bypass/stopped.ts";
import { exampleWorld } from "../rules/example-world.ts";

describe("a later round does what the first one does not:", () => {
  test.each([
    ['set -- build ~; while [ $# -gt 0 ]; do rm -rf "$1"; shift; done'],
    ["d=build; while read -r l; do rm -rf $d; d=~; done < list"],
    ['d=(build dist ~); i=0; while [ $i -lt 3 ]; do rm -rf "${d[$i]}"; i=$((i+1)); done'],
    ['s="build $HOME"; while [ -n "$s" ]; do rm -rf "${s%% *}"; s=${s#* }; done'],
    ["c=ls; until $c; do c='rm -rf /home/dev'; done"],
    ["for x in *.c; do $c; c='rm -rf /home/dev'; done"],
    ["for x in $(cat list); do $c; c='rm -rf /home/dev'; done"],
    ["while true; do echo \"$c\"; c='rm -rf /home/dev'; done | sh"],
    ['f() { [ -z "$1" ] && return; rm -rf "$1"; shift; f "$@"; }; f a b c ~'],
    ['python3 -c \'import shutil\nd="build"\nwhile x():\n  shutil.rmtree(d)\n  d="/home/dev"\''],
    ['node -e \'let d="build";for(;;){require("fs").rmSync(d,{recursive:true});d="/home/dev"}\''],
  ])("%s", (source) => {
    expect(decisionOn(source)).toBe("deny");
  });
});

/** The paths that are written or deleted, in order. */
function touched(source: string): readonly string[] {
  const { cwd, home = "/root", world = machine } = exampleWorld;
  const context = { cwd, home, environment: new Map(), dialect: "bash", positional: null, world } as const;
  const { actions } = understand(parse(source).scripts, source, context, noDeadline);
  return actions.flatMap((each) =>
    each.kind === "write" || each.kind === "delete" ? [each.path.absolute ?? "?"] : [],
  );
}

describe("a loop that is known to end does nothing behind it:", () => {
  test.each([
    ["i=0; while [ $i -lt 3 ]; do touch /tmp/r$i; i=$((i+1)); done", ["/tmp/r0", "/tmp/r1", "/tmp/r2"]],
    ["i=2; until (( i == 0 )); do touch /tmp/r$i; i=$((i-1)); done", ["/tmp/r2", "/tmp/r1"]],
    ['set -- a b; while [[ -n $1 ]]; do rm -rf "/tmp/x/$1"; shift; done', ["/tmp/x/a", "/tmp/x/b"]],
    ["i=y; while true; do touch /tmp/r$i; i=x; break; done", ["/tmp/ry"]],
  ])("%s", (source, paths) => {
    expect(touched(source)).toEqual(paths);
  });
});

test("a list that nobody knows may be more words than go away, and no words at all", () => {
  expect(touched('set -- $(cat list); shift; touch "/tmp/$1"')).toEqual(["/tmp"]);
  expect(touched("f() { touch /tmp/x; }; f$(cat list)")).toEqual(["/tmp/x"]);
  expect(touched('set -- a b; shift; touch "/tmp/$1"')).toEqual(["/tmp/b"]);
});

test("arithmetic of what may be one or the other is neither alone", () => {
  expect(touched("if x; then a=1; else a=2; fi; touch /tmp/q$(($a))")).not.toEqual(["/tmp/q1"]);
});
