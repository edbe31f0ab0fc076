/**
 * Finds the patterns that a path matches by searching the catalogues' text. A command looks up a handful of paths in a
 * process that lives for milliseconds: searching one string is done before a tree of fourteen hundred patterns is built.
 */
import { catalogues } from "./catalogue/index.ts";
import type { Meant } from "./trie.ts";

/** Where a pattern is anchored: the root, a home directory, or anywhere. */
export type Anchor = "/" | "~/" | "**/";

interface Index {
  /** Every pattern on a line of its own. */
  readonly text: string;
  /** Where each entry's patterns begin in the text, and what they mean. */
  readonly starts: readonly number[];
  readonly meant: readonly { readonly fixed: Meant; readonly loose: Meant }[];
  /** Patterns whose first component holds a star, so that the path's own first component does not find them. */
  readonly starred: Readonly<Record<Anchor, readonly Starred[]>>;
}

interface Starred {
  readonly pattern: string;
  readonly meant: Meant;
  /** A single component: matches only the last one of a path. */
  readonly single: boolean;
}

let index: Index | undefined;

function build(): Index {
  const pieces: string[] = [];
  const starts: number[] = [];
  const meant: { readonly fixed: Meant; readonly loose: Meant }[] = [];
  let length = 0;
  for (const { kind, entries } of catalogues) {
    for (const { what, at, except = [], weak = false } of entries) {
      const piece = `\n${at.join("\n")}`;
      pieces.push(piece);
      starts.push(length);
      length += piece.length;
      const mark = { kind, what };
      meant.push({
        fixed: { mark, except, weak, anywhere: false },
        loose: { mark, except, weak, anywhere: true },
      });
    }
  }
  const starred: Record<Anchor, Starred[]> = { "/": [], "~/": [], "**/": [] };
  const made = { text: `${pieces.join("")}\n`, starts, meant, starred };
  for (const match of made.text.matchAll(/\n(\*\*\/|~\/|\/)([^/\n*]*\*[^\n]*)/g)) {
    const [, anchor, pattern = ""] = match;
    if (anchor !== "/" && anchor !== "~/" && anchor !== "**/") continue;
    starred[anchor].push({
      pattern,
      meant: meantAt(made, match.index, anchor),
      single: !pattern.includes("/"),
    });
  }
  return made;
}

/** What the entry means whose patterns hold the position. */
function meantAt(
  { starts, meant }: Pick<Index, "starts" | "meant">,
  position: number,
  anchor: Anchor,
): Meant {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  const entry = meant[low];
  if (!entry) throw new Error("no entry for a pattern");
  return anchor === "**/" ? entry.loose : entry.fixed;
}

/** Adds what the patterns of an anchor mean that match the path from there on (lower case, no leading slash). */
export function search(anchor: Anchor, rest: string, found: Meant[]): void {
  index ??= build();
  const { text, starred } = index;
  const slash = rest.indexOf("/");
  const prefix = `\n${anchor}`;
  const key = prefix + (slash < 0 ? rest : rest.slice(0, slash));
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    const next = text[at + key.length];
    if (next !== "/" && next !== "\n") continue;
    const pattern = text.slice(at + prefix.length, text.indexOf("\n", at + key.length));
    if (matches(pattern, rest)) found.push(meantAt(index, at, anchor));
  }
  for (const { pattern, meant, single } of starred[anchor])
    if ((slash < 0 || !single) && matches(pattern, rest)) found.push(meant);
}

/** `a/b*`, `a/**` (a and all below): component by component. */
function matches(pattern: string, rest: string): boolean {
  if (!pattern.includes("*")) return pattern === rest;
  const deep = pattern.endsWith("/**");
  const stem = deep ? pattern.slice(0, -3) : pattern;
  if (!stem.includes("*")) return rest === stem || rest.startsWith(`${stem}/`);
  if (!stem.includes("/") && !deep) return wild(stem, rest);
  const wanted = stem.split("/");
  const given = rest.split("/");
  if (deep ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((part, i) => wild(part, given[i] ?? ""));
}

/** One component with stars; the pieces between them in order, as early as they come. */
function wild(pattern: string, name: string): boolean {
  let star = pattern.indexOf("*");
  if (star < 0) return pattern === name;
  if (!name.startsWith(pattern.slice(0, star))) return false;
  let at = star;
  for (let next = pattern.indexOf("*", star + 1); next >= 0; next = pattern.indexOf("*", star + 1)) {
    const piece = pattern.slice(star + 1, next);
    const where = name.indexOf(piece, at);
    if (where < 0) return false;
    at = where + piece.length;
    star = next;
  }
  const tail = pattern.slice(star + 1);
  return name.length - tail.length >= at && name.endsWith(tail);
}
