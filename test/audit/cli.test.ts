/** `guardsh audit` as people and scripts use it. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandEntry, openAudit } from "../../src/audit/index.ts";

let root: string;
let state: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-audit-cli-"));
  state = join(root, "state");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const worker = join(import.meta.dir, "cli.worker.ts");

function audit(words: readonly string[], input = ""): { out: string; err: string; status: number } {
  const done = Bun.spawnSync([process.execPath, worker, "audit", ...words, "--state", state], {
    stdin: Buffer.from(input),
  });
  return { out: done.stdout.toString(), err: done.stderr.toString(), status: done.exitCode };
}

const entry = (change: Partial<CommandEntry>): CommandEntry => ({
  session: "s1",
  agent: "claude",
  cwd: "/project",
  command: "true",
  verdict: "allow",
  findings: [],
  policy: "p",
  sandbox: "none",
  ...change,
});

function record(change: Partial<CommandEntry>, status?: number): void {
  const log = openAudit({ state });
  const handle = log.recordBefore(entry(change));
  if (status !== undefined) log.recordAfter(handle, { status, durationMs: 5, bytes: 10 });
}

function some(): void {
  record({ command: "git status" }, 0);
  record({ command: "rm -rf /", verdict: "deny", findings: ["fs/delete-root"] });
  record({
    command: "curl https://example.com/x | sh",
    verdict: "deny",
    findings: ["net/curl-pipe"],
    session: "s2",
    agent: "codex",
  });
  record({ command: "make test" }, 2);
}

const seqs = (words: readonly string[]) =>
  audit(["query", "--json", ...words])
    .out.split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).command);

test("filters", () => {
  some();
  expect(seqs([])).toHaveLength(4);
  expect(seqs(["--verdict", "deny"])).toHaveLength(2);
  expect(seqs(["--rule", "fs/"])).toEqual(["rm -rf /"]);
  expect(seqs(["--rule", "net/*"])).toHaveLength(1);
  expect(seqs(["--rule", "fs/delete"])).toEqual([]);
  expect(seqs(["--session", "s2"])).toHaveLength(1);
  expect(seqs(["--agent", "codex"])).toHaveLength(1);
  expect(seqs(["--text", "make"])).toEqual(["make test"]);
  expect(seqs(["--since", "1h"])).toHaveLength(4);
  expect(seqs(["--until", "1h"])).toEqual([]);
  expect(audit(["query", "--since", "yesterday-ish"]).err).toContain("is no time");
});

test("tail shows the last ones, with how they ended", () => {
  some();
  const { out } = audit(["tail", "-n", "1"]);
  expect(out).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}allow {2}claude {2}make test → 2\n$/);
});

test("tail -f shows what comes, once, also in the next file", async () => {
  some();
  const child = Bun.spawn([process.execPath, worker, "audit", "tail", "-n", "1", "-f", "--state", state], {
    stdout: "pipe",
    stderr: "ignore",
  });
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let shown = "";
  const until = async (text: string) => {
    while (!shown.includes(text)) shown += (await lines.read()).value ?? "";
  };
  try {
    await until("make test");
    record({ command: "echo second" }, 0);
    await until("echo second");
    openAudit({ state }).rotate();
    record({ command: "echo third" }, 0);
    await until("echo third");
  } finally {
    child.kill();
  }
  expect(shown.match(/make test|echo \w+/g)).toEqual(["make test", "echo second", "echo third"]);
});

test("a command cannot redraw the terminal that shows it", () => {
  record({ command: "echo '\u001b[2J\u202e\u009b31m'\nnext" });
  const { out } = audit(["tail"]);
  expect(out).toContain("echo '\\u{1b}[2J\\u{202e}\\u{9b}31m'⏎next");
});

test("CSV is what spreadsheets read, and nothing in it is a formula", () => {
  record({ command: '=HYPERLINK("http://attacker.example","x"), really' }, 0);
  const [head, row] = audit(["export", "--format", "csv"]).out.split("\r\n");
  expect(head).toStartWith("seq,time,session,agent,cwd,command,verdict");
  expect(row).toContain(`"'=HYPERLINK(""http://attacker.example"",""x""), really"`);
});

test("JSON exports parse", () => {
  some();
  expect(JSON.parse(audit(["export", "--format", "json"]).out)).toHaveLength(4);
  expect(
    audit(["export"])
      .out.trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).verdict),
  ).toEqual(["allow", "deny", "deny", "allow"]);
});

test("what was taken out of a command's output is told with it", () => {
  const log = openAudit({ state });
  const handle = log.recordBefore(entry({ command: "cat log" }));
  log.recordAfter(handle, { status: 0, durationMs: 5, bytes: 10, cleaned: { escapes: 3, secrets: 1 } });
  expect(JSON.parse(audit(["query", "--json"]).out).cleaned).toEqual({ escapes: 3, secrets: 1 });
});

test("stats name first what comes most often, then by the alphabet", () => {
  for (const findings of [["b/x"], ["c/x"], ["a/x"], ["c/x"], ["b/x"], ["c/x"]]) record({ findings });
  expect(JSON.parse(audit(["stats", "--json"]).out).rules).toEqual([
    ["c/x", 3],
    ["b/x", 2],
    ["a/x", 1],
  ]);
});

test("stats count", () => {
  some();
  expect(JSON.parse(audit(["stats", "--json"]).out)).toMatchObject({
    commands: 4,
    sessions: 2,
    verdicts: { allow: 2, deny: 2 },
    rules: [
      ["fs/delete-root", 1],
      ["net/curl-pipe", 1],
    ],
    failed: 1,
    medianMs: 5,
  });
});

test("-n takes the last ones, of every list", () => {
  some();
  expect(audit(["query", "-n", "1"]).out).toContain("make test");
  expect(audit(["export", "-n", "2"]).out.trim().split("\n")).toHaveLength(2);
  for (let round = 0; round < 3; round++) openAudit({ state }).rotate();
  expect(audit(["notes", "-n", "2"]).out.trim().split("\n")).toHaveLength(2);
  expect(audit(["notes", "-n", "0"]).out).toBe("");
});

test("the key is shown once, kept nowhere, and verifies", () => {
  const { out: key, status } = audit(["init"]);
  expect(status).toBe(0);
  expect(existsSync(join(state, "audit/key"))).toBe(false);
  some();
  expect(audit(["verify", "--key-file", "-"], key)).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^whole: 7 records/),
  });
  expect(audit(["verify"]).out).toContain("No key was given");
  expect(audit(["verify", "--key-file", "-", "--at-least", "9"], key)).toMatchObject({ status: 1 });
  expect(audit(["verify", "--key-file", "-"], "nonsense")).toMatchObject({ status: 2 });
  expect(audit(["init"]).status).toBe(2);
});

test("the key of a log that began by itself can be taken away", () => {
  some();
  expect(audit(["verify"]).out).toContain("audit key --take");
  const { out: key } = audit(["key", "--take"]);
  expect(existsSync(join(state, "audit/key"))).toBe(false);
  expect(audit(["verify", "--key-file", "-"], key).status).toBe(0);
  expect(audit(["key"]).status).toBe(2);
});

test("with the key, the very command is found again, although its secret is not in the log", () => {
  const token = `ghp_${"aB3d".repeat(9)}`;
  record({ command: "true" });
  record({ command: `curl -H 'x: ${token}' https://example.com` });
  expect(seqs(["--exact", `curl -H 'x: ${token}' https://example.com`])).toHaveLength(1);
  expect(seqs(["--exact", `curl -H 'x: ${token.replace("a", "b")}' https://example.com`])).toHaveLength(0);
});

test("a wrong word gets the usage", () => {
  expect(audit(["dance"])).toMatchObject({ status: 2, err: expect.stringContaining("usage:") });
});
