/**
 * Source to Script by tree-sitter-bash.
 *
 * The grammar tolerates errors and is approximate in places: it hangs redirections and the rest of a line behind a
 * here-document on the wrong node, reads `[ … ]` as an expression, `time` as a program and `coproc` not at all.
 * What is known is put right here. Where the tree has an ERROR, the Script has a problem at that place, and what
 * comes after it is no testimony (see ../agree.ts).
 */

import { asDashReads } from "../dialect.ts";
import type { ParseOutcome } from "../grammar/index.ts";
import { Bounded, bounded, Guard } from "../guard.ts";
import type { Bounds, Command, Parsed, Problem, Script, Simple, Span, Statement, Word } from "../script.ts";
import { plainText, type Text } from "../text.ts";
import { assignment } from "./assignments.ts";
import { type Chain, chainOf, commandOf } from "./chain.ts";
import { compound } from "./compound.ts";
import { Flat } from "./flat.ts";
import { isRedirect, joined, type Lower, simple } from "./lower.ts";
import { redirects } from "./redirects.ts";
import { Words } from "./words.ts";

/** How this module gets its trees: the grammar, and the names of its symbols. */
export interface Grammar {
  readonly parse: (source: string, bounds: Bounds) => ParseOutcome;
  readonly names: readonly string[];
}

/** Reads `text`. Never throws; `unparsed` past a bound, or (`internal`) when the grammar cannot be loaded. `dash`: as that shell reads it. */
export function parseWithTreeSitter(text: Text, bounds: Bounds, grammar: Grammar, dash = false): Parsed {
  return bounded(() => new Lowering(bounds, grammar, dash).source(text, null));
}

class Lowering implements Lower {
  readonly #bounds: Bounds;
  readonly #grammar: Grammar;
  readonly #guard: Guard;
  readonly words: Words;
  readonly dash: boolean;
  #problems: Problem[] = [];

  constructor(bounds: Bounds, grammar: Grammar, dash: boolean) {
    this.dash = dash;
    this.#bounds = bounds;
    this.#grammar = grammar;
    this.#guard = new Guard(bounds);
    this.words = new Words(this);
  }

  /** `place`: where the text came from when it is not the outermost source. */
  source(text: Text, place: Span | null): Script {
    const { source } = text;
    const outcome = this.#grammar.parse(this.dash ? asDashReads(source) : source, this.#bounds);
    if (outcome.kind === "unavailable") throw new Bounded("internal", outcome.detail);
    if (outcome.kind === "bound") {
      const { bound } = outcome;
      const reason = bound === "time" ? "too-slow" : bound === "depth" ? "too-deep" : "too-large";
      throw new Bounded(reason, `tree-sitter-bash stopped at its bound on ${bound}`);
    }
    const tree = new Flat(text, outcome.tree, this.#grammar.names, place);
    const isProgram = outcome.tree.count > 0 && tree.kind(0) === "program";
    return this.#scripted(tree.span(0, source.length), () => {
      for (const node of tree.problems()) {
        const text = tree.text(node).slice(0, 40);
        const message = text === "" ? `missing ${tree.kind(node)}` : `not understood: ${text}`;
        this.problem({ span: tree.of(node), message });
      }
      return this.statements(tree, isProgram ? tree.children(0) : [0]);
    });
  }

  /** Runs `lower` with problems of its own. */
  #scripted(span: Span, lower: () => Statement[]): Script {
    const outer = this.#problems;
    this.#problems = [];
    this.#guard.enter();
    const body = lower();
    this.#guard.leave();
    const script: Script = { span, body, problems: this.#problems };
    for (const problem of script.problems) outer.push(problem);
    this.#problems = outer;
    return script;
  }

  // What words ask for.

  script(tree: Flat, node: number): Script {
    const children = tree.children(node);
    const inner = children.slice(1, -1);
    return this.#scripted(tree.of(node), () => {
      const [only] = inner;
      if (inner.length === 1 && only !== undefined && tree.kind(only) === "file_redirect") {
        const chain = chainOf(simple(tree.of(only)));
        redirects(this, tree, [only], chain);
        return [{ span: tree.of(only), background: false, command: commandOf(chain, tree.of(only)) }];
      }
      return this.statements(tree, inner);
    });
  }

  reparse(source: string, place: Span): Script {
    this.#guard.enter();
    const script = this.source(plainText(source), place);
    this.#guard.leave();
    return script;
  }

  problem(problem: Problem): void {
    this.#problems.push(problem);
  }

  // Commands.

  statements(tree: Flat, nodes: readonly number[]): Statement[] {
    const out: Statement[] = [];
    for (const [index, node] of nodes.entries()) {
      if (!tree.isProblem(node) && tree.isNamed(node)) {
        const following = nodes[index + 1];
        const background = following !== undefined && tree.kind(following) === "&";
        out.push({ span: tree.of(node), background, command: this.command(tree, node) });
      }
    }
    return out;
  }

  command(tree: Flat, node: number): Command {
    return commandOf(this.chain(tree, node), tree.of(node));
  }

  chain(tree: Flat, node: number): Chain {
    this.#guard.enter();
    try {
      return this.#chained(tree, node);
    } finally {
      this.#guard.leave();
    }
  }

  #chained(tree: Flat, node: number): Chain {
    const children = tree.children(node);
    switch (tree.kind(node)) {
      case "list":
      case "pipeline":
        return this.#list(tree, node);
      case "negated_command": {
        const inner = children.find((child) => tree.kind(child) !== "!" && !tree.isProblem(child));
        const chain = inner === undefined ? chainOf(simple(tree.of(node))) : this.chain(tree, inner);
        const first = chain.pipes[0];
        if (first !== undefined) first.negated = !first.negated;
        return chain;
      }
      case "redirected_statement": {
        this.contiguous(tree, children);
        const body = children.find((child) => !isRedirect(tree, child) && !tree.isProblem(child));
        const chain = body === undefined ? chainOf(simple(tree.of(node))) : this.chain(tree, body);
        return redirects(
          this,
          tree,
          children.filter((child) => isRedirect(tree, child)),
          chain,
        );
      }
      case "command":
        return this.#simple(tree, node, children);
      case "function_definition": {
        const chain = chainOf(this.#function(tree, node, children));
        return redirects(
          this,
          tree,
          children.filter((child) => isRedirect(tree, child)),
          chain,
        );
      }
      default:
        return chainOf(compound(this, tree, node, children));
    }
  }

  /** `a && b && c` leans to the left as deep as it is long: its left side is unrolled, not recursed into. */
  #list(tree: Flat, node: number): Chain {
    const pending = [node];
    let chain: Chain | null = null;
    let operator = "";
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const kind = tree.kind(next);
      if (kind === "&&" || kind === "||" || kind === "|" || kind === "|&") operator = kind;
      else if (tree.isProblem(next)) continue;
      else if (kind === "list" || kind === "pipeline") pending.push(...tree.children(next).reverse());
      else {
        const right = this.chain(tree, next);
        chain = chain === null ? right : joined(chain, operator, right);
      }
    }
    return chain ?? chainOf(simple(tree.of(node)));
  }

  /** Text between the nodes of one command that is no node, or a new line: the grammar has lost something. */
  contiguous(tree: Flat, children: readonly number[]): void {
    let end: number | null = null;
    for (const child of children) {
      const start = tree.start(child);
      if (end !== null && !/^(?:[ \t\r\f\v]|\\\r?\n)*$/.test(tree.source.slice(end, start))) {
        this.problem({ span: tree.span(end, start), message: "text that is in no node" });
      }
      end = tree.end(child);
    }
  }

  #simple(tree: Flat, node: number, children: readonly number[]): Chain {
    this.contiguous(tree, children);
    const assigned: { readonly node: number; last: number }[] = [];
    const operands: { readonly first: number; last: number }[] = [];
    const after: number[] = [];
    for (const child of children) {
      const kind = tree.kind(child);
      if (tree.isProblem(child)) continue;
      else if (kind === "variable_assignment") assigned.push({ node: child, last: child });
      else if (kind === "command_name" && adjacent(tree, assigned[assigned.length - 1]?.last, child)) {
        // `x=a$1` falls apart before the `$1`, which then looks like the command.
        const last = assigned[assigned.length - 1];
        if (last !== undefined) last.last = child;
      } else if (isRedirect(tree, child)) after.push(child);
      else if (kind === "subshell") return this.#beforeSubshell(tree, node, child);
      else {
        const last = operands[operands.length - 1];
        if (last !== undefined && adjacent(tree, last.last, child)) last.last = child;
        else operands.push({ first: child, last: child });
      }
    }
    const assignments = assigned.map((one) => assignment(this.words, tree, one.node, one.last));
    const words = operands.map(({ first, last }) => this.words.through(tree, first, last));
    const command: Simple = { ...simple(tree.of(node)), assignments, words };
    const timed = takeTime(command.words);
    const chain = chainOf(timed === null ? command : { ...command, words: timed });
    const first = chain.pipes[0];
    if (first !== undefined) first.timed = timed !== null;
    return redirects(this, tree, after, chain);
  }

  /** `time (…)`: the grammar allows a subshell behind any program name. */
  #beforeSubshell(tree: Flat, node: number, subshell: number): Chain {
    const chain = this.chain(tree, subshell);
    const before = tree.source.slice(tree.start(node), tree.start(subshell));
    const first = chain.pipes[0];
    if (/^time(\s+-p)?\s*$/.test(before) && first !== undefined) first.timed = true;
    else this.problem({ span: tree.of(node), message: "a subshell where a word is expected" });
    return chain;
  }

  #function(tree: Flat, node: number, children: readonly number[]): Command {
    const name = children.find((child) => tree.kind(child) === "word");
    const body = children.findLast(
      (child) => !["word", "(", ")"].includes(tree.kind(child)) && !isRedirect(tree, child),
    );
    const empty: Command = simple(tree.of(node));
    return {
      kind: "function",
      span: tree.of(node),
      name: name === undefined ? "" : tree.text(name),
      body: body === undefined || tree.isProblem(body) ? empty : this.command(tree, body),
    };
  }
}

/** Whether two nodes are one word: nothing stands between them but backslash-newlines. */
function adjacent(tree: Flat, last: number | undefined, node: number): boolean {
  return last !== undefined && /^(\\\n)*$/.test(tree.source.slice(tree.end(last), tree.start(node)));
}

/** The words behind `time`, `time -p` and `time --`; null when the command is not timed. */
function takeTime(words: readonly Word[]): readonly Word[] | null {
  const bare = (word: Word | undefined) => {
    const only = word?.parts.length === 1 ? word.parts[0] : undefined;
    return only?.kind === "literal" && !only.quoted ? only.text : null;
  };
  if (bare(words[0]) !== "time") return null;
  let from = 1;
  if (bare(words[from]) === "-p") from++;
  if (bare(words[from]) === "--") from++;
  // `time -f x …` is the program /usr/bin/time, or an error: not the keyword's business.
  return bare(words[from])?.startsWith("-") === true ? null : words.slice(from);
}
