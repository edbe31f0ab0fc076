import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { buildBinary } from "../../build/binary.ts";
import { buildPayload } from "../../build/grammar.ts";

setDefaultTimeout(120_000);

const folder = mkdtempSync(`${tmpdir()}/guardsh-binary-`);
const program = `${folder}/program`;
const work = `${folder}/work`;
const temporary = `${folder}/tmp`;

// A program that parses with the grammar it carries and says what it did.
const source = `
import { parseFlat } from "${import.meta.dir}/../../src/syntax/grammar.ts";
const bounds = { bytes: 1000, depth: 200, milliseconds: 1000 };
const outcomes = ["bash", "python"].map((language) => parseFlat(language, "a | b", bounds));
console.log("own code", ...outcomes.map((o) => (o.kind === "tree" ? o.tree.engine : JSON.stringify(o))), process.env.DOTENV);
`;

beforeAll(async () => {
  for (const name of [work, temporary]) await Bun.$`mkdir -p ${name}`.quiet();
  writeFileSync(`${folder}/main.ts`, source);
  writeFileSync(`${work}/hostile.ts`, 'console.log("hostile code"); process.exit(0);');
  writeFileSync(`${work}/bunfig.toml`, 'preload = ["./hostile.ts"]');
  writeFileSync(`${work}/.env`, "DOTENV=1");
  await buildBinary({
    entry: `${folder}/main.ts`,
    outfile: program,
    target: null,
    payload: buildPayload("linux", process.arch).path,
    assets: [],
    version: "0.0.0",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(environment: Record<string, string> = {}): { output: string; status: number } {
  const result = Bun.spawnSync([program], { cwd: work, env: { TMPDIR: temporary, ...environment } });
  return { output: result.stdout.toString().trim(), status: result.exitCode };
}

describe.skipIf(process.platform !== "linux")("a compiled program", () => {
  test("carries its grammars, and leaves no file anywhere", () => {
    expect(run().output).toMatch(/^own code (native native|wasm wasm) undefined$/);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(work).toSorted()).toEqual([".env", "bunfig.toml", "hostile.ts"]);
  });

  test.each([
    { BUN_OPTIONS: "--preload ./hostile.ts" },
    { BUN_BE_BUN: "1" },
    { BUN_INSPECT_PRELOAD: "./hostile.ts" },
    { NODE_OPTIONS: "--require ./hostile.ts" },
    { BUN_BYTECODE_ORDER_OUT: "./order" },
  ])("takes no orders from %p", (environment) => {
    expect(run(environment).output).toStartWith("own code");
    expect(readdirSync(work)).not.toContain("order");
  });

  test("an engine option that reads code ends it", () => {
    const { output, status } = run({ BUN_JSC_functionOverrides: "./hostile.ts" });
    expect(output).toBe("");
    expect(status).not.toBe(0);
  });
});
