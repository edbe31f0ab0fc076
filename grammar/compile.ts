/** Grammar sources → native image or WASM module, with whatever C compiler is there. */
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { flatten, type Image } from "./image.ts";
import { type GrammarSource, runtime } from "./languages.ts";

/** A machine that native code can be made for. */
export interface NativeTarget {
  readonly arch: "x64" | "arm64";
  /** Compilers to try, best first. The object needs no C library, so any that knows the machine will do. */
  readonly compilers: readonly (readonly string[])[];
  readonly page: number;
  readonly flags: readonly string[];
}

export const nativeTargets: readonly NativeTarget[] = [
  {
    arch: "x64",
    compilers: process.arch === "x64" ? [["cc"], ["gcc"], ["clang"]] : [["x86_64-linux-gnu-gcc"]],
    page: 4096,
    flags: [],
  },
  {
    arch: "arm64",
    compilers: process.arch === "arm64" ? [["cc"], ["gcc"], ["clang"]] : [["aarch64-linux-gnu-gcc"]],
    page: 65536,
    // Atomics in line: the outlined ones are in a library.
    flags: ["-mno-outline-atomics"],
  },
];

/** Debian's versioned names too: the prebuilt WASM names the version that made it. */
const wasmCompilers = [["clang-14"], ["clang"]];

const root = `${import.meta.dir}/..`;
const modules = `${root}/grammar/node_modules`;
const common = ["-std=gnu11", "-O2", "-ffreestanding", "-fvisibility=hidden", "-DNDEBUG", "-w"];
/** Keeps this machine's paths out of the objects, so that they are the same everywhere. */
const anonymous = [`-ffile-prefix-map=${root}=.`];
const freestanding = ["-I", `${root}/grammar/libc`];

export class NoCompiler extends Error {}

/** Compiles one grammar for a machine of this family. Throws NoCompiler where there is nothing to do it with. */
export function compileNative(grammar: GrammarSource, target: NativeTarget, work: string): Image {
  if (!firstPresent(target.compilers)) throw new NoCompiler(`no C compiler for ${target.arch}`);
  fetchSources();
  return compileImage(grammar.language, sources(grammar), target, work);
}

/** Compiles C that needs no library into an image. Throws NoCompiler where there is nothing to do it with. */
export function compileImage(
  name: string,
  from: readonly Source[],
  target: NativeTarget,
  work: string,
): Image {
  const compiler = firstPresent(target.compilers);
  if (!compiler) throw new NoCompiler(`no C compiler for ${target.arch}`);
  const position = ["-fPIC", "-ffunction-sections", "-fdata-sections", "-fno-asynchronous-unwind-tables"];
  const objects = from.map((source) => {
    const object = `${work}/${name}-${target.arch}-${source.name}.o`;
    run([
      ...compiler,
      ...common,
      ...anonymous,
      ...position,
      ...target.flags,
      ...source.flags,
      "-c",
      source.file,
      "-o",
      object,
    ]);
    return object;
  });
  const linked = `${work}/${name}-${target.arch}.so`;
  const page = target.page;
  const link = ["-Wl,--gc-sections,--no-undefined,-Bsymbolic,-z,norelro,--hash-style=gnu,--build-id=none,-s"];
  const pages = `-Wl,-z,max-page-size=${page},-z,common-page-size=${page}`;
  const exports = `-Wl,--version-script=${root}/grammar/native/exports.map`;
  const layout = ["-T", `${root}/grammar/native/image.ld`];
  run([...compiler, "-shared", "-nostdlib", ...layout, ...link, pages, exports, "-o", linked, ...objects]);
  return flatten(readFileSync(linked), page);
}

/** Compiles one grammar to a WASM module. The same clang gives the same bytes on every machine. */
export function compileWasm(grammar: GrammarSource, work: string): Uint8Array {
  const compiler = firstPresent(wasmCompilers);
  if (!compiler || !present(["wasm-ld"])) throw new NoCompiler("no clang and wasm-ld for WASM");
  fetchSources();
  const target = ["--target=wasm32-unknown-unknown", "-mbulk-memory", "-msign-ext", "-mnontrapping-fptoint"];
  const objects = sources(grammar).map((source) => {
    const object = `${work}/${grammar.language}-wasm-${source.name}.o`;
    run([...compiler, ...target, ...common, ...anonymous, ...source.flags, "-c", source.file, "-o", object]);
    return object;
  });
  const linked = `${work}/${grammar.language}.wasm`;
  const link = ["-Wl,--no-entry,--gc-sections,--stack-first,--strip-all,-z,stack-size=1048576"];
  const exports = ["guardsh_parse", "guardsh_room"].map((name) => `-Wl,--export=${name}`);
  run([...compiler, ...target, "-nostdlib", ...link, ...exports, "-o", linked, ...objects]);
  return readFileSync(linked);
}

/** Installs the packages with the C sources, unless they are there. Throws NoCompiler where they cannot be had. */
export function fetchSources(): void {
  const lock = `${root}/grammar/package-lock.json`;
  const installed = `${modules}/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error("grammar: fetching the C sources");
  const result = Bun.spawnSync(["npm", "ci", "--no-audit", "--no-fund"], {
    cwd: `${root}/grammar`,
    stdout: "ignore",
    stderr: "pipe",
  });
  if (result.exitCode !== 0) {
    throw new NoCompiler(`npm ci in grammar/ failed: ${result.stderr.toString().trim().split("\n")[0]}`);
  }
}

export interface Source {
  readonly name: string;
  readonly file: string;
  readonly flags: readonly string[];
}

function sources(grammar: GrammarSource): Source[] {
  const tree = `${modules}/${runtime.package}/${runtime.sources}`;
  const parser = `${modules}/${grammar.package}/${grammar.sources}`;
  const glue = [
    ...freestanding,
    "-I",
    `${tree}/include`,
    "-I",
    `${tree}/src`,
    "-DHAVE_ENDIAN_H",
    `-DLANGUAGE=${grammar.symbol}`,
  ];
  // `memcpy` must not be compiled into a call of `memcpy`.
  const own = [...freestanding, "-fno-builtin"];
  const generated = [...freestanding, "-I", parser];
  return [
    { name: "glue", file: `${root}/grammar/native/glue.c`, flags: glue },
    { name: "libc", file: `${root}/grammar/libc/libc.c`, flags: own },
    { name: "parser", file: `${parser}/parser.c`, flags: generated },
    { name: "scanner", file: `${parser}/scanner.c`, flags: generated },
  ].filter((source) => source.name !== "scanner" || existsSync(source.file));
}

function firstPresent(candidates: readonly (readonly string[])[]): readonly string[] | undefined {
  return candidates.find(present);
}

function present(command: readonly string[]): boolean {
  return Bun.which(command[0] ?? "") !== null;
}

function run(command: readonly string[]): void {
  const result = Bun.spawnSync([...command], { stdout: "pipe", stderr: "pipe" });
  if (result.exitCode !== 0) throw new Error(`${command.join(" ")}\n${result.stderr.toString()}`);
}

export function workFolder(): string {
  const folder = `${root}/dist/grammar/work`;
  mkdirSync(folder, { recursive: true });
  return folder;
}
