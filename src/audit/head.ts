/**
 * The head: a fixed-size file that says how far the log goes and holds the key of the next line. It is overwritten in
 * place by one write, so the old key does not stay behind in the file, and its lock is the lock of the whole log.
 *
 * Plain typed arrays and no Buffer methods: this is on the way of every command, and the first `Buffer.subarray` of a
 * process alone costs more than all of the rest here.
 */
import { digest, fromHex, keyBytes, toHex } from "./seal.ts";

export interface Head {
  /** 16 hexadecimal digits that name the chain. */
  readonly chain: string;
  /** Sequence number of the next line. */
  readonly seq: number;
  /** Number of the file that is written to: `000001.jsonl` and so on. */
  readonly generation: number;
  /** Bytes of that file that are accounted for. */
  readonly size: number;
  /** Key of the next line. */
  readonly key: Uint8Array;
  /** Hash of the last line. */
  readonly prev: Uint8Array;
  /** True while files are append-only by `guardsh audit lock`. */
  readonly locked: boolean;
}

export const headBytes = 160;
const magic = 0x314455_41485347n; // "GSHAUD1\0", little-endian
const hashBytes = 32;
const at = {
  magic: 0,
  chain: 8,
  seq: 16,
  generation: 24,
  flags: 28,
  size: 32,
  key: 40,
  prev: 72,
  check: 128,
} as const;

/** The head as the bytes of its file, always equally many. */
export function encodeHead(head: Head): Uint8Array {
  const bytes = new Uint8Array(headBytes);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(at.magic, magic, true);
  bytes.set(fromHex(head.chain), at.chain);
  view.setBigUint64(at.seq, BigInt(head.seq), true);
  view.setUint32(at.generation, head.generation, true);
  view.setUint32(at.flags, head.locked ? 1 : 0, true);
  view.setBigUint64(at.size, BigInt(head.size), true);
  bytes.set(head.key, at.key);
  bytes.set(head.prev, at.prev);
  bytes.set(checksum(bytes), at.check);
  return bytes;
}

/** Null when the bytes are not a head: another version's, or damaged. */
export function decodeHead(bytes: Uint8Array<ArrayBuffer>): Head | null {
  if (bytes.length !== headBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, headBytes);
  if (view.getBigUint64(at.magic, true) !== magic) return null;
  const expected = checksum(bytes);
  for (let index = 0; index < hashBytes; index++)
    if (bytes[at.check + index] !== expected[index]) return null;
  return {
    chain: toHex(bytes.slice(at.chain, at.chain + 8)),
    seq: Number(view.getBigUint64(at.seq, true)),
    generation: view.getUint32(at.generation, true),
    locked: (view.getUint32(at.flags, true) & 1) !== 0,
    size: Number(view.getBigUint64(at.size, true)),
    key: bytes.slice(at.key, at.key + keyBytes),
    prev: bytes.slice(at.prev, at.prev + hashBytes),
  };
}

function checksum(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  return digest(bytes.slice(0, at.check));
}
