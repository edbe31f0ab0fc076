/**
 * The seal of the log. Each line carries the hash of the line before (`prev`) and a keyed hash of itself (`seal`). The
 * key is replaced by its own hash after each line and the old one is overwritten, so whoever takes over the account
 * later holds no key that could seal an earlier line anew. Who has the first key can compute all of them and verify.
 *
 * (Bellare and Yee, "Forward integrity for secure audit logs", 1997; Schneier and Kelsey, 1999.)
 */
const encoder = new TextEncoder();
const evolveLabel = encoder.encode("guardsh audit evolve\0");
const commandLabel = encoder.encode("guardsh audit command\0");

/** Length of `,"seal":"` + 64 hexadecimal digits + `"}`. */
const sealTail = 9 + 64 + 2;

export const keyBytes = 32;

/** The key of the next line. */
export function evolve(key: Uint8Array): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(evolveLabel).update(key).digest();
}

/** The key `steps` lines on. */
export function evolveBy(key: Uint8Array, steps: number): Uint8Array {
  let current = key;
  for (let step = 0; step < steps; step++) current = evolve(current);
  return current;
}

/** What the next line carries as `prev`: the hash of this line, seal included, newline not. */
export function lineHash(line: string): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(line).digest();
}

/** SHA-256 of bytes. */
export function digest(bytes: Uint8Array): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(bytes).digest();
}

/** A full line, without its newline, from the fields that are not the seal's own business. */
export function sealLine(fields: object, prev: Uint8Array, key: Uint8Array): string {
  const open = `${JSON.stringify(fields).slice(0, -1)},"prev":"${toHex(prev)}"`;
  return `${open},"seal":"${mac(open, key)}"}`;
}

/** True when the line carries the seal that this key makes. */
export function isSealedBy(line: string, key: Uint8Array): boolean {
  if (line.length <= sealTail || !line.endsWith('"}')) return false;
  const open = line.slice(0, -sealTail);
  return line === `${open},"seal":"${mac(open, key)}"}`;
}

/**
 * A keyed hash of a command as it was before secrets were taken out. The key is the line's own, so after the line is
 * written only the holder of the first key can test a guess against it.
 */
export function commandHash(original: string, key: Uint8Array): string {
  return new Bun.CryptoHasher("sha256", key).update(commandLabel).update(original).digest("hex");
}

function mac(text: string, key: Uint8Array): string {
  return new Bun.CryptoHasher("sha256", key).update(text).digest("hex");
}

export function toHex(bytes: Uint8Array): string {
  return bytes.toHex();
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.fromHex(text);
}

/** The verification key as people keep it: `guardsh-audit-key:CHAIN:KEY`. */
export function keyText(chain: string, key: Uint8Array): string {
  return `guardsh-audit-key:${chain}:${Buffer.from(key).toString("base64url")}`;
}

export interface VerificationKey {
  readonly chain: string;
  readonly key: Uint8Array;
}

/** Reads {@link keyText}; null when it is not one. */
export function parseKey(text: string): VerificationKey | null {
  const match = /^guardsh-audit-key:([0-9a-f]{16}):([A-Za-z0-9_-]{43})$/.exec(text.trim());
  if (!match?.[1] || !match[2]) return null;
  return { chain: match[1], key: Buffer.from(match[2], "base64url") };
}
