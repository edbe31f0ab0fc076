/** The kinds of sinks there are: where records go besides the log. */
import { Journald } from "./journald.ts";
import { Otlp } from "./otlp.ts";
import type { Sink } from "./sink.ts";
import { Syslog } from "./syslog.ts";

/** As the policy's `audit.sinks` has it. */
export type SinkOptions =
  | { readonly kind: "syslog"; readonly facility: string; readonly socket?: string }
  | { readonly kind: "journald"; readonly socket?: string }
  | { readonly kind: "otlp"; readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Opens a sink of the kind that the options name. */
export function openSink(options: SinkOptions): Sink {
  switch (options.kind) {
    case "syslog":
      return new Syslog(options.facility, options.socket);
    case "journald":
      return new Journald(options.socket);
    case "otlp":
      return new Otlp(options.url, options.headers);
  }
}

export function isSinkOptions(value: unknown): value is SinkOptions {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  if (value.kind === "journald") return true;
  if (value.kind === "syslog") return "facility" in value && typeof value.facility === "string";
  return value.kind === "otlp" && "url" in value && typeof value.url === "string" && "headers" in value;
}
