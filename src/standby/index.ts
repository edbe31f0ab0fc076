/**
 * standby/ is the guardsh that stands by: a warm process that settles commands for those that would otherwise start a runtime
 * each. What asks is native/front/standby.h, before its runtime; what it cannot say yes to at once goes the usual way.
 * It imports keeper/ (sockets, what a front sends) and system/; shell/, which answers and starts it, and cli/, which is it, import it. docs/standby.md.
 */
export type { Answer, Cleaning, Go } from "./answer.ts";
export { isOneOfUs } from "./peer.ts";
export { isTaken, takePlace } from "./place.ts";
export type { Outputs, Question } from "./question.ts";
export { standBy } from "./serve.ts";
