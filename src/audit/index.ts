/**
 * audit/ keeps the log: what was asked, what was decided, how it ended, sealed so that the past cannot be rewritten.
 * It imports system/, and places/ to take secrets out of what it writes. The shell imports `openAudit` from here (log.ts and what it needs: no parsing, no sinks);
 * reading, verifying and sending are for cli/, which imports those files directly so that the shell never loads them.
 */
export { Audit, type AuditOptions, openAudit, type RecordHandle } from "./log.ts";
export type { CommandEntry, Completion, Note, StoredRecord } from "./record.ts";
export { redact } from "./redact.ts";
