/** The system log, as RFC 3164 has it on its local socket. */
import { sendDatagrams } from "../../system/index.ts";
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

/** What every syslog daemon takes in one datagram. */
const limit = 8000;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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

  /** `<PRI>Mmm dd hh:mm:ss guardsh[pid]: JSON`. */
  #message(record: StoredRecord): Uint8Array {
    const time = new Date(record.time);
    const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) =>
      String(part).padStart(2, "0"),
    );
    const stamp = `${months[time.getMonth()]} ${String(time.getDate()).padStart(2)} ${clock.join(":")}`;
    const head = `<${this.#facility * 8 + severityOf(record)}>${stamp} guardsh[${String(record.pid ?? 0)}]: `;
    const bytes = new TextEncoder().encode(head + JSON.stringify(record));
    return bytes.length > limit ? bytes.slice(0, limit) : bytes;
  }
}
