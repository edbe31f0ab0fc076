/** One line of a shell at a terminal: may it run? Asked by the hooks and steps of interactive/. */
import { askKeeper, findKeeper } from "../keeper/client.ts";
import { loadPolicy } from "../policy/index.ts";
import { type JudgeRequest, judgeInFull } from "../policy/judge.ts";
import { text } from "../system/index.ts";
import { circumstancesOf, decide, enter, isRefusal, uncounted } from "./admission.ts";
import { isConfined } from "./confinement.ts";
import { say } from "./failure.ts";
import { touchesHook } from "./interactive/index.ts";
import type { Given } from "./process.ts";
import { findShell, type RealShell } from "./real-shell.ts";
import { recordBefore } from "./record.ts";
import { refusalFor } from "./refusal.ts";
import { statuses } from "./statuses.ts";

/** `--line DIALECT TEXT`: the exit status is the answer. */
export function answerLine(given: Given): number {
  const [, , dialect, text = ""] = given.arguments;
  const refusal = refusalOf(text, dialect === "zsh" ? "zsh" : "bash", given);
  if (refusal === null) return 0;
  say(refusal);
  return statuses.refused;
}

/** `--ask PIPE STATUS SHELL PS2 [PS1]`: the answer is code, on standard output. */
export function answerAsk(given: Given): number {
  const { nextLine }: typeof import("./interactive/ask.ts") = require("./interactive/ask.ts");
  const [, , pipe = "", status = "", path = "", more = "", prompt = null] = given.arguments;
  const shell = findShell(path);
  process.stdout.write(
    nextLine({ pipe, status, more, prompt }, shell, (line) => refusalOf(line, shell.dialect, given)),
  );
  return 0;
}

/**
 * What is said against a line; null where it may run. A confined shell cannot reach the log: its start is on record, its
 * lines are judged all the same.
 */
function refusalOf(source: string, dialect: RealShell["dialect"], given: Given): string | null {
  if (touchesHook(source)) return hookRefusal;
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
  const decided = decide(circumstancesOf(what, source), judgement, session, loaded);
  recordBefore(source, decided.verdict, session, loaded, "none", what.cwd, decided);
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

const hookRefusal = `guardsh: blocked: the line reaches for what has lines judged [shell/hook]
  instead: Leave DEBUG traps, preexec, PS0, extdebug and cmdhist of this shell alone.
  The line was not run.
`;
