/** The system log, as RFC 3164 has it on its local socket. */
import { sendDatagrams, syslogMessage } from "../../system/index.ts";
import type { StoredRecord } from "../record.ts";
import { type Sink, severityOf } from "./sink.ts";

const facilities: Readonly<Record<string, number>> = {
  user: 1,
  daemon: 3,
  auth: 4,
  syslog: 5,
  authpriv: 10,
  local0: 16,
  local1: 17,
  local2: 18,
  local3: 19,
  local4: 20,
  local5: 21,
  local6: 22,
  local7: 23,
};

export class Syslog implements Sink {
  readonly name: string;
  readonly #facility: number;
  readonly #socket: string;

  constructor(facility: string, socket = "/dev/log") {
    this.#facility = facilities[facility] ?? 10;
    this.#socket = socket;
    this.name = `syslog-${facility}`;
  }

  async send(records: readonly StoredRecord[]): Promise<void> {
    const problem = sendDatagrams(
      this.#socket,
      records.map((record) => this.#message(record)),
    );
    if (problem !== null) throw new Error(`${this.#socket}: ${problem}`);
  }

  #message(record: StoredRecord): Uint8Array {
    return syslogMessage({
      facility: this.#facility,
      severity: severityOf(record),
      time: new Date(record.time),
      tag: `guardsh[${String(record.pid ?? 0)}]`,
      text: JSON.stringify(record),
    });
  }
}
