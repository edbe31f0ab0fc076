/**
 * The sandbox for a child, where guardsh stays the parent: everything is made ready here, and put in force by the child
 * between clone and execve, so that guardsh itself keeps its rights.
 */
import { type ChildCall, systemCall } from "../system/index.ts";
import { type Applied, expected, launched, type Program, SandboxError } from "./apply.ts";
import type { Compiled } from "./compile.ts";
import { createRuleset, restrictFlags } from "./landlock.ts";
import { limitCalls } from "./limits.ts";
import { heldCapabilities, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS } from "./privileges.ts";
import { filterHeader, SECCOMP_SET_MODE_FILTER } from "./seccomp.ts";

export interface ConfinedChild extends Program {
  /** What the child has to call last, just before it becomes the program. */
  readonly calls: readonly ChildCall[];
  readonly applied: Applied;
  /** Gives up what the calls needed; call it when the child has been started. */
  done(): void;
}

/**
 * Makes the sandbox of a child ready.
 * @throws SandboxError when the plan is required and something of it cannot be held; LandlockError when the kernel refuses
 */
export function confineChild(compiled: Compiled, program: Program, cwd: string): ConfinedChild {
  const applied = expected(compiled);
  if (compiled.engine === "off") return { ...program, calls: [], applied, done: () => {} };
  if (compiled.required && applied.missing.length > 0) throw new SandboxError(applied.missing);
  const limits: ChildCall[] = limitCalls(compiled.limits).map(({ name, arguments: list }) => ({
    name,
    arguments: list,
  }));
  if (compiled.engine !== "landlock") {
    return { ...launched(compiled, program, cwd), calls: limits, applied, done: () => {} };
  }
  const { ruleset, filter } = compiled;
  const calls = limits;
  for (const number of heldCapabilities(compiled.capabilities)) {
    calls.push({ name: "prctl", arguments: [PR_CAPBSET_DROP, number] });
  }
  calls.push({ name: "prctl", arguments: [PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0] });
  const created = ruleset === null ? -1 : createRuleset(ruleset);
  if (ruleset !== null)
    calls.push({
      name: "landlock_restrict_self",
      arguments: [{ kind: "descriptor", number: created }, restrictFlags(ruleset)],
    });
  const bytes = filter === null ? null : Buffer.from(filter, "base64");
  if (bytes !== null)
    calls.push({ name: "seccomp", arguments: [SECCOMP_SET_MODE_FILTER, 0, filterHeader(bytes)] });
  return {
    ...program,
    calls,
    applied,
    done() {
      if (created >= 0) systemCall("close", created);
      bytes?.fill(0);
    },
  };
}
