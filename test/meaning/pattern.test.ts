/** Patterns of the shell against the shell itself, and in bounded time. */
import { expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { matcher, removeAffix, replace } from "../../src/meaning/expansion/pattern.ts";
import { noDeadline } from "../../src/syntax/index.ts";

const PATTERNS =
  "* */ *a a* a*b *a* *.* ?* [a-c]* *[!x]* \\** a\\*b *[[:digit:]]* ** a**b *a*b*c []]* x[*]y [* [\\d]* [!*]x*b";
const TEXTS = ["", "a", "ab", "a/b/c", "abc.d", "a*b", "x*y", "]z", "1a2", "aXbYc", "[z", "d", "axxb"];
const OPERATORS = ["#", "##", "%", "%%"] as const;

/** Reads pairs of patterns and texts; says for each whether it matches, and what the four operators leave. */
const ASKED = `while IFS= read -r -d '' p && IFS= read -r -d '' t; do
  [[ $t == $p ]] && m=1 || m=0
  printf '%s\\0' $m "\${t#$p}" "\${t##$p}" "\${t%$p}" "\${t%%$p}"
done`;

test.if(Bun.which("bash") !== null)("they match what they match in bash", () => {
  const pairs = PATTERNS.split(" ").flatMap((pattern) => TEXTS.map((text) => [pattern, text] as const));
  const input = pairs.map(([pattern, text]) => `${pattern}\0${text}\0`).join("");
  const said = spawnSync("bash", ["-c", ASKED], { input, encoding: "utf8" }).stdout.split("\0");
  const ours = pairs.flatMap(([pattern, text]) => [
    matcher(pattern)?.(text) ? "1" : "0",
    ...OPERATORS.map((operator) => removeAffix(text, pattern, operator, noDeadline)),
  ]);
  expect(ours).toEqual(said.slice(0, -1));
});

test("many stars are looked for once each, and what would take too long is not known", () => {
  const stars = `${"*a".repeat(12)}c`;
  const text = `${"a".repeat(2_000)}b`;
  expect(removeAffix(text, stars, "##", noDeadline)).toBe(text);
  expect(replace(text, stars, () => "", "//")).toBeNull();
  expect(replace("a/b/c", "/*", () => "", "/")).toBe("a");
  expect(removeAffix(text, "+(a|aa)c", "##", noDeadline)).toBeNull();
  expect(removeAffix("aac", "+(a|aa)", "##", noDeadline)).toBe("c");
});
