/**
 * controls/alerts: tells people of grave refusals. The shell imports this file, only when there is something to tell, and it only
 * writes a file and starts a process; sending (send.ts and what it needs) is that process's, started by cli/.
 */
export { type Alert, type AlertSettings, gravest, isGrave } from "./alert.ts";
export { kickSender, spool } from "./spool.ts";
