/**
 * controls/credentials keeps secrets out of commands: the environment they get, and what of their output is one. policy/,
 * cli/ and shell/ import it.
 */
export { type Built, buildEnvironment, type Grantee, type Removed } from "./environment.ts";
export { granteeOf } from "./grantee.ts";
