/**
 * Small files under a keyed hash. The key lies beside them, out of reach for whatever guardsh confines, which cannot
 * open the state directory at all. Where commands run unconfined, the key keeps out only who can write but not read there (an archive that
 * unpacks over it, a file moved from elsewhere): a program of the same user that reads the key can forge.
 */
import { timingSafeEqual } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode, replaceFile, writeOnce } from "../../system/index.ts";

const keyBytes = 32;
const macLength = 64;
const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The key of a directory; made at its first use. */
export function keyOf(directory: string): Uint8Array {
  const path = join(directory, "key");
  try {
    return readKey(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  writeOnce(path, crypto.getRandomValues(new Uint8Array(keyBytes)));
  return readKey(path);
}

function readKey(path: string): Uint8Array {
  const key = readOwn(path);
  if (key.length !== keyBytes)
    throw new Error(`${path} is damaged; remove it: open questions are asked anew`);
  return key;
}

/** Writes a value under the key. With `replace` false, a file that is there stays, and the answer is false. */
export function writeSealed(key: Uint8Array, path: string, value: object, replace: boolean): boolean {
  const text = JSON.stringify(value);
  const bytes = Buffer.from(`${mac(key, path, text)}${text}`);
  if (!replace) return writeOnce(path, bytes);
  replaceFile(path, bytes);
  return true;
}

/** The value of a file; null when there is none, or none that was written under this key and this name. */
export function readSealed(key: Uint8Array, path: string): unknown {
  try {
    const content = readOwn(path).toString();
    const text = content.slice(macLength);
    const given = Buffer.from(content.slice(0, macLength));
    const expected = Buffer.from(mac(key, path, text));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A plain file of our own; a link or a pipe in its place is none. */
function readOwn(path: string): Buffer {
  const file = openSync(path, readOnly);
  try {
    const { uid } = fstatSync(file);
    if (uid !== process.geteuid?.()) throw new Error(`${path} belongs to user ${uid}`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** The path's own name is under the hash too: a file moved to another name is worth nothing. */
function mac(key: Uint8Array, path: string, text: string): string {
  const name = path.slice(path.lastIndexOf("/", path.lastIndexOf("/") - 1) + 1);
  return new Bun.CryptoHasher("sha256", key).update(`guardsh approval\0${name}\0${text}`).digest("hex");
}
