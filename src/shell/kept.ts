/**
 * The keeper's judgement of what the shells of its session ask for: the same way as runShell goes, in a process that
 * outlives the command. The session, the policy and the log are the keeper's; a request only says what would run.
 */
import { openSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Session } from "../controls/session/index.ts";
import type { Answer, Piece, Request } from "../keeper/index.ts";
import type { Loaded, Policy } from "../policy/index.ts";
import { judgeInFull } from "../policy/judge.ts";
import type { Verdict } from "../policy/verdict.ts";
import type { Compiled } from "../sandbox/index.ts";
import { processInfo, processKey, text } from "../system/index.ts";
import { type Decided, decide, uncountedButAsked } from "./admission.ts";
import type { Circumstances } from "./approval.ts";
import { alreadyConfined, describeSandbox } from "./confinement.ts";
import { commandEnvironment, type Judged } from "./environment.ts";
import { findShell } from "./real-shell.ts";
import { recordBefore } from "./record.ts";
import { refusalJson, refusalText } from "./refusal.ts";
import { statuses } from "./statuses.ts";

/** What a session came to. */
export interface Tally {
  /** Commands of the agent. */
  commands: number;
  /** Shells that those started. */
  nested: number;
  refused: number;
  asked: number;
  /** Hosts that commands named, in the order of their appearance. */
  readonly hosts: Set<string>;
}

export class Keeping {
  readonly tally: Tally = { commands: 0, nested: 0, refused: 0, asked: 0, hosts: new Set() };
  readonly #session: Session;
  readonly #loaded: Loaded;
  readonly #sandbox: (cwd: string) => Compiled;
  readonly #writable: (path: string) => boolean;
  /** Processes that were let through, by pid and start: what descends from one is part of its command. */
  readonly #running = new Set<string>();
  #started = false;
  /** The agent's process, as soon as there is one. */
  agent: number | null = null;

  /**
   * @param sandbox what holds a command that is started in a directory
   * @param writable whether anything inside may write a path (links resolved)
   */
  constructor(
    session: Session,
    loaded: Loaded,
    sandbox: (cwd: string) => Compiled,
    writable: (path: string) => boolean,
  ) {
    this.#session = session;
    this.#loaded = loaded;
    this.#sandbox = sandbox;
    this.#writable = writable;
  }

  /** Judges and records what the process `peer` would run; the answer carries the real shell if it may. */
  answer(request: Request, peer: number): Answer {
    const nested = this.#isNested(peer);
    const session = { ...this.#session, nested };
    if (nested) this.tally.nested++;
    else this.tally.commands++;
    const shell = findShell(shellNames.test(request.shell) ? request.shell : "sh");
    const sandbox = nested ? alreadyConfined : this.#sandbox(request.cwd);
    const variable = lookup(request.environment);
    const described = nested ? "as the command that it is part of" : describeSandbox(sandbox);
    const judged: Judged[] = [];
    for (const piece of request.pieces) {
      const judgement = judgeInFull({
        source: piece.source,
        shell: shell.dialect,
        cwd: request.cwd,
        arguments: request.arguments,
        environment: variable,
        policy: this.#loaded.policy,
      });
      judged.push({ actions: judgement.actions, source: piece.source });
      for (const action of judgement.actions) {
        if (action.kind === "connect" && action.host !== null) this.tally.hosts.add(action.host);
      }
      const counted = !nested && piece === request.pieces.at(-1);
      // What the model asked for, without what its agent put around it.
      const asked = judgement.asked.text;
      const at: Circumstances = {
        command: asked,
        cwd: request.cwd,
        dialect: shell.dialect,
        arguments: request.arguments,
        // the keeper serves all shells of its session: none may hold up the others
        person: "code",
      };
      const decided = counted
        ? decide(at, judgement, session, this.#loaded)
        : uncountedButAsked(judgement.verdict, at, session, this.#loaded);
      const { verdict, approval } = decided;
      recordBefore(asked, verdict, session, this.#loaded, described, request.cwd, approval);
      const status = decided.tryLater ? statuses.tryLater : statuses.refused;
      if (nested && this.#isInstalled(piece, request.cwd)) continue;
      if (this.#isRefusal(verdict)) return refusal(decided, asked, variable, status);
    }
    if (peer !== this.agent) this.#running.add(keyOf(peer));
    const withheld = withheldFrom(request.environment, this.#loaded.policy, session, judged);
    return { kind: "run", path: shell.path, sandbox, withheld, descriptor: openSync(shell.path, "r") };
  }

  /** Agents are often started by a script that becomes them: until then nothing is a command of theirs. */
  #isStarting(): boolean {
    this.#started ||= this.agent !== null && !runsShell(this.agent);
    return !this.#started;
  }

  #isRefusal({ decision }: Verdict): boolean {
    if (decision === "deny") this.tally.refused++;
    if (decision === "ask") this.tally.asked++;
    return decision === "deny" || decision === "ask";
  }

  /**
   * Is this the text of a script file that nothing inside can write? Then the machine's owner installed it, a command that was
   * judged has started it, and it runs as such a program runs that is no script: confined and recorded.
   */
  #isInstalled({ name, source }: Piece, cwd: string): boolean {
    try {
      const path = realpathSync(resolve(cwd, name));
      return !this.#writable(path) && readFileSync(path, "utf8") === source;
    } catch {
      return false;
    }
  }

  #isNested(peer: number): boolean {
    if (this.#isStarting()) return true;
    for (let pid = peer, depth = 0; pid > 1 && depth < 64; depth++) {
      if (this.#running.has(keyOf(pid))) return true;
      pid = processInfo(pid)?.parent ?? 0;
    }
    return false;
  }
}

/** Names of the variables that hold secrets which what was judged is not granted. */
function withheldFrom(
  environment: readonly string[],
  policy: Policy,
  session: Session,
  judged: readonly Judged[],
): readonly string[] {
  const entries = environment.map((entry): Uint8Array => Buffer.from(entry));
  const kept = new Set(commandEnvironment(entries, policy, session, judged).kept);
  return entries.filter((entry) => !kept.has(entry)).map((entry) => text(entry).replace(/=.*/s, ""));
}

/** The program that a process runs is a shell. */
function runsShell(pid: number): boolean {
  try {
    return shellNames.test(readlinkSync(`/proc/${pid}/exe`).replace(/^.*\//, ""));
  } catch {
    return false;
  }
}

/** Names only: a path would make the keeper open any file for whoever asks. */
const shellNames = /^(?:sh|bash|dash|zsh|ksh|mksh)$/;

function keyOf(pid: number): string {
  const info = processInfo(pid);
  return info === null ? `${pid}` : processKey(info);
}

function lookup(environment: readonly string[]): (name: string) => string | null {
  const table = new Map(
    environment.map((entry): [string, string] => {
      const equals = entry.indexOf("=");
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
  return (name) => table.get(name) ?? null;
}

function refusal(
  { verdict, approval }: Decided,
  source: string,
  variable: (name: string) => string | null,
  status: number,
): Answer {
  const format = variable("GUARDSH_FORMAT") === "json" ? refusalJson : refusalText;
  return { kind: "refused", text: format(verdict, source, approval), status };
}
