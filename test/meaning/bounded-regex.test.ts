/** Regular expressions of the judged command are held against texts only where that surely ends soon. */
import { describe, expect, test } from "bun:test";
import { BoundedRegExp, TooCostly } from "../../src/meaning/bounded-regex.ts";
import { decisionOn } from "../bypass/stopped.ts";

const text = `${"a".repeat(60)}!`;

test.each([
  ["^(a+)+$"],
  ["(a|a)*b"],
  ["(a|ab)*c"],
  ["(\\s*\\w+)*$"],
  ["([a-z]+-?)*$"],
  ["(.*)*x"],
  ["(x+x+)+y"],
  ["^(([a-z])+.)+[A-Z]([a-z])+$"],
])("%s is not tried", (source) => {
  expect(() => new BoundedRegExp(source).test(text)).toThrow(TooCostly);
  expect(new BoundedRegExp(source).test("!")).toBe(RegExp(source).test("!"));
});

test.each([
  ["(\\w+\\s)*x"],
  ["(foo|bar)+"],
  ["([0-9]+\\.)+[0-9]+"],
  ["([^,]*,)*"],
  ["(\\d{1,3}\\.){3}\\d"],
  [".*a.*b.*"],
  ["^(a)(?:b|c)?[a-z]+$"],
])("%s is", (source) => {
  expect(new BoundedRegExp(source).test(text)).toBe(RegExp(source).test(text));
});

test("many loops one behind the other are not tried on long texts", () => {
  expect(() => new BoundedRegExp("a*a*a*a*b").test("a".repeat(5000))).toThrow(TooCostly);
});

describe("what a command is judged to do with one:", () => {
  const long = "a".repeat(50);
  test.each([
    [`[[ ${long}b =~ ^(a+)+$ ]] && rm -rf ~`],
    [`echo ${long}b | grep -E '^(a+)+$'; rm -rf ~`],
    [`echo ${long}b | sed -E 's/^(a+)+$/x/' | sh; rm -rf ~`],
    [`echo ${long}b | awk '/^(a+)+$/'; rm -rf ~`],
    [`python3 -c 'import re; re.sub("^(a+)+$", "", "${long}b")'; rm -rf ~`],
    [`node -e '"${long}b".replace(/^(a+)+$/, "")'; rm -rf ~`],
    [`x=${long}; ${"x=${x//a/aa}; ".repeat(40)} rm -rf ~`],
  ])("%#", (source) => {
    expect(decisionOn(source)).toBe("deny");
  });
});
