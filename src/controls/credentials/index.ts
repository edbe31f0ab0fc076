/**
 * controls/credentials keeps secrets out of commands: the environment they get, and what a secret looks like
 * (tokens.ts, match.ts: also used by the output filter). policy/, cli/ and shell/ import it.
 */
export { type Built, buildEnvironment, type Grantee, nobody, type Removed } from "./environment.ts";
export { granteeOf } from "./grantee.ts";
export { isPlainSetting, secretInValue } from "./value.ts";
