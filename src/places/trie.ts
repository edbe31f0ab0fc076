/**
 * The catalogues as one tree of path components, for questions about many paths at once: globs, and what lies below a
 * directory. A node is opened when a question first comes to it. (A single path is looked up by search.ts.)
 */
import { catalogues } from "./catalogue/index.ts";
import { copied } from "./copies.ts";
import type { Mark } from "./place.ts";
import { matcher, type Segment, segment } from "./segment.ts";

/** What a catalogue says of the paths that end at a node. */
export interface Meant {
  readonly mark: Mark;
  /** Names that are not meant, as patterns. */
  readonly except: readonly string[];
  readonly weak: boolean;
  /** The pattern is a tail that counts wherever it is found. */
  readonly anywhere: boolean;
}

export interface Node {
  readonly children: Map<string, Node>;
  readonly patterns: {
    readonly text: string;
    readonly test: (name: string) => boolean;
    readonly node: Node;
  }[];
  /** For the path itself. */
  readonly here: Meant[];
  /** For the path and everything below. */
  readonly below: Meant[];
  /** Patterns, with what they mean, that go on below this node and are not yet spread out. */
  pending: { readonly rest: string; readonly meant: Meant }[];
}

export interface Trie {
  readonly root: Node;
  /** Where tails begin. */
  readonly tails: Node;
}

const node = (): Node => ({ children: new Map(), patterns: [], here: [], below: [], pending: [] });

/** Parents of home directories, besides `/root`. */
export const homeParents: readonly (readonly string[])[] = [
  ["home"],
  ["users"],
  ["export", "home"],
  ["mnt", "c", "users"],
  ["var", "home"],
];

let built: Trie | undefined;

/** An empty tree of path components. */
export function trie(): Trie {
  built ??= build();
  return built;
}

function build(): Trie {
  const root = node();
  const tails = node();
  const home = node();
  for (const { kind, entries } of catalogues) {
    for (const { what, at, except = [], weak = false } of entries) {
      const mark = { kind, what };
      const fixed: Meant = { mark, except, weak, anywhere: false };
      const loose: Meant = { mark, except, weak, anywhere: true };
      for (const pattern of at) {
        if (pattern.startsWith("~/")) home.pending.push({ rest: pattern.slice(2), meant: fixed });
        else if (pattern.startsWith("/")) root.pending.push({ rest: pattern.slice(1), meant: fixed });
        else tails.pending.push({ rest: pattern.slice(3), meant: loose });
      }
    }
  }
  graft(root, home);
  return { root, tails };
}

/** Hangs the one tree for home directories below everything that is the parent of one, and at root's. */
function graft(root: Node, home: Node): void {
  for (const path of homeParents) {
    let at = root;
    for (const part of path) at = child(at, part);
    at.patterns.push({ text: "*", test: () => true, node: home });
  }
  for (const parent of [root, child(root, "var")]) parent.children.set("root", home);
}

/** The node with its children in place. */
export function open(parent: Node): Node {
  const { pending } = parent;
  if (pending.length === 0) return parent;
  parent.pending = [];
  for (const { rest, meant } of pending) {
    const slash = rest.indexOf("/");
    const next = child(parent, slash < 0 ? rest : rest.slice(0, slash));
    if (slash < 0) next.here.push(meant);
    else if (rest.endsWith("/**") && slash === rest.length - 3) next.below.push(meant);
    else next.pending.push({ rest: rest.slice(slash + 1), meant });
  }
  return parent;
}

/** The child for one component of a pattern, made when it is not there. */
function child(parent: Node, part: string): Node {
  if (part.includes("*")) {
    const there = parent.patterns.find(({ text }) => text === part);
    if (there) return there.node;
    const made = node();
    parent.patterns.push({ text: part, test: matcher(part), node: made });
    return made;
  }
  let there = parent.children.get(part);
  if (!there) {
    there = node();
    parent.children.set(part, there);
  }
  return there;
}

const segments = new Map<string, Segment>();

/** A component of the catalogue as a pattern; kept, because the same ones are asked for again and again. */
export function asSegment(text: string): Segment {
  let known = segments.get(text);
  if (!known) {
    known = segment(text);
    segments.set(text, known);
  }
  return known;
}

/** True when the catalogue does not mean a path with this last component, nor what that is a copy of (`id_rsa.pub.old`). */
export function isExcepted({ except }: Meant, name: string): boolean {
  if (except.length === 0) return false;
  const original = copied(name);
  return except.some(
    (pattern) => matcher(pattern)(name) || (original !== null && matcher(pattern)(original)),
  );
}
