/** What holds a session of `guardsh run`: its policy, and the plans of its agent and of its commands. */
import { mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { needsOf } from "../../agents/index.ts";
import type { SessionLists } from "../../controls/egress/index.ts";
import { keeperDirectory } from "../../keeper/index.ts";
import { type Loaded, planInput } from "../../policy/index.ts";
import {
  type Compiled,
  compiledPlan,
  makePlan,
  type Plan,
  type PlanInput,
  ruleFor,
} from "../../sandbox/index.ts";
import { homeDirectory } from "../../system/index.ts";
import { modes, type Wanted } from "./options.ts";

/**
 * The policy for a session: the network that was asked for, where that is tighter. And where guardsh lies over every shell,
 * none is unguarded.
 */
export function forSession(loaded: Loaded, { net }: Wanted, mounted: boolean): Loaded {
  const { policy } = loaded;
  const { egress, patterns } = policy;
  const tighter = net !== null && modes.indexOf(net) > modes.indexOf(egress.mode);
  return {
    ...loaded,
    policy: {
      ...policy,
      patterns: mounted ? { ...patterns, disable: [...patterns.disable, "guard/unguarded-shell"] } : patterns,
      // Who asks for a closed network gets one, also under a policy that only watches.
      egress: tighter ? { ...egress, mode: net, control: "enforce" } : egress,
    },
  };
}

/** The hosts that a session may reach, where the policy lists them; null where no proxy is needed. The agent's API is for the agent alone. */
export function listsOf({ policy: { egress } }: Loaded, program: string): SessionLists | null {
  if (egress.control !== "enforce" || egress.mode !== "allowlist") return null;
  const { hosts, bases } = needsOf(program);
  const named = bases.flatMap((name) => hostOf(process.env[name] ?? ""));
  return { agent: { ...egress, allow: [...egress.allow, ...hosts, ...named] }, commands: egress };
}

/** The host and port of a URL; nothing for what is none. */
function hostOf(url: string): string[] {
  const { hostname, port } = URL.parse(url) ?? { hostname: "", port: "" };
  return hostname === "" ? [] : [port === "" ? hostname : `${hostname}:${port}`];
}

/** Where plans are made: the state directory, and the ports of the session's proxies. */
export interface Site {
  readonly loaded: Loaded;
  readonly wanted: Wanted;
  readonly state: string;
  readonly proxies: { readonly agent: number; readonly commands: number } | null;
}

/** The plan's input for a directory. With ports asked for, `off` means nothing but these. Shells have to reach the keeper's socket. */
function inputFor({ loaded, wanted, state, proxies }: Site, cwd: string): PlanInput {
  const input = planInput(loaded.policy, {
    cwd,
    home: homeDirectory(),
    state,
    environment: (name) => process.env[name] ?? null,
    ports: [...wanted.ports, ...(proxies === null ? [] : [proxies.commands])],
  });
  const mode = input.network.mode === "off" && wanted.ports.length > 0 ? "allowlist" : input.network.mode;
  const secrets = [...input.secrets, dirname(dirname(keeperDirectory()))];
  return { ...input, secrets, network: { ...input.network, mode, unix: true } };
}

/** What a command is held to, on top of what holds for its agent. bubblewrap cannot lie on top of anything: where it holds the agent, Landlock holds the command. */
export function commandPlan(site: Site, cwd: string): Plan {
  const input = inputFor(site, cwd);
  return makePlan({ ...input, engine: input.engine === "bwrap" ? "auto" : input.engine });
}

/** The same, ready to be put in force. */
export function commandSandbox(site: Site, cwd: string): Compiled {
  const { loaded, wanted, state, proxies } = site;
  const key = JSON.stringify(["run", loaded.hash, cwd, wanted.net, wanted.ports, proxies]);
  return compiledPlan(join(state, "sandbox"), key, () => commandPlan(site, cwd));
}

/**
 * What the agent is held to: the same, its own settings, login and proxy. Signals stay inside it whatever the policy says: the
 * keeper is not among its own. Its commands may still stop what earlier ones started.
 */
export function agentPlan(site: Site, cwd: string, program: string): Plan {
  const home = homeDirectory();
  const { writes, secrets } = needsOf(program);
  const own = new Set(secrets.map((path) => join(home, path)));
  const input = inputFor(site, cwd);
  const { network, process: processes } = input;
  // An agent that lies in the project does not make the project read-only.
  const { paths } = makePlan(input);
  const installed = [...installationOf(program), dirname(realpathSync("/proc/self/exe"))];
  // Landlock lets everybody connect; an engine with mounts of its own has to leave the door in them.
  if (input.engine === "bwrap") installed.push(keeperDirectory());
  return makePlan({
    ...input,
    secrets: input.secrets.filter((path) => !own.has(path)),
    caches: [...input.caches, ...writes.map((path) => ({ path: join(home, path), create: false }))],
    readable: [...input.readable, ...installed.filter((path) => ruleFor(paths, path)?.solid !== true)],
    network: { ...network, ports: site.proxies ? [...network.ports, site.proxies.agent] : network.ports },
    process: { ...processes, signals: "own" },
  });
}

/** Makes the directories that an agent keeps its settings in: what is not there cannot be granted, and it could not make it. */
export function makeOwnDirectories(program: string): void {
  for (const path of needsOf(program).writes) {
    if (!path.includes(".json")) mkdirSync(join(homeDirectory(), path), { recursive: true, mode: 0o700 });
  }
}

/** Where a program's own files are: its directory, and for a package the outermost `node_modules`. */
function installationOf(program: string): string[] {
  const real = realpathSync(program);
  const modules = real.indexOf("/node_modules/");
  return [dirname(program), modules < 0 ? dirname(real) : real.slice(0, modules + "/node_modules".length)];
}
