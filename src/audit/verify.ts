/**
 * Reads a log from its first line to its last and names the first thing that is not as it was written. With the
 * verification key every seal is checked and the end is held against the head, whose key must be the one that so many
 * lines lead to; without it only the chain of hashes, which tells of accidents and not of forgers.
 */
import { readFileSync } from "node:fs";
import { readNamed } from "../system/index.ts";
import { decodeHead, type Head } from "./head.ts";
import { generations, headPath, logPath } from "./place.ts";
import { parseRecord, type StoredRecord } from "./record.ts";
import { digest, evolve, evolveBy, isSealedBy, lineHash, toHex, type VerificationKey } from "./seal.ts";

export interface Problem {
  readonly file: string;
  /** 1 for the first line. */
  readonly line: number;
  /** The number that the bad record has or should have. */
  readonly seq: number | null;
  readonly what: string;
}

export interface Verification {
  /** Chain that was verified; null where there is none. */
  readonly chain: string | null;
  /** False where no key was given. */
  readonly seals: boolean;
  /** Records that are as they were written. */
  readonly records: number;
  /** What somebody did, or a power cut. The first is the first bad record. */
  readonly problems: readonly Problem[];
  /** What crashes left and the log itself accounts for. */
  readonly remarks: readonly Problem[];
  /** Sequence number and hash of the last good record: to be kept elsewhere and given to a later `--at-least`. */
  readonly end: { readonly seq: number; readonly hash: string } | null;
}

/** Verifies the log of a state directory. */
export function verify(state: string, key: VerificationKey | null): Verification {
  const walk = new Walk(key);
  for (const generation of generations(state)) {
    const path = logPath(state, generation);
    walk.file(path, readFileSync(path));
  }
  return walk.finish(readHead(state), headPath(state));
}

/** Verifies files that were copied away, in their order; there is no head to hold the end against. */
export function verifyFiles(paths: readonly string[], key: VerificationKey | null): Verification {
  const walk = new Walk(key);
  for (const path of paths) walk.file(path, readNamed(path));
  return walk.finish(undefined, "");
}

/** Bytes that no seal covers, waiting for the note that accounts for them. */
interface Loose {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
  readonly bytes: Buffer;
  /** The number that it claims, where it reads as a record. */
  readonly claims: number | null;
}

/** Derivations for one line that claims a far-off number; a forger's number must not keep us busy for ever. */
const jumpLimit = 5_000_000;
const newline = 10;
const zeros = "0".repeat(64);

class Walk {
  readonly #key: VerificationKey | null;
  readonly #problems: Problem[] = [];
  readonly #remarks: Problem[] = [];
  #chain: string | null = null;
  /** False while the lines belong to a chain that the key is not for. */
  #ours = false;
  /** Number, key and `prev` that the next record has to have. */
  #seq = 0;
  #current: Uint8Array = new Uint8Array(32);
  #prev = zeros;
  #last: StoredRecord | null = null;
  #checkPrev = true;
  #records = 0;
  #loose: Loose[] = [];

  constructor(key: VerificationKey | null) {
    this.#key = key;
  }

  file(path: string, content: Buffer): void {
    let offset = 0;
    for (let number = 1; offset < content.length; number++) {
      const end = content.indexOf(newline, offset);
      const stop = end < 0 ? content.length : end;
      const text = content.toString("utf8", offset, stop);
      const next = end < 0 ? stop : end + 1;
      this.#line(path, number, offset, text, content.subarray(offset, next), end >= 0);
      offset = next;
    }
  }

  #line(file: string, line: number, offset: number, text: string, bytes: Buffer, whole: boolean): void {
    const record = parseRecord(text);
    if (record !== null && line === 1 && isStart(record)) this.#begin(record, file);
    if (!this.#ours) return;
    const key = record !== null && whole ? this.#accepts(record, text) : null;
    if (record === null || key === null) {
      this.#loose.push({ file, line, offset, bytes, claims: record?.seq ?? null });
      return;
    }
    this.#explainLoose(record, file);
    this.#explainGap(record, file, line);
    if (this.#checkPrev && record.prev !== this.#prev)
      this.#problem(
        file,
        line,
        record.seq,
        `record ${record.seq} does not follow the one before it: one of the two was changed`,
      );
    this.#seq = record.seq + 1;
    this.#current = evolve(key);
    this.#prev = toHex(lineHash(text));
    this.#checkPrev = true;
    this.#last = record;
    this.#records++;
  }

  /** A file begins a chain. With a key only that key's chain counts, and it may end only by its own sealed word. */
  #begin(record: StoredRecord, file: string): void {
    const chain = String(record.chain);
    if (this.#ours && chain === this.#chain) return;
    if (this.#ours) {
      if (this.#loose.length > 0) this.#complain(this.#loose, 0);
      if (this.#key !== null && this.#last?.event !== "succeeded")
        this.#problem(
          file,
          1,
          this.#seq,
          "another chain begins here without a word in this one: records may be missing at its end",
        );
      this.#loose = [];
    }
    this.#ours = this.#chain === null || this.#key === null;
    if (this.#key !== null && chain !== this.#key.chain) this.#ours = false;
    if (!this.#ours) return;
    this.#chain = chain;
    this.#seq = 0;
    this.#prev = zeros;
    this.#checkPrev = true;
    this.#current = this.#key?.key ?? new Uint8Array(32);
  }

  /** The key that seals this line; null when nothing makes it a line of the log at this point or further on. */
  #accepts(record: StoredRecord, text: string): Uint8Array | null {
    const jump = record.seq - this.#seq;
    if (!Number.isSafeInteger(jump) || jump < 0 || jump > jumpLimit) return null;
    if (this.#key === null) return this.#current;
    const key = evolveBy(this.#current, jump);
    return isSealedBy(text, key) ? key : null;
  }

  /** What lies between the last good record and this one: accounted for by it, or not. */
  #explainLoose(record: StoredRecord, file: string): void {
    const loose = this.#loose;
    const [first] = loose;
    if (first === undefined) return;
    this.#loose = [];
    if (record.event === "torn" && accounts(record, loose, file)) {
      const what = `${record.bytes} bytes that were never finished (crash or full disk), noted by record ${record.seq}`;
      this.#remarks.push({ ...place(first), seq: record.seq, what });
      return;
    }
    const room = record.seq - this.#seq;
    this.#checkPrev = false;
    if (record.event === "lost" && room > 0) return;
    this.#complain(loose, room);
    this.#seq += Math.min(room, loose.length);
  }

  #complain(loose: readonly Loose[], room: number): void {
    for (const [index, part] of loose.slice(0, 10).entries()) {
      const seq = this.#seq + index;
      const changed = index < room;
      this.#problem(
        part.file,
        part.line,
        changed ? seq : part.claims,
        changed ? `record ${seq} was changed` : "bytes that nobody has sealed were put in here",
      );
    }
  }

  #explainGap(record: StoredRecord, file: string, line: number): void {
    if (record.seq <= this.#seq) return;
    const last = record.seq - 1;
    const range = last === this.#seq ? `record ${last} is` : `records ${this.#seq} to ${last} are`;
    const noted = record.event === "lost" ? `, noted by record ${record.seq} (cut off, or a power cut)` : "";
    this.#problem(file, line, this.#seq, `${range} missing${noted}`);
    this.#checkPrev = false;
  }

  finish(head: Head | null | undefined, headFile: string): Verification {
    const tail = this.#loose;
    this.#loose = [];
    const [first] = tail;
    if (head !== undefined) this.#againstHead(head, headFile, tail);
    else if (first)
      this.#remarks.push({ ...place(first), seq: this.#seq, what: "the last record is not whole" });
    if (this.#key !== null && this.#chain === null)
      this.#problem(
        headFile,
        0,
        0,
        `the log that this key belongs to (chain ${this.#key.chain}) is not here`,
      );
    return {
      chain: this.#chain,
      seals: this.#key !== null,
      records: this.#records,
      problems: this.#problems,
      remarks: this.#remarks,
      end: this.#records > 0 ? { seq: this.#seq - 1, hash: this.#prev } : null,
    };
  }

  /** The end of the log: the head knows how many records there were, and holds the key that only they lead to. */
  #againstHead(head: Head | null, file: string, tail: readonly Loose[]): void {
    if (head === null) {
      if (this.#records > 0 || this.#key !== null)
        this.#problem(
          file,
          0,
          this.#seq,
          "the head is missing or damaged: whether records are missing at the end cannot be told",
        );
      return;
    }
    if (head.chain !== this.#chain) {
      if (this.#ours)
        this.#problem(file, 0, this.#seq, "the head is of another chain than the end of the log");
      return;
    }
    const missing = head.seq - this.#seq;
    if (missing > 0) {
      if (tail.length > 0) this.#complain(tail, missing);
      const from = this.#seq + Math.min(tail.length, missing);
      if (from < head.seq)
        this.#problem(file, 0, from, `records ${from} to ${head.seq - 1} are missing at the end`);
    } else if (tail[0]) {
      const what =
        "bytes behind the last record that nobody has sealed: the rest of a crash or a full disk (the next write notes it)";
      this.#remarks.push({ ...place(tail[0]), seq: this.#seq, what });
    }
    if (this.#key === null) return;
    const expected = evolveBy(this.#key.key, head.seq);
    if (!Buffer.from(expected).equals(head.key))
      this.#problem(file, 0, head.seq, "the head was replaced: its key is not the one that the log leads to");
  }

  #problem(file: string, line: number, seq: number | null, what: string): void {
    this.#problems.push({ file, line, seq, what });
  }
}

/** Do these bytes have the place, the length and the hash that the note says? */
function accounts(note: StoredRecord, loose: readonly Loose[], file: string): boolean {
  const [first] = loose;
  if (first === undefined || first.file !== file || first.offset !== note.offset) return false;
  const bytes = Buffer.concat(loose.map((part) => part.bytes));
  const length = typeof note.bytes === "number" ? note.bytes : -1;
  const hashed = typeof note.hashed === "number" ? note.hashed : -1;
  const rest = bytes.subarray(length);
  if (length > bytes.length || rest.length > 1 || (rest.length === 1 && rest[0] !== newline)) return false;
  return toHex(digest(bytes.subarray(0, hashed))) === note.sha256;
}

function place(loose: Loose): { file: string; line: number } {
  return { file: loose.file, line: loose.line };
}

function isStart(record: StoredRecord): boolean {
  return record.seq === 0 && record.type === "note" && record.event === "init";
}

function readHead(state: string): Head | null {
  try {
    return decodeHead(new Uint8Array(readFileSync(headPath(state))));
  } catch {
    return null;
  }
}
