/**
 * What to make of a log whose length is not what the head says. Longer: a writer died between its line and the head;
 * whole lines that the next keys seal are taken over, anything else is a fragment, left in place and named by a note.
 * Shorter: lines are gone (a power cut without fsync, or somebody cut them off), and a note says so for ever.
 */
import { readSync } from "node:fs";
import type { Head } from "./head.ts";
import { type Note, parseRecord } from "./record.ts";
import { digest, evolve, isSealedBy, lineHash, toHex } from "./seal.ts";

export interface Settled {
  readonly head: Head;
  /** To be written, sealed, before anything else. */
  readonly note: Note | null;
  /** What has to stand before the note so that it begins a line. */
  readonly lead: "" | "\n";
}

/** Fragments are hashed, and searched for lines to take over, up to here. */
const fragmentLimit = 4 * 1024 * 1024;
const newline = 10;

/** Brings a head that does not fit the file's size to where the log really ends, and says what is to be noted of it. */
export function settle(head: Head, file: number, size: number): Settled {
  if (size < head.size) {
    const note = { event: "lost", expected: head.size, found: size };
    return { head: { ...head, size }, note, lead: size === 0 || endsLine(file, size) ? "" : "\n" };
  }
  const tail = Buffer.alloc(Math.min(size - head.size, fragmentLimit));
  const read = readSync(file, tail, 0, tail.length, head.size);
  const { current, used } = takeOver(head, tail.subarray(0, read));
  if (current.size === size || current.generation !== head.generation)
    return { head: current, note: null, lead: "" };
  const note = {
    event: "torn",
    offset: current.size,
    bytes: size - current.size,
    hashed: read - used,
    sha256: toHex(digest(tail.subarray(used, read))),
  };
  return { head: { ...current, size }, note, lead: endsLine(file, size) ? "" : "\n" };
}

/** Moves the head over each whole line that its key seals. */
function takeOver(head: Head, tail: Buffer): { current: Head; used: number } {
  let current = head;
  let used = 0;
  for (;;) {
    const end = tail.indexOf(newline, used);
    if (end < 0) break;
    const line = tail.toString("utf8", used, end);
    if (!isSealedBy(line, current.key)) break;
    used = end + 1;
    current = {
      ...current,
      seq: current.seq + 1,
      size: head.size + used,
      key: evolve(current.key),
      prev: lineHash(line),
    };
    if (isRotation(line)) return { current: { ...current, generation: head.generation + 1, size: 0 }, used };
  }
  return { current, used };
}

function isRotation(line: string): boolean {
  const record = line.includes('"event":"rotate"') ? parseRecord(line) : null;
  return record?.type === "note" && record.event === "rotate";
}

function endsLine(file: number, size: number): boolean {
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === newline;
}
