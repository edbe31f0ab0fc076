/** Starting a child that dies with us, with its standard output and error put elsewhere. */

import { keepAcrossExec } from "./descriptors.ts";
import { type Program, pointers } from "./exec.ts";
import { ptr } from "./libc.ts";
import { inheritedOpenFilesLimit, RLIMIT_NOFILE } from "./limits.ts";
import { native } from "./native.ts";
import { signals } from "./signals.ts";
import { type SystemCall, SystemError, systemCall, systemCallNumber } from "./syscalls.ts";

/** An argument of a call. Buffers are passed by address. */
export type Argument =
  | number
  | NodeJS.TypedArray
  /** A buffer with the address of another one in it, at `at`. */
  | { readonly kind: "pointing"; readonly bytes: Uint8Array; readonly at: number; readonly to: Uint8Array }
  /** A descriptor of this process. */
  | { readonly kind: "descriptor"; readonly number: number };

/** A system call that the child makes before it becomes the program. */
export interface ChildCall {
  readonly name: SystemCall | { readonly number: number; readonly label: string };
  readonly arguments: readonly Argument[];
  /** The answer that it must have; left out: any but an error. */
  readonly expected?: number;
}

const PR_SET_PDEATHSIG = 1;
const ANY_ANSWER = -4096n;
/** Eight longs: number, six arguments, expected answer (struct call in native/spawn.c). */
const longsPerCall = 8;

/** The child gets a death signal: it is killed when this process ends in whatever way. */
export function dieWithParent(): readonly ChildCall[] {
  return [
    { name: "prctl", arguments: [PR_SET_PDEATHSIG, signals.SIGKILL] },
    // Had the parent died before the line above, the child would belong to somebody else by now.
    { name: "getppid", arguments: [], expected: process.pid },
  ];
}

/** Puts an open descriptor at another number, where it stays open. */
export function place(from: number, to: number): ChildCall {
  return { name: "dup3", arguments: [from, to, 0] };
}

/** Gives a signal its default action, or has it ignored (`struct sigaction` of the kernel: handler, flags, restorer, mask). */
export function action(signal: number, to: "default" | "ignore"): ChildCall {
  return {
    name: "rt_sigaction",
    arguments: [signal, new BigUint64Array([to === "ignore" ? 1n : 0n, 0n, 0n, 0n]), 0, 8],
  };
}

/** What undoes Bun's own changes, in the child. */
export function asInherited(): readonly ChildCall[] {
  const limit = inheritedOpenFilesLimit();
  return [
    action(signals.SIGPIPE, "default"),
    action(signals.SIGXFSZ, "default"),
    ...(limit === null
      ? []
      : [{ name: "prlimit64", arguments: [0, RLIMIT_NOFILE, limit, 0] } satisfies ChildCall]),
  ];
}

/** Starts the program after `calls`. Answers the child's pid. */
export function spawn(program: Program, calls: readonly ChildCall[]): number {
  keepAcrossExec(program.descriptors);
  const path = Buffer.from(`${program.path}\0`);
  const argv = pointers(program.arguments);
  const envp = pointers(program.environment);
  const all: readonly ChildCall[] = [...calls, { name: "execve", arguments: [path, argv.table, envp.table] }];
  const table = new BigInt64Array(all.length * longsPerCall);
  all.forEach((call, index) => {
    const number = typeof call.name === "string" ? systemCallNumber(call.name) : call.name.number;
    table[index * longsPerCall] = BigInt(number);
    call.arguments.forEach((argument, position) => {
      table[index * longsPerCall + 1 + position] = BigInt(inRegister(argument));
    });
    table[index * longsPerCall + 7] = call.expected === undefined ? ANY_ANSWER : BigInt(call.expected);
  });
  const failed = new BigInt64Array([-1n, 0n]);
  const pid = native().spawn(ptr(table), all.length, ptr(failed));
  if (pid < 0) throw new SystemError("clone", -pid);
  // The child shared our memory until it was the new program, or had failed: the answer is there already.
  const [at = -1n, answer = 0n] = failed;
  if (at < 0n) return pid;
  waitFor(pid, true);
  const name = all[Number(at)]?.name ?? "?";
  const label = typeof name === "string" ? name : name.label;
  throw new SystemError(
    `${label} for ${program.path} (${argv.bytes.length + envp.bytes.length} bytes)`,
    -Number(answer),
  );
}

/** What stands in a register for an argument: good as long as its buffers are. */
export function inRegister(argument: Argument): number {
  if (typeof argument === "number") return argument;
  if (!("kind" in argument)) return ptr(argument);
  if (argument.kind === "descriptor") return argument.number;
  const { bytes, at, to } = argument;
  new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(at, BigInt(ptr(to)), true);
  return ptr(bytes);
}

/** How a child ended: its exit status, or the signal that ended it. */
export interface Ended {
  readonly status: number;
  readonly signal: number;
}

const WNOHANG = 1;
const WUNTRACED = 2;

/** Collects a child; null: it still runs. */
export function waitFor(pid: number, block: boolean): Ended | null {
  const word = wait(pid, block ? 0 : WNOHANG);
  return word === null ? null : endedBy(word);
}

/** What has become of a child since the last look: it ended, it was stopped, or nothing (null). Does not wait. */
export function lookAt(pid: number): Ended | "stopped" | null {
  const word = wait(pid, WNOHANG | WUNTRACED);
  if (word === null) return null;
  return (word & 0xff) === 0x7f ? "stopped" : endedBy(word);
}

function wait(pid: number, options: number): number | null {
  const status = new Int32Array(1);
  const found = systemCall("wait4", pid, ptr(status), options, 0) === pid;
  return found ? (status[0] ?? 0) : null;
}

/** What a status word of wait(2) says. */
export function endedBy(word: number): Ended {
  return { status: (word >> 8) & 0xff, signal: word & 0x7f };
}
