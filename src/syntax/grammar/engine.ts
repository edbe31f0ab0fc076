/** The two ways to run a grammar: native code mapped from the binary, or the same C compiled to WASM. */
import { ptr } from "bun:ffi";
import { loadNative, loadWasm } from "../../system/index.ts";
import type { Bounds } from "../script.ts";
import { type Language, nodeInts, type ParseOutcome } from "./flat-tree.ts";

export type Engine = (source: string, bounds: Bounds) => ParseOutcome;

/** Levels of the concrete tree to one level of script. */
const treeLevels = 10;
const bytesPerNode = nodeInts * Int32Array.BYTES_PER_ELEMENT;

/** Every node costs the caller 24 bytes and a visit; densest real text has two nodes to a byte. */
function nodeBound(bounds: Bounds): number {
  return Math.max(1024, bounds.bytes * 2);
}

/** `guardsh_parse` in grammar/native/glue.c: these are its codes below zero. */
function failure(code: number): ParseOutcome {
  switch (code) {
    case -1:
      return { kind: "bound", bound: "time" };
    case -2:
      return { kind: "bound", bound: "depth" };
    case -3:
      return { kind: "bound", bound: "nodes" };
    case -4:
      return { kind: "unavailable", detail: "no memory for a parse" };
    default:
      return { kind: "unavailable", detail: `the grammar does not fit its runtime (code ${code})` };
  }
}

/** UTF-16LE, never empty: an empty buffer has no address. */
function encode(source: string): Buffer {
  return source.length === 0 ? Buffer.alloc(2) : Buffer.from(source, "utf16le");
}

/** The grammar as native code; why not, in words, where it cannot be loaded. */
export function nativeEngine(language: Language): Engine | string {
  const bind = loadNative(language);
  if (typeof bind === "string") return bind;
  const call = bind("guardsh_parse", { args: ["ptr", "u32", "u32", "u32", "ptr", "u32"], returns: "i32" });

  return (source, bounds) => {
    const text = encode(source);
    const microseconds = bounds.milliseconds * 1000;
    const depth = bounds.depth * treeLevels;
    // Room for what ordinary commands need; a denser tree is written again, it is not parsed again.
    let capacity = source.length + 64;
    let nodes = new Int32Array(capacity * nodeInts);
    let count = Number(call(ptr(text), source.length, microseconds, depth, ptr(nodes), capacity));
    if (count > nodeBound(bounds)) return { kind: "bound", bound: "nodes" };
    if (count > capacity) {
      capacity = count;
      nodes = new Int32Array(capacity * nodeInts);
      count = Number(call(null, 0, 0, depth, ptr(nodes), capacity));
    }
    if (count < 0) return failure(count);
    return { kind: "tree", tree: { nodes: nodes.subarray(0, count * nodeInts), count, engine: "native" } };
  };
}

type Parse = (
  text: number,
  units: number,
  us: number,
  depth: number,
  out: number,
  capacity: number,
) => number;

/** The grammar as WASM; why not, in words, where it cannot be loaded. */
export function wasmEngine(language: Language): Engine | string {
  const exports = loadWasm(language, { guardsh: { now: () => performance.now() } });
  if (typeof exports === "string") return exports;
  const { memory, guardsh_parse, guardsh_room } = exports;
  if (!(memory instanceof WebAssembly.Memory) || !isFunction(guardsh_parse) || !isFunction(guardsh_room)) {
    return `the ${language} module lacks what it should export`;
  }
  const parse: Parse = (...args) => Number(guardsh_parse(...args));

  return (source, bounds) => {
    try {
      const text = encode(source);
      const at = Number(guardsh_room(text.length, 1)) >>> 0;
      if (at === 0) return failure(-4);
      new Uint8Array(memory.buffer).set(text, at);
      const depth = bounds.depth * treeLevels;
      const count = parse(at, source.length, bounds.milliseconds * 1000, depth, 0, 0);
      if (count < 0) return failure(count);
      if (count > nodeBound(bounds)) return { kind: "bound", bound: "nodes" };
      const out = Number(guardsh_room(count * bytesPerNode, 0)) >>> 0;
      parse(0, 0, 0, depth, out, count);
      const nodes = new Int32Array(memory.buffer.slice(out, out + count * bytesPerNode));
      return { kind: "tree", tree: { nodes, count, engine: "wasm" } };
    } catch (error) {
      // A trap leaves the module in no known state.
      return { kind: "unavailable", detail: `the ${language} module failed: ${String(error)}` };
    }
  };
}

function isFunction(value: unknown): value is (...args: number[]) => unknown {
  return typeof value === "function";
}
