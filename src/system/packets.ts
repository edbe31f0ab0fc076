/**
 * A pipe that is read one write at a time, however much more of it there is (pipe(2), O_DIRECT): a reader with a buffer of its
 * own takes no more than one packet.
 */

import { closeSync, fstatSync, openSync, readdirSync, readlinkSync, writeSync } from "node:fs";
import { ptr } from "./libc.ts";
import { waiting } from "./stream.ts";
import { checked, systemCall } from "./syscalls.ts";

const O_CLOEXEC = 0o2000000;
const O_DIRECT = process.arch === "arm64" ? 0o200000 : 0o40000;
const F_SETFL = 4;

export interface PacketWriter {
  readonly write: (packet: string) => void;
  /** Bytes that nobody has read yet. */
  readonly unread: () => number;
  readonly close: () => void;
}

/** Both ends are closed on exec. `identity` finds the pipe again, see {@link openPacketPipe}. */
export function packetPipe(): {
  readonly reader: number;
  readonly writer: PacketWriter;
  readonly identity: string;
} {
  const ends = new Int32Array(2);
  checked("pipe2", systemCall("pipe2", ptr(ends), O_CLOEXEC | O_DIRECT));
  const [reader = -1, writer = -1] = ends;
  return { reader, writer: writerOf(writer), identity: String(fstatSync(reader).ino) };
}

/** A new writer for a pipe that some process has open. Throws where that process, or its pipe, is not there. */
export function openPacketPipe(pid: number, identity: string): PacketWriter {
  const directory = `/proc/${pid}/fd`;
  const open = readdirSync(directory).find((each) => linkOf(`${directory}/${each}`) === `pipe:[${identity}]`);
  if (open === undefined) throw new Error(`process ${pid} has no pipe ${identity}`);
  const writer = openSync(`${directory}/${open}`, "w");
  // Cannot be given to open(2), which knows this flag for files only.
  checked("fcntl", systemCall("fcntl", writer, F_SETFL, O_DIRECT));
  return writerOf(writer);
}

function writerOf(descriptor: number): PacketWriter {
  return {
    write: (packet) => writeSync(descriptor, packet),
    unread: () => waiting(descriptor),
    close: () => closeSync(descriptor),
  };
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
