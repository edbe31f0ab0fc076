/**
 * output/ cleans what a command writes before an agent reads it: escape sequences, hidden text, secrets, size.
 * Used by shell/ (the stream between command and agent) and cli/ (`guardsh sanitize`). Knows nothing of policy.
 */
export { createFilter, type Engine, type OutputFilter } from "./filter.ts";
export {
  isKeep,
  type Keep,
  type KnownSecret,
  keepNames,
  type OutputOptions,
  type OutputStats,
} from "./options.ts";
