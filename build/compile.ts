/**
 * `npm run build`: dist/guardsh for this machine. `--empty` also makes dist/empty, an empty program compiled in
 * the same way, for the benchmarks to measure against.
 */
import { mkdirSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { grammars } from "../grammar/languages.ts";
import packageJson from "../package.json" with { type: "json" };
import { type BinaryPlan, buildBinary, program } from "./binary.ts";
import { buildPayload } from "./grammar.ts";
import { profileStart } from "./profile.ts";

const root = `${import.meta.dir}/..`;
const { empty = false } = parseArgs({ options: { empty: { type: "boolean" } } }).values;
const platform = process.platform === "darwin" ? "darwin" : "linux";

mkdirSync(`${root}/dist`, { recursive: true });
const { path, wasmOnly } = buildPayload(platform, process.arch);
if (wasmOnly) console.log(`grammar: WASM, some 20 ms slower to start than native code (${wasmOnly})`);
const { version } = packageJson;
const plan: BinaryPlan = {
  ...program,
  outfile: `${root}/dist/guardsh`,
  target: null,
  payload: platform === "linux" ? path : null,
  assets: platform === "linux" ? [] : grammars.map((g) => `${root}/grammar/prebuilt/${g.language}.wasm`),
  version,
};
await buildBinary({ ...plan, order: await profileStart(plan) });
console.log(`dist/guardsh ${version}, ${(statSync(`${root}/dist/guardsh`).size / 1e6).toFixed(0)} MB`);
if (empty) {
  await buildBinary({
    entry: `${root}/build/empty.ts`,
    outfile: `${root}/dist/empty`,
    target: null,
    payload: null,
    assets: [],
    version,
  });
  console.log("dist/empty");
}
