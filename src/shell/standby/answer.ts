/** What a guardsh that stands by answers: the way of a command, gone for another process. docs/standby.md */
import { forgetMounts } from "../../controls/boundary/links.ts";
import type { KnownSecret } from "../../controls/output/index.ts";
import { type PlainText, plainText } from "../../controls/output/plain.ts";
import { settleTicket } from "../../controls/rate/index.ts";
import type { Ended, OutputRules } from "../../keeper/protocol.ts";
import { planOf } from "../../policy/index.ts";
import { confineChild } from "../../sandbox/index.ts";
import type { Answer, Cleaning, Question } from "../../standby/index.ts";
import { isOneOfUs } from "../../standby/peer.ts";
import {
  homeDirectory,
  isSameDirectory,
  onBehalfOf,
  processInfo,
  stateDirectory,
  text,
  variable,
} from "../../system/index.ts";
import { recordAfter } from "../admission/record.ts";
import type { Given } from "../invocation/process.ts";
import { startOf } from "../output/delegate.ts";
import { denialText } from "../output/denied.ts";
import { secretsOf } from "../output/outputs.ts";
import { type Ready, settleAtOnce } from "../settle.ts";

/** Settles what another process would run, and sends how to: it may run at once, or that process has to see to it itself. */
export function answerFor(
  question: Question,
  peer: number,
  send: (answer: Answer) => void,
): ((ended: Ended) => string) | null {
  const info = isOneOfUs(peer) ? processInfo(peer) : null;
  if (info === null) return elsewhere(send);
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
    // What it calls its directory may have come to lead elsewhere, or never did: a name need not be UTF-8.
    if (!isSameDirectory(".", `/proc/${peer}/cwd`)) return elsewhere(send);
    const settled = onBehalfOf(
      { pid: peer, parent: info.parent, variable: (name) => given.variable(name) ?? undefined },
      () => settleAtOnce(given),
    );
    if (settled.kind === "elsewhere") return elsewhere(send);
    const cleaning = outputs.output || outputs.error ? cleaningFor(settled, given) : null;
    goAhead(settled, given, cleaning, send);
    return cleaning === null ? null : (ended) => conclude(settled, given, cwd, ended);
  } finally {
    process.chdir("/");
  }
}

function elsewhere(send: (answer: Answer) => void): null {
  send({ kind: "start" });
  return null;
}

function goAhead(ready: Ready, given: Given, output: Cleaning | null, send: (answer: Answer) => void): void {
  const { invocation, shell, environment, sandbox } = ready;
  const program = { path: shell.path, ...startOf(invocation, given, shell, environment) };
  const child = confineChild(sandbox, program, process.cwd());
  try {
    const { path, calls } = child;
    send({
      kind: "go",
      path,
      arguments: child.arguments,
      environment: program.environment,
      calls,
      output,
    });
  } finally {
    child.done();
  }
}

/** How its output is cleaned, and what of it needs no cleaning; null: it passes untouched. */
function cleaningFor({ rules }: Ready, given: Given): Cleaning | null {
  if (rules === null) return null;
  const secrets = rules.redact ? secretsOf(rules, given.variable) : [];
  return { rules, plain: plainFor(rules, secrets) };
}

/** What was made last: the same command line comes from the same agent, with the same secrets. */
let last: { readonly key: string; readonly plain: PlainText } | undefined;

function plainFor({ redact, line, lines }: OutputRules, secrets: readonly KnownSecret[]): PlainText {
  const key = JSON.stringify([redact, line, lines, secrets]);
  if (last?.key !== key) {
    const limits = { redactTokens: redact, maxLineChars: line, maxLines: lines };
    last = { key, plain: plainText({ ...limits, secrets }) };
  }
  return last.plain;
}

/** What is done behind a command, when its guardsh tells how it ended. Answers what there is to say to that. */
function conclude(
  { recorded, ticket, loaded, entitled }: Ready,
  given: Given,
  cwd: string,
  ended: Ended,
): string {
  recordAfter(recorded, ended, ended.cleaned);
  settleTicket(ticket, ended.status);
  if (ended.status === 0) return "";
  const place = {
    cwd,
    home: homeDirectory(),
    environment: given.variable,
    state: stateDirectory(),
    entitled,
  };
  return denialText(ended.tail, () => planOf(loaded.policy, place), cwd, entitled.withheld);
}
