/** Secrets: token formats, private keys, known values. Every case is also cut at every byte. */
import { describe, expect, test } from "bun:test";
import { createFilter } from "../../../src/controls/output/index.ts";
import { type Segment, tokenFormats } from "../../../src/places/tokens/formats.ts";
import { findTokens } from "../../../src/places/tokens/match.ts";
import { clean, cleanBytewise, utf8 } from "./helper.ts";

const letters = {
  digits: "7",
  hex: "a4",
  upper: "Q7",
  base32: "Q7",
  alnum: "aB3",
  word: "a_3",
  base64url: "aB-3",
  base64: "aB+3",
  dotted: "aB.3",
};

/** Made up: the shortest text that has the format. */
function body(segment: Segment): string {
  return typeof segment === "string"
    ? segment
    : letters[segment.run].repeat(segment.min).slice(0, segment.min);
}

describe("token formats", () => {
  for (const format of tokenFormats) {
    for (const prefix of format.prefixes) {
      const token = prefix + format.body.map(body).join("");
      test(`${format.kind}: ${prefix}…`, () => {
        const text = `export TOKEN="${token}" # rest\n`;
        const expected = `export TOKEN="[redacted: ${format.kind}]" # rest\n`;
        expect(clean(text)).toBe(expected);
        expect(cleanBytewise(text)).toBe(expected);
        expect(findTokens(text).map((found) => found.kind)).toEqual([format.kind]);
        // One byte less than the shortest is no token.
        const short = prefix + format.body.map(body).join("").slice(0, -1);
        expect(clean(short)).not.toContain(`[redacted: ${format.kind}]`);
      });
    }
  }

  test("no format's run contains what follows it, so matching needs no way back", () => {
    for (const { body: segments } of tokenFormats) {
      segments.forEach((segment, index) => {
        const next = segments[index + 1];
        if (typeof segment === "string" || typeof next !== "string") return;
        expect(letters[segment.run]).not.toContain(next.charAt(0));
      });
    }
  });

  test("what documentation puts in a token's place stays, and so do names that begin like one", () => {
    const text = [
      'curl -H "Authorization: Bearer $TOKEN" -H "x-api-key: <your key>"',
      "Authorization: Basic <credentials>, authorization: bearer YOUR_TOKEN",
      "aws_secret_access_key = YOUR_SECRET; aws_secret_access_key=${SECRET}; _authToken=${NPM_TOKEN}",
      "SHA256:AAF0zVQmXfDkqkZ1b0aXhXb8yqQm5e3n8J3mCkJ2f3c sha256:aaf0b1c2",
      "pat-na1-preview sdk-build-tools key_value sk_buff re_compile fc-cache v1.0-rc1 K10 live_reload napi_create",
      "PrivateKey = <base64>, csk-1, sl.po, rnd_, access-production-cluster, tk-us-, robot12345678:on",
      "",
    ].join("\n");
    expect(clean(text)).toBe(text);
  });

  test("ordinary text stays", () => {
    const text =
      "risk-assessment task-list key-value path/to sk-learn eyJust AKIA SG. hf_hub npm_config_registry glpat-\n";
    expect(clean(text)).toBe(text);
    expect(clean("pass -----BEGIN PRIVATE KEY----- to openssl; a line\nand another\n")).toBe(
      "pass -----BEGIN PRIVATE KEY----- to openssl; a line\nand another\n",
    );
  });

  const token = `ghp_${"aB3".repeat(12)}`;
  test("hidden by escape sequences, zero-width characters, in JSON, twice in a row", () => {
    const mark = "[redacted: github token]";
    expect(clean(`gh\x1b[0mp_${token.slice(4)}`)).toBe(mark);
    expect(clean(`gh\x1b[0mp_\x1b[1m${token.slice(4)}`, { keep: ["sgr"] })).not.toContain("aB3");
    expect(clean(`${token.slice(0, 9)}\u200b${token.slice(9)}`)).toBe(mark);
    expect(clean(`{"t":"a\\n${token}"}`)).toBe(`{"t":"a\\n${mark}"}`);
    expect(clean(`"x\\nAKIAIOSFODNN7EXAMPLE"`)).toBe(`"x\\n[redacted: aws access key]"`);
    expect(clean(`${token} ${token}`)).toBe(`${mark} ${mark}`);
  });

  test("off", () => expect(clean(token, { redactTokens: false })).toBe(token));
});

describe("private keys", () => {
  const lines = ["MIIEpAIBAAKCAQEA".repeat(4), "x7Bq".repeat(16), "Zm9vYg=="];
  const hidden = "[redacted: private key]";
  const pem = (between: string, kind = "RSA PRIVATE KEY") =>
    [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`].join(between);
  test.each([
    "RSA PRIVATE KEY",
    "PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "PGP PRIVATE KEY BLOCK",
  ])("%s", (kind) => {
    const output = clean(`${pem("\n", kind)}\nnext line stays\n`);
    expect(output).toBe(
      `-----BEGIN ${kind}-----\n${hidden}\n${hidden}\n${hidden}\n-----END ${kind}-----\nnext line stays\n`,
    );
    expect(cleanBytewise(`${pem("\n", kind)}\nnext line stays\n`)).toBe(output);
  });
  test("on one line, as in JSON", () => {
    const output = clean(`{"private_key": "${pem("\\n")}\\n", "client": "x"}`);
    for (const line of lines) expect(output).not.toContain(line);
    expect(output).toContain('"client": "x"');
  });
  test("indented, and with a grep prefix", () => {
    for (const prefix of ["    ", "key.pem:3:", "+"]) {
      const output = clean(pem(`\n${prefix}`));
      expect(output).not.toContain("MIIE");
      expect(output).not.toContain("x7Bq");
    }
  });
  test("does not shield other secrets behind it", () => {
    expect(clean("-----BEGIN PRIVATE KEY-----\nAKIAIOSFODNN7EXAMPLE\n")).toContain(
      "[redacted: aws access key]",
    );
  });
});

describe("known values", () => {
  const secrets = [
    { kind: "DB_PASSWORD", value: 'tr0ub4dor&"3"' },
    { kind: "PHRASE", value: "correct horse battery staple" },
    { kind: "UMLAUT", value: "pässwörd-lang" },
  ];
  const mark = "[redacted: DB_PASSWORD]";
  test.each([
    ["as it is", `pw=tr0ub4dor&"3"!`, `pw=${mark}!`],
    ["in JSON", `{"pw":"tr0ub4dor&\\"3\\""}`, `{"pw":"${mark}"}`],
    ["in a URL", "https://u:tr0ub4dor%26%223%22@h/", `https://u:${mark}@h/`],
    ["with spaces", "x correct horse battery staple y", "x [redacted: PHRASE] y"],
    ["not ASCII", "x pässwörd-lang y", "x [redacted: UMLAUT] y"],
    ["hidden by an escape sequence", "correct horse\x1b[1m battery staple", "[redacted: PHRASE]"],
  ])("%s", (_name, input, output) => {
    expect(clean(input, { secrets })).toBe(output);
    expect(cleanBytewise(input, { secrets })).toBe(output);
  });
  test("in base64, at each alignment", () => {
    for (const before of ["", "a", "ab"]) {
      const encoded = Buffer.from(`${before}correct horse battery staple${before}`).toString("base64");
      const output = clean(encoded, { secrets });
      expect(output).toContain("[redacted: PHRASE]");
      expect(Buffer.from(output, "base64").toString()).not.toContain("horse");
    }
  });
  test("a value of several lines, with other indentation", () => {
    const value = "first-line-of-secret\nsecond-line-of-secret\n";
    const output = clean("  first-line-of-secret\n  second-line-of-secret\n", {
      secrets: [{ kind: "K", value }],
    });
    expect(output).toBe("  [redacted: K]\n  [redacted: K]\n");
  });
  test("values too short to tell from text are not looked for", () => {
    expect(clean("on 1234", { secrets: [{ kind: "K", value: "1234" }] })).toBe("on 1234");
  });
});

describe("what waits, and for how long", () => {
  const out = (part: Uint8Array) => new TextDecoder().decode(part);
  test("text without the beginning of a secret comes at once, uncopied", () => {
    const filter = createFilter({}, "native");
    const prompt = utf8("Continue? [y/N] ");
    expect(filter.push(prompt)).toBe(prompt);
    expect(filter.flushable()).toBe(false);
  });
  test("a possible beginning waits; idle shows it; the token is still recognised", () => {
    const filter = createFilter();
    expect(out(filter.push(utf8("user: g")))).toBe("user: ");
    expect(filter.flushable()).toBe(true);
    expect(out(filter.idle())).toBe("g");
    expect(filter.flushable()).toBe(false);
    expect(out(filter.push(utf8(`hp_${"aB3".repeat(12)}\n`)))).toBe("[redacted: github token]\n");
  });
  test("half a secret is not shown by idle", () => {
    const filter = createFilter({ secrets: [{ kind: "K", value: "swordfish-swordfish" }] });
    filter.push(utf8("ghp_aB3aB3"));
    expect(out(filter.idle())).toBe("ghp");
    expect(out(filter.end())).toBe("_aB3aB3");
    const other = createFilter({ secrets: [{ kind: "K", value: "swordfish-swordfish" }] });
    other.push(utf8("swordfish-sw"));
    expect(out(other.idle()).length).toBeLessThan(4);
  });
});
