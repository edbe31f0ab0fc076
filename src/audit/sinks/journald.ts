/** systemd's journal by its native protocol: fields, one datagram an entry. */
import { sendDatagrams } from "../../system/index.ts";
import type { StoredRecord } from "../record.ts";
import { type Sink, severityOf, summary } from "./sink.ts";

const encoder = new TextEncoder();

export class Journald implements Sink {
  readonly name = "journald";
  readonly #socket: string;

  constructor(socket = "/run/systemd/journal/socket") {
    this.#socket = socket;
  }

  async send(records: readonly StoredRecord[]): Promise<void> {
    const problem = sendDatagrams(this.#socket, records.map(entry));
    if (problem !== null) throw new Error(`${this.#socket}: ${problem}`);
  }
}

/** `MESSAGE`, `PRIORITY`, `SYSLOG_IDENTIFIER`, and every field of the record as `GUARDSH_…`. */
function entry(record: StoredRecord): Uint8Array {
  const fields: [string, string][] = [
    ["MESSAGE", summary(record)],
    ["PRIORITY", String(severityOf(record))],
    ["SYSLOG_IDENTIFIER", "guardsh"],
  ];
  for (const [name, value] of Object.entries(record))
    fields.push([`GUARDSH_${name.toUpperCase()}`, typeof value === "string" ? value : JSON.stringify(value)]);
  return Buffer.concat(fields.map(([name, value]) => field(name, value)));
}

/** `NAME=value\n`, or for a value of several lines its length as 64 bits, little-endian, in front. */
function field(name: string, value: string): Buffer {
  if (!value.includes("\n")) return Buffer.from(`${name}=${value}\n`);
  const bytes = encoder.encode(value);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([Buffer.from(`${name}\n`), length, bytes, Buffer.from("\n")]);
}
