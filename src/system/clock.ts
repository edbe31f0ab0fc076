/** Time that no one can set: CLOCK_BOOTTIME goes on during suspend and does not follow changes of the wall clock. */
import { libc, ptr } from "./libc.ts";
import { readProc } from "./process.ts";

const linux = process.platform === "linux";
/** clock_gettime's number, and CLOCK_BOOTTIME (7), in Linux. */
const clockGettime = process.arch === "arm64" ? 113 : 228;
const bootClock = 7;
const timespec = new BigInt64Array(2);

/** Milliseconds since boot, with fractions. On other systems than Linux: the process-independent monotonic clock is not to be had, the wall clock stands in. */
export function bootMilliseconds(): number {
  if (!linux) return Date.now();
  if (Number(libc().syscall(clockGettime, bootClock, ptr(timespec), 0, 0, 0, 0)) !== 0) return Date.now();
  return Number(timespec[0]) * 1000 + Number(timespec[1]) / 1e6;
}

let boot: string | undefined;

/** Which run of the kernel this is: 8 hexadecimal digits; "00000000" where the system does not say. */
export function bootId(): string {
  boot ??= readProc("/proc/sys/kernel/random/boot_id")?.slice(0, 8) ?? "00000000";
  return boot;
}
