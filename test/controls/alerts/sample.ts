/** An alert and settings, as the shell and the policy have them. */
import type { Alert, AlertSettings } from "../../../src/controls/alerts/index.ts";
import { profiles } from "../../../src/policy/index.ts";

export function alert(command: string, more: Partial<Alert> = {}): Alert {
  return {
    v: 1,
    id: crypto.randomUUID(),
    time: new Date().toISOString(),
    host: "machine",
    session: "s1",
    agent: "claude",
    cwd: "/project",
    command,
    decision: "deny",
    severity: "critical",
    rule: "fs/delete-root",
    title: "Deletes everything",
    what: "deletes / and everything below it",
    why: "Nothing would be left.",
    findings: ["fs/delete-root"],
    ...more,
  };
}

export function settings(more: Partial<AlertSettings>): AlertSettings {
  return { ...profiles.standard.alerts, per_hour: 0, ...more };
}
