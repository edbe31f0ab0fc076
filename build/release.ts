/**
 * `npm run release`: guardsh for every platform and install.sh into dist/release, with SHA256SUMS. Served as they are,
 * they are what install.sh downloads from. With GUARDSH_RELEASE_URL set, the install.sh beside them knows that address by itself.
 *
 * Bun's runtimes for the other targets come from the npm registry. What cannot be run on this machine is
 * inspected instead: that the file is of the right format and machine, names its version, and carries its
 * grammar. A target whose runtime cannot be had fails the release; nothing is left out silently.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { grammars } from "../grammar/languages.ts";
import packageJson from "../package.json" with { type: "json" };
import { buildBinary, program } from "./binary.ts";
import { buildPayload } from "./grammar.ts";
import { inspect, type Machine } from "./inspect.ts";

interface Target extends Machine {
  readonly name: string;
  readonly bun: Bun.Build.CompileTarget;
}

const targets: readonly Target[] = [
  // "baseline" would run on processors of before 2013 too; the ordinary runtime needs AVX2.
  { name: "linux-x64", bun: "bun-linux-x64", platform: "linux", arch: "x64", libc: "glibc" },
  { name: "linux-arm64", bun: "bun-linux-arm64", platform: "linux", arch: "arm64", libc: "glibc" },
  { name: "linux-x64-musl", bun: "bun-linux-x64-musl", platform: "linux", arch: "x64", libc: "musl" },
  { name: "linux-arm64-musl", bun: "bun-linux-arm64-musl", platform: "linux", arch: "arm64", libc: "musl" },
  { name: "darwin-x64", bun: "bun-darwin-x64", platform: "darwin", arch: "x64" },
  { name: "darwin-arm64", bun: "bun-darwin-arm64", platform: "darwin", arch: "arm64" },
];

const root = `${import.meta.dir}/..`;
const folder = `${root}/dist/release`;
const { version } = packageJson;

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => targets.every((target) => target.name !== name));
if (unknown !== undefined)
  throw new Error(`there is no target ${unknown}; there are ${targets.map(({ name }) => name).join(", ")}`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const sums: string[] = [];
for (const target of targets.filter((t) => chosen.length === 0 || chosen.includes(t.name))) {
  const file = `guardsh-${target.name}`;
  const path = `${folder}/${file}`;
  const linux = target.platform === "linux";
  const { path: payload, wasmOnly } = buildPayload(target.platform, target.arch);
  await buildBinary({
    ...program,
    outfile: path,
    target: target.bun,
    payload: linux ? payload : null,
    assets: linux ? [] : grammars.map((g) => `${root}/grammar/prebuilt/${g.language}.wasm`),
    version,
  });
  const carries = inspect(target, version, path);
  sums.push(`${new Bun.CryptoHasher("sha256").update(readFileSync(path)).digest("hex")}  ${file}\n`);
  const note = linux && wasmOnly ? ` (${wasmOnly})` : "";
  console.log(`${file.padEnd(26)} ${(statSync(path).size / 1e6).toFixed(0)} MB  grammar: ${carries}${note}`);
}
writeFileSync(`${folder}/install.sh`, installer(process.env.GUARDSH_RELEASE_URL ?? ""));
writeFileSync(`${folder}/SHA256SUMS`, sums.join(""));
console.log(
  `${chosen.length === 0 ? "dist/release" : chosen.join(" ")}: version ${version}, SHA256SUMS written`,
);

/** install.sh, with the address of the releases in it where there is one. */
function installer(address: string): string {
  const text = readFileSync(`${root}/install.sh`, "utf8");
  if (address === "") return text;
  if (!/^https:\/\/[\w.:/~-]+$/.test(address))
    throw new Error(`GUARDSH_RELEASE_URL: ${address} is no https address`);
  return text.replace(/^release_url=.*$/m, `release_url=\${GUARDSH_RELEASE_URL:-${address}}`);
}
