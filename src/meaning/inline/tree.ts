/** Syntax trees of the inline languages as nodes: made from the flat array, children on demand. */
import {
  type FlatTree,
  field,
  flag,
  type Language,
  nodeInts,
  parseFlat,
} from "../../syntax/grammar/index.ts";
import type { Expr } from "./expression.ts";

/** Bounds of one inline program: bytes of source, milliseconds of parsing, levels of nesting. */
const bounds = { bytes: 256 * 1024, milliseconds: 400, depth: 100 } as const;

/** The names that a grammar gives to its symbols and fields. */
export interface Names {
  readonly node: Readonly<Record<string, number>>;
  readonly token: Readonly<Record<string, number>>;
  readonly fields: Readonly<Record<string, number>>;
}

interface Tables {
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
}

export class Node {
  readonly #source: string;
  readonly #tree: FlatTree;
  readonly #tables: Tables;
  readonly #index: number;
  #all: readonly Node[] | null = null;

  constructor(source: string, tree: FlatTree, tables: Tables, index: number) {
    this.#source = source;
    this.#tree = tree;
    this.#tables = tables;
    this.#index = index;
  }

  #int(which: number): number {
    return this.#tree.nodes[this.#index * nodeInts + which] ?? 0;
  }

  /** The rule's name, or the token as it is written. */
  get kind(): string {
    return this.#tables.kinds[this.#int(field.symbol)] ?? "";
  }

  /** What this node is to its parent; the empty string where the grammar does not say. */
  get field(): string {
    return this.#tables.fields[this.#int(field.field)] ?? "";
  }

  get text(): string {
    return this.#source.slice(this.#int(field.start), this.#int(field.end));
  }

  get named(): boolean {
    return (this.#int(field.flags) & flag.named) !== 0;
  }

  get start(): number {
    return this.#int(field.start);
  }

  get end(): number {
    return this.#int(field.end);
  }

  /** Is there an error anywhere in this subtree? */
  get broken(): boolean {
    return (this.#int(field.flags) & (flag.hasError | flag.error | flag.missing)) !== 0;
  }

  /** All children but comments, tokens included. */
  get all(): readonly Node[] {
    if (this.#all) return this.#all;
    const out: Node[] = [];
    const { nodes } = this.#tree;
    const end = this.#index + this.#int(field.size);
    for (let at = this.#index + 1; at < end; ) {
      const child = new Node(this.#source, this.#tree, this.#tables, at);
      if (child.kind !== "comment") out.push(child);
      at += Math.max(1, nodes[at * nodeInts + field.size] ?? 1);
    }
    this.#all = out;
    return out;
  }

  /** The named children but comments. */
  get children(): readonly Node[] {
    return this.all.filter((child) => child.named);
  }

  /** The first child in a field. */
  get(name: string): Node | null {
    return this.all.find((child) => child.field === name) ?? null;
  }

  /** The source between two offsets. */
  slice(start: number, end: number): string {
    return this.#source.slice(start, end);
  }
}

const tables = new Map<Language, Tables>();

function tablesOf(language: Language, names: Names): Tables {
  const before = tables.get(language);
  if (before) return before;
  const kinds: string[] = [];
  const fields: string[] = [];
  for (const [name, symbol] of Object.entries(names.token)) kinds[symbol] = name;
  for (const [name, symbol] of Object.entries(names.node)) kinds[symbol] = name;
  for (const [name, id] of Object.entries(names.fields)) fields[id] = name;
  const made = { kinds, fields };
  tables.set(language, made);
  return made;
}

/** The root of the tree, or why there is none in a few words. */
function parseTree(language: Language, names: Names, source: string): Node | string {
  const outcome = parseFlat(language, source, bounds);
  if (outcome.kind === "bound") return `longer or deeper than is read (${outcome.bound})`;
  if (outcome.kind === "unavailable") return outcome.detail;
  return new Node(source, outcome.tree, tablesOf(language, names), 0);
}

/** How a language with a grammar is read: `prepare` gives what the grammar wants to see (PHP's tag). */
export function withGrammar(
  language: Language,
  names: Names,
  lower: (root: Node) => Expr,
  prepare: (source: string) => string = (source) => source,
): (source: string) => { readonly root: Expr; readonly broken: boolean } | string {
  return (source) => {
    const root = parseTree(language, names, prepare(source));
    return typeof root === "string" ? root : { root: lower(root), broken: root.broken };
  };
}
