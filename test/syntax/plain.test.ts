/** The reader without a parser reads as both parsers do, or not at all. */
import { describe, expect, test } from "bun:test";
import { readWithBoth } from "../../src/syntax/both.ts";
import { readPlain } from "../../src/syntax/plain.ts";
import { defaultBounds } from "../../src/syntax/script.ts";
import { plainText } from "../../src/syntax/text.ts";

/** Pieces of plain sources, and what lies at the edge of the language. */
const pieces = [
  ..."a|b1|git|status|-rf|--x=y|/usr/bin/ls|./a.sh|..|.|:|%1|+x|a,b|x@y:z|2|10|A=1|=ls|-|true|12:30|a+=b|_|@|,|%|+".split(
    "|",
  ),
  ..."if|then|time|for|in|do|function|select|coproc|export|local|eval|source|exec|cd|test|let|unset|alias|declare".split(
    "|",
  ),
  ..."''|'x y'|'a;b|c'|'$(x)'|'\\'|'#'|'é'|'!'|'~'|'*'".split("|"),
  ...`""¦"x y"¦"a;b|c"¦" x"¦"it's"¦'"'¦"$x"¦"\\""¦"\\\\"¦"\`x\`"¦"#"¦"é"¦"!"¦"~/x"¦"*"¦" "¦"{a,b}"¦"a=b"`.split(
    "¦",
  ),
  ..." | | | | | | |  |\t|\n".split("|"),
  ...["|", "||", "&&", ";", " | ", " || ", " && ", "; ", " ; ", ";;", "|&", "&", "|", "||"],
  ...[
    ">",
    "<",
    ">>",
    ">|",
    "<>",
    ">&",
    "<&",
    "&>",
    "<<",
    "<<<",
    " > ",
    " < ",
    " 2>",
    " 2>&1",
    ">&2",
    " >&- ",
    " 10>",
  ],
  ...[
    "/dev/null",
    " >/dev/null 2>&1",
    " </dev/null",
    "{",
    "}",
    "{ ",
    "; }",
    " }",
    "\\ls",
    "\\builtin ",
    "!",
    "~",
    "*",
    "#",
    "$",
    '"',
    "\\",
    "(",
    ")",
    "[",
    "]",
    "^",
    "`",
  ],
];

/** Numbers from 0 to 2³²−1, the same at every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state ^ (state >>> 15)) >>> 0;
  };
}

function* generated(count: number, choices: readonly string[], glue: string): Generator<string> {
  const next = sequence(count);
  for (let made = 0; made < count; made++) {
    const length = 1 + (next() % 9);
    const chosen: string[] = [];
    for (let i = 0; i < length; i++) chosen.push(choices[next() % choices.length] ?? "");
    yield chosen.join(glue);
  }
}

/** Only pieces that can be in the language, so that most of what comes out is. */
const likely = pieces.filter(
  (piece) => piece.trim() !== "" && !/[\t\n{}!~*#$"\\()[\]^`]|^<[<>]|;;|&$|é/.test(piece),
);

/** What groups are made of. */
const grouping = [
  ..."{ |{|; }|;}|}|a|b c|;|; | && | >x| 2>&1|>y| |'q'|\\ls|\\builtin x".split("|"),
  ...["|", " | ", "||", " || "],
];

function difference(source: string): string | null {
  const plain = readPlain(source);
  if (plain === null) return null;
  const same = [false, true].every((dash) => {
    const { agreement, note, scripts } = readWithBoth(plainText(source), defaultBounds, dash);
    return agreement === "both" && note === null && Bun.deepEquals(scripts, [plain], true);
  });
  return same ? null : source;
}

describe("plain sources", () => {
  test("generated: the same Script as both parsers, to the last position", () => {
    const differing: string[] = [];
    let read = 0;
    for (const source of [
      ...generated(6000, pieces, ""),
      ...generated(6001, likely, " "),
      ...generated(2000, likely, ""),
      ...generated(6002, grouping, ""),
      ...generated(3000, grouping, " "),
    ]) {
      if (readPlain(source) !== null) read++;
      const found = difference(source);
      if (found !== null) differing.push(found);
    }
    expect(differing).toEqual([]);
    expect(read).toBeGreaterThan(1000);
  });

  test.each([
    "true",
    " ls  -la ; pwd;",
    "cd 'my dir' && npm test 2>&1 | tail -5",
    "source '/s' 2>/dev/null || true && eval 'rm -rf /' < /dev/null && pwd -P >| /tmp/cwd",
    "git commit -m 'a'b'c' --author=x@example.com",
    'git commit -m "Say it\'s done; see #12 (really)" && grep -rn "a|b" src > "my file"',
    "\\builtin shopt -u extglob 2>/dev/null || true",
    "{ \\builtin unalias -- 'which'; \\builtin unset -f which; } >/dev/null 2>&1 || true && { a;}",
    "{ a; b | c ; } | d",
  ])("read: %s", (source) => {
    expect(readPlain(source)).not.toBeNull();
    expect(difference(source)).toBeNull();
  });

  test.each([
    "",
    " ",
    "a=b",
    "a=b c",
    "=ls",
    "if",
    "time x",
    "'ls' x",
    "a b\n",
    "a\tb",
    "a &",
    "a ;; b",
    "; a",
    "| a",
    "a | ",
    "a >",
    "> a",
    "a 10>b",
    "a>b",
    "x <<< y",
    "a >& b",
    "export a",
    "a 'b",
    "a 'é'",
    'a "$x"',
    'a "`x`"',
    'a "x\\n"',
    'a "x!"',
    'a "é"',
    'a "b',
    "a 'b'\"c\"",
    '"ls" x',
    "~ x",
    "a ~",
    "a *",
    "{ a",
    "{ a }",
    "{ a; } b",
    "{a; }",
    "{ a; }>b",
    "{ { a; }; }",
    "{ }",
    "a; }",
    "\\1",
    "a \\b",
    "'\\'a",
    "\\'a'",
    "! a",
    "a # b",
    "[ a ]",
    "a\0",
  ])("left to the parsers: %j", (source) => expect(readPlain(source)).toBeNull());
});
