/** What is worked out of filters is what the real ones print; what is not worked out is said so. */
import { describe, expect, test } from "bun:test";
import { awk } from "../../src/meaning/output/awk.ts";
import { dd, grep, jq } from "../../src/meaning/output/filters.ts";
import { transforms } from "../../src/meaning/output/transforms.ts";

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
    ["-v", "ORS=", "1"],
    ["-v", "OFS=-", "{$1=$1;print $1,$2}"],
    ["-v", "FS=:", "{print $1}"],
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
    ["-x", "four five"],
    ["-oP", "two \\Kth"],
    ["-o", "[[:alpha:]]*:"],
    ["-o", "\\<t[^ ]*\\>"],
  ])
    test(args.join(" "), () => {
      const real = Bun.spawnSync(["grep", ...args], { stdin: Buffer.from(text) });
      expect(grep(text, args, "grep")).toBe(real.stdout.toString());
    });
  test("lines around what is found", () => {
    const lines = "a\nb\nc\nd\ne\nf\ng\n";
    expect(grep(lines, ["-A1", "b"], "grep")).toBe("b\nc\n");
    expect(grep(lines, ["-B", "1", "b"], "grep")).toBe("a\nb\n");
    expect(grep(lines, ["-1", "[bf]"], "grep")).toBe("a\nb\nc\n--\ne\nf\ng\n");
    expect(grep(lines, ["--context=1", "-m1", "-e", "[bf]"], "grep")).toBe("a\nb\nc\n");
  });

  test("counts, files and options that nobody knows are not worked out", () => {
    for (const args of [
      ["-c", "o"],
      ["o", "file"],
      ["-T", "o"],
      ["-eo", "file"],
      ["--colour=always", "o"],
    ])
      expect(grep(text, args, "grep")).toBeNull();
  });
});

describe("filters of text print what the real ones print, or are not worked out", () => {
  const calls: readonly (readonly [program: string, ...args: string[]])[] = [
    ["cut", "-c1-2", "--complement"],
    ["cut", "-d", " ", "-f2,1", "--output-delimiter=+"],
    ["cut", "-sd:", "-f2"],
    ["cut", "-d ", "-f-2"],
    ["cut", "--comp", "-d ", "-f2"],
    ["tac"],
    ["tac", "-s", " "],
    ["rev"],
    ["sort", "-r"],
    ["sort", "-k2"],
    ["sort", "-t:", "-k2r"],
    ["sort", "-R"],
    ["uniq", "-u"],
    ["uniq", "-c"],
    ["head", "-n-1"],
    ["head", "-c-3"],
    ["head", "-2"],
    ["head", "-c", "1k"],
    ["tail", "-n+2"],
    ["tail", "-c4"],
    ["tr", "a-f", "g-l"],
    ["tr", "-cd", "[:alpha:]\\n"],
    ["tr", "-s", "e", "f"],
    ["tr", "-ds", "e", "i"],
    ["tr", "[:lower:]", "[:upper:]"],
    ["tr", "-t", "a-z", "b"],
    ["paste", "-sd", "\\0"],
    ["paste", "-sd", "ab"],
    ["base64", "--dec", "-i"],
    ["dd", "iflag=skip_bytes", "skip=4", "status=none"],
    ["dd", "bs=2", "count=2", "status=none"],
    ["sed", "s/o/0/2"],
    ["sed", "s/O/0/I"],
    ["sed", "s/o/0/2g"],
    ["sed", "s/.*/\\U&/"],
    ["sed", "s/\\(f\\)\\(o\\)/\\u\\1\\2\\U\\2\\E\\1/"],
    ["sed", "-E", "s/(o)(n)/\\2\\1/;s/e$//"],
    ["sed", "-n", "2p"],
    ["sed", "2d;s/^/> /"],
    ["sed", "1!s/f/g/"],
    ["sed", "-n", "/four/,$p"],
    ["sed", "y/abc/xyz/"],
    ["sed", "2q"],
    ["sed", "$d"],
    ["sed", "-e", "1d", "-e", "s/x/y/"],
    ["sed", "N;s/\\n/,/"],
    ["sed", "s/[[:space:]]/_/g"],
    ["sed", "s/x/y/p"],
    ["sed", "2{p;q}"],
  ];
  for (const [program, ...args] of calls)
    test([program, ...args].join(" "), () => {
      const real = Bun.spawnSync([program, ...args], { stdin: Buffer.from(text) });
      const ours = transforms[program]?.(text, args, () => false) ?? null;
      expect([null, real.stdout.toString()]).toContain(ours);
    });
  test("of these nothing is worked out", () => {
    const beyond = calls.flatMap(([program, ...args]) =>
      transforms[program]?.(text, args, () => false) === null ? [[program, ...args].join(" ")] : [],
    );
    expect(beyond).toEqual([
      "sort -t: -k2r",
      "sort -R",
      "uniq -c",
      "head -c 1k",
      "tr -t a-z b",
      "sed N;s/\\n/,/",
      "sed 2{p;q}",
    ]);
  });
});

test("jq, dd", () => {
  expect(jq('{"a":{"b":["x","y"]}}', ["-r", ".a.b[1]"])).toBe("y\n");
  expect(jq('"bHM="', ["-r", "@base64d"])).toBe("ls\n");
  expect(jq("{}", ["keys"])).toBeNull();
  expect(dd("abcdef\n", ["bs=1", "skip=1", "count=3"])).toBe("bcd");
  expect(dd("abc", ["conv=ucase,swab"])).toBe("BAC");
  expect(dd("abc", ["conv=ebcdic"])).toBeNull();
});
