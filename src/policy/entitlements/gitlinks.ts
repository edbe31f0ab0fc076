/**
 * Repositories within a repository, as its index has them. `git status`, `diff` and some more look into each, and so go by the settings
 * that it brought along.
 */
import type { World } from "../../meaning/world.ts";

/** The largest index that is read, bytes: some hundred thousand files. */
const LIMIT = 32 * 1024 * 1024;

const GITLINK = 0o160000;
const TYPE = 0o170000;

/** True also where the index cannot be read. */
export function mayHoldRepositories(git: string, world: World): boolean {
  const path = `${git}/index`;
  if (world.readBytes === undefined || world.kind(path) === "missing") return false;
  const bytes = world.readBytes(path, LIMIT);
  return bytes === null || bytes.length >= LIMIT || hasGitlink(bytes);
}

/**
 * gitformat-index(5), versions 2 to 4, with names of objects of 20 bytes (those of 32 are not plain by their settings). A split index,
 * which has its entries in another file, counts as one.
 */
export function hasGitlink(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 32 || view.getUint32(0) !== 0x44495243) return true;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return true;
  let at = 12;
  for (let left = view.getUint32(8); left > 0; left--) {
    if (at + 64 > bytes.length) return true;
    if ((view.getUint32(at + 24) & TYPE) === GITLINK) return true;
    const extended = (view.getUint16(at + 60) & 0x4000) !== 0;
    // In version 4 how much of the name before counts comes first; none of its bytes ends a name.
    let name = at + (extended ? 64 : 62);
    if (version === 4) while (((bytes[name++] ?? 0) & 0x80) !== 0);
    const end = bytes.indexOf(0, name);
    if (end < 0) return true;
    at = version === 4 ? end + 1 : at + (((end - at) >> 3) + 1) * 8;
  }
  return new TextDecoder("latin1").decode(bytes.subarray(at, at + 4)) === "link";
}
