/** Becoming another program: execve(2) with everything as the parent of this process gave it. */
import { keepAcrossExec } from "./descriptors.ts";
import { errno } from "./errno.ts";
import { libc, ptr } from "./libc.ts";
import { restoreOpenFilesLimit } from "./limits.ts";
import { restoreSignals } from "./signals.ts";
import { SystemError } from "./syscalls.ts";

/** A program to become. Arguments and environment are bytes without their closing NUL. */
export interface Program {
  readonly path: string;
  /** From `argv[0]` on. */
  readonly arguments: readonly Uint8Array[];
  readonly environment: readonly Uint8Array[];
  /** Inherited descriptors that must stay open, at their numbers. */
  readonly descriptors: readonly number[];
}

/** Replaces this process by the program; comes back only as an exception. */
export function become(program: Program): never {
  keepAcrossExec(program.descriptors);
  restoreOpenFilesLimit();
  restoreSignals();
  const path = Buffer.from(`${program.path}\0`);
  const argv = pointers(program.arguments);
  const envp = pointers(program.environment);
  libc().execve(ptr(path), ptr(argv.table), ptr(envp.table));
  const code = errno();
  // Named here so that the collector cannot have taken what the table points to.
  throw new SystemError(`execve ${program.path} (${argv.bytes.length + envp.bytes.length} bytes)`, code);
}

/** A NULL-terminated array of pointers to NUL-terminated strings, all in one block. Keep both referenced while in use. */
export function pointers(strings: readonly Uint8Array[]): { table: BigUint64Array; bytes: Uint8Array } {
  const bytes = new Uint8Array(strings.reduce((sum, string) => sum + string.length + 1, 1));
  const table = new BigUint64Array(strings.length + 1);
  const base = BigInt(ptr(bytes));
  let offset = 0;
  strings.forEach((string, index) => {
    bytes.set(string, offset);
    table[index] = base + BigInt(offset);
    offset += string.length + 1;
  });
  return { table, bytes };
}
