/**
 * Putting the plan in force, for good, just before this very thread becomes (execve) or starts the command.
 * `confine` is the door for who has a program to run; `applyPlan` is what it does where no other engine is asked for.
 */
import { existsSync } from "node:fs";
import { createMemfd, E2BIG, systemCall } from "../system/index.ts";
import { bwrapArguments } from "./bwrap.ts";
import type { Grants } from "./grants.ts";
import { grantsOf } from "./grants.ts";
import { createRuleset, handledBy, LandlockError, landlockAbi, newestAbi, restrictSelf } from "./landlock.ts";
import { setLimits } from "./limits.ts";
import type { Engine, Plan } from "./plan.ts";
import { noNewPrivileges } from "./privileges.ts";
import { seatbeltProfile } from "./seatbelt.ts";
import { filterFor, installFilter } from "./seccomp.ts";

/** What is in force: goes into the audit record. */
export interface Applied {
  readonly engine: Engine | "none";
  /** The Landlock ABI in use; 0 without Landlock. */
  readonly abi: number;
  /** What the plan asks for and this machine cannot hold, one name each: `landlock/tcp: …`. */
  readonly missing: readonly string[];
}

export interface Program {
  readonly path: string;
  /** From `argv[0]` on. */
  readonly arguments: readonly Uint8Array[];
}

export interface Confined extends Program {
  readonly applied: Applied;
}

/** The plan is `required` and cannot be held: the command must not run. */
export class SandboxError extends Error {
  readonly missing: readonly string[];
  readonly mend: string;
  constructor(missing: readonly string[]) {
    super(`the sandbox is required and this machine cannot hold it: ${missing.join("; ")}`);
    this.name = "SandboxError";
    this.missing = missing;
    this.mend =
      'use a kernel with Landlock (Linux 5.13 or newer, "landlock" in its lsm= parameter), install bubblewrap and ' +
      'set sandbox.engine = "bwrap", or set sandbox.mode = "auto" to go on with what there is';
  }
}

const bwrapPaths = ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"] as const;
const sandboxExec = "/usr/bin/sandbox-exec";

/** The engine that will hold a plan on this machine. A chosen engine that is not installed falls back to landlock. */
export function chooseEngine(plan: Plan): { engine: Engine; path: string; missing: string[] } {
  if (process.platform === "darwin") return { engine: "seatbelt", path: sandboxExec, missing: [] };
  if (plan.engine === "bwrap") {
    const path = bwrapPaths.find((candidate) => existsSync(candidate));
    if (path !== undefined) return { engine: "bwrap", path, missing: [] };
    return { engine: "landlock", path: "", missing: ["bwrap: not installed"] };
  }
  return { engine: "landlock", path: "", missing: [] };
}

/**
 * Restricts this thread and answers what to execute: the same program, or an engine's launcher around it.
 * Nothing gives the rights back; call it when there is nothing left to do but to start the program.
 * @throws SandboxError when the plan is `required` and something of it cannot be held
 */
export function confine(plan: Plan, program: Program, cwd: string): Confined {
  if (plan.mode === "off") return { ...program, applied: { engine: "none", abi: 0, missing: [] } };
  const { engine, path, missing } = chooseEngine(plan);
  if (engine === "landlock") return { ...program, applied: applyPlan(plan, missing) };
  const before =
    engine === "bwrap"
      ? ["bwrap", ...bwrapArguments(plan, cwd, filterDescriptor(plan, missing))]
      : ["sandbox-exec", "-p", seatbeltProfile(plan)];
  missing.push(...setLimits(plan.limits));
  orRefuse(plan, missing);
  const [, ...rest] = program.arguments;
  return {
    path,
    arguments: [...before, program.path].map((text): Uint8Array => Buffer.from(text)).concat(rest),
    applied: { engine, abi: 0, missing },
  };
}

/**
 * Limits, Landlock and seccomp on the calling thread and everything it starts from now on.
 * @param missing what is known to be lacking already
 * @throws SandboxError when the plan is `required` and something of it cannot be held
 */
export function applyPlan(plan: Plan, missing: string[] = [], grants: Grants = grantsOf(plan)): Applied {
  if (plan.mode === "off") return { engine: "none", abi: 0, missing: [] };
  missing.push(...setLimits(plan.limits));
  noNewPrivileges();
  const abi = Math.min(landlockAbi(), newestAbi);
  let entered = false;
  if (abi === 0) missing.push("landlock: not in this kernel, or hidden by a container");
  else entered = enterLandlock(plan, grants, abi, missing);
  const filter = filterFor(plan);
  const refused = filter === null ? "no table for this architecture" : installFilter(filter);
  if (refused !== null) missing.push(`seccomp: ${refused}`);
  orRefuse(plan, missing);
  return { engine: entered ? "landlock" : "none", abi: entered ? abi : 0, missing };
}

function orRefuse(plan: Plan, missing: readonly string[]) {
  if (plan.mode === "required" && missing.length > 0) throw new SandboxError(missing);
}

function enterLandlock(plan: Plan, grants: Grants, abi: number, missing: string[]): boolean {
  const handled = handledBy(plan, abi);
  missing.push(...handled.missing);
  for (const rule of grants.unenforced) {
    missing.push(
      `landlock/inside: ${rule.path} lies in a tree that is open as a whole; the bwrap engine can shut it`,
    );
  }
  try {
    const ruleset = createRuleset(plan, grants, handled);
    restrictSelf(ruleset);
    systemCall("close", ruleset);
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

/** The filter in a descriptor that stays open across exec, for bwrap to install when its mounts are done. */
function filterDescriptor(plan: Plan, missing: string[]): number | null {
  const filter = filterFor(plan);
  if (filter === null) {
    missing.push("seccomp: no table for this architecture");
    return null;
  }
  const descriptor = createMemfd("guardsh-filter", filter);
  const F_SETFD = 2;
  systemCall("fcntl", descriptor, F_SETFD, 0);
  return descriptor;
}
