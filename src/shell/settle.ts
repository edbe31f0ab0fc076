/** Everything that is settled before the real shell starts: session, policy, shell, code, judgement, rate, record, environment. */
import type { Built } from "../controls/credentials/index.ts";
import { proxyEnvironment, type Service } from "../controls/egress/index.ts";
import type { Ticket } from "../controls/rate/index.ts";
import { remember, type Session } from "../controls/session/index.ts";
import type { OutputRules } from "../keeper/protocol.ts";
import { type Entitlements, entitledToNothing, type Loaded } from "../policy/index.ts";
import { type Judgement, type JudgeRequest, judgeInFull, sourceOf } from "../policy/judge.ts";
import { nothingFound } from "../policy/verdict.ts";
import type { Compiled } from "../sandbox/index.ts";
import { isTerminal, sessionVariable, withVariable, workingDirectory } from "../system/index.ts";
import {
  circumstancesOf,
  type Decided,
  decide,
  decideAtOnce,
  enter,
  isRefusal,
  uncountedButAsked,
} from "./admission/admission.ts";
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
import { needsProxy, proxyFor } from "./admission/egress.ts";
import { commandEnvironment, type Judged } from "./admission/environment.ts";
import { type Recorded, recordBefore } from "./admission/record.ts";
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

/** Settles a command of this process; waits where it has to. */
export function settle(given: Given): Settled {
  const { session, loaded } = enter(workingDirectory());
  mark("policy and session");
  const person = session.agent === "" && given.arguments.length === 1 && isTerminal(0);
  const { shell, invocation } = meantBy(given, session, loaded, person);
  const codes = codeOf(invocation, given, shell);
  mark("invocation");
  const proxy = proxyFor(loaded);
  const ports = proxy === null ? [] : [proxy.port];
  const reads = invocation.kind === "interactive" && shell.family === "zsh" ? [startupPlace()] : [];
  const sandboxWith = (more: Opened) =>
    sandboxFor(loaded, session, given.variable, { ports, reads, ...more });
  let sandbox = sandboxWith({});
  mark("sandbox");
  let recorded: Recorded | null = null;
  let ticket: Ticket | null = null;
  let forAgent = false;
  let built: Built | null = null;
  let entitled = entitledToNothing;
  let opened: Opened = {};
  const environmentFor = (all: readonly Judged[]) =>
    commandEnvironment(given.environment, loaded.policy, session, all);
  const judged: Judged[] = [];
  for (const code of codes) {
    const what = request(code, invocation, given, shell);
    const judgement = judgeInFull({ ...what, policy: loaded.policy });
    judged.push({ actions: judgement.actions, source: code.source });
    mark(`judgement of ${code.name}`);
    // startup files go with the command: one command, counted once
    const last = code === codes.at(-1);
    const { asked } = judgement;
    const at = circumstancesOf(what, asked.text);
    if (codes.length === 1 && handsOn(asked.relay)) {
      const start = { invocation, shell, environment: inSession(given.environment, session) };
      return { kind: "onward", start, judgement, at, session, loaded };
    }
    forAgent = asked.kind === "snapshot";
    const decided = last
      ? decide(at, judgement, session, loaded)
      : uncountedButAsked(judgement.verdict, at, session, loaded);
    mark("session and rate");
    const { verdict, approval } = decided;
    if (last && !isRefusal(verdict)) built = environmentFor(judged);
    const withheld = built === null ? [] : namesOf(built);
    ticket = decided.ticket;
    if (last && !isRefusal(verdict)) {
      const actions = judged.flatMap((each) => each.actions);
      const source = codes.length === 1 ? sourceOf(judgement, { ...what, policy: loaded.policy }) : null;
      entitled = entitledBy({ ...judgement, actions }, source, loaded, given.variable, approval !== null);
      const writes = approval === null ? [] : changedPlaces(judgement.actions);
      opened = { writes, entitled };
      if (writes.length > 0 || entitled !== entitledToNothing) sandbox = sandboxWith(opened);
    }
    const known = { ...session, agent: session.agent || (asked.agent ?? "") };
    const held = describeSandbox(sandbox);
    recorded = recordBefore(asked.text, verdict, known, loaded, held, what.cwd, { approval, withheld });
    mark("record");
    if (isRefusal(verdict)) return { kind: "refused", decided, text: asked.text };
    if (recorded !== null) remember(session, judgement.actions, what.cwd);
  }
  if (makePlaces(entitled)) sandbox = sandboxWith(opened);
  if (invocation.kind === "interactive") {
    const start = given.arguments.join(" ");
    recorded = recordBefore(start, nothingFound, session, loaded, describeSandbox(sandbox));
  }
  // What is typed at a terminal is for the person who types it; what an agent asks of a shell for itself no model reads.
  const raw = invocation.kind === "interactive" || forAgent;
  const found = { invocation, shell, sandbox, session, loaded, recorded, ticket, entitled };
  return ready(found, built ?? environmentFor(judged), proxy, raw);
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
  const { shell, invocation } = meantBy(given, session, loaded, false);
  if (invocation.kind !== "command" && invocation.kind !== "bare") return elsewhere;
  const codes = codeOf(invocation, given, shell);
  const [code] = codes;
  if (code === undefined || codes.length > 1) return elsewhere;
  const what = request(code, invocation, given, shell);
  const asking = { ...what, policy: loaded.policy };
  const judgement = judgeInFull(asking);
  const { asked, actions } = judgement;
  if (isRefusal(judgement.verdict) || handsOn(asked.relay)) return elsewhere;
  const source = sourceOf(judgement, asking);
  const entitled = entitledBy(judgement, source, loaded, given.variable, false);
  let sandbox = sandboxFor(loaded, session, given.variable, { entitled });
  if (sandbox.engine !== "off" && sandbox.engine !== "landlock") return elsewhere;
  const decided = decideAtOnce(circumstancesOf(what, asked.text), judgement, session, loaded);
  if (decided === null) return elsewhere;
  const built = commandEnvironment(given.environment, loaded.policy, session, [
    { actions, source: code.source },
  ]);
  const known = { ...session, agent: session.agent || (asked.agent ?? "") };
  const held = describeSandbox(sandbox);
  const recorded = recordBefore(asked.text, decided.verdict, known, loaded, held, what.cwd, {
    withheld: namesOf(built),
    standby: true,
  });
  if (recorded === null) return elsewhere;
  remember(session, actions, what.cwd);
  if (makePlaces(entitled)) sandbox = sandboxFor(loaded, session, given.variable, { entitled });
  const found = { invocation, shell, sandbox, session, loaded, recorded, ticket: decided.ticket, entitled };
  return ready(found, built, null, asked.kind === "snapshot");
}

/** How it starts, with the environment that was built for it. `raw`: its output passes untouched. */
function ready(
  found: Omit<Ready, "kind" | "environment" | "rules">,
  built: Built,
  proxy: Service | null,
  raw: boolean,
): Ready {
  const { session, loaded } = found;
  const environment = inSession(withProxy(built.kept, proxy), session);
  mark("environment");
  const rules = raw ? null : outputRules(loaded.policy, session, namesOf(built));
  return { kind: "ready", ...found, environment, rules };
}

/** The variables that a command is not given. */
function namesOf({ removed }: Built): readonly string[] {
  return removed.map(({ name }) => name);
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
