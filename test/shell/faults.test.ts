/**
 * When the surroundings of the installed binary fail. What the log does by itself is in test/audit/faults.test.ts, the
 * clock and reboots in test/controls; here whole commands are run, and what counts is that nothing runs unrecorded,
 * nothing is lost, and it goes on when the fault is gone.
 */
import { afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { keyPath } from "../../src/audit/place.ts";
import { commands } from "../../src/audit/query.ts";
import { parseKey } from "../../src/audit/seal.ts";
import { verify } from "../../src/audit/verify.ts";
import { install, lastingDirectory } from "./binary.ts";

let guardsh: string;
let root: string;
let state: string;
beforeAll(() => {
  guardsh = install().guardsh;
}, 180_000);
beforeEach(() => {
  root = lastingDirectory("guardsh-test-faults-");
  state = join(root, "state");
  policy('[rate]\ncontrol = "off"\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function policy(text: string): void {
  mkdirSync(join(root, "config/guardsh"), { recursive: true });
  writeFileSync(join(root, "config/guardsh/policy.toml"), text);
}

const environment = (): Record<string, string> => ({
  PATH: "/usr/bin:/bin",
  HOME: root,
  GUARDSH_STATE: state,
  XDG_CONFIG_HOME: join(root, "config"),
});

function run(...list: readonly string[]) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([guardsh, ...list], { cwd: root, env: environment() });
  return { status: exitCode, out: stdout.toString(), err: stderr.toString() };
}

/** Is the log as it was written, by its key? Remarks of crashes are none of its faults. */
function problems(): readonly unknown[] {
  const { seals, problems: found } = verify(state, parseKey(readFileSync(keyPath(state), "utf8")));
  return seals ? found : ["no seals"];
}

const canMount = Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], {
  stderr: "ignore",
}).success;

test("a broken policy: nothing runs, and file, line, key and the nearest key are named", () => {
  policy("[rate]\ncommans = 3\n");
  const { status, out, err } = run("-c", `touch ${root}/ran; echo ran`);
  expect({ status, out }).toEqual({ status: 125, out: "" });
  expect(err).toMatch(/policy\.toml:2.*commans.*commands/s);
  expect(existsSync(join(root, "ran"))).toBe(false);
  expect(run("policy", "check")).toMatchObject({ status: 1, out: "" });
  expect(run("check", "ls")).toMatchObject({ status: 3, out: "" });
  policy("[rate]\ncommands = 3\n");
  expect(run("-c", "echo ran")).toMatchObject({ status: 0, out: "ran\n" });
});

test.skipIf(process.getuid?.() !== 0)("a user whom nobody knows, and no HOME: said so", () => {
  const { exitCode, stderr } = Bun.spawnSync([
    ...["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", "env", "-i"],
    ...[guardsh, "-c", "true"],
  ]);
  expect(stderr.toString()).toContain("error: this user has no home directory: 54321 is not in /etc/passwd");
  expect(stderr.toString()).toContain("mend: set HOME");
  expect(exitCode).toBe(125);
});

test("no state directory: it is made, for its owner alone", () => {
  state = join(root, "not/yet/there");
  expect(run("-c", "echo ran")).toMatchObject({ status: 0, out: "ran\n", err: "" });
  expect(statSync(state).mode & 0o777).toBe(0o700);
  expect(commands(state)).toHaveLength(1);
});

test("a file in the place of the state directory, or one that others can write: refused with the mend", () => {
  writeFileSync(state, "");
  expect(run("-c", "echo ran")).toMatchObject({ status: 125, out: "" });
  expect(run("-c", "echo ran").err).toContain("mend:");
  rmSync(state);
  mkdirSync(state);
  chmodSync(state, 0o777);
  expect(run("-c", "echo ran")).toMatchObject({ status: 125, out: "" });
  chmodSync(state, 0o700);
  expect(run("-c", "echo ran")).toMatchObject({ status: 0, out: "ran\n" });
});

test.skipIf(process.getuid?.() !== 0)("a state directory of somebody else's: refused with the mend", () => {
  mkdirSync(state, { mode: 0o700 });
  chownSync(state, 12_345, 12_345);
  const { status, out, err } = run("-c", `touch ${root}/ran; echo ran`);
  expect({ status, out }).toEqual({ status: 125, out: "" });
  expect(err).toMatch(/12345[\s\S]*mend:.*chown/);
  expect(existsSync(join(root, "ran"))).toBe(false);
});

test.skipIf(!canMount)("a full disk: nothing runs; with room again it goes on, and the log is whole", () => {
  mkdirSync(state, { mode: 0o700 });
  const code = `mount -t tmpfs -o size=512k,mode=0700 none "$GUARDSH_STATE"
    "$GUARD" -c 'echo before'
    dd if=/dev/zero of="$GUARDSH_STATE/filler" bs=4096 2> /dev/null || true
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
      "$GUARD" -c "echo full $i" 2> said || { echo "status $?"; break; }
    done
    cat said
    rm "$GUARDSH_STATE/filler"
    "$GUARD" -c 'echo after'
    "$GUARD" audit verify --key-file "$GUARDSH_STATE/audit/key"`;
  const { exitCode, stdout, stderr } = Bun.spawnSync(["unshare", "-m", "sh", "-ec", code], {
    cwd: root,
    env: { ...environment(), PATH: process.env.PATH ?? "", GUARD: guardsh },
  });
  expect({ exitCode, err: stderr.toString() }).toEqual({ exitCode: 0, err: "" });
  expect(stdout.toString()).toMatch(
    /^before\n(?:full \d+\n)*status 125\n[\s\S]*no space left[\s\S]*after\n(?:remark: .*\n)?whole/,
  );
});

test.skipIf(!canLock())(
  "an append-only log: commands go on, nothing in it can be changed, and it is unlocked again",
  () => {
    expect(run("-c", "echo one").status).toBe(0);
    expect(run("audit", "lock")).toMatchObject({ status: 0 });
    const log = join(state, "audit/000001.jsonl");
    try {
      expect(() => writeFileSync(log, "")).toThrow("not permitted");
      expect(() => rmSync(log)).toThrow();
      expect(run("-c", "echo two")).toMatchObject({ status: 0, out: "two\n" });
      expect(commands(state).map(({ command }) => command)).toEqual(["echo one", "echo two"]);
    } finally {
      run("audit", "unlock");
    }
    rmSync(log);
  },
);

/** Root may, on file systems that know the attribute. */
function canLock(): boolean {
  if (process.getuid?.() !== 0) return false;
  const file = join(lastingDirectory("guardsh-test-lock-"), "f");
  writeFileSync(file, "");
  const locked = Bun.spawnSync(["chattr", "+a", file], { stderr: "ignore" }).success;
  Bun.spawnSync(["chattr", "-a", file], { stderr: "ignore" });
  rmSync(dirname(file), { recursive: true });
  return locked;
}

test("killed with -9 at any moment: the command dies with it, the log is whole, the next one runs", async () => {
  run("-c", "true");
  for (let round = 0; round < 24; round++) {
    const alive = join(root, `alive-${round}`);
    const child = Bun.spawn([guardsh, "-c", `sleep 0.2; touch ${alive}`], {
      cwd: root,
      env: environment(),
      stdout: "pipe",
      stderr: "pipe",
    });
    await Bun.sleep(round * 2);
    child.kill("SIGKILL");
    await child.exited;
  }
  await Bun.sleep(500);
  expect(readdirSync(root).filter((name) => name.startsWith("alive-"))).toEqual([]);
  expect(run("-c", "echo after")).toMatchObject({ status: 0, out: "after\n" });
  expect(problems()).toEqual([]);
  expect(commands(state).at(-1)).toMatchObject({ command: "echo after", status: 0 });
}, 60_000);

test("a temporary directory full of planted links: nothing goes through them, and nothing is left there", () => {
  const [temporary, victim] = [join(root, "tmp"), join(root, "victim")];
  mkdirSync(temporary);
  writeFileSync(victim, "as it was");
  const names = ["guardsh", ".guardsh", "guardsh-1", "guardsh.sock", "bun", ".bun", "bunfs", "guardsh-0"];
  for (const name of names) symlinkSync(victim, join(temporary, name));
  const { exitCode, stdout } = Bun.spawnSync([guardsh, "-c", "echo ran | cat; cat <<E\nhere\nE"], {
    cwd: root,
    env: { ...environment(), TMPDIR: temporary, BUN_TMPDIR: temporary },
  });
  expect({ exitCode, out: stdout.toString() }).toEqual({ exitCode: 0, out: "ran\nhere\n" });
  expect(readdirSync(temporary).toSorted()).toEqual(names.toSorted());
  expect(readFileSync(victim, "utf8")).toBe("as it was");
});

test.skipIf(!canMount)("the same for /tmp itself, where everything that is opened is a trap", () => {
  // Not the one of the checkout, which may lie below /tmp itself.
  const outside = join(root, "guardsh-outside");
  copyFileSync(guardsh, outside);
  const code = `mount -t tmpfs none /tmp; cd /tmp; for name in guardsh bun state sandbox policy; do ln -s ${root}/victim $name; done
    '${outside}' -c 'echo ran'; ls -A /tmp | wc -l`;
  const { stdout } = Bun.spawnSync(["unshare", "-m", "sh", "-ec", code], {
    cwd: root,
    env: { ...environment(), PATH: process.env.PATH ?? "" },
  });
  expect(stdout.toString()).toBe("ran\n5\n");
  expect(existsSync(join(root, "victim"))).toBe(false);
});

test("two versions at once: one log, one limit, and neither reads what the other has compiled", async () => {
  const other = join(root, "guardsh-other");
  copyFileSync(guardsh, other);
  policy('[rate]\ncommands = 20\nwindow = "10m"\nmax_wait = "0"\n[deny]\ncommands = ["rm"]\n');
  const all = Array.from({ length: 32 }, async (_, index) => {
    const child = Bun.spawn([index % 2 === 0 ? guardsh : other, "-c", `echo ${index}`], {
      cwd: root,
      env: environment(),
      stdout: "ignore",
      stderr: "ignore",
    });
    return await child.exited;
  });
  const ended = await Promise.all(all);
  expect(ended.filter((status) => status === 0)).toHaveLength(20);
  expect(ended.filter((status) => status === 75)).toHaveLength(12);
  expect(commands(state)).toHaveLength(32);
  expect(problems()).toEqual([]);
  const compiled = readdirSync(join(state, "policy")).filter((name) => name.endsWith(".json"));
  expect(compiled.length).toBeGreaterThanOrEqual(2);
}, 60_000);
