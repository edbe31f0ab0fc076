/**
 * The filtering proxy as a process beside the commands: started by the first command that needs it, shared by all under
 * the same policy, gone when nobody has used it for a while. Where it listens stands in the state directory, which
 * commands cannot write.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Policy } from "../../policy/policy.ts";
import { isAlive, processInfo, processKey } from "../../system/index.ts";
import type { Refused } from "./proxy.ts";

/** A proxy that runs. */
export interface Service {
  readonly port: number;
  /** Process id and start time, so that a later process under the same id is not taken for it. */
  readonly process: string;
}

const IDLE_MS = 10 * 60_000;

function fileOf(state: string, hash: string): string {
  return join(state, "proxy", `${hash.replace(/[^\w-]/g, "-")}.json`);
}

/** The proxy for a policy, if it runs. */
export function runningService(state: string, hash: string): Service | null {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(fileOf(state, hash), "utf8"));
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("port" in value) || !("process" in value)) return null;
  const { port, process: key } = value;
  return typeof port === "number" && typeof key === "string" && isAlive(key) ? { port, process: key } : null;
}

/** Runs the proxy in this process until it is idle; `onRefused` is told of every host that was asked for in vain. */
export async function serve(
  state: string,
  hash: string,
  egress: Policy["egress"],
  onRefused: (refused: Refused) => void,
): Promise<void> {
  const { startProxy } = await import("./proxy.ts");
  const proxy = await startProxy({ egress, onRefused });
  const self = processInfo("self");
  const file = fileOf(state, hash);
  mkdirSync(join(state, "proxy"), { recursive: true, mode: 0o700 });
  const service: Service = { port: proxy.port, process: self ? processKey(self) : String(process.pid) };
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(service), { mode: 0o600, flag: "wx" });
  renameSync(`${file}.${process.pid}`, file);
  let quiet = 0;
  const step = Math.min(IDLE_MS, 30_000);
  while (quiet < IDLE_MS) {
    await Bun.sleep(step);
    quiet = proxy.connections() > 0 ? 0 : quiet + step;
  }
  // A proxy that began at the same time may have taken the name over: its file is not ours to remove.
  if (runningService(state, hash)?.process === service.process) rmSync(file, { force: true });
  await proxy.close();
}
