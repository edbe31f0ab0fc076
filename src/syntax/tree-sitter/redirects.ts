/**
 * Redirections out of a tree of tree-sitter-bash. The grammar hangs the rest of the line behind a here-document's
 * operator (arguments, redirections, a pipe, a list) under that operator; here it goes back to where it belongs.
 */

import type { FileRedirect, Redirect, Word } from "../script.ts";
import { literal, withoutTabs } from "../word.ts";
import { type Chain, dropped, redirected } from "./chain.ts";
import type { Flat } from "./flat.ts";
import { isRedirect, joined, type Lower } from "./lower.ts";

const fileOperators: ReadonlySet<string> = new Set(["<", ">", ">>", ">|", "<>", "<&", ">&", "&>", "&>>"]);

function isFileOperator(text: string): text is FileRedirect["operator"] {
  return fileOperators.has(text);
}

/** Attaches redirections to the chain, and what the grammar hides behind a here-document's operator. */
export function redirects(lower: Lower, tree: Flat, nodes: readonly number[], chain: Chain): Chain {
  let whole = chain;
  let ready: Redirect[] = [];
  const flush = (words: readonly Word[]) => {
    redirected(whole, ready, words);
    ready = [];
  };
  for (const node of nodes) {
    const kind = tree.kind(node);
    if (kind === "heredoc_redirect") {
      flush([]);
      whole = hereDocument(lower, tree, node, whole);
    } else if (kind === "herestring_redirect") ready.push(hereString(lower, tree, node));
    else {
      const { redirect, words } = file(lower, tree, node);
      // `{name}>file` and, behind another redirection, `0>&1`: a word and a redirection to the grammar.
      const before = tree.source.slice(Math.max(0, tree.start(node) - 64), tree.start(node));
      const written = redirect.descriptor === null ? /(?:\d+|\{\w+\})$/.exec(before)?.[0] : undefined;
      const taken = written !== undefined && dropped(whole, written);
      ready.push(taken ? { ...redirect, descriptor: descriptor(written) } : redirect);
      if (words.length > 0) flush(words);
    }
  }
  flush([]);
  return whole;
}

function descriptorOf(tree: Flat, children: readonly number[]): number | string | null {
  const first = children[0];
  if (first === undefined || tree.kind(first) !== "file_descriptor") return null;
  return descriptor(tree.text(first));
}

function descriptor(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text.replace(/^\{|\}$/g, "");
}

function file(lower: Lower, tree: Flat, node: number): { redirect: FileRedirect; words: Word[] } {
  const children = tree.children(node);
  const span = tree.of(node);
  const written = descriptorOf(tree, children);
  const rest = written === null ? children : children.slice(1);
  const shown = rest[0] === undefined ? "" : tree.kind(rest[0]);
  const closing = shown === "<&-" || shown === ">&-";
  const text = closing ? shown.slice(0, 2) : shown;
  const words = rest
    .slice(1)
    .filter((child) => !tree.isProblem(child))
    .map((child) => lower.words.word(tree, child));
  if (closing) {
    const start = rest[0] === undefined ? span.start : tree.end(rest[0]) - 1;
    const at = { start, end: start + 1 };
    words.unshift({ span: at, parts: [literal("-", at, false)] });
  }
  const target = words.shift();
  if (target === undefined) lower.problem({ span: span, message: "redirection without a target" });
  return {
    redirect: {
      kind: "file",
      span,
      descriptor: written,
      operator: isFileOperator(text) ? text : ">",
      target: target ?? { span: { start: span.end, end: span.end }, parts: [] },
    },
    words,
  };
}

function hereString(lower: Lower, tree: Flat, node: number): Redirect {
  const children = tree.children(node);
  const value = children[children.length - 1] ?? node;
  return {
    kind: "here-string",
    span: tree.of(node),
    descriptor: descriptorOf(tree, children),
    value: lower.words.word(tree, value),
  };
}

function hereDocument(lower: Lower, tree: Flat, node: number, chain: Chain): Chain {
  const children = tree.children(node);
  const find = (kind: string) => children.find((child) => tree.kind(child) === kind);
  const written = find("heredoc_start");
  const delimiter = written === undefined ? "" : tree.text(written);
  const isLiteral = /["'\\]/.test(delimiter);
  const body = find("heredoc_body");
  const end = find("heredoc_end");
  const tabs = find("<<-") !== undefined;
  const head = children.filter((child) => child !== body && child !== end);
  // White space before the first expansion is not in the grammar's body: the body begins behind the line's end.
  const line = Math.max(...head.map((child) => tree.end(child)));
  const redirect: Redirect = {
    kind: "here-document",
    span: { start: tree.start(node), end: tree.end(written ?? node) },
    descriptor: descriptorOf(tree, children),
    delimiter: delimiter.replace(/["']|\\(?=.)/g, ""),
    literal: isLiteral,
    body: bodyOf(lower, tree, { line, body, end, isLiteral, tabs }),
  };
  lower.contiguous(tree, head);
  if (end !== undefined && !isWholeLine(tree, end, tabs)) {
    // The grammar takes an indented delimiter for the end; the shell reads on.
    lower.problem({ span: tree.of(end), message: "here-document ended too early" });
  }
  if (written === undefined || end === undefined)
    lower.problem({ span: redirect.span, message: "here-document without an end" });
  redirected(chain, [redirect], []);
  let whole = chain;
  let operator = "";
  for (const child of children.filter((one) => one !== written && one !== body && one !== end)) {
    const kind = tree.kind(child);
    if (tree.isProblem(child)) continue;
    else if (["file_descriptor", "<<", "<<-", "\n"].includes(kind)) continue;
    else if (kind === "&&" || kind === "||") operator = kind;
    else if (isRedirect(tree, child)) whole = redirects(lower, tree, [child], whole);
    else if (kind === "pipeline" && ["|", "|&"].includes(tree.kind(child + 1))) {
      whole = joined(whole, tree.kind(child + 1), lower.chain(tree, child));
    } else if (operator !== "") {
      whole = joined(whole, operator, lower.chain(tree, child));
      operator = "";
    } else redirected(whole, [], [lower.words.word(tree, child)]);
  }
  return whole;
}

/** A here-document ends with a line that is its delimiter and nothing else (tabs before it with `<<-`). */
function isWholeLine(tree: Flat, end: number, tabs: boolean): boolean {
  const start = tree.source.lastIndexOf("\n", tree.start(end) - 1) + 1;
  const before = tree.source.slice(start, tree.begin(end));
  const after = tree.source.charAt(tree.end(end));
  return (tabs ? /^\t*$/.test(before) : before === "") && (after === "" || after === "\n" || after === ")");
}

interface Body {
  /** Where the last token of the operator's line ends. */
  readonly line: number;
  readonly body: number | undefined;
  readonly end: number | undefined;
  readonly isLiteral: boolean;
  readonly tabs: boolean;
}

function bodyOf(lower: Lower, tree: Flat, { line, body, end, isLiteral, tabs }: Body): Word {
  const newline = tree.source.indexOf("\n", line);
  if (body === undefined || newline < 0) return { span: tree.span(line, line), parts: [] };
  const start = newline + 1;
  const last = end === undefined ? tree.end(body) : tree.source.lastIndexOf("\n", tree.start(end) - 1) + 1;
  const stop = Math.max(start, last);
  const raw = tree.source.slice(start, stop);
  const span = tree.span(start, stop);
  if (isLiteral) {
    const text = tabs ? raw.replace(/^\t+/gm, "") : raw;
    return { span, parts: text === "" ? [] : [literal(text, span, true)] };
  }
  const word = lower.words.range(tree, body, start, stop, "here");
  return tabs ? { span, parts: withoutTabs(word.parts) } : word;
}
