/** The scanner in C and the one in TypeScript give the same answers. */
import { expect, test } from "bun:test";
import type { Keep } from "../../../src/controls/output/index.ts";
import { nativeScanner } from "../../../src/controls/output/native-scan.ts";
import { Dispatch, patternsFor } from "../../../src/controls/output/patterns.ts";
import {
  Anchors,
  type ScanState,
  ScriptScanner,
  unfinishedStart,
} from "../../../src/controls/output/scan.ts";
import { SearchScanner } from "../../../src/controls/output/search-scan.ts";
import { filterChunks, utf8 } from "./helper.ts";

const secrets = [
  { kind: "K", value: "correct-horse-battery" },
  { kind: "L", value: "pä55wort" },
];
const anchors = new Anchors(patternsFor(secrets, true));
const pieces = [
  "the quick brown fox, ",
  "jumps over\n",
  "the\r\nlazy ",
  "key-value ",
  "path/to",
  "\t",
  "\n",
  "task-",
  "hf_",
];
const rare = ["ghp_", "sk-ant-", "correct-horse", "\x1b", "é", "\r", "p", "SG.", "AKIA", "-----BEGIN "];

let state = 7;
/** A number below `below`, from a small fixed sequence. */
function next(below: number): number {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >>> 8) % below;
}

function text(): Uint8Array {
  const parts = Array.from({ length: 20 + next(200) }, () =>
    next(40) === 0 ? (rare[next(rare.length)] ?? "") : (pieces[next(pieces.length)] ?? ""),
  );
  return utf8(parts.join(""));
}

const native = nativeScanner(anchors);

test.if(native !== null)("3,000 texts, each scanned to its end by all three", () => {
  const script = new ScriptScanner(anchors);
  const starts = new Dispatch(patternsFor(secrets, true));
  const search = new SearchScanner(patternsFor(secrets, true));
  for (let round = 0; round < 3000; round++) {
    const bytes = text();
    const limits = {
      widest: next(3) === 0 ? 300 : Number.POSITIVE_INFINITY,
      lines: next(3) === 0 ? 1 + next(9) : 1e6,
    };
    for (let at = next(10); at < bytes.length; ) {
      const before = {
        previous: bytes[at - 1] ?? 0x0a,
        beforeThat: bytes[at - 2] ?? 0x0a,
        column: next(200),
        ...limits,
      };
      const one: ScanState = { ...before };
      const other: ScanState = { ...before };
      const end = script.scan(bytes, at, bytes.length, one);
      expect(native?.scan(bytes, at, bytes.length, other)).toBe(end);
      expect(other.column).toBe(one.column);
      expect(other.lines).toBe(one.lines);
      const third: ScanState = { ...before };
      const early = search.scan(bytes, at, bytes.length, third);
      // A beginning that is cut by the end is held back in a second step, which all of them share.
      const held = (stop: number) => unfinishedStart(starts, bytes, at, stop, before);
      expect(held(early)).toBeLessThanOrEqual(held(end));
      if (early === end) expect(third).toEqual(one);
      at = end + 1;
    }
  }
});

test("where there is a C compiler there is a native scanner", () => {
  if (process.platform === "linux" && Bun.which("cc")) expect(native).not.toBeNull();
});

/** Text as colourful programs and people who do not write English make it, with what hides in such text now and then. */
const colourful = [
  ..."\x1b[32m|\x1b[0m|\x1b[1;38;5;208m|\x1b(B\x1b[m|\x1b7|\x1b[2K".split("|"),
  ..."✓ done|日本語のテキスト|Größe und Straße\n|привет |🎉|👍🏽|👩‍💻|⚠️|é".split("|"),
  ...[..."plain words and more of them, |\r\n|\n|\t".split("|"), "x".repeat(70)],
];
const hiding = [
  ..."\u200b|\u202e|\ufeff|\u0085|\u009b31m|\r|\b|\x1b]0;t\x07|\x1b[3|\x1b|\x00|\u{e0041}|\u{1d173}|\u00ad|한\u3164".split(
    "|",
  ),
  ..."\x1b_apc\x1b\\|\x1bPdcs\x1b\\|\x1bXsos\x1b\\|\x1b^pm\x07|\x1b]8;;https://a.example\x1b\\".split("|"),
  ...[`ghp_${"a1B2".repeat(9)}`, "pä55wort", "correct-horse-battery", "päss", "\u{1f3fd}", "\ufe0f", "‍"],
];
const broken = [
  Uint8Array.of(0xe3, 0x81),
  Uint8Array.of(0xf0, 0x9f),
  Uint8Array.of(0xff),
  Uint8Array.of(0xc0, 0xaf),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xf4, 0x90, 0x80, 0x80),
];

function colourfulText(): Uint8Array {
  const parts = Array.from({ length: 30 + next(300) }, () => {
    if (next(200) === 0) return broken[next(broken.length)] ?? utf8("");
    return utf8((next(30) === 0 ? hiding[next(hiding.length)] : colourful[next(colourful.length)]) ?? "");
  });
  return Buffer.concat(parts);
}

test.if(native !== null)("colours and other alphabets: the same with every engine, however it is cut", () => {
  const kept: readonly (readonly Keep[])[] = [[], ["sgr"], ["invisible"], ["cr"]];
  for (let round = 0; round < 600; round++) {
    const input = colourfulText();
    const options = { secrets, keep: kept[next(kept.length)] ?? [], maxLineChars: next(3) === 0 ? 300 : 0 };
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < input.length; ) {
      const end = at + 1 + next(next(2) === 0 ? 40 : 2000);
      chunks.push(input.subarray(at, end));
      at = end;
    }
    const expected = Buffer.from(filterChunks([input], options, "script")).toString("latin1");
    for (const engine of ["native", "search"] as const)
      expect(Buffer.from(filterChunks(chunks, options, engine)).toString("latin1")).toBe(expected);
  }
});
