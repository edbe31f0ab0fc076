/** What is taken out of text, and what stays. Every case is also cut at every byte. */
import { describe, expect, test } from "bun:test";
import type { OutputOptions } from "../../../src/controls/output/index.ts";
import { bytes, clean, cleanBytewise } from "./helper.ts";

type Case = readonly [name: string, input: string | Uint8Array, output: string];

function check(cases: readonly Case[], options: Partial<OutputOptions> = {}): void {
  test.each(cases.map((one) => [...one] as const))("%s", (_name, input, output) => {
    expect(clean(input, options)).toBe(output);
    expect(cleanBytewise(input, options)).toBe(output);
  });
}

describe("escape sequences", () => {
  check([
    ["CSI: colours, cursor, screen, modes", "a\x1b[31mb\x1b[2J\x1b[1;1H\x1b[?25lc\x1b[38:2::1:2:3md", "abcd"],
    ["OSC: title, ended by BEL", "a\x1b]0;pwned\x07b", "ab"],
    ["OSC: title, ended by ST", "a\x1b]2;pwned\x1b\\b", "ab"],
    [
      "OSC 8: the link goes, its text stays",
      "\x1b]8;;https://attacker.example\x1b\\text\x1b]8;;\x1b\\",
      "text",
    ],
    ["OSC 52: the clipboard is not written", "a\x1b]52;c;cm0gLXJmIC8=\x07b", "ab"],
    ["DCS", "a\x1bP1$r0m\x1b\\b", "ab"],
    ["APC", "a\x1b_Gf=100;AAAA\x1b\\b", "ab"],
    ["PM", "a\x1b^secret\x1b\\b", "ab"],
    ["SOS", "a\x1bXsecret\x1b\\b", "ab"],
    ["two-byte and charset sequences", "a\x1bcb\x1b(0c\x1b=d\x1b#8e\x1b7f", "abcdef"],
    ["8-bit CSI, raw", bytes("a\x9b31mb"), "ab"],
    ["8-bit CSI, as UTF-8", bytes("a\xc2\x9b31mb"), "ab"],
    [
      "8-bit OSC, DCS, APC, PM, SOS, raw",
      bytes("a\x9d0;t\x9cb\x90q\x9cc\x9fx\x9cd\x9ex\x9ce\x98x\x9cf"),
      "abcdef",
    ],
    ["8-bit OSC and ST, as UTF-8", bytes("a\xc2\x9d0;t\xc2\x9cb"), "ab"],
    ["ST's byte inside a character of a title does not end it", "a\x1b]0;\u271c\u271c title\x07b", "ab"],
    [
      "a line feed ends an unfinished sequence: the next line is shown",
      "\x1b]0;never ended\nvisible\n",
      "\nvisible\n",
    ],
    ["an unfinished CSI does not swallow the next sequence", "\x1b[31\x1b[32mx", "x"],
    ["CAN and SUB abort", "\x1b[3\x18x\x1b]0;t\x1ay", "xy"],
    ["nothing but the beginning of a sequence", "text\x1b[3", "text"],
  ]);
});

describe("controls", () => {
  check([
    ["NUL, BEL, SO, DEL", "a\0b\x07c\x0ed\x7fe", "abcde"],
    ["tab and newline stay", "a\tb\n", "a\tb\n"],
    ["form feed and vertical tab start a line, as on a terminal", "a\fb\vc\n\f\n", "a\nb\nc\n\n"],
    ["C1 controls as UTF-8", "a\u0080b\u0086c", "abc"],
  ]);
});

describe("overwriting", () => {
  check([
    ["CR LF stays", "a\r\nb\r\n", "a\r\nb\r\n"],
    ["CR CR LF is one line end", "a\r\r\nb", "a\r\nb"],
    ["hidden by a carriage return: both are shown", "rm -rf /\recho ok \n", "rm -rf /\necho ok \n"],
    [
      "a progress bar: first and last state",
      "  0%\r 33%\r 66%\r100%\ndone\n",
      "  0%\n[guardsh: 2 overwritten states left out]\n100%\ndone\n",
    ],
    [
      "a progress bar that erases",
      "a\x1b[K\rb\x1b[K\rc\n",
      "a\n[guardsh: 1 overwritten state left out]\nc\n",
    ],
    ["backspace: what it would paint over stays", "safe\b\b\b\bevil", "safeevil"],
    ["struck twice is written once (bold in man pages)", "N\bNA\bAM\bME\bE", "NAME"],
  ]);
});

describe("hidden text", () => {
  check([
    ["bidirectional overrides and isolates", "a\u202eb\u202cc\u2066d\u2069e\u200ff\u061cg", "abcdefg"],
    [
      "Trojan Source",
      'if (level != "user\u202e \u2066// admin\u2069 \u2066") {',
      'if (level != "user // admin ") {',
    ],
    ["zero-width space, word joiner, byte order mark, soft hyphen", "\ufeffa\u200bb\u2060c\u00add", "abcd"],
    [
      "tag characters",
      `ok${[..."rm -rf"].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join("")}`,
      "ok",
    ],
    ["variation selectors as data", "😀\u{e0148}\u{e0155}\ufe01\ufe02!", "😀!"],
    ["joiners between Latin letters", "a\u200db\u200cc", "abc"],
    ["Hangul fillers", "a\u3164b\u115fc", "abc"],
    ["line and paragraph separators become line feeds", "a\u2028b\u2029c", "a\nb\nc"],
  ]);
});

describe("what stays", () => {
  check(
    [
      "👩‍👩‍👧‍👦 👍🏽 👩🏽‍🚒 ❤️ ❤️‍🔥 1️⃣ 🇩🇪",
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}!",
      "שלום עולם, مرحبا بالعالم",
      "می\u200cخواهم क्\u200dष",
      "日本語 中文 한국어 Größe naïve e\u0301",
      "∩\ufe00 x² — “quotes”",
      "└── box ▏ drawing ✓\n",
    ].map((text): Case => [text, text, text]),
  );
});

describe("invalid UTF-8 becomes U+FFFD, one for each longest piece", () => {
  check([
    ["a lone continuation and a lone lead", bytes("a\xbfb\xe2c"), "a\ufffdb\ufffdc"],
    ["overlong", bytes("\xc0\xaf"), "\ufffd\ufffd"],
    ["surrogate", bytes("\xed\xa0\x80"), "\ufffd\ufffd\ufffd"],
    ["beyond U+10FFFF", bytes("\xf4\x90"), "\ufffd"],
    ["cut short at the end", bytes("ok\xf0\x9f\x98"), "ok\ufffd"],
  ]);
});

describe("keep", () => {
  describe("sgr", () =>
    check([["colours only", "\x1b[1;31mred\x1b[0m\x1b[2J\x9b", "\x1b[1;31mred\x1b[0m"]], { keep: ["sgr"] }));
  describe("osc8", () => {
    const link = "\x1b]8;;https://example.com/a\x1b\\text\x1b]8;;\x1b\\";
    check(
      [
        ["links only", `${link}\x1b]0;title\x07`, link],
        ["but no link that runs something", "\x1b]8;;vscode://x\x1b\\t", "t"],
      ],
      { keep: ["osc8"] },
    );
  });
  describe("cr", () => check([["returns stay", "a\rb\n", "a\rb\n"]], { keep: ["cr"] }));
  describe("bidi", () => check([["marks stay", "a\u200fb\u200b", "a\u200fb"]], { keep: ["bidi"] }));
  describe("invisible", () => check([["all stay", "a\u200bb\u200e", "a\u200bb"]], { keep: ["invisible"] }));
});

describe("binary", () => {
  const noise = Uint8Array.from({ length: 8192 }, (_, i) => (i * 2654435761) >>> 13);
  test("a stretch that is not text is left out, and how much is said; text around it stays", () => {
    const input = Buffer.concat([bytes("before\n"), noise, bytes(`\n${"after ".repeat(300)}\n`)]);
    const output = clean(input);
    expect(output).toStartWith("before\n");
    expect(output).toMatch(/\[guardsh: [0-9,]+ bytes left out that are not UTF-8 text\]\n/);
    expect(output).toEndWith("after after \n");
    expect(output.length).toBeLessThan(4000);
    expect(cleanBytewise(input)).toBe(output);
  });
  test("kept, it is cleaned like text", () => {
    expect(clean(noise, { keep: ["binary"] })).not.toContain("left out");
  });
});
