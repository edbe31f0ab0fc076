/** controls/boundary keeps a command's files inside the places that the policy opens. policy/ and cli/ import it. */
export { checkBoundary } from "./check.ts";
export { bindMounts, fileSystemLinks } from "./links.ts";
export { type Links, Resolver } from "./resolve.ts";
export { type Right, type Roots, rightAt, rootsOf } from "./roots.ts";
