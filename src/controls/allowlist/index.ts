/** controls/allowlist says which commands may run at all, and which may not. policy/ and cli/ import it. */
export { checkAllowlist, needsNoEntry } from "./check.ts";
export { covers } from "./notation.ts";
