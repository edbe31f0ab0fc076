/** The files of the log inside the state directory. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

export function auditDirectory(state: string): string {
  return join(state, "audit");
}

export function headPath(state: string): string {
  return join(auditDirectory(state), "head");
}

/** Where the first key lies when the log was begun without a person to give it to. `guardsh doctor` asks to move it away. */
export function keyPath(state: string): string {
  return join(auditDirectory(state), "key");
}

export function logPath(state: string, generation: number): string {
  return join(auditDirectory(state), `${String(generation).padStart(6, "0")}.jsonl`);
}

/** Numbers of the log files that are there, in order. */
export function generations(state: string): number[] {
  let names: string[];
  try {
    names = readdirSync(auditDirectory(state));
  } catch {
    return [];
  }
  return names
    .map((name) => /^(\d{6,})\.jsonl$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}
