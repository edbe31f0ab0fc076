/** One line of a shell at a terminal: may it run? Asked by the hooks and steps of interactive/. */
import { readFileSync } from "node:fs";
import { remember } from "../controls/session/index.ts";
import { askKeeper, findKeeper } from "../keeper/client.ts";
import { loadPolicy } from "../policy/index.ts";
import { type JudgeRequest, judgeInFull } from "../policy/judge.ts";
import { text } from "../system/index.ts";
import { circumstancesOf, decide } from "./admission/admission.ts";
import { isConfined } from "./admission/confinement.ts";
import { isRefusal, uncounted } from "./admission/decided.ts";
import { recordBefore } from "./admission/record.ts";
import { refusalFor } from "./admission/refusal.ts";
import { enter } from "./admission/session.ts";
import { say } from "./failure.ts";
import { touchesHook } from "./interactive/index.ts";
import type { Given } from "./invocation/process.ts";
import { findShell, type RealShell } from "./invocation/real-shell.ts";
import { statuses } from "./statuses.ts";

/**
 * `--line DIALECT TEXT`, with the shell's listings (earlier.ts) on standard input: the exit status is the answer. Without a
 * text: the hook could not find out what was typed.
 */
export function answerLine(given: Given): number {
  const [, , dialect, text] = given.arguments;
  const shell = dialect === "zsh" ? "zsh" : "bash";
  const refusal = text === undefined ? unseen : refusalOf(text, shell, given, listingsOn(0, shell, text));
  if (refusal === null) return 0;
  say(refusal);
  return statuses.refused;
}

/** The code of earlier lines, from the listings that a shell writes. */
function listingsOn(descriptor: number, shell: "bash" | "zsh", line: string): string {
  const { earlierLines }: typeof import("./interactive/earlier.ts") = require("./interactive/earlier.ts");
  return earlierLines(shell, readFileSync(descriptor, "utf8"), line);
}

/** `--ask PIPE STATUS SHELL PS2 EARLIER [PS1]`: the answer is code, on standard output. */
export function answerAsk(given: Given): number {
  const { nextLine }: typeof import("./interactive/ask.ts") = require("./interactive/ask.ts");
  const [, , pipe = "", status = "", path = "", more = "", earlier = "", prompt = null] = given.arguments;
  const shell = findShell(path);
  process.stdout.write(
    nextLine({ pipe, status, more, earlier, prompt }, shell, (line) =>
      refusalOf(line, shell.dialect, given, earlier),
    ),
  );
  return 0;
}

/**
 * What is said against a line, in a shell of which `earlier` says what other lines have made of it; null where it may run. A confined shell cannot reach the log: its start is on record, its
 * lines are judged all the same.
 */
function refusalOf(
  line: string,
  dialect: RealShell["dialect"],
  given: Given,
  earlier: string,
): string | null {
  if (touchesHook(line)) return hookRefusal;
  const source = earlier + line;
  const what: JudgeRequest = {
    source,
    shell: dialect,
    cwd: process.cwd(),
    arguments: [],
    environment: given.variable,
  };
  const keeper = findKeeper(given.variable);
  if (keeper !== null) return refusalByKeeper(keeper, source, dialect, given);
  if (isConfined()) {
    const { verdict } = judgeInFull({ ...what, policy: loadPolicy({ cwd: what.cwd }).policy });
    return isRefusal(verdict) ? refusalFor(uncounted(verdict), source, given) : null;
  }
  const { session, loaded } = enter(what.cwd);
  const judgement = judgeInFull({ ...what, policy: loaded.policy });
  const decided = decide(circumstancesOf(what, line), judgement, session, loaded);
  const recorded = recordBefore(line, decided.verdict, session, loaded, "none", what.cwd, decided);
  if (recorded !== null && !isRefusal(decided.verdict)) remember(session, judgement.actions, what.cwd);
  return isRefusal(decided.verdict) ? refusalFor(decided, source, given) : null;
}

/** In a session the keeper judges and records lines too. The shell that it sends is not needed: one runs already. */
function refusalByKeeper(
  keeper: number,
  source: string,
  dialect: RealShell["dialect"],
  given: Given,
): string | null {
  const request = {
    shell: dialect,
    pieces: [{ name: "line", source }],
    arguments: [],
    cwd: process.cwd(),
    environment: given.environment.map(text),
  };
  const answer = askKeeper(keeper, request, say);
  return answer.kind === "refused" ? answer.text : null;
}

const unseen = `guardsh: blocked: the line has not come into the history, where it would have been read [shell/hook]
  why: An earlier line has switched the history off, or keeps lines out of it.
  instead: Leave this shell (Ctrl-D), and start another.
  The line was not run.
`;

const hookRefusal = `guardsh: blocked: the line reaches for what has lines judged [shell/hook]
  why: Only a line that is read before it runs can be judged.
  instead: Leave DEBUG traps, preexec, PS0, extdebug and cmdhist of this shell alone.
  The line was not run.
`;
