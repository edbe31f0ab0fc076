/** Runs in a child process: `run-under.ts PLAN-FILE PROGRAM ARGS…` confines itself by the plan and becomes the program. Not a test itself. */
import { readFileSync } from "node:fs";
import { confine, SandboxError } from "../../src/sandbox/apply.ts";
import { type Compiled, compilePlan } from "../../src/sandbox/compile.ts";
import { grantsOf } from "../../src/sandbox/grants.ts";
import type { Plan } from "../../src/sandbox/plan.ts";
import { rulesetOf } from "../../src/sandbox/ruleset.ts";
import { become } from "../../src/system/index.ts";
import { withoutCalls } from "./without.ts";

const [file = "", path = "", ...rest] = process.argv.slice(2);
const plan: Plan = JSON.parse(readFileSync(file, "utf8"));
// Kernels that lack something are played by a filter that says the calls do not exist.
const lacking = process.env.LACKING;
if (lacking) withoutCalls(lacking.split(",").map(Number));
try {
  const confined = confine(
    forAbi(compilePlan(plan), Number(process.env.ABI ?? 0)),
    { path, arguments: [path, ...rest].map((text) => Buffer.from(text)) },
    process.cwd(),
  );
  if (process.env.SHOW_APPLIED) console.error(JSON.stringify(confined.applied));
  become({
    ...confined,
    environment: Object.entries(process.env).map(([name, value]) => Buffer.from(`${name}=${value}`)),
    descriptors: [],
  });
} catch (error) {
  if (!(error instanceof SandboxError)) throw error;
  console.error(`refused: ${error.message}; ${error.mend}`);
  process.exit(125);
}

/** The plan as it is put in force on a kernel of an older ABI, which newer kernels take as well; 0: this kernel's own. */
function forAbi(compiled: Compiled, abi: number): Compiled {
  if (abi === 0 || compiled.engine !== "landlock") return compiled;
  const ruleset = rulesetOf(plan, grantsOf(plan), abi);
  return { ...compiled, ruleset, missing: ruleset.missing };
}
