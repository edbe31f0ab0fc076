/** What the tests of the output filter share. */
import { createFilter, type Engine, type OutputOptions } from "../../../src/controls/output/index.ts";

/** Latin-1 text stands for bytes: `"\xe2\x80\x8b"` is three bytes. */
export function bytes(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Filters input given as chunks; answers the output as bytes. */
export function filterChunks(
  chunks: readonly Uint8Array[],
  options: Partial<OutputOptions> = {},
  engine?: Engine,
): Uint8Array {
  const filter = createFilter(options, engine);
  const parts = chunks.map((chunk) => Uint8Array.from(filter.push(chunk)));
  parts.push(Uint8Array.from(filter.end()));
  return Buffer.concat(parts);
}

/** Filters a text (or bytes) at once; answers the output as text. */
export function clean(input: string | Uint8Array, options: Partial<OutputOptions> = {}): string {
  const chunk = typeof input === "string" ? utf8(input) : input;
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(filterChunks([chunk], options));
}

/** The same, one byte at a time. */
export function cleanBytewise(input: string | Uint8Array, options: Partial<OutputOptions> = {}): string {
  const whole = typeof input === "string" ? utf8(input) : input;
  const chunks = Array.from(whole, (byte) => Uint8Array.of(byte));
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(filterChunks(chunks, options));
}
