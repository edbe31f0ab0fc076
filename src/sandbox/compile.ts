/**
 * A plan made ready for this machine: every directory listed, every filter assembled, in plain values that can be kept
 * (cache.ts) and put in force in less than a millisecond (apply.ts).
 */
import { existsSync } from "node:fs";
import type { Tree } from "./grants.ts";
import { fileSystem, grantsOf } from "./grants.ts";
import { landlockAbi } from "./landlock.ts";
import type { Limits, Plan } from "./plan.ts";
import { droppedCapabilities } from "./privileges.ts";
import type { Ruleset } from "./ruleset.ts";
import { newestAbi, rulesetOf } from "./ruleset.ts";
import { filterFor } from "./seccomp.ts";

interface Common {
  /** True: whatever is missing keeps the command from running. */
  readonly required: boolean;
  readonly limits: Limits;
  /** Numbers of capabilities to drop. */
  readonly capabilities: readonly number[];
  /** The assembled seccomp filter, base64; null where there is none for this architecture. */
  readonly filter: string | null;
  /** What the plan asks for and this machine cannot hold, one name each: `landlock/tcp: …`. */
  readonly missing: readonly string[];
}

export type Compiled =
  | { readonly engine: "off" }
  /** `ruleset` null: no Landlock here. */
  | (Common & { readonly engine: "landlock"; readonly ruleset: Ruleset | null })
  /** Engines that are programs are given the plan itself. */
  | (Common & { readonly engine: "bwrap" | "seatbelt"; readonly launcher: string; readonly plan: Plan });

const bwrapPaths = ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"] as const;
const sandboxExec = "/usr/bin/sandbox-exec";

/** The plan for this machine. A chosen engine that is not installed is named in `missing`, and Landlock stands in. */
export function compilePlan(plan: Plan, tree: Tree = fileSystem): Compiled {
  if (plan.mode === "off") return { engine: "off" };
  const missing: string[] = [];
  const required = plan.mode === "required";
  const { limits } = plan;
  const capabilities = droppedCapabilities(plan);
  if (process.platform === "darwin") {
    return {
      engine: "seatbelt",
      launcher: sandboxExec,
      plan,
      required,
      limits,
      capabilities,
      filter: null,
      missing,
    };
  }
  const abi = Math.min(landlockAbi(), newestAbi);
  const filter = filterOf(plan, abi > 0);
  if (filter === null) missing.push("seccomp: no table for this architecture");
  if (plan.engine === "bwrap") {
    const launcher = bwrapPaths.find((path) => existsSync(path));
    const lacks = launcher === undefined ? "not installed" : whyNot(launcher);
    if (launcher !== undefined && lacks === null)
      return { engine: "bwrap", launcher, plan, required, limits, capabilities, filter, missing };
    missing.push(`bwrap: ${lacks}`);
  }
  const ruleset = abi === 0 ? null : rulesetOf(plan, grantsOf(plan, tree), abi);
  missing.push(
    ...(ruleset === null ? ["landlock: not in this kernel, or hidden by a container"] : ruleset.missing),
  );
  return { engine: "landlock", ruleset, required, limits, capabilities, filter, missing };
}

/**
 * The assembled filter, base64. A debugger reaches what its own command started and nothing else because Landlock holds
 * it to that; where there is no Landlock it reaches nothing.
 */
function filterOf(plan: Plan, hasLandlock: boolean): string | null {
  const ptrace = plan.process.ptrace && hasLandlock && plan.engine !== "bwrap";
  const assembled = filterFor({ ...plan, process: { ...plan.process, ptrace } });
  return assembled === null ? null : Buffer.from(assembled).toString("base64");
}

/** Why bubblewrap cannot be used here, in its own words; null where it can. Some systems forbid the namespaces that it makes. */
function whyNot(launcher: string): string | null {
  const { success, stderr } = Bun.spawnSync([launcher, "--ro-bind", "/", "/", "/bin/true"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  return success
    ? null
    : stderr
        .toString()
        .trim()
        .replace(/^bwrap: /, "")
        .split("\n")[0] || "does not start";
}
