import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandEntry, openAudit } from "../../src/audit/index.ts";
import { lineHash, parseKey, sealLine, type VerificationKey } from "../../src/audit/seal.ts";
import { type Verification, verify, verifyFiles } from "../../src/audit/verify.ts";

let state: string;
let key: VerificationKey;
const worker = join(import.meta.dir, "writer.worker.ts");

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "guardsh-verify-"));
  key = keyFrom(openAudit({ state }).begin(false));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

function keyFrom(text: string | null): VerificationKey {
  const parsed = parseKey(text ?? "");
  if (parsed === null) throw new Error("no key");
  return parsed;
}

const entry: CommandEntry = {
  session: "s",
  agent: "",
  cwd: "/",
  command: "true",
  verdict: "allow",
  findings: [],
  policy: "",
  sandbox: "none",
};

function write(count: number): void {
  const audit = openAudit({ state });
  for (let index = 0; index < count; index++) audit.recordBefore({ ...entry, command: `echo ${index}` });
}

const log = () => join(state, "audit/000001.jsonl");
const lines = () => readFileSync(log(), "utf8").split("\n");
const edit = (change: (lines: string[]) => string[]) => writeFileSync(log(), change(lines()).join("\n"));
const first = (result: Verification) => result.problems[0]?.what ?? "";

test("an untouched log is whole", () => {
  write(20);
  expect(verify(state, key)).toMatchObject({ records: 21, problems: [], remarks: [], end: { seq: 20 } });
  expect(verify(state, null)).toMatchObject({ records: 21, problems: [], seals: false });
});

describe("what somebody does to the past is named, the first bad record first", () => {
  test("a changed record", () => {
    write(9);
    edit((all) => all.map((line, index) => (index === 5 ? line.replace("echo 4", "echo X") : line)));
    expect(verify(state, key).problems).toMatchObject([{ seq: 5, line: 6, what: "record 5 was changed" }]);
    expect(first(verify(state, null))).toContain("record 6 does not follow");
  });

  test("a record changed with its hash chain made new by somebody without the key", () => {
    write(9);
    edit((all) => {
      let prev = lineHash(all[4] ?? "");
      return all.map((line, index) => {
        if (index < 5 || line === "") return line;
        const { prev: _p, seal: _s, ...fields } = JSON.parse(line);
        const forged = sealLine({ ...fields, command: "forged" }, prev, new Uint8Array(32));
        prev = lineHash(forged);
        return forged;
      });
    });
    expect(verify(state, null).problems).toEqual([]);
    expect(verify(state, key).problems[0]).toMatchObject({ seq: 5 });
  });

  test("a removed record", () => {
    write(9);
    edit((all) => all.filter((_, index) => index !== 5));
    expect(verify(state, key).problems).toMatchObject([{ seq: 5, what: "record 5 is missing" }]);
  });

  test("several removed records", () => {
    write(9);
    edit((all) => all.filter((_, index) => index < 3 || index > 6));
    expect(first(verify(state, key))).toBe("records 3 to 6 are missing");
  });

  test("two records in the other order", () => {
    write(9);
    edit((all) => all.map((line, index) => all[index === 4 ? 5 : index === 5 ? 4 : index] ?? line));
    expect(verify(state, key).problems[0]).toMatchObject({ seq: 4 });
  });

  test("a line put in", () => {
    write(9);
    edit((all) => all.flatMap((line, index) => (index === 5 ? ["planted", line] : [line])));
    expect(verify(state, key).problems).toMatchObject([
      { line: 6, what: expect.stringContaining("nobody has sealed") },
    ]);
  });

  test("a record repeated", () => {
    write(9);
    edit((all) => all.flatMap((line, index) => (index === 5 ? [line, line] : [line])));
    expect(verify(state, key).problems).toHaveLength(1);
  });

  test("the end cut off, with and without more written since", () => {
    write(9);
    edit((all) => [...all.slice(0, 6), ""]);
    expect(first(verify(state, key))).toBe("records 6 to 9 are missing at the end");
    write(2);
    const result = verify(state, key);
    expect(result.problems).toMatchObject([{ seq: 6 }]);
    expect(first(result)).toContain("records 6 to 9 are missing, noted by record 10");
  });

  test("the end cut off in the middle of a record", () => {
    write(9);
    truncateSync(log(), Buffer.byteLength(lines().slice(0, 8).join("\n")) - 30);
    write(1);
    expect(verify(state, key).problems[0]).toMatchObject({ seq: 7 });
  });

  test("the whole log gone, or begun anew by another", () => {
    write(3);
    rmSync(join(state, "audit"), { recursive: true });
    expect(first(verify(state, key))).toContain("missing");
    openAudit({ state }).recordBefore(entry);
    expect(first(verify(state, key))).toContain("is not here");
  });

  test("the head gone", () => {
    write(3);
    rmSync(join(state, "audit/head"));
    expect(first(verify(state, key))).toContain("head is missing");
    expect(() => write(1)).toThrow("head is gone");
  });

  test("the head set back to an earlier one without the records that followed", () => {
    write(3);
    copyFileSync(join(state, "audit/head"), join(state, "head.old"));
    write(3);
    copyFileSync(join(state, "head.old"), join(state, "audit/head"));
    // the later records are still there and sealed: the next writer takes them over
    expect(verify(state, key).problems).toEqual([]);
    write(1);
    expect(verify(state, key)).toMatchObject({ records: 8, problems: [] });
  });

  test("a chain begun behind the old one's back", () => {
    write(3);
    const other = mkdtempSync(join(tmpdir(), "guardsh-other-"));
    openAudit({ state: other }).recordBefore(entry);
    copyFileSync(join(other, "audit/000001.jsonl"), join(state, "audit/000002.jsonl"));
    copyFileSync(join(other, "audit/head"), join(state, "audit/head"));
    rmSync(other, { recursive: true });
    expect(first(verify(state, key))).toContain("another chain begins here without a word");
  });
});

test("any one byte changed, anywhere, is found; so is any one line left out", () => {
  write(12);
  const whole = readFileSync(log());
  for (let at = 0; at < whole.length; at += 7) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(log(), changed);
    const [problem] = verify(state, key).problems;
    const line = whole.subarray(0, at).toString("latin1").split("\n").length;
    // at the end of a line two records become one: the first of them is named
    expect(problem?.line === line || (line === 1 && problem !== undefined)).toBe(true);
  }
  const all = whole.toString().split("\n");
  for (let index = 0; index < all.length - 1; index++) {
    writeFileSync(log(), all.filter((_, other) => other !== index).join("\n"));
    expect(verify(state, key).problems[0]?.seq).toBe(index);
  }
});

describe("what crashes leave is told from what people do", () => {
  test("a torn last record: reported, accounted for, and writing goes on", () => {
    write(3);
    appendFileSync(log(), '{"v":1,"seq":4,"ti');
    expect(verify(state, key)).toMatchObject({ problems: [], remarks: [{ seq: 4 }] });
    write(2);
    const result = verify(state, key);
    expect(result).toMatchObject({ problems: [], records: 7 });
    expect(result.remarks[0]?.what).toContain("18 bytes that were never finished");
  });

  test("the fragment that a note accounts for cannot be changed either", () => {
    write(3);
    appendFileSync(log(), "fragment");
    write(1);
    edit((all) => all.map((line) => line.replace("fragment", "frogment")));
    expect(verify(state, key).problems).toHaveLength(1);
  });

  test.each(["locked", "settled", "written", "done"])("killed when %s", async (step) => {
    write(2);
    const child = Bun.spawn([process.execPath, worker, state, "1", "w", "1", step], { stdout: "ignore" });
    await child.exited;
    expect(child.signalCode).toBe("SIGKILL");
    expect(verify(state, key).problems).toEqual([]);
    write(2);
    const wasWritten = step === "written" || step === "done";
    expect(verify(state, key)).toMatchObject({ problems: [], remarks: [], records: wasWritten ? 6 : 5 });
  });

  test("killed at random while the file is full up to a limit: nothing is lost, nothing is blamed on anybody", async () => {
    const child = Bun.spawn(["sh", "-c", `ulimit -f 8; exec ${process.execPath} ${worker} ${state} 60 w`], {
      stdout: "pipe",
      stderr: "pipe",
    });
    const said = (await new Response(child.stdout).text()).trimEnd().split("\n").length;
    expect(await new Response(child.stderr).text()).toContain("file size limit");
    expect(await child.exited).not.toBe(0);
    write(3);
    const result = verify(state, key);
    expect(result.problems).toEqual([]);
    expect(result.remarks).toHaveLength(1);
    // begin, what the limited one wrote, the note about its torn record, three more
    expect(result.records).toBe(1 + said + 1 + 3);
  });
});

describe("64 writers", () => {
  async function storm(chance: string, rotateBytes = ""): Promise<string[]> {
    const all = Array.from({ length: 64 }, async (_, index) => {
      const words = [state, "20", `w${index}`, chance, "", rotateBytes];
      const child = Bun.spawn([process.execPath, worker, ...words], { stdout: "pipe", stderr: "inherit" });
      const text = await new Response(child.stdout).text();
      await child.exited;
      return text.split("\n").filter((line) => line !== "");
    });
    return (await Promise.all(all)).flat();
  }

  /** Every record that a writer was told is written: `seq name index`. */
  function written(): Set<string> {
    const found = new Set<string>();
    for (const name of readdirSync(join(state, "audit"))
      .filter((file) => file.endsWith(".jsonl"))
      .sort())
      for (const line of readFileSync(join(state, "audit", name), "utf8").split("\n")) {
        if (!line.startsWith("{") || !line.includes('"type":"command"')) continue;
        const record = JSON.parse(line);
        found.add(`${record.seq} ${record.command.split(" ").slice(0, 2).join(" ")}`);
      }
    return found;
  }

  test("nothing lost, nothing interleaved, chain whole, over rotations", async () => {
    const said = await storm("0", "100000");
    expect(said).toHaveLength(1280);
    const result = verify(state, key);
    expect(result.problems).toEqual([]);
    const there = written();
    expect(said.filter((line) => !there.has(line))).toEqual([]);
    expect(there.size).toBe(1280);
    expect(
      readdirSync(join(state, "audit")).filter((file) => file.endsWith(".jsonl")).length,
    ).toBeGreaterThan(3);
  }, 120_000);

  test("processes killed at random at every step: what was said to be written is there, chain whole", async () => {
    const said = await storm("0.02", "60000");
    const result = verify(state, key);
    expect(result.problems).toEqual([]);
    expect(result.remarks).toEqual([]);
    const there = written();
    expect(said.filter((line) => !there.has(line))).toEqual([]);
    expect(said.length).toBeLessThan(1280);
  }, 120_000);
});

describe("rotation and new chains", () => {
  test("the chain goes on in the next file", () => {
    write(3);
    openAudit({ state }).rotate();
    write(3);
    expect(readdirSync(join(state, "audit")).sort()).toEqual(["000001.jsonl", "000002.jsonl", "head"]);
    expect(verify(state, key)).toMatchObject({ records: 8, problems: [] });
    expect(
      verifyFiles(
        [1, 2].map((n) => join(state, `audit/00000${n}.jsonl`)),
        key,
      ),
    ).toMatchObject({ records: 8, problems: [] });
    rmSync(join(state, "audit/000001.jsonl"));
    expect(verify(state, key).problems).not.toEqual([]);
  });

  test("a new chain ends the old one by a word in it", () => {
    write(3);
    const second = keyFrom(openAudit({ state }).begin(true));
    write(2);
    expect(verify(state, key)).toMatchObject({ records: 5, problems: [] });
    expect(verify(state, second)).toMatchObject({ records: 3, problems: [] });
    expect(verify(state, null).problems).toEqual([]);
  });

  test("a log is not begun twice", () => {
    expect(openAudit({ state }).begin(false)).toBeNull();
  });
});
