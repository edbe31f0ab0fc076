/**
 * What has to be set for each agent: one file of its own, and what a person must do besides. The contents are the files in
 * templates/, with the paths of this installation put in.
 */
import claude from "../../templates/claude/settings.json";
import cline from "../../templates/cline/PreToolUse.txt" with { type: "text" };
import codex from "../../templates/codex/hooks.json";
import copilot from "../../templates/copilot/settings.json";
import crush from "../../templates/crush/crush.json";
import cursor from "../../templates/cursor/hooks.json";
import gemini from "../../templates/gemini/settings.json";
import opencode from "../../templates/opencode/opencode.json";
import pi from "../../templates/pi/settings.json";
import qwen from "../../templates/qwen/settings.json";
import type { HookClient } from "./hook.ts";

export interface Setup {
  /** Below the home directory. */
  readonly file: string;
  /** The variable that names another directory for the file's first one. */
  readonly directory?: string;
  /** JSON to merge into the file, or the text of an executable file. */
  readonly content: object | string;
  /** What a person must do, or know. */
  readonly notes: readonly string[];
}

/** Where the parts of this installation are. */
export interface Installation {
  readonly guardsh: string;
  readonly bashGuardsh: string;
  readonly shells: string;
  readonly state: string;
}

const pathNote = (agent: string) =>
  `${agent} takes the first bash on PATH: start it as PATH=@shells@:$PATH ${agent.toLowerCase()}, and every command goes through guardsh as its shell. The hook is the second line, for a PATH that was forgotten.`;

export const setups: Readonly<Record<HookClient, Setup>> = {
  claude: {
    file: ".claude/settings.json",
    directory: "CLAUDE_CONFIG_DIR",
    content: claude,
    notes: [
      "A project's .claude/settings.json beats this file. What no project can override belongs in /etc/claude-code/managed-settings.json.",
      "sandbox.filesystem.allowWrite only matters in Claude Code's sandbox mode: there guardsh needs its own directory for the log.",
    ],
  },
  codex: {
    file: ".codex/hooks.json",
    directory: "CODEX_HOME",
    content: codex,
    notes: [
      "Codex skips a hook that you have not reviewed: start it once and trust the hook.",
      "The model can ask for another shell with an argument of its tool; only the hook sees those calls.",
      "For guardsh as the shell itself: it must be your login shell, under the name bash: add @shells@/bash to /etc/shells, then chsh -s @shells@/bash.",
    ],
  },
  gemini: { file: ".gemini/settings.json", content: gemini, notes: [pathNote("Gemini")] },
  qwen: { file: ".qwen/settings.json", content: qwen, notes: [pathNote("Qwen")] },
  opencode: {
    file: ".config/opencode/opencode.json",
    content: opencode,
    notes: [
      "A project's opencode.json beats this file: guardsh doctor, in the project, says whether it does.",
    ],
  },
  pi: {
    file: ".pi/agent/settings.json",
    content: pi,
    notes: [
      "A project's .pi/settings.json beats this file: guardsh doctor, in the project, says whether it does.",
    ],
  },
  copilot: {
    file: ".copilot/settings.json",
    content: copilot,
    notes: [
      "Copilot's shell is /bin/bash and nothing else: the hook is what there is. Without the kernel sandbox, that is.",
    ],
  },
  cline: {
    file: ".cline/hooks/PreToolUse.sh",
    content: cline,
    notes: [
      "Cline's shell is /bin/bash and nothing else: the hook is what there is. A refused command is replaced by one that says why.",
    ],
  },
  crush: {
    file: ".config/crush/crush.json",
    content: crush,
    notes: [
      "Crush interprets commands itself and asks only for those of the top agent. Known from its documentation, not tried.",
    ],
  },
  cursor: {
    file: ".cursor/hooks.json",
    content: cursor,
    notes: ["Known from its documentation, not tried."],
  },
};

/** A text with the installation's paths in it. */
export function withPaths(text: string, { guardsh, bashGuardsh, shells, state }: Installation): string {
  return text
    .replaceAll("@guardsh@", guardsh)
    .replaceAll("@bash-guardsh@", bashGuardsh)
    .replaceAll("@shells@", shells)
    .replaceAll("@state@", state);
}

/** The settings with `addition` in them: objects are merged, lists get what they do not hold yet, the rest is replaced. */
export function merged(settings: unknown, addition: unknown): unknown {
  if (Array.isArray(addition)) {
    const known = Array.isArray(settings) ? settings : [];
    const ours = known.filter((each) => !isHookOfOurs(each));
    return [...ours, ...addition.filter((each) => !ours.some((other) => equal(other, each)))];
  }
  if (!isObject(addition)) return addition;
  const result: Record<string, unknown> = isObject(settings) ? { ...settings } : {};
  for (const [name, value] of Object.entries(addition)) result[name] = merged(result[name], value);
  return result;
}

/** An entry that an earlier setup made, perhaps for another place of the program. */
function isHookOfOurs(entry: unknown): boolean {
  return isObject(entry) && /guardsh'? hook /.test(JSON.stringify(entry));
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
