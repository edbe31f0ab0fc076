/**
 * How a command ended that was settled here and whose output was cleaned: what its guardsh tells, on the connection on which it asked.
 * The answer is text for standard error, then the connection is closed.
 *
 *     u32 size of the rest, u32 "done", i32 status, u32 size of what follows,
 *     i64 microseconds, i64 bytes of output, what was cleaned (JSON), the last of the output
 */
import { type Ended, isEnded } from "../keeper/protocol.ts";

const headBytes = 32;
const sign = "done";

/** Null while bytes are missing. Throws for what is no end. */
export function decodeEnding(bytes: Buffer): Ended | null {
  if (bytes.length < headBytes) return null;
  const end = 4 + bytes.readUInt32LE(0);
  const from = headBytes + bytes.readUInt32LE(12);
  if (bytes.toString("latin1", 4, 8) !== sign || from > end) throw new Error("no end");
  if (bytes.length < end) return null;
  const ended: unknown = {
    status: bytes.readInt32LE(8),
    milliseconds: Number(bytes.readBigInt64LE(16)) / 1000,
    bytes: Number(bytes.readBigInt64LE(24)),
    cleaned: from === headBytes ? {} : JSON.parse(bytes.toString("utf8", headBytes, from)),
    tail: bytes.toString("utf8", from, end),
  };
  if (!isEnded(ended)) throw new Error("no end");
  return ended;
}

export function encodeEnding({ status, milliseconds, bytes, tail, cleaned }: Ended): Uint8Array {
  const [counts, last] = [Buffer.from(JSON.stringify(cleaned)), Buffer.from(tail)];
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(headBytes - 4 + counts.length + last.length, 0);
  head.write(sign, 4, "latin1");
  head.writeInt32LE(status, 8);
  head.writeUInt32LE(counts.length, 12);
  head.writeBigInt64LE(BigInt(Math.round(milliseconds * 1000)), 16);
  head.writeBigInt64LE(BigInt(bytes), 24);
  return Buffer.concat([head, counts, last]);
}
