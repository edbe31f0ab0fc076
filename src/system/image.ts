/**
 * Native code without a dynamic linker: an image from the payload is mapped straight out of the executable.
 *
 * Two `mmap` calls, no copy, no file, no descriptor left open; pages are shared with every other guardsh that
 * runs. It works where memory files may not be executed, since these are pages of a file that is already
 * being executed. Measurements of the alternatives are in docs/startup.md.
 */
import { CFunction, type FFIFunction } from "bun:ffi";
import { libc } from "./libc.ts";
import { payload, withPayload } from "./payload.ts";

const protection = { read: 1, write: 2, execute: 4 };
const mapping = { private: 2, fixed: 16 };
const systemCall = process.arch === "arm64" ? { mmap: 222 } : { mmap: 9 };

/** Binds one exported function of a mapped image. */
export type Bind = (symbol: string, signature: FFIFunction) => CallableFunction;

/** Maps the named image. Returns how to bind its functions, or why that cannot be (one line). */
export function loadNative(name: string): Bind | string {
  if (process.platform !== "linux") return "no native code on this platform";
  const from = payload();
  if (typeof from === "string") return from;
  const member = from.members.find((m) => m.name === name && m.kind === "native");
  if (member?.kind !== "native") return `no native ${name} in ${from.path}`;
  const { syscall } = libc();
  const map = (
    address: number,
    bytes: number,
    protect: number,
    flags: number,
    file: number,
    offset: number,
  ) => Number(syscall(systemCall.mmap, address, bytes, protect, flags, file, offset));
  let start: number;
  try {
    start = withPayload(from, (file) => {
      const at = from.base + member.offset;
      const { read, write, execute } = protection;
      const address = map(0, member.bytes, read | execute, mapping.private, file, at);
      if (address === -1) return -1;
      const data = member.bytes - member.codeBytes;
      const flags = mapping.private | mapping.fixed;
      return map(address + member.codeBytes, data, read | write, flags, file, at + member.codeBytes) === -1
        ? -1
        : address;
    });
  } catch (error) {
    return `cannot open ${from.path}: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (start === -1) return `cannot map ${name} from ${from.path}`;
  return (symbol, signature) => {
    const offset = member.exports[symbol];
    if (offset === undefined) throw new Error(`guardsh: native ${name} has no ${symbol}`);
    return CFunction({ ...signature, ptr: BigInt(start + offset) });
  };
}
