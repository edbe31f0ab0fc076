/** A program past the bounds of its grammar is never let through unread. */
import { describe, expect, test } from "bun:test";
import { judge } from "../../../src/policy/judge.ts";
import { exampleWorld } from "../../rules/example-world.ts";

const deep = `${"f(".repeat(3000)}1${")".repeat(3000)}`;

for (const [program, code] of [
  ["python3 -c", `import os\n${deep}\nos.system(chr(114)+'m -rf /')`],
  ["node -e", deep],
  ["ruby -e", deep],
] as const) {
  test(`${program}, 3,000 calls deep`, () => {
    const { decision, findings } = judge({
      ...exampleWorld,
      source: `${program} '${code.replaceAll("'", '"')}'`,
    });
    expect(decision).toBe("deny");
    expect(findings.map((finding) => finding.rule)).toContain("code/too-deep");
  });
}

test("an ordinary program is read", () => {
  expect(judge({ ...exampleWorld, source: "python3 -c 'print(len(str(max(1, 2))))'" }).decision).toBe(
    "allow",
  );
});

/** Far more steps than are followed, then something terrible. */
const endless = `${Array.from(
  { length: 1500 },
  (_, i) => `function f${i}() { for (const x of [1, 2, 3, 4, 5]) f${Math.max(0, i - 1)}(x); } f${i}();`,
).join("\n")}\nrequire("fs").rmSync("/", { recursive: true });`;

test("a program with more steps than are followed is refused where the command brings it, by itself or in a file", () => {
  for (const source of [`node -e '${endless}'`, `cat > a.js <<'E'\n${endless}\nE\nnode a.js`]) {
    const { decision, findings } = judge({ ...exampleWorld, source });
    expect(decision).toBe("deny");
    expect(findings.map((finding) => finding.rule)).toContain("code/too-deep");
  }
});

test("a bundle of the project's is followed as far as that goes", () => {
  const { world } = exampleWorld;
  const bundle = "/home/dev/project/bundle.js";
  const around = {
    ...exampleWorld,
    ...(world && {
      world: {
        ...world,
        kind: (path: string) => (path === bundle ? "file" : world.kind(path)),
        readFile: (path: string, limit: number) => (path === bundle ? endless : world.readFile(path, limit)),
      },
    }),
  };
  expect(judge({ ...around, source: "node bundle.js" }).decision).toBe("allow");
  expect(judge({ ...around, source: "cat bundle.js | node" }).decision).toBe("deny");
});

describe("a loop of more rounds than are followed", () => {
  const ordinary = [
    `for i in range(20000):\n    if probable(i) and not isprime(i):\n        print(i)`,
    `for j in range(1000):\n    for i in range(1000):\n        a[i, j] = 1. / (i + j + 1)`,
    `for a in range(1, 50):\n    for b in range(1, 50):\n        for c in range(1, 50):\n            if a*a + b*b == c*c: print(a, b, c)`,
    `n = 0\nfound = []\nwhile n < 5000:\n    found.append(n)\n    n += 1\nprint(len(found))`,
  ];
  for (const code of ordinary)
    test(code.replaceAll("\n", " "), () => {
      expect(judge({ ...exampleWorld, source: `python3 -c '${code}'` }).decision).toBe("allow");
    });

  const terrible = [
    // Behind it, in its last round, and in the last item of a long list.
    `for i in range(1000):\n    for j in range(1000):\n        t += i * j\nimport shutil\nshutil.rmtree("/etc")`,
    `import os\nfor i in range(20000):\n    x = (i * 7 + 3) % 5\n    if i == 19999: os.system("rm -rf /etc")`,
    `import shutil\nfor d in [${Array.from({ length: 30 }, (_, i) => `"build/output/${i}"`)}, "/etc"]:\n    shutil.rmtree(d)`,
    `import os\ni = 0\nwhile i < 100000:\n    os.fork()\n    i += 1`,
    `kept = []\nwhile 1 == 1:\n    kept.append("x" * 10**6)`,
  ];
  for (const code of terrible)
    test(code.slice(0, 90).replaceAll("\n", " "), () => {
      expect(judge({ ...exampleWorld, source: `python3 -c '${code}'` }).decision).toBe("deny");
    });
});
