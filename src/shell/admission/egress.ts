/** The filtering proxy of a command, where the policy lists the hosts that may be reached. */
import { runningService, type Service } from "../../controls/egress/index.ts";
import type { Loaded } from "../../policy/index.ts";
import { stateDirectory, Unavailable } from "../../system/index.ts";

/** Does the policy list the hosts that may be reached? */
export function needsProxy({ policy: { egress } }: Loaded): boolean {
  return egress.control === "enforce" && egress.mode === "allowlist";
}

/** The proxy that runs for this policy, started if need be; null where hosts are not listed. */
export function proxyFor(loaded: Loaded): Service | null {
  if (!needsProxy(loaded)) return null;
  const { policy, hash } = loaded;
  const state = stateDirectory();
  const running = runningService(state, hash);
  if (running !== null) return running;
  // Few commands get here. The child starts the proxy in a session of its own and answers when it listens.
  const { spawnSync }: typeof import("node:child_process") = require("node:child_process");
  const { status } = spawnSync(process.execPath, ["egress", "start", hash], {
    input: JSON.stringify(policy.egress),
    stdio: ["pipe", "ignore", "ignore"],
    env: { GUARDSH_STATE: state, PATH: "/usr/bin:/bin" },
    timeout: 10_000,
  });
  const started = runningService(state, hash);
  if (started === null)
    throw new Unavailable(
      "the network is limited to some hosts, and the proxy that lets them through does not start",
      `status ${status ?? "unknown"}`,
      'guardsh egress run -- true shows why; egress.mode = "off" or "open" does without it',
    );
  return started;
}
