/** Long lines, long outputs, memory. */
import { describe, expect, test } from "bun:test";
import { createFilter } from "../../../src/controls/output/index.ts";
import { clean, cleanBytewise, filterChunks, utf8 } from "./helper.ts";

describe("lines over 10,000 characters", () => {
  test("10,000 characters stay", () => {
    for (const letter of ["x", "ä", "😀"]) {
      const text = `${letter.repeat(10_000)}\nnext\n`;
      expect(clean(text)).toBe(text);
    }
  });
  test("10,001 are shortened, and the notice counts what is gone", () => {
    for (const letter of ["x", "ä", "😀"]) {
      const output = clean(`${letter.repeat(10_001)}\nnext\n`);
      expect(output).toBe(`${letter.repeat(9936)} [guardsh: 65 characters left out]\nnext\n`);
      expect([...output.slice(0, output.indexOf("\n"))].length).toBeLessThanOrEqual(10_000);
    }
    expect(clean("x".repeat(1_000_000))).toEndWith("x [guardsh: 990,064 characters left out]");
  });
  test("a secret at the cut is not cut", () => {
    const token = `ghp_${"aB3".repeat(12)}`;
    expect(clean(`${"x ".repeat(4960)}${token}${" y".repeat(200)}\n`)).not.toContain("ghp_");
  });
  test("colours that a cut line leaves open are closed", () => {
    expect(clean(`\x1b[31m${"x".repeat(300)}\n`, { keep: ["sgr"], maxLineChars: 256 })).toContain(
      "x\x1b[0m [guardsh:",
    );
  });
  test("no limit", () => expect(clean("x".repeat(50_000), { maxLineChars: 0 }).length).toBe(50_000));
});

describe("output over 50,000 lines", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join("");
  test("50,000 lines stay, with or without a last newline", () => {
    expect(clean(lines(50_000))).toBe(lines(50_000));
    expect(clean(lines(50_000).slice(0, -1))).toBe(lines(50_000).slice(0, -1));
  });
  test("one more, and the middle is left out: the notice counts it, head and end stay", () => {
    const output = clean(lines(50_001)).split("\n");
    expect(output[48_999]).toBe("line 49000");
    expect(output[49_000]).toMatch(/^\[guardsh: 2 lines \(22 bytes\) left out\]$/);
    expect(output[49_001]).toBe("line 49003");
    expect(output.at(-2)).toBe("line 50001");
    expect(output.length - 1).toBe(50_000);
  });
  test("a million lines", () => {
    const output = clean(lines(1_000_000)).split("\n");
    expect(output[49_000]).toStartWith("[guardsh: 950,001 lines (");
    expect(output.at(-2)).toBe("line 1000000");
    expect(output.length - 1).toBe(50_000);
  });
  test("the same however it is cut", () => {
    const text = lines(60) + "x".repeat(500);
    for (const maxLines of [16, 40, 59, 60, 61, 62]) {
      expect(cleanBytewise(text, { maxLines })).toBe(clean(text, { maxLines }));
    }
  });
  test("the same in pieces of any size, long after the limit", () => {
    for (const line of ["plain words of one line\n", "\x1b[1mbold\x1b[0m and größer\n"]) {
      const whole = utf8(line.repeat(60_000));
      const inPieces = (size: number) =>
        filterChunks(
          Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
            whole.subarray(i * size, (i + 1) * size),
          ),
          { maxLines: 1000 },
        );
      const expected = inPieces(whole.length);
      for (const size of [4096, 100_003, 300_000, 1 << 20])
        expect(Buffer.compare(inPieces(size), expected)).toBe(0);
    }
  });
});

describe("lines of characters that are more than one byte", () => {
  test("are measured in characters", () => {
    const line = "日本".repeat(4960);
    const text = `${`${line}\n`.repeat(5)}${line}日本語日本語${"日".repeat(100)}\n${line}\n`;
    const output = clean(text).split("\n");
    expect(output.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => line));
    expect(output[5]).toBe(`${line}日本語日本語日日日日日日日日日日 [guardsh: 90 characters left out]`);
    expect(output[6]).toBe(line);
    expect(cleanBytewise(text)).toBe(clean(text));
  });
});

test("memory is constant on endless output", () => {
  for (const chunk of [
    utf8("no newline at all "),
    utf8("many\nshort\nlines\n"),
    utf8("\x1b]0;never ended"),
    utf8("\rstate"),
  ]) {
    const block = Buffer.concat(Array.from({ length: 4096 }, () => chunk));
    const filter = createFilter();
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 400; i++) filter.push(block);
    Bun.gc(true);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    filter.end();
  }
});
