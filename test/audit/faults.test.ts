/** The log when its surroundings fail. What needs to mount is tried in a mount namespace of its own, and skipped where that is not allowed. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAudit } from "../../src/audit/index.ts";
import { parseKey } from "../../src/audit/seal.ts";
import { verify } from "../../src/audit/verify.ts";
import { Unavailable } from "../../src/system/index.ts";

let root: string;
let state: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-faults-"));
  state = join(root, "deeper/state");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const worker = join(import.meta.dir, "writer.worker.ts");
const entry = {
  session: "s",
  agent: "",
  cwd: "/",
  command: "true",
  verdict: "allow",
  findings: [],
  policy: "",
  sandbox: "none",
} as const;
const isRoot = process.geteuid?.() === 0;
const canMount = Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], {
  stderr: "ignore",
}).success;

function failure(action: () => void): Unavailable {
  try {
    action();
  } catch (error) {
    if (error instanceof Unavailable) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function shell(code: string): { out: string; err: string; status: number } {
  const environment = { ...process.env, BUN: process.execPath, WORKER: worker, STATE: state };
  const done = Bun.spawnSync(["unshare", "-m", "sh", "-ec", code], {
    env: environment,
    stdout: "pipe",
    stderr: "pipe",
  });
  return { out: done.stdout.toString(), err: done.stderr.toString(), status: done.exitCode };
}

test("a missing directory is made, with its parents", () => {
  openAudit({ state }).recordBefore(entry);
  expect(existsSync(join(state, "audit/000001.jsonl"))).toBe(true);
});

test.skipIf(!isRoot)("a directory of somebody else's is refused", () => {
  mkdirSync(state, { recursive: true, mode: 0o700 });
  chownSync(state, 12_345, 12_345);
  const error = failure(() => openAudit({ state }).recordBefore(entry));
  expect(error.why).toContain("belongs to user 12345");
  expect(error.mend).toContain("chown");
});

test.skipIf(!canMount)(
  "a disk that fills up: refused with the mend; when there is room again the log goes on and is whole",
  () => {
    const code = `
    mkdir -p "$STATE"; mount -t tmpfs -o size=256k,mode=0700 none "$STATE"
    "$BUN" "$WORKER" "$STATE" 3 before
    dd if=/dev/zero of="$STATE/filler" bs=4096 2>/dev/null || true
    "$BUN" "$WORKER" "$STATE" 100 full 2>&1 >/dev/null | grep -m1 -A1 'no space left' || echo "no such error"
    rm "$STATE/filler"
    "$BUN" "$WORKER" "$STATE" 3 after
    cp -a "$STATE/audit" "${root}/kept"`;
    const { out, err, status } = shell(code);
    expect({ err, status }).toEqual({ err: "", status: 0 });
    expect(out).toContain("no space left on its disk");
    expect(out.match(/after/g)).toHaveLength(3);
    mkdirSync(join(root, "copy"));
    Bun.spawnSync(["mv", join(root, "kept"), join(root, "copy/audit")]);
    const key = parseKey(readFileSync(join(root, "copy/audit/key"), "utf8"));
    const result = verify(join(root, "copy"), key);
    expect(result.problems).toEqual([]);
    expect(result.remarks.length).toBeLessThanOrEqual(1);
  },
);

test.skipIf(!canMount)("a read-only place: refused, and the mend names the agents' settings", () => {
  openAudit({ state }).recordBefore(entry);
  const code = `mount --bind "$STATE" "$STATE"; mount -o remount,ro,bind "$STATE"; "$BUN" "$WORKER" "$STATE" 1 w`;
  const { err, status, out } = shell(code);
  expect(status).not.toBe(0);
  expect(out).toBe("");
  expect(err).toContain("read-only file system");
  expect(err).toContain("sandbox.filesystem.allowWrite");
});

test("a named pipe in the place of the log is refused and does not hang", () => {
  openAudit({ state }).recordBefore(entry);
  rmSync(join(state, "audit/000001.jsonl"));
  Bun.spawnSync(["mkfifo", join(state, "audit/000001.jsonl")]);
  expect(failure(() => openAudit({ state }).recordBefore(entry)).why).toContain("not a plain file");
});

test("a lock that somebody holds for ever is not waited for for ever", async () => {
  openAudit({ state }).recordBefore(entry);
  const holder = Bun.spawn(["flock", join(state, "audit/head"), "sh", "-c", "echo held; exec sleep 5"], {
    stdout: "pipe",
  });
  await holder.stdout.getReader().read();
  const error = failure(() => openAudit({ state, lockWaitMs: 50 }).recordBefore(entry));
  expect(error.what).toContain("busy");
  holder.kill("SIGKILL");
});

test("a head of another version or a damaged one is refused, and a new chain can be begun beside the old files", () => {
  openAudit({ state }).recordBefore(entry);
  writeFileSync(join(state, "audit/head"), Buffer.alloc(160, 1));
  const error = failure(() => openAudit({ state }).recordBefore(entry));
  expect(error.why).toContain("another version");
  expect(error.mend).toContain("--new-chain");
  const key = parseKey(openAudit({ state }).begin(true) ?? "");
  openAudit({ state }).recordBefore(entry);
  expect(verify(state, key)).toMatchObject({ records: 2, problems: [] });
});

test("the wall clock set back changes nothing about the order", () => {
  const key = parseKey(openAudit({ state }).begin(false) ?? "");
  openAudit({ state }).recordBefore(entry);
  const file = join(root, "past.test.ts");
  writeFileSync(
    file,
    `import { setSystemTime, test } from "bun:test"; import { openAudit } from ${JSON.stringify(join(import.meta.dir, "../../src/audit/index.ts"))};
    test("past", () => { setSystemTime(new Date("2001-01-01")); openAudit({ state: ${JSON.stringify(state)} }).recordBefore(${JSON.stringify(entry)}); });`,
  );
  expect(Bun.spawnSync([process.execPath, "test", file], { cwd: root }).success).toBe(true);
  openAudit({ state }).recordBefore(entry);
  expect(verify(state, key)).toMatchObject({ records: 4, problems: [] });
});
