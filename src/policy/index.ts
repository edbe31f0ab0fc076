/**
 * policy/ says what is allowed where: layers, profiles, trust, the compiled form, and the judgement that puts rules and
 * controls together. cli/ and shell/ import it.
 *
 * What loads zod (compile.ts, validate.ts, schema/, merge.ts, reference.ts) is not exported here: it is for the
 * `guardsh policy` commands and for a policy file that changed.
 */

export { type LoadContext, type Loaded, loadPolicy } from "./load.ts";
export type { Control, CustomRule, Policy, ProfileName } from "./policy.ts";
export { PolicyError, type Problem, showProblem } from "./problem.ts";
export { profiles } from "./profiles.ts";
export { planInput, planOf, type SandboxContext, sandboxOf } from "./sandbox.ts";
export type { Places } from "./sources.ts";
