/** Assignments out of a tree of tree-sitter-bash: `x=1`, `a[2]+=y`, `list=(a b)`, and those that `export` and `declare` take. */
import type { ArrayItem, Assignment, Word, WordPart } from "../script.ts";
import { literal, push, pushText, word } from "../word.ts";
import type { Flat } from "./flat.ts";
import type { Words } from "./words.ts";

/** `last`: the node that the value ends with, where the grammar cut it short; else the assignment itself. */
export function assignment(words: Words, tree: Flat, node: number, last: number): Assignment {
  const children = tree.children(node);
  const operator = children.find((child) => tree.kind(child) === "=" || tree.kind(child) === "+=") ?? node;
  const append = tree.kind(operator) === "+=";
  const left = children[0] ?? node;
  const subscript = tree.kind(left) === "subscript";
  const name = /^\w*/.exec(tree.text(left))?.[0] ?? "";
  const from = tree.start(left) + name.length + 1;
  const index = subscript ? words.range(tree, left, from, tree.end(left) - 1, "value") : null;
  const value = children[children.indexOf(operator) + 1];
  const span = tree.span(tree.start(node), tree.end(last));
  if (value !== undefined && tree.kind(value) === "array") {
    const items = tree.children(value).filter((child) => !"()".includes(tree.kind(child)));
    const array = { kind: "array", items: items.map((item) => arrayItem(words, tree, item)) } as const;
    return { span, name, index, append, value: array };
  }
  const start = tree.end(operator);
  const end = Math.max(start, tree.end(last));
  const scalar = words.stretch(tree, node, tree.next(last), start, end, "value");
  return { span, name, index, append, value: { kind: "scalar", word: scalar } };
}

/** `export x=…`, `declare -a y=(…)`: an operand of the command, kept as the word that it is. */
export function assignmentWord(words: Words, tree: Flat, node: number): Word {
  const array = tree.children(node).find((child) => tree.kind(child) === "array");
  if (array === undefined) return words.range(tree, node, tree.start(node), tree.end(node), "value");
  const parts: WordPart[] = [];
  pushText(
    parts,
    tree.source.slice(tree.start(node), tree.start(array)),
    "value",
    (index) => tree.start(node) + index,
  );
  let from = tree.start(array);
  const gap = (to: number) => push(parts, literal(tree.source.slice(from, to), tree.span(from, to), true));
  for (const item of tree.children(array).filter((child) => !"()".includes(tree.kind(child)))) {
    gap(tree.start(item));
    for (const part of words.word(tree, item, "value").parts) push(parts, part);
    from = tree.end(item);
  }
  gap(tree.end(array));
  return word(parts, tree.of(node), "value");
}

function arrayItem(words: Words, tree: Flat, node: number): ArrayItem {
  const key = /^\[([^\]]*)\]=/.exec(tree.text(node));
  if (key === null) return { key: null, value: words.word(tree, node) };
  const start = tree.start(node) + key[0].length;
  return {
    key: words.range(tree, node, tree.start(node) + 1, start - 2, "value"),
    value: words.range(tree, node, start, tree.end(node), "value"),
  };
}
