/** Giving up the way back to more rights: set-user-ID programs, file capabilities. */
import { errno, errnoName, libc } from "../system/index.ts";

export const prctlNumber = process.arch === "arm64" ? 167 : 157;
const PR_SET_NO_NEW_PRIVS = 38;

/** Without this neither Landlock nor seccomp is to be had without root; and with it sudo cannot raise anything. */
export function noNewPrivileges() {
  if (libc().syscall(prctlNumber, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0) !== 0n) {
    throw new Error(`prctl(PR_SET_NO_NEW_PRIVS): ${errnoName(errno())}`);
  }
}
