/** What can be said of a binary that cannot be run here: is it for the machine it is named after, and does it carry all? */
import { readFileSync } from "node:fs";
import { grammars } from "../grammar/languages.ts";
import { readPayload } from "../src/system/payload.ts";

export interface Machine {
  readonly platform: "linux" | "darwin";
  readonly arch: "x64" | "arm64";
  /** Linux only. */
  readonly libc?: "glibc" | "musl";
}

const root = `${import.meta.dir}/..`;

const elfMachines: Readonly<Record<number, string>> = { 62: "x64", 183: "arm64" };
const machMachines: Readonly<Record<number, string>> = { 16777223: "x64", 16777228: "arm64" };
/** Type of the ELF program header that names the loader. */
const PT_INTERP = 3;

/** `linux-x64-glibc`, `darwin-arm64` …: what a program's own headers say it runs on (elf(5); mach-o/loader.h). */
export function fileType(bytes: Buffer): string {
  if (bytes.length >= 64 && bytes.readUInt32LE(0) === 0x464c457f) {
    const libc = loaderOf(bytes).includes("/ld-musl-") ? "musl" : "glibc";
    return `linux-${elfMachines[bytes.readUInt16LE(18)] ?? "?"}-${libc}`;
  }
  if (bytes.length >= 32 && bytes.readUInt32LE(0) === 0xfeedfacf) {
    return `darwin-${machMachines[bytes.readUInt32LE(4)] ?? "?"}`;
  }
  return "no program";
}

/** The loader that a 64-bit little-endian ELF file asks for; empty: none. */
function loaderOf(bytes: Buffer): string {
  const table = Number(bytes.readBigUInt64LE(32));
  const size = bytes.readUInt16LE(54);
  const count = bytes.readUInt16LE(56);
  for (let index = 0; index < count; index += 1) {
    const header = bytes.subarray(table + index * size, table + (index + 1) * size);
    if (header.length < 56 || header.readUInt32LE(0) !== PT_INTERP) continue;
    const offset = Number(header.readBigUInt64LE(8));
    return bytes.toString("latin1", offset, offset + Number(header.readBigUInt64LE(32)));
  }
  return "";
}

/** Throws where a file is not what it should be; answers which forms of the grammars it carries, in words. */
export function inspect(target: Machine, version: string, path: string): string {
  const bytes = readFileSync(path);
  const expected = [target.platform, target.arch, target.libc].filter(Boolean).join("-");
  const found = fileType(bytes);
  if (found !== expected) throw new Error(`${path} should be for ${expected} and is for ${found}`);
  if (!bytes.includes(`="${version}"`)) throw new Error(`${path} does not name version ${version}`);
  if (target.platform === "darwin") {
    for (const { language } of grammars) {
      if (!bytes.includes(readFileSync(`${root}/grammar/prebuilt/${language}.wasm`))) {
        throw new Error(`${path} carries no grammar of ${language}`);
      }
    }
    return "WASM";
  }
  const payload = readPayload(path);
  if (typeof payload === "string") throw new Error(payload);
  const missing = (kind: "native" | "wasm"): string[] =>
    grammars
      .map((grammar) => grammar.language)
      .filter((language) => !payload.members.some((m) => m.kind === kind && m.name === language));
  const lacking = missing("wasm");
  if (lacking.length > 0) throw new Error(`${path} carries no WASM grammar of ${lacking.join(", ")}`);
  return missing("native").length === 0 ? "native + WASM" : "WASM";
}
