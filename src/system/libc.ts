/**
 * The C library through `bun:ffi`. One `syscall` entry serves every system call, because each symbol that is
 * bound costs start-up time.
 */
import { ptr as addressOf, dlopen, FFIType, type Pointer } from "bun:ffi";

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

/** A NUL-terminated C string. */
export function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

type Memory = Parameters<typeof addressOf>[0];

/** What was handed to C last: more than any one call takes. */
const handed: Memory[] = new Array<Memory>(64).fill(new Uint8Array(0));
let next = 0;

/**
 * The address of memory, for a call of C that is made at once. The collector does not see addresses: memory that is known by its
 * address alone may be given to something else before C has looked at it, as soon as the code around is compiled well enough to
 * forget the rest. So the last ones stay referenced here.
 */
export function ptr(memory: Memory, offset?: number): Pointer {
  handed[next] = memory;
  next = (next + 1) % handed.length;
  return addressOf(memory, offset);
}
