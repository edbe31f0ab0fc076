/**
 * The plan: what the kernel is asked to hold a command to. It says nothing of how: every engine (landlock, bwrap,
 * seatbelt) is given the same one, and the static boundary can ask `planAllows` the same question.
 */

/** `none` < `read` (read, list, execute) < `write` (read, and create, change, rename, delete). */
export type Access = "none" | "read" | "write";

/** What one path, and everything below it that no longer rule names, may be used for. */
export interface PathRule {
  /** Absolute, without symbolic links, without a trailing slash (but `/`). */
  readonly path: string;
  readonly access: Access;
  /** For people: `project`, `temporary files`, `secret`, `tool cache`, … */
  readonly why: string;
  /**
   * New entries right below this path must be usable at once, as in a project or a temporary directory. Landlock
   * only knows allow-lists and can therefore not keep a place inside such a tree shut: see `Grants.unenforced`.
   */
  readonly solid?: true;
  /** The directory is made (not its parents) if it is missing, because nothing can be granted on what is not there. */
  readonly create?: true;
}

export type NetworkMode = "open" | "allowlist" | "off";

export interface NetworkPlan {
  readonly mode: NetworkMode;
  /** TCP ports that may be connected to; null: any. */
  readonly connect: readonly number[] | null;
  /** TCP ports that may be listened on; null: any. */
  readonly bind: readonly number[] | null;
  /** Unix sockets in the file system (docker, ssh-agent, X11) may be used. */
  readonly unix: boolean;
}

export interface ProcessPlan {
  /** `own`: only processes of the same command can be signalled. `any`: what the user may signal. */
  readonly signals: "any" | "own";
  /** New namespaces may be made (Chromium's own sandbox, rootless containers). */
  readonly namespaces: boolean;
  /** Debuggers may attach to processes of the same command. */
  readonly ptrace: boolean;
}

/** Resource limits; null leaves what is in force. Core dumps are always off: they hold the memory, and so the secrets. */
export interface Limits {
  /** Processor seconds of each process. */
  readonly cpuSeconds: number | null;
  /** Address space of each process, bytes. */
  readonly memoryBytes: number | null;
  /** Processes of the *user*, all sessions counted together. */
  readonly processes: number | null;
  readonly openFiles: number | null;
  /** The largest file that can be written, bytes. */
  readonly fileBytes: number | null;
  /** Seconds by the clock after which the command is ended. */
  readonly wallSeconds: number | null;
}

export type Engine = "landlock" | "bwrap" | "seatbelt";

export interface Plan {
  /** `auto`: as much as this machine can do; `required`: all of it or nothing runs; `off`: nothing. */
  readonly mode: "auto" | "required" | "off";
  /** The engine that was chosen by policy; `auto` takes landlock, or seatbelt on macOS. */
  readonly engine: Engine | "auto";
  readonly paths: readonly PathRule[];
  readonly network: NetworkPlan;
  readonly process: ProcessPlan;
  readonly limits: Limits;
}

/** What policy and session know, in plain values; `makePlan` turns it into a plan. */
export interface PlanInput {
  readonly mode: Plan["mode"];
  readonly engine: Plan["engine"];
  /** What everything is by default: `read` in standard, `none` where only named trees are visible. */
  readonly elsewhere: Access;
  /** Directories of the work itself: the project, further work trees. Symbolic links resolved. */
  readonly roots: readonly string[];
  /** False in a read-only session: then roots and caches are only read. */
  readonly writable: boolean;
  readonly temporary: readonly string[];
  /** Tool caches and other places to write. */
  readonly caches: readonly { readonly path: string; readonly create: boolean }[];
  /** Device nodes and directories of them that may be used; the others may not. */
  readonly devices: readonly string[];
  /** Trees that are visible where `elsewhere` is `none` (`/usr`, `/etc`), or below a secret place (`~/.ssh/known_hosts`). */
  readonly readable: readonly string[];
  /** Places that nothing may read. */
  readonly secrets: readonly string[];
  /** Further places to write, new entries right below them included or not as the kernel can have it. */
  readonly writes: readonly string[];
  /** Places inside writable trees that stay read-only. */
  readonly frozen: readonly string[];
  /** Places that are opened for this one command, whatever they are to others. */
  readonly entitled: readonly { readonly path: string; readonly access: "read" | "write" }[];
  readonly network: {
    readonly mode: NetworkMode;
    /** In `allowlist`: ports that stay open, the filtering proxy's among them. */
    readonly ports: readonly number[];
    readonly unix: boolean;
  };
  readonly process: ProcessPlan;
  readonly limits: Limits;
}

/** Nothing limited but core dumps. */
export const unlimited: Limits = {
  cpuSeconds: null,
  memoryBytes: null,
  processes: null,
  openFiles: null,
  fileBytes: null,
  wallSeconds: null,
};

/** The plan for an input. Pure: looks at no file; where two rules name one path, the tighter one stays. */
export function makePlan(input: PlanInput): Plan {
  const rules = new Map<string, PathRule>();
  const put = (path: string, access: Access, why: string, extra: { solid?: true; create?: true } = {}) => {
    const clean = tidy(path);
    const before = rules.get(clean);
    if (before === undefined || tighter(access, before.access)) {
      rules.set(clean, { path: clean, access, why, ...extra });
    }
  };
  const writes: Access = input.writable ? "write" : "read";
  const secrets = input.secrets.map(tidy);
  put("/", input.elsewhere, "everything else");
  put("/dev", "none", "devices");
  for (const path of input.devices) put(path, "write", "device");
  for (const path of input.readable) put(path, "read", "readable");
  for (const path of input.roots) {
    // A "project" that holds secret places is a whole home directory: there it is better to lose new files right
    // below it than to open the keys.
    const above = tidy(path);
    const plain = secrets.some((secret) => isWithin(secret, above) && depth(secret) - depth(above) <= 2);
    put(path, writes, "project", plain ? {} : { solid: true });
  }
  for (const path of input.temporary) put(path, writes, "temporary files", { solid: true });
  for (const { path, create } of input.caches)
    put(path, writes, "tool cache", create ? { create: true } : {});
  for (const path of input.writes) put(path, writes, "opened by policy");
  for (const path of input.frozen) put(path, "read", "read-only");
  for (const path of secrets) put(path, "none", "secret");
  for (const { path, access } of input.entitled) {
    const clean = tidy(path);
    if (rules.get(clean)?.access !== "write")
      rules.set(clean, { path: clean, access, why: "for this command" });
  }
  const { mode, ports, unix } = input.network;
  return {
    mode: input.mode,
    engine: input.engine,
    paths: [...rules.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    network: {
      mode,
      connect: mode === "open" ? null : mode === "off" ? [] : ports,
      bind: mode === "off" ? [] : null,
      unix,
    },
    process: input.process,
    limits: input.limits,
  };
}

/** The rule that decides for a path: the longest that is the path or above it. Null where no rule is (then nothing is allowed). */
export function ruleFor(rules: readonly PathRule[], path: string): PathRule | null {
  let best: PathRule | null = null;
  for (const rule of rules) {
    if ((best === null || rule.path.length > best.path.length) && isWithin(path, rule.path)) best = rule;
  }
  return best;
}

/**
 * May a path be used so, by the plan? `path` is absolute with every symbolic link resolved. Names in a directory
 * can be listed wherever the directory is on the way to something readable; that is not asked here.
 */
export function planAllows(plan: Plan, path: string, right: "read" | "write" | "execute"): boolean {
  if (plan.mode === "off") return true;
  const access = ruleFor(plan.paths, tidy(path))?.access ?? "none";
  return right === "write" ? access === "write" : access !== "none";
}

/** Is `path` the directory `above`, or below it? By component: `/a/bc` is not within `/a/b`. */
export function isWithin(path: string, above: string): boolean {
  return above === "/" || path === above || (path.startsWith(above) && path.charCodeAt(above.length) === 47);
}

const ladder: Record<Access, number> = { none: 0, read: 1, write: 2 };

function tighter(one: Access, other: Access): boolean {
  return ladder[one] < ladder[other];
}

function tidy(path: string): string {
  return path.endsWith("/") ? path.replace(/\/+$/, "") || "/" : path;
}

function depth(path: string): number {
  return path === "/" ? 0 : path.split("/").length - 1;
}
