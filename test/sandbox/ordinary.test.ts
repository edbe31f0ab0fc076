/** What developers do all day goes on under the default plan as without it, and under the strict one where that grants it. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planInput } from "../../src/policy/index.ts";
import { profiles } from "../../src/policy/profiles.ts";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { makePlan } from "../../src/sandbox/plan.ts";
import { isPossible, makeProject, type Work, works } from "./works.ts";

type Profile = "standard" | "strict";

/** A home and a project for each profile: what one work leaves, the next may build on. */
const bases = new Map<Profile, string>();
const at = (profile: Profile, path: string) => join(bases.get(profile) ?? "", path);

beforeAll(() => {
  for (const profile of ["standard", "strict"] as const) {
    const base = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-ordinary-")));
    bases.set(profile, base);
    makeProject(base);
    chmodSync(base, 0o755);
    const input = planInput(profiles[profile], {
      cwd: join(base, "project"),
      home: join(base, "home"),
      environment: () => null,
      state: join(base, "home/.local/state/guardsh"),
    });
    const plan = makePlan({
      ...input,
      mode: "required",
      // The scratch directory is itself below /tmp, which would open all of it.
      temporary: [join(base, "tmp")],
      readable: [...input.readable, ...toolchains()],
    });
    writeFileSync(join(base, "plan.json"), JSON.stringify(plan), { mode: 0o644 });
  }
});
afterAll(() => {
  for (const base of bases.values()) rmSync(base, { recursive: true, force: true });
}, 60_000);

/** Toolchains that live in the real home directory (pyenv, nvm, rustup) instead of the test's. */
function toolchains(): readonly string[] {
  const rust = process.env.RUSTUP_HOME ?? join(process.env.HOME ?? "", ".rustup");
  const found = ["python3", "node", "cargo"].flatMap((name) => {
    const path = Bun.which(name);
    return path === null ? [] : [dirname(path), dirname(dirname(realpathSync(path)))];
  });
  return [...found, rust];
}

const launcher = join(import.meta.dir, "run-under.ts");

function done(profile: Profile, { code, user }: Work) {
  const base = bases.get(profile) ?? "";
  const root = process.geteuid?.() === 0;
  const dropped = user && root ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : [];
  if (user && root) Bun.spawnSync(["chown", "-R", "65534:65534", base]);
  const child = Bun.spawnSync(
    [...dropped, process.execPath, launcher, at(profile, "plan.json"), "/bin/sh", "-c", code],
    {
      cwd: at(profile, "project"),
      env: {
        ...process.env,
        HOME: at(profile, "home"),
        TMPDIR: at(profile, "tmp"),
        CARGO_HOME: at(profile, "home/.cargo"),
        RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(process.env.HOME ?? "", ".rustup"),
        BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
      },
      stdin: "ignore",
    },
  );
  if (user && root) Bun.spawnSync(["chown", "-R", "0:0", base]);
  return { output: child.stdout.toString() + child.stderr.toString(), status: child.exitCode };
}

describe.skipIf(landlockAbi() < 6)("under the default plan", () => {
  for (const work of works) {
    test.skipIf(!isPossible(work))(
      work.what,
      () => {
        const { output, status } = done("standard", work);
        expect(output).toContain(work.prints);
        expect(status).toBe(0);
      },
      60_000,
    );
  }
});

describe.skipIf(landlockAbi() < 6)("under the strict plan", () => {
  for (const work of works) {
    const { what, takes, prints } = work;
    test.skipIf(!isPossible(work))(
      takes === undefined ? what : `${what}: not there, as it takes ${takes}`,
      () => {
        const { output } = done("strict", work);
        if (takes === undefined) expect(output).toContain(prints);
        else expect(output).not.toContain(prints);
      },
      60_000,
    );
  }
});
