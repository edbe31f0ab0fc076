/** Resource limits of the command: set on this process, kept through execve, inherited by what it starts. */
import { errno, errnoName, ptr, subject, systemCall } from "../system/index.ts";
import type { Limits } from "./plan.ts";

/** RLIMIT_* (`asm-generic/resource.h`), and the field of `Limits` each is set from. */
const resources = [
  { number: 0, name: "cpuSeconds" },
  { number: 1, name: "fileBytes" },
  { number: 6, name: "processes" },
  { number: 7, name: "openFiles" },
  { number: 9, name: "memoryBytes" },
] as const;
const CORE = 4;

/** One call that sets a limit. Pointers lead into `buffer`, which has to live until then. */
export interface LimitCall {
  readonly name: "prlimit64" | "setitimer";
  readonly arguments: readonly (number | NodeJS.TypedArray)[];
  readonly label: string;
}

/**
 * The calls that set the limits, never above what is in force already, and core dumps off.
 *
 * The wall clock: `setitimer(ITIMER_REAL)` goes through execve, so the shell that guardsh becomes is ended by SIGALRM
 * when its time is up. The timer is not inherited by what the shell starts.
 */
export function limitCalls(limits: Limits): LimitCall[] {
  const calls = resources.flatMap(({ number, name }) => {
    const value = limits[name];
    return value === null ? [] : [lowering(number, BigInt(Math.max(0, Math.floor(value))), name)];
  });
  calls.push(setting(CORE, new BigUint64Array(2), "core"));
  if (limits.wallSeconds !== null) calls.push(clock(limits.wallSeconds));
  return calls;
}

/**
 * Sets the limits of this process.
 * @returns what could not be set, one line each
 */
export function setLimits(limits: Limits): string[] {
  return limitCalls(limits).flatMap(({ name, arguments: list, label }) => {
    const [a = 0, b = 0, c = 0, d = 0] = list.map((one) => (typeof one === "number" ? one : ptr(one)));
    return systemCall(name, a, b, c, d) === 0 ? [] : [`limits/${label}: ${errnoName(errno())}`];
  });
}

const self = 0;

/** struct rlimit64: u64 soft, u64 hard; neither above what it is. */
function lowering(resource: number, value: bigint, label: string): LimitCall {
  const limit = new BigUint64Array([value, value]);
  const present = new BigUint64Array(2);
  if (systemCall("prlimit64", subject().pid, resource, 0, ptr(present)) === 0) {
    const [soft = 0n, hard = 0n] = present;
    if (soft < value) limit[0] = soft;
    if (hard < value) limit[1] = hard;
  }
  return setting(resource, limit, label);
}

function setting(resource: number, limit: BigUint64Array, label: string): LimitCall {
  return { name: "prlimit64", arguments: [self, resource, limit, 0], label };
}

function clock(seconds: number): LimitCall {
  const ITIMER_REAL = 0;
  const microseconds = BigInt(Math.max(1, Math.round(seconds * 1e6)));
  // struct itimerval: interval (never again), value.
  const timer = new BigInt64Array([0n, 0n, microseconds / 1_000_000n, microseconds % 1_000_000n]);
  return { name: "setitimer", arguments: [ITIMER_REAL, timer, 0], label: "wallSeconds" };
}
