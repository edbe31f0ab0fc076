/** The agents that are run: where they come from, and how each is pointed at a shell and at the mock of its API. */
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** One run's surroundings. */
export interface Ground {
  readonly home: string;
  readonly project: string;
  /** A directory of this run that nothing else uses. */
  readonly scratch: string;
  /** guardsh's own. */
  readonly state: string;
  readonly port: number;
}

/** What guardsh is to an agent in one run; `real`: not there, for comparison. */
export interface Names {
  readonly guardsh: string;
  readonly bashGuardsh: string;
  /** A directory with `bash`, `sh`, `zsh`, `dash` that are guardsh. */
  readonly shells: string;
}

export interface Start {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The login shell that the user database has to name, for who asks that. */
  readonly loginShell?: string;
}

export interface Client {
  readonly name: string;
  /** As npm takes them. */
  readonly packages: readonly string[];
  readonly program: string;
  /** Ways of putting guardsh in place; `none`: the agent's own shell. */
  readonly ways: readonly string[];
  /** Known to fail now and then for reasons of its own: run once more, and said so. */
  readonly flaky?: string;
  readonly start: (ground: Ground, way: string, names: Names, program: string, more: Options) => Start;
}

export interface Options {
  /** JSON for the agent's own settings file, where it has one for the purpose. */
  readonly settings?: object;
  readonly environment?: Readonly<Record<string, string>>;
}

const path = "/usr/local/bin:/usr/bin:/bin";

/** PATH with guardsh on it, for plugins that call it by its name. */
function withGuardsh({ guardsh }: Names): string {
  return `${dirname(guardsh)}:${path}`;
}

const templates = join(import.meta.dir, "../../templates");

function json(file: string, value: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
}

function claude(version: string): Client {
  return {
    name: `claude-${version}`,
    packages: [`@anthropic-ai/claude-code@${version}`],
    program: "node_modules/.bin/claude",
    ways: ["CLAUDE_CODE_SHELL", "SHELL", "prefix -c", "prefix"],
    start: ({ home, port, scratch }, way, { bashGuardsh, guardsh }, program, { settings, environment }) => {
      json(join(home, ".claude.json"), { hasCompletedOnboarding: true, bypassPermissionsModeAccepted: true });
      json(join(scratch, "settings.json"), settings ?? {});
      const shells: Readonly<Record<string, Readonly<Record<string, string>>>> = {
        none: { SHELL: "/bin/bash" },
        CLAUDE_CODE_SHELL: { SHELL: "/bin/bash", CLAUDE_CODE_SHELL: bashGuardsh },
        SHELL: { SHELL: bashGuardsh },
        "prefix -c": { SHELL: "/bin/bash", CLAUDE_CODE_SHELL_PREFIX: `${guardsh} -c` },
        prefix: { SHELL: "/bin/bash", CLAUDE_CODE_SHELL_PREFIX: guardsh },
      };
      return {
        command: [
          program,
          "-p",
          "run it",
          "--model",
          "claude-sonnet-4-5",
          "--dangerously-skip-permissions",
          "--settings",
          join(scratch, "settings.json"),
        ],
        environment: {
          PATH: path,
          IS_SANDBOX: "1",
          ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
          ANTHROPIC_API_KEY: "sk-dummy",
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
          DISABLE_AUTOUPDATER: "1",
          DISABLE_TELEMETRY: "1",
          ...shells[way],
          ...environment,
        },
      };
    },
  };
}

const pi: Client = {
  name: "pi-0.73.1",
  packages: ["@mariozechner/pi-coding-agent@0.73.1"],
  program: "node_modules/.bin/pi",
  ways: ["shellPath", "extension"],
  start: ({ home, port }, way, names, program) => {
    json(join(home, ".pi/agent/settings.json"), {
      quietStartup: true,
      ...(way === "shellPath" ? { shellPath: names.guardsh } : {}),
    });
    if (way === "extension") {
      mkdirSync(join(home, ".pi/agent/extensions"));
      copyFileSync(join(templates, "pi/guardsh.js"), join(home, ".pi/agent/extensions/guardsh.js"));
    }
    const compat = { supportsDeveloperRole: false, supportsReasoningEffort: false };
    json(join(home, ".pi/agent/models.json"), {
      providers: {
        mock: {
          baseUrl: `http://127.0.0.1:${port}/v1`,
          api: "openai-completions",
          apiKey: "dummy",
          compat,
          models: [{ id: "mock" }],
        },
      },
    });
    return {
      command: [program, "--provider", "mock", "--model", "mock", "--no-session", "-p", "run it"],
      environment: {
        PATH: withGuardsh(names),
        PI_OFFLINE: "1",
        PI_SKIP_VERSION_CHECK: "1",
        SHELL: "/bin/bash",
      },
    };
  },
};

const gemini: Client = {
  name: "gemini-0.61.0",
  packages: ["@google/gemini-cli@0.61.0"],
  program: "node_modules/.bin/gemini",
  ways: ["PATH"],
  start: ({ home, project, port }, way, { shells }, program, { settings }) => {
    json(join(home, ".gemini/settings.json"), {
      security: { auth: { selectedType: "gemini-api-key" } },
      general: { disableAutoUpdate: true },
      telemetry: { enabled: false },
      privacy: { usageStatisticsEnabled: false },
      ...settings,
    });
    json(join(home, ".gemini/trustedFolders.json"), { [project]: "TRUST_FOLDER" });
    return {
      command: [program, "--yolo", "-m", "gemini-2.5-flash", "-p", "run it"],
      environment: {
        PATH: way === "PATH" ? `${shells}:${path}` : path,
        SHELL: "/bin/bash",
        GEMINI_API_KEY: "dummy",
        GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${port}`,
        GEMINI_CLI_TRUST_WORKSPACE: "true",
        GEMINI_TELEMETRY_ENABLED: "false",
      },
    };
  },
};

const qwen: Client = {
  name: "qwen-0.15.10",
  packages: ["@qwen-code/qwen-code@0.15.10"],
  program: "node_modules/.bin/qwen",
  ways: ["PATH"],
  flaky: "it now and then loses the output of a fast command, with plain bash too",
  start: ({ home, project, port }, way, { shells }, program, { settings }) => {
    json(join(home, ".qwen/settings.json"), {
      security: { auth: { selectedType: "openai" } },
      general: { disableAutoUpdate: true, enableAutoUpdate: false },
      telemetry: { enabled: false },
      privacy: { usageStatisticsEnabled: false },
      ...settings,
    });
    json(join(home, ".qwen/trustedFolders.json"), { [project]: "TRUST_FOLDER" });
    return {
      command: [program, "--yolo", "--auth-type", "openai", "-p", "run it"],
      environment: {
        PATH: way === "PATH" ? `${shells}:${path}` : path,
        SHELL: "/bin/bash",
        OPENAI_API_KEY: "dummy",
        OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
        OPENAI_MODEL: "mock",
      },
    };
  },
};

const opencode: Client = {
  name: "opencode-1.18.33",
  packages: ["opencode-ai@1.18.33"],
  program: "node_modules/.bin/opencode",
  ways: ["SHELL", "plugin"],
  flaky: "it now and then waits for a network that is not there",
  start: ({ project, port }, way, names, program) => {
    const models = { mock: { name: "mock", tool_call: true, limit: { context: 100_000, output: 8_000 } } };
    json(join(project, "opencode.json"), {
      autoupdate: false,
      share: "disabled",
      model: "mock/mock",
      small_model: "mock/mock",
      permission: { "*": "allow" },
      ...(way === "plugin" ? { plugin: [`file://${join(templates, "opencode/guardsh.js")}`] } : {}),
      provider: {
        mock: {
          npm: "@ai-sdk/openai-compatible",
          name: "mock",
          options: { baseURL: `http://127.0.0.1:${port}/v1`, apiKey: "dummy" },
          models,
        },
      },
    });
    return {
      command: [program, "run", "--model", "mock/mock", "run it"],
      environment: {
        PATH: withGuardsh(names),
        SHELL: way === "SHELL" ? names.guardsh : "/bin/bash",
        OPENCODE_DISABLE_AUTOUPDATE: "1",
        OPENCODE_DISABLE_MODELS_FETCH: "1",
        OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
      },
    };
  },
};

const codex: Client = {
  name: "codex-0.169.0",
  packages: ["@openai/codex@0.169.0"],
  program: "node_modules/.bin/codex",
  ways: ["login shell"],
  start: ({ home, project, port }, way, { shells }, program, { settings }) => {
    mkdirSync(join(home, ".codex"), { recursive: true });
    if (settings) json(join(home, ".codex/hooks.json"), settings);
    // A hook counts once a person has trusted it; this says that one has.
    const trust = settings ? ["--dangerously-bypass-hook-trust"] : [];
    writeFileSync(
      join(home, ".codex/config.toml"),
      `model = "gpt-5.1-codex"
model_provider = "mock"
approval_policy = "never"
sandbox_mode = "danger-full-access"
[model_providers.mock]
name = "mock"
base_url = "http://127.0.0.1:${port}/v1"
wire_api = "responses"
env_key = "MOCK_KEY"
request_max_retries = 0
stream_max_retries = 0
[projects."${project}"]
trust_level = "trusted"
`,
    );
    return {
      command: [program, "exec", "--skip-git-repo-check", ...trust, "run it"],
      environment: { PATH: path, SHELL: "/bin/bash", MOCK_KEY: "dummy", RUST_LOG: "error" },
      loginShell: way === "login shell" ? join(shells, "bash") : "/bin/bash",
    };
  },
};

export const claudeCode = claude("2.1.330");
export const olderClaudeCode = claude("2.0.77");
export const others: readonly Client[] = [pi, gemini, qwen, opencode, codex];
export const clients: readonly Client[] = [claudeCode, olderClaudeCode, ...others];

/** Puts guardsh under the names that agents want, in a directory. */
export function putNames(binary: string, directory: string): Names {
  const names: Names = {
    guardsh: join(directory, "bin/guardsh"),
    bashGuardsh: join(directory, "bin/bash-guardsh"),
    shells: join(directory, "lib/guardsh/shells"),
  };
  mkdirSync(join(directory, "bin"), { recursive: true });
  mkdirSync(names.shells, { recursive: true });
  symlinkSync(binary, names.guardsh);
  symlinkSync(binary, names.bashGuardsh);
  for (const shell of ["bash", "sh", "zsh", "dash"]) symlinkSync(binary, join(names.shells, shell));
  return names;
}
