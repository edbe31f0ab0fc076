/** `guardsh session` as a person uses it, and as what a session contains tries to. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let root: string;
let state: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-session-cli-"));
  state = join(root, "state");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const worker = join(import.meta.dir, "../audit/cli.worker.ts");

interface Done {
  readonly out: string;
  readonly err: string;
  readonly status: number;
}

/** As a person does it: not below whatever runs these tests, which may be an agent. The process is handed to init. */
async function outside(...words: string[]): Promise<Done> {
  const out = join(root, "out");
  const err = join(root, "err");
  const status = join(root, "status");
  rmSync(status, { force: true });
  const { GUARDSH_SESSION: _, ...given } = process.env;
  const env = { ...given, TMPDIR: root };
  const code = `(sleep 0.05; "$@" >${out} 2>${err}; echo $? >${status}.new; mv ${status}.new ${status}) &`;
  Bun.spawnSync(["sh", "-c", code, "sh", process.execPath, worker, "session", ...words, "--state", state], {
    env,
  });
  while (!existsSync(status)) await Bun.sleep(10);
  return {
    out: readFileSync(out, "utf8"),
    err: readFileSync(err, "utf8"),
    status: Number(readFileSync(status, "utf8")),
  };
}

/** As a guarded command of the session would do it. */
function inside(id: string, ...words: string[]): Done {
  const env = { ...process.env, TMPDIR: root, GUARDSH_SESSION: `${id}:1-1` };
  const done = Bun.spawnSync(
    ["sh", "-c", '"$@"; exit $?', "sh", process.execPath, worker, "session", ...words, "--state", state],
    { env },
  );
  return { out: done.stdout.toString(), err: done.stderr.toString(), status: done.exitCode };
}

async function begin(...words: string[]): Promise<{ id: string; scratch: string }> {
  const { out, err, status } = await outside("start", ...words);
  if (status !== 0) throw new Error(err);
  const match = /^export GUARDSH_SESSION=(\S+) GUARDSH_SCRATCH=(\S+)\n$/.exec(out);
  return { id: match?.[1] ?? "", scratch: match?.[2] ?? "" };
}

test("begin, look, end", async () => {
  const { id, scratch } = await begin("--ttl", "2h", "--max-commands", "500", "--profile", "strict");
  expect(existsSync(scratch)).toBe(true);
  const shown = await outside("show", id, "--json");
  expect(JSON.parse(shown.out)).toMatchObject({
    id,
    state: "active",
    profile: "strict",
    maxCommands: 500,
    used: 0,
  });
  expect((await outside("list")).out).toContain(`${id}  active  explicit`);
  expect((await outside("end", id, "--reason", "done")).out).toBe(`session ${id} ended, 0 commands\n`);
  expect(existsSync(scratch)).toBe(false);
  expect((await outside("list")).out).toBe("no sessions\n");
  expect((await outside("list", "--all")).out).toContain("ended");
});

test("the kill switch for all of them", async () => {
  const first = await begin();
  const second = await begin();
  expect((await outside("kill", "--all", "--reason", "stop")).status).toBe(0);
  for (const { id } of [first, second]) expect((await outside("show", id)).out).toContain("killed: stop");
});

test("what runs inside a session can neither begin, end nor kill one", async () => {
  const { id } = await begin();
  for (const words of [["start"], ["end", id], ["kill", id], ["kill", "--all"]]) {
    const { err, status } = inside(id, ...words);
    expect(status).toBe(2);
    expect(err).toContain("runs inside a session");
  }
  expect((await outside("show", id)).out).toContain("active");
});

test("sessions do not chain: a handoff is written inside, and a person names it", async () => {
  const { id } = await begin();
  const file = join(root, "summary.md");
  writeFileSync(file, "half done\n");
  expect(inside(id, "handoff", "half", file, "--note", "go on with the tests").status).toBe(0);
  expect(inside(id, "start", "--from", "half").status).toBe(2);
  const next = await begin("--from", "half");
  expect(readFileSync(join(next.scratch, "handoff/summary.md"), "utf8")).toBe("half done\n");
  expect(readFileSync(join(next.scratch, "handoff/NOTE"), "utf8")).toBe("go on with the tests\n");
  expect((await outside("show", next.id)).out).toContain("half");
  await outside("kill", "--all");
});

test.each([
  [["start", "--ttl", "soon"], "say 90s, 30m, 2h or 1d"],
  [["start", "--max-commands", "0"], "a number from 1 on"],
  [["start", "--keep", "write:/x"], "say read:PATH"],
  [["start", "--from", "nothing"], "no handoff nothing"],
  [["show", "nothing"], "no session nothing"],
  [["dance"], "usage:"],
])("a wrong call is told so: %p", async (words, message) => {
  const { err, status } = await outside(...words);
  expect(status).toBe(2);
  expect(err).toContain(message);
});
