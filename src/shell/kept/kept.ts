/**
 * The keeper's judgement of what the shells of its session ask for: the same way as runShell goes, in a process that
 * outlives the command. The session, the policy and the log are the keeper's; a request only says what would run.
 */
import { openSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { settleTicket } from "../../controls/rate/index.ts";
import { remember, type Session } from "../../controls/session/index.ts";
import type { FrontRuling, Pause, Piece, Request, Ruling, Started } from "../../keeper/index.ts";
import type { Loaded, Policy } from "../../policy/index.ts";
import { type Judgement, judgeInFull } from "../../policy/judge.ts";
import { nothingFound, type Verdict } from "../../policy/verdict.ts";
import type { Compiled, Plan } from "../../sandbox/index.ts";
import { processInfo, processKey, text, variable } from "../../system/index.ts";
import { deciding, uncountedButAsked } from "../admission/admission.ts";
import type { Circumstances } from "../admission/approval.ts";
import { alreadyConfined, describeSandbox } from "../admission/confinement.ts";
import { type Decided, isRefusal, uncounted } from "../admission/decided.ts";
import { commandEnvironment, type Judged } from "../admission/environment.ts";
import { type Recorded, recordAfter, recordBefore } from "../admission/record.ts";
import { refusalFor } from "../admission/refusal.ts";
import { calledAs, type Surroundings } from "../invocation/invocation.ts";
import { findShell, type RealShell } from "../invocation/real-shell.ts";
import { denialText } from "../output/denied.ts";
import { outputRules } from "../output/outputs.ts";
import { statuses } from "../statuses.ts";
import { meantBy, requestFor } from "./asking.ts";

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

/** What the commands of a session are held to. */
export interface Grounds {
  /** What holds a command that is started in a directory. */
  readonly sandbox: (cwd: string) => Compiled;
  /** The same for people: what was it that the sandbox stopped? */
  readonly plan: (cwd: string) => Plan;
  /** Whether anything inside may write a path (links resolved). */
  readonly writable: (path: string) => boolean;
  /** `NAME=value` entries that every command of the agent is given: the proxy's. */
  readonly given: readonly string[];
}

/** One request on its way. */
interface Asking {
  readonly request: Request;
  readonly session: Session;
  readonly shell: RealShell;
  readonly sandbox: Compiled;
  readonly variable: (name: string) => string | null;
}

/** What judgement came to: everything that was judged, and the last piece's record and decision. */
interface Found {
  readonly judged: readonly Judged[];
  readonly recorded: Recorded | null;
  readonly decided: Decided | null;
  /** It is for the agent itself, and no model reads it. */
  readonly forAgent: boolean;
}

export class Keeping {
  readonly tally: Tally = { commands: 0, nested: 0, refused: 0, asked: 0, hosts: new Set() };
  readonly #session: () => Session;
  readonly #loaded: Loaded;
  readonly #grounds: Grounds;
  /** Processes that were let through, by pid and start: what descends from one is part of its command. */
  readonly #running = new Set<string>();
  #started = false;
  /** The agent's process, as soon as there is one. */
  agent: number | null = null;

  /** @param session the session as it stands */
  constructor(session: () => Session, loaded: Loaded, grounds: Grounds) {
    this.#session = session;
    this.#loaded = loaded;
    this.#grounds = grounds;
  }

  /** Judges and records what the process `peer` would run, held up at the rate limit and for a person's word; the answer carries the real shell if it may. */
  *answer(request: Request, peer: number): Generator<Pause, Ruling> {
    const session = { ...this.#session(), nested: this.#isNested(peer) };
    this.tally[session.nested ? "nested" : "commands"]++;
    const asking: Asking = {
      request,
      session,
      shell: findShell(shellNames.test(request.shell) ? request.shell : "sh"),
      sandbox: session.nested ? alreadyConfined : this.#grounds.sandbox(request.cwd),
      variable: lookup(request.environment),
    };
    const found = yield* this.#judgePieces(asking);
    if ("refusal" in found) return found.refusal;
    if (peer !== this.agent) this.#running.add(keyOf(peer));
    return this.#ruling(asking, found);
  }

  /** Judges and records piece by piece; the last one is what is counted. */
  *#judgePieces(asking: Asking): Generator<Pause, Found | { readonly refusal: Ruling }> {
    const { request, session, shell, sandbox, variable } = asking;
    const { nested } = session;
    const described = nested ? "as the command that it is part of" : describeSandbox(sandbox);
    const record = (command: string, { verdict, approval }: Decided, withheld: readonly string[]) =>
      recordBefore(command, verdict, session, this.#loaded, described, request.cwd, { approval, withheld });
    const judged: Judged[] = [];
    let found: Found = { judged, recorded: null, decided: null, forAgent: false };
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
      this.#noteHosts(judgement);
      const counted = !nested && piece === request.pieces.at(-1);
      const at: Circumstances = {
        // What the model asked for, without what its agent put around it.
        command: judgement.asked.text,
        cwd: request.cwd,
        dialect: shell.dialect,
        arguments: request.arguments,
        // What is not counted is answered at once: the keeper serves all shells of its session.
        person: counted ? "wait" : "code",
      };
      const decided = counted
        ? yield* deciding(at, judgement, session, this.#loaded)
        : uncountedButAsked(judgement.verdict, at, session, this.#loaded);
      const runs = counted && !isRefusal(decided.verdict);
      const secrets = runs ? changesOf(request, this.#loaded.policy, session, judged).secrets : [];
      const recorded = record(at.command, decided, secrets);
      found = { judged, recorded, decided, forAgent: judgement.asked.kind === "snapshot" };
      if (nested && this.#isInstalled(piece, request.cwd)) continue;
      if (this.#isRefusal(decided.verdict)) return { refusal: refusal(decided, at.command, variable) };
      if (recorded !== null) remember(session, judgement.actions, request.cwd);
    }
    // A shell that somebody types to: its lines come one by one.
    if (request.pieces.length === 0)
      found = { ...found, recorded: record(request.shell, uncounted(nothingFound), []) };
    return found;
  }

  /** What a shell is sent that may run. */
  #ruling(
    { request, session, shell, sandbox }: Asking,
    { judged, recorded, decided, forAgent }: Found,
  ): Ruling {
    const { withheld, given, secrets } = changesOf(request, this.#loaded.policy, session, judged);
    const ruling = {
      kind: "run",
      path: shell.path,
      sandbox,
      withheld,
      given: session.nested ? given : [...given, ...this.#grounds.given],
      output: forAgent ? null : outputRules(this.#loaded.policy, session, secrets),
      descriptor: openSync(shell.path, "r"),
    } as const;
    if (ruling.output === null) return ruling;
    return {
      ...ruling,
      onEnd: ({ tail, cleaned, ...outcome }) => {
        recordAfter(recorded, outcome, cleaned);
        settleTicket(decided?.ticket ?? null, outcome.status);
        const plan = () => this.#grounds.plan(request.cwd);
        return outcome.status === 0 ? "" : denialText(tail, plan, request.cwd);
      },
    };
  }

  /**
   * The same for a shell that asks before its runtime has started (native/front.c). Null where there is more for it to do than to become
   * the real shell: a command of the agent itself is confined. A script's file is asked for, as the shell sees it.
   */
  started({ cwd, arguments: list, environment, file }: Started, peer: number): FrontRuling {
    const given = {
      arguments: list.map(text),
      environment,
      variable: (name: string) => variable(environment, name),
    };
    if (!this.#isNested(peer) || calledAs(given.arguments[0] ?? "").login) return null;
    const meant = meantBy(given, nothingElse);
    const { invocation } = meant;
    if (invocation.kind !== "command" && invocation.kind !== "script") return null;
    if (invocation.options.interactive) return null;
    if (invocation.kind === "script" && file === null) return { file: invocation.at };
    return this.answer(
      requestFor(given, meant, cwd, () => (file === null ? null : text(file))),
      peer,
    );
  }

  #noteHosts({ actions }: Judgement) {
    for (const action of actions) {
      if (action.kind === "connect" && action.host !== null) this.tally.hosts.add(action.host);
    }
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
      return !this.#grounds.writable(path) && readFileSync(path, "utf8") === source;
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

/** How the environment of a command differs from its shell's: variables that it is not given, entries in their place, and which of them are secrets. */
function changesOf(
  { environment }: Request,
  policy: Policy,
  session: Session,
  judged: readonly Judged[],
): { withheld: readonly string[]; given: readonly string[]; secrets: readonly string[] } {
  const entries = environment.map((entry): Uint8Array => Buffer.from(entry));
  const { kept, removed } = commandEnvironment(entries, policy, session, judged);
  const [before, after] = [new Set(entries), new Set(kept)];
  return {
    withheld: entries.filter((entry) => !after.has(entry)).map((entry) => text(entry).replace(/=.*/s, "")),
    given: kept.filter((entry) => !before.has(entry)).map(text),
    secrets: removed.map(({ name }) => name),
  };
}

/** The program that a process runs is a shell. */
function runsShell(pid: number): boolean {
  try {
    return shellNames.test(readlinkSync(`/proc/${pid}/exe`).replace(/^.*\//, ""));
  } catch {
    return false;
  }
}

/** An invocation that depends on the shell's surroundings is not read here. */
const nothingElse: Surroundings = {
  isTerminal: () => false,
  isScriptFile: () => true,
  isSubcommand: () => false,
};

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

function refusal(decided: Decided, source: string, variable: (name: string) => string | null): Ruling {
  const status = decided.tryLater ? statuses.tryLater : statuses.refused;
  return { kind: "refused", text: refusalFor(decided, source, { variable }), status };
}
