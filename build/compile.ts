/**
 * `npm run build`: dist/guardsh for this machine. `--empty` also makes dist/empty, an empty program compiled in
 * the same way, for the benchmarks to measure against.
 */
import { mkdirSync, statSync } from "node:fs";
import packageJson from "../package.json" with { type: "json" };
import { buildBinary } from "./binary.ts";
import { buildPayload } from "./grammar.ts";

const root = `${import.meta.dir}/..`;
const platform = process.platform === "darwin" ? "darwin" : "linux";

mkdirSync(`${root}/dist`, { recursive: true });
const { path, wasmOnly } = buildPayload(platform, process.arch);
if (wasmOnly) console.log(`grammar: WASM, some 20 ms slower to start than native code (${wasmOnly})`);
const { version } = packageJson;
await buildBinary({
  entry: `${root}/src/main.ts`,
  outfile: `${root}/dist/guardsh`,
  target: null,
  payload: platform === "linux" ? path : null,
  assets: platform === "linux" ? [] : [`${root}/grammar/prebuilt/bash.wasm`],
  version,
});
console.log(`dist/guardsh ${version}, ${(statSync(`${root}/dist/guardsh`).size / 1e6).toFixed(0)} MB`);
if (process.argv.includes("--empty")) {
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
