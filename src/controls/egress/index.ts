/**
 * controls/egress says which hosts a command may talk to: before it runs (check.ts) and while it does (proxy.ts, which is
 * loaded by itself, because it brings the network). policy/, cli/ and shell/ import it.
 */
export { checkEgress } from "./check.ts";
export { proxyEnvironment, refusalFor } from "./reach.ts";
export { runningService, type Service } from "./service.ts";
export { type Line, readLine, type SessionLists } from "./session-lines.ts";
