/**
 * keeper/ is `guardsh run`'s way to reach every shell of an agent: the keeper outside, which holds log, limits and policy,
 * and its thin client in each shell inside. It imports sandbox/ and system/; shell/ (the client) and cli/ (the server) import it.
 */

export { type Answer, askKeeper, findKeeper, tellEnd } from "./client.ts";
export type { Started } from "./front.ts";
export {
  doorMark,
  type Ended,
  keeperDirectory,
  keeperVariable,
  type OutputRules,
  type Piece,
  type Reply,
  type Request,
  socketName,
} from "./protocol.ts";
export type { FrontRuling, Judge, Pause, Ruling } from "./serve.ts";
