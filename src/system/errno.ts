/** errno: the number the C library left behind, and its name. Numbers are those of Linux on every architecture served here. */
import { read } from "bun:ffi";
import { libc } from "./libc.ts";

/** The calling thread's errno. Only meaningful straight after a call that failed. */
export function errno(): number {
  const at = libc().__errno_location();
  return at === null ? 0 : read.i32(at, 0);
}

export const EPERM = 1;
export const ENOENT = 2;
export const E2BIG = 7;
export const EACCES = 13;
export const EXDEV = 18;
export const ENOTDIR = 20;
export const EINVAL = 22;
export const ENOSYS = 38;
export const ELOOP = 40;
export const EOPNOTSUPP = 95;

const names: Readonly<Record<number, string>> = {
  1: "EPERM",
  2: "ENOENT",
  7: "E2BIG",
  9: "EBADF",
  13: "EACCES",
  14: "EFAULT",
  18: "EXDEV",
  20: "ENOTDIR",
  22: "EINVAL",
  24: "EMFILE",
  38: "ENOSYS",
  40: "ELOOP",
  77: "EBADFD",
  93: "EPROTONOSUPPORT",
  95: "EOPNOTSUPP",
};

/** `EPERM` for 1; `errno 123` for what the table does not have. */
export function errnoName(number: number): string {
  return names[number] ?? `errno ${number}`;
}
