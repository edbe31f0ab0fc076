/** Whether a value looks like a secret, whatever its name: token formats, private keys, passwords in addresses. */
import { matchBody, type Prefixed, prefixTable } from "./match.ts";

/** Values shorter than this hold nothing worth taking. */
const SHORTEST = 8;

let buckets: readonly (readonly Prefixed[])[] | undefined;

/** The token formats by their first byte, so that most positions of a value cost one look. */
function byFirstByte(first: number): readonly Prefixed[] {
  if (!buckets) {
    const made: Prefixed[][] = Array.from({ length: 256 }, () => []);
    for (const entry of prefixTable()) made[entry.prefix[0] ?? 0]?.push(entry);
    buckets = made;
  }
  return buckets[first] ?? [];
}

/** What kind of secret the value holds, or null. `bytes` is one environment entry, the value begins at `start`. */
export function secretInValue(bytes: Uint8Array, start: number): string | null {
  const length = bytes.length - start;
  if (length < SHORTEST) return null;
  let word = true;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const inWord = isWord(byte);
    // Tokens stand at the start of a word: this keeps long lists of paths cheap.
    if (inWord && word) {
      const kind = tokenAt(bytes, at);
      if (kind !== null) return kind;
    }
    word = !inWord;
  }
  return structure(bytes, start);
}

function tokenAt(bytes: Uint8Array, at: number): string | null {
  for (const { kind, prefix, body } of byFirstByte(bytes[at] ?? 0)) {
    if (at + prefix.length > bytes.length) continue;
    let same = true;
    for (let i = 1; same && i < prefix.length; i++) same = bytes[at + i] === prefix[i];
    if (same && matchBody(bytes, at + prefix.length, bytes.length, body) >= 0) return kind;
  }
  return null;
}

function isWord(byte: number): boolean {
  return (
    (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 95
  );
}

const DASH = 45;
const COLON = 58;
const AT = 64;
const BRACE = 123;
const decoder = new TextDecoder();

/** Secrets that are told by structure and not by a beginning. Text is only made where a byte says that it may be one. */
function structure(bytes: Uint8Array, start: number): string | null {
  const first = bytes[start];
  const mayBeKey = first === DASH || first === BRACE || first === 34;
  const mayBeAddress = bytes.indexOf(AT, start) > 0 && bytes.indexOf(COLON, start) > 0;
  if (!mayBeKey && !mayBeAddress) return null;
  const value = decoder.decode(bytes.subarray(start));
  if (mayBeKey && /-----BEGIN [A-Z ]*PRIVATE KEY|"private_key"\s*:|"client_secret"\s*:/.test(value))
    return "private key";
  return mayBeAddress ? passwordInAddress(value) : null;
}

/** `scheme://user:password@host`. One for this machine is a development database's, which tests need and nobody can use elsewhere. */
function passwordInAddress(value: string): string | null {
  const match = /[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s/@]+)@(\[[^\]]*\]|[^\s/:?#]+)/i.exec(value);
  if (!match) return null;
  const [, password = "", host = ""] = match;
  if (/^\$\{?\w+\}?$|^<.*>$/.test(password)) return null;
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/i.test(host)
    ? null
    : "password in an address";
}

/**
 * Whether a value is worth taking at all when only the name's shape says "secret": numbers, words, paths and addresses
 * are settings (`MAX_TOKENS=4096`, `AUTH=none`, `SSH_KEY=~/.ssh/x`).
 */
export function isPlainSetting(value: string): boolean {
  if (value.length < 4) return true;
  if (
    /^(?:true|false|yes|no|on|off|none|null|auto|default|always|never|required|optional|disabled|enabled|basic|bearer|oauth2?)$/i.test(
      value,
    )
  )
    return true;
  if (/^-?[\d.,]+[a-z]{0,2}$/i.test(value) && value.length < 12) return true;
  return /^(?:\/|~\/|\.{1,2}\/|file:\/\/)[^\s]*$/.test(value);
}
