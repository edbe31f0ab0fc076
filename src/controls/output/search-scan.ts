/**
 * The fast path for the first few kilobytes, which are all of it for most commands: by the searches that the runtime has in
 * native code, since neither tables nor compiled loops are there yet. It may stop earlier than the other scanners do, never
 * later.
 */
import { isWordStart, type Pattern } from "./patterns.ts";
import { plainLead, type Scanner, type ScanState } from "./scan.ts";

/** Anything but printable ASCII, tabs and line ends. */
const special = /[^\t\n\r\x20-\x7e]|\r(?!\n)/;

/** As in scan.ts, a lead that is shorter ends at a byte where the scan ends anyway. */
const SHORTEST_LEAD = 3;

interface Lead {
  readonly text: string;
  readonly wordStart: boolean;
}

export class SearchScanner implements Scanner {
  readonly #leads: readonly Lead[];

  constructor(patterns: readonly Pattern[]) {
    this.#leads = patterns
      .map((pattern) => ({ text: latin1(plainLead(pattern)), wordStart: pattern.wordStart }))
      .filter(({ text }) => text.length >= SHORTEST_LEAD);
  }

  scan(bytes: Uint8Array, from: number, to: number, state: ScanState): number {
    const text = latin1(bytes.subarray(from, to));
    const odd = text.search(special);
    const end = this.#firstLead(odd < 0 ? text : text.slice(0, odd), state);
    let lineStart = -state.column;
    let at = 0;
    for (;;) {
      const stop = Math.min(end, lineStart + state.widest);
      const newline = text.indexOf("\n", at);
      if (newline < 0 || newline >= stop) {
        at = Math.max(at, stop);
        break;
      }
      at = newline + 1;
      lineStart = at;
      if (--state.lines <= 0) break;
    }
    state.column = at - lineStart;
    return from + at;
  }

  /** Where the first lead begins that counts there; the text's length where none does. */
  #firstLead(text: string, { previous, beforeThat }: ScanState): number {
    let end = text.length;
    for (const lead of this.#leads) {
      for (let at = text.indexOf(lead.text); at >= 0 && at < end; at = text.indexOf(lead.text, at + 1)) {
        const before = at > 0 ? text.charCodeAt(at - 1) : previous;
        const last = at > 1 ? text.charCodeAt(at - 2) : at === 1 ? previous : beforeThat;
        if (!lead.wordStart || isWordStart(before, last)) end = at;
      }
    }
    return end;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}
