/** `guardsh sanitize` as a program: standard input, files, --check, --write, the contexts. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { contextNames } from "../../../src/controls/output/escape.ts";

let place = "";
beforeAll(() => {
  place = mkdtempSync(`${tmpdir()}/guardsh-sanitize-`);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const program = `${import.meta.dir}/sanitize-program.ts`;

function sanitize(list: readonly string[], input = ""): { status: number; out: string; err: string } {
  const { exitCode, stdout, stderr } = Bun.spawnSync([process.execPath, program, ...list], {
    cwd: place,
    stdin: new TextEncoder().encode(input),
  });
  return { status: exitCode, out: stdout.toString(), err: stderr.toString() };
}

const token = `ghp_${"aB3".repeat(12)}`;
const dirty = `one \x1b[31mred\x1b[0m\n\u202etwo\ntoken ${token}\n`;
const cleaned = "one red\ntwo\ntoken [redacted: github token]\n";

describe("to standard output", () => {
  test("from standard input", () =>
    expect(sanitize([], dirty)).toEqual({ status: 0, out: cleaned, err: "" }));
  test("from files", () => {
    writeFileSync(`${place}/a`, dirty);
    writeFileSync(`${place}/b`, "plain\n");
    expect(sanitize(["a", "b"]).out).toBe(`${cleaned}plain\n`);
  });
  test("options", () => {
    expect(sanitize(["--keep", "sgr,bidi", "--no-redact"], dirty).out).toBe(dirty);
    expect(sanitize(["--max-line", "256"], "x".repeat(300)).out).toContain("characters left out]");
    expect(sanitize(["--max-lines", "16"], "x\n".repeat(30)).out).toContain("lines (");
    expect(sanitize([], "x".repeat(20_000)).out.length).toBe(20_000);
  });
  test("a file that is not there: said, the others are done, status 2", () => {
    writeFileSync(`${place}/b`, "plain\n");
    const { status, out, err } = sanitize(["missing", "b"]);
    expect(status).toBe(2);
    expect(out).toBe("plain\n");
    expect(err).toStartWith("guardsh: missing: ");
  });
  test("wrong use", () => {
    for (const list of [
      ["--for", "xml"],
      ["--keep", "colour"],
      ["--max-line", "x"],
      ["--check", "--write", "a"],
      ["--write"],
    ]) {
      const { status, err } = sanitize(list);
      expect(status).toBe(2);
      expect(err).toContain("usage: guardsh sanitize");
    }
  });
});

describe("--check", () => {
  test("clean: status 0 and silence", () =>
    expect(sanitize(["--check"], "fine\n")).toEqual({ status: 0, out: "", err: "" }));
  test("findings: file, line, column, what; status 1; nothing is changed", () => {
    writeFileSync(`${place}/c`, dirty);
    const { status, out, err } = sanitize(["--check", "c"]);
    expect(status).toBe(1);
    expect(out).toBe("");
    expect(err.split("\n")).toEqual([
      "c:1:5: escape sequence",
      "c:1:13: escape sequence",
      "c:2:1: bidirectional control",
      "c:3:7: secret (github token)",
      "",
    ]);
    expect(readFileSync(`${place}/c`, "utf8")).toBe(dirty);
  });
});

describe("--write", () => {
  test("in place, with the file's mode, through links, leaving nothing behind", () => {
    writeFileSync(`${place}/d.sh`, dirty);
    chmodSync(`${place}/d.sh`, 0o754);
    symlinkSync("d.sh", `${place}/link`);
    expect(sanitize(["--write", "link"])).toEqual({ status: 0, out: "", err: "" });
    expect(readFileSync(`${place}/d.sh`, "utf8")).toBe(cleaned);
    expect(statSync(`${place}/d.sh`).mode & 0o7777).toBe(0o754);
    expect(readdirSync(place).filter((name) => name.includes("guardsh"))).toEqual([]);
    expect(sanitize(["--check", "d.sh"]).status).toBe(0);
  });
  test("a clean file is not touched", () => {
    writeFileSync(`${place}/e`, "clean\n");
    const before = statSync(`${place}/e`).ino;
    sanitize(["--write", "e"]);
    expect(statSync(`${place}/e`).ino).toBe(before);
  });
  test("what is not text is left as it is", () => {
    const image = Uint8Array.from({ length: 4096 }, (_, i) => (i * 2654435761) >>> 13);
    writeFileSync(`${place}/f.png`, image);
    const { status, err } = sanitize(["--write", "f.png"]);
    expect(status).toBe(2);
    expect(err).toBe("guardsh: f.png: not a text file: left as it is\n");
    expect(readFileSync(`${place}/f.png`)).toEqual(Buffer.from(image));
  });
});

describe("--for", () => {
  const nasty = `it's "$(id)" \`id\` \\ <b>&amp;</b> -- ; %s [x](y) *z* _w_ # | https://e.example\nnext\r\n`;

  test("shell: one word that the shell gives back unchanged", () => {
    const { out } = sanitize(["--for", "shell"], nasty);
    for (const shell of ["/bin/sh", "bash"]) {
      expect(Bun.spawnSync([shell, "-c", `printf %s ${out.trimEnd()}`]).stdout.toString()).toBe(nasty);
    }
  });
  test("json: a string that parses to the text, and does not end a script element", () => {
    const { out } = sanitize(["--for", "json"], `${nasty}</script>`);
    expect(JSON.parse(out)).toBe(`${nasty}</script>`);
    expect(out).not.toContain("<");
  });
  test("html: no markup is left, and it reads as the text", () => {
    const { out } = sanitize(["--for", "html"], nasty);
    expect(out).not.toMatch(/[<>"'`]/);
    const entities: Record<string, string> = {
      lt: "<",
      gt: ">",
      amp: "&",
      quot: '"',
      "#39": "'",
      "#96": "`",
    };
    const back = out.replace(/&(lt|gt|amp|quot|#39|#96);/g, (_, name: string) => entities[name] ?? "");
    expect(back).toBe(nasty);
  });
  test("sql: one literal in SQLite; nothing gets out in MySQL's reading either", async () => {
    const { Database } = await import("bun:sqlite");
    const value = "Robert'); DROP TABLE students;--";
    const { out } = sanitize(["--for", "sql"], value);
    expect(new Database(":memory:").query(`select ${out} as v`).get()).toEqual({ v: value });
    expect(sanitize(["--for", "sql"], "\\' or 1=1").out).toBe("'\\\\'' or 1=1'\n");
  });
  test("markdown: punctuation that means something is escaped", () => {
    expect(sanitize(["--for", "markdown"], "[x](y) *z* <b> https://e.example").out).toBe(
      "\\[x\\]\\(y\\) \\*z\\* &lt;b&gt; https\\://e\\.example",
    );
  });
  test("log: one line, whatever comes", () => {
    expect(sanitize(["--for", "log"], "a\r\nERROR forged\n\tb\\n\n").out).toBe(
      "a\\r\\nERROR forged\\n\\tb\\\\n\n",
    );
  });
  test("every context cleans first", () => {
    for (const context of contextNames) {
      const { out } = sanitize(["--for", context], dirty);
      expect(out).not.toMatch(/[\x1b\u202e]|ghp_/);
    }
  });
});
