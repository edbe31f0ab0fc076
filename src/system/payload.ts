/**
 * What the binary carries behind its own end: native images and WASM modules, found by name.
 *
 * The payload is read from the running executable itself, so it is as trustworthy as the binary and nothing is
 * unpacked anywhere. When run from a checkout it is the file that `build/grammar.ts` made. The layout is in
 * grammar/payload.ts.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export const magic = "guardsh payload\n";
export const trailerBytes = 24;

export type Member =
  | {
      readonly name: string;
      readonly kind: "native";
      /** Bytes from the beginning of the payload. */
      readonly offset: number;
      readonly bytes: number;
      readonly codeBytes: number;
      readonly exports: Readonly<Record<string, number>>;
    }
  | { readonly name: string; readonly kind: "wasm"; readonly offset: number; readonly bytes: number };

export interface Index {
  readonly members: readonly Member[];
}

export interface Payload {
  readonly path: string;
  /** Where the payload begins in that file. */
  readonly base: number;
  readonly members: readonly Member[];
}

let found: Payload | string | undefined;

/** The payload, or why there is none (one line). */
export function payload(): Payload | string {
  found ??= find();
  return found;
}

/** Runs `use` with the payload's file open. */
export function withPayload<T>(from: Payload, use: (descriptor: number) => T): T {
  const descriptor = openSync(from.path, "r");
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function find(): Payload | string {
  const tried: string[] = [];
  for (const path of places()) {
    const result = readPayload(path);
    if (typeof result !== "string") return result;
    tried.push(result);
  }
  return tried.join("; ");
}

/** A compiled binary looks into itself only; a checkout into its own `dist/`. */
function places(): string[] {
  if (import.meta.dir.startsWith("/$bunfs")) return ["/proc/self/exe", process.execPath];
  const libc = process.platform === "linux" ? `linux-${process.arch}` : process.platform;
  return [`${import.meta.dir}/../../dist/grammar/${libc}.payload`];
}

/** The payload at the end of that file, or why there is none (one line). */
export function readPayload(path: string): Payload | string {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch {
    return `cannot read ${path}`;
  }
  try {
    const size = fstatSync(descriptor).size;
    const trailer = new Uint8Array(trailerBytes);
    readSync(descriptor, trailer, 0, trailerBytes, size - trailerBytes);
    if (new TextDecoder().decode(trailer.subarray(0, magic.length)) !== magic) return `no grammar in ${path}`;
    const view = new DataView(trailer.buffer);
    const indexBytes = view.getUint32(trailerBytes - 8, true);
    const text = new Uint8Array(indexBytes);
    readSync(descriptor, text, 0, indexBytes, size - trailerBytes - indexBytes);
    const index: unknown = JSON.parse(new TextDecoder().decode(text));
    if (!isIndex(index)) return `damaged grammar index in ${path}`;
    return { path, base: size - view.getUint32(trailerBytes - 4, true), members: index.members };
  } catch (error) {
    return `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    closeSync(descriptor);
  }
}

/** Shallow: the index was written by our own build and sits in our own binary. */
function isIndex(value: unknown): value is Index {
  return typeof value === "object" && value !== null && "members" in value && Array.isArray(value.members);
}
