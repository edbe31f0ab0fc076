import { describe, expect, test } from "bun:test";
import { defaultBounds, parse } from "../../src/syntax/index.ts";

const times = (text: string, count: number) => text.repeat(count);

describe("what passes a bound is unparsed", () => {
  const table: readonly [string, string, string][] = [
    ["bytes", times("a", (1 << 20) + 1), "too-large"],
    ["bytes of characters", times("é", (1 << 19) + 1), "too-large"],
    ["open substitutions", times("$(", 10_000), "too-deep"],
    ["closed substitutions", `${times("$(", 10_000)}a${times(")", 10_000)}`, "too-deep"],
    ["substitutions in quotes", times('"$(', 10_000), "too-deep"],
    ["process substitutions", times("<(", 10_000), "too-deep"],
    ["parentheses", `${times("( ", 200)}rm${times(" )", 200)}`, "too-deep"],
    ["open parentheses", times("(", 10_000), "too-deep"],
    ["braces of expansions", times("${x:-", 10_000), "too-deep"],
    ["brace expansions", `a ${times("{a,", 10_000)}${times("}", 10_000)}`, "too-deep"],
    ["arithmetic", `$((${times("(", 10_000)}`, "too-deep"],
    ["conditionals", times("if a; then ", 10_000), "too-deep"],
    ["functions", times("f() { ", 10_000), "too-deep"],
    ["groups", times("{ ", 10_000), "too-deep"],
    ["here-documents of a line", `cat ${times("<<E ", 2000)}\n${times("E\n", 2000)}`, "too-large"],
  ];
  test.each(table)("%s", (_, source, reason) => {
    const reading = parse(source, { bounds: { ...defaultBounds, milliseconds: 20_000 } });
    expect(String(reading.unparsed?.reason)).toBe(reason);
  });

  test("time", () => {
    const reading = parse(times("a $(b)\n", 20_000), { bounds: { ...defaultBounds, milliseconds: 1 } });
    expect(reading.unparsed?.reason).toBe("too-slow");
  });
});

describe("long is not deep", () => {
  const table: readonly [string, string][] = [
    ["commands", times("a; ", 10_000)],
    ["stages", `${times("a | ", 5000)}b`],
    ["and-or", `${times("a && ", 1000)}b`],
    ["words", `a ${times("b ", 10_000)}`],
    ["alternatives", `a {${times("b,", 10_000)}c}`],
    ["quotes", `a ${times("'b'\"c\"", 5000)}`],
    ["branches", `if a; then b; ${times("elif a; then b; ", 2000)}fi`],
    ["redirections", `a ${times(">b ", 5000)}`],
    ["here-documents", times("cat <<E\nx\nE\n", 2000)],
    ["a here-document", `cat <<E\n${times("$x `b` $(c)\n", 2000)}E\n`],
    ["array items", `a=(${times("[k]=v ", 5000)})`],
    ["brackets", `a ${times("[", 10_000)}`],
    ["line continuations", `a${times("\\\n", 10_000)}b`],
    ["forty substitutions", `${times("echo $(", 40)}a${times(")", 40)}`],
    ["sixty parentheses", `${times("( ", 60)}a${times(" )", 60)}`],
  ];
  test.each(table)("%s", (_, source) => {
    const reading = parse(source, { bounds: { ...defaultBounds, milliseconds: 20_000 } });
    expect(reading.unparsed).toBeNull();
    expect(reading.agreement).not.toBe("union");
  });
});
