/** The append-only attribute of a file (`chattr +a`): it can grow, and nobody can change, shorten or remove it until it is taken off, which needs CAP_LINUX_IMMUTABLE. */
import { closeSync, constants, openSync } from "node:fs";
import { errno, errnoName } from "./errno.ts";
import { ptr } from "./libc.ts";
import { systemCall } from "./syscalls.ts";

/** FS_IOC_GETFLAGS and FS_IOC_SETFLAGS, which carry the size of a long; FS_APPEND_FL (linux/fs.h). */
const getFlags = 0x8008_6601;
const setFlags = 0x4008_6602;
const appendOnly = 0x20;

/** Sets or takes off append-only. Answers null, or the name of the error (EPERM without the right, ENOTTY where the file system has no such attribute). */
export function setAppendOnly(path: string, on: boolean): string | null {
  if (process.platform !== "linux") return "ENOSYS";
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const flags = new Uint32Array(2);
    if (systemCall("ioctl", file, getFlags, ptr(flags)) !== 0) return errnoName(errno());
    flags[0] = on ? (flags[0] ?? 0) | appendOnly : (flags[0] ?? 0) & ~appendOnly;
    return systemCall("ioctl", file, setFlags, ptr(flags)) === 0 ? null : errnoName(errno());
  } finally {
    closeSync(file);
  }
}
