/**
 * A shell of a session of `guardsh run`. Its keeper judges and records, and hands over the real shell, which is hidden
 * here. Every nested `sh -c` goes this way, so it loads nothing of what judges.
 */
import { askKeeper, findKeeper } from "../keeper/client.ts";
import { text } from "../system/index.ts";
import { delegate } from "./delegate.ts";
import { fail, say } from "./failure.ts";
import { calledAs, readShellInvocation } from "./invocation.ts";
import { codeOf, surroundings } from "./pieces.ts";
import type { Given } from "./process.ts";
import { chooseShell, type RealShell } from "./real-shell.ts";

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

/** Asks the keeper, and becomes the shell or says why not. */
export function runKept(given: Given, keeper: number): number {
  const name = chooseShell(calledAs(given.arguments[0] ?? ""), null, "", given.variable);
  const family = familyOf(name);
  const invocation = readShellInvocation(given.arguments, family, surroundings);
  const answer = askKeeper(keeper, {
    shell: name,
    pieces: codeOf(invocation, given, { family }),
    arguments: "at" in invocation ? given.arguments.slice(invocation.at + 1) : [],
    cwd: process.cwd(),
    environment: given.environment.map(text),
  });
  if (answer.kind === "refused") {
    say(answer.text);
    return answer.status;
  }
  const real: RealShell = { path: `/proc/self/fd/${answer.descriptor}`, family, dialect: "bash" };
  const without = new Set(answer.withheld);
  const environment = given.environment.filter((entry) => !without.has(nameOf(entry)));
  return delegate(invocation, given, real, environment, null, answer.sandbox).status;
}

function familyOf(name: string): RealShell["family"] {
  if (name.includes("zsh")) return "zsh";
  return name.includes("bash") ? "bash" : "posix";
}

function nameOf(entry: Uint8Array): string {
  return text(entry.subarray(0, Math.max(0, entry.indexOf(0x3d))));
}
