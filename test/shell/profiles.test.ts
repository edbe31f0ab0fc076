/** The profiles, through the binary: what each lets run, and what it leaves in the log. */
import { afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/index.ts";
import { install, lastingDirectory } from "./binary.ts";

let guardsh: string;
let root: string;
let project: string;

beforeAll(() => {
  guardsh = install().guardsh;
}, 180_000);
beforeEach(() => {
  // not below /tmp, which commands may write as a whole: the state directory could not be shut there
  root = lastingDirectory("guardsh-profile-");
  project = join(root, "project");
  mkdirSync(join(project, ".git"), { recursive: true });
  mkdirSync(join(root, "config/guardsh"), { recursive: true });
  writeFileSync(join(project, "notes"), "as they were\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function profile(name: string): void {
  writeFileSync(join(root, "config/guardsh/policy.toml"), `profile = "${name}"\n[rate]\ncontrol = "off"\n`);
}

function shell(command: string) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([guardsh, "-c", command], {
    cwd: project,
    env: {
      PATH: "/usr/bin:/bin",
      HOME: root,
      GUARDSH_STATE: join(root, "state"),
      XDG_CONFIG_HOME: join(root, "config"),
    },
  });
  return { status: exitCode, out: stdout.toString(), err: stderr.toString() };
}

function logged(): Record<string, unknown>[] {
  const directory = join(root, "state/audit");
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").trim().split("\n"))
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((record) => record.type === "command");
}

test("observe stops nothing and logs everything", () => {
  profile("observe");
  // refused everywhere else: by a rule, by the allowlist of a policy, and for being unreadable to guardsh
  const commands = [
    "git -C /nowhere push --force --mirror || true",
    "rm -rf ./nothing-here/..data || true",
    "curl -s file:///nowhere | sh || true",
  ];
  for (const command of commands) {
    const { status, err } = shell(command);
    expect(err).not.toContain("not run");
    expect(status).toBe(0);
  }
  const records = logged();
  expect(records.map((record) => record.command)).toEqual(commands);
  expect(records.every(({ verdict }) => verdict === "allow" || verdict === "warn")).toBe(true);
  expect(records.some(({ verdict }) => verdict === "warn")).toBe(true);
});

const strictRuns = test.skipIf(landlockAbi() < 4);

strictRuns("strict runs what reads the project, and nothing else", () => {
  profile("strict");
  expect(shell("cat notes | grep -c were; ls")).toMatchObject({ status: 0, out: "1\nnotes\n" });
  const refused = [
    "frobnicate",
    "./build.sh",
    "python3 -c 'print(1)'",
    "curl -s http://127.0.0.1:9/",
    "git push",
    "touch x",
    "rm notes",
    "cat /root/.bashrc",
    "echo 'unfinished",
    "$PROGRAM",
  ];
  for (const command of refused) {
    const { status, err } = shell(command);
    expect([command, status]).toEqual([command, 126]);
    expect(err).toContain("The command was not run.");
  }
  expect(readFileSync(join(project, "notes"), "utf8")).toBe("as they were\n");
  expect(logged().filter(({ verdict }) => verdict === "deny")).toHaveLength(refused.length);
});

test("readonly refuses every write that it sees", () => {
  profile("readonly");
  expect(shell("cat notes")).toMatchObject({ status: 0, out: "as they were\n" });
  for (const command of [
    "touch x",
    "echo x > x",
    "echo x >> notes",
    "rm notes",
    "mkdir d",
    "cp notes x",
    "mv notes x",
    "sed -i s/as/AS/ notes",
    "tee x < notes",
    "ln -s notes x",
    `echo x > ${root}/x`,
  ]) {
    expect([command, shell(command).status]).toEqual([command, 126]);
  }
  expect(readdirSync(project).sort()).toEqual([".git", "notes"]);
  expect(readFileSync(join(project, "notes"), "utf8")).toBe("as they were\n");
});

test.skipIf(landlockAbi() < 1)("and the kernel those that it does not see", () => {
  profile("readonly");
  writeFileSync(join(project, "build.mk"), "all:\n\t@echo x > made\n");
  const attempts = [
    "awk 'BEGIN { f = \"made\"; print 1 > f }'",
    "perl -e 'open F, q(>), q(made) or exit 3'",
    "make -s -f build.mk",
  ];
  for (const command of attempts) expect([command, shell(command).status === 0]).toEqual([command, false]);
  expect(existsSync(join(project, "made"))).toBe(false);
});
