/** Giving up the way back to more rights: set-user-ID programs, file capabilities. */
import { checked, systemCall } from "../system/index.ts";

const PR_SET_NO_NEW_PRIVS = 38;

/** Without this neither Landlock nor seccomp is to be had without root; and with it sudo cannot raise anything. */
export function noNewPrivileges() {
  checked("prctl PR_SET_NO_NEW_PRIVS", systemCall("prctl", PR_SET_NO_NEW_PRIVS, 1));
}
