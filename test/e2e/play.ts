/** One run of an agent: its own home, project and guardsh state, a mock that says what to call, and what came of it. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, type Ground, type Options, putNames } from "./clients.ts";
import { programOf } from "./install.ts";
import type { Step } from "./mock/conversation.ts";
import { startMock } from "./mock/server.ts";

export interface Played {
  /** What the model was told, call by call. */
  readonly results: readonly string[];
  /** The audit records of commands, oldest first. */
  readonly log: readonly { readonly command: string; readonly verdict: string; readonly agent: string }[];
  readonly ground: Ground;
  /** What the agent itself printed, for a person who looks into a failure. */
  readonly output: string;
}

/** Patience with an agent that does not come to an end, in milliseconds. */
const patience = 150_000;

export interface Play {
  readonly client: Client;
  readonly way: string;
  /** What the model has the agent do; commands may name places of the ground. */
  readonly steps: readonly Step[] | ((ground: Ground) => readonly Step[]);
  readonly options?: (ground: Ground) => Options;
  /** The agent under `guardsh run`, with these options. The home directory is then the one of the user database, as it is for a person. */
  readonly contained?: (ground: Ground) => readonly string[];
  /** Puts something into home and project before the agent starts. */
  readonly prepare?: (ground: Ground) => void;
}

/** Plays, hands what came of it to `look`, and leaves nothing behind. */
export async function play(binary: string, what: Play, look: (played: Played) => void): Promise<void> {
  // Not below the temporary directory, which commands may write: the kernel could not shut it there.
  const states = join(homedir(), ".local/state");
  mkdirSync(states, { recursive: true });
  const state = mkdtempSync(join(states, "guardsh-e2e-"));
  const directory = mkdtempSync(join(what.contained ? states : tmpdir(), "guardsh-e2e-"));
  const mock = startMock();
  const ground: Ground = {
    home: join(directory, "home"),
    project: join(directory, "home/project"),
    scratch: mkdtempSync(join(tmpdir(), "guardsh-e2e-")),
    state,
    port: mock.port,
  };
  mock.conversation.steps = typeof what.steps === "function" ? what.steps(ground) : what.steps;
  try {
    mkdirSync(ground.project, { recursive: true });
    writeFileSync(
      join(ground.home, ".bashrc"),
      "guarded_greeting() { echo greeting from the startup file; }\n",
    );
    writeFileSync(join(ground.project, "README.md"), "hi\n");
    Bun.spawnSync(["git", "init", "-q"], { cwd: ground.project });
    const names = putNames(binary, join(directory, "installed"));
    what.prepare?.(ground);
    const { command, environment, loginShell } = what.client.start(
      ground,
      what.way,
      names,
      programOf(what.client),
      what.options?.(ground) ?? {},
    );
    const shell = what.contained ? "/bin/bash" : loginShell;
    const known = shell === undefined ? [] : withUser(ground, shell);
    const contained = what.contained ? [names.guardsh, "run", ...what.contained(ground), "--"] : [];
    const agent = Bun.spawn(["setsid", "--wait", ...known, ...contained, ...command], {
      cwd: ground.project,
      env: {
        HOME: ground.home,
        TERM: "xterm",
        LANG: "C.UTF-8",
        SHLVL: "1",
        GUARDSH_STATE: ground.state,
        ...environment,
      },
      stdin: "ignore",
      stdout: Bun.file(join(directory, "output")),
      stderr: Bun.file(join(directory, "errors")),
    });
    const timer = setTimeout(() => end(state), patience);
    await agent.exited;
    clearTimeout(timer);
    const output = ["output", "errors"].map((name) => read(join(directory, name))).join("");
    look({ results: mock.conversation.results, log: logOf(ground.state), ground, output });
  } finally {
    mock.stop();
    end(state);
    for (const each of [directory, ground.scratch, state]) rmSync(each, { recursive: true, force: true });
  }
}

/**
 * What goes before a command so that the user database has this home directory and login shell: a file of ours in its place, in
 * a mount namespace of its own.
 */
function withUser({ home, scratch }: Ground, shell: string): string[] {
  const users = join(scratch, "passwd");
  writeFileSync(users, `root:x:0:0:root:${home}:${shell}\nnobody:x:65534:65534::/nonexistent:/bin/false\n`);
  const bind = 'mount --bind "$0" /etc/passwd && exec "$@"';
  return ["unshare", "-m", "--propagation", "private", "sh", "-c", bind, users];
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function logOf(state: string): Played["log"] {
  const directory = join(state, "audit");
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => read(join(directory, name)).trim().split("\n"))
    .map((line) => JSON.parse(line))
    .filter(({ command }) => typeof command === "string");
}

/** Ends what a run has left behind: agents start daemons. Known by the run's own state directory in their environment. */
function end(state: string): void {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    try {
      readlinkSync(`/proc/${pid}/exe`);
      if (readFileSync(`/proc/${pid}/environ`, "latin1").includes(`GUARDSH_STATE=${state}\0`))
        process.kill(Number(pid), "SIGKILL");
    } catch {
      // gone already, or a kernel thread
    }
  }
}
