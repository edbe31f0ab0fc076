/** controls/boundary keeps a command's files inside the places that the policy opens. policy/ and cli/ import it. */
export { checkBoundary } from "./check.ts";
export { bindMounts } from "./links.ts";
export type { Links } from "./resolve.ts";
