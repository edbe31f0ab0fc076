// Asks guardsh before pi runs a command. For ~/.pi/agent/extensions/.
import { spawnSync } from "node:child_process";

export default (pi) => {
  pi.on("tool_call", ({ toolName, input }) => {
    if (toolName !== "bash") return undefined;
    const question = JSON.stringify({ tool_name: toolName, tool_input: input, cwd: process.cwd() });
    const { status, stderr, error } = spawnSync("guardsh", ["hook", "pi"], {
      input: question,
      encoding: "utf8",
    });
    if (status === 0) return undefined;
    return { block: true, reason: stderr || `guardsh gave no answer (${error}), so the command was not run` };
  });
};
