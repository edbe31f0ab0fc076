/** Plans put in force on real processes: limits, network, kernels that lack something, engines. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import type { Limits, Plan } from "../../src/sandbox/plan.ts";
import { makePlan, unlimited } from "../../src/sandbox/plan.ts";
import type { Scratch } from "./scratch.ts";
import { scratch } from "./scratch.ts";

let tree: Scratch;
beforeAll(() => {
  tree = scratch();
});
afterAll(() => tree.remove());

interface Ran {
  readonly status: number | null;
  readonly signal: string | undefined;
  readonly out: string;
  readonly err: string;
}

let count = 0;
function under(plan: Partial<Plan>, argv: readonly string[], environment: Record<string, string> = {}): Ran {
  const file = join(tree.base, `plan-${count++}.json`);
  writeFileSync(file, JSON.stringify({ ...makePlan(tree.input), ...plan }));
  const child = Bun.spawnSync([process.execPath, join(import.meta.dir, "run-under.ts"), file, ...argv], {
    cwd: join(tree.base, "project"),
    env: { ...process.env, ...environment },
    timeout: 20_000,
  });
  return {
    status: child.exitCode,
    signal: child.signalCode === undefined ? undefined : String(child.signalCode),
    out: child.stdout.toString(),
    err: child.stderr.toString(),
  };
}

const sh = (code: string) => ["/bin/sh", "-c", code];
const limited = (limits: Partial<Limits>) => ({ limits: { ...unlimited, ...limits } });

describe.skipIf(landlockAbi() === 0)("in force", () => {
  test("the program runs as itself: status, output, no way back to more rights", () => {
    const ran = under({}, sh("grep NoNewPrivs /proc/self/status; ulimit -c; exit 7"));
    expect(ran).toMatchObject({ status: 7, out: "NoNewPrivs:\t1\n0\n", err: "" });
  });

  test("limits", () => {
    expect(under(limited({ openFiles: 20 }), sh("ulimit -n")).out).toBe("20\n");
    expect(under(limited({ cpuSeconds: 5, memoryBytes: 1 << 30 }), sh("ulimit -t; ulimit -v")).out).toBe(
      "5\n1048576\n",
    );
    const file = under(limited({ fileBytes: 1024 }), sh("head -c 4096 /dev/zero > big; wc -c < big"));
    expect(file.out.trim()).toBe("1024");
    const clock = under(limited({ wallSeconds: 0.2 }), ["/bin/sleep", "10"]);
    expect(clock.signal).toBe("SIGALRM");
  });

  test("a limit is never raised", () => {
    const ran = under(limited({ openFiles: 1 << 20 }), sh("ulimit -H -n"));
    const before = Number(Bun.spawnSync(sh("ulimit -H -n")).stdout.toString());
    expect(Number(ran.out)).toBeLessThanOrEqual(before);
  });

  test("it reaches children, and theirs", () => {
    const ran = under(
      {},
      sh(`sh -c "sh -c 'cat ${tree.base}/vault/key'"; echo x | xargs -I{} cat ${tree.base}/vault/key`),
    );
    expect(ran.out).toBe("");
    expect(ran.err.match(/Permission denied/g)?.length).toBe(2);
  });
});

/** landlock_create_ruleset, landlock_add_rule, landlock_restrict_self; seccomp. */
const LANDLOCK = "444,445,446";

describe("kernels that lack something", () => {
  test("auto goes on without Landlock and says so", () => {
    const ran = under({ mode: "auto" }, sh("echo on"), { LACKING: LANDLOCK, SHOW_APPLIED: "1" });
    expect(ran.out).toBe("on\n");
    expect(JSON.parse(ran.err)).toEqual({
      engine: "none",
      abi: 0,
      missing: ["landlock: not in this kernel, or hidden by a container"],
    });
  });

  test("required refuses, nothing of the command runs, and the message tells the mend", () => {
    const ran = under({ mode: "required" }, sh("echo on"), { LACKING: LANDLOCK });
    expect(ran).toMatchObject({ status: 125, out: "" });
    expect(ran.err).toContain("required");
    expect(ran.err).toContain('sandbox.mode = "auto"');
  });

  test("off does nothing at all", () => {
    const ran = under({ mode: "off" }, sh("grep -E '^(NoNewPrivs|Seccomp):' /proc/self/status"));
    expect(ran.out.replaceAll("\t", "")).toBe("NoNewPrivs:0\nSeccomp:0\n");
  });

  test.skipIf(landlockAbi() === 0)(
    "sixteen sandboxes on top of each other are the kernel's limit: said, not crashed",
    () => {
      const again = [process.execPath, join(import.meta.dir, "run-under.ts"), join(tree.base, "deep.json")];
      writeFileSync(join(tree.base, "deep.json"), JSON.stringify({ ...makePlan(tree.input), mode: "auto" }));
      const argv = Array.from({ length: 17 }, () => again).flat();
      const ran = under({ mode: "auto" }, [...argv, "/bin/sh", "-c", "echo in"], { SHOW_APPLIED: "1" });
      expect(ran.out).toBe("in\n");
      expect(ran.err).toContain("landlock/layers");
    },
  );
});

describe.skipIf(!existsSync("/usr/bin/bwrap"))("bwrap", () => {
  test("hides what Landlock cannot: a place inside the project", () => {
    const plan = makePlan({
      ...tree.input,
      engine: "bwrap",
      secrets: [...tree.input.secrets, join(tree.base, "project/sub")],
    });
    const ran = under(
      plan,
      sh(`ls sub; cat ${tree.base}/vault/key; cat a.txt; touch new && echo made; touch ../outside/x`),
      {
        SHOW_APPLIED: "1",
      },
    );
    expect(ran.err).toContain('"engine":"bwrap"');
    expect(ran.out).toBe("amade\n");
    expect(existsSync(join(tree.base, "outside/x"))).toBe(false);
  });

  test("network off leaves a loopback of its own", () => {
    const plan = makePlan({
      ...tree.input,
      engine: "bwrap",
      network: { mode: "off", ports: [], unix: true },
    });
    // /sys still shows the outer interfaces; what can be used is what /proc/net of this process lists.
    expect(under(plan, sh("grep : /proc/self/net/dev | cut -d: -f1")).out.trim()).toBe("lo");
  });
});

test.skipIf(existsSync("/usr/bin/bwrap"))(
  "a chosen engine that is not installed is named, and required refuses",
  () => {
    const ran = under({ engine: "bwrap" }, sh("true"));
    expect(ran.status).toBe(125);
    expect(ran.err).toContain("bwrap: not installed");
  },
);
