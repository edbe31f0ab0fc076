/**
 * From a plan ("everything but …") to an allow-list ("this, this and this"), which is all that Landlock knows.
 *
 * A grant reaches everything below its directory. Where the plan keeps some place below shut, the directory is
 * therefore *carved*: not granted itself, but each of its entries that is not on the way to that place. `/` with
 * `~/.ssh` shut costs one listing each of `/`, `/home` and `~`. What is made in a carved directory later has no
 * grant, so trees that need new entries at their top (`solid`) are not carved; what they hold open is reported.
 */
import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import type { PathRule, Plan } from "./plan.ts";
import { isWithin, ruleFor } from "./plan.ts";

/** Rights, as bits: content and execution; change; names in a directory. */
export const READ = 1;
export const WRITE = 2;
export const LIST = 4;

export interface Grant {
  readonly path: string;
  readonly rights: number;
  readonly directory: boolean;
  /** The rule that says this very path; null for an entry found by listing. */
  readonly rule: PathRule | null;
}

export interface Grants {
  readonly grants: readonly Grant[];
  /** Rules tighter than the solid tree they lie in: an allow-list cannot hold them. */
  readonly unenforced: readonly PathRule[];
}

export type Kind = "directory" | "file" | "link";

export interface Entry {
  readonly name: string;
  readonly kind: Kind;
}

/** What carving asks of the file system; replaceable, so that it can be tested on trees that do not exist. */
export interface Tree {
  /** The entries of a directory; null where it cannot be listed. */
  list(path: string): readonly Entry[] | null;
  /** What is at a path, itself; null: nothing. */
  kind(path: string): Kind | null;
  /** The path without symbolic links; null where it leads nowhere. */
  real(path: string): string | null;
}

export const fileSystem: Tree = {
  list(path) {
    try {
      return readdirSync(path, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? "directory" : entry.isSymbolicLink() ? "link" : "file",
      }));
    } catch {
      return null;
    }
  },
  kind(path) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return null;
    return found.isDirectory() ? "directory" : found.isSymbolicLink() ? "link" : "file";
  },
  real(path) {
    try {
      return realpathSync.native(path);
    } catch {
      return null;
    }
  },
};

/** A path that rules speak of, or that lies on the way to one. */
interface Node {
  readonly children: Map<string, Node>;
  rule: PathRule | null;
}

/** The allow-list of a plan on this file system. */
export function grantsOf(plan: Plan, tree: Tree = fileSystem): Grants {
  // A shut place that is a symbolic link is shut where it leads to as well. Links can lead to links: a few rounds.
  let rules = plan.paths;
  for (let round = 0; ; round++) {
    const carving = new Carving(rules, tree);
    if (carving.relocated.length === 0 || round === 4) return carving.result();
    rules = [...rules, ...carving.relocated];
  }
}

class Carving {
  readonly relocated: PathRule[] = [];
  readonly #grants = new Map<string, { rights: number; directory: boolean; rule: PathRule | null }>();
  readonly #unenforced = new Map<string, PathRule>();
  readonly #seen = new Map<string, Kind | null>();
  readonly #rules: readonly PathRule[];
  readonly #tree: Tree;

  constructor(rules: readonly PathRule[], tree: Tree) {
    this.#rules = rules;
    this.#tree = tree;
    const root: Node = { children: new Map(), rule: null };
    for (const rule of rules) {
      let node = root;
      for (const name of rule.path.split("/")) {
        if (name === "") continue;
        let next = node.children.get(name);
        if (next === undefined) {
          next = { children: new Map(), rule: null };
          node.children.set(name, next);
        }
        node = next;
      }
      node.rule = rule;
    }
    this.#visit("/", root, 0, 0, false);
  }

  result(): Grants {
    const grants = [...this.#grants].map(([path, grant]) => ({ path, ...grant }));
    return { grants, unenforced: [...this.#unenforced.values()] };
  }

  /**
   * @param allowed rights the plan gives here
   * @param covered rights a grant further up already gives
   * @param solid the tree that may not be carved, if we are in one
   */
  #visit(path: string, node: Node, allowed: number, covered: number, solid: boolean) {
    const rule = node.rule;
    const here = rule === null ? allowed : rightsOf(rule);
    const whole = rule === null ? solid : rule.solid === true || (solid && covered !== 0);
    if (rule !== null && (covered & ~here) !== 0 && this.#kind(path) !== null)
      this.#unenforced.set(path, rule);
    let carved = 0;
    let now = covered;
    for (const right of [READ, WRITE]) {
      if ((here & right) === 0 || (covered & right) !== 0) continue;
      if (whole || !this.#hasHole(path, node, here, right)) {
        this.#grant(path, right, rule);
        now |= right;
      } else carved |= right;
    }
    if (node.children.size === 0) return;
    const entries = carved === 0 ? null : this.#tree.list(path);
    if ((carved & READ) !== 0) this.#grant(path, LIST, rule);
    if (entries === null) {
      for (const [name, child] of node.children) {
        this.#visit(join(path, name), child, here, now, whole);
      }
      return;
    }
    const names = new Set<string>();
    for (const entry of entries) {
      const below = join(path, entry.name);
      names.add(entry.name);
      this.#seen.set(below, entry.kind);
      const child = node.children.get(entry.name);
      if (entry.kind === "link") {
        if (child !== undefined) this.#relocate(below, child);
      } else if (child === undefined) {
        this.#grant(below, carved, null);
      } else {
        this.#visit(below, child, here, now, false);
      }
    }
    for (const [name, child] of node.children) {
      if (child.rule?.create === true && !names.has(name))
        this.#visit(join(path, name), child, here, now, false);
    }
  }

  /** Is there something below that exists and lacks a right that this path has? */
  #hasHole(path: string, node: Node, allowed: number, right: number): boolean {
    for (const [name, child] of node.children) {
      const below = join(path, name);
      const here = child.rule === null ? allowed : rightsOf(child.rule);
      if ((here & right) === 0) {
        if (this.#kind(below) !== null) return true;
      } else if (child.rule?.solid !== true && this.#hasHole(below, child, here, right)) return true;
    }
    return false;
  }

  /** A rule's path leads through a symbolic link: its target gets the rule too, unless it has a tighter one. */
  #relocate(path: string, node: Node) {
    if (node.rule !== null) {
      const real = this.#tree.real(path);
      const rule = node.rule;
      if (real !== null && real !== path) {
        const known = this.#rules.some((other) => other.path === real);
        const opens = rule.access !== "none" && ruleFor(this.#rules, real)?.access === "none";
        const loops = rule.access !== "none" && isWithin(path, real);
        if (!known && !opens && !loops) this.relocated.push({ ...rule, path: real });
      }
    }
    for (const [name, child] of node.children) this.#relocate(join(path, name), child);
  }

  #grant(path: string, rights: number, rule: PathRule | null) {
    const before = this.#grants.get(path);
    if (before !== undefined) {
      before.rights |= rights;
      return;
    }
    let kind = this.#kind(path);
    // A link that a rule names is followed when the grant is made, to a directory as a rule.
    if (kind === "link" && rule !== null) kind = this.#kind(this.#tree.real(path) ?? path);
    // What is not there needs no grant, unless it can be made: in a directory that is there.
    const made = kind === null && rule?.create === true && this.#kind(dirname(path)) === "directory";
    if (kind === null && !made) return;
    this.#grants.set(path, { rights, directory: made || kind === "directory", rule });
  }

  #kind(path: string): Kind | null {
    let known = this.#seen.get(path);
    if (known === undefined) {
      known = this.#tree.kind(path);
      this.#seen.set(path, known);
    }
    return known;
  }
}

function rightsOf(rule: PathRule): number {
  return rule.access === "none" ? 0 : rule.access === "read" ? READ : READ | WRITE;
}

function join(path: string, name: string): string {
  return path === "/" ? `/${name}` : `${path}/${name}`;
}
