/**
 * controls/ has the controls that policy switches and tunes, one folder each, and what tells people: alerts, approval.
 * (Dangerous patterns are rules/, the audit log is audit/.) Imports meaning/, places/ and system/, and of
 * policy/ the types; policy/, shell/ and cli/ import each control by its own index.ts, so that only what is needed is loaded.
 */
export * from "./finding.ts";
