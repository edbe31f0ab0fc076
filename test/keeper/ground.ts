/** Where `guardsh run` is tried: a project and a state of its own, and a stand-in for an agent that does what it is told. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { install, lastingDirectory } from "../shell/binary.ts";

/** perl is no shell and starts them by path: `system` with one word uses /bin/sh. */
const perl = "/usr/bin/perl";

/** An agent that runs some Perl. `sh` is its shell, and answers the status: perl's own `system` starts plain commands without one. */
export const agent = (code: string): readonly string[] => [
  perl,
  "-e",
  `$| = 1; sub sh { system "/bin/sh", "-c", @_; $? >> 8 } ${code}`,
];

const namespaces =
  process.geteuid?.() === 0 ||
  Bun.spawnSync(["unshare", "--user", "--map-current-user", "--mount", "true"]).exitCode === 0;

/** Whether sessions can be tried here: signals and sockets are held from ABI 6 on. */
export const possible = landlockAbi() >= 6 && existsSync(perl) && namespaces;

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Record {
  readonly type: string;
  readonly event?: string;
  readonly command?: string;
  readonly verdict?: string;
  readonly [field: string]: unknown;
}

export interface Ground {
  readonly base: string;
  readonly project: string;
  readonly guardsh: string;
  readonly environment: { [name: string]: string };
  /** Writes the user's policy; by default nothing is limited by rate. */
  policy(text: string): void;
  /** Runs an agent to its end. */
  run(options: readonly string[], command: readonly string[], more?: { [name: string]: string }): Ran;
  /** The same while this process goes on. */
  start(
    options: readonly string[],
    command: readonly string[],
    more?: { [name: string]: string },
  ): Bun.Subprocess<"ignore", "pipe", "pipe">;
  /** The binary where another user can start it, too: the checkout may lie in somebody's home. */
  reachable(): string;
  /** The log, oldest first. */
  records(): readonly Record[];
  remove(): void;
}

export function ground(): Ground {
  const { guardsh } = install();
  const base = lastingDirectory("guardsh-test-run-");
  const project = join(base, "project");
  // A project of its own, or the repository around would be one, state and all.
  mkdirSync(join(project, ".git"), { recursive: true });
  mkdirSync(join(base, "outside"));
  mkdirSync(join(base, "config/guardsh"), { recursive: true });
  writeFileSync(join(base, "outside/canary"), "untouched\n");
  const environment = {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: process.env.HOME ?? "/",
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
    GUARDSH_STATE: join(base, "state"),
    XDG_CONFIG_HOME: join(base, "config"),
  };
  const policy = (text: string) => writeFileSync(join(base, "config/guardsh/policy.toml"), text);
  policy('[rate]\ncontrol = "off"\n');
  const start = (
    options: readonly string[],
    command: readonly string[],
    more: { [name: string]: string } = {},
  ) =>
    Bun.spawn([guardsh, "run", ...options, "--", ...command], {
      cwd: project,
      env: { ...environment, ...more },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
  return {
    base,
    project,
    guardsh,
    environment,
    policy,
    reachable() {
      const path = join(base, "guardsh");
      chmodSync(base, 0o755);
      if (!existsSync(path)) copyFileSync(guardsh, path);
      return path;
    },
    run(options, command, more = {}) {
      const child = Bun.spawnSync([guardsh, "run", ...options, "--", ...command], {
        cwd: project,
        env: { ...environment, ...more },
        stdin: "ignore",
        timeout: 60_000,
      });
      return { status: child.exitCode, out: child.stdout.toString(), err: child.stderr.toString() };
    },
    start,
    records() {
      const directory = join(base, "state/audit");
      if (!existsSync(directory)) return [];
      return readdirSync(directory)
        .filter((name) => name.endsWith(".jsonl"))
        .sort()
        .flatMap((name) => readFileSync(join(directory, name), "utf8").trim().split("\n"))
        .map((line) => JSON.parse(line));
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** A command that guardsh refuses and that does nothing where it does not: here the home directory is the real one. */
export const refused = "mkfs.ext4 /dev/nonexistent";
