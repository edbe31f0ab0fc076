/** What people are told, and where. */
import type { Policy } from "../../policy/policy.ts";
import type { Severity, Verdict } from "../../policy/verdict.ts";

export type AlertSettings = Policy["alerts"];

/** What is sent, as a program gets it on standard input. Secrets are taken out of the command before it becomes one. */
export interface Alert {
  readonly v: 1;
  /** Stays the same when the alert is sent again: after a crash one may arrive twice, but none is lost. */
  readonly id: string;
  readonly time: string;
  readonly host: string;
  readonly session: string;
  readonly agent: string;
  readonly cwd: string;
  readonly command: string;
  readonly decision: "deny";
  readonly severity: Severity;
  readonly rule: string;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  /** All rules that had something to say. */
  readonly findings: readonly string[];
}

/** An alert as it goes out, with what was not sent before it. */
export interface Sent extends Alert {
  /** How often the same alert came up since it was last sent. */
  readonly repeats: number;
  /** How many other alerts the hourly limit has held back since the last one that was sent. */
  readonly held: number;
  /** This alert is the last one that the hourly limit lets through. */
  readonly limit: boolean;
}

export type Channel =
  | {
      readonly kind: "webhook";
      readonly url: string;
      readonly format: "json" | "slack";
      readonly secretFile: string | null;
    }
  | { readonly kind: "program"; readonly command: readonly string[] }
  | { readonly kind: "syslog"; readonly socket: string }
  | { readonly kind: "desktop"; readonly program: string };

/** Everywhere that policy has alerts sent to. */
export function channelsOf({
  control,
  webhooks,
  programs,
  syslog,
  desktop,
}: AlertSettings): readonly Channel[] {
  if (control !== "enforce") return [];
  const channels: Channel[] = [];
  for (const { url, format, secret_file } of webhooks)
    channels.push({ kind: "webhook", url, format, secretFile: secret_file ?? null });
  for (const command of programs) channels.push({ kind: "program", command });
  if (syslog) channels.push({ kind: "syslog", socket: "/dev/log" });
  if (desktop) channels.push({ kind: "desktop", program: "notify-send" });
  return channels;
}

const rank: Readonly<Record<Severity, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

/** A refusal that is grave enough to tell: by its gravest reason. */
export function isGrave({ decision, findings }: Verdict, least: Severity): boolean {
  return (
    decision === "deny" &&
    findings.some((each) => each.decision === "deny" && rank[each.severity] >= rank[least])
  );
}

/** Two alerts with the same print tell the same. */
export function printOf({ session, cwd, command, rule }: Alert): string {
  const parts = JSON.stringify([session, cwd, command, rule]);
  return new Bun.CryptoHasher("sha256").update(parts).digest("hex").slice(0, 32);
}

/** The channel's name in the spool, and in messages: no secret part of its address. */
export function nameOf(channel: Channel): string {
  if (channel.kind === "program") return `program ${channel.command[0] ?? ""}`;
  if (channel.kind !== "webhook") return channel.kind;
  const hash = new Bun.CryptoHasher("sha256").update(channel.url).digest("hex").slice(0, 8);
  return `webhook ${new URL(channel.url).host} ${hash}`;
}

/** The gravest reason for a refusal. */
export function gravest({ findings }: Verdict) {
  return findings
    .filter(({ decision }) => decision === "deny")
    .toSorted((left, right) => rank[right.severity] - rank[left.severity])[0];
}
