/**
 * shell/ is what an agent meets: it reads how guardsh was called, has the code judged, and hands it to the real shell or
 * refuses it. main.ts imports it, and cli/hook.ts what a hook's answer shares with it; the keeper's judgement, which no shell
 * loads, cli/run/ takes from kept.ts.
 */
export { decide, uncountedButAsked } from "./admission/admission.ts";
export type { Circumstances } from "./admission/approval.ts";
export { isConfined } from "./admission/confinement.ts";
export { type Decided, uncounted } from "./admission/decided.ts";
export { recordBefore } from "./admission/record.ts";
export { failureText, refusalText } from "./admission/refusal.ts";
export { enter } from "./admission/session.ts";
export { type CommandLine, main } from "./run.ts";
export { statuses } from "./statuses.ts";
