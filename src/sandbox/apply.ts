/**
 * Putting the plan in force on this very thread, for good, just before it becomes (execve) or starts the command.
 */
import { mkdirSync } from "node:fs";
import { E2BIG } from "../system/index.ts";
import { grantsOf } from "./grants.ts";
import { createRuleset, handledBy, LandlockError, landlockAbi, newestAbi, restrictSelf } from "./landlock.ts";
import type { Engine, Plan } from "./plan.ts";
import { noNewPrivileges } from "./privileges.ts";

/** What is in force after `applyPlan`: goes into the audit record. */
export interface Applied {
  readonly engine: Engine | "none";
  /** The Landlock ABI in use; 0 without Landlock. */
  readonly abi: number;
  /** What the plan asks for and this machine cannot hold, one name each: `landlock/tcp: …`. */
  readonly missing: readonly string[];
}

/** The plan is `required` and cannot be held: the command must not run. The message says why and how to mend it. */
export class SandboxError extends Error {
  readonly missing: readonly string[];
  constructor(missing: readonly string[]) {
    super(
      `the sandbox is required and this machine cannot hold it: ${missing.join("; ")}. ` +
        'Use a kernel with Landlock (Linux 5.13 or newer, "landlock" in the lsm= boot parameter), ' +
        'or set sandbox.mode = "auto" in the policy to go on with what there is.',
    );
    this.name = "SandboxError";
    this.missing = missing;
  }
}

/**
 * Restricts the calling thread and everything it starts from now on. Call it on the thread that calls execve or
 * spawns; nothing gives the rights back.
 * @throws SandboxError when the plan is `required` and something of it cannot be held; nothing was started then
 */
export function applyPlan(plan: Plan): Applied {
  if (plan.mode === "off") return { engine: "none", abi: 0, missing: [] };
  const missing: string[] = [];
  const abi = Math.min(landlockAbi(), newestAbi);
  let engine: Applied["engine"] = "none";
  noNewPrivileges();
  if (abi === 0) missing.push("landlock: not in this kernel");
  else if (enterLandlock(plan, abi, missing)) engine = "landlock";
  if (plan.mode === "required" && missing.length > 0) throw new SandboxError(missing);
  return { engine, abi: engine === "landlock" ? abi : 0, missing };
}

function enterLandlock(plan: Plan, abi: number, missing: string[]): boolean {
  const grants = grantsOf(plan);
  for (const path of grants.create) {
    // Made once in a lifetime, and only where the parent is there: the parent says that the tool is in use.
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch {}
  }
  const handled = handledBy(plan, abi);
  missing.push(...handled.missing);
  for (const rule of grants.unenforced) {
    missing.push(
      `landlock/inside: ${rule.path} lies in a tree that is open as a whole; the bwrap engine can shut it`,
    );
  }
  try {
    restrictSelf(createRuleset(plan, grants, handled));
    return true;
  } catch (error) {
    if (!(error instanceof LandlockError)) throw error;
    missing.push(
      error.errno === E2BIG
        ? "landlock/layers: 16 sandboxes lie on top of each other already, the kernel takes no more"
        : `landlock: ${error.message}`,
    );
    return false;
  }
}
