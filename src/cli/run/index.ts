/** `guardsh run`: an agent in a session of its own, with a keeper outside and guardsh for every shell inside. */
import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verify } from "../../audit/verify.ts";
import { proxyEnvironment } from "../../controls/egress/index.ts";
import { type Session, type SessionRecord, UnknownSession } from "../../controls/session/index.ts";
import { endSession, startSession } from "../../controls/session/lifecycle.ts";
import { readSession, sessionDirectory } from "../../controls/session/store.ts";
import { doorMark, socketName } from "../../keeper/index.ts";
import { goInside, type Orders } from "../../keeper/inside.ts";
import { endLeftovers } from "../../keeper/leftovers.ts";
import { Server } from "../../keeper/serve.ts";
import { listenAt, longestPath } from "../../keeper/socket.ts";
import { type Loaded, loadPolicy } from "../../policy/index.ts";
import { type Compiled, compilePlan, planAllows, SandboxError } from "../../sandbox/index.ts";
import { statuses } from "../../shell/index.ts";
import { Keeping, type Tally } from "../../shell/kept/kept.ts";
import {
  inheritedDescriptors,
  processInfo,
  processKey,
  stateDirectory,
  Unavailable,
} from "../../system/index.ts";
import { counted } from "../common/counted.ts";
import { tell } from "../common/tell.ts";
import { environmentFor, findProgram, namespaceCommand, serveAgent } from "./agent.ts";
import { readWanted } from "./options.ts";
import {
  agentPlan,
  commandPlan,
  commandSandbox,
  forSession,
  listsOf,
  makeOwnDirectories,
  type Site,
} from "./plans.ts";
import { WayOut } from "./proxy.ts";
import { Watch, watch } from "./watch.ts";

export { usage } from "./options.ts";

/** Every other status is the agent's. */
export const cannot = statuses.failed;

export function run(list: readonly string[]): number {
  const descriptors = inheritedDescriptors();
  if (list[0] === "--inside") goInside(list[1] ?? "", descriptors);
  if (list[0] === "--watch") return watch(list[1] ?? "", list[2] ?? "");
  const wanted = readWanted(list);
  const state = stateDirectory();
  const program = findProgram(wanted.agent[0] ?? "");
  const namespace = wanted.mounts ? namespaceCommand() : null;
  const loaded = forSession(
    loadPolicy({ cwd: process.cwd(), profile: wanted.profile }),
    wanted,
    namespace !== null,
  );
  if (namespace === null && wanted.mounts) {
    if (loaded.policy.sandbox.mode === "required") throw noMounts();
    say("no mount namespace here: shells started by absolute path are confined, not judged");
  }
  const { ttl, max_commands } = loaded.policy.session;
  const record = startSession(state, {
    agent: program.replace(/^.*\//, ""),
    ttlMs: wanted.ttlMs !== null && ttl > 0 ? Math.min(wanted.ttlMs, ttl) : (wanted.ttlMs ?? (ttl || null)),
    maxCommands: max_commands || null,
    profile: wanted.profile,
  });
  const directory = join(state, "keeper", record.id);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const watching = new Watch(directory, record.id);
  let out: WayOut | null = null;
  try {
    const lists = listsOf(loaded, program);
    out = lists === null ? null : new WayOut(lists, record.id, directory);
    const site: Site = { loaded, wanted, state, proxies: out?.ports ?? null };
    return keepSession({ site, record, program, namespace, directory, out, descriptors });
  } finally {
    out?.close();
    watching.end();
    endSession(state, record.id, "its agent has ended");
    rmSync(directory, { recursive: true, force: true });
  }
}

/** How long what an agent left in the background may take to end in order. */
const graceMs = 1000;

/** All that a session is begun with. */
interface Beginning {
  readonly site: Site;
  readonly record: SessionRecord;
  readonly program: string;
  /** The command that makes a mount namespace; null where there is to be none. */
  readonly namespace: readonly string[] | null;
  /** The session's own, in the state directory. */
  readonly directory: string;
  readonly out: WayOut | null;
  readonly descriptors: readonly number[];
}

/** Starts the agent, serves its shells until it has ended, and says what it came to; answers its status. */
function keepSession({ site, record, program, namespace, directory, out, descriptors }: Beginning): number {
  const { loaded, wanted, state } = site;
  const cwd = process.cwd();
  makeOwnDirectories(program);
  const plan = agentPlan(site, cwd, program);
  const keeping = new Keeping(() => sessionNow(state, record.id), loaded, {
    sandbox: (where) => commandSandbox(site, where),
    plan: (where) => commandPlan(site, where),
    writable: (path) => planAllows(plan, path, "write"),
    given:
      out === null
        ? []
        : Object.entries(proxyEnvironment(out.ports.commands)).map(([name, value]) => `${name}=${value}`),
  });
  const door = join(state, doorMark(record.id));
  mkdirSync(door, { mode: 0o700 });
  const socket = join(door, socketName);
  if (Buffer.byteLength(socket) > longestPath) throw tooLong(socket);
  const server = new Server(
    listenAt(socket),
    (request, peer) => keeping.answer(request, peer),
    (started, peer) => keeping.started(started, peer),
  );
  const sandbox = compilePlan(plan);
  sayWhatIsMissing([sandbox, commandSandbox(site, cwd)], loaded, namespace !== null);
  const guardsh = realpathSync("/proc/self/exe");
  const orders: Orders = {
    program,
    arguments: wanted.agent,
    environment: environmentFor(socket, namespace !== null, record.scratch, out),
    sandbox,
    mounts: namespace === null ? null : { guardsh, door, cover: !loaded.policy.sandbox.unix_sockets },
  };
  const file = join(directory, "orders.json");
  writeFileSync(file, JSON.stringify(orders), { mode: 0o600 });
  const started = performance.now();
  const status = serveAgent(
    server,
    [...(namespace ?? []), guardsh, "run", "--inside", file],
    descriptors,
    out,
    (pid) => {
      keeping.agent = pid;
    },
  );
  endLeftovers(record.id, graceMs);
  out?.close();
  const lasted = performance.now() - started;
  for (const line of summary(keeping.tally, lasted, site, out)) say(line);
  return status;
}

/** What this machine cannot hold is said, or refused where policy requires all of it. */
function sayWhatIsMissing(sandboxes: readonly Compiled[], { policy }: Loaded, mounted: boolean): void {
  const { mode, unix_sockets } = policy.sandbox;
  if (mode === "off") return;
  const missing = new Set(sandboxes.flatMap((each) => (each.engine === "off" ? [] : each.missing)));
  if (!mounted && !unix_sockets)
    missing.add("mounts: sockets that lead out (D-Bus, systemd, docker, X11, tmux) are not covered");
  if (missing.size === 0) return;
  if (mode === "required") throw new SandboxError([...missing]);
  say(`this machine cannot hold all of the sandbox: ${[...missing].join("; ")}`);
}

/** The session as it stands: a person may have ended it meanwhile. */
function sessionNow(state: string, id: string): Session {
  const record = readSession(state, id);
  if (record === null) throw new UnknownSession(id);
  const self = processInfo("self");
  const mark = `${id}:${self === null ? process.pid : processKey(self)}`;
  return { ...record, nested: false, mark, directory: sessionDirectory(state, id) };
}

function say(text: string): void {
  tell(`guardsh: ${text}`);
}

/** What a person wants to know when it is over. */
function summary(
  { commands, nested, refused, asked, hosts }: Tally,
  milliseconds: number,
  site: Site,
  out: WayOut | null,
): readonly string[] {
  const log = verify(site.state, null);
  const seconds = Math.round(milliseconds / 100) / 10;
  return [
    `session over after ${seconds} s: ${counted(commands, "command")}, ${counted(nested, "shell")} inside them; ${refused} refused, ${asked} would have needed a person`,
    `left the machine: ${out?.summary ?? unwatched(site)}; hosts named by commands: ${hosts.size === 0 ? "none" : [...hosts].join(", ")}`,
    `log ${log.problems.length === 0 ? "intact" : `DAMAGED: ${log.problems[0]?.what}`}`,
  ];
}

/** What can be said without a proxy. */
function unwatched({ loaded: { policy }, wanted: { ports } }: Site): string {
  const { mode, control } = policy.egress;
  if (mode === "open" || control !== "enforce") return "not watched, the network was open";
  return ports.length === 0 ? "nothing, the network was off" : `only what went to port ${ports.join(", ")}`;
}

function tooLong(socket: string): Unavailable {
  return new Unavailable(
    "the keeper's socket cannot be made",
    `${socket} is longer than the ${longestPath} bytes that a socket's path may have`,
    "name a shorter place for the state directory in GUARDSH_STATE",
  );
}

function noMounts(): Unavailable {
  return new Unavailable(
    "the sandbox is required and a session's mounts are not to be had here",
    "unshare of util-linux makes no mount namespace: it is not installed, or user namespaces are forbidden",
    "allow user namespaces for guardsh, or leave the mounts out by --no-mounts: then shells started by absolute path are not judged",
  );
}
