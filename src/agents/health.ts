/**
 * Would this agent really use guardsh, started here and now? Agents fall back to another shell without a word: on a name they
 * do not like, on a missing x bit, on a setting of the project's that beats the user's.
 */
import { basename, join } from "node:path";
import type { HookClient } from "./hook.ts";

/** The machine, as far as the answers need it. */
export interface Surveyed {
  readonly home: string;
  readonly cwd: string;
  readonly environment: (name: string) => string | null;
  readonly read: (path: string) => string | null;
  readonly exists: (path: string) => boolean;
  readonly isExecutable: (path: string) => boolean;
  /** Is this file guardsh, whatever its name? */
  readonly isGuardsh: (path: string) => boolean;
  /** The first program of a name on PATH. */
  readonly which: (name: string) => string | null;
  /** The user's shell in the user database. */
  readonly loginShell: string;
}

export interface Remark {
  readonly level: "ok" | "warn" | "fail";
  readonly what: string;
  /** What to do about it; "" with ok. */
  readonly mend: string;
}

/** Remarks on one agent; none where nothing says that it is used here. */
export function healthOf(agent: HookClient, around: Surveyed): readonly Remark[] {
  switch (agent) {
    case "claude":
      return isUsed(around, ".claude", ".claude.json") ? claude(around) : [];
    case "codex":
      return isUsed(around, ".codex") ? codex(around) : [];
    case "gemini":
      return isUsed(around, ".gemini") ? byPath("Gemini CLI", ".gemini/settings.json", agent, around) : [];
    case "qwen":
      return isUsed(around, ".qwen") ? byPath("Qwen Code", ".qwen/settings.json", agent, around) : [];
    case "opencode":
      return isUsed(around, ".config/opencode", ".local/share/opencode") ? opencode(around) : [];
    case "pi":
      return isUsed(around, ".pi/agent") ? pi(around) : [];
    case "copilot":
      return isUsed(around, ".copilot") ? byHook("Copilot", ".copilot/settings.json", agent, around) : [];
    case "cline":
      return isUsed(around, ".cline") ? byHook("Cline", ".cline/hooks/PreToolUse.sh", agent, around) : [];
    case "crush":
      return isUsed(around, ".config/crush")
        ? byHook("Crush", ".config/crush/crush.json", agent, around)
        : [];
    case "cursor":
      return isUsed(around, ".cursor") ? byHook("Cursor", ".cursor/hooks.json", agent, around) : [];
  }
}

/** Something of the agent's lies in the home directory. */
function isUsed({ home, exists }: Surveyed, ...names: readonly string[]): boolean {
  return names.some((name) => exists(join(home, name)));
}

const ok = (what: string): Remark => ({ level: "ok", what, mend: "" });

/** Claude Code: of these settings, the last one that is given decides. */
function claude(around: Surveyed): readonly Remark[] {
  const { home, cwd, environment } = around;
  const files = [
    join(environment("CLAUDE_CONFIG_DIR") ?? join(home, ".claude"), "settings.json"),
    join(cwd, ".claude/settings.json"),
    join(cwd, ".claude/settings.local.json"),
    "/etc/claude-code/managed-settings.json",
  ];
  let shell = environment("CLAUDE_CODE_SHELL") ?? environment("SHELL") ?? "";
  let from = environment("CLAUDE_CODE_SHELL") ? "$CLAUDE_CODE_SHELL" : "$SHELL";
  const variables = (path: string) => objectIn(objectIn(parsed(around, path))?.env);
  for (const name of ["SHELL", "CLAUDE_CODE_SHELL"]) {
    for (const path of files) {
      const value = variables(path)?.[name];
      if (typeof value !== "string" || value === "") continue;
      shell = value;
      from = path;
    }
  }
  const remarks = [claudeShell(shell, from, around)];
  const project = files.slice(1, 3).find((path) => Object.keys(variables(path) ?? {}).some(isShellVariable));
  if (project !== undefined)
    remarks.push({
      level: "warn",
      what: `Claude Code: ${project} sets the shell for this project and beats your own settings`,
      mend: "look at it; settings that no project can override belong in /etc/claude-code/managed-settings.json",
    });
  return remarks;
}

function isShellVariable(name: string): boolean {
  return name === "SHELL" || name.startsWith("CLAUDE_CODE_SHELL");
}

function claudeShell(shell: string, from: string, around: Surveyed): Remark {
  const what = `Claude Code: its shell is ${shell || "not set"} (${from})`;
  const mend = "guardsh setup claude";
  if (!/bash|zsh/.test(shell))
    return { level: "fail", what: `${what}: passed over, because the path holds neither bash nor zsh`, mend };
  if (shell.startsWith("/") && !around.isExecutable(shell))
    return { level: "fail", what: `${what}: passed over without a word, because it is not executable`, mend };
  const found = shell.startsWith("/") ? shell : around.which(shell);
  if (found === null || !around.isGuardsh(found))
    return { level: "fail", what: `${what}: not guardsh`, mend };
  if (/bash/.test(shell) && /zsh/.test(shell))
    return {
      level: "warn",
      what: `${what}: it holds both bash and zsh`,
      mend: "give it a path with one of them",
    };
  return ok(what);
}

/** Codex asks the user database, and takes a shell only under its exact name. */
function codex(around: Surveyed): readonly Remark[] {
  const { loginShell: shell, isGuardsh, which } = around;
  const named = ["bash", "zsh", "sh"].includes(basename(shell));
  const used = named ? shell : (which("bash") ?? "/bin/bash");
  const hooked = hookIn(around, ".codex/hooks.json", "codex");
  const hook: Remark = hooked
    ? ok("Codex: its hook asks guardsh (only if you have trusted the hook in Codex)")
    : {
        level: "warn",
        what: "Codex: no hook asks guardsh; with an argument of its tool the model can have another shell",
        mend: "guardsh setup codex",
      };
  if (isGuardsh(used)) return [ok(`Codex: its shell is ${used}`), hook];
  const level = hooked ? "warn" : "fail";
  return [
    {
      level,
      what: `Codex: its shell is ${used}, which is not guardsh`,
      mend: "guardsh setup --print codex says how",
    },
    hook,
  ];
}

function byPath(name: string, file: string, agent: HookClient, around: Surveyed): readonly Remark[] {
  const bash = around.which("bash");
  const guarded = bash !== null && around.isGuardsh(bash);
  const hooked = hookIn(around, file, agent);
  const mend = `guardsh setup ${agent}`;
  const shell: Remark = guarded
    ? ok(`${name}: bash on PATH is guardsh (${bash})`)
    : {
        level: hooked ? "warn" : "fail",
        what: `${name}: bash on this PATH is ${bash ?? "nowhere"}, which is not guardsh`,
        mend,
      };
  if (hooked) return [shell, ok(`${name}: its hook asks guardsh`)];
  return [shell, { level: "warn", what: `${name}: no hook asks guardsh when PATH is another one`, mend }];
}

function byHook(name: string, file: string, agent: HookClient, around: Surveyed): readonly Remark[] {
  if (!hookIn(around, file, agent))
    return [{ level: "fail", what: `${name}: no hook asks guardsh`, mend: `guardsh setup ${agent}` }];
  const path = join(around.home, file);
  if (agent === "cline" && !around.isExecutable(path))
    return [{ level: "fail", what: `${name}: ${path} is not executable`, mend: `chmod +x ${path}` }];
  return [ok(`${name}: its hook asks guardsh`)];
}

function hookIn({ home, read }: Surveyed, file: string, agent: HookClient): boolean {
  return new RegExp(`guardsh'? hook ${agent}\\b`).test(read(join(home, file)) ?? "");
}

function opencode(around: Surveyed): readonly Remark[] {
  const own = [join(around.home, ".config/opencode/opencode.json"), join(around.cwd, "opencode.json")];
  const { value, from } = lastOf(own, "shell", around);
  return [
    replaced("opencode", value ?? around.environment("SHELL") ?? "", from ?? "$SHELL", "opencode", around),
    ...overridden("opencode", from, around),
  ];
}

function pi(around: Surveyed): readonly Remark[] {
  const own = [join(around.home, ".pi/agent/settings.json"), join(around.cwd, ".pi/settings.json")];
  const { value, from } = lastOf(own, "shellPath", around);
  return [
    replaced("pi", value ?? "/bin/bash", from ?? "its default", "pi", around),
    ...overridden("pi", from, around),
  ];
}

/** The value of a key in the last file that has it. */
function lastOf(paths: readonly string[], key: string, around: Surveyed) {
  let value: string | null = null;
  let from: string | null = null;
  for (const path of paths) {
    const found = objectIn(parsed(around, path))?.[key];
    if (typeof found === "string") [value, from] = [found, path];
  }
  return { value, from };
}

function replaced(name: string, shell: string, from: string, agent: HookClient, around: Surveyed): Remark {
  const what = `${name}: its shell is ${shell || "not set"} (${from})`;
  if (around.isGuardsh(shell)) return ok(what);
  return { level: "fail", what: `${what}: not guardsh`, mend: `guardsh setup ${agent}` };
}

function overridden(name: string, from: string | null, { cwd, home }: Surveyed): readonly Remark[] {
  if (from === null || cwd === home || !from.startsWith(`${cwd}/`)) return [];
  const what = `${name}: ${from} sets the shell for this project and beats your own settings`;
  return [{ level: "warn", what, mend: "look at it, and take the line out if it is not yours" }];
}

function parsed({ read }: Surveyed, path: string): unknown {
  try {
    return JSON.parse(read(path) ?? "null");
  } catch {
    return null;
  }
}

function objectIn(value: unknown): { readonly [name: string]: unknown } | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return { ...value };
}
