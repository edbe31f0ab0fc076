/** The plan and the kernel say the same of every path, however it is spelled. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import type { Plan } from "../../src/sandbox/plan.ts";
import { makePlan, planAllows } from "../../src/sandbox/plan.ts";
import type { Attempt, Outcome } from "./confined.ts";
import type { Scratch } from "./scratch.ts";
import { scratch } from "./scratch.ts";

let tree: Scratch;
let plan: Plan;
beforeAll(() => {
  tree = scratch();
  plan = makePlan(tree.input);
});
afterAll(() => tree.remove());

function confined(attempts: readonly Attempt[], under: Plan = plan): Outcome[] {
  const child = Bun.spawnSync([process.execPath, join(import.meta.dir, "confined.ts")], {
    stdin: Buffer.from(JSON.stringify({ plan: under, attempts })),
    stderr: "inherit",
    cwd: join(tree.base, "project"),
  });
  const answer: { outcomes: Outcome[] } = JSON.parse(child.stdout.toString());
  return answer.outcomes;
}

const existing = [
  "project/a.txt",
  "project/sub/b.txt",
  "project/sub/hard",
  "project/with space/c\nd.txt",
  "project/-rf",
  "project/run.sh",
  "project/out",
  "project/key",
  "project/chain",
  "project/in",
  "project/outdir/o.txt",
  "project/outdir/deep/p.txt",
  "project/vault/key",
  "project/vault/public/known",
  "project/up/outside/o.txt",
  "project/up/vault/key",
  "project/sub/ssh/id",
  "project/sub/ssh/known_hosts",
  "project-evil/e.txt",
  "outside/o.txt",
  "outside/run.sh",
  "outside/back/a.txt",
  "outside/vault/key",
  "vault/key",
  "vault/deep/key",
  "vault/public/known",
  "vault/run.sh",
  "home/.ssh/id",
  "home/.ssh/known_hosts",
  "home/.config/cloud/token",
  "home/.config/tool/settings",
  "home/.cache/tool/x",
  "home/.cargo/registry/r",
  "home/.cargo/credentials",
  "home/.profile",
  "home/notes/n.txt",
  "home/onekey",
  "home/keys/id",
  "home/work/a.txt",
];

/** Other names for the same path. */
const spellings: readonly ((base: string, path: string) => string)[] = [
  (base, path) => join(base, path),
  (base, path) => `${base}/project/../${path}`,
  (base, path) => `${base}//./project/sub/.././..//${path}`,
  (base, path) => `/proc/self/root${base}/${path}`,
  (_base, path) => `/proc/self/cwd/../${path}`,
  (base, path) => `/proc/thread-self/root${base}/outside/../${path}`,
];

describe.skipIf(landlockAbi() < 3)("the kernel and the plan agree", () => {
  test("reads, writes, executions of what exists, in every spelling", () => {
    const attempts: Attempt[] = [];
    for (const path of existing) {
      for (const spell of spellings) {
        for (const how of ["read", "write"] as const) attempts.push({ how, path: spell(tree.base, path) });
      }
      if (path.endsWith(".sh")) attempts.push({ how: "execute", path: join(tree.base, path) });
    }
    const outcomes = confined(attempts);
    expect(outcomes.length).toBe(attempts.length);
    const disagreements: string[] = [];
    attempts.forEach(({ how, path }, index) => {
      const spelled = path
        .replace(/^\/proc\/(thread-)?self\/root/, "")
        .replace("/proc/self/cwd", `${tree.base}/project`);
      const right = how === "read" ? "read" : how === "write" ? "write" : "execute";
      const expected = planAllows(plan, realpathSync(spelled), right);
      const outcome = outcomes[index];
      if (outcome?.done !== expected)
        disagreements.push(`${how} ${path}: plan ${expected}, kernel ${outcome?.code}`);
    });
    expect(disagreements).toEqual([]);
    expect(attempts.length).toBeGreaterThan(400);
  });

  test("new names: files, directories, links", () => {
    const places = [
      "project",
      "project/sub",
      "project/outdir",
      "project/vault",
      "project/up",
      "project-evil",
      "outside",
      "outside/back",
      "vault",
      "vault/public",
      "home/.ssh",
      "home/.config/cloud",
      "home/.config/tool",
      "home/.cache",
      "home/.cache/tool",
      "home/.npm",
      "home/.cargo/registry",
      "home",
      "home/work",
    ];
    const attempts = places.flatMap((place) =>
      (["create", "mkdir", "symlink"] as const).map((how) => ({ how, path: join(tree.base, place, "new") })),
    );
    const outcomes = confined(attempts);
    const disagreements: string[] = [];
    attempts.forEach(({ how, path }, index) => {
      const expected = planAllows(plan, join(realpathSync(dirname(path)), basename(path)), "write");
      if (outcomes[index]?.done !== expected) {
        disagreements.push(`${how} ${path}: plan ${expected}, kernel ${outcomes[index]?.code}`);
      }
    });
    expect(disagreements).toEqual([]);
  });

  test("a rename or a hard link never carries a file to where it may do more", () => {
    const at = (path: string) => join(tree.base, path);
    const refused: Attempt[] = [];
    for (const how of ["rename", "link"] as const) {
      refused.push(
        { how, path: at("vault/key"), to: at("project/stolen") },
        { how, path: at("home/.ssh/id"), to: at("project/stolen") },
        { how, path: at("home/.cargo/credentials"), to: at("home/.cargo/registry/stolen") },
        { how, path: at("outside/o.txt"), to: at("project/o.txt") },
        { how, path: at("project/a.txt"), to: at("outside/a.txt") },
        { how, path: at("project/a.txt"), to: at("home/.profile") },
      );
    }
    refused.push(
      { how: "rename", path: at("vault"), to: at("vault2") },
      { how: "rename", path: at("home/.ssh"), to: at("home/.cache/ssh") },
      { how: "rename", path: at("project"), to: at("project2") },
      { how: "delete", path: at("outside/o.txt") },
      { how: "delete", path: at("vault/key") },
      { how: "truncate", path: at("outside/o.txt") },
      { how: "truncate", path: at("project/out") },
      { how: "create", path: at("project/dangling") },
    );
    const allowed: Attempt[] = [
      { how: "rename", path: at("project/a.txt"), to: at("project/sub/a2.txt") },
      { how: "rename", path: at("project/sub"), to: at("project/sub2") },
      { how: "link", path: at("project/a.txt"), to: at("project/sub/a3.txt") },
      { how: "rename", path: at("project/a.txt"), to: at("home/.cache/a.txt") },
      { how: "list", path: at("home") },
      { how: "truncate", path: at("project/sub/b.txt") },
    ];
    const outcomes = confined([...refused, ...allowed]);
    const wrong = [...refused, ...allowed].filter(
      (_, index) => outcomes[index]?.done !== index >= refused.length,
    );
    expect(wrong).toEqual([]);
  });

  test("devices: the ordinary ones, and no other", () => {
    const outcomes = confined([
      { how: "write", path: "/dev/null" },
      { how: "read", path: "/dev/zero" },
      { how: "read", path: "/dev/urandom" },
      { how: "create", path: `/dev/shm/guardsh-test-${process.pid}` },
      { how: "read", path: "/dev/kmsg" },
      { how: "read", path: "/dev/fuse" },
      { how: "list", path: "/dev" },
      { how: "create", path: "/dev/guardsh-test" },
    ]);
    expect(outcomes.map(({ done }) => done)).toEqual([true, true, true, true, false, false, true, false]);
  });
});
