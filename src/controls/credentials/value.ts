/** Whether a value looks like a secret, whatever its name: token formats, private keys, passwords in addresses. */
import { findTokens } from "../../places/index.ts";

/**
 * What every secret has: a long run of a token's characters, a password's `@`, or a key's frame. One native scan, so
 * that paths, numbers and words, which most values are, cost nothing more.
 */
const possible = /[\w-]{20}|:\/\/[^\s/]*@|PRIVATE KEY|"(?:private_key|client_secret)"|\bSG\./;

/** No token is shorter, and no address with a password in it. */
const SHORTEST = 12;

/** What kind of secret the value holds, or null. */
export function secretInValue(value: string): string | null {
  if (value.length < SHORTEST || (value.length < 20 && !value.includes("@")) || !possible.test(value))
    return null;
  if (/-----BEGIN [A-Z ]*PRIVATE KEY|"private_key"\s*:|"client_secret"\s*:/.test(value)) return "private key";
  return findTokens(value)[0]?.kind ?? passwordInAddress(value);
}

/**
 * `scheme://user:password@host`. One for this machine is a development database's, which tests need and nobody can use elsewhere.
 * Of a scheme the end is enough: without a bound, each letter of a long value would be looked at from each letter before it.
 */
function passwordInAddress(value: string): string | null {
  const match = /[a-z][a-z0-9+.-]{0,15}:\/\/[^\s:/@]*:([^\s/@]+)@(\[[^\]]*\]|[^\s/:?#]+)/i.exec(value);
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
