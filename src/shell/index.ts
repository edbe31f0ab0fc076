/**
 * shell/ is what an agent meets: it reads how guardsh was called, has the code judged, and hands it to the real shell or
 * refuses it. Only main.ts imports it, and cli/run.ts the keeper's judgement.
 */
export { Keeping, type Tally } from "./kept.ts";
export { type CommandLine, main } from "./run.ts";
