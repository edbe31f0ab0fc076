/**
 * The proxies of a session of `guardsh run`: one for the agent, which may reach its API, and one for its commands, which may
 * not. They run in a process of their own beside the keeper and tell it what went through.
 */
import { type Passed, type Refused, startProxy } from "./proxy.ts";
import type { Line, SessionLists } from "./session-lines.ts";

/** Serves until `ended`, then closes every connection and tells of it. */
export async function serveSession(
  lists: SessionLists,
  write: (line: string) => void,
  ended: Promise<void>,
): Promise<void> {
  const tell = (line: Line) => write(`${JSON.stringify(line)}\n`);
  const told = (by: keyof SessionLists) => ({
    onPassed: (passed: Passed) => tell({ kind: "passed", by, ...passed }),
    onRefused: (refused: Refused) => tell({ kind: "refused", by, ...refused }),
  });
  const agent = await startProxy({ egress: lists.agent, ...told("agent") });
  // Through the agent's proxy a command would reach what the agent may.
  const commands = await startProxy({ egress: lists.commands, shut: [agent.port], ...told("commands") });
  tell({ kind: "ports", agent: agent.port, commands: commands.port });
  await ended;
  await Promise.all([agent.close(), commands.close()]);
}
