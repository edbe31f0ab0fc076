/** Compound commands, assignments and tests out of a tree of tree-sitter-bash. */

import type { Assignment, Case, Command, Span, Statement, Word } from "../script.ts";
import { parted } from "../word.ts";
import { assignment, assignmentWord } from "./assignments.ts";
import { chainOf, commandOf } from "./chain.ts";
import type { Flat } from "./flat.ts";
import { type Lower, redirectsIn, simple, without } from "./lower.ts";
import { redirects } from "./redirects.ts";

/** A node to be lowered, and what it is lowered with. */
interface Compound {
  readonly lower: Lower;
  readonly tree: Flat;
  readonly node: number;
  readonly children: readonly number[];
  readonly span: Span;
}

/** The command that a node is. One that is of no known kind is a problem. */
export function compound(lower: Lower, tree: Flat, node: number, children: readonly number[]): Command {
  const span = tree.of(node);
  const all: Compound = { lower, tree, node, children, span };
  switch (tree.kind(node)) {
    case "variable_assignment":
      return { ...simple(span), assignments: [assignment(lower.words, tree, node, node)] };
    case "variable_assignments":
      return { ...simple(span), assignments: assignmentsOf(all) };
    case "declaration_command":
    case "unset_command":
      return { ...simple(span), words: declaredWords(all) };
    case "test_command":
      return tree.source.startsWith("[[", tree.start(node)) ? test(all) : bracket(all);
    case "subshell":
      return {
        kind: "group",
        span,
        subshell: true,
        body: lower.statements(tree, without(tree, children, "(", ")")),
      };
    case "compound_statement":
      if (tree.source.startsWith("((", tree.start(node))) return doubleParentheses(all);
      return {
        kind: "group",
        span,
        subshell: false,
        body: lower.statements(tree, without(tree, children, "{", "}")),
      };
    case "if_statement":
      return ifStatement(all);
    case "while_statement":
      return whileStatement(all);
    case "for_statement":
      return forStatement(all);
    case "c_style_for_statement":
      return countingFor(all);
    case "case_statement":
      return caseStatement(all);
    default:
      lower.problem({ span: span, message: `not understood: ${tree.kind(node)}` });
      return simple(span);
  }
}

function assignmentsOf({ lower, tree, children }: Compound): Assignment[] {
  return children
    .filter((child) => tree.kind(child) === "variable_assignment")
    .map((child) => assignment(lower.words, tree, child, child));
}

/** The words of `export x=1 y` and `unset x`: each assignment is one word. */
function declaredWords({ lower, tree, children }: Compound): Word[] {
  return children
    .filter((child) => !tree.isProblem(child))
    .map((child) =>
      tree.kind(child) === "variable_assignment"
        ? assignmentWord(lower.words, tree, child)
        : lower.words.word(tree, child),
    );
}

/** `[[ … ]]` */
function test({ lower, tree, node, span }: Compound): Command {
  const words = lower.words.split(tree, node, tree.start(node) + 2, tree.end(node) - 2, "operand");
  return { kind: "test", span, words };
}

/** `(( … ))`: arithmetic; to dash, a subshell in a subshell. */
function doubleParentheses({ lower, tree, node, span }: Compound): Command {
  const [start, end] = [tree.start(node), tree.end(node)];
  if (lower.dash) {
    const { body } = lower.reparse(tree.source.slice(start + 1, end - 1), span);
    return { kind: "group", span, subshell: true, body };
  }
  return {
    kind: "arithmetic",
    span,
    expression: lower.words.range(tree, node, start + 2, end - 2, "here"),
  };
}

function whileStatement({ lower, tree, node, children, span }: Compound): Command {
  const body = children.find((child) => tree.kind(child) === "do_group");
  const condition = without(tree, children, "while", "until").filter((child) => child !== body);
  return {
    kind: "loop",
    span,
    until: tree.source.startsWith("until", tree.start(node)),
    condition: lower.statements(tree, condition),
    body: group(lower, tree, body),
  };
}

/** `for name in items`, `select name in items`. */
function forStatement({ lower, tree, node, children, span }: Compound): Command {
  const body = children.find((child) => tree.kind(child) === "do_group");
  const name = children[1];
  const items = without(tree, children.slice(2), "in", ";", "\n").filter(
    (child) => child !== body && !tree.isProblem(child),
  );
  const hasItems = children.some((child) => tree.kind(child) === "in");
  return {
    kind: "for",
    span,
    select: tree.source.startsWith("select", tree.start(node)),
    name: name === undefined ? "" : tree.text(name),
    items: hasItems ? items.map((child) => lower.words.word(tree, child)) : null,
    body: group(lower, tree, body),
  };
}

/** `for ((…; …; …))` */
function countingFor({ lower, tree, node, children, span }: Compound): Command {
  const open = children.find((child) => tree.kind(child) === "((") ?? node;
  const close = children.find((child) => tree.kind(child) === "))") ?? node;
  const body = children.findLast((child) => ["do_group", "compound_statement"].includes(tree.kind(child)));
  const header = lower.words.range(tree, node, tree.end(open), tree.start(close), "here");
  const expressions = parted(header, ";");
  return { kind: "arithmetic-for", span, expressions, body: group(lower, tree, body) };
}

/** `[ … ]` is a program like any other; redirections may stand inside. */
function bracket({ lower, tree, node, span }: Compound): Command {
  const inside = redirectsIn(tree, node);
  const words: Word[] = [];
  let from = tree.start(node);
  for (const redirect of inside) {
    words.push(...lower.words.split(tree, node, from, tree.start(redirect), "word"));
    from = tree.end(redirect);
  }
  words.push(...lower.words.split(tree, node, from, tree.end(node), "word"));
  const chain = redirects(lower, tree, inside, chainOf({ ...simple(span), words }));
  return commandOf(chain, span);
}

/** The statements between `do` and `done`, or between braces. */
function group(lower: Lower, tree: Flat, body: number | undefined): Statement[] {
  return body === undefined
    ? []
    : lower.statements(tree, without(tree, tree.children(body), "do", "done", "{", "}"));
}

function ifStatement({ lower, tree, children, span }: Compound): Command {
  const clause = (nodes: readonly number[]) => {
    const then = nodes.findIndex((child) => tree.kind(child) === "then");
    const inner = (some: readonly number[]) =>
      lower.statements(
        tree,
        without(tree, some, "if", "elif", "then", "fi", "else").filter(
          (child) => !tree.kind(child).endsWith("_clause"),
        ),
      );
    return { condition: inner(nodes.slice(0, then)), body: inner(nodes.slice(then)) };
  };
  const branches = [clause(children)];
  let otherwise: Statement[] = [];
  for (const child of children) {
    if (tree.kind(child) === "elif_clause") branches.push(clause(tree.children(child)));
    if (tree.kind(child) === "else_clause") {
      otherwise = lower.statements(tree, without(tree, tree.children(child), "else"));
    }
  }
  return { kind: "if", span, branches, otherwise };
}

function caseStatement({ lower, tree, node, children, span }: Compound): Command {
  const subject = lower.words.word(tree, children[1] ?? node);
  const items = children
    .filter((child) => tree.kind(child) === "case_item")
    .map((item): Case["items"][number] => {
      const inner = tree.children(item);
      const close = inner.findIndex((child) => tree.kind(child) === ")");
      const last = inner[inner.length - 1];
      const end = last === undefined ? "" : tree.kind(last);
      const terminator = end === ";&" || end === ";;&" ? end : ";;";
      const isMark = end === ";;" || end === ";&" || end === ";;&";
      return {
        patterns: patternsOf(lower, tree, item, without(tree, inner.slice(0, close), "(")),
        body: lower.statements(tree, inner.slice(close + 1, isMark ? -1 : undefined)),
        terminator,
      };
    });
  return { kind: "case", span, subject, items };
}

/** The grammar splits `*-x` into two nodes: what stands between two `|` is one pattern. */
function patternsOf(lower: Lower, tree: Flat, item: number, nodes: readonly number[]): Word[] {
  const words: Word[] = [];
  let start: number | null = null;
  let end = 0;
  const flush = () => {
    if (start !== null) words.push(lower.words.range(tree, item, start, end, "operand"));
    start = null;
  };
  for (const node of nodes) {
    if (tree.kind(node) === "|") flush();
    else {
      start ??= tree.start(node);
      end = tree.end(node);
    }
  }
  flush();
  return words;
}
