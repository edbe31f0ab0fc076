/** The reference of all keys, made from the schema: docs/policy.md and the JSON Schema for editors. */
import { z } from "zod";
import { profiles } from "./profiles.ts";
import { layerSchema, sectionSchemas } from "./schema/index.ts";
import { customRule, when } from "./schema/rule.ts";

/** The JSON Schema of a policy file, for editors. */
export function jsonSchema(): unknown {
  return { title: "guardsh policy", ...z.toJSONSchema(layerSchema, { io: "input" }) };
}

/** What each section is for. */
const about: Readonly<Record<string, string>> = {
  allow: "Control 1: which commands may run at all. See [tool allowlist](controls/tool-allowlist.md).",
  deny: "Control 1: which commands may not. See [tool allowlist](controls/tool-allowlist.md).",
  credentials: "Control 2: which secrets a command gets. See [credentials](controls/credentials.md).",
  patterns:
    "Control 3: the rules. `guardsh rules list` shows them. See [dangerous patterns](controls/dangerous-patterns.md).",
  output:
    "Control 4: what is taken out of a command's output. See [output sanitization](controls/output-sanitization.md).",
  boundary:
    "Control 5: which files a command may touch. See [filesystem boundary](controls/filesystem-boundary.md).",
  rate: "Control 6: how many commands in which time. See [rate limiting](controls/rate-limit.md).",
  audit: "Control 7: the log. See [audit log](controls/audit-log.md).",
  egress: "Control 8: which hosts a command may talk to. See [network egress](controls/network-egress.md).",
  session:
    "Control 9: how long a session lasts and what it leaves. See [session scope](controls/session-scope.md).",
  sandbox:
    "The kernel layer: what the kernel is asked to hold a command to. See [the kernel sandbox](controls/kernel-sandbox.md).",
  alerts: "Who is told of a refusal. See [alerts](controls/alerts.md).",
  ask: "What happens while a person is asked. See [approval](controls/approval.md).",
  analysis: "What happens to what cannot be understood.",
  shell: "The shell that runs what is allowed.",
};

/** One key as a row: name, type, the standard profile's value, description, and which way an untrusted file may move it. */
function row(name: string, schema: z.ZodType, standard: unknown): string {
  const meta = schema.meta();
  const description = `${typeof meta?.description === "string" ? meta.description : ""}`.replaceAll(
    "|",
    "\\|",
  );
  return `| \`${name}\` | ${typeOf(schema)} | ${code(standard)} | ${description} |`;
}

const code = (value: unknown): string =>
  value === undefined ? "" : `\`${JSON.stringify(value).replaceAll("|", "\\|")}\``;

function typeOf(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: "input" });
  if (Array.isArray(json.enum)) return json.enum.map((value) => `\`${String(value)}\``).join(" ");
  if (json.type === "array") return "list";
  if (json.type === "object") return "table";
  return typeof json.pattern === "string" && /ms\|s\|m/.test(json.pattern)
    ? "duration"
    : typeof json.pattern === "string" && /KiB/.test(json.pattern)
      ? "size"
      : String(json.type ?? "");
}

const head = "| key | type | standard | what it says |\n| --- | --- | --- | --- |";

function sectionText(name: string): string {
  const section = Object.entries(sectionSchemas).find(([key]) => key === name)?.[1];
  if (!section) return "";
  const values: unknown = Reflect.get(profiles.standard, name);
  const standard = (key: string): unknown =>
    typeof values === "object" && values !== null ? Reflect.get(values, key) : undefined;
  const rows = Object.entries(section.shape).map(([key, schema]) =>
    row(key, schema, shown(typeOf(schema), standard(key))),
  );
  return `## [${name}]\n\n${about[name] ?? ""}\n\n${head}\n${rows.join("\n")}\n`;
}

/** Values as they are written in a file: durations and sizes with their unit. */
function shown(type: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  if (type === "duration")
    return value === 0 ? "0" : value % 60_000 === 0 ? `${value / 60_000}m` : `${value / 1000}s`;
  return type === "size" ? (value === 0 ? "0" : `${value / 1024 / 1024}MiB`) : value;
}

function customRuleText(): string {
  const rows = (shape: Readonly<Record<string, z.ZodType>>, prefix: string) =>
    Object.entries(shape).map(
      ([key, schema]) =>
        `| \`${prefix}${key}\` | ${typeOf(schema)} | ${String(schema.meta()?.description ?? "")} |`,
    );
  const table = [...rows(customRule.shape, ""), ...rows(when.shape, "when.")].join("\n");
  return `## [[rule]]\n\nRules of one's own. All that \`when\` says must hold; within a list, one entry has to.\n\n| key | type | what it says |\n| --- | --- | --- |\n${table}\n`;
}

/** The whole reference, between the two marks in docs/policy.md. */
export function reference(): string {
  const sections = Object.keys(profiles.standard).filter((name) => name in sectionSchemas);
  return [...sections.map(sectionText), customRuleText()].join("\n");
}
