/** Pipes, waiting, and reads and writes that never wait: what a pump between a child and its reader is made of. */

import { fstatSync } from "node:fs";
import { errno } from "./errno.ts";
import { ptr } from "./libc.ts";
import { checked, systemCall } from "./syscalls.ts";

const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
const F_SETFL = 4;
const F_DUPFD_CLOEXEC = 1030;
const RWF_NOWAIT = 8;
const FIONREAD = 0x541b;
const EINTR = 4;
const EAGAIN = 11;
const EPIPE = 32;
const EOPNOTSUPP = 95;

export const POLLIN = 1;
export const POLLOUT = 4;
export const POLLERR = 8;
export const POLLHUP = 16;

/** A pipe's ends: ours does not wait, the other is for the child. Both are closed on exec and above the numbers that programs use. */
export interface Pipe {
  readonly reader: number;
  readonly writer: number;
}

/** Descriptors that a child will be given at a number of its own are kept out of the way of such numbers. */
const outOfTheWay = 100;
const F_SETPIPE_SZ = 1031;

export function makePipe(): Pipe {
  const ends = new Int32Array(2);
  checked("pipe2", systemCall("pipe2", ptr(ends), O_CLOEXEC));
  const [reader, writer] = [...ends].map(raised);
  if (reader === undefined || writer === undefined) throw new Error("a pipe has two ends");
  neverWait(reader);
  return { reader, writer };
}

/** Reads and writes on this end answer EAGAIN instead of waiting. Only for descriptors that nobody else has. */
export function neverWait(descriptor: number): void {
  checked("fcntl", systemCall("fcntl", descriptor, F_SETFL, O_NONBLOCK));
}

/** Gives a pipe more room, where the system allows it. */
export function widenPipe(descriptor: number, bytes: number): void {
  systemCall("fcntl", descriptor, F_SETPIPE_SZ, bytes);
}

/** Moves a descriptor up; where the limit on open files does not allow it, as far as it goes. */
function raised(descriptor: number): number {
  for (const least of [outOfTheWay, 10]) {
    const high = systemCall("fcntl", descriptor, F_DUPFD_CLOEXEC, least);
    if (high < 0) continue;
    systemCall("close", descriptor);
    return high;
  }
  return descriptor;
}

/** What a read that does not wait found. */
export type ReadResult =
  | { readonly kind: "data"; readonly bytes: Uint8Array }
  | { readonly kind: "empty" | "end" };

/** Reads what is there, at most the buffer's size. The bytes are a view of the buffer. */
export function readNow(descriptor: number, buffer: Uint8Array): ReadResult {
  for (;;) {
    const count = systemCall("read", descriptor, ptr(buffer), buffer.length);
    if (count > 0) return { kind: "data", bytes: buffer.subarray(0, count) };
    if (count === 0) return { kind: "end" };
    const code = errno();
    if (code === EINTR) continue;
    return { kind: code === EAGAIN ? "empty" : "end" };
  }
}

/** Bytes that wait in a pipe. */
export function waiting(descriptor: number): number {
  const count = new Int32Array(1);
  return systemCall("ioctl", descriptor, FIONREAD, ptr(count)) < 0 ? 0 : (count[0] ?? 0);
}

/**
 * Where output goes. The descriptor is shared with others, so it is never set to O_NONBLOCK: a write that must not wait
 * says so itself (pwritev2, RWF_NOWAIT); where a kernel has that not for pipes, only as much is written, and only when
 * poll(2) says so, as cannot wait.
 */
export class Sink {
  readonly descriptor: number;
  /** Nobody reads any more, or nothing more can be written. */
  closed = false;
  /** There was a reader, or a file, and what was to be written is lost. */
  lost = false;
  readonly #file: boolean;
  #nowait = true;
  readonly #vector = new BigUint64Array(2);

  constructor(descriptor: number) {
    this.descriptor = descriptor;
    this.#file = fstatSync(descriptor).isFile();
  }

  /** Writes what goes without waiting; answers how much of `bytes` it was. `ready`: poll(2) said that there is room. */
  write(bytes: Uint8Array, ready: boolean): number {
    if (this.closed) return bytes.length;
    for (;;) {
      const written = this.#attempt(bytes, ready);
      if (written >= 0) return written;
      const code = errno();
      if (code === EINTR) continue;
      if (code === EAGAIN) return 0;
      if (code === EOPNOTSUPP && this.#nowait && !this.#file) {
        this.#nowait = false;
        continue;
      }
      // There is no reader, or there is no place left: the command shall notice at its next write.
      this.closed = true;
      this.lost = code !== EPIPE;
      return bytes.length;
    }
  }

  #attempt(bytes: Uint8Array, ready: boolean): number {
    if (this.#file) return systemCall("write", this.descriptor, ptr(bytes), bytes.length);
    if (this.#nowait) {
      this.#vector[0] = BigInt(ptr(bytes));
      this.#vector[1] = BigInt(bytes.length);
      return systemCall("pwritev2", this.descriptor, ptr(this.#vector), 1, -1, -1, RWF_NOWAIT);
    }
    const atomic = 4096;
    return ready ? systemCall("write", this.descriptor, ptr(bytes), Math.min(bytes.length, atomic)) : 0;
  }
}

/** Descriptors to wait for, with the events of poll(2). */
export interface Waited {
  readonly descriptor: number;
  readonly events: number;
}

/** Waits until one of them is ready, at most so many milliseconds; answers the events of each, in their order. */
export function pollFor(list: readonly Waited[], milliseconds: number | null = null): readonly number[] {
  const table = new Int32Array(list.length * 2);
  list.forEach(({ descriptor, events }, index) => {
    table[index * 2] = descriptor;
    table[index * 2 + 1] = events;
  });
  const limit = milliseconds === null ? 0 : ptr(timespec(milliseconds));
  systemCall("ppoll", ptr(table), list.length, limit, 0, 8);
  return list.map((_, index) => (table[index * 2 + 1] ?? 0) >>> 16);
}

/** struct timespec: whole seconds, and the nanoseconds that are left. */
function timespec(milliseconds: number): BigUint64Array {
  const nanoseconds = BigInt(Math.ceil(milliseconds * 1e6));
  return new BigUint64Array([nanoseconds / 1_000_000_000n, nanoseconds % 1_000_000_000n]);
}
