/** The scanner in C (native/scan.c): some twenty times as fast, the same answers. */
import { ptr } from "bun:ffi";
import { alphabets, isWordByte } from "../../places/tokens/match.ts";
import { loadNative } from "../../system/index.ts";
import {
  type Anchored,
  type Anchors,
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
const ALPHABETS = 16;
const LEAD_BYTES = 5 + LEAD;
/** Where the parts of `struct tables` are. */
const KINDS_AT = HALVES;
const LISTS_AT = KINDS_AT + 0x10000;
const ALPHABETS_AT = LISTS_AT + 2 * (MOST_LISTS + 1);
const WORDS_AT = ALPHABETS_AT + ALPHABETS * 256;
const TIDIED_AT = WORDS_AT + 256;
const LEADS_AT = TIDIED_AT + 1;

function layOut({ kinds, lists, tidied }: Anchors): Uint8Array {
  const leads = lists.flat();
  const tables = new Uint8Array(LEADS_AT + leads.length * LEAD_BYTES);
  tables.set(halves(leads));
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

/** `RUN` in scan.c: the length that a token has at least. */
const RUN = 16;
/** The eight groups: `ANYWHERE` in scan.c, then those of token formats. */
const groups = { anywhere: [0, 1], underscore: [2], dash: [3], other: [4, 5, 6, 7] } as const;

/**
 * The look-up tables for anchors and the byte before them: each is in one of eight groups; for each half byte, the
 * groups it occurs in. Neighbours are grouped, so that a group has few combinations that are not its own.
 */
function halves(leads: readonly Anchored[]): Uint8Array {
  const tables = new Uint8Array(HALVES);
  const members = {
    anywhere: new Set<string>(),
    underscore: new Set<string>(),
    dash: new Set<string>(),
    other: new Set<string>(),
  };
  for (const { lead, offset, followCount } of leads) {
    const isToken = followCount > 0 && lead.length + followCount >= RUN;
    const three = String.fromCharCode(...lead.subarray(offset - 2, offset + 1));
    const last = three.charAt(2);
    const group = !isToken ? "anywhere" : last === "_" ? "underscore" : last === "-" ? "dash" : "other";
    members[group].add(three);
  }
  fill(tables, members.anywhere, groups.anywhere);
  fill(tables, members.underscore, groups.underscore);
  fill(tables, members.dash, groups.dash);
  fill(tables, members.other, groups.other);
  return tables;
}

function fill(tables: Uint8Array, members: ReadonlySet<string>, numbers: readonly number[]): void {
  const backwards = (three: string) => [...three].reverse().join("");
  const sorted = [...members].sort((a, b) => (backwards(a) < backwards(b) ? -1 : 1));
  sorted.forEach((three, index) => {
    const group = 1 << (numbers[Math.floor((index * numbers.length) / sorted.length)] ?? 0);
    for (let i = 0; i < 3; i++) {
      const byte = three.charCodeAt(i);
      for (const place of [32 * i + (byte & 15), 32 * i + 16 + (byte >> 4)]) {
        tables[place] = (tables[place] ?? 0) | group;
      }
    }
  });
}
