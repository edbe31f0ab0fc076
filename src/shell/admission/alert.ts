/** Telling people of a grave refusal: into the spool, and a sender started. What that takes is loaded only then. */
import { readdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { redact } from "../../audit/index.ts";
import type { Session } from "../../controls/session/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { Verdict } from "../../policy/verdict.ts";

/** Alerts of a refusal, by policy; never throws. Has to come after the record. */
export function alertOf(
  verdict: Verdict,
  command: string,
  cwd: string,
  session: Session,
  { alerts }: Policy,
  state: string,
): void {
  const anywhere =
    alerts.webhooks.length > 0 || alerts.programs.length > 0 || alerts.syslog || alerts.desktop;
  if (!anywhere || alerts.control !== "enforce") return;
  if (verdict.decision !== "deny" && !somethingWaits(state)) return;
  const { gravest, isGrave, kickSender, spool }: typeof import("../../controls/alerts/index.ts") =
    require("../../controls/alerts/index.ts");
  try {
    const reason = isGrave(verdict, alerts.severity) ? gravest(verdict) : undefined;
    if (reason !== undefined) {
      const { rule, title, severity, why } = reason;
      const what = redact(reason.what);
      const findings = verdict.findings.map((each) => each.rule);
      const identity = { v: 1, id: crypto.randomUUID(), time: new Date().toISOString() } as const;
      const place = { host: hostname(), session: session.id, agent: session.agent, cwd };
      const text = redact(command).slice(0, 16_384);
      spool(
        state,
        {
          ...identity,
          ...place,
          command: text,
          decision: "deny",
          severity,
          rule,
          title,
          what,
          why,
          findings,
        },
        alerts,
      );
    }
    if (reason !== undefined || somethingWaits(state)) kickSender(state, [process.execPath]);
  } catch {
    // no room, or nothing can be written: the refusal stands and is in the log, or the command is refused for that
  }
}

/** What an earlier sender left, because it was killed or could reach nobody. */
function somethingWaits(state: string): boolean {
  try {
    return readdirSync(join(state, "alerts/spool")).some((name) => name.endsWith(".json"));
  } catch {
    return false;
  }
}
