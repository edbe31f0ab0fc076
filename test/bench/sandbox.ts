/**
 * What the sandbox adds to a command: `bun test/bench/sandbox.ts [RUNS]`. Each run is a fresh process of a compiled binary, as a
 * command is; the table has the median and the best of the stages, in microseconds. Goal: 1500 in all.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { enforce } from "../../src/sandbox/apply.ts";
import { compiledPlan } from "../../src/sandbox/cache.ts";
import { defaultInput } from "../../src/sandbox/defaults.ts";
import { makePlan } from "../../src/sandbox/plan.ts";
import { libc } from "../../src/system/index.ts";

/** One run: the stages' times on standard output, as JSON. */
function child(state: string) {
  libc();
  const start = performance.now();
  const compiled = compiledPlan(join(state, "sandbox"), "bench", () =>
    makePlan(defaultInput({ cwd: process.cwd(), home: homedir(), environment: process.env, state })),
  );
  const ready = performance.now();
  if (compiled.engine !== "landlock") throw new Error("this bench is for landlock");
  const applied = enforce(compiled);
  const end = performance.now();
  const grants = compiled.ruleset?.paths.length ?? 0;
  console.log(
    JSON.stringify({ plan: ready - start, enforce: end - ready, total: end - start, grants, applied }),
  );
}

interface Sample {
  readonly plan: number;
  readonly enforce: number;
  readonly total: number;
  readonly grants: number;
}

function run(runs: number) {
  const scratch = mkdtempSync(join(tmpdir(), "guardsh-bench-"));
  try {
    const binary = join(scratch, "bench");
    const built = Bun.spawnSync([
      process.execPath,
      "build",
      "--compile",
      "--minify",
      "--bytecode",
      import.meta.path,
      "--outfile",
      binary,
    ]);
    if (!built.success) throw new Error(built.stderr.toString());
    const sample = (): Sample => JSON.parse(Bun.spawnSync([binary, "--child", scratch]).stdout.toString());
    const cold = sample();
    const samples = Array.from({ length: runs }, sample);
    console.log(`first run of a project: ${Math.round(cold.total * 1000)} us; ${cold.grants} grants`);
    console.table(
      Object.fromEntries(
        (["plan", "enforce", "total"] as const).map((stage) => {
          const times = samples.map((one) => one[stage] * 1000).sort((a, b) => a - b);
          const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
          return [stage, { best: at(0), median: at(0.5), "95 %": at(0.95) }];
        }),
      ),
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

if (process.argv.includes("--child")) child(process.argv.at(-1) ?? "");
else run(Number(process.argv[2] ?? 100));
