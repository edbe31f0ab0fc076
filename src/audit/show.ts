/** Records for people and for other programs: lines for a terminal, CSV, counts. */
import type { CommandRecord } from "./query.ts";

/** One line for a terminal. Control and formatting characters are escaped: a command must not be able to redraw the log that shows it. */
export function line(command: CommandRecord): string {
  const time = command.time.slice(0, 19).replace("T", " ");
  const status = command.status === null ? "" : ` → ${command.status}`;
  const findings = command.findings.length > 0 ? `  [${command.findings.map(printable).join(", ")}]` : "";
  return `${time}  ${command.verdict.padEnd(5)}  ${printable(command.agent) || "-"}  ${printable(command.command)}${status}${findings}`;
}

/** Text whose every character is visible and takes its place. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === "\n") return "⏎";
    if (character === "\t") return " ";
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

const columns = [
  "seq",
  "time",
  "session",
  "agent",
  "cwd",
  "command",
  "verdict",
  "findings",
  "policy",
  "sandbox",
  "pid",
  "parent",
  "withheld",
  "status",
  "durationMs",
  "bytes",
] as const;

/** RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csv(commands: readonly CommandRecord[]): string {
  const rows = commands.map((command) => columns.map((column) => cell(command[column])).join(","));
  return `${[columns.join(","), ...rows].join("\r\n")}\r\n`;
}

function cell(value: string | number | readonly string[] | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : value.join(" ");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export interface Stats {
  readonly commands: number;
  readonly sessions: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly agents: Readonly<Record<string, number>>;
  /** Most frequent first. */
  readonly rules: readonly (readonly [string, number])[];
  /** The policies that were in force, in the order in which they came. A project's own file makes one of its own. */
  readonly policies: readonly Reign[];
  readonly failed: number;
  /** Of the commands whose end was seen. */
  readonly medianMs: number | null;
}

/** One policy's time. */
export interface Reign {
  readonly policy: string;
  readonly since: string;
  readonly commands: number;
}

function reigns(commands: readonly CommandRecord[]): readonly Reign[] {
  const found = new Map<string, Reign>();
  for (const { policy, time } of commands) {
    const before = found.get(policy);
    found.set(policy, { policy, since: before?.since ?? time, commands: (before?.commands ?? 0) + 1 });
  }
  return [...found.values()];
}

export function stats(commands: readonly CommandRecord[]): Stats {
  const durations = commands.map((command) => command.durationMs).filter((duration) => duration !== null);
  durations.sort((a, b) => a - b);
  const rules = count(commands.flatMap((command) => command.findings));
  return {
    commands: commands.length,
    sessions: new Set(commands.map((command) => command.session)).size,
    first: commands[0]?.time ?? null,
    last: commands.at(-1)?.time ?? null,
    verdicts: Object.fromEntries(count(commands.map((command) => command.verdict))),
    agents: Object.fromEntries(count(commands.map((command) => command.agent || "unknown"))),
    rules: rules.slice(0, 20),
    policies: reigns(commands),
    failed: commands.filter((command) => command.status !== null && command.status !== 0).length,
    medianMs: durations[Math.floor(durations.length / 2)] ?? null,
  };
}

function count(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
