/** Attempts to get out of the sandbox, each made for real and judged by what it did to canaries. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import type { NetworkMode } from "../../src/sandbox/plan.ts";
import { type Attempt, families } from "./attempts.ts";
import type { Ground } from "./ground.ts";
import { ground } from "./ground.ts";

let field: Ground;
let plans: string;
beforeAll(async () => {
  field = await ground();
  plans = mkdtempSync(join(tmpdir(), "guardsh-escape-plans-"));
});
afterAll(() => {
  field.remove();
  rmSync(plans, { recursive: true });
});

const launcher = join(import.meta.dir, "../sandbox/run-under.ts");

interface Went {
  readonly effects: readonly string[];
  readonly output: string;
  readonly signal: string;
}

async function tried(attempt: Attempt, confined: boolean): Promise<Went> {
  const shell = ["/bin/sh", "-c", attempt.run];
  const network: NetworkMode = attempt.network ?? "open";
  const file = join(plans, `${network}.json`);
  writeFileSync(file, JSON.stringify(field.plan(network)));
  const child = Bun.spawn(confined ? [process.execPath, launcher, file, ...shell] : shell, {
    cwd: join(field.base, "project"),
    env: field.environment(),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    timeout: 10_000,
  });
  const output = (await Promise.all([child.stdout.text(), child.stderr.text()])).join("");
  await child.exited;
  return { effects: await field.effects(output), output, signal: String(child.signalCode ?? "") };
}

const root = process.getuid?.() === 0;
const installed = ({ needs = [] }: Attempt) => needs.every((program) => Bun.which(program) !== null);

// Below ABI 6 signals and abstract sockets get out, and the plan, which is `required`, would not start at all.
describe.skipIf(landlockAbi() < 6)("escapes", () => {
  for (const [family, attempts] of Object.entries(families)) {
    describe(family, () => {
      for (const attempt of attempts) {
        const proof = attempt.proof ?? "effect";
        const title = `${attempt.what}${attempt.network === undefined ? "" : ` (${attempt.network})`}`;
        test.skipIf(!installed(attempt))(title, async () => {
          const { effects, output, signal } = await tried(attempt, true);
          expect({ effects, output }).toEqual({ effects: [], output });
          if (proof === "refused") expect(output).toMatch(/EPERM|ENOSYS|EACCES|EPROTONOSUPPORT/);
          if (proof === "killed" && process.arch === "x64")
            expect(`${signal}${output}`).toMatch(/SIGSYS|Bad system call/);
          if (proof === "effect" || (proof === "root" && root)) {
            const bare = await tried(attempt, false);
            expect({ without: bare.effects.length > 0, output: bare.output }).toEqual({
              without: true,
              output: bare.output,
            });
          }
        });
      }
    });
  }
});

test("there are at least 150 attempts", () => {
  expect(Object.values(families).flat().length).toBeGreaterThanOrEqual(150);
});
