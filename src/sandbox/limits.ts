/** Resource limits of the command: set on this process, kept through execve, inherited by what it starts. */
import { errno, errnoName, ptr, systemCall } from "../system/index.ts";
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

/**
 * Sets the limits, never above what is in force already, and core dumps off.
 *
 * The wall clock: `setitimer(ITIMER_REAL)` goes through execve, so the shell that guardsh becomes is ended by SIGALRM
 * when its time is up. The timer is not inherited by what the shell starts; where guardsh stays the parent it ends the
 * whole group instead, which is why a policy with a wall limit is better served there.
 * @returns what could not be set, one line each
 */
export function setLimits(limits: Limits): string[] {
  const failed: string[] = [];
  for (const { number, name } of resources) {
    const value = limits[name];
    if (value !== null) lower(number, BigInt(Math.max(0, Math.floor(value))), name, failed);
  }
  wanted.fill(0n);
  if (systemCall("prlimit64", 0, CORE, ptr(wanted)) !== 0) failed.push(`limits/core: ${errnoName(errno())}`);
  if (limits.wallSeconds !== null) startClock(limits.wallSeconds, failed);
  return failed;
}

/** struct rlimit64: u64 soft, u64 hard. */
const present = new BigUint64Array(2);
const wanted = new BigUint64Array(2);

function lower(resource: number, value: bigint, name: string, failed: string[]) {
  const self = 0;
  if (systemCall("prlimit64", self, resource, 0, ptr(present)) === 0) {
    const [soft = 0n, hard = 0n] = present;
    wanted[0] = value < soft ? value : soft;
    wanted[1] = value < hard ? value : hard;
    if (systemCall("prlimit64", self, resource, ptr(wanted)) === 0) return;
  }
  failed.push(`limits/${name}: ${errnoName(errno())}`);
}

function startClock(seconds: number, failed: string[]) {
  const ITIMER_REAL = 0;
  const microseconds = BigInt(Math.max(1, Math.round(seconds * 1e6)));
  // struct itimerval: interval (never again), value.
  const timer = new BigInt64Array([0n, 0n, microseconds / 1_000_000n, microseconds % 1_000_000n]);
  if (systemCall("setitimer", ITIMER_REAL, ptr(timer)) !== 0) {
    failed.push(`limits/wallSeconds: ${errnoName(errno())}`);
  }
}
