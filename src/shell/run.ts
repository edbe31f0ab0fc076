/** The way of a command through guardsh, to be read from the top down. */
import { closeSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { settleTicket, type Ticket } from "../controls/rate/index.ts";
import type { Session } from "../controls/session/index.ts";
import { askKeeper, findKeeper } from "../keeper/index.ts";
import { loadPolicy } from "../policy/index.ts";
import { type JudgeRequest, judgeInFull } from "../policy/judge.ts";
import type { Verdict } from "../policy/verdict.ts";
import { isTerminal, sessionVariable, text, Unavailable, withVariable } from "../system/index.ts";
import { type Decided, decide, enter, uncounted } from "./admission.ts";
import { scriptFile, scriptOnStandardInput, UnreadableCode } from "./code.ts";
import { alreadyConfined, describeSandbox, isConfined, sandboxFor } from "./confinement.ts";
import { delegate } from "./delegate.ts";
import { commandEnvironment, type Judged } from "./environment.ts";
import { touchesHook } from "./interactive.ts";
import { calledAs, type Invocation, readOwnInvocation, readShellInvocation } from "./invocation.ts";
import { outputFilter, untouched } from "./outputs.ts";
import { type Given, takeGiven } from "./process.ts";
import { chooseShell, findShell, NoRealShell, type RealShell } from "./real-shell.ts";
import { type Recorded, recordAfter, recordBefore } from "./record.ts";
import { failureText, refusalJson, refusalText } from "./refusal.ts";
import { statuses } from "./statuses.ts";
import { mark, startTrace } from "./trace.ts";

/** The words that `guardsh WORD …` has a subcommand for, and how it is run. */
export interface CommandLine {
  readonly has: (word: string) => boolean;
  readonly run: (list: readonly string[]) => Promise<number>;
}

/** A piece of code that would run, with the name it has in messages. */
interface Code {
  readonly name: string;
  readonly source: string;
}

/** Runs guardsh: as the shell that it was called as, or as its own command line. Ends the process. */
export function main(commandLine: CommandLine): void {
  const given = takeGiven();
  if (given.variable("GUARDSH_TRACE") === "1") startTrace();
  const own = readOwnInvocation(given.arguments, {
    ...surroundings,
    isSubcommand: commandLine.has,
  });
  if (own?.kind === "pump") {
    carryForOthers(own.streams);
    return;
  }
  if (own?.kind === "line") {
    try {
      process.exit(judgeLine(given.arguments[own.at] ?? "", given));
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

/**
 * Judges one line of an interactive shell; answers 0 if it may run. A confined shell cannot reach the log: its start is on
 * record, its lines are judged all the same.
 */
function judgeLine(source: string, given: Given): number {
  if (touchesHook(source)) {
    say(hookRefusal);
    return statuses.refused;
  }
  const what: JudgeRequest = {
    source,
    shell: "bash",
    cwd: process.cwd(),
    arguments: [],
    environment: given.variable,
  };
  if (isConfined()) {
    const { verdict } = judgeInFull({ ...what, policy: loadPolicy({ cwd: process.cwd() }).policy });
    return isRefusal(verdict) ? refuse(uncounted(verdict), source, given) : 0;
  }
  const { session, loaded } = enter(process.cwd());
  const decided = decide(source, judgeInFull({ ...what, policy: loaded.policy }), session, loaded);
  recordBefore(source, decided.verdict, session, loaded, "none");
  return isRefusal(decided.verdict) ? refuse(decided, source, given) : 0;
}

function isRefusal({ decision }: Verdict): boolean {
  return decision === "deny" || decision === "ask";
}

/** The process behind the pipe of what a shell left in the background. */
function carryForOthers(streams: readonly number[]): void {
  const { pumpUntilEnd }: typeof import("./supervise.ts") = require("./supervise.ts");
  const { policy } = loadPolicy({ cwd: process.cwd() });
  pumpUntilEnd(streams, outputFilter(policy, null, []) ?? (() => untouched));
}

/** Answers the exit status, unless guardsh became the shell on the way. */
function runShell(given: Given): number {
  const keeper = findKeeper(given.variable);
  if (keeper !== null) return runKept(given, keeper);
  if (isConfined()) return runConfined(given);
  const called = calledAs(given.arguments[0] ?? "");
  const { session, loaded } = enter(process.cwd());
  mark("policy and session");
  const name = chooseShell(called, loaded.policy.shell.real || null, session.agent, given.variable);
  const shell = findShell(name);
  const invocation = readShellInvocation(given.arguments, shell.family, surroundings);
  const codes = codeOf(invocation, given, shell);
  mark("invocation");
  const sandbox = sandboxFor(loaded, session, given.variable);
  mark("sandbox");
  let recorded: Recorded | null = null;
  let ticket: Ticket | null = null;
  const judged: Judged[] = [];
  for (const code of codes) {
    const judgement = judgeInFull({ ...request(code, invocation, given, shell), policy: loaded.policy });
    judged.push({ actions: judgement.actions, source: code.source });
    mark(`judgement of ${code.name}`);
    // startup files go with the command: one command, counted once
    const last = code === codes.at(-1);
    const { text } = judgement.asked;
    const decided = last ? decide(text, judgement, session, loaded) : uncounted(judgement.verdict);
    mark("session and rate");
    const { verdict } = decided;
    ticket = decided.ticket;
    const known = { ...session, agent: session.agent || (judgement.asked.agent ?? "") };
    recorded = recordBefore(text, verdict, known, loaded, describeSandbox(sandbox));
    mark("record");
    if (isRefusal(verdict)) refuse(decided, text, given);
  }
  if (invocation.kind === "interactive") {
    const start = given.arguments.join(" ");
    recorded = recordBefore(start, allowed, session, loaded, describeSandbox(sandbox));
  }
  const { kept, removed } = commandEnvironment(given.environment, loaded.policy, session, judged);
  const environment = inSession(kept, session);
  mark("environment");
  // What is typed at a terminal is for the person who types it.
  const filter = invocation.kind === "interactive" ? null : outputFilter(loaded.policy, session, removed);
  const outcome = delegate(invocation, given, shell, environment, filter, sandbox);
  recordAfter(recorded, outcome);
  settleTicket(ticket, outcome.status);
  return outcome.status;
}

/** The environment with what tells a nested guardsh, and the command, which session this is. */
function inSession(
  environment: readonly Uint8Array[],
  { mark: own, scratch }: Session,
): readonly Uint8Array[] {
  const marked = withVariable(environment, sessionVariable, own);
  return scratch === null ? marked : withVariable(marked, "GUARDSH_SCRATCH", scratch);
}

/** A shell of a session of `guardsh run`: its keeper judges and records, and hands over the real shell, which is hidden here. */
function runKept(given: Given, keeper: number): number {
  const name = chooseShell(calledAs(given.arguments[0] ?? ""), null, "", given.variable);
  const shell: RealShell = { path: "", family: familyOf(name), dialect: "bash" };
  const invocation = readShellInvocation(given.arguments, shell.family, surroundings);
  const answer = askKeeper(keeper, {
    shell: name,
    pieces: codeOf(invocation, given, shell),
    arguments: "at" in invocation ? given.arguments.slice(invocation.at + 1) : [],
    cwd: process.cwd(),
    environment: given.environment.map(text),
  });
  if (answer.kind === "refused") {
    say(answer.text);
    return answer.status;
  }
  const real = { ...shell, path: `/proc/self/fd/${answer.descriptor}` };
  return delegate(invocation, given, real, given.environment, null, answer.sandbox).status;
}

function familyOf(name: string): RealShell["family"] {
  if (name.includes("zsh")) return "zsh";
  return name.includes("bash") ? "bash" : "posix";
}

/** A shell that a confined command started: judged by the same policy, recorded and counted with that command. */
function runConfined(given: Given): number {
  const { policy } = loadPolicy({ cwd: process.cwd() });
  const shell = findShell(
    chooseShell(calledAs(given.arguments[0] ?? ""), policy.shell.real || null, "", given.variable),
  );
  const invocation = readShellInvocation(given.arguments, shell.family, surroundings);
  for (const code of codeOf(invocation, given, shell)) {
    const { verdict, asked } = judgeInFull({ ...request(code, invocation, given, shell), policy });
    if (isRefusal(verdict)) refuse(uncounted(verdict), asked.text, given);
  }
  return delegate(invocation, given, shell, given.environment, null, alreadyConfined).status;
}

/** Everything that would run, in the order in which it would. */
function codeOf(invocation: Invocation, given: Given, shell: RealShell): readonly Code[] {
  switch (invocation.kind) {
    case "command":
    case "bare": {
      const source = given.arguments[invocation.at];
      return source === undefined
        ? []
        : [...startupCode(invocation, given, shell), { name: "command", source }];
    }
    case "script": {
      const path = given.arguments[invocation.at] ?? "";
      const source = scriptFile(path, shell.family === "bash" ? given.variable("PATH") : null);
      // A file that is not there or not readable: the real shell says so.
      return source === null ? [] : [...startupCode(invocation, given, shell), { name: path, source }];
    }
    case "stdin":
      return [
        ...startupCode(invocation, given, shell),
        { name: "standard input", source: scriptOnStandardInput() },
      ];
    case "interactive": // each line comes back as an invocation of its own
      return startupCode(invocation, given, shell);
    default:
      return [];
  }
}

/**
 * Files that a shell runs first because the environment or an option says so, as the code that this amounts to. The
 * startup files at their usual places under the home directory are the user's own; writing to them is judged when a
 * command tries to.
 */
function startupCode(invocation: Invocation, given: Given, shell: RealShell): readonly Code[] {
  const options = "options" in invocation ? invocation.options : null;
  const interactive = options?.interactive === true;
  const named =
    options === null || options.startupFile === null ? null : given.arguments[options.startupFile + 1];
  const codes: Code[] = [];
  // bash expands the value as if it stood in double quotes, substitutions too.
  const expanded = interactive ? given.variable("ENV") : given.variable("BASH_ENV");
  if (expanded && shell.family !== "zsh" && (interactive || shell.family === "bash"))
    codes.push({ name: interactive ? "ENV" : "BASH_ENV", source: `. "${expanded.replaceAll('"', '\\"')}"` });
  if (interactive && named)
    codes.push({ name: "startup file", source: `. '${named.replaceAll("'", "'\\''")}'` });
  return codes;
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

function refuse({ verdict, tryLater }: Decided, source: string, given: Given): never {
  const json = given.variable("GUARDSH_FORMAT") === "json";
  say(json ? refusalJson(verdict, source, null) : refusalText(verdict, source, null));
  process.exit(tryLater ? statuses.tryLater : statuses.refused);
}

/** Whatever goes wrong in guardsh itself: nothing runs, and the message says what to do about it. */
function fail(error: unknown): never {
  if (error instanceof Unavailable) {
    say(failureText(error.message, error.mend));
    process.exit(statuses.failed);
  }
  if (error instanceof NoRealShell) {
    say(failureText(error.message, ""));
    process.exit(statuses.noShell);
  }
  if (error instanceof UnreadableCode) {
    say(failureText(error.message, error.mend));
    process.exit(statuses.refused);
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const detail = error instanceof Error && process.env.GUARDSH_DEBUG === "1" ? `\n${error.stack ?? ""}` : "";
  say(
    failureText(
      `${message}${detail}`,
      "this is a defect of guardsh; GUARDSH_DEBUG=1 shows where it happened",
    ),
  );
  process.exit(statuses.failed);
}

/** One write to standard error, whatever state it is in: nobody may be reading. */
function say(message: string): void {
  try {
    writeSync(2, message);
  } catch {}
}

const allowed: Verdict = { decision: "allow", findings: [] };

const hookRefusal = `guardsh: blocked: the line reaches for what has lines judged [shell/hook]
  instead: Leave DEBUG traps, PS0, extdebug and cmdhist of this shell alone.
  The line was not run.
`;

const surroundings = {
  isTerminal: () => isTerminal(0),
  isScriptFile,
  isSubcommand: () => false,
};

/**
 * Does a single argument name a script to read, rather than a command to run? An executable with another interpreter, or
 * none, is a command: agents put a hook's path there.
 */
function isScriptFile(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isFile()) return false;
  if ((status.mode & 0o111) === 0) return true;
  const start = Buffer.alloc(256);
  let length = 0;
  try {
    const descriptor = openSync(path, "r");
    length = readSync(descriptor, start, 0, start.length, 0);
    closeSync(descriptor);
  } catch {
    return false;
  }
  const head = start.toString("latin1", 0, length);
  if (head.startsWith("\x7fELF")) return false;
  return !head.startsWith("#!") || /^#!.*sh\b/.test(head);
}
