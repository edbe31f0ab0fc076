/** What a guardsh that stands by answers: the way of a command, gone for another process. docs/standby.md */
import { forgetMounts } from "../controls/boundary/links.ts";
import { confineChild } from "../sandbox/index.ts";
import type { Answer, Question } from "../standby/index.ts";
import { isOneOfUs } from "../standby/peer.ts";
import { onBehalfOf, processInfo, text, variable } from "../system/index.ts";
import { startOf } from "./delegate.ts";
import type { Given } from "./process.ts";
import { type Ready, settleAtOnce } from "./settle.ts";

/** Settles what another process would run, and sends how to: it may run at once, or that process has to see to it itself. */
export function answerFor(question: Question, peer: number, send: (answer: Answer) => boolean): void {
  const info = isOneOfUs(peer) ? processInfo(peer) : null;
  if (info === null) return void send({ kind: "start" });
  const { cwd, environment, outputs } = question;
  const given: Given = {
    raw: question.arguments,
    arguments: question.arguments.map(text),
    environment,
    descriptors: [],
    variable: (name) => variable(environment, name),
  };
  // Relative paths are its own, and so is what is mounted where.
  process.chdir(cwd);
  forgetMounts();
  try {
    const settled = onBehalfOf(
      { pid: peer, parent: info.parent, variable: (name) => given.variable(name) ?? undefined },
      () => settleAtOnce(given, outputs),
    );
    if (settled.kind === "elsewhere") return void send({ kind: "start" });
    hand(settled, given, send);
  } finally {
    process.chdir("/");
  }
}

function hand(ready: Ready, given: Given, send: (answer: Answer) => boolean): void {
  const { invocation, shell, environment, sandbox } = ready;
  const program = { path: shell.path, ...startOf(invocation, given, shell, environment) };
  const child = confineChild(sandbox, program, process.cwd());
  try {
    send({
      kind: "go",
      path: child.path,
      arguments: child.arguments,
      environment: program.environment,
      calls: child.calls,
    });
  } finally {
    child.done();
  }
}
