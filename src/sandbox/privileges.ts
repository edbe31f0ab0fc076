/** Giving up the way back to more rights: set-user-ID programs, file capabilities, and what root can do beyond files. */
import { checked, EPERM, errno, systemCall } from "../system/index.ts";
import type { Plan } from "./plan.ts";

const PR_CAPBSET_READ = 23;
export const PR_CAPBSET_DROP = 24;
export const PR_SET_NO_NEW_PRIVS = 38;

/** Without this neither Landlock nor seccomp is to be had without root; and with it sudo cannot raise anything. */
export function noNewPrivileges() {
  checked("prctl PR_SET_NO_NEW_PRIVS", systemCall("prctl", PR_SET_NO_NEW_PRIVS, 1));
}

/**
 * Capabilities (`linux/capability.h`) that an agent running as root, as in most containers, is not given. Files stay as
 * they are for root; what goes is power over the machine, and over Landlock: PERFMON and SYS_ADMIN read the memory and
 * environment of processes outside (since Linux 6.11 they do in spite of Landlock), SYS_PTRACE too on older kernels.
 */
const machineCapabilities = {
  DAC_READ_SEARCH: 2,
  LINUX_IMMUTABLE: 9,
  NET_ADMIN: 12,
  SYS_MODULE: 16,
  SYS_RAWIO: 17,
  SYS_PTRACE: 19,
  SYS_PACCT: 20,
  SYS_BOOT: 22,
  SYS_TIME: 25,
  MKNOD: 27,
  AUDIT_CONTROL: 30,
  MAC_OVERRIDE: 32,
  MAC_ADMIN: 33,
  SYSLOG: 34,
  PERFMON: 38,
  BPF: 39,
  CHECKPOINT_RESTORE: 40,
} as const;
const namespaceCapabilities = { SYS_CHROOT: 18, SYS_ADMIN: 21 } as const;

/** The numbers of the capabilities that a plan takes from this user; none unless it is root. */
export function droppedCapabilities(plan: Plan): number[] {
  if (process.geteuid?.() !== 0) return [];
  return [
    ...Object.values(machineCapabilities),
    ...(plan.process.namespaces ? [] : Object.values(namespaceCapabilities)),
  ];
}

/**
 * Takes capabilities from what this thread executes: out of the bounding set, which execve cuts root's capabilities to.
 * @returns what could not be dropped, one line each
 */
export function dropCapabilities(numbers: readonly number[]): string[] {
  const kept = numbers.filter(
    (number) =>
      systemCall("prctl", PR_CAPBSET_DROP, number) !== 0 &&
      // EINVAL: this kernel does not know it yet.
      errno() === EPERM &&
      systemCall("prctl", PR_CAPBSET_READ, number) === 1,
  );
  return kept.length === 0 ? [] : [`capabilities: ${kept.join(", ")} stay, SETPCAP is missing to drop them`];
}

/** Those of the capabilities that are there to be dropped. */
export function heldCapabilities(numbers: readonly number[]): number[] {
  return numbers.filter((number) => systemCall("prctl", PR_CAPBSET_READ, number) === 1);
}
