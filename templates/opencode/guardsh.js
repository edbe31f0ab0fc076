// Asks guardsh before opencode runs a command. For ~/.config/opencode/plugin/, or "plugin" in opencode.json.
import { spawnSync } from "node:child_process";

export const Guardsh = async ({ directory }) => ({
  "tool.execute.before": async ({ tool }, { args }) => {
    if (tool !== "bash") return;
    const input = JSON.stringify({ tool_name: tool, tool_input: { command: args.command }, cwd: directory });
    const { status, stderr, error } = spawnSync("guardsh", ["hook", "opencode"], { input, encoding: "utf8" });
    if (status !== 0)
      throw new Error(stderr || `guardsh gave no answer (${error}), so the command was not run`);
  },
});
