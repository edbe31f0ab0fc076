/** The way of a command through guardsh, to be read from the top down. */
import type { Built } from "../controls/credentials/index.ts";
import { proxyEnvironment, type Service } from "../controls/egress/index.ts";
import { settleTicket, type Ticket } from "../controls/rate/index.ts";
import type { Session } from "../controls/session/index.ts";
import { findKeeper } from "../keeper/client.ts";
import { type Loaded, loadPolicy } from "../policy/index.ts";
import { type Judgement, type JudgeRequest, judgeInFull } from "../policy/judge.ts";
import type { Verdict } from "../policy/verdict.ts";
import { isTerminal, sessionVariable, withVariable } from "../system/index.ts";
import {
  circumstancesOf,
  type Decided,
  decide,
  enter,
  isRefusal,
  uncounted,
  uncountedButAsked,
} from "./admission.ts";
import type { Circumstances } from "./approval.ts";
import {
  alreadyConfined,
  changedPlaces,
  describeSandbox,
  handsOn,
  isConfined,
  sandboxFor,
} from "./confinement.ts";
import { delegate } from "./delegate.ts";
import { sayIfDenied, Tail } from "./denied.ts";
import { proxyFor } from "./egress.ts";
import { commandEnvironment, type Judged } from "./environment.ts";
import { fail, say } from "./failure.ts";
import { runKept } from "./inside.ts";
import { calledAs, type Invocation, readOwnInvocation, readShellInvocation } from "./invocation.ts";
import { cleanerFor, outputRules } from "./outputs.ts";
import { type Code, codeOf, surroundings } from "./pieces.ts";
import type { Given } from "./process.ts";
import { chooseShell, findShell, type RealShell } from "./real-shell.ts";
import { type Recorded, recordAfter, recordBefore } from "./record.ts";
import { refusalFor } from "./refusal.ts";
import { statuses } from "./statuses.ts";
import { mark, startTrace } from "./trace.ts";

/** The words that `guardsh WORD …` has a subcommand for, and how it is run. */
export interface CommandLine {
  readonly has: (word: string) => boolean;
  readonly run: (list: readonly string[]) => Promise<number>;
}

/** Runs guardsh: as the shell that it was called as, or as its own command line. Ends the process. */
export function main(commandLine: CommandLine, given: Given): void {
  if (given.variable("GUARDSH_TRACE") === "1") startTrace();
  const own = readOwnInvocation(given.arguments, {
    ...surroundings,
    isSubcommand: commandLine.has,
  });
  if (own?.kind === "pump") {
    carryForOthers(own.streams, own.rules, given);
    return;
  }
  if (own?.kind === "line" || own?.kind === "ask") {
    const { answerLine, answerAsk }: typeof import("./line.ts") = require("./line.ts");
    try {
      process.exit(own.kind === "line" ? answerLine(given) : answerAsk(given));
    } catch (error) {
      fail(error);
    }
  }
  if (own !== null) {
    const list = own.kind === "about" ? [own.what] : given.arguments.slice(1);
    commandLine.run(list).then(process.exit, (error: unknown) => fail(error));
    return;
  }
  try {
    process.exit(runShell(given));
  } catch (error) {
    fail(error);
  }
}

/** The process behind the pipe of what a shell left in the background. `rules` are those of its command, as JSON. */
function carryForOthers(streams: readonly number[], rules: string, given: Given): void {
  const { pumpUntilEnd }: typeof import("./supervise.ts") = require("./supervise.ts");
  pumpUntilEnd(streams, cleanerFor(JSON.parse(rules), given.variable).make);
}

/** Answers the exit status, unless guardsh became the shell on the way. */
function runShell(given: Given): number {
  const keeper = findKeeper(given.variable);
  if (keeper !== null) return runKept(given, keeper);
  if (isConfined()) return runConfined(given);
  const called = calledAs(given.arguments[0] ?? "");
  const { session, loaded } = enter(process.cwd());
  mark("policy and session");
  const person = session.agent === "" && given.arguments.length === 1 && isTerminal(0);
  const name = chooseShell(called, loaded.policy.shell.real || null, session.agent, given.variable, person);
  const shell = findShell(name);
  const invocation = readShellInvocation(given.arguments, shell.family, surroundings);
  const codes = codeOf(invocation, given, shell);
  mark("invocation");
  const proxy = proxyFor(loaded);
  const ports = proxy === null ? [] : [proxy.port];
  const reads = invocation.kind === "interactive" && shell.family === "zsh" ? [startupPlace()] : [];
  let sandbox = sandboxFor(loaded, session, given.variable, ports, [], reads);
  mark("sandbox");
  let recorded: Recorded | null = null;
  let ticket: Ticket | null = null;
  let forAgent = false;
  let built: Built | null = null;
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
    if (codes.length === 1 && handsOn(asked.relay))
      return passOn(judgement, at, invocation, given, shell, session, loaded);
    const { text } = asked;
    forAgent = asked.kind === "snapshot";
    const decided = last
      ? decide(at, judgement, session, loaded)
      : uncountedButAsked(judgement.verdict, at, session, loaded);
    mark("session and rate");
    const { verdict, approval } = decided;
    if (last && !isRefusal(verdict)) built = environmentFor(judged);
    const withheld = built?.removed.map(({ name }) => name) ?? [];
    ticket = decided.ticket;
    if (approval !== null && !isRefusal(verdict))
      sandbox = sandboxFor(loaded, session, given.variable, ports, changedPlaces(judgement.actions));
    const known = { ...session, agent: session.agent || (asked.agent ?? "") };
    const held = describeSandbox(sandbox);
    recorded = recordBefore(text, verdict, known, loaded, held, what.cwd, { approval, withheld });
    mark("record");
    if (isRefusal(verdict)) refuse(decided, text, given);
  }
  if (invocation.kind === "interactive") {
    const start = given.arguments.join(" ");
    recorded = recordBefore(start, allowed, session, loaded, describeSandbox(sandbox));
  }
  const { kept, removed } = built ?? environmentFor(judged);
  const environment = inSession(withProxy(kept, proxy), session);
  mark("environment");
  // What is typed at a terminal is for the person who types it; what an agent asks of a shell for itself no model reads.
  const raw = invocation.kind === "interactive" || forAgent;
  const withheld = removed.map(({ name }) => name);
  const rules = raw ? null : outputRules(loaded.policy, session, withheld);
  const tail = new Tail();
  const cleaner = rules === null ? null : tail.watch(cleanerFor(rules, given.variable));
  const outcome = delegate(invocation, given, shell, environment, cleaner, sandbox);
  if (outcome.status !== 0) sayIfDenied(tail, loaded, given.variable);
  recordAfter(recorded, outcome, cleaner?.cleaned());
  settleTicket(ticket, outcome.status);
  return outcome.status;
}

/**
 * An outer level of an agent's own sandbox: on to the next, which is guardsh again and will record, count, and ask a person
 * where one has to be asked: asked at both levels, an approval for one use would never be enough.
 */
function passOn(
  judgement: Judgement,
  at: Circumstances,
  invocation: Invocation,
  given: Given,
  shell: RealShell,
  session: Session,
  loaded: Loaded,
): number {
  const { verdict, asked } = judgement;
  if (verdict.decision === "deny") {
    const decided = decide(at, judgement, session, loaded);
    recordBefore(asked.text, decided.verdict, session, loaded, "none");
    refuse(decided, asked.text, given);
  }
  const environment = inSession(given.environment, session);
  return delegate(invocation, given, shell, environment, null, alreadyConfined).status;
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

/** A shell that a confined command started: judged by the same policy, recorded and counted with that command. */
function runConfined(given: Given): number {
  const { policy } = loadPolicy({ cwd: process.cwd() });
  const shell = findShell(
    chooseShell(
      calledAs(given.arguments[0] ?? ""),
      policy.shell.real || null,
      "",
      given.variable,
      given.arguments.length === 1 && isTerminal(0),
    ),
  );
  const invocation = readShellInvocation(given.arguments, shell.family, surroundings);
  for (const code of codeOf(invocation, given, shell)) {
    const { verdict, asked } = judgeInFull({ ...request(code, invocation, given, shell), policy });
    if (isRefusal(verdict)) refuse(uncounted(verdict), asked.text, given);
  }
  return delegate(invocation, given, shell, given.environment, null, alreadyConfined).status;
}

function request(code: Code, invocation: Invocation, given: Given, shell: RealShell): JudgeRequest {
  return {
    source: code.source,
    shell: shell.dialect,
    cwd: process.cwd(),
    arguments: "at" in invocation ? given.arguments.slice(invocation.at + 1) : [],
    environment: given.variable,
  };
}

function refuse(decided: Decided, source: string, given: Given): never {
  say(refusalFor(decided, source, given));
  process.exit(decided.tryLater ? statuses.tryLater : statuses.refused);
}

const allowed: Verdict = { decision: "allow", findings: [] };
