/** What is worked out of filters is what the real ones print; what is not worked out is said so. */
import { describe, expect, test } from "bun:test";
import { awk } from "../../src/meaning/output/awk.ts";
import { dd, grep, jq, paste } from "../../src/meaning/output/filters.ts";

const text = "one two three\nfour five\n\nsix:seven\n";

describe("awk", () => {
  const programs: readonly (readonly string[])[] = [
    ["{print $2}"],
    ["-F:", "{print $2 $1}"],
    ["-F", ":", "NR==4{print $2}"],
    ["-v", "x=a b", "BEGIN{print x, 1}"],
    ['BEGIN{printf "%c%s-%d\\n",114,"m",7}'],
    ['BEGIN{a="r";b="m";print a b}'],
    ["/four/"],
    ["NR==2"],
    ["1"],
    ['{gsub(/o/,"0");print}'],
    ['{sub("e","");print $0}'],
    ['$1=="four"{print $2}'],
    ["{print substr($1,2,2)}"],
    ["{print toupper($1)}"],
    ['{$1="";print}'],
    ["END{print NR}"],
    ["{print NF}"],
    ["{print $1; print $2}"],
  ];
  for (const args of programs)
    test(args.join(" "), () => {
      const real = Bun.spawnSync(["awk", ...args], { stdin: Buffer.from(text) });
      expect(awk(text, args)).toBe(real.stdout.toString());
    });
  for (const beyond of [
    "{for (i=NF;i>0;i--) print $i}",
    "{a[$1]++}",
    "{print $1 + $2}",
    "NR>1",
    "{print $NF}",
    "{",
    "function f() { return 1 } { print f() }",
  ])
    test(`not worked out: ${beyond}`, () => {
      const real = Bun.spawnSync(["awk", beyond], { stdin: Buffer.from(text) }).stdout.toString();
      expect([null, real]).toContain(awk(text, [beyond]));
    });
  // These do more than print, so the real one is not asked.
  for (const acting of ['{print | "sh"}', '{print > "file"}', '{system("ls")}', '"ls" | getline'])
    test(`not worked out: ${acting}`, () => expect(awk(text, [acting])).toBeNull());
});

describe("grep", () => {
  for (const args of [
    ["four"],
    ["-v", "o"],
    ["-o", "t[a-z]*"],
    ["-E", "(one|six)"],
    ["-i", "FOUR"],
    ["-w", "two"],
  ])
    test(args.join(" "), () => {
      const real = Bun.spawnSync(["grep", ...args], { stdin: Buffer.from(text) });
      expect(grep(text, args, "grep")).toBe(real.stdout.toString());
    });
  test("counts, files and contexts are not worked out", () => {
    expect(grep(text, ["-c", "o"], "grep")).toBeNull();
    expect(grep(text, ["o", "file"], "grep")).toBeNull();
    expect(grep(text, ["-A", "1", "o"], "grep")).toBeNull();
  });
});

test("jq, dd, paste", () => {
  expect(jq('{"a":{"b":["x","y"]}}', ["-r", ".a.b[1]"])).toBe("y\n");
  expect(jq('"bHM="', ["-r", "@base64d"])).toBe("ls\n");
  expect(jq("{}", ["keys"])).toBeNull();
  expect(dd("abcdef\n", ["bs=1", "skip=1", "count=3"])).toBe("bcd");
  expect(dd("abc", ["conv=ucase,swab"])).toBe("BAC");
  expect(dd("abc", ["conv=ebcdic"])).toBeNull();
  expect(paste("a\nb\n", ["-sd", " "])).toBe("a b\n");
});
