/**
 * The C library through `bun:ffi`. One `syscall` entry serves every system call, because each symbol that is
 * bound costs start-up time.
 */
import { dlopen, FFIType, ptr } from "bun:ffi";

const { i64, i32, ptr: pointer } = FFIType;

const signatures = {
  syscall: { args: [i64, i64, i64, i64, i64, i64, i64], returns: i64 },
  execve: { args: [pointer, pointer, pointer], returns: i32 },
  signal: { args: [i32, i64], returns: i64 },
  __errno_location: { args: [], returns: pointer },
} as const;

type Libc = ReturnType<typeof dlopen<typeof signatures>>["symbols"];
let loaded: Libc | undefined;

/** The loaded C library: glibc by its name, musl by its loader's. Throws where neither is there. */
export function libc(): Libc {
  if (loaded) return loaded;
  const arch = process.arch === "arm64" ? "aarch64" : "x86_64";
  const names =
    process.platform === "darwin" ? ["libSystem.B.dylib"] : ["libc.so.6", `libc.musl-${arch}.so.1`];
  for (const name of names) {
    try {
      loaded = dlopen(name, signatures).symbols;
      return loaded;
    } catch {}
  }
  throw new Error(`guardsh: cannot load the C library (tried ${names.join(", ")})`);
}

/** A NUL-terminated C string. Keep the buffer referenced as long as C may look at it. */
export function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

export { ptr };
