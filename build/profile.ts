/** Which functions a start uses, so that the bundler can place their bytecode together. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { type BinaryPlan, buildBinary } from "./binary.ts";

const command = "cd /srv && git status --short | grep -v x > out.txt";

/**
 * Builds the program once, has it judge an ordinary command (which runs nothing), and returns the profile's path;
 * null where it made none. The profile fits all targets.
 */
export async function profileStart(plan: BinaryPlan): Promise<string | null> {
  const home = mkdtempSync(`${tmpdir()}/guardsh-profile-`);
  const program = `${plan.outfile}.profile`;
  const order = `${plan.outfile}.order`;
  try {
    await buildBinary({ ...plan, outfile: program, disarmed: false });
    Bun.spawnSync([program, "check", command], {
      env: { HOME: home, PATH: "/usr/bin:/bin", BUN_BYTECODE_ORDER_OUT: order },
      stdio: ["ignore", "ignore", "ignore"],
    });
    return existsSync(order) ? order : null;
  } finally {
    rmSync(program, { force: true });
    rmSync(home, { recursive: true, force: true });
  }
}
