/** Descriptors that are moved, measured, or made of memory. */

import { writeSync } from "node:fs";
import { ptr } from "./libc.ts";
import { checked, systemCall } from "./syscalls.ts";

const SEEK_SET = 0;
const SEEK_CUR = 1;
const MFD_CLOEXEC = 1;

/** Where a descriptor stands in its file; null for what has no position (pipes, sockets, terminals). */
export function position(descriptor: number): number | null {
  const offset = systemCall("lseek", descriptor, 0, SEEK_CUR);
  return offset < 0 ? null : offset;
}

/** An anonymous file that holds these bytes, read from its beginning, closed on exec. */
export function createMemfd(name: string, content: Uint8Array): number {
  const label = Buffer.from(`${name}\0`);
  const descriptor = checked("memfd_create", systemCall("memfd_create", ptr(label), MFD_CLOEXEC));
  for (let written = 0; written < content.length; ) written += writeSync(descriptor, content, written);
  systemCall("lseek", descriptor, 0, SEEK_SET);
  return descriptor;
}

/** Gives a descriptor another number, closing what had it; the new one stays open across exec. */
export function moveDescriptor(from: number, to: number): void {
  checked("dup3", systemCall("dup3", from, to, 0));
  systemCall("close", from);
}

const TCGETS = 0x5401;
const termios = new Uint8Array(64);

/** Is this descriptor a terminal? What isatty(3) does, without loading node:tty. */
export function isTerminal(descriptor: number): boolean {
  return systemCall("ioctl", descriptor, TCGETS, ptr(termios)) === 0;
}
