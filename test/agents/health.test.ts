/** What `guardsh doctor` says about agents: the ways in which they pass guardsh over. */
import { describe, expect, test } from "bun:test";
import { healthOf, type Remark, type Surveyed } from "../../src/agents/health.ts";
import type { HookClient } from "../../src/agents/index.ts";

const guard = "/home/user/.local/bin/bash-guardsh";

/** A home directory with files (JSON where they are objects), and an environment. */
function machine(
  files: Readonly<Record<string, object | string>>,
  environment: Readonly<Record<string, string>> = {},
  more: Partial<Surveyed> = {},
): Surveyed {
  const text = (path: string) => {
    const content = files[path];
    return content === undefined ? null : typeof content === "string" ? content : JSON.stringify(content);
  };
  return {
    home: "/home/user",
    cwd: "/home/user/project",
    environment: (name) => environment[name] ?? null,
    read: text,
    exists: (path) => Object.keys(files).some((each) => each === path || each.startsWith(`${path}/`)),
    isExecutable: (path) => path === guard || path === "/bin/bash" || path.endsWith("/shells/bash"),
    isGuardsh: (path) => path.includes("guardsh"),
    which: () => "/bin/bash",
    loginShell: "/bin/bash",
    ...more,
  };
}

function levels(agent: HookClient, around: Surveyed): string {
  return healthOf(agent, around)
    .map(({ level }) => level)
    .join(" ");
}

function said(remarks: readonly Remark[]): string {
  return remarks.map(({ what }) => what).join("\n");
}

describe("Claude Code", () => {
  const settings = (shell: string) => ({ env: { CLAUDE_CODE_SHELL: shell } });
  const own = "/home/user/.claude/settings.json";

  test("as it should be", () => expect(levels("claude", machine({ [own]: settings(guard) }))).toBe("ok"));
  test("is not used here", () => expect(healthOf("claude", machine({}))).toEqual([]));

  test("a name without bash is passed over", () => {
    const remarks = healthOf("claude", machine({ [own]: settings("/usr/bin/guardsh") }));
    expect(said(remarks)).toContain("holds neither bash nor zsh");
  });

  test("so is what is not executable", () => {
    const remarks = healthOf("claude", machine({ [own]: settings("/opt/bash-guardsh") }));
    expect(said(remarks)).toContain("not executable");
  });

  test("a project that sets another shell is told", () => {
    const project = "/home/user/project/.claude/settings.json";
    const remarks = healthOf("claude", machine({ [own]: settings(guard), [project]: settings("/bin/bash") }));
    expect(remarks.map(({ level }) => level)).toEqual(["fail", "warn"]);
    expect(said(remarks)).toContain(project);
  });

  test("managed settings beat the project", () => {
    const files = {
      [own]: {},
      "/home/user/project/.claude/settings.json": settings("/bin/bash"),
      "/etc/claude-code/managed-settings.json": settings(guard),
    };
    expect(levels("claude", machine(files))).toBe("ok warn");
  });

  test("the environment counts where no file says anything", () => {
    expect(levels("claude", machine({ [own]: {} }, { SHELL: guard }))).toBe("ok");
    expect(levels("claude", machine({ [own]: {} }, { SHELL: "/bin/bash" }))).toBe("fail");
  });
});

describe("Codex", () => {
  const shells = "/home/user/.local/lib/guardsh/shells/bash";
  const hooks = { "/home/user/.codex/hooks.json": '{"command":"/x/guardsh hook codex"}' };

  test("takes the login shell under its exact name", () => {
    expect(levels("codex", machine(hooks, {}, { loginShell: shells }))).toBe("ok ok");
    expect(levels("codex", machine(hooks, {}, { loginShell: guard }))).toBe("warn ok");
  });

  test("without a hook the model can choose another shell", () => {
    const files = { "/home/user/.codex/config.toml": "" };
    expect(levels("codex", machine(files, {}, { loginShell: shells }))).toBe("ok warn");
    expect(levels("codex", machine(files))).toBe("fail warn");
  });
});

describe("agents that look on PATH", () => {
  const files = { "/home/user/.gemini/settings.json": "{}" };
  test("find guardsh", () =>
    expect(levels("gemini", machine(files, {}, { which: () => "/x/guardsh/shells/bash" }))).toBe("ok warn"));
  test("find bash", () => expect(levels("gemini", machine(files))).toBe("fail warn"));
});

describe("agents with a setting of their own", () => {
  test("opencode, overridden by the project", () => {
    const files = {
      "/home/user/.config/opencode/opencode.json": { shell: guard },
      "/home/user/project/opencode.json": { shell: "/bin/bash" },
    };
    expect(levels("opencode", machine(files))).toBe("fail warn");
  });

  test("pi", () => {
    const files = { "/home/user/.pi/agent/settings.json": { shellPath: guard } };
    expect(levels("pi", machine(files))).toBe("ok");
  });
});

describe("agents with a fixed shell", () => {
  test("need a hook", () => {
    const hooked = { "/home/user/.copilot/settings.json": '{"bash":"/x/guardsh hook copilot"}' };
    expect(levels("copilot", machine(hooked))).toBe("ok");
    expect(levels("copilot", machine({ "/home/user/.copilot/settings.json": "{}" }))).toBe("fail");
  });

  test("Cline's has to be executable", () => {
    const file = { "/home/user/.cline/hooks/PreToolUse.sh": "exec '/x/guardsh' hook cline" };
    expect(said(healthOf("cline", machine(file)))).toContain("not executable");
  });
});
