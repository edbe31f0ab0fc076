import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { compileWasm, workFolder } from "../../grammar/compile.ts";
import { grammars } from "../../grammar/languages.ts";
import { type Engine, nativeEngine, wasmEngine } from "../../src/syntax/grammar/engine.ts";
import { field, flag, nodeInts, parseFlat } from "../../src/syntax/grammar/index.ts";
import { node, token } from "../../src/syntax/grammar/nodes.generated.ts";
import { defaultBounds } from "../../src/syntax/script.ts";

// A busy machine must not fail what only takes long.
setDefaultTimeout(120_000);

const engines: [string, Engine][] = [];
for (const [name, engine] of [
  ["native", nativeEngine("bash")],
  ["wasm", wasmEngine("bash")],
] as const) {
  if (typeof engine !== "string") engines.push([name, engine]);
}

/** Each node as `[symbol, text]`, in pre-order. */
function shape(engine: Engine, source: string): [number, string][] {
  const outcome = engine(source, defaultBounds);
  if (outcome.kind !== "tree") throw new Error(JSON.stringify(outcome));
  const { nodes, count } = outcome.tree;
  return Array.from({ length: count }, (_, i) => [
    at(nodes, i, field.symbol),
    source.slice(at(nodes, i, field.start), at(nodes, i, field.end)),
  ]);
}

function at(nodes: Int32Array, index: number, what: number): number {
  return nodes[index * nodeInts + what] ?? -1;
}

/** Pre-order, subtree sizes and ranges fit together; every child lies in its parent. */
function expectSound(nodes: Int32Array, count: number, length: number): void {
  const visit = (index: number, end: number): number => {
    const next = index + at(nodes, index, field.size);
    expect(at(nodes, index, field.size)).toBeGreaterThanOrEqual(1);
    expect(next).toBeLessThanOrEqual(end);
    for (let child = index + 1; child < next; ) {
      expect(at(nodes, child, field.start)).toBeGreaterThanOrEqual(at(nodes, index, field.start));
      expect(at(nodes, child, field.end)).toBeLessThanOrEqual(at(nodes, index, field.end));
      child = visit(child, next);
    }
    return next;
  };
  expect(visit(0, count)).toBe(count);
  expect(at(nodes, 0, field.end)).toBeLessThanOrEqual(length);
}

test("there is an engine", () => {
  expect(engines.length).toBeGreaterThan(0);
  expect(parseFlat("bash", "ls", defaultBounds).kind).toBe("tree");
});

describe.each(engines)("%s engine", (_name, engine) => {
  test("gives the whole tree in pre-order", () => {
    expect(shape(engine, "a | b")).toEqual([
      [node.program, "a | b"],
      [node.pipeline, "a | b"],
      [node.command, "a"],
      [node.command_name, "a"],
      [node.word, "a"],
      [token["|"], "|"],
      [node.command, "b"],
      [node.command_name, "b"],
      [node.word, "b"],
    ]);
  });

  test("counts in UTF-16 code units", () => {
    expect(shape(engine, "echo é😀 x").filter(([symbol]) => symbol === node.word)).toEqual([
      [node.word, "echo"],
      [node.word, "é😀"],
      [node.word, "x"],
    ]);
  });

  test("many parses in one process do not disturb each other's trees", () => {
    const first = engine("echo one", defaultBounds);
    const copy = first.kind === "tree" ? Array.from(first.tree.nodes) : [];
    for (let i = 0; i < 2000; i++) engine(`echo ${i} | cat "$x"`, defaultBounds);
    expect(first.kind === "tree" && Array.from(first.tree.nodes)).toEqual(copy);
    expect(copy.length).toBeGreaterThan(0);
  });

  test("trees are sound, for broken text too", () => {
    for (const source of [
      "",
      " ",
      "\n",
      ")",
      "a && && b",
      "echo $(",
      "cat <<E\n",
      "if then fi",
      "'",
      "\ud800 x",
    ]) {
      const outcome = engine(source, defaultBounds);
      if (outcome.kind !== "tree") throw new Error(JSON.stringify({ source, outcome }));
      expectSound(outcome.tree.nodes, outcome.tree.count, source.length);
    }
  });

  test("says where text fits no rule", () => {
    const outcome = engine("echo a; )", defaultBounds);
    if (outcome.kind !== "tree") throw new Error("no tree");
    expect(at(outcome.tree.nodes, 0, field.flags) & flag.hasError).toBe(flag.hasError);
  });

  test("more nodes than expected are written whole", () => {
    const source = ";a".repeat(5_000).slice(1);
    const outcome = engine(source, { ...defaultBounds, milliseconds: 20_000 });
    if (outcome.kind !== "tree") throw new Error(JSON.stringify(outcome));
    expectSound(outcome.tree.nodes, outcome.tree.count, source.length);
    expect(outcome.tree.count).toBeGreaterThan(source.length);
  });

  test("past a bound there is no tree, and the next parse is unharmed", () => {
    const deep = `${"(".repeat(3000)}a${")".repeat(3000)}`;
    const list = Array.from({ length: 10_000 }, () => "echo a").join(" | ");
    expect(engine(deep, { ...defaultBounds, milliseconds: 20_000 })).toEqual({
      kind: "bound",
      bound: "depth",
    });
    expect(engine(list, { ...defaultBounds, milliseconds: 0 })).toEqual({ kind: "bound", bound: "time" });
    expect(engine(list, { ...defaultBounds, bytes: 1000, milliseconds: 20_000 })).toEqual({
      kind: "bound",
      bound: "nodes",
    });
    expect(engine("ls", defaultBounds).kind).toBe("tree");
  });

  test("hostile nesting ends in bounded time with a tree or a bound", () => {
    const pieces = [
      "$(",
      "${",
      "`",
      "((",
      "[[ ",
      "{ ",
      "<<A <<B ",
      "case x in ",
      "if ",
      '"$(',
      "<(",
      "$((",
      "a=(",
    ];
    for (const piece of pieces) {
      const outcome = engine(piece.repeat(2000), { ...defaultBounds, milliseconds: 200 });
      expect(["tree", "bound"]).toContain(outcome.kind);
    }
  });

  // What arrives is a JavaScript string: bytes that are no UTF-8 are U+FFFD by then.
  describe("odd characters", () => {
    test("U+FFFD is an ordinary character of a word", () => {
      expect(shape(engine, "rm a\ufffdb").at(-1)).toEqual([node.word, "a\ufffdb"]);
    });

    test("NUL does not end the text: what follows it is in the tree", () => {
      const words = shape(engine, "echo a\0b\nrm x").map(([, text]) => text);
      expect(words).toContain("rm");
      expect(words[0]?.length).toBe(13);
    });

    // bash takes a CR as part of the word, tree-sitter-bash as blank: the lowering has to give it back.
    test("CR is taken as a blank: it is in no word", () => {
      expect(shape(engine, "rm x\r\nls\r\n").filter(([symbol]) => symbol === node.word)).toEqual([
        [node.word, "rm"],
        [node.word, "x"],
        [node.word, "ls"],
      ]);
    });
  });
});

test("a text over the byte bound is not parsed", () => {
  const bounds = { ...defaultBounds, bytes: 10 };
  expect(parseFlat("bash", "echo 12345", bounds).kind).toBe("tree");
  expect(parseFlat("bash", "echo 12345é", bounds)).toEqual({ kind: "bound", bound: "bytes" });
});

describe("the shipped WASM", () => {
  for (const { language } of grammars) {
    test(`${language} is there`, () => {
      expect(existsSync(`${import.meta.dir}/../../grammar/prebuilt/${language}.wasm`)).toBe(true);
    });
  }

  // The compiler's version decides the bytes, so it is clang 14's output that is shipped; and it takes minutes.
  const clang = Bun.which("clang-14") && Bun.which("wasm-ld");
  const reason = clang
    ? process.env.CI
      ? ""
      : "slow: only where CI is set"
    : "clang-14 and lld are not installed";
  for (const grammar of grammars) {
    test.skipIf(reason !== "")(
      `${grammar.language} is what the sources give${reason && ` (skipped: ${reason})`}`,
      () => {
        const made = compileWasm(grammar, workFolder());
        const shipped = readFileSync(`${import.meta.dir}/../../grammar/prebuilt/${grammar.language}.wasm`);
        expect(Bun.SHA256.hash(made, "hex")).toBe(Bun.SHA256.hash(shipped, "hex"));
      },
      300_000,
    );
  }
});
