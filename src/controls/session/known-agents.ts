/** Processes that are agents, told by the kernel's name for them or by the program that their interpreter runs. */
import { type ProcessInfo, readProc } from "../../system/index.ts";

/** Process name → agent. */
const byName: Readonly<Record<string, string>> = {
  claude: "claude",
  codex: "codex",
  gemini: "gemini",
  qwen: "qwen",
  opencode: "opencode",
  copilot: "copilot",
  cline: "cline",
  pi: "pi",
  crush: "crush",
  amp: "amp",
  "cursor-agent": "cursor",
  aider: "aider",
  goose: "goose",
};

/** A component of the script's path → agent, for those that run in an interpreter. */
const byComponent: Readonly<Record<string, string>> = {
  ...byName,
  "claude-code": "claude",
  "gemini-cli": "gemini",
  "qwen-code": "qwen",
  "opencode-ai": "opencode",
  "pi-coding-agent": "pi",
};

const interpreters = new Set(["node", "MainThread", "node-MainThread", "bun", "deno", "python", "python3"]);

/** The agent that a process is; null for everything else. */
export function agentOf(info: ProcessInfo): string | null {
  const known = byName[info.name];
  if (known !== undefined) return known;
  if (!interpreters.has(info.name)) return null;
  const words = readProc(`/proc/${info.pid}/cmdline`)?.split("\0", 6) ?? [];
  for (const word of words.slice(1)) {
    if (word.startsWith("-")) continue;
    for (const component of word.split("/")) {
      const agent = byComponent[component];
      if (agent !== undefined) return agent;
    }
    return null;
  }
  return null;
}
