/** Everything that is settled before the real shell starts: session, policy, shell, code, judgement, rate, record, environment. */
import { proxyEnvironment, type Service } from "../controls/egress/index.ts";
import type { Ticket } from "../controls/rate/index.ts";
import { remember, type Session } from "../controls/session/index.ts";
import type { OutputRules } from "../keeper/protocol.ts";
import { type Entitlements, entitledToNothing, type Loaded } from "../policy/index.ts";
import { type Judgement, type JudgeRequest, judgeInFull, sourceOf } from "../policy/judge.ts";
import { nothingFound } from "../policy/verdict.ts";
import type { Compiled } from "../sandbox/index.ts";
import { isTerminal, sessionVariable, withVariable, workingDirectory } from "../system/index.ts";
import { circumstancesOf, decide, decideAtOnce, uncountedButAsked } from "./admission/admission.ts";
import type { Circumstances } from "./admission/approval.ts";
import {
  changedPlaces,
  describeSandbox,
  entitledBy,
  handsOn,
  makePlaces,
  type Opened,
  sandboxFor,
} from "./admission/confinement.ts";
import { type Decided, isRefusal, uncounted } from "./admission/decided.ts";
import { needsProxy, proxyFor } from "./admission/egress.ts";
import { commandEnvironment } from "./admission/environment.ts";
import { type Recorded, recordBefore } from "./admission/record.ts";
import { enter } from "./admission/session.ts";
import type { Code } from "./invocation/code.ts";
import { calledAs, type Invocation, readShellInvocation } from "./invocation/invocation.ts";
import { codeOf, surroundings } from "./invocation/pieces.ts";
import type { Given } from "./invocation/process.ts";
import { chooseShell, findShell, type RealShell } from "./invocation/real-shell.ts";
import { outputRules } from "./output/outputs.ts";
import { mark } from "./trace.ts";

/** How the real shell is to be started. */
export interface Start {
  readonly invocation: Invocation;
  readonly shell: RealShell;
  readonly environment: readonly Uint8Array[];
  readonly sandbox: Compiled;
}

/** It may run, and is on record. */
export interface Ready extends Start {
  readonly kind: "ready";
  readonly session: Session;
  readonly loaded: Loaded;
  /** How its output is cleaned; null: it passes untouched. */
  readonly rules: OutputRules | null;
  /** For {@link recordAfter} and {@link settleTicket}, where its end is seen. */
  readonly recorded: Recorded | null;
  readonly ticket: Ticket | null;
  /** What its sandbox has opened for it alone. */
  readonly entitled: Entitlements;
}

export type Settled =
  | Ready
  | { readonly kind: "refused"; readonly decided: Decided; readonly text: string }
  /** An outer level of an agent's own sandbox: the next level is guardsh again, which will record, count and confine. */
  | {
      readonly kind: "onward";
      readonly start: Omit<Start, "sandbox">;
      readonly judgement: Judgement;
      readonly at: Circumstances;
      readonly session: Session;
      readonly loaded: Loaded;
    };

/** More has to be done for a command than can be done at once: wait, ask a person, refuse, start something. Nothing was counted or recorded. */
export type Elsewhere = { readonly kind: "elsewhere" };
const elsewhere: Elsewhere = { kind: "elsewhere" };

/** One call of guardsh as a shell: who calls, and what for. */
interface Call extends Omit<Start, "environment"> {
  readonly given: Given;
  readonly session: Session;
  readonly loaded: Loaded;
  readonly proxy: Service | null;
  /** Its sandbox with more open than `sandbox` has, which is what policy and session open. */
  readonly sandboxWith: (more: Opened) => Compiled;
}

/** A piece of its code, judged. */
interface Piece {
  readonly what: JudgeRequest;
  readonly judgement: Judgement;
  readonly at: Circumstances;
}

/** Settles a command of this process; waits where it has to. */
export function settle(given: Given): Settled {
  const { session, loaded } = enter(workingDirectory());
  mark("policy and session");
  const person = session.agent === "" && given.arguments.length === 1 && isTerminal(0);
  const meant = meantBy(given, session, loaded, person);
  const { invocation, shell } = meant;
  const codes = codeOf(invocation, given, shell);
  mark("invocation");
  const call = callOf(given, session, loaded, meant, proxyFor(loaded));
  mark("sandbox");
  const pieces: Piece[] = [];
  let decided = uncounted(nothingFound);
  for (const code of codes) {
    const piece = judge(code, call);
    const { judgement, at } = piece;
    pieces.push(piece);
    mark(`judgement of ${code.name}`);
    if (codes.length === 1 && handsOn(judgement.asked.relay)) {
      const start = { invocation, shell, environment: inSession(given.environment, session) };
      return { kind: "onward", start, judgement, at, session, loaded };
    }
    // startup files go with the command: one command, counted once
    const last = code === codes.at(-1);
    decided = last
      ? decide(at, judgement, session, loaded)
      : uncountedButAsked(judgement.verdict, at, session, loaded);
    mark("session and rate");
    const refused = isRefusal(decided.verdict);
    if (last && !refused) break;
    record(piece, call, decided, call.sandbox);
    if (refused) return { kind: "refused", decided, text: at.command };
  }
  const ready = launch(pieces, call, decided);
  if (invocation.kind !== "interactive") return ready;
  const typed = given.arguments.join(" ");
  return {
    ...ready,
    recorded: recordBefore(typed, nothingFound, session, loaded, describeSandbox(ready.sandbox)),
  };
}

/**
 * The same way for another process, which asks a guardsh that stands by: one command string that may run as it is. Called on
 * behalf of that process (`onBehalfOf`), in its directory, when it is known that nothing confines it yet.
 */
export function settleAtOnce(given: Given): Ready | Elsewhere {
  const { session, loaded } = enter(workingDirectory());
  // Under observe, what has to be counted may not go past unseen.
  if (loaded.policy.output.control === "observe") return elsewhere;
  if (session.nested || needsProxy(loaded) || given.variable("GUARDSH_TRACE") !== null) return elsewhere;
  const meant = meantBy(given, session, loaded, false);
  if (meant.invocation.kind !== "command" && meant.invocation.kind !== "bare") return elsewhere;
  const codes = codeOf(meant.invocation, given, meant.shell);
  const [code] = codes;
  if (code === undefined || codes.length > 1) return elsewhere;
  const call = callOf(given, session, loaded, meant, null);
  if (call.sandbox.engine !== "off" && call.sandbox.engine !== "landlock") return elsewhere;
  const piece = judge(code, call);
  const { judgement, at } = piece;
  if (isRefusal(judgement.verdict) || handsOn(judgement.asked.relay)) return elsewhere;
  const decided = decideAtOnce(at, judgement, session, loaded);
  if (decided === null) return elsewhere;
  const ready = launch([piece], call, decided, true);
  return ready.recorded === null ? elsewhere : ready;
}

function callOf(
  given: Given,
  session: Session,
  loaded: Loaded,
  { shell, invocation }: Pick<Call, "shell" | "invocation">,
  proxy: Service | null,
): Call {
  const ports = proxy === null ? [] : [proxy.port];
  const reads = invocation.kind === "interactive" && shell.family === "zsh" ? [startupPlace()] : [];
  const sandboxWith = (more: Opened) =>
    sandboxFor(loaded, session, given.variable, { ports, reads, ...more });
  return { given, session, loaded, shell, invocation, proxy, sandboxWith, sandbox: sandboxWith({}) };
}

function judge(code: Code, { given, invocation, shell, loaded: { policy } }: Call): Piece {
  const what = { ...request(code, invocation, given, shell), policy };
  const judgement = judgeInFull(what);
  return { what, judgement, at: circumstancesOf(what, judgement.asked.text) };
}

/** Puts a piece on record; what may run is remembered for the session. */
function record(
  { judgement: { asked, actions }, at }: Piece,
  { session, loaded }: Call,
  { verdict, approval }: Decided,
  sandbox: Compiled,
  besides: { readonly withheld?: readonly string[]; readonly standby?: boolean } = {},
): Recorded | null {
  const known = { ...session, agent: session.agent || (asked.agent ?? "") };
  const held = describeSandbox(sandbox);
  const recorded = recordBefore(at.command, verdict, known, loaded, held, at.cwd, { approval, ...besides });
  if (recorded !== null && !isRefusal(verdict)) remember(session, actions, at.cwd);
  return recorded;
}

/** What may run: its environment, its sandbox, and the record of the last piece, which is the command. */
function launch(pieces: readonly Piece[], call: Call, decided: Decided, standby = false): Ready {
  const { given, session, loaded, shell, invocation, proxy } = call;
  const command = pieces.at(-1);
  const judged = pieces.map(({ what: { source }, judgement: { actions } }) => ({ actions, source }));
  const { kept, removed } = commandEnvironment(given.environment, loaded.policy, session, judged);
  const withheld = removed.map(({ name }) => name);
  const opened = openedFor(pieces, call, decided);
  const { entitled, writes } = opened;
  const more = entitled !== entitledToNothing || writes.length > 0;
  let sandbox = more ? call.sandboxWith(opened) : call.sandbox;
  const recorded =
    command === undefined ? null : record(command, call, decided, sandbox, { withheld, standby });
  mark("record");
  if (makePlaces(entitled)) sandbox = call.sandboxWith(opened);
  const environment = inSession(withProxy(kept, proxy), session);
  mark("environment");
  // What is typed at a terminal is for the person who types it; what an agent asks of a shell for itself no model reads.
  const raw = invocation.kind === "interactive" || command?.judgement.asked.kind === "snapshot";
  const rules = raw ? null : outputRules(loaded.policy, session, withheld);
  const start = { invocation, shell, environment, sandbox };
  return { kind: "ready", ...start, session, loaded, rules, recorded, ticket: decided.ticket, entitled };
}

/** What is opened for a command, by its programs and by a person's word. */
function openedFor(
  pieces: readonly Piece[],
  { given, loaded }: Call,
  { approval }: Decided,
): Required<Pick<Opened, "entitled" | "writes">> {
  const command = pieces.at(-1);
  if (command === undefined) return { entitled: entitledToNothing, writes: [] };
  const { judgement, what } = command;
  const actions = pieces.flatMap((piece) => piece.judgement.actions);
  const source = pieces.length === 1 ? sourceOf(judgement, what) : null;
  const approved = approval !== null;
  const entitled = entitledBy({ ...judgement, actions }, source, loaded, given.variable, approved);
  return { entitled, writes: approved ? changedPlaces(judgement.actions) : [] };
}

/** The real shell, and what it is to do. */
function meantBy(
  given: Given,
  session: Session,
  { policy }: Loaded,
  person: boolean,
): { readonly shell: RealShell; readonly invocation: Invocation } {
  const called = calledAs(given.arguments[0] ?? "");
  const shell = findShell(
    chooseShell(called, policy.shell.real || null, session.agent, given.variable, person),
  );
  return { shell, invocation: readShellInvocation(given.arguments, shell.family, surroundings) };
}

/** Startup files of guardsh's own, which the sandbox has to leave readable. */
function startupPlace(): string {
  const { zshStartupPlace }: typeof import("./interactive/zsh.ts") = require("./interactive/zsh.ts");
  return zshStartupPlace();
}

/** The environment that names the filtering proxy, where there is one. */
function withProxy(environment: readonly Uint8Array[], proxy: Service | null): readonly Uint8Array[] {
  const entries = proxy === null ? [] : Object.entries(proxyEnvironment(proxy.port));
  return entries.reduce((built, [name, value]) => withVariable(built, name, value), environment);
}

/** The environment with what tells a nested guardsh, and the command, which session this is. */
function inSession(
  environment: readonly Uint8Array[],
  { mark: own, scratch }: Session,
): readonly Uint8Array[] {
  const marked = withVariable(environment, sessionVariable, own);
  return scratch === null ? marked : withVariable(marked, "GUARDSH_SCRATCH", scratch);
}

/** A piece of code as judgement is asked about it. */
export function request(code: Code, invocation: Invocation, given: Given, shell: RealShell): JudgeRequest {
  return {
    source: code.source,
    shell: shell.dialect,
    cwd: process.cwd(),
    arguments: "at" in invocation ? given.arguments.slice(invocation.at + 1) : [],
    environment: given.variable,
  };
}
