/** Signals as messages: taken in whatever thread they arrive, read from a descriptor. */
import { dlopen } from "bun:ffi";
import { ptr } from "./libc.ts";
import { native } from "./native.ts";
import { signals } from "./signals.ts";
import { makePipe, neverWait, readNow } from "./stream.ts";
import { checked, systemCall } from "./syscalls.ts";

const SIG_SETMASK = 2;
const SIG_IGN = 1n;
const SA_SIGINFO = 4;
const SA_RESTART = 0x10000000;
/** `struct sigaction` of glibc and musl: handler, 128 bytes of mask, flags. */
const actionLongs = 19;
const flagsAt = 17;

/** A signal that came, and who sent it. */
export interface Arrived {
  readonly signal: number;
  /** False when the kernel sent it (the terminal to its whole foreground group, a child's end). */
  readonly fromProcess: boolean;
}

export class SignalInbox {
  /** Readable when something has come. */
  readonly descriptor: number;
  readonly #buffer = new Uint8Array(8 * 64);

  /** Takes these signals from now on. What the parent had ignored stays ignored, but for SIGCHLD, which is needed. */
  constructor(numbers: readonly number[]) {
    const { reader, writer } = makePipe();
    neverWait(writer);
    this.descriptor = reader;
    const handler = native().inbox(writer);
    const { symbols, close } = dlopen(`libc.${process.platform === "linux" ? "so.6" : "dylib"}`, {
      sigaction: { args: ["i32", "ptr", "ptr"], returns: "i32" },
    });
    for (const number of numbers) {
      const old = new BigInt64Array(actionLongs);
      symbols.sigaction(number, null, ptr(old));
      if (old[0] === SIG_IGN && number !== signals.SIGCHLD) continue;
      const action = new BigInt64Array(actionLongs);
      action[0] = BigInt(handler);
      action[flagsAt] = BigInt(SA_SIGINFO | SA_RESTART);
      checked("sigaction", symbols.sigaction(number, ptr(action), null));
    }
    close();
  }

  /** Takes out what has come: pairs of signal and si_code. */
  take(): readonly Arrived[] {
    const result = readNow(this.descriptor, this.#buffer);
    if (result.kind !== "data") return [];
    const view = new DataView(result.bytes.buffer, result.bytes.byteOffset, result.bytes.byteLength);
    const arrived: Arrived[] = [];
    for (let at = 0; at + 8 <= view.byteLength; at += 8)
      // SI_USER 0, SI_QUEUE -1, SI_TKILL -6: a process; above zero: the kernel.
      arrived.push({ signal: view.getInt32(at, true), fromProcess: view.getInt32(at + 4, true) <= 0 });
    return arrived;
  }
}

/** Lets signals through that this process was started with held back. */
export function releaseSignals(): void {
  const none = new BigUint64Array(1);
  checked("rt_sigprocmask", systemCall("rt_sigprocmask", SIG_SETMASK, ptr(none), 0, 8));
}

/** Runs `body` with every signal held back in this thread; a child that it starts begins like that. */
export function withSignalsHeld<T>(body: (before: BigUint64Array) => T): T {
  const before = new BigUint64Array(1);
  const all = new BigUint64Array([0xffff_ffff_ffff_ffffn]);
  checked("rt_sigprocmask", systemCall("rt_sigprocmask", SIG_SETMASK, ptr(all), ptr(before), 8));
  try {
    return body(before);
  } finally {
    systemCall("rt_sigprocmask", SIG_SETMASK, ptr(before), 0, 8);
  }
}

export const setMask = SIG_SETMASK;
