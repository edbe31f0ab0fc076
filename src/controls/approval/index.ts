/**
 * controls/approval: a command that needs a person is refused with a code; the person's answer lets exactly that command
 * run. The shell imports this file, and only when a verdict is `ask`; listing and answering (store.ts) are for cli/.
 */
export type { Answer, Asked, Request } from "./request.ts";
export { type Outcome, seek } from "./seek.ts";
