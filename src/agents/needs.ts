/** What an agent itself needs, beyond what its commands do: where it keeps settings and history, its own login, its API. */

export interface Needs {
  /** Written by the agent; relative to the home directory. */
  readonly writes: readonly string[];
  /** Secrets of the agent's own, which nothing else may read. */
  readonly secrets: readonly string[];
  /** Hosts of its API and of its login, for the agent alone. From the vendors' pages on firewalls; what only counts usage is left out. */
  readonly hosts: readonly string[];
  /** Variables with which a person names another API, as a URL. */
  readonly bases: readonly string[];
}

const byName: Readonly<Record<string, Needs>> = {
  claude: {
    writes: [".claude", ".claude.json"],
    secrets: [".claude/.credentials.json"],
    hosts: ["api.anthropic.com", "claude.ai", "platform.claude.com", "console.anthropic.com"],
    bases: ["ANTHROPIC_BASE_URL", "ANTHROPIC_BEDROCK_BASE_URL", "ANTHROPIC_VERTEX_BASE_URL"],
  },
  codex: {
    writes: [".codex"],
    secrets: [".codex/auth.json"],
    hosts: ["api.openai.com", "auth.openai.com", "chatgpt.com"],
    bases: ["OPENAI_BASE_URL"],
  },
  gemini: {
    writes: [".gemini"],
    secrets: [".gemini/oauth_creds.json"],
    hosts: [
      "generativelanguage.googleapis.com",
      "cloudcode-pa.googleapis.com",
      "oauth2.googleapis.com",
      "accounts.google.com",
    ],
    bases: ["GOOGLE_GEMINI_BASE_URL", "CODE_ASSIST_ENDPOINT"],
  },
  qwen: {
    writes: [".qwen"],
    secrets: [".qwen/oauth_creds.json"],
    hosts: ["chat.qwen.ai", "portal.qwen.ai", "dashscope.aliyuncs.com"],
    bases: ["OPENAI_BASE_URL"],
  },
  opencode: {
    writes: [".config/opencode", ".local/share/opencode", ".local/state/opencode", ".cache/opencode"],
    secrets: [".local/share/opencode/auth.json"],
    hosts: ["opencode.ai", "models.dev"],
    bases: ["OPENAI_BASE_URL", "ANTHROPIC_BASE_URL"],
  },
  copilot: {
    writes: [".copilot"],
    secrets: [],
    hosts: ["api.github.com", "github.com", ".githubcopilot.com"],
    bases: ["COPILOT_PROVIDER_BASE_URL"],
  },
  cline: { writes: [".cline"], secrets: [], hosts: ["api.cline.bot"], bases: [] },
  pi: { writes: [".pi"], secrets: [], hosts: [], bases: [] },
};

const nothing: Needs = { writes: [], secrets: [], hosts: [], bases: [] };

/** The needs of an agent by the name of its program; none for what is not known. */
export function needsOf(program: string): Needs {
  return byName[program.replace(/^.*\//, "")] ?? nothing;
}
