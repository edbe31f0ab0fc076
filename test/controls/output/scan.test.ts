/** The scanner in C and the one in TypeScript give the same answers. */
import { expect, test } from "bun:test";
import { nativeScanner } from "../../../src/controls/output/native-scan.ts";
import { patternsFor } from "../../../src/controls/output/patterns.ts";
import { Anchors, type ScanState, ScriptScanner } from "../../../src/controls/output/scan.ts";
import { utf8 } from "./helper.ts";

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

test.if(native !== null)("3,000 texts, each scanned to its end", () => {
  const script = new ScriptScanner(anchors);
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
      at = end + 1;
    }
  }
});

test("where there is a C compiler there is a native scanner", () => {
  if (process.platform === "linux" && Bun.which("cc")) expect(native).not.toBeNull();
});
