import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { nativeEngine, wasmEngine } from "../../src/syntax/grammar/engine.ts";
import { type Language, parseFlat } from "../../src/syntax/grammar/index.ts";
import { defaultBounds } from "../../src/syntax/script.ts";
import { mutations } from "./mutate.ts";

// A busy machine must not fail what only takes long.
setDefaultTimeout(120_000);

const bash = readFileSync(`${import.meta.dir}/corpus/bash.txt`, "utf8").split("\n---\n");

const others: Record<Exclude<Language, "bash">, readonly string[]> = {
  python: [
    "import os\nfor x in y:\n  os.system(f'rm {x}')\n",
    "with open('a') as f: f.write('é😀')",
    "def f(:",
  ],
  javascript: ["require('child_process').execSync(`rm ${x}`)", "a?.b ?? c\nreturn /re/g", "async () => {"],
  perl: ["system('rm', '-rf', $x); my @a = `ls`; unlink <<A;\nx\nA\n", "print qx{id} if /a/;", "sub {"],
  ruby: ["`rm -rf #{x}`; system 'ls'; File.delete(<<A)\nx\nA\n", "%x(id); a.each do |b| b end", "def"],
  php: ["system('rm -rf /'); echo `ls`;", 'echo <<<E\n$x\nE;\nunlink($a["b"]);', "function("],
};

/** Compiled from the same C, the two engines must give the same answer to every text, good or bad. */
function compare(language: Language, sources: readonly string[]): void {
  const native = nativeEngine(language);
  const wasm = wasmEngine(language);
  if (typeof wasm === "string") throw new Error(wasm);
  if (typeof native === "string") throw new Error(native);
  for (const source of sources) {
    const a = native(source, defaultBounds);
    const b = wasm(source, defaultBounds);
    const [x, y] = a.kind === "tree" && b.kind === "tree" ? [a.tree.nodes, b.tree.nodes] : [a, b];
    if (!Bun.deepEquals(x, y)) throw new Error(`the engines differ on ${JSON.stringify(source)}`);
  }
}

// Where nothing native can be built (no compiler, not Linux) there is nothing to compare with.
const here = parseFlat("bash", "x", defaultBounds);
const native = here.kind === "tree" && here.tree.engine === "native";

describe.skipIf(!native)("native and WASM give identical trees", () => {
  test("the bash corpus", () => compare("bash", bash));
  test("the bash corpus, damaged", () => {
    compare(
      "bash",
      bash.flatMap((source, i) => mutations(source, 10, i)),
    );
  });
  for (const language of ["python", "javascript", "perl", "ruby", "php"] as const) {
    test(language, () => {
      const sources = others[language];
      compare(language, [...sources, ...sources.flatMap((source, i) => mutations(source, 30, i))]);
    });
  }
});

test("the corpus is read", () => {
  expect(bash.length).toBeGreaterThan(80);
});
