/**
 * Source text → the whole concrete syntax tree of a tree-sitter grammar, as one flat array (flat-tree.ts).
 */

import type { Bounds } from "../script.ts";
import { type Engine, nativeEngine, wasmEngine } from "./engine.ts";
import type { Language, ParseOutcome } from "./flat-tree.ts";

export { type FlatTree, field, flag, type Language, nodeInts, type ParseOutcome } from "./flat-tree.ts";

/**
 * Parses `source` whole. Synchronous; the first call for a language loads its grammar.
 *
 * Bounds: `bytes` of the source in UTF-8, `milliseconds` of parsing, and `depth`, of which one level of script
 * nesting is taken as ten levels of the concrete tree (`$( … )` is four; a list of n commands is n deep).
 */
export function parseFlat(language: Language, source: string, bounds: Bounds): ParseOutcome {
  // No code unit takes more than three bytes, so most texts need not be measured.
  if (source.length * 3 > bounds.bytes && Buffer.byteLength(source) > bounds.bytes) {
    return { kind: "bound", bound: "bytes" };
  }
  const engine = engineFor(language);
  return typeof engine === "string" ? { kind: "unavailable", detail: engine } : engine(source, bounds);
}

const loaded = new Map<Language, Engine | string>();

/** Native where it can be loaded, else WASM, else why neither can. */
function engineFor(language: Language): Engine | string {
  let engine = loaded.get(language);
  if (engine === undefined) {
    engine = nativeEngine(language);
    if (typeof engine === "string") {
      const module = wasmEngine(language);
      engine = typeof module === "string" ? `native: ${engine}; WASM: ${module}` : module;
    }
    loaded.set(language, engine);
  }
  return engine;
}
