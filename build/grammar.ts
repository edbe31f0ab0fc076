/**
 * Builds the grammars: `bun build/grammar.ts [--force] [--arch x64|arm64] [--wasm] [--nodes] [--only LANGUAGE]`.
 *
 * Without options: the payload for this machine in `dist/grammar/`, if anything it is made of has changed.
 * Native objects need a C compiler; without one the payload has only the WASM that is shipped in
 * `grammar/prebuilt/`. `--wasm` makes that anew (clang and lld), `--nodes` the constants in `src/syntax/grammar/`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  compileImage,
  compileNative,
  compileWasm,
  fetchSources,
  NoCompiler,
  nativeTargets,
  workFolder,
} from "../grammar/compile.ts";
import { grammars } from "../grammar/languages.ts";
import { nodeConstants } from "../grammar/nodes.ts";
import { type Part, pack } from "../grammar/payload.ts";

const root = `${import.meta.dir}/..`;
const prebuilt = (language: string) => `${root}/grammar/prebuilt/${language}.wasm`;

export interface BuiltPayload {
  readonly path: string;
  /** Why there is no native code in it, in a line; null: there is. */
  readonly wasmOnly: string | null;
}

/** The compiler must not see a `strlen` in a loop and call it: there is none. */
const withoutLibrary = ["-fno-builtin", "-fno-tree-loop-distribute-patterns"];

/** Makes (if stale) and returns the payload for a kind of machine. */
export function buildPayload(platform: "linux" | "darwin", arch: string, force = false): BuiltPayload {
  const name = platform === "linux" ? `linux-${arch}` : platform;
  const path = `${root}/dist/grammar/${name}.payload`;
  const stamp = `${path}.stamp`;
  const target = platform === "linux" ? nativeTargets.find((t) => t.arch === arch) : undefined;
  const inputs = `${fingerprint()} ${target?.compilers.map(([c]) => c && Bun.which(c)).join(" ") ?? ""}`;
  const [built, wasmOnly = ""] = existsSync(stamp) ? readFileSync(stamp, "utf8").split("\n") : [];
  if (!force && built === inputs && existsSync(path)) return { path, wasmOnly: wasmOnly || null };

  const parts: Part[] = [];
  let missing: string | null = target ? null : `no native code for ${name}`;
  for (const grammar of grammars) {
    if (target && missing === null) {
      try {
        parts.push({
          name: grammar.language,
          kind: "native",
          image: compileNative(grammar, target, workFolder()),
        });
      } catch (error) {
        if (!(error instanceof NoCompiler)) throw error;
        missing = error.message;
      }
    }
    parts.push({ name: grammar.language, kind: "wasm", module: readFileSync(prebuilt(grammar.language)) });
  }
  // How guardsh does without them: src/system/native.ts, src/controls/output/scan.ts.
  for (const name of target ? ["spawn", "scan", "tidy", "front"] : []) {
    try {
      const source = { name, file: `${root}/native/${name}.c`, flags: withoutLibrary };
      if (target)
        parts.push({ name, kind: "native", image: compileImage(name, [source], target, workFolder()) });
    } catch (error) {
      if (!(error instanceof NoCompiler)) throw error;
      missing ??= error.message;
    }
  }
  mkdirSync(`${root}/dist/grammar`, { recursive: true });
  writeFileSync(path, pack(parts));
  writeFileSync(stamp, `${inputs}\n${missing ?? ""}\n`);
  return { path, wasmOnly: missing };
}

/** Changes when anything does that a payload is made of: our sources, the packages' versions (in the lock file), this file. */
function fingerprint(): string {
  const hash = new Bun.CryptoHasher("sha256").update(readFileSync(import.meta.path));
  for (const folder of [
    "grammar",
    "grammar/libc",
    "grammar/libc/sys",
    "grammar/native",
    "grammar/prebuilt",
    "native",
    "native/front",
  ]) {
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      if (entry.isFile())
        hash.update(`${entry.name}\0`).update(readFileSync(`${root}/${folder}/${entry.name}`));
    }
  }
  return hash.digest("hex");
}

function constantsPath(language: string): string {
  return `${root}/src/syntax/grammar/${language === "bash" ? "nodes" : `nodes-${language}`}.generated.ts`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      force: { type: "boolean" },
      arch: { type: "string", default: process.arch },
      only: { type: "string" },
      wasm: { type: "boolean" },
      nodes: { type: "boolean" },
    },
  });
  const { force = false, arch, only } = values;
  const chosen = grammars.filter((g) => only === undefined || g.language === only);
  if (chosen.length === 0) throw new Error(`there is no grammar of ${only}`);
  if (values.nodes) {
    fetchSources();
    for (const grammar of chosen) writeFileSync(constantsPath(grammar.language), nodeConstants(grammar));
  }
  if (values.wasm) {
    mkdirSync(`${root}/grammar/prebuilt`, { recursive: true });
    for (const grammar of chosen)
      writeFileSync(prebuilt(grammar.language), compileWasm(grammar, workFolder()));
  }
  const platform = process.platform === "darwin" ? "darwin" : "linux";
  const { path, wasmOnly } = buildPayload(platform, arch, force);
  rmSync(`${root}/dist/grammar/work`, { recursive: true, force: true });
  console.log(
    `${path.slice(root.length + 1)}${wasmOnly ? ` (WASM only, slower to start: ${wasmOnly})` : ""}`,
  );
}
