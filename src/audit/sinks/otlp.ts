/** OpenTelemetry logs over HTTP with JSON (OTLP/HTTP, opentelemetry-proto 1.x). */
import type { StoredRecord } from "../record.ts";
import { type Sink, severityOf, summary } from "./sink.ts";

/** OpenTelemetry's severity numbers by syslog's. */
const severities: Readonly<Record<number, readonly [number, string]>> = {
  3: [17, "ERROR"],
  4: [13, "WARN"],
  5: [10, "INFO2"],
  6: [9, "INFO"],
};

const timeoutMs = 10_000;

export class Otlp implements Sink {
  readonly name: string;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    const address = new URL(url);
    if (address.pathname === "/") address.pathname = "/v1/logs";
    this.#url = address.href;
    this.#headers = headers;
    this.name = `otlp-${Bun.hash(this.#url).toString(16)}`;
  }

  async send(records: readonly StoredRecord[]): Promise<void> {
    const response = await fetch(this.#url, {
      method: "POST",
      headers: { ...this.#headers, "content-type": "application/json" },
      body: JSON.stringify(payload(records)),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Rejected(`${this.#url}: status ${response.status}`, response.status);
  }
}

/** The receiver answered, and not well. */
export class Rejected extends Error {
  /** Sending the same again makes no sense: 4xx but for 408 (Request Timeout) and 429 (Too Many Requests). */
  readonly final: boolean;
  constructor(message: string, status: number) {
    super(message);
    this.final = status >= 400 && status < 500 && status !== 408 && status !== 429;
  }
}

function payload(records: readonly StoredRecord[]): object {
  const resource = { attributes: [attribute("service.name", "guardsh")] };
  const scope = { name: "guardsh.audit" };
  return { resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords: records.map(logRecord) }] }] };
}

function logRecord(record: StoredRecord): object {
  const [severityNumber, severityText] = severities[severityOf(record)] ?? [9, "INFO"];
  const fields = Object.entries(record).filter(([name]) => name !== "time");
  return {
    timeUnixNano: `${Date.parse(record.time)}000000`,
    severityNumber,
    severityText,
    body: { stringValue: summary(record) },
    attributes: fields.map(([name, value]) => attribute(`guardsh.${name}`, value)),
  };
}

function attribute(key: string, value: unknown): object {
  if (typeof value === "boolean") return { key, value: { boolValue: value } };
  if (typeof value === "number")
    return { key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } };
  if (Array.isArray(value))
    return { key, value: { arrayValue: { values: value.map((item) => ({ stringValue: String(item) })) } } };
  return { key, value: { stringValue: typeof value === "string" ? value : JSON.stringify(value) } };
}
