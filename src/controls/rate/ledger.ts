/**
 * The ledger of a session: one small binary file with an entry for each command that was let through or refused, in a
 * ring that moves to a larger place while its oldest entries are still needed. Everything happens under the file's lock.
 * The header, one small write, comes last and makes what was written count; a process killed before it has counted nothing.
 */
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { bootId, errorCode, lock, Unavailable, unavailable } from "../../system/index.ts";

/** One command in the ledger. */
export interface Entry {
  /** Milliseconds since boot. */
  readonly time: number;
  /** Hash of the command's text. */
  readonly command: number;
  /** Hashes of the named budgets that it counts against. */
  readonly keys: readonly number[];
  /** Exit status; null while it is not known. */
  readonly status: number | null;
  /** False for a refused command: it is there for loop detection only. */
  readonly counted: boolean;
}

/** A key that counts against every named budget: for a command that has more of them than an entry holds. */
export const anyKey = 0xffff_ffff;
export const keysPerEntry = 6;

const headerBytes = 40;
const entryBytes = 40;
const magic = 0x31_4c_53_47; // "GSL1"
const smallest = 64;
const largest = 16_384;
const unknownStatus = 0xffff;
const countedBit = 0x1_0000;
const header = { magic: 0, boot: 4, used: 8, capacity: 16, next: 20, filled: 24, base: 28 } as const;
const field = { time: 0, command: 8, flags: 12, keys: 16 } as const;

interface Header {
  /** Commands let through since the session began. */
  readonly used: number;
  /** Entries that the ring has room for. */
  readonly capacity: number;
  /** Ring position of the next entry. */
  readonly next: number;
  /** Entries in the ring. */
  readonly filled: number;
  /** Where in the file the ring begins. */
  readonly base: number;
}

/** An open, locked ledger. Close it; the lock goes with it. */
export class Ledger {
  readonly #fd: number;
  #header: Header;
  #ring: DataView<ArrayBuffer>;

  private constructor(fd: number) {
    this.#fd = fd;
    this.#header = readHeader(fd);
    this.#ring = readRing(fd, this.#header);
  }

  static open(path: string, waitMs: number): Ledger {
    let fd: number | undefined;
    try {
      fd = openFile(path);
      if (lock(fd, waitMs)) return new Ledger(fd);
      throw new Unavailable(
        "the session's ledger is busy",
        `another process has held its lock for ${waitMs / 1000} s`,
        `see who: lsof ${path}`,
      );
    } catch (error) {
      if (fd !== undefined) closeSync(fd);
      throw unavailable(path, error);
    }
  }

  /** Commands let through since the session began. */
  get used(): number {
    return this.#header.used;
  }

  /** Entries in it. */
  get length(): number {
    return this.#header.filled;
  }

  /** The entry that `age` others followed: 0 is the newest. (No generator: the first one of a process is slow to start.) */
  at(age: number): Entry {
    return this.#read(this.#slot(age));
  }

  /** Adds an entry and answers its ring position. Entries younger than `keepMs` are not overwritten unless the ring is at its largest. */
  add(entry: Entry, keepMs: number): number {
    const { capacity, filled } = this.#header;
    const full = filled === capacity && capacity < largest;
    if (full && this.#read(this.#slot(capacity - 1)).time > entry.time - keepMs) this.#grow();
    const slot = this.#header.next;
    this.#write(slot, entry);
    this.#header = {
      ...this.#header,
      used: this.#header.used + (entry.counted ? 1 : 0),
      next: (slot + 1) % this.#header.capacity,
      filled: Math.min(this.#header.filled + 1, this.#header.capacity),
    };
    writeHeader(this.#fd, this.#header);
    return slot;
  }

  /** Fills in how the command that was added at `time` ended, if its entry is still there. */
  settle(time: number, status: number): void {
    for (let age = 0; age < this.#header.filled; age++) {
      const slot = this.#slot(age);
      const entry = this.#read(slot);
      if (entry.time === time) this.#write(slot, { ...entry, status });
      if (entry.time <= time) return;
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** Ring position of the entry that `age` others followed. */
  #slot(age: number): number {
    const { capacity, next } = this.#header;
    return (next - 1 - age + capacity * 2) % capacity;
  }

  #read(slot: number): Entry {
    const at = slot * entryBytes;
    const flags = this.#ring.getUint32(at + field.flags, true);
    const keys: number[] = [];
    for (let index = 0; index < keysPerEntry; index++) {
      const key = this.#ring.getUint32(at + field.keys + index * 4, true);
      if (key !== 0) keys.push(key);
    }
    return {
      time: this.#ring.getFloat64(at + field.time, true),
      command: this.#ring.getUint32(at + field.command, true),
      keys,
      status: (flags & 0xffff) === unknownStatus ? null : flags & 0xffff,
      counted: (flags & countedBit) !== 0,
    };
  }

  #write(slot: number, entry: Entry): void {
    const at = slot * entryBytes;
    this.#ring.setFloat64(at + field.time, entry.time, true);
    this.#ring.setUint32(at + field.command, entry.command, true);
    this.#ring.setUint32(
      at + field.flags,
      (entry.status ?? unknownStatus) | (entry.counted ? countedBit : 0),
      true,
    );
    for (let index = 0; index < keysPerEntry; index++)
      this.#ring.setUint32(at + field.keys + index * 4, entry.keys[index] ?? 0, true);
    writeSync(this.#fd, new Uint8Array(this.#ring.buffer), at, entryBytes, this.#header.base + at);
  }

  /** Copies the ring, oldest first, to twice the room behind the old place; the old header stays valid until the new one is written. */
  #grow(): void {
    const { base, capacity, filled, used } = this.#header;
    const kept: Entry[] = [];
    for (let age = filled - 1; age >= 0; age--) kept.push(this.at(age));
    this.#header = {
      used,
      capacity: capacity * 2,
      next: kept.length,
      filled: kept.length,
      base: base + capacity * entryBytes,
    };
    this.#ring = new DataView(new ArrayBuffer(capacity * 2 * entryBytes));
    for (const [slot, entry] of kept.entries()) this.#write(slot, entry);
    writeHeader(this.#fd, this.#header);
  }
}

function openFile(path: string): number {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  try {
    return openSync(path, flags, 0o600);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSync(path, flags, 0o600);
  }
}

/** The header. Times of an earlier boot mean nothing now: those entries are dropped, the count of commands stays. */
function readHeader(fd: number): Header {
  if (fstatSync(fd).size < headerBytes)
    return { used: 0, capacity: smallest, next: 0, filled: 0, base: headerBytes };
  const bytes = new Uint8Array(headerBytes);
  readSync(fd, bytes, 0, headerBytes, 0);
  const view = new DataView(bytes.buffer);
  const read: Header = {
    used: view.getFloat64(header.used, true),
    capacity: view.getUint32(header.capacity, true),
    next: view.getUint32(header.next, true),
    filled: view.getUint32(header.filled, true),
    base: view.getUint32(header.base, true),
  };
  const sound =
    read.capacity >= smallest &&
    read.capacity <= largest &&
    read.filled <= read.capacity &&
    read.next < read.capacity;
  if (view.getUint32(header.magic, true) !== magic || !sound || read.base > largest * entryBytes * 2)
    throw new Unavailable(
      "the session's ledger cannot be read",
      "it is damaged or of another version of guardsh",
      "end the session and begin another: guardsh session end",
    );
  if (view.getUint32(header.boot, true) === bootNumber()) return read;
  return { used: read.used, capacity: smallest, next: 0, filled: 0, base: headerBytes };
}

function writeHeader(fd: number, content: Header): void {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(header.magic, magic, true);
  view.setUint32(header.boot, bootNumber(), true);
  view.setFloat64(header.used, content.used, true);
  view.setUint32(header.capacity, content.capacity, true);
  view.setUint32(header.next, content.next, true);
  view.setUint32(header.filled, content.filled, true);
  view.setUint32(header.base, content.base, true);
  writeSync(fd, bytes, 0, headerBytes, 0);
}

function readRing(fd: number, content: Header): DataView<ArrayBuffer> {
  const bytes = new Uint8Array(content.capacity * entryBytes);
  if (content.filled > 0) readSync(fd, bytes, 0, bytes.length, content.base);
  return new DataView(bytes.buffer);
}

function bootNumber(): number {
  return Number.parseInt(bootId(), 16) >>> 0;
}
