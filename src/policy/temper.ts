/** A control's switch, applied to what it found. */
import type { Control } from "./policy.ts";
import { type Finding, stricter } from "./verdict.ts";

/** `off`: nothing was found; `observe`: findings warn at most; `enforce`: as they are. */
export function temper(findings: readonly Finding[], control: Control): readonly Finding[] {
  if (control === "off") return [];
  if (control === "enforce") return findings;
  return findings.map((finding) =>
    stricter(finding.decision, "warn") === "warn" ? finding : { ...finding, decision: "warn" },
  );
}
