/**
 * What native/front/standby.h asks: what its process was started with, byte for byte.
 *
 *     u32 size of the rest, u32 "stby", u32 number of arguments, u32 outputs (bits below),
 *     then strings, each closed by a NUL: the working directory, the arguments, the environment
 */
import { isAsked, type StartedWith, startedWith } from "../keeper/front.ts";

export interface Question extends StartedWith {
  /** Which of standard output and error somebody reads: a pipe, a socket or a file, no terminal and no device. */
  readonly outputs: Outputs;
}

export interface Outputs {
  readonly output: boolean;
  readonly error: boolean;
  /** Both are the same file. */
  readonly together: boolean;
}

const sign = "stby";
const bits = { output: 1, error: 2, together: 4 } as const;

/** The question in a whole message, its size before it; null while bytes are missing. Throws for what is none. */
export function decodeQuestion(bytes: Buffer): Question | null {
  if (bytes.length < 16) return null;
  if (!isAsked(bytes, sign)) throw new Error("no question");
  const started = startedWith(bytes, 16);
  if (started === null) return null;
  const outputs = bytes.readUInt32LE(12);
  const has = (bit: number) => (outputs & bit) !== 0;
  return {
    ...started,
    outputs: { output: has(bits.output), error: has(bits.error), together: has(bits.together) },
  };
}
