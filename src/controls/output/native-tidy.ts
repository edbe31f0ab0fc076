/** The common part of the cleaner in C (native/tidy.c). */
import { ptr } from "bun:ffi";
import { loadNative } from "../../system/index.ts";
import { ByteBuffer } from "./buffer.ts";
import { planeZero } from "./invisible.ts";

/** What has become of the input. */
export interface Tidied {
  /** The text that is left; good until the next call. */
  readonly text: Uint8Array;
  /** Where in the input the cleaner has to go on. */
  readonly end: number;
  /** Escape sequences that were taken out. */
  readonly escapes: number;
}

/** @param sequences take escape sequences out, too; false where some are to be kept */
export type Tidy = (bytes: Uint8Array, from: number, sequences: boolean) => Tidied;

/** `STEP` in tidy.c, at most: so many bytes are written at once, the last of them perhaps behind the text. */
const STEP = 16;

/** Null where native code cannot be loaded. */
export function nativeTidy(): Tidy | null {
  const bind = loadNative("tidy");
  if (typeof bind === "string") return null;
  const tidy = bind("guardsh_tidy", {
    args: ["ptr", "i32", "i32", "ptr", "ptr", "i32", "ptr"],
    returns: "i32",
  });
  const out = new ByteBuffer(65_536);
  const kinds = planeZero();
  /** `struct tidied` of tidy.c. Kept here with the other two, because C is given their addresses. */
  const result = new Int32Array(3);
  return (bytes, from, sequences) => {
    out.clear();
    out.reserve(bytes.length - from + STEP);
    tidy(bytes, from, bytes.length, ptr(out.bytes), ptr(kinds), sequences ? 1 : 0, ptr(result));
    const [end = from, written = 0, escapes = 0] = result;
    return { text: out.bytes.subarray(0, written), end, escapes };
  };
}
