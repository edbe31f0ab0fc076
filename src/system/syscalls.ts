/** Numbers of the system calls that have no binding of their own, by architecture (linux/asm/unistd.h). */
import { errno, errnoName } from "./errno.ts";
import { libc } from "./libc.ts";

const x64 = {
  read: 0,
  write: 1,
  close: 3,
  lseek: 8,
  rt_sigaction: 13,
  rt_sigprocmask: 14,
  ioctl: 16,
  dup: 32,
  setitimer: 38,
  getpid: 39,
  socket: 41,
  sendto: 44,
  execve: 59,
  wait4: 61,
  kill: 62,
  fcntl: 72,
  flock: 73,
  chdir: 80,
  getppid: 110,
  prctl: 157,
  clock_gettime: 228,
  ppoll: 271,
  signalfd4: 289,
  dup3: 292,
  setsid: 112,
  pipe2: 293,
  prlimit64: 302,
  seccomp: 317,
  memfd_create: 319,
  pwritev2: 328,
  statx: 332,
  openat2: 437,
  landlock_create_ruleset: 444,
  landlock_add_rule: 445,
  landlock_restrict_self: 446,
  connect: 42,
  bind: 49,
  listen: 50,
  setsockopt: 54,
  accept4: 288,
  sendmsg: 46,
  recvmsg: 47,
  getsockopt: 55,
  mount: 165,
} as const;

const arm64: Record<keyof typeof x64, number> = {
  read: 63,
  write: 64,
  close: 57,
  lseek: 62,
  rt_sigaction: 134,
  rt_sigprocmask: 135,
  ioctl: 29,
  dup: 23,
  setitimer: 103,
  getpid: 172,
  socket: 198,
  sendto: 206,
  execve: 221,
  wait4: 260,
  kill: 129,
  fcntl: 25,
  flock: 32,
  chdir: 49,
  getppid: 173,
  prctl: 167,
  clock_gettime: 113,
  ppoll: 73,
  signalfd4: 74,
  dup3: 24,
  setsid: 157,
  pipe2: 59,
  prlimit64: 261,
  seccomp: 277,
  memfd_create: 279,
  pwritev2: 287,
  statx: 291,
  openat2: 437,
  landlock_create_ruleset: 444,
  landlock_add_rule: 445,
  landlock_restrict_self: 446,
  connect: 203,
  bind: 200,
  listen: 201,
  setsockopt: 208,
  accept4: 242,
  sendmsg: 211,
  recvmsg: 212,
  getsockopt: 209,
  mount: 40,
};

export type SystemCall = keyof typeof x64;

const numbers: Record<SystemCall, number> = process.arch === "arm64" ? arm64 : x64;

/** One system call; the answer is -1 on error, with errno set. Pointers are numbers, as `ptr()` gives them. */
export function systemCall(name: SystemCall, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0): number {
  return Number(libc().syscall(numbers[name], a, b, c, d, e, f));
}

/** The number of a call, for loops that make it so often that they go to `libc().syscall` themselves. */
export function systemCallNumber(name: SystemCall): number {
  return numbers[name];
}

/** A system call that failed, with its errno as a number in `code`. */
export class SystemError extends Error {
  readonly code: number;
  constructor(call: string, code: number) {
    super(`${call}: ${errnoName(code)}`);
    this.name = "SystemError";
    this.code = code;
  }
}

/** The result of a call, or its error thrown: calls answer -1 and leave the reason in errno. */
export function checked(call: string, result: number): number {
  if (result < 0) throw new SystemError(call, errno());
  return result;
}
