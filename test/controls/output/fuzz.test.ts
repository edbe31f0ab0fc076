/**
 * Random input, always the same: the filter's output does not depend on chunks, is clean by a checker that knows
 * nothing of the filter, and is not changed by filtering it again.
 */
import { expect, test } from "bun:test";
import type { Keep, OutputOptions } from "../../../src/controls/output/index.ts";
import { bytes, filterChunks, utf8 } from "./helper.ts";

/** Small, fast, seeded (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const secret = "correct-horse-battery";
const fragments: readonly Uint8Array[] = [
  ...[
    "plain text ",
    "word",
    "\n",
    "\r\n",
    "\r",
    "\b",
    "\t",
    "\0",
    "\f",
    "\x07",
    "\x7f",
    "a",
    "N\bN",
    " 50%\r",
  ],
  ...[
    "\x1b",
    "\x1b[31m",
    "\x1b[0m",
    "\x1b[2K\r",
    "\x1b]0;title\x07",
    "\x1b]8;;https://example.com\x1b\\",
    "\x1b\\",
  ],
  ...[
    "\x1bP1;2|x",
    "\x1b_apc",
    "\x1b^pm",
    "\x1bX",
    "\x1b(B",
    "\x1b[?25l",
    "\x1b[1;",
    "m",
    "\x18",
    "\x1bc",
    "[A",
  ],
  ...[
    "\xc2\x9b",
    "\x9b",
    "\x9d",
    "\x9c",
    "\x90",
    "\xc2\x9d",
    "\xc2",
    "\xe2\x80",
    "\xf0\x9f",
    "\x80",
    "\xff",
    "\xfe",
  ],
  ...["\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "\xf0\x9f\x91\xa9", "\xe2\x80\x8d", "\xe2\x80\x8b"],
].map(bytes);
const words: readonly Uint8Array[] = [
  ...[
    "é",
    "Größe",
    "日本語",
    "שלום",
    "مرحبا",
    "می\u200cخواهم",
    "👩‍👩‍👧‍👦",
    "❤️",
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  ],
  ...[
    "\u200b",
    "\u200d",
    "\u200c",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\ufe0f",
    "\u{e0041}",
    "\u{e0100}",
    "1\ufe0f\u20e3",
  ],
  ...["👍🏽", "\u2028", "\u0085", "\u00ad", "\u{e0067}", "🏴", "क्\u200dष"],
  ...[
    "ghp_",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "AKIAIOSFODNN7EXAMPLE",
    "sk-",
    "sk-ant-api03-",
    "abcdefghij0123456789",
  ],
  ...[
    "eyJ",
    "eyJhbGciOiJIUzI1NiJ9",
    ".eyJzdWIiOiIxMjM0In0",
    ".abcdefghijklmnop",
    "xoxb-123456789012-abcdefghijkl",
    "hf_",
    "g",
    "-",
  ],
  ...[
    secret,
    "correct-horse",
    "-battery",
    "-----BEGIN ",
    "RSA PRIVATE KEY-----",
    "\n-----END RSA PRIVATE KEY-----\n",
  ],
  ...[
    "MIIEowIBAAKCAQEA0123456789abcdefABCDEF+/MIIEowIBAAKCAQEA01234567\n",
    "Gw==\n",
    "\\n",
    '"',
    "[",
    "]",
    ":",
  ],
].map(utf8);

function generate(next: () => number): Uint8Array {
  const parts: Uint8Array[] = [];
  const count = 1 + Math.floor(next() * 60);
  for (let i = 0; i < count; i++) {
    const kind = next();
    const list = kind < 0.5 ? fragments : words;
    if (kind > 0.99)
      parts.push(Uint8Array.from({ length: Math.floor(next() * 1500) }, () => Math.floor(next() * 256)));
    else if (kind > 0.97) parts.push(utf8("long ".repeat(Math.floor(next() * 120))));
    else parts.push(list[Math.floor(next() * list.length)] ?? bytes(""));
  }
  return Buffer.concat(parts);
}

function cut(input: Uint8Array, next: () => number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  const most = next() < 0.3 ? 3 : 200;
  for (let at = 0; at < input.length; ) {
    const end = Math.min(input.length, at + 1 + Math.floor(next() * most));
    chunks.push(input.slice(at, end));
    at = end;
  }
  return chunks;
}

/** What is wrong with this output, said by patterns that share nothing with the filter. */
function complaints(output: Uint8Array, keep: readonly Keep[]): string[] {
  const found: string[] = [];
  let text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(output);
  if (keep.includes("sgr")) text = text.replace(/\x1b\[[0-9;:]*m/g, "");
  const forbid = (name: string, pattern: RegExp) => {
    const hit = pattern.exec(text);
    if (hit)
      found.push(
        `${name} at ${hit.index}: ${JSON.stringify(text.slice(Math.max(0, hit.index - 20), hit.index + 40))}`,
      );
  };
  forbid("control", /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
  forbid("return", /\r(?!\n)/);
  forbid("bidi", /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  forbid(
    "invisible",
    /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/,
  );
  forbid("invisible", /\u034f|[\u180b-\u180d]|\u180f/);
  forbid("separator", /[\u2028\u2029]/);
  forbid("tags", /(?<!\u{1f3f4}(?:[\u{e0061}-\u{e007a}]*))[\u{e0000}-\u{e0fff}]/u);
  const joined = String.raw`\p{L}\p{M}\p{Extended_Pictographic}`;
  const behind = String.raw`\ufe0f\u{1f3fb}-\u{1f3ff}\u{e007f}`;
  forbid("joiner", new RegExp(`(?<![${joined}${behind}])[\u200c\u200d]`, "u"));
  forbid("joiner", new RegExp(`[\u200c\u200d](?![${joined}])`, "u"));
  forbid("selectors", /[\ufe00-\ufe0f]{2}/);
  forbid("secret", new RegExp(secret));
  forbid("github", /ghp_[A-Za-z0-9]{36}/);
  forbid("anthropic", /sk-ant-[\w-]{24}/);
  forbid("aws", /\bAKIA[A-Z2-7]{16}/);
  forbid("jwt", /\beyJ[\w-]{8,1024}\.eyJ[\w.=%-]{10}/);
  forbid("slack", /xoxb-[\w-]{20}/);
  return found;
}

function check(seed: number, options: Partial<OutputOptions>): void {
  const next = random(seed);
  const input = generate(next);
  const whole = filterChunks([input], options);
  const name = () => `seed ${seed} ${JSON.stringify(Buffer.from(input).toString("latin1"))}`;
  const chunked = filterChunks(cut(input, next), options);
  if (Buffer.compare(whole, chunked) !== 0)
    expect(`${name()}\n${Buffer.from(chunked)}`).toBe(`${name()}\n${Buffer.from(whole)}`);
  const wrong = complaints(whole, options.keep ?? []);
  if (wrong.length > 0) expect(`${name()}: ${wrong.join("; ")}`).toBe("clean");
  const native = filterChunks([input], options, "native");
  if (Buffer.compare(whole, native) !== 0)
    expect(`${name()}\n${Buffer.from(native)}`).toBe(`${name()}\n${Buffer.from(whole)}`);
  const script = filterChunks(cut(input, next), options, "script");
  if (Buffer.compare(whole, script) !== 0)
    expect(`${name()}\n${Buffer.from(script)}`).toBe(`${name()}\n${Buffer.from(whole)}`);
  const again = filterChunks([whole], options);
  if (Buffer.compare(whole, again) !== 0)
    expect(`${name()}\n${Buffer.from(again)}`).toBe(`${name()}\n${Buffer.from(whole)}`);
}

const secrets = [{ kind: "PASSPHRASE", value: secret }];

const patience = 60_000;

test(
  "2,000 random inputs with the default limits",
  () => {
    for (let seed = 1; seed <= 2000; seed++) check(seed, { secrets });
  },
  patience,
);

test(
  "1,500 random inputs with small limits",
  () => {
    for (let seed = 10_001; seed <= 11_500; seed++) check(seed, { secrets, maxLineChars: 256, maxLines: 16 });
  },
  patience,
);

test(
  "1,000 random inputs with colours kept",
  () => {
    for (let seed = 20_001; seed <= 21_000; seed++)
      check(seed, { secrets, keep: ["sgr"], maxLineChars: 256 });
  },
  patience,
);
