/** fish, told in bash's words: what the telling prints in bash is what the source prints in fish. */
import { describe, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { fishAsBash } from "../../src/syntax/fronts/fish.ts";
import { parse } from "../../src/syntax/index.ts";

/** Sources of fish, each with how it is told. */
const told: readonly (readonly [fish: string, bash: string])[] = [
  ["for x in a b; echo $x; end", "for x in a b; do echo $x; done"],
  ["for x in a b\n  echo $x\nend | cat", "for x in a b\n  do echo $x\ndone | cat"],
  [
    "if false; echo a; else if true; echo b; else; echo c; end",
    "if false; then echo a; elif true; then echo b; else   echo c; fi",
  ],
  ["if true; and false; echo a; else; echo b; end", "if true && false; then echo a; else   echo b; fi"],
  ["true; and echo yes; or echo no", "true && echo yes || echo no"],
  ["not false\nand echo yes", "! false && echo yes"],
  ["begin; echo a; echo b; end | cat", "{   echo a; echo b; } | cat"],
  [
    "switch ab; case x 'a*'; echo 1; case '*'; echo 2; end",
    "case ab in  x |a*)   echo 1;  ;;  *)   echo 2;  ;; esac",
  ],
  ["function f --description d; echo in; end; f", "f() {  echo in; }; f"],
  ["echo (echo a)b $(echo c)", "echo $(echo a)b $(echo c)"],
  ["echo (printf 'a\\nb\\nc')[2]", "echo $(printf 'a\\nb\\nc' | sed -n 2p)"],
  ["cat (echo a | psub)", "cat <(echo a )"],
  ["echo 'it\\'s' 'a\\\\b'", "echo 'it'\\''s' 'a\\b'"],
  ['echo \\x41\\u0042 `a` "`b`"', "echo $'\\x41'$'\\u0042' \\`a\\` \"\\`b\\`\""],
  ["echo a&b", "echo a\\&b"],
  ["while true; echo once; break; end", "while true; do echo once; break; done"],
];

describe("told in bash's words", () => {
  for (const [fish, bash] of told)
    test(fish, () => {
      expect(fishAsBash(fish)?.source).toBe(bash);
      expect(parse(fish, { dialect: "fish" }).unparsed).toBeNull();
    });
});

describe.skipIf(!Bun.which("fish") || !Bun.which("bash"))("the telling says the same", () => {
  const output = (shell: string, options: readonly string[], source: string) =>
    spawnSync(shell, [...options, "-c", source], { encoding: "utf8" }).stdout;
  for (const [fish, bash] of told)
    test(fish, () => {
      const printed = output("fish", ["--no-config"], fish);
      expect(printed).not.toBe("");
      expect(output("bash", [], bash)).toBe(printed);
    });
});

test("what bash reads as fish does is not told", () => {
  for (const source of [
    "ls -la | grep x > out 2>&1",
    "set x (ls",
    "git status && echo ok",
    'echo "$HOME" $x[1]',
  ])
    expect(fishAsBash(source)?.source).toBeUndefined();
});

test("what is not fish is read as bash reads it", () => {
  for (const source of ["for x in a; echo", "if true"]) {
    expect(fishAsBash(source)).toBeNull();
    expect(parse(source, { dialect: "fish" }).unparsed).not.toBeNull();
  }
});
