import { expect, test } from "bun:test";
import { agree } from "../../src/syntax/agree.ts";
import { defaultBounds, type Parsed, parse, printScript } from "../../src/syntax/index.ts";
import { plainText } from "../../src/syntax/text.ts";
import { parseWithUnbash } from "../../src/syntax/unbash/parse.ts";

const read = (source: string) => parseWithUnbash(plainText(source), defaultBounds);
const broken: Parsed = { kind: "unparsed", reason: "internal", detail: "broken" };
const deep: Parsed = { kind: "unparsed", reason: "too-deep", detail: "deep" };

test("the same: one script", () => {
  expect(agree(read("a"), read("'a'"))).toMatchObject({ agreement: "both", unparsed: null });
});

test("different: both are judged", () => {
  const reading = agree(read("a; b"), read("a; c"));
  expect(reading.agreement).toBe("union");
  expect(reading.note).toContain("statement 2");
  expect(reading.scripts.map(printScript)).toEqual(["(a); (b)", "(a); (c)"]);
});

test("errors of unbash do not silence the other", () => {
  const reading = agree(read("a; if"), read("a; b"));
  expect(reading.scripts.map(printScript)).toContain("(a); (b)");
});

/** A reading with an ERROR at an offset. */
function flawed(source: string, at: number): Parsed {
  const parsed = read(source);
  if (parsed.kind !== "script") throw new Error("not a script");
  return {
    kind: "script",
    script: { ...parsed.script, problems: [{ span: { start: at, end: at }, message: "x" }] },
  };
}

test("tree-sitter's testimony ends at its first error", () => {
  expect(agree(read("a; b"), flawed("a; c", 3))).toMatchObject({ agreement: "one", unparsed: null });
  expect(agree(read("a; b"), flawed("c; b", 3)).scripts.map(printScript)).toEqual(["(a); (b)", "(c); !!"]);
});

test("without tree-sitter, unbash's reading stands; without unbash, none does", () => {
  expect(agree(read("a"), broken)).toMatchObject({ agreement: "one", unparsed: null });
  expect(agree(broken, read("a")).unparsed?.reason).toBe("internal");
  expect(agree(broken, broken).unparsed?.reason).toBe("internal");
});

test("past the bounds of one is past the bounds", () => {
  expect(agree(read("a"), deep).unparsed?.reason).toBe("too-deep");
  expect(agree(deep, read("a")).unparsed?.reason).toBe("too-deep");
});

test("behind exit nothing is read, so it need not be understood", () => {
  const archive = "\n\u0001(((<<'\"`${\u007f\u0003";
  const reading = (source: string) => parse(source + archive);
  expect(reading("tar xf x.tar\nexit 0").unparsed).toBeNull();
  expect(reading("rm -rf ~\nexit").scripts[0]?.body.length).toBe(2);
  for (const source of [
    "ls",
    "false && exit",
    "exit &",
    "exit() { :; }\nexit",
    "alias exit=:\nexit",
    'eval "$x"\nexit',
    ". ./x\nexit",
    "if true; then exit; fi",
    "echo exit",
  ])
    expect(reading(source).unparsed).not.toBeNull();
});
