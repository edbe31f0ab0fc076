/**
 * The payload: all grammars in one file, which `build/compile.ts` appends to the binary.
 *
 * Layout: `[member, padded to a page]… [index, JSON] [trailer]`. The trailer (24 bytes) is the last thing in the
 * file: the magic, then two little-endian 32-bit numbers, bytes of the index and bytes of the whole payload.
 * src/system/payload.ts reads it.
 */
import { type Index, type Member, magic, trailerBytes } from "../src/system/payload.ts";
import type { Image } from "./image.ts";

/** Members begin at multiples of this, in the payload and in the binary: the largest page size of any target. */
export const alignment = 65536;

export type Part =
  | { readonly name: string; readonly kind: "native"; readonly image: Image }
  | { readonly name: string; readonly kind: "wasm"; readonly module: Uint8Array };

export function pack(parts: readonly Part[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const members: Member[] = [];
  let at = 0;
  const append = (bytes: Uint8Array): void => {
    chunks.push(bytes);
    at += bytes.length;
  };
  for (const part of parts) {
    const bytes = part.kind === "native" ? part.image.bytes : part.module;
    members.push(
      part.kind === "native"
        ? {
            name: part.name,
            kind: "native",
            offset: at,
            bytes: bytes.length,
            codeBytes: part.image.codeBytes,
            exports: part.image.exports,
          }
        : { name: part.name, kind: "wasm", offset: at, bytes: bytes.length },
    );
    append(bytes);
    append(new Uint8Array(-at & (alignment - 1)));
  }
  const index: Index = { members };
  const text = new TextEncoder().encode(JSON.stringify(index));
  append(text);
  const trailer = new Uint8Array(trailerBytes);
  trailer.set(new TextEncoder().encode(magic));
  const view = new DataView(trailer.buffer);
  view.setUint32(trailerBytes - 8, text.length, true);
  view.setUint32(trailerBytes - 4, at + trailerBytes, true);
  append(trailer);

  const result = new Uint8Array(at);
  let to = 0;
  for (const chunk of chunks) {
    result.set(chunk, to);
    to += chunk.length;
  }
  return result;
}
