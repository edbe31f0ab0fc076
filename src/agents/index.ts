/**
 * agents/ knows what each agent looks like: what it puts around a command, what its hooks ask and understand, and what has
 * to be set for it. It reads and answers, and has no opinion on commands. Imports syntax/; used by policy/, shell/ and cli/.
 */
export {
  answerHook,
  type HookAnswer,
  type HookClient,
  type HookDecision,
  type HookQuestion,
  hookClients,
  readHook,
  refuseAnybody,
  stopCline,
  UnknownQuestion,
} from "./hook.ts";
export { type Needs, needsOf } from "./needs.ts";
export { isOwnSnapshot, wrapperVariables } from "./unwrap.ts";
export type { AgentName, Circumstances, Wrapper } from "./wrapper.ts";
