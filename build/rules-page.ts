/** docs/rules.md, made from the catalogue: `bun build/rules.ts`. */
import { controlFindings } from "../src/controls/findings.ts";
import type { AnyRule } from "../src/rules/rule.ts";

/** OWASP Top 10 for Agentic Applications (2026). */
const ASI: Readonly<Record<string, string>> = {
  ASI01: "Agent Goal Hijack",
  ASI02: "Tool Misuse and Exploitation",
  ASI03: "Identity and Privilege Abuse",
  ASI04: "Agentic Supply Chain Vulnerabilities",
  ASI05: "Unexpected Code Execution",
  ASI06: "Memory and Context Poisoning",
  ASI07: "Insecure Inter-Agent Communication",
  ASI08: "Cascading Failures",
  ASI09: "Human-Agent Trust Exploitation",
  ASI10: "Rogue Agents",
};

/** What each family, the part of an id before the slash, is about. */
const FAMILIES: Readonly<Record<string, string>> = {
  fs: "files and directories destroyed, overwritten, moved or encrypted",
  disk: "disks written to, read raw or formatted",
  firmware: "firmware, flash chips and controllers of disks",
  machine: "kernel, boot, clock, power, services and settings of the machine",
  system: "kernel settings and mounts",
  process: "processes killed or pushed aside",
  resource: "disks filled, machines loaded, endless work",
  code: "foreign, decoded or unknown code that runs",
  "remote-shell": "shells handed to a peer",
  packages: "where packages come from, and what they run",
  secrets: "keys, tokens and passwords read, shown or sent",
  exfiltration: "data that leaves",
  network: "servers, proxies, scans, captures, deceiving names",
  tunnel: "tunnels and relays",
  privilege: "becoming somebody else, handing out rights",
  persistence: "what runs again later",
  agent: "instructions, memory, hooks and tools of agents",
  guard: "guardsh itself, and shells it does not guard",
  evasion: "traces, protections and checks",
  vcs: "work and history in version control",
  db: "databases",
  service: "services that others depend on",
  money: "payments, transactions, wallets",
  cloud: "clouds",
  cluster: "clusters",
  container: "containers",
  terminal: "text that deceives",
  windows: "Windows, reached from WSL, Git Bash or PowerShell",
};

const familyOf = ({ id }: AnyRule): string => id.slice(0, id.indexOf("/"));

/** A command in a table or a list, on one line, with what Markdown or a terminal would act on made visible. */
function code(text: string): string {
  const visible = text
    .replaceAll("\n", "⏎ ")
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu,
      (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ""}}`,
    );
  const ticks = visible.includes("`") ? "``" : "`";
  const pad = ticks.length > 1 ? " " : "";
  return `${ticks}${pad}${visible}${pad}${ticks}`;
}

/** Families in the order of the table above, each with its rules by severity. */
function families(catalogue: readonly AnyRule[]): readonly (readonly [string, readonly AnyRule[]])[] {
  const order = ["critical", "high", "medium", "low"];
  return Object.keys(FAMILIES).map((family) => [
    family,
    catalogue
      .filter((rule) => familyOf(rule) === family)
      .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || (a.id < b.id ? -1 : 1)),
  ]);
}

function overview(catalogue: readonly AnyRule[]): string {
  const risks = Object.keys(ASI);
  const rows = families(catalogue).map(([family, rules]) => {
    const counts = risks.map(
      (risk) => rules.filter(({ owasp }) => owasp.some((each) => each === risk)).length || "",
    );
    const techniques = [...new Set(rules.flatMap(({ attack }) => (attack === null ? [] : [attack])))].sort();
    return `| [${family}](#${family}) | ${rules.length} | ${counts.join(" | ")} | ${techniques.join(", ")} |`;
  });
  return [
    `| family | rules | ${risks.join(" | ")} | ATT&CK |`,
    `| --- | ---: | ${risks.map(() => "---:").join(" | ")} | --- |`,
    ...rows,
  ].join("\n");
}

function section(rule: AnyRule): string {
  const attack =
    rule.attack === null
      ? ""
      : `, [${rule.attack}](https://attack.mitre.org/techniques/${rule.attack.replace(".", "/")}/)`;
  return [
    `### ${rule.id}`,
    "",
    `**${rule.title}.** ${rule.severity}, ${rule.decision}, ${rule.owasp.join(" ")}${attack}`,
    "",
    rule.why,
    `Instead: ${rule.instead}`,
    "",
    ...rule.examples.block.map((example) => `- stopped: ${code(example)}`),
    ...rule.examples.allow.map((example) => `- not meant: ${code(example)}`),
    "",
  ].join("\n");
}

/** The whole page. */
export function rulesPage(catalogue: readonly AnyRule[]): string {
  const unknown = catalogue.filter((rule) => FAMILIES[familyOf(rule)] === undefined);
  if (unknown.length > 0)
    throw new Error(`no line for the family of ${unknown.map(({ id }) => id).join(", ")}`);
  return `${INTRODUCTION.replace("COUNT", String(catalogue.length))}
${overview(catalogue)}

${Object.entries(ASI)
  .map(([id, title]) => `${id} ${title}`)
  .join(", ")}.

## What the controls find

Refusals also name findings of the other controls; \`guardsh rules show ID\` explains these, too.

| id | what | policy keys |
| --- | --- | --- |
${controlFindings.map(({ id, title, keys, page }) => `| [${id}](${page}) | ${title} | ${keys.map(code).join(" ")} |`).join("\n")}

${families(catalogue)
  .map(([family, rules]) => `## ${family}\n\n${FAMILIES[family]}\n\n${rules.map(section).join("\n")}`)
  .join("\n")}`;
}

const INTRODUCTION = `# Rules

<!-- made from src/rules by \`bun build/rules.ts\`; the freshness of this page is tested -->

COUNT rules look at what a command would *do*, never at its text: programs that run, files read, written and deleted,
connections and what goes over them, code and where it comes from. A command that only speaks of \`rm -rf /\` (a commit
message, a here-document, a search pattern) meets none of them; the same words meet all of them where they flow into a shell.

\`\`\`
guardsh rules list vcs            # a family
guardsh rules show vcs/clean      # one rule: why, what instead, examples
guardsh rules search tunnel       # by words
guardsh check 'git clean -fdx'    # what would happen, without running anything
\`\`\`

Each rule has a severity and a decision: \`warn\` lets the command run and records it, \`ask\` waits for a person, \`deny\`
refuses. What is refused says what to do instead. [Dangerous patterns](controls/dangerous-patterns.md) tells how to tune,
switch off and override rules.

## Rules of one's own

A policy file adds rules in the same vocabulary. All keys that are given must hold; within a list one entry has to.

\`\`\`toml
[[rule]]
id = "team/no-prod-cluster"
title = "Touching the production cluster"
severity = "high"
decision = "ask"
owasp = ["ASI02"]
why = "Customers use it."
instead = "Use the staging context."

[rule.when]
program = ["kubectl", "helm"]
options = ["--context", "--kube-context"]
operands = [{ text = ["*prod*"] }]

[rule.examples]
block = ["kubectl --context prod delete pod prod-1"]
allow = ["kubectl get pods"]
\`\`\`

\`when\` looks at: \`action\` (\`run\`, \`read\`, \`write\`, \`delete\`, \`connect\`, \`interpret\` …), \`program\`, \`subcommand\`,
\`options\`, \`all_options\`, \`without_options\`, \`operands\` (by role, path or text), \`path\`, \`host\`, \`port\`, \`language\`,
\`taint\` (\`secret\`, \`network\` … in what flows in), \`inside\` (wrappers such as \`sudo\`, \`ssh\`), \`privileged\`, \`place\`.
The [reference](policy.md) has every key. A mistake is reported with its file and line, and the examples are run:

\`\`\`
$ guardsh policy test
team/no-prod-cluster: 2 examples hold
2 examples, 0 of them wrong
\`\`\`

## Overview

Rules by family, by the [OWASP Top 10 for Agentic Applications](https://genai.owasp.org/) and by
[MITRE ATT&CK](https://attack.mitre.org/) technique. A rule may count for more than one risk.
`;
