/** What a sink is, and what every sink says of a record. */
import type { StoredRecord } from "../record.ts";

export interface Sink {
  /** Names its mark: the same as long as it is the same place. */
  readonly name: string;
  /** Sends some records. Rejects when they have to be sent again. */
  send(records: readonly StoredRecord[]): Promise<void>;
}

/** Severity by syslog's numbers (RFC 5424): warning for what was refused or asked about, informational for the rest. */
export function severityOf(record: StoredRecord): number {
  if (record.type === "note") return record.event === "lost" || record.event === "torn" ? 3 : 5;
  return record.verdict === "deny" || record.verdict === "ask" || record.verdict === "error" ? 4 : 6;
}

/** One line that says what happened. */
export function summary(record: StoredRecord): string {
  if (record.type === "command")
    return `${String(record.verdict)} ${JSON.stringify(record.command)} ${String(record.cwd)}`;
  if (record.type === "end") return `end of ${String(record.of)}: status ${String(record.status)}`;
  return `note: ${String(record.event)}`;
}
