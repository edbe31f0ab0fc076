/** `guardsh check`: the circumstances that its options set. */
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOf, settingsOf } from "../../src/cli/check.ts";

function decide(command: string, options: Readonly<Record<string, string>>): string {
  const outcome = outcomeOf(command, settingsOf(options));
  return "error" in outcome ? outcome.error : outcome.verdict.decision;
}

test("--policy judges by another file, --profile by a profile at least as tight", () => {
  const cwd = mkdtempSync(join(tmpdir(), "guardsh-check-"));
  const policy = join(cwd, "policy.toml");
  writeFileSync(
    policy,
    `[patterns.decision]
"vcs/force-push" = "deny"

[[rule]]
id = "acme/no-deploy"
title = "Deploying from an agent's shell"
severity = "high"
decision = "deny"
owasp = ["ASI02"]
why = "Deployments go through the pipeline."
instead = "Push the branch; the pipeline deploys it."
when = { action = ["run"], program = ["acmectl"], subcommand = ["deploy"] }
examples = { block = ["acmectl deploy prod"], allow = ["acmectl status"] }
`,
    { mode: 0o644 },
  );
  try {
    expect(decide("git push --force origin main", { cwd, policy })).toBe("deny");
    // A program that no table knows: its first operand is its subcommand.
    expect(decide("acmectl deploy prod", { cwd, policy })).toBe("deny");
    expect(decide("acmectl status deploy", { cwd, policy })).toBe("allow");
    expect(decide("touch notes", { cwd, profile: "readonly" })).not.toBe(decide("touch notes", { cwd }));
    expect(() => settingsOf({ cwd, policy: join(cwd, "none.toml") })).toThrow("none.toml");
    expect(() => settingsOf({ cwd, profile: "lax" })).toThrow("there is no profile lax: ");
  } finally {
    rmSync(cwd, { recursive: true });
  }
});
