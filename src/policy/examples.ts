/** `guardsh policy test`: do the policy's own rules find what their examples say they find? */
import { customFindings } from "./custom-rules.ts";
import { judgeInFull } from "./judge.ts";
import type { Policy } from "./policy.ts";

/** Prints one line for each rule, and each example that does not hold. Status 1 where one does not. */
export function runExamples(policy: Policy): number {
  let failed = 0;
  let run = 0;
  for (const rule of policy.rule) {
    const { block, allow } = rule.examples;
    const found = (source: string): boolean => {
      run++;
      const { actions, surroundings } = judgeInFull({
        source,
        shell: "bash",
        cwd: process.cwd(),
        arguments: [],
        environment: (name) => process.env[name] ?? null,
        policy,
      });
      return customFindings(actions, { rule: [rule] }, surroundings).length > 0;
    };
    const wrong = [
      ...block.filter((source) => !found(source)).map((source) => `does not find: ${source}`),
      ...allow.filter(found).map((source) => `finds, and should not: ${source}`),
    ];
    failed += wrong.length;
    const count = block.length + allow.length;
    console.log(
      `${rule.id}: ${wrong.length === 0 ? `${count} examples hold` : `${wrong.length} of ${count} examples do not hold`}`,
    );
    for (const line of wrong) console.log(`  ${line}`);
    if (block.length === 0) console.log("  has no example of what it stops (examples.block)");
  }
  if (policy.rule.length === 0) console.log("the policy has no rules of its own ([[rule]])");
  else console.log(`${run} examples, ${failed} of them wrong`);
  return failed === 0 ? 0 : 1;
}
