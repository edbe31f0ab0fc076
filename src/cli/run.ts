/** `guardsh run`: an agent in a session of its own, with a keeper outside and guardsh for every shell inside. */
import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { needsOf } from "../agents/index.ts";
import { verify } from "../audit/verify.ts";
import { endSession, startSession } from "../controls/session/lifecycle.ts";
import { keeperDirectory, keeperVariable, socketName } from "../keeper/index.ts";
import { goInside, type Orders } from "../keeper/inside.ts";
import { Server } from "../keeper/serve.ts";
import { listenAt, longestPath } from "../keeper/socket.ts";
import {
  type Loaded,
  loadPolicy,
  type Policy,
  type ProfileName,
  planInput,
  profiles,
} from "../policy/index.ts";
import {
  type Compiled,
  compiledPlan,
  compilePlan,
  makePlan,
  type Plan,
  planAllows,
} from "../sandbox/index.ts";
import { Keeping, type Tally } from "../shell/index.ts";
import {
  asInherited,
  dieWithParent,
  homeDirectory,
  inheritedDescriptors,
  processInfo,
  processKey,
  SignalInbox,
  setMask,
  signals,
  spawn,
  stateDirectory,
  systemCall,
  Unavailable,
  waitFor,
  withSignalsHeld,
} from "../system/index.ts";
import { Misuse } from "./misuse.ts";

export const usage = `usage: guardsh run [--profile P] [--ttl 30m] [--net open|allowlist|off] [--port N]… [--no-mounts] [--] AGENT [ARGS…]
starts the agent in a session of its own: inside the sandbox, with guardsh for every shell, log and limits kept outside
  --net        only tighter than the policy; with allowlist, TCP goes to the ports named by --port and egress.ports alone
  --no-mounts  do not lay guardsh over /bin/sh and the others; SHELL and PATH have to do`;

interface Wanted {
  readonly profile: ProfileName | null;
  readonly ttlMs: number | null;
  readonly net: Policy["egress"]["mode"] | null;
  readonly ports: readonly number[];
  readonly mounts: boolean;
  readonly agent: readonly string[];
}

export function run(list: readonly string[]): number {
  const descriptors = inheritedDescriptors();
  if (list[0] === "--inside") goInside(list[1] ?? "", descriptors);
  const wanted = read(list);
  if (wanted === null)
    throw new Misuse(list.length === 0 ? "which agent?" : `not understood: ${list.join(" ")}`);
  const state = stateDirectory();
  const cwd = process.cwd();
  const program = find(wanted.agent[0] ?? "");
  const namespace = wanted.mounts ? namespaceCommand() : null;
  const loaded = forSession(loadPolicy({ cwd, profile: wanted.profile }), wanted, namespace !== null);
  const record = startSession(state, {
    agent: program.replace(/^.*\//, ""),
    ttlMs: wanted.ttlMs,
    profile: wanted.profile,
  });
  const directory = join(state, "keeper", record.id);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    const self = processInfo("self");
    const mark = `${record.id}:${self === null ? process.pid : processKey(self)}`;
    const session = { ...record, nested: false, mark, directory: join(state, "sessions", record.id) };
    const agentPlan = planForAgent(loaded, state, cwd, program, wanted);
    const keeping = new Keeping(
      session,
      loaded,
      (where) => commandSandbox(loaded, state, where, wanted),
      (path) => planAllows(agentPlan, path, "write"),
    );
    const socket = join(directory, socketName);
    if (socket.length > longestPath) throw tooLong(socket);
    const server = new Server(listenAt(socket), (request, peer) => keeping.answer(request, peer));
    const orders: Orders = {
      program,
      arguments: wanted.agent,
      environment: environmentFor(socket, namespace !== null, record.scratch),
      sandbox: compilePlan(agentPlan),
      mounts:
        namespace === null
          ? null
          : {
              guardsh: realpathSync("/proc/self/exe"),
              session: directory,
              cover: !loaded.policy.sandbox.unix_sockets,
            },
    };
    const file = join(directory, "orders.json");
    writeFileSync(file, JSON.stringify(orders), { mode: 0o600 });
    if (namespace === null && wanted.mounts) {
      console.error(
        "guardsh: no mount namespace here: shells started by absolute path are confined, not judged",
      );
    }
    const started = performance.now();
    const command = [...(namespace ?? []), realpathSync("/proc/self/exe"), "run", "--inside", file];
    const status = keep(server, command, descriptors, (pid) => {
      keeping.agent = pid;
    });
    console.error(summary(keeping.tally, performance.now() - started, state));
    return status;
  } finally {
    endSession(state, record.id, "its agent has ended");
    rmSync(directory, { recursive: true, force: true });
  }
}

function read(list: readonly string[]): Wanted | null {
  let [profile, ttlMs, net, mounts]: [ProfileName | null, number | null, Wanted["net"], boolean] = [
    null,
    null,
    null,
    true,
  ];
  const ports: number[] = [];
  let at = 0;
  for (; at < list.length; at++) {
    const word = list[at] ?? "";
    if (word === "--") {
      at++;
      break;
    }
    if (!word.startsWith("-")) break;
    if (word === "--no-mounts") {
      mounts = false;
      continue;
    }
    const value = list[++at] ?? "";
    if (word === "--profile")
      profile = Object.keys(profiles).find((name): name is ProfileName => name === value) ?? null;
    else if (word === "--ttl") ttlMs = duration(value);
    else if (word === "--net") net = modes.find((mode) => mode === value) ?? null;
    else if (word === "--port") ports.push(Number(value));
    else return null;
    if ((word === "--profile" && profile === null) || (word === "--net" && net === null)) return null;
    if (word === "--ttl" && ttlMs === null) return null;
  }
  const agent = list.slice(at);
  return agent.length === 0 || ports.some(Number.isNaN)
    ? null
    : { profile, ttlMs, net, ports, mounts, agent };
}

/** From open to closed. */
const modes = ["open", "allowlist", "off"] as const;

function duration(text: string): number | null {
  const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return count === undefined || unit === undefined ? null : Number(count) * (units[unit] ?? 0);
}

function find(name: string): string {
  const path = Bun.which(name);
  if (path !== null) return path;
  throw new Unavailable(
    `${name} cannot be started`,
    "there is no such program on PATH",
    "check its name, or give its path",
  );
}

/**
 * The policy for a session: the network that was asked for, where that is tighter. The limiter must not hold up the keeper,
 * which serves all shells: at the limit commands are told to come back. And where guardsh lies over every shell, none is unguarded.
 */
function forSession(loaded: Loaded, { net, ports }: Wanted, mounted: boolean): Loaded {
  const { policy } = loaded;
  const mode =
    net !== null && modes.indexOf(net) > modes.indexOf(policy.egress.mode) ? net : policy.egress.mode;
  const { patterns } = policy;
  return {
    ...loaded,
    policy: {
      ...policy,
      patterns: mounted ? { ...patterns, disable: [...patterns.disable, "guard/unguarded-shell"] } : patterns,
      rate: { ...policy.rate, max_wait: 0 },
      egress: { ...policy.egress, mode, ports: [...policy.egress.ports, ...ports] },
    },
  };
}

/** The plan's input for a directory. With ports asked for, `off` means nothing but these. Shells have to reach the keeper's socket. */
function inputFor({ policy }: Loaded, state: string, cwd: string, { ports }: Wanted) {
  const input = planInput(policy, {
    cwd,
    home: homeDirectory(),
    state,
    environment: (name) => process.env[name] ?? null,
  });
  const mode = input.network.mode === "off" && ports.length > 0 ? "allowlist" : input.network.mode;
  const secrets = [...input.secrets, dirname(dirname(keeperDirectory()))];
  return { ...input, secrets, network: { mode, ports, unix: true } };
}

/** What a command is held to, on top of what holds for its agent. */
function commandSandbox(loaded: Loaded, state: string, cwd: string, wanted: Wanted): Compiled {
  const key = JSON.stringify(["run", loaded.hash, cwd, wanted.net, wanted.ports]);
  return compiledPlan(join(state, "sandbox"), key, () => makePlan(inputFor(loaded, state, cwd, wanted)));
}

/** What the agent is held to: the same, and its own settings and login. */
function planForAgent(loaded: Loaded, state: string, cwd: string, program: string, wanted: Wanted): Plan {
  const home = homeDirectory();
  const { writes, secrets } = needsOf(program);
  const own = new Set(secrets.map((path) => join(home, path)));
  const input = inputFor(loaded, state, cwd, wanted);
  return makePlan({
    ...input,
    secrets: input.secrets.filter((path) => !own.has(path)),
    caches: [
      ...input.caches,
      ...writes.map((path) => ({ path: join(home, path), create: !path.includes(".json") })),
    ],
    readable: [...input.readable, ...installationOf(program), dirname(realpathSync("/proc/self/exe"))],
  });
}

/** Where a program's own files are: its directory, and for a package the outermost `node_modules`. */
function installationOf(program: string): string[] {
  const real = realpathSync(program);
  const modules = real.indexOf("/node_modules/");
  return [dirname(program), modules < 0 ? dirname(real) : real.slice(0, modules + "/node_modules".length)];
}

/** How to get mounts of our own: root just asks; others need a user namespace, which some systems do not allow. */
function namespaceCommand(): string[] | null {
  const unshare = ["/usr/bin/unshare", "/bin/unshare"].find((path) => Bun.which(path) !== null);
  if (unshare === undefined) return null;
  const command =
    process.geteuid?.() === 0
      ? [unshare, "--mount", "--"]
      : [unshare, "--user", "--map-current-user", "--keep-caps", "--mount", "--"];
  return Bun.spawnSync([...command, "/bin/true"], { stdio: ["ignore", "ignore", "ignore"] }).success
    ? command
    : null;
}

function environmentFor(socket: string, mounted: boolean, scratch: string | null): string[] {
  const environment = new Map(Object.entries(process.env));
  if (scratch !== null) environment.set("GUARDSH_SCRATCH", scratch);
  environment.set(keeperVariable, socket);
  if (!mounted) {
    const shells = join(dirname(dirname(realpathSync("/proc/self/exe"))), "lib/guardsh/shells");
    environment.set("SHELL", join(shells, "bash"));
    environment.set("PATH", `${shells}:${environment.get("PATH") ?? "/usr/bin:/bin"}`);
  }
  return [...environment].map(([name, value]) => `${name}=${value ?? ""}`);
}

/** Starts the agent and serves its shells until it has ended; its status, as a shell gives it. */
function keep(
  server: Server,
  command: readonly string[],
  descriptors: readonly number[],
  onStart: (pid: number) => void,
): number {
  const { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGCHLD } = signals;
  const inbox = new SignalInbox([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGCHLD]);
  const program = {
    path: command[0] ?? "",
    arguments: command.map((text) => Buffer.from(text)),
    environment: Object.entries(process.env).map(([name, value]) => Buffer.from(`${name}=${value ?? ""}`)),
    descriptors,
  };
  const pid = withSignalsHeld((before) =>
    spawn(program, [
      ...dieWithParent(),
      ...asInherited(),
      { name: "rt_sigprocmask", arguments: [setMask, before, 0, 8] },
    ]),
  );
  onStart(pid);
  for (;;) {
    const ended = waitFor(pid, false);
    if (ended !== null) return ended.signal > 0 ? 128 + ended.signal : ended.status;
    server.serveUntil([inbox.descriptor], null);
    // What the terminal sends goes to the whole group, the agent included; what a process sends is for us to hand on.
    for (const { signal, fromProcess } of inbox.take()) {
      if (signal !== SIGCHLD && fromProcess) systemCall("kill", pid, signal);
    }
  }
}

function summary(
  { commands, nested, refused, asked, hosts }: Tally,
  milliseconds: number,
  state: string,
): string {
  const log = verify(state, null);
  const seconds = Math.round(milliseconds / 100) / 10;
  return [
    `guardsh: session over after ${seconds} s: ${commands} commands, ${nested} shells inside of them; ${refused} refused, ${asked} would have needed a person`,
    `guardsh: hosts named: ${hosts.size === 0 ? "none" : [...hosts].join(", ")}; log ${log.problems.length === 0 ? "intact" : `DAMAGED: ${log.problems[0]?.what}`}`,
  ].join("\n");
}

function tooLong(socket: string): Unavailable {
  return new Unavailable(
    "the keeper's socket cannot be made",
    `${socket} is longer than the ${longestPath} bytes that a socket's path may have`,
    "name a shorter place for the state directory in GUARDSH_STATE",
  );
}
