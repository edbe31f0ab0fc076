/**
 * What this process was started with, byte for byte. JavaScript strings lose bytes that are not UTF-8, and Bun
 * shows neither the real `argv[0]` nor an environment free of its own additions; the kernel has both.
 */
import { readFileSync } from "node:fs";

/** The arguments from `argv[0]` on. Without /proc: what Bun knows of them, as UTF-8. */
export function rawArguments(): readonly Uint8Array[] {
  try {
    return splitAtZero(readFileSync("/proc/self/cmdline"));
  } catch {
    return [process.argv0, ...process.argv.slice(2)].map((argument) => Buffer.from(argument));
  }
}

/** The environment as `NAME=value` entries in their order. Without /proc: what Bun knows of it, as UTF-8. */
export function rawEnvironment(): readonly Uint8Array[] {
  try {
    return splitAtZero(readFileSync("/proc/self/environ"));
  } catch {
    return Object.entries(process.env).map(([name, value]) => Buffer.from(`${name}=${value ?? ""}`));
  }
}

/**
 * Makes `process.env` what this process was started with, for the programs that it will start: native/front.c keeps variables that
 * steer the runtime from it, and adds two. A shell's command does not need this, it gets {@link rawEnvironment}.
 */
export function restoreEnvironment(): void {
  const before = rawEnvironment().map(text);
  for (const name of Object.keys(process.env)) if (name.startsWith("BUN_")) delete process.env[name];
  for (const entry of before) {
    const equals = entry.indexOf("=");
    if (entry.startsWith("BUN_") && equals > 0) process.env[entry.slice(0, equals)] = entry.slice(equals + 1);
  }
}

/** `a\0b\0` → [a, b]. */
function splitAtZero(block: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let end = block.indexOf(0); end >= 0; end = block.indexOf(0, start)) {
    parts.push(block.subarray(start, end));
    start = end + 1;
  }
  if (start < block.length) parts.push(block.subarray(start));
  return parts;
}

// A byte order mark is a character like any other: without it a name such as `<mark>-c` would be read as an option.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes as text; what is no UTF-8 becomes U+FFFD, and every ASCII byte stays where it was. */
export function text(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** The value of a variable in a raw environment; the first entry counts, as in getenv(3). */
export function variable(environment: readonly Uint8Array[], name: string): string | null {
  const prefix = Buffer.from(`${name}=`);
  for (const entry of environment) if (names(entry, prefix)) return text(entry.subarray(prefix.length));
  return null;
}

/** Does an entry begin with `NAME=`? Two bytes tell for nearly all, and environments are long. */
function names(entry: Uint8Array, prefix: Buffer): boolean {
  const last = prefix.length - 1;
  if (entry[last] !== 0x3d || entry[0] !== prefix[0]) return false;
  return prefix.equals(entry.subarray(0, prefix.length));
}

/** The environment with one variable set; entries of that name that were there are gone. */
export function withVariable(
  environment: readonly Uint8Array[],
  name: string,
  value: string,
): readonly Uint8Array[] {
  return [...withoutVariable(environment, name), Buffer.from(`${name}=${value}`)];
}

/** The environment without any entry of that name. */
export function withoutVariable(environment: readonly Uint8Array[], name: string): readonly Uint8Array[] {
  const prefix = Buffer.from(`${name}=`);
  return environment.filter((entry) => !names(entry, prefix));
}
