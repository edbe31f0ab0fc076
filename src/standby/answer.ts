/**
 * What a process that asked is told: how to become the real shell, as a picture of its own memory. Everything in it is by
 * position; native/front/standby.h adds where it has put it, makes the calls, and executes. It decides nothing.
 *
 *     u32 size of the rest, u32 kind
 *         s  start as usual: there is more to do, or it is not to run
 *         g  go: twelve u32 in all, positions counted from the message's beginning
 *            relocations, how many: u32 each, the positions of u64 that are to become addresses
 *            descriptors, how many: u32 each, the positions of u64 that are to become the descriptor that comes along
 *            calls, how many: eight u64 each (struct call of native/spawn.c)
 *            path (string), argv, envp (tables of u64, closed by 0)
 *            how its output is cleaned (native/front/carry.h), 0: it passes untouched
 */
import type { OutputRules } from "../keeper/protocol.ts";
import { type Argument, type ChildCall, systemCallNumber } from "../system/index.ts";

/** How to become the real shell. */
export interface Go {
  readonly kind: "go";
  readonly path: string;
  readonly arguments: readonly Uint8Array[];
  readonly environment: readonly Uint8Array[];
  /** What confines it. At most one descriptor of ours may be in them. */
  readonly calls: readonly ChildCall[];
  /** How its output is cleaned; null: it passes untouched. */
  readonly output: Cleaning | null;
}

export interface Cleaning {
  /** For the runtime, where it has to go on. */
  readonly rules: OutputRules;
  /** What may go out before that (controls/output/plain.ts). */
  readonly plain: { readonly tables: Uint8Array; readonly columns: number; readonly lines: number };
}

export type Answer = Go | { readonly kind: "start" };

export interface Encoded {
  readonly bytes: Uint8Array;
  /** The descriptor that has to go with it. */
  readonly descriptor: number | null;
}

const headBytes = 48;
const word = 8;

/** A message that is put together: each part at a multiple of eight bytes. */
class Picture {
  #bytes = new Uint8Array(1 << 14);
  #view = new DataView(this.#bytes.buffer);
  #size = headBytes;
  readonly relocations: number[] = [];
  readonly descriptors: number[] = [];
  descriptor: number | null = null;

  /** Puts bytes into it; answers where they are. */
  put(bytes: Uint8Array): number {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
    return at;
  }

  /** A string with its closing NUL: what makes room has zeros in it. */
  string(bytes: Uint8Array): number {
    const at = this.#room(bytes.length + 1);
    this.#bytes.set(bytes, at);
    return at;
  }

  /** Pointers to strings, and a null. */
  table(strings: readonly Uint8Array[]): number {
    const places = strings.map((string) => this.string(string));
    const at = this.#room((places.length + 1) * word);
    places.forEach((place, index) => {
      this.#point(at + index * word, place);
    });
    return at;
  }

  calls(calls: readonly ChildCall[]): number {
    const rows = calls.map(({ name, arguments: list, expected = -4096 }) => ({
      number: typeof name === "string" ? systemCallNumber(name) : name.number,
      arguments: list.map((argument) => this.#argument(argument)),
      expected,
    }));
    const at = this.#room(rows.length * 8 * word);
    rows.forEach((row, index) => {
      const start = at + index * 8 * word;
      this.#set(start, row.number);
      row.arguments.forEach((value, position) => {
        const place = start + (1 + position) * word;
        if (value.kind === "address") this.#point(place, value.at);
        else if (value.kind === "descriptor") this.descriptors.push(place);
        else this.#set(place, value.value);
      });
      this.#set(start + 7 * word, row.expected);
    });
    return at;
  }

  /** `struct cleaning` of native/front/carry.h. */
  cleaning({ rules, plain }: Cleaning): number {
    const text = Buffer.from(JSON.stringify(rules));
    const [rulesAt, tablesAt] = [this.put(text), this.put(plain.tables)];
    return this.numbers([rulesAt, text.length, tablesAt, plain.columns, plain.lines, 0]);
  }

  numbers(list: readonly number[]): number {
    const at = this.#room(list.length * 4);
    list.forEach((value, index) => {
      this.#view.setUint32(at + index * 4, value, true);
    });
    return at;
  }

  /** The message, with its head. */
  finished(head: readonly number[]): Uint8Array {
    head.forEach((value, index) => {
      this.#view.setUint32(index * 4, value, true);
    });
    this.#view.setUint32(0, this.#size - 4, true);
    return this.#bytes.subarray(0, this.#size);
  }

  #argument(
    argument: Argument,
  ): { kind: "address"; at: number } | { kind: "descriptor" } | { kind: "number"; value: number } {
    if (typeof argument === "number") return { kind: "number", value: argument };
    if (!("kind" in argument))
      return {
        kind: "address",
        at: this.put(new Uint8Array(argument.buffer, argument.byteOffset, argument.byteLength)),
      };
    if (argument.kind === "descriptor") {
      if (this.descriptor !== null && this.descriptor !== argument.number)
        throw new Error("one descriptor goes with an answer");
      this.descriptor = argument.number;
      return { kind: "descriptor" };
    }
    const at = this.put(argument.bytes);
    this.#point(at + argument.at, this.put(argument.to));
    return { kind: "address", at };
  }

  #set(at: number, value: number): void {
    this.#view.setBigInt64(at, BigInt(value), true);
  }

  #point(at: number, to: number): void {
    this.#set(at, to);
    this.relocations.push(at);
  }

  #room(size: number): number {
    const at = this.#size;
    this.#size = Math.ceil((at + size) / word) * word;
    if (this.#size > this.#bytes.length) {
      const more = new Uint8Array(2 * this.#size);
      more.set(this.#bytes);
      this.#bytes = more;
      this.#view = new DataView(more.buffer);
    }
    return at;
  }
}

/** `longest_picture` of native/front/standby.h. */
const longest = 1 << 22;

export function encodeAnswer(answer: Answer): Encoded {
  if (answer.kind === "start") return start();
  const picture = new Picture();
  const path = picture.string(Buffer.from(answer.path));
  const argv = picture.table(answer.arguments);
  const envp = picture.table(answer.environment);
  const calls = picture.calls(answer.calls);
  const output = answer.output === null ? 0 : picture.cleaning(answer.output);
  const { relocations, descriptors } = picture;
  const lists = [
    picture.numbers(relocations),
    relocations.length,
    picture.numbers(descriptors),
    descriptors.length,
  ];
  const head = [0, kindOf("g"), ...lists, calls, answer.calls.length, path, argv, envp, output];
  const bytes = picture.finished(head);
  return bytes.length > longest ? start() : { bytes, descriptor: picture.descriptor };
}

function start(): Encoded {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 4, true);
  view.setUint32(4, kindOf("s"), true);
  return { bytes, descriptor: null };
}

function kindOf(letter: string): number {
  return letter.charCodeAt(0);
}
