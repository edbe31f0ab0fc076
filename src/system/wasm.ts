/** WASM modules from the payload, for platforms and kernels where native code cannot be loaded. */
import { readFileSync, readSync } from "node:fs";
import { payload, withPayload } from "./payload.ts";

/** Instantiates the named module. Returns its exports, or why that cannot be (one line). */
export function loadWasm(name: string, imports: Bun.WebAssembly.Imports): Bun.WebAssembly.Exports | string {
  const bytes = moduleBytes(name);
  if (typeof bytes === "string") return bytes;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports;
  } catch (error) {
    return `cannot start the ${name} module: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function moduleBytes(name: string): Uint8Array<ArrayBuffer> | string {
  const from = payload();
  if (typeof from === "string") return embedded(name) ?? from;
  const member = from.members.find((m) => m.name === name && m.kind === "wasm");
  if (!member) return embedded(name) ?? `no WASM ${name} in ${from.path}`;
  try {
    const bytes = new Uint8Array(member.bytes);
    withPayload(from, (file) => readSync(file, bytes, 0, bytes.length, from.base + member.offset));
    return bytes;
  } catch (error) {
    return `cannot read ${from.path}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** On macOS nothing may follow the end of a signed binary, so its modules are Bun's embedded files. */
function embedded(name: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(`/$bunfs/root/${name}.wasm`));
  } catch {
    return undefined;
  }
}
