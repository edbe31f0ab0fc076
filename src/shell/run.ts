/** The way of a command through guardsh, to be read from the top down. */
import { settleTicket } from "../controls/rate/index.ts";
import { findKeeper } from "../keeper/client.ts";
import { loadPolicy } from "../policy/index.ts";
import { judgeInFull } from "../policy/judge.ts";
import { endAs, isTerminal } from "../system/index.ts";
import { decide } from "./admission/admission.ts";
import { alreadyConfined, isConfined } from "./admission/confinement.ts";
import { type Decided, isRefusal, uncounted } from "./admission/decided.ts";
import { recordAfter, recordBefore } from "./admission/record.ts";
import { refusalFor } from "./admission/refusal.ts";
import { fail, say } from "./failure.ts";
import {
  calledAs,
  type Invocation,
  readOwnInvocation,
  readShellInvocation,
} from "./invocation/invocation.ts";
import { codeOf, surroundings } from "./invocation/pieces.ts";
import type { Given } from "./invocation/process.ts";
import { chooseShell, findShell } from "./invocation/real-shell.ts";
import { runKept } from "./kept/inside.ts";
import { delegate } from "./output/delegate.ts";
import { sayIfDenied, Tail } from "./output/denied.ts";
import { cleanerFor } from "./output/outputs.ts";
import { type Ready, request, type Settled, settle } from "./settle.ts";
import { haveSomebodyStandBy } from "./standby/start.ts";
import { statuses } from "./statuses.ts";
import { startTrace } from "./trace.ts";

/** The words that `guardsh WORD …` has a subcommand for or an answer to, and how that is run. */
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
  try {
    const status = own === null ? null : workOfItsOwn(own, given);
    if (status !== null) process.exit(status);
  } catch (error) {
    fail(error);
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

/** What guardsh has started itself for; answers the exit status, or null for what somebody else asks of it. */
function workOfItsOwn(own: Invocation, given: Given): number | null {
  switch (own.kind) {
    case "pump":
      carryForOthers(own.streams, own.rules, given);
      return 0;
    case "standby": {
      const { serveOthers }: typeof import("./standby/serve.ts") = require("./standby/serve.ts");
      serveOthers(own.idle);
      return 0;
    }
    case "carry": {
      const { carryOn }: typeof import("./output/carry.ts") = require("./output/carry.ts");
      return carryOn(own.descriptor, given);
    }
    case "line":
    case "ask": {
      const { answerLine, answerAsk }: typeof import("./line.ts") = require("./line.ts");
      return own.kind === "line" ? answerLine(given) : answerAsk(given);
    }
    default:
      return null;
  }
}

/** The process behind the pipe of what a shell left in the background. `rules` are those of its command, as JSON. */
function carryForOthers(streams: readonly number[], rules: string, given: Given): void {
  const { pumpUntilEnd }: typeof import("./output/supervise.ts") = require("./output/supervise.ts");
  pumpUntilEnd(streams, cleanerFor(JSON.parse(rules), given.variable).make);
}

/** Answers the exit status, unless guardsh became the shell on the way. */
function runShell(given: Given): number {
  const keeper = findKeeper(given.variable);
  if (keeper !== null) return runKept(given, keeper);
  if (isConfined()) return runConfined(given);
  const settled = settle(given);
  switch (settled.kind) {
    case "refused":
      return refuse(settled.decided, settled.text, given);
    case "onward":
      return passOn(settled, given);
    case "ready":
      haveSomebodyStandBy(settled, given);
      return start(settled, given);
  }
}

/** Starts the shell; where its output is cleaned, sees it to its end. */
function start(ready: Ready, given: Given): number {
  const { invocation, shell, environment, sandbox, loaded, rules, recorded, ticket, entitled } = ready;
  const tail = new Tail();
  const cleaner = rules === null ? null : tail.watch(cleanerFor(rules, given.variable));
  const outcome = delegate(invocation, given, shell, environment, cleaner, sandbox);
  if (outcome.status !== 0) sayIfDenied(tail, loaded, entitled, given.variable);
  recordAfter(recorded, outcome, cleaner?.cleaned());
  settleTicket(ticket, outcome.status);
  return endAs(outcome);
}

/**
 * An outer level of an agent's own sandbox: on to the next, which is guardsh again and will record, count, and ask a person
 * where one has to be asked: asked at both levels, an approval for one use would never be enough.
 */
function passOn(onward: Extract<Settled, { kind: "onward" }>, given: Given): number {
  const { judgement, at, session, loaded } = onward;
  const { verdict, asked } = judgement;
  if (verdict.decision === "deny") {
    const decided = decide(at, judgement, session, loaded);
    recordBefore(asked.text, decided.verdict, session, loaded, "none");
    refuse(decided, asked.text, given);
  }
  const { invocation, shell, environment } = onward.start;
  return endAs(delegate(invocation, given, shell, environment, null, alreadyConfined));
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
  return endAs(delegate(invocation, given, shell, given.environment, null, alreadyConfined));
}

function refuse(decided: Decided, source: string, given: Given): never {
  say(refusalFor(decided, source, given));
  process.exit(decided.tryLater ? statuses.tryLater : statuses.refused);
}
