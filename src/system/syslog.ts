/** Messages for the system log, as its local socket takes them (RFC 3164). */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What every syslog daemon takes in one datagram. */
const limit = 8000;

export interface SyslogEntry {
  readonly facility: number;
  readonly severity: number;
  readonly time: Date;
  /** `guardsh`, `guardsh[4711]` */
  readonly tag: string;
  readonly text: string;
}

/** `<PRI>Mmm dd hh:mm:ss TAG: TEXT`, cut to what fits. */
export function syslogMessage({ facility, severity, time, tag, text }: SyslogEntry): Uint8Array {
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) =>
    String(part).padStart(2, "0"),
  );
  const stamp = `${months[time.getMonth()]} ${String(time.getDate()).padStart(2)} ${clock.join(":")}`;
  const bytes = new TextEncoder().encode(`<${facility * 8 + severity}>${stamp} ${tag}: ${text}`);
  return bytes.slice(0, limit);
}
