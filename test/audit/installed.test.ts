/** Log, limiter and sessions through the real binary. */
import { afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyPath } from "../../src/audit/place.ts";
import { commands } from "../../src/audit/query.ts";
import { parseKey } from "../../src/audit/seal.ts";
import { verify } from "../../src/audit/verify.ts";
import { killSession, startSession } from "../../src/controls/session/lifecycle.ts";

const project = join(import.meta.dir, "../..");
const guardsh = join(project, "dist/guardsh");
let root: string;
let state: string;

beforeAll(() => {
  const built = Bun.spawnSync([process.execPath, join(project, "build/compile.ts")], {
    cwd: project,
    stderr: "pipe",
  });
  if (!built.success) throw new Error(built.stderr.toString());
}, 120_000);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-installed-"));
  state = join(root, "state");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function environment(more: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: "/usr/bin:/bin",
    HOME: root,
    GUARDSH_STATE: state,
    XDG_CONFIG_HOME: join(root, "config"),
    ...more,
  };
}

function policy(text: string): void {
  mkdirSync(join(root, "config/guardsh"), { recursive: true });
  writeFileSync(join(root, "config/guardsh/policy.toml"), text);
}

function run(
  command: string,
  more: Record<string, string> = {},
): { status: number; out: string; err: string } {
  const done = Bun.spawnSync([guardsh, "-c", command], {
    cwd: root,
    env: environment(more),
    stdout: "pipe",
    stderr: "pipe",
  });
  return { status: done.exitCode, out: done.stdout.toString(), err: done.stderr.toString() };
}

const python = Bun.which("python3") !== null;

/** A command that starts guardsh through a program that judgement does not look into, with its variables changed. */
function hidden(variables: Record<string, string | null>, command: string): string {
  const program = join(root, "program.py");
  const lines = Object.entries(variables).map(([name, value]) =>
    value === null
      ? `os.environ.pop(${JSON.stringify(name)}, None)`
      : `os.environ[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
  );
  writeFileSync(
    program,
    `import os, subprocess\n${lines.join("\n")}\nsubprocess.run([${JSON.stringify(guardsh)}, "-c", ${JSON.stringify(command)}])\n`,
  );
  return `python3 ${program}`;
}

function sound(): boolean {
  const result = verify(state, parseKey(readFileSync(keyPath(state), "utf8")));
  return result.seals && result.problems.length === 0;
}

test("a command is on record while it runs", async () => {
  const child = Bun.spawn([guardsh, "-c", "echo started; read answer"], {
    cwd: root,
    env: environment(),
    stdin: "pipe",
    stdout: "pipe",
  });
  await child.stdout.getReader().read();
  expect(commands(state)).toMatchObject([
    { command: "echo started; read answer", verdict: "allow", status: null },
  ]);
  child.stdin.end();
  await child.exited;
  expect(sound()).toBe(true);
});

test("a refused command is on record with its reason", () => {
  expect(run("rm -rf ~").status).toBe(126);
  expect(commands(state)).toMatchObject([{ verdict: "deny", command: "rm -rf ~" }]);
  expect(commands(state)[0]?.findings).toContain("fs/delete-home");
});

test("no record, no command: refused with the mend", () => {
  mkdirSync(state);
  chmodSync(state, 0o777);
  const { status, err, out } = run(`touch ${root}/ran; echo ran`);
  expect({ status, out }).toEqual({ status: 125, out: "" });
  expect(err).toContain("mend:");
  expect(err).toContain("chmod 700");
  expect(existsSync(join(root, "ran"))).toBe(false);
});

test("64 at once: exactly the limit goes through, the others are told when to come back, all are on record", async () => {
  policy('[rate]\ncommands = 30\nwindow = "10m"\nmax_wait = "1s"\n');
  const all = Array.from({ length: 64 }, async (_, index) => {
    const child = Bun.spawn([guardsh, "-c", `echo ${index}`], {
      cwd: root,
      env: environment(),
      stdout: "ignore",
      stderr: "pipe",
    });
    const said = await new Response(child.stderr).text();
    return { status: await child.exited, said };
  });
  const done = await Promise.all(all);
  expect(done.filter(({ status }) => status === 0)).toHaveLength(30);
  const refused = done.filter(({ status }) => status === 75);
  expect(refused).toHaveLength(34);
  for (const { said } of refused)
    expect(said).toMatch(/paused: limit of 30 commands in 600 s[\s\S]*Come back in \d+ s/);
  expect(commands(state)).toHaveLength(64);
  expect(commands(state, { rule: "rate/limit" })).toHaveLength(34);
  expect(sound()).toBe(true);
}, 60_000);

test.skipIf(!python)("what a command starts through guardsh again counts once", () => {
  policy('[rate]\ncommands = 2\nwindow = "10m"\nmax_wait = "0"\n');
  const nested = `${guardsh} -c 'echo a'; ${guardsh} -c 'echo b'; ${hidden({ GUARDSH_SESSION: null }, "echo c")}`;
  expect(run(nested)).toMatchObject({ status: 0, out: "a\nb\nc\n" });
  expect(run(nested).status).toBe(0);
  expect(run("true").status).toBe(75);
});

test("a session: budget, kill switch", () => {
  const { id } = startSession(state, { maxCommands: 2 });
  const session = { GUARDSH_SESSION: id };
  expect(run("true", session).status).toBe(0);
  expect(run("true", session).status).toBe(0);
  const over = run("true", session);
  expect(over.status).toBe(126);
  expect(over.err).toContain("session/budget");
  killSession(state, id, "looked wrong");
  expect(run("true", session).err).toContain("session/killed");
});

test.skipIf(!python)(
  "a nested guardsh does not take its log elsewhere because a program that the command started says so",
  () => {
    const elsewhere = join(root, "elsewhere");
    expect(run(hidden({ GUARDSH_STATE: elsewhere }, "echo hidden")).out).toBe("hidden\n");
    expect(existsSync(elsewhere)).toBe(false);
    expect(commands(state).map(({ command }) => command)).toContain("echo hidden");
  },
);

const canMount = Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], {
  stderr: "ignore",
}).success;

test.skipIf(!canMount).each([
  ["refuse", 125, ""],
  ["warn", 0, "ran\n"],
  ["continue", 0, "ran\n"],
])("a read-only state directory: on_failure = %s", (setting, status, out) => {
  policy(`[audit]\non_failure = "${setting}"\n`);
  mkdirSync(state, { mode: 0o700 });
  const code = `mount --bind ${state} ${state}; mount -o remount,ro,bind ${state}; exec ${guardsh} -c 'echo ran'`;
  const done = Bun.spawnSync(["unshare", "-m", "sh", "-ec", code], {
    cwd: root,
    env: environment({ PATH: process.env.PATH ?? "" }),
    stderr: "pipe",
  });
  expect({ status: done.exitCode, out: done.stdout.toString() }).toEqual({ status, out });
  const said = done.stderr.toString();
  if (setting === "refuse") expect(said).toContain("sandbox.filesystem.allowWrite");
  else if (setting === "warn") expect(said).toContain("not logged");
  else expect(said).toBe("");
});
