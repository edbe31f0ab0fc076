/**
 * Lists and pipelines as a flat chain, so that pieces that tree-sitter-bash hangs in the wrong place can be joined
 * where they belong: `cat <<E | a && b` reads there as `cat | (a && b)`.
 */
import type { Command, Redirect, Span, Word } from "../script.ts";

interface Pipe {
  negated: boolean;
  timed: boolean;
  readonly stages: Command[];
  readonly stderrToo: boolean[];
}

/** `pipes[i] operators[i] pipes[i + 1] …` */
export interface Chain {
  readonly pipes: Pipe[];
  readonly operators: ("&&" | "||")[];
}

/** The chain of a single command. */
export function chainOf(command: Command): Chain {
  return { pipes: [{ negated: false, timed: false, stages: [command], stderrToo: [false] }], operators: [] };
}

/** `left | right`: only the neighbours are piped. Takes `left` and `right` apart. */
export function piped(left: Chain, right: Chain, stderrToo: boolean): Chain {
  const last = left.pipes[left.pipes.length - 1];
  const first = right.pipes.shift();
  if (last === undefined || first === undefined) return left;
  last.stderrToo[last.stages.length - 1] = stderrToo;
  last.stages.push(...first.stages);
  last.stderrToo.push(...first.stderrToo);
  return append(left, right);
}

/** `left && right`. Takes `left` and `right` apart. */
export function listed(left: Chain, operator: "&&" | "||", right: Chain): Chain {
  left.operators.push(operator);
  return append(left, right);
}

function append(left: Chain, right: Chain): Chain {
  for (const pipe of right.pipes) left.pipes.push(pipe);
  for (const operator of right.operators) left.operators.push(operator);
  return left;
}

/** Gives `redirects` (and words that stood behind them) to the last command of the chain, as the shell does. */
export function redirected(chain: Chain, redirects: readonly Redirect[], words: readonly Word[]): void {
  const stages = chain.pipes[chain.pipes.length - 1]?.stages;
  const last = stages?.pop();
  if (stages === undefined || last === undefined) return;
  stages.push(withRedirects(last, redirects, words));
}

/** Takes the last word away from the last command if it is this one, unquoted. */
export function dropped(chain: Chain, text: string): boolean {
  const stages = chain.pipes[chain.pipes.length - 1]?.stages;
  const last = stages?.[stages.length - 1];
  if (stages === undefined || last?.kind !== "simple") return false;
  const parts = last.words[last.words.length - 1]?.parts;
  const only = parts?.length === 1 ? parts[0] : undefined;
  if (only?.kind !== "literal" || only.quoted || only.text !== text) return false;
  stages[stages.length - 1] = { ...last, words: last.words.slice(0, -1) };
  return true;
}

function withRedirects(command: Command, redirects: readonly Redirect[], words: readonly Word[]): Command {
  if (redirects.length === 0 && words.length === 0) return command;
  const end = redirects[redirects.length - 1]?.span.end ?? command.span.end;
  const span: Span = { start: command.span.start, end: Math.max(end, command.span.end) };
  switch (command.kind) {
    case "simple":
      return {
        ...command,
        span,
        words: [...command.words, ...words],
        redirects: [...command.redirects, ...redirects],
      };
    case "redirected":
      return { ...command, span, redirects: [...command.redirects, ...redirects] };
    case "function":
    case "coprocess":
      return { ...command, span, body: withRedirects(command.body, redirects, words) };
    default:
      return { kind: "redirected", span, command, redirects };
  }
}

/** The command that a chain is. */
export function commandOf(chain: Chain, span: Span): Command {
  const commands = chain.pipes.map((pipe): Command => {
    const [only, ...others] = pipe.stages;
    if (only !== undefined && others.length === 0 && !pipe.negated && !pipe.timed) return only;
    const start = only?.span.start ?? span.start;
    const end = pipe.stages[pipe.stages.length - 1]?.span.end ?? span.end;
    const { negated, timed, stages, stderrToo } = pipe;
    return { kind: "pipeline", span: { start, end }, negated, timed, stages, stderrToo };
  });
  const [first, ...rest] = commands;
  if (first !== undefined && rest.length === 0) return first;
  return { kind: "and-or", span, commands, operators: chain.operators };
}
