/** Published class: so much, or so deeply nested, that a guard stops reading. */
import { describe, expect, test } from "bun:test";
import { decisionOn, stopped } from "./stopped.ts";

const many = (count: number, text: string, between = "; "): string =>
  new Array<string>(count).fill(text).join(between);

describe("many sub-commands", () => {
  test.each([51, 100, 1000].map((count) => [count]))("%d harmless ones first", (count) => {
    expect(decisionOn(`${many(count, "true")}; rm -rf /`)).not.toMatch(/allow|warn/);
  });
  test("as a pipeline", () => {
    expect(decisionOn(`${many(120, "cat", " | ")} | rm -rf /`)).not.toMatch(/allow|warn/);
  });
  test("joined by &&", () => {
    expect(decisionOn(`${many(200, "echo a", " && ")} && rm -rf ~`)).not.toMatch(/allow|warn/);
  });
  test("by lines", () => {
    expect(decisionOn(`${many(500, "ls", "\n")}\ngit reset --hard`)).not.toMatch(/allow|warn/);
  });
});

/** `$(echo $(echo … ))`, so deep, around a command. */
function substituted(depth: number, inside: string): string {
  let text = inside;
  for (let i = 0; i < depth; i++) text = `echo $(${text})`;
  return text;
}

describe("deep nesting", () => {
  test.each([5, 10, 20, 40, 100].map((depth) => [depth]))("$( %d deep", (depth) => {
    expect(decisionOn(substituted(depth, "rm -rf /"))).not.toMatch(/allow|warn/);
  });
  test.each([10, 50, 200, 1000].map((depth) => [depth]))("%d parentheses", (depth) => {
    expect(decisionOn(`${"( ".repeat(depth)}rm -rf /${" )".repeat(depth)}`)).not.toMatch(/allow|warn/);
  });
  test.each([10, 50, 200].map((depth) => [depth]))("%d braces", (depth) => {
    expect(
      decisionOn(`${"{ ".repeat(depth)}rm -rf /; ${"}; ".repeat(depth)}`.replace(/; $/, "")),
    ).not.toMatch(/allow|warn/);
  });
  test.each([3, 10, 30].map((depth) => [depth]))("eval %d deep", (depth) => {
    expect(decisionOn(`${"eval ".repeat(depth)}rm -rf /`)).not.toMatch(/allow|warn/);
  });
  test.each([3, 10, 30].map((depth) => [depth]))("env %d deep", (depth) => {
    expect(decisionOn(`${"env ".repeat(depth)}rm -rf /`)).not.toMatch(/allow|warn/);
  });
  test.each([3, 10, 30].map((depth) => [depth]))("if in if, %d deep", (depth) => {
    expect(decisionOn(`${"if true; then ".repeat(depth)}rm -rf /; ${"fi; ".repeat(depth)}`)).not.toMatch(
      /allow|warn/,
    );
  });
  test("functions that call functions", () => {
    const functions = Array.from({ length: 20 }, (_, i) => `f${i}() { f${i + 1}; }`).join("; ");
    expect(decisionOn(`${functions}; f20() { rm -rf /; }; f0`)).not.toMatch(/allow|warn/);
  });
  test("variables made of variables", () => {
    const steps = Array.from({ length: 30 }, (_, i) => `v${i + 1}=$v${i}`).join("; ");
    expect(decisionOn(`v0=rm; ${steps}; $v30 -rf /`)).not.toMatch(/allow|warn/);
  });
});

describe("much text around it", () => {
  test("a long comment first", () => {
    expect(decisionOn(`# ${"x".repeat(50_000)}\nrm -rf /`)).not.toMatch(/allow|warn/);
  });
  test("a long argument first", () => {
    expect(decisionOn(`echo ${"x".repeat(50_000)}; rm -rf /`)).not.toMatch(/allow|warn/);
  });
  test("a long here-document first", () => {
    expect(decisionOn(`cat > x <<'E'\n${many(2000, "line", "\n")}\nE\nrm -rf /`)).not.toMatch(/allow|warn/);
  });
  test("many empty lines and blanks", () => {
    expect(decisionOn(`${"\n".repeat(5000)}${" ".repeat(5000)}rm -rf /`)).not.toMatch(/allow|warn/);
  });
  test("many operands", () => {
    expect(decisionOn(`rm -rf ${many(2000, "x", " ")} /`)).not.toMatch(/allow|warn/);
  });
  test("many options", () => {
    expect(decisionOn(`rm ${many(500, "-v", " ")} -rf /`)).not.toMatch(/allow|warn/);
  });
});

stopped("text that parsers disagree on", [
  "rm -rf / #\u0000",
  "echo 'a\nrm -rf /\n'; rm -rf /",
  "cat <<E\nE\nrm -rf /",
  "cat <<'E' ; rm -rf /\nx\nE",
  "cat << \\E\nx\nE\nrm -rf /",
  "x='a\\'; rm -rf /",
  'echo "a\\\\"; rm -rf /',
  "echo $'a\\''; rm -rf /",
  "echo a\\\n; rm -rf /",
  "ls -la\\\n; git reset --hard",
  "case a in (a) rm -rf / ;; esac",
  "for f in a; { rm -rf /; }",
  "function f() { rm -rf /; } ; f",
  "if :; then :; else :; fi; rm -rf /",
  "[[ a =~ (b|c) ]]; rm -rf /",
  "echo ${x//\\//_}; rm -rf /",
  "echo `echo \\`echo a\\``; rm -rf /",
  "a[$(rm -rf /)]=1",
  "let x=$(rm -rf /)",
  "((x=$(rm -rf /)))",
  "ls >$(rm -rf /)",
  "rm -rf /\r",
]);
