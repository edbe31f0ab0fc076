/**
 * A shell of a session of `guardsh run`. Its keeper judges and records, and hands over the real shell, which is hidden
 * here. This loads nothing of what judges. On Linux most nested ones do not come here: native/front.c asks for them.
 */
import { type Answer, askKeeper, findKeeper } from "../../keeper/client.ts";
import { endAs, text } from "../../system/index.ts";
import { fail, say } from "../failure.ts";
import { calledAs } from "../invocation/invocation.ts";
import { surroundings } from "../invocation/pieces.ts";
import type { Given } from "../invocation/process.ts";
import type { RealShell } from "../invocation/real-shell.ts";
import { delegate } from "../output/delegate.ts";
import { meantBy, requestFor } from "./asking.ts";

/** Runs the shell if a keeper is there and the name is a shell's; comes back only if not. */
export function runAsKeptShell(given: Given): void {
  if (!calledAs(given.arguments[0] ?? "").realName) return;
  try {
    const keeper = findKeeper(given.variable);
    if (keeper !== null) process.exit(runKept(given, keeper));
  } catch (error) {
    fail(error);
  }
}

/** Asks the keeper, and becomes the shell, stays the parent of one whose output is cleaned, or says why not. */
export function runKept(given: Given, keeper: number): number {
  const meant = meantBy(given, surroundings);
  const { invocation, family } = meant;
  const answer = askKeeper(keeper, requestFor(given, meant, process.cwd()), say);
  if (answer.kind === "refused") {
    say(answer.text);
    return answer.status;
  }
  const real: RealShell = { path: `/proc/self/fd/${answer.descriptor}`, family, dialect: "bash" };
  const environment = environmentBy(answer, given);
  // What is typed at a terminal is for the person who types it.
  if (answer.output === null || invocation.kind === "interactive")
    return endAs(delegate(invocation, given, real, environment, null, answer.sandbox));
  const { overseen }: typeof import("./overseen.ts") = require("./overseen.ts");
  return overseen(keeper, answer.output, given.variable, (cleaner) =>
    delegate(invocation, given, real, environment, cleaner, answer.sandbox),
  );
}

function environmentBy(answer: Extract<Answer, { kind: "run" }>, given: Given): readonly Uint8Array[] {
  if (answer.withheld.length === 0 && answer.given.length === 0) return given.environment;
  const added = answer.given.map((entry): Uint8Array => Buffer.from(entry));
  const without = new Set([...answer.withheld, ...added.map(nameOf)]);
  return [...given.environment.filter((entry) => !without.has(nameOf(entry))), ...added];
}

function nameOf(entry: Uint8Array): string {
  return text(entry.subarray(0, Math.max(0, entry.indexOf(0x3d))));
}
