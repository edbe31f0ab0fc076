/**
 * The environment that a command gets: built entry by entry, not inherited. What holds a secret goes, by name or by
 * the shape of its value, unless the policy grants it to exactly the programs that the command starts.
 */
import { isInnocentVariable, secretVariable } from "../../places/index.ts";
import type { Policy } from "../../policy/policy.ts";
import { isPlainSetting, secretInValue } from "./value.ts";

type Credentials = Policy["credentials"];

export interface Removed {
  readonly name: string;
  /** `name`: the name says so; `value`: what is in it does; `policy`: a person listed it. */
  readonly because: "name" | "value" | "policy";
  /** What kind of secret, where the value shows it. */
  readonly kind: string | null;
  /** For the output filter, which hides it should it turn up all the same. Never logged. */
  readonly value: string;
}

export interface Built {
  /** `NAME=value` entries for the command, in their order. */
  readonly kept: readonly Uint8Array[];
  readonly removed: readonly Removed[];
}

/** What the command does with its environment, as far as grants depend on it. */
export interface Grantee {
  /** Base names of all programs it starts; null when one of them is not known. Then nothing is granted. */
  readonly programs: readonly string[] | null;
  /** The command's source. A variable that it names could be printed by it, so it is not granted. */
  readonly source: string;
}

export const nobody: Grantee = { programs: null, source: "" };

/** Agents and the keys that are their own: they get them when they are what starts, and nothing else does. */
const agentKeys: Readonly<Record<string, readonly string[]>> = {
  claude: ["ANTHROPIC_*", "CLAUDE_*", "AWS_BEARER_TOKEN_BEDROCK", "COPILOT_*"],
  codex: ["OPENAI_*", "CODEX_*", "AZURE_OPENAI_*"],
  gemini: ["GEMINI_*", "GOOGLE_*"],
  qwen: ["OPENAI_*", "DASHSCOPE_*", "QWEN_*"],
  opencode: ["*_API_KEY", "OPENCODE_*"],
  copilot: ["COPILOT_*", "GH_TOKEN", "GITHUB_TOKEN"],
  cline: ["*_API_KEY", "CLINE_*"],
  pi: ["*_API_KEY"],
  crush: ["*_API_KEY"],
  amp: ["AMP_*"],
  aider: ["*_API_KEY"],
  goose: ["*_API_KEY", "GOOSE_*"],
  "cursor-agent": ["CURSOR_*"],
  droid: ["FACTORY_*"],
};

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Splits an environment into what the command gets and what it does not. One pass, and one decoding for all entries: names
 * and formats of secrets are ASCII, so Latin-1 will do to judge by.
 */
export function buildEnvironment(
  entries: readonly Uint8Array[],
  credentials: Credentials,
  grantee: Grantee = nobody,
): Built {
  const { control } = credentials;
  if (control === "off") return { kept: entries, removed: [] };
  const kept: Uint8Array[] = [];
  const removed: Removed[] = [];
  const granted = grantsFor(grantee, credentials);
  const text = Buffer.concat([...entries]).toString("latin1");
  let at = 0;
  for (const entry of entries) {
    const end = at + entry.length;
    const equals = text.indexOf("=", at);
    const name = text.slice(at, equals);
    const reason =
      equals <= at || equals >= end
        ? null
        : reasonToRemove(name, text.slice(equals + 1, end), credentials, granted, grantee);
    at = end;
    if (reason === null) {
      kept.push(entry);
      continue;
    }
    removed.push({ ...reason, name, value: decoder.decode(entry.subarray(name.length + 1)) });
    if (control === "observe") kept.push(entry);
    else if (credentials.placeholders) kept.push(encoder.encode(`${name}=GUARDSH_REMOVED_${name}`));
  }
  return { kept, removed };
}

/** Variables that are long, in every environment, and never hold a secret: not looked into. */
const longLists = new Set([
  "PATH",
  "LS_COLORS",
  "MANPATH",
  "INFOPATH",
  "XDG_DATA_DIRS",
  "XDG_CONFIG_DIRS",
  "TERMCAP",
  "PS1",
]);

function reasonToRemove(
  name: string,
  value: string,
  { remove, keep, values }: Credentials,
  granted: readonly string[],
  { source }: Grantee,
): Pick<Removed, "because" | "kind"> | null {
  // Exported functions of bash hold code; guardsh's own variables hold no secrets.
  if (name.startsWith("BASH_FUNC_") || name.startsWith("GUARDSH_")) return null;
  if (keep.some((pattern) => nameMatches(pattern, name))) return null;
  if (granted.some((pattern) => nameMatches(pattern, name)) && !source.includes(name)) return null;
  if (remove.some((pattern) => nameMatches(pattern, name))) return { because: "policy", kind: null };
  const named = secretVariable(name);
  if (named !== null) {
    const holds = value !== "" && (named === "documented" || !isPlainSetting(value));
    return holds ? { because: "name", kind: null } : null;
  }
  if (!values || longLists.has(name)) return null;
  const kind = secretInValue(value);
  return kind === null || isInnocentVariable(name) ? null : { because: "value", kind };
}

/** Programs that neither print their environment nor start anything: they do not stand in the way of a grant. */
const bystanders = new Set([
  "cd",
  "true",
  "false",
  ":",
  "test",
  "[",
  "[[",
  "mkdir",
  "sleep",
  "exit",
  "wait",
  "umask",
  "shopt",
  "pwd",
]);

/** Patterns of the variables that this command gets: granted to every program that it starts. */
function grantsFor({ programs }: Grantee, { grant }: Credentials): readonly string[] {
  if (programs === null) return [];
  const starts = programs.filter((program) => !bystanders.has(program));
  if (starts.length === 0) return [];
  const all = Object.entries(grant).filter(([, to]) => starts.every((program) => to.includes(program)));
  const [only] = starts;
  const own = starts.length === 1 && only !== undefined ? (agentKeys[only] ?? []) : [];
  return [...all.map(([pattern]) => pattern), ...own];
}

/** `AWS_*`, `*_TOKEN`, `NAME`: one star at most at either end. */
function nameMatches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return pattern === name;
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.join("*");
  return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}
