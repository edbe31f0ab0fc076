/**
 * places/ is the knowledge of names: paths (which hold secrets, which start programs, which the system cannot do
 * without), addresses of hosts, environment variables that hold secrets, and what tokens look like.
 * It imports nothing of guardsh and does no I/O; meaning/, rules/, controls/ and audit/ look names up in it.
 *
 * Start at catalogue/: to add a place, add a line there.
 */

export {
  type Authority,
  authorityOf,
  canonicalHost,
  type Host,
  hostMatches,
  isLoopback,
  isMetadata,
  isPrivate,
  splitPort,
} from "./address.ts";
export { type Catalogue, catalogues, type Entry } from "./catalogue/index.ts";
export { isCodeHost, strangerIn, strangerOfModule } from "./code-hosts.ts";
export { marksOf, mayMatchSecret, secretsBelow } from "./lookup.ts";
export { cacheDirectories, homeOf, isProject, packageCaches, placeOf } from "./name.ts";
export { isWithin, lexical } from "./normal.ts";
export type * from "./place.ts";
export { privateKeyBegin } from "./tokens/formats.ts";
export { findTokens, type TokenFound } from "./tokens/match.ts";
export {
  directoryMeant,
  documentedVariables,
  isInnocentVariable,
  namesSecretFile,
  secretVariable,
} from "./variables.ts";
