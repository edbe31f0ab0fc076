/** `guardsh rules list|show|search`: the catalogue of rules, and what the controls find, for people. */
import { parseArgs } from "node:util";
import { type ControlFinding, controlFindings } from "../controls/findings.ts";
import { loadPolicy } from "../policy/load.ts";
import { nearest } from "../policy/nearest.ts";
import type { CustomRule } from "../policy/policy.ts";
import { catalogue } from "../rules/catalogue.ts";
import type { AnyRule } from "../rules/index.ts";
import { Misuse, noSuchVerb } from "./common/misuse.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";

export const usage = `usage: guardsh rules list [FAMILY]     every rule, or those of a family (fs, secrets, vcs …)
       guardsh rules show ID          why, what to do instead, examples, how to tune it
       guardsh rules search WORD…     rules whose text or examples have all these words
options: --json`;

export function run(list: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...list],
    allowPositionals: true,
    options: { json: { type: "boolean" } },
  });
  const { json = false } = values;
  const [verb = "list", ...words] = positionals;
  switch (verb) {
    case "list":
      return listed(words[0], json);
    case "show":
      return shown(words[0], json);
    case "search":
      return searched(words, json);
    default:
      throw noSuchVerb("rules", verb);
  }
}

/** The rules of the policy in force here; none where it cannot be read. */
function own(): readonly CustomRule[] {
  try {
    return loadPolicy({ cwd: process.cwd() }).policy.rule;
  } catch {
    return [];
  }
}

function listed(family: string | undefined, json: boolean): number {
  const wanted = family?.replace(/\/?\*?$/, "/");
  const inFamily = ({ id }: { readonly id: string }) => wanted === undefined || id.startsWith(wanted);
  const rules = [...catalogue, ...own()].filter(inFamily);
  const controls = controlFindings.filter(inFamily);
  if (rules.length + controls.length === 0) {
    const families = [...new Set(catalogue.map(({ id }) => id.slice(0, id.indexOf("/"))))].sort();
    tell(`guardsh: there is no family ${family}; there are ${families.join(", ")}`);
    return 1;
  }
  if (json) say(JSON.stringify([...rules, ...controls], null, 2));
  else for (const line of [...rules.map(ruleLine), ...controls.map(controlLine)]) say(line);
  return 0;
}

type Listed = Pick<AnyRule, "id" | "severity" | "decision" | "title"> | CustomRule;

const ruleLine = ({ id, severity, decision, title }: Listed): string =>
  `${id.padEnd(36)} ${severity.padEnd(9)} ${decision.padEnd(6)} ${title}`;

const controlLine = ({ id, title }: ControlFinding): string =>
  `${id.padEnd(36)} ${"control".padEnd(9)} ${"policy".padEnd(6)} ${title}`;

function shown(id: string | undefined, json: boolean): number {
  if (id === undefined) throw new Misuse("show which rule? guardsh rules list shows all");
  const rule = catalogue.find((each) => each.id === id) ?? own().find((each) => each.id === id);
  const control = controlFindings.find((each) => each.id === id);
  const found = rule ?? control;
  if (!found) {
    const ids = [...catalogue, ...controlFindings].map((each) => each.id);
    const near = nearest(id, ids);
    const like = near === null ? ids.filter((each) => each.includes(id)).slice(0, 5) : [near];
    const hint = like.length > 0 ? `did you mean ${like.join(", ")}?` : "guardsh rules list shows all";
    tell(`guardsh: there is no rule ${id}; ${hint}`);
    return 1;
  }
  if (json) say(JSON.stringify(found, null, 2));
  else if (rule) showRule(rule);
  else if (control) showControl(control);
  return 0;
}

function showRule(rule: AnyRule | CustomRule): void {
  const attack = "attack" in rule && rule.attack ? `, ATT&CK ${rule.attack}` : "";
  say(`${rule.id}: ${rule.title}`);
  const owasp = rule.owasp.length === 0 ? "" : `, ${rule.owasp.join(" ")}`;
  say(`severity ${rule.severity}, decision ${rule.decision}${owasp}${attack}`);
  say(`\nwhy:     ${rule.why}\ninstead: ${rule.instead}`);
  say(`\nstopped:\n${rule.examples.block.map(indented).join("\n")}`);
  say(`\nnot meant:\n${rule.examples.allow.map(indented).join("\n")}`);
  if ("when" in rule) return say("\nThis rule is the policy's own ([[rule]]).");
  say(
    `\ntune it in the policy:\n  [patterns]\n  disable = ["${rule.id}"]\n  [patterns.decision]\n  "${rule.id}" = "ask"`,
  );
}

function showControl(control: ControlFinding): void {
  say(`${control.id}: ${control.title}`);
  say(`\nwhen:    ${control.when}\nwhy:     ${control.why}\ninstead: ${control.mend}`);
  say(`\npolicy keys: ${control.keys.join(", ")}\nmore: docs/${control.page}`);
}

const indented = (example: string): string => `  ${example.replaceAll("\n", "\n  ")}`;

function searched(words: readonly string[], json: boolean): number {
  if (words.length === 0) throw new Misuse("search for which words?");
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word.toLowerCase()));
  const rules = [...catalogue, ...own()].filter((rule) =>
    has([rule.id, rule.title, rule.why, rule.instead, ...rule.examples.block].join("\n")),
  );
  const controls = controlFindings.filter(({ id, title, when, why }) =>
    has([id, title, when, why].join("\n")),
  );
  if (json) say(JSON.stringify([...rules, ...controls], null, 2));
  else for (const line of [...rules.map(ruleLine), ...controls.map(controlLine)]) say(line);
  if (rules.length + controls.length > 0) return 0;
  tell(
    `guardsh: no rule has ${words.length === 1 ? "that word" : "all these words"}; guardsh rules list shows all`,
  );
  return 1;
}
