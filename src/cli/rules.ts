/** `guardsh rules list|show ID`: the catalogue for people. */
import { catalogue } from "../rules/index.ts";

export function run(list: readonly string[]): number {
  const [verb = "list", id] = list;
  if (verb === "list") {
    for (const rule of catalogue)
      console.log(
        `${rule.id.padEnd(36)} ${rule.severity.padEnd(9)} ${rule.decision.padEnd(6)} ${rule.title}`,
      );
    return 0;
  }
  const rule = catalogue.find((each) => each.id === id);
  if (verb !== "show" || !rule) {
    console.error(
      `guardsh: ${verb === "show" ? `there is no rule ${id ?? ""}` : `unknown word ${verb}`}\nusage: guardsh rules list | show ID`,
    );
    return 1;
  }
  console.log(`${rule.id}: ${rule.title}`);
  console.log(
    `severity ${rule.severity}, decision ${rule.decision}, ${rule.owasp.join(" ")}${rule.attack ? `, ATT&CK ${rule.attack}` : ""}`,
  );
  console.log(`\nwhy:     ${rule.why}\ninstead: ${rule.instead}`);
  console.log(`\nstopped:\n${rule.examples.block.map((each) => `  ${each}`).join("\n")}`);
  console.log(`\nnot meant:\n${rule.examples.allow.map((each) => `  ${each}`).join("\n")}`);
  return 0;
}
