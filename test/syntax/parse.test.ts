import { describe, expect, test } from "bun:test";
import { parse, printScript, type Reading } from "../../src/syntax/index.ts";
import { cases } from "./cases.ts";

const printed = (reading: Reading) => reading.scripts.map(printScript);

for (const [group, table] of Object.entries(cases)) {
  describe(group, () => {
    test.each(table)("%j", ({ source, script, by }) => {
      const reading = parse(source);
      expect(printed(reading)[0]).toBe(script);
      expect(reading.agreement).toBe(by ?? "both");
      expect(reading.unparsed).toBeNull();
    });
  });
}

describe("two parsers", () => {
  test("what only one of them sees is judged", () => {
    const reading = parse("git commit -F - <<'M' 2>&1 | rm -rf /\nbody\nM\n");
    expect(printed(reading)).toEqual([`(pipe (git commit -F - <<'"body\\n" 2>&1) (rm -rf /))`]);
    expect(reading.note).toStartWith("tree-sitter-bash: not understood: |");
  });

  test("data behind an error is not taken for code", () => {
    const reading = parse("cat <<A <<B\nx\nA\nrm -rf /\nB\n");
    expect(printed(reading)).toEqual([`(cat <<"x\\n" <<"rm -rf /\\n")`]);
  });

  test("an indented delimiter does not end a here-document", () => {
    const reading = parse("cat >f <<'E'\n  cat <<E\n  E\nrm -rf /\nE\n");
    expect(printed(reading)).toEqual([`(cat >f <<'"  cat <<E\\n  E\\nrm -rf /\\n")`]);
  });

  test("what neither can read is unparsed, with what could be made out", () => {
    const reading = parse("rm -rf x; if (");
    expect(reading.unparsed?.reason).toBe("syntax");
    expect(printed(reading).join()).toContain("rm -rf x");
  });

  test("spans point into the source", () => {
    const source = "a && `b \\`rm x\\`` | c";
    const spans: string[] = [];
    JSON.stringify(parse(source).scripts[0], (key, value) => {
      if (key === "span") spans.push(source.slice(value.start, value.end));
      return value;
    });
    for (const text of [source, "a", "`b \\`rm x\\``", "b \\`rm x\\`", "rm x", "x", "c"]) {
      expect(spans).toContain(text);
    }
  });
});

describe("characters", () => {
  test("a carriage return is an ordinary character", () => {
    expect(printed(parse("a b\r\nc"))[0]).toBe("(a b\r); (c)");
  });
  test("a NUL is dropped, as bash does", () => {
    expect(printed(parse("r\0m x"))).toEqual(["(rm x)"]);
  });
  test("what is not UTF-8 is part of a word", () => {
    expect(printed(parse("a \ufffdb \ud800"))[0]).toBe("(a \ufffdb \ud800)");
  });
  test("empty sources run nothing", () => {
    for (const source of ["", " ", "\n", "# a", "\\\n"]) expect(printed(parse(source))).toEqual([""]);
  });
});
