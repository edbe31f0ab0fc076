/** Ways through a command of which nobody knows beforehand which is taken: which may be left early, and what may be either. */

import type { Command, If, Statement } from "../../syntax/script.ts";
import { ALTERNATIVES } from "../alternatives.ts";

/** A command that is one of two, as an `if` of which nothing is known. */
export function either(one: Command, other: Command): Command {
  const bodies = bodiesOf(one);
  const more = bodiesOf(other).filter((body) => !bodies.includes(body));
  if (more.length === 0 || bodies.length + more.length > ALTERNATIVES) return one;
  const all = [...bodies, ...more];
  const branches = all.slice(0, -1).map((body) => ({ condition: [], body: [statementOf(body)] }));
  const choice: If = { kind: "if", span: one.span, branches, otherwise: all.slice(-1).map(statementOf) };
  choices.set(choice, all);
  return choice;
}

const choices = new WeakMap<Command, readonly Command[]>();

function bodiesOf(command: Command): readonly Command[] {
  return choices.get(command) ?? [command];
}

function statementOf(command: Command): Statement {
  return { command, background: false, span: command.span };
}

/** What leaves a list of commands, and what leaves a loop. */
const LEAVES = /^(?:return|break|continue)$/;
const ENDS = /^(?:return|break)$/;

/** May the loop around these commands end before its condition, or its list, says so? */
export function mayEnd(body: readonly Statement[]): boolean {
  return anyLeaves(body, ENDS);
}

/** May what stands after this command in a list be passed over: `return`, `break`, `continue`, also in a branch of it? */
export function mayLeave(command: Command, by = LEAVES): boolean {
  switch (command.kind) {
    case "simple": {
      const [word] = command.words;
      const [part] = word?.parts ?? [];
      return word?.parts.length === 1 && part?.kind === "literal" && by.test(part.text);
    }
    case "and-or":
      return command.commands.some((each) => mayLeave(each, by));
    case "pipeline":
      return command.stages.length === 1 && command.stages.some((each) => mayLeave(each, by));
    case "redirected":
      return mayLeave(command.command, by);
    case "group":
      return !command.subshell && anyLeaves(command.body, by);
    case "if":
      return (
        command.branches.some(({ condition, body }) => anyLeaves(condition, by) || anyLeaves(body, by)) ||
        anyLeaves(command.otherwise, by)
      );
    case "case":
      return command.items.some(({ body }) => anyLeaves(body, by));
    case "loop":
    case "for":
    case "arithmetic-for":
      return anyLeaves(command.body, by);
    default:
      return false;
  }
}

function anyLeaves(statements: readonly Statement[], by: RegExp): boolean {
  return statements.some(({ command }) => mayLeave(command, by));
}

/** Does a loop surely end in its first round, by what stands in its body itself? */
export function surelyEnds(body: readonly Statement[]): boolean {
  return body.some(({ command }) => {
    const [part] = command.kind === "simple" ? (command.words[0]?.parts ?? []) : [];
    return part?.kind === "literal" && /^(?:break|return|exit)$/.test(part.text);
  });
}

/** Does this command surely succeed, so that what stands behind `&&` runs? */
export function isSure(command: Command): boolean {
  if (command.kind !== "simple") return false;
  const [part] = command.words[0]?.parts ?? [];
  if (command.words.length === 0) return command.assignments.length > 0;
  return (
    part?.kind === "literal" && /^(?::|true|export|declare|local|cd|set|shift|echo|printf)$/.test(part.text)
  );
}

/** Is this a command that only answers yes or no? */
export function isTest(command: Command): boolean {
  if (command.kind === "test" || command.kind === "arithmetic") return true;
  const part = command.kind === "simple" ? command.words[0]?.parts[0] : undefined;
  return part?.kind === "literal" && /^(?:\[|test)$/.test(part.text);
}

/** What a name stands for, where it is a function. */
export type BodyOf = (name: string) => Command | null;

/** Does nothing of this shell come after it: `exit`, `return`, a function that does that, a group with it? */
export function leavesShell(command: Command, bodyOf: BodyOf): boolean {
  switch (command.kind) {
    case "simple": {
      const part = command.words[0]?.parts[0];
      if (part?.kind !== "literal") return false;
      const body = bodyOf(part.text);
      if (body !== null) return leavesShell(body, () => null);
      // Scripts have the last two from a file that they load.
      return /^(?:exit|return|break|continue|exec|die|fatal)$/.test(part.text);
    }
    case "group":
      return !command.subshell && command.body.some((each) => leavesShell(each.command, bodyOf));
    case "and-or": {
      // `echo no && exit`: mostly both.
      const last = command.commands.at(-1);
      return last !== undefined && !command.operators.includes("||") && leavesShell(last, bodyOf);
    }
    case "redirected":
      return leavesShell(command.command, bodyOf);
    default:
      return false;
  }
}

/** Does it leave the shell where it was, if it fails? */
export function mayFailInPlace(command: Command): boolean {
  switch (command.kind) {
    case "simple": {
      const part = command.words[0]?.parts[0];
      return part?.kind === "literal" && /^(?:cd|pushd|popd|chdir)$/.test(part.text);
    }
    case "redirected":
      return mayFailInPlace(command.command);
    case "pipeline":
      return command.stages.length === 1 && command.stages.every(mayFailInPlace);
    default:
      return false;
  }
}
