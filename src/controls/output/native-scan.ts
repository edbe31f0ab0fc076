/** The scanner in C (native/scan.c): some twenty times as fast, the same answers. */
import { ptr } from "bun:ffi";
import { alphabets, isWordByte } from "../../places/tokens/match.ts";
import { loadNative } from "../../system/index.ts";
import {
  type Anchored,
  type Anchors,
  commonnessOf,
  LEAD,
  MOST_LISTS,
  type Scanner,
  type ScanState,
  ScriptScanner,
} from "./scan.ts";

type Call = (bytes: Uint8Array, from: number, to: number, tables: number, state: number) => number;

/** Below this many bytes the call costs more than the loop. */
const WORTH_A_CALL = 256;
const UNLIMITED = 0x7fff_ffff;

let call: Call | null | undefined;

/**
 * The native scanner; null where native code cannot be loaded. With the anchors for tidied text, bytes from 0x80 on are plain
 * to it.
 */
export function nativeScanner(anchors: Anchors): Scanner | null {
  if (call === undefined) call = load();
  return call && new NativeScanner(anchors, call);
}

function load(): Call | null {
  const bind = loadNative("scan");
  if (typeof bind === "string") return null;
  const scan = bind("guardsh_scan", { args: ["ptr", "i32", "i32", "ptr", "ptr"], returns: "i32" });
  return (bytes, from, to, tables, state) => Number(scan(bytes, from, to, tables, state));
}

class NativeScanner implements Scanner {
  readonly #script: ScriptScanner;
  readonly #call: Call;
  /** `struct tables` and `struct state` of scan.c: kept here, because C holds their addresses. */
  readonly #tables: Uint8Array;
  readonly #state = new Int32Array(5);
  readonly #tablesAt: number;
  readonly #stateAt: number;

  constructor(anchors: Anchors, call: Call) {
    this.#script = new ScriptScanner(anchors);
    this.#call = call;
    this.#tables = layOut(anchors);
    this.#tablesAt = ptr(this.#tables);
    this.#stateAt = ptr(this.#state);
  }

  scan(bytes: Uint8Array, from: number, to: number, state: ScanState): number {
    if (to - from < WORTH_A_CALL) return this.#script.scan(bytes, from, to, state);
    const shared = this.#state;
    shared[0] = Math.min(state.column, UNLIMITED);
    shared[1] = Math.min(state.widest, UNLIMITED);
    shared[2] = Math.min(state.lines, UNLIMITED);
    shared[3] = state.previous;
    shared[4] = state.beforeThat;
    const at = this.#call(bytes, from, to, this.#tablesAt, this.#stateAt);
    state.column = shared[0] ?? 0;
    state.lines = shared[2] ?? 0;
    return at;
  }
}

const alphabetNames = Object.keys(alphabets);
const HALVES = 96;
/** Two sets of half bytes: for what is always looked for, and for what is in runs only. */
const IN_RUNS_AT = HALVES;
const ALPHABETS = 16;
const LEAD_BYTES = 5 + LEAD;
/** Where the parts of `struct tables` are. */
const KINDS_AT = 2 * HALVES;
const LISTS_AT = KINDS_AT + 0x10000;
const ALPHABETS_AT = LISTS_AT + 2 * (MOST_LISTS + 1);
const WORDS_AT = ALPHABETS_AT + ALPHABETS * 256;
const TIDIED_AT = WORDS_AT + 256;
const LEADS_AT = TIDIED_AT + 1;

/** `struct tables` of scan.c. */
export function layOut({ kinds, lists, tidied }: Anchors): Uint8Array {
  const leads = lists.flat();
  const tables = new Uint8Array(LEADS_AT + leads.length * LEAD_BYTES);
  const { always, inRuns } = halves(leads);
  tables.set(always);
  tables.set(inRuns, IN_RUNS_AT);
  tables[TIDIED_AT] = tidied ? 1 : 0;
  tables.set(kinds, KINDS_AT);
  const view = new DataView(tables.buffer);
  let first = 0;
  for (let list = 0; list <= MOST_LISTS; list++) {
    view.setUint16(LISTS_AT + 2 * list, first, true);
    first += lists[list]?.length ?? 0;
  }
  Object.values(alphabets).forEach((set, index) => {
    tables.set(set, ALPHABETS_AT + index * 256);
  });
  for (let byte = 0; byte < 256; byte++) tables[WORDS_AT + byte] = isWordByte(byte) ? 1 : 0;
  leads.forEach((lead, index) => {
    tables.set(leadStruct(lead), LEADS_AT + index * LEAD_BYTES);
  });
  return tables;
}

function leadStruct({ lead, offset, wordStart, follow, followCount }: Anchored): number[] {
  return [lead.length, offset, wordStart ? 1 : 0, alphabetNames.indexOf(follow), followCount, ...lead];
}

/** `RUN` in scan.c: tokens that have so many bytes of runs in a row are looked for only in runs. */
const RUN = 16;
const inRun = /^[A-Za-z0-9_-]$/;
const GROUPS = 8;

/** The half bytes of what is looked for always, and of what is looked for in runs. */
function halves(leads: readonly Anchored[]): { always: Uint8Array; inRuns: Uint8Array } {
  const always = new Set<string>();
  const inRuns = new Set<string>();
  for (const anchored of leads) {
    const three = String.fromCharCode(...anchored.lead.subarray(anchored.offset - 2, anchored.offset + 1));
    (isRun(anchored) ? inRuns : always).add(three);
  }
  return { always: grouped(always), inRuns: grouped(inRuns) };
}

/** Is its anchor in a run wherever it occurs? */
function isRun({ lead, offset, follow, followCount }: Anchored): boolean {
  let start = lead.length;
  while (start > 0 && inRun.test(String.fromCharCode(lead[start - 1] ?? 0))) start--;
  const following = follow === "base64" || follow === "dotted" ? 0 : followCount;
  return start <= offset && lead.length - start + following >= RUN;
}

/** Threes of bytes that share their look-ups: of each of the three bytes the low halves and the high halves. */
class Group {
  readonly #halves: readonly [low: Set<number>, high: Set<number>][] = [0, 1, 2].map(() => [
    new Set(),
    new Set(),
  ]);
  #common = 0;

  /** How much more of ordinary text it would be taken for with this three. */
  cost(three: string): number {
    return this.#commonWith(three) - this.#common;
  }

  add(three: string): void {
    this.#common = this.#commonWith(three);
    this.#halves.forEach(([low, high], i) => {
      low.add(three.charCodeAt(i) & 15);
      high.add(three.charCodeAt(i) >> 4);
    });
  }

  /** Sets the group's bit where it has a half byte. */
  write(tables: Uint8Array, bit: number): void {
    this.#halves.forEach(([low, high], i) => {
      for (const half of low) tables[32 * i + half] = (tables[32 * i + half] ?? 0) | bit;
      for (const half of high) tables[32 * i + 16 + half] = (tables[32 * i + 16 + half] ?? 0) | bit;
    });
  }

  #commonWith(three: string): number {
    let product = 1;
    this.#halves.forEach(([low, high], i) => {
      const byte = three.charCodeAt(i);
      let sum = 0;
      for (const upper of new Set(high).add(byte >> 4))
        for (const lower of new Set(low).add(byte & 15)) sum += commonness[(upper << 4) | lower] ?? 0;
      product *= sum;
    });
    return product;
  }
}

const commonness = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f ? commonnessOf(byte) : 0.1,
);

/** The look-up tables for anchors and the byte before them: each three joins the group that it spoils least. */
function grouped(threes: ReadonlySet<string>): Uint8Array {
  const all = Array.from({ length: GROUPS }, () => new Group());
  for (const three of threes) {
    const costs = all.map((group) => group.cost(three));
    all[costs.indexOf(Math.min(...costs))]?.add(three);
  }
  const tables = new Uint8Array(HALVES);
  all.forEach((group, index) => {
    group.write(tables, 1 << index);
  });
  return tables;
}
