/**
 * Putting the plan in force, for good, just before this very thread becomes (execve) or starts the command.
 * `confine` is the door for who has a program to run; `enforce` is what it does for the landlock engine.
 */
import { createMemfd, E2BIG, systemCall, Unavailable } from "../system/index.ts";
import { bwrapArguments } from "./bwrap.ts";
import type { Compiled } from "./compile.ts";
import { enterRuleset, LandlockError } from "./landlock.ts";
import { setLimits } from "./limits.ts";
import type { Engine } from "./plan.ts";
import { dropCapabilities, noNewPrivileges } from "./privileges.ts";
import { seatbeltProfile } from "./seatbelt.ts";
import { installFilter } from "./seccomp.ts";

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
export class SandboxError extends Unavailable {
  readonly missing: readonly string[];
  constructor(missing: readonly string[]) {
    super(
      "the sandbox is required and this machine cannot hold it",
      missing.join("; "),
      'use a kernel with Landlock (Linux 5.13 or newer, "landlock" in its lsm= parameter), install bubblewrap and ' +
        'set sandbox.engine = "bwrap", or set sandbox.mode = "auto" to go on with what there is',
    );
    this.name = "SandboxError";
    this.missing = missing;
  }
}

const nothing: Applied = { engine: "none", abi: 0, missing: [] };

/** What will be in force, before it is: for the audit record, which is written first. */
export function expected(compiled: Compiled): Applied {
  if (compiled.engine === "off") return nothing;
  const { missing } = compiled;
  if (compiled.engine !== "landlock") return { engine: compiled.engine, abi: 0, missing };
  const { ruleset } = compiled;
  return { engine: ruleset === null ? "none" : "landlock", abi: ruleset?.abi ?? 0, missing };
}

/**
 * Restricts this thread and answers what to execute: the same program, or an engine's launcher around it.
 * Nothing gives the rights back; call it when there is nothing left to do but to start the program.
 * @throws SandboxError when the plan is required and something of it cannot be held
 */
export function confine(compiled: Compiled, program: Program, cwd: string): Confined {
  if (compiled.engine === "off" || compiled.engine === "landlock") {
    return { ...program, applied: enforce(compiled) };
  }
  const missing = [...compiled.missing, ...setLimits(compiled.limits)];
  if (compiled.required && missing.length > 0) throw new SandboxError(missing);
  return { ...launched(compiled, program, cwd), applied: { engine: compiled.engine, abi: 0, missing } };
}

/** The program as argument of an engine that is a program itself. */
export function launched(
  compiled: Extract<Compiled, { engine: "bwrap" | "seatbelt" }>,
  program: Program,
  cwd: string,
): Program {
  const before =
    compiled.engine === "bwrap"
      ? ["bwrap", ...bwrapArguments(compiled.plan, cwd, filterDescriptor(compiled.filter))]
      : ["sandbox-exec", "-p", seatbeltProfile(compiled.plan)];
  const [, ...rest] = program.arguments;
  return {
    path: compiled.launcher,
    arguments: [...before, program.path].map((text): Uint8Array => Buffer.from(text)).concat(rest),
  };
}

/**
 * Limits, capabilities, Landlock and seccomp on the calling thread and everything it starts from now on.
 * @throws SandboxError when the plan is required and something of it cannot be held
 */
export function enforce(compiled: Extract<Compiled, { engine: "off" | "landlock" }>): Applied {
  if (compiled.engine === "off") return nothing;
  const { ruleset, filter } = compiled;
  const missing = [...compiled.missing, ...setLimits(compiled.limits)];
  missing.push(...dropCapabilities(compiled.capabilities));
  noNewPrivileges();
  const entered = ruleset !== null && tryRuleset(ruleset, missing);
  if (filter !== null) {
    const refused = installFilter(Buffer.from(filter, "base64"));
    if (refused !== null) missing.push(`seccomp: ${refused}`);
  }
  if (compiled.required && missing.length > 0) throw new SandboxError(missing);
  return { engine: entered ? "landlock" : "none", abi: entered ? ruleset.abi : 0, missing };
}

function tryRuleset(ruleset: Parameters<typeof enterRuleset>[0], missing: string[]): boolean {
  try {
    enterRuleset(ruleset);
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
function filterDescriptor(filter: string | null): number | null {
  if (filter === null) return null;
  const descriptor = createMemfd("guardsh-filter", Buffer.from(filter, "base64"));
  const F_SETFD = 2;
  systemCall("fcntl", descriptor, F_SETFD, 0);
  return descriptor;
}
