import { expect, test } from "bun:test";
import { type Dialect, parse, printScript } from "../../src/syntax/index.ts";

const table: readonly [Dialect, string, readonly string[]][] = [
  ["bash", "[[ a || reboot ]]", [`([[ "-n" a "||" "-n" reboot)`]],
  ["dash", "[[ a || reboot ]]", ["(([[ a) || (reboot ]]))"]],
  ["sh", "[[ a || reboot ]]", [`([[ "-n" a "||" "-n" reboot)`, "(([[ a) || (reboot ]]))"]],
  ["bash", "((rm x))", [`((( "rm x")`]],
  ["dash", "((rm x))", ["(subshell {(subshell {(rm x)})})"]],
  ["dash", "a $'b' \"$'\" $$'c' \\$'d'", [`(a [$ "b"] "$'" [$$ "c"] "$d")`]],
  ["sh", "a 'b' | c", [`(pipe (a "b") (c))`]],
  ["dash", "a 'function x' # [[ b", [`(a "function x")`]],
];

test.each(table)("%s: %s", (dialect, source, scripts) => {
  expect(parse(source, { dialect }).scripts.map(printScript)).toEqual([...scripts]);
});

test("a string to bash that ends earlier in dash", () => {
  const reading = parse("echo $'\\'; reboot; '", { dialect: "sh" });
  expect(reading.scripts.map(printScript).join()).toContain("(reboot)");
});

test("lines that bash takes for the body of a function", () => {
  const reading = parse("function f {\n reboot\n}", { dialect: "dash" });
  expect(reading.scripts.map(printScript).join()).toStartWith("(function f {); (reboot)");
});
