/** Time that no one can set: CLOCK_BOOTTIME goes on during suspend and does not follow changes of the wall clock. */
import { ptr } from "./libc.ts";
import { readProc } from "./process.ts";
import { systemCall } from "./syscalls.ts";

const linux = process.platform === "linux";
/** CLOCK_BOOTTIME. */
const bootClock = 7;
const timespec = new BigInt64Array(2);

/** Milliseconds since boot, with fractions. On other systems than Linux: the process-independent monotonic clock is not to be had, the wall clock stands in. */
export function bootMilliseconds(): number {
  if (!linux) return Date.now();
  if (systemCall("clock_gettime", bootClock, ptr(timespec)) !== 0) return Date.now();
  return Number(timespec[0]) * 1000 + Number(timespec[1]) / 1e6;
}

let boot: string | undefined;

/** Which run of the kernel this is: 8 hexadecimal digits; "00000000" where the system does not say. */
export function bootId(): string {
  boot ??= readProc("/proc/sys/kernel/random/boot_id")?.slice(0, 8) ?? "00000000";
  return boot;
}

/** A time by which something is over: by the wall clock, and within one boot by the clock that nobody can set. */
export interface Deadline {
  /** Milliseconds since 1970. */
  readonly wall: number;
  readonly boot: string;
  /** Milliseconds since that boot. */
  readonly up: number;
}

/** The deadline `ms` milliseconds from now. */
export function deadlineIn(ms: number): Deadline {
  return { wall: Date.now() + ms, boot: bootId(), up: bootMilliseconds() + ms };
}

/** Setting the wall clock back wins nothing before the next boot. */
export function isPast({ wall, boot, up }: Deadline): boolean {
  return boot === bootId() ? bootMilliseconds() >= up : Date.now() >= wall;
}
