/**
 * End to end: real agents from the npm registry, a mock of their APIs on loopback, and guardsh in the place of their shell.
 * `npm run test:e2e [-- WORD…]`: only scenarios whose names contain all the words. As root everything but the installation
 * runs in a network namespace that holds nothing but loopback.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { clients } from "./clients.ts";
import { installAgents } from "./install.ts";
import { scenarios } from "./scenarios.ts";

const inside = "--inside";
const root = join(import.meta.dir, "../..");
const binary = join(root, "dist/guardsh");

const words = process.argv.slice(2);
if (words[0] === inside) process.exit(await runScenarios(words.slice(1)));
prepare();
process.exit(enter());

function prepare(): void {
  const tools = ["setsid", "unshare", "git", "bwrap", "socat"];
  const missing = tools.filter((tool) => Bun.which(tool) === null);
  if (missing.length > 0)
    throw new Error(
      `needed and not there: ${missing.join(", ")} (packages util-linux, git, bubblewrap, socat)`,
    );
  installAgents(clients);
  if (!existsSync(binary)) run([process.execPath, "build/compile.ts"]);
}

/** Goes on in a namespace without a network, where that is allowed. */
function enter(): number {
  const again = [process.execPath, join(import.meta.dir, "main.ts"), inside, ...words];
  if (process.getuid?.() !== 0) return run(again);
  const ip = Bun.which("ip", { PATH: "/usr/sbin:/sbin:/usr/bin:/bin" });
  if (ip === null) throw new Error("needed and not there: ip (package iproute2)");
  return run(["unshare", "-n", "sh", "-c", `${ip} link set lo up && exec "$@"`, "sh", ...again]);
}

function run(command: string[]): number {
  return Bun.spawnSync(command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] }).exitCode;
}

async function runScenarios(wanted: readonly string[]): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const { name, flaky, run: scenario } of scenarios) {
    if (!wanted.every((word) => name.includes(word))) continue;
    const start = performance.now();
    let reason = await attempt(scenario);
    if (reason !== null && flaky !== undefined) {
      console.log(`again: ${name} (${flaky})`);
      reason = await attempt(scenario);
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${reason === null ? "ok" : "FAILED"}: ${name} (${seconds} s)`);
    if (reason === null) passed++;
    else {
      failed++;
      console.log(reason.replace(/^/gm, "    "));
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Null, or why it failed. */
async function attempt(scenario: (binary: string) => Promise<void>): Promise<string | null> {
  try {
    await scenario(binary);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
