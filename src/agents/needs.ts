/** What an agent itself needs, beyond what its commands do: where it keeps settings and history, and its own login. */

export interface Needs {
  /** Written by the agent; relative to the home directory. */
  readonly writes: readonly string[];
  /** Secrets of the agent's own, which nothing else may read. */
  readonly secrets: readonly string[];
}

const byName: Readonly<Record<string, Needs>> = {
  claude: { writes: [".claude", ".claude.json"], secrets: [".claude/.credentials.json"] },
  codex: { writes: [".codex"], secrets: [".codex/auth.json"] },
  gemini: { writes: [".gemini"], secrets: [".gemini/oauth_creds.json"] },
  qwen: { writes: [".qwen"], secrets: [".qwen/oauth_creds.json"] },
  opencode: {
    writes: [".config/opencode", ".local/share/opencode", ".local/state/opencode"],
    secrets: [".local/share/opencode/auth.json"],
  },
  copilot: { writes: [".copilot"], secrets: [] },
  cline: { writes: [".cline"], secrets: [] },
  pi: { writes: [".pi"], secrets: [] },
};

/** The needs of an agent by the name of its program; none for what is not known. */
export function needsOf(program: string): Needs {
  return byName[program.replace(/^.*\//, "")] ?? { writes: [], secrets: [] };
}
