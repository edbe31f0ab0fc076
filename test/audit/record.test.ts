import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandEntry, openAudit, redact } from "../../src/audit/index.ts";
import { Unavailable } from "../../src/system/index.ts";

let state: string;
beforeEach(() => {
  state = join(mkdtempSync(join(tmpdir(), "guardsh-audit-")), "state");
});
afterEach(() => rmSync(join(state, ".."), { recursive: true, force: true }));

const entry: CommandEntry = {
  session: "s1",
  agent: "claude",
  cwd: "/home/user/project",
  command: "git status",
  verdict: "allow",
  findings: [],
  policy: "0123",
  sandbox: "landlock:6",
};

function lines(): Record<string, unknown>[] {
  return readFileSync(join(state, "audit/000001.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("a command is on record before it runs, its end after", () => {
  const audit = openAudit({ state });
  const handle = audit.recordBefore(entry);
  audit.recordAfter(handle, { status: 3, durationMs: 12.5, bytes: 7 });
  const [init, before, after] = lines();
  expect(init).toMatchObject({ seq: 0, type: "note", event: "init" });
  expect(before).toMatchObject({ seq: 1, type: "command", ...entry, pid: process.pid, parent: process.ppid });
  expect(after).toMatchObject({ seq: 2, type: "end", of: 1, status: 3, duration_ms: 12.5, bytes: 7 });
});

test("files are the user's alone", () => {
  openAudit({ state }).recordBefore(entry);
  expect(statSync(state).mode & 0o777).toBe(0o700);
  expect(statSync(join(state, "audit/head")).mode & 0o777).toBe(0o600);
  expect(statSync(join(state, "audit/000001.jsonl")).mode & 0o777).toBe(0o600);
  expect(statSync(join(state, "audit/key")).mode & 0o777).toBe(0o400);
});

test("secrets do not reach the log, and the keyed hash tells commands apart all the same", () => {
  const audit = openAudit({ state });
  const token = `ghp_${"a1B2".repeat(9)}`;
  audit.recordBefore({
    ...entry,
    command: `curl -H "Authorization: Bearer ${token}" https://api.example.com`,
  });
  const text = readFileSync(join(state, "audit/000001.jsonl"), "utf8");
  expect(text).not.toContain(token);
  expect(text).toContain("[redacted: authorization header]");
  expect(lines()[1]?.hash).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ["export API_KEY=abcdef123456", "export API_KEY=[redacted: secret]"],
  ["curl https://user:hunter22@example.com/x", "curl https://user:[redacted: password]@example.com/x"],
  ["echo $TOKEN; PASSWORD=$(cat pw) make", "echo $TOKEN; PASSWORD=$(cat pw) make"],
  ["git log --grep token", "git log --grep token"],
  [
    "curl -H 'Authorization: Bearer abcdefgh1234'",
    "curl -H 'Authorization: Bearer [redacted: authorization]'",
  ],
])("redacts values and nothing else: %s", (command, expected) => {
  expect(redact(command)).toBe(expected);
});

test("odd bytes stay on one line", () => {
  openAudit({ state }).recordBefore({ ...entry, command: "printf 'a\nb\u2028\u001b[31m\ud800'" });
  expect(lines()).toHaveLength(2);
});

test("a very long command is cut, and its length kept", () => {
  openAudit({ state }).recordBefore({ ...entry, command: "x".repeat(100_000) });
  expect(lines()[1]).toMatchObject({ length: 100_000, command: "x".repeat(16 * 1024) });
});

function failure(action: () => void): Unavailable {
  try {
    action();
  } catch (error) {
    if (error instanceof Unavailable) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

test("a state directory that is a link is refused", () => {
  mkdirSync(`${state}.elsewhere`);
  symlinkSync(`${state}.elsewhere`, state);
  expect(failure(() => openAudit({ state }).recordBefore(entry)).why).toContain("symbolic link");
});

test("a state directory that others can write in is refused", () => {
  mkdirSync(state);
  chmodSync(state, 0o777);
  expect(failure(() => openAudit({ state }).recordBefore(entry)).mend).toContain("chmod 700");
});

test("a link in the place of the log or the head is refused, and its target left alone", () => {
  const target = `${state}.target`;
  writeFileSync(target, "mine\n");
  mkdirSync(join(state, "audit"), { recursive: true, mode: 0o700 });
  chmodSync(state, 0o700);
  symlinkSync(target, join(state, "audit/head"));
  expect(failure(() => openAudit({ state }).recordBefore(entry)).why).toContain("symbolic link");
  rmSync(join(state, "audit/head"));
  symlinkSync(target, join(state, "audit/000001.jsonl"));
  expect(failure(() => openAudit({ state }).recordBefore(entry)).mend).not.toBe("");
  expect(readFileSync(target, "utf8")).toBe("mine\n");
});

test("a file in the way is said to be one", () => {
  writeFileSync(state, "");
  expect(failure(() => openAudit({ state }).recordBefore(entry)).why).toContain("not a directory");
});
