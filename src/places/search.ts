/**
 * Finds the patterns that a path matches by their first component.
 *
 * A command looks up a handful of paths in a process that lives for milliseconds: for those, searching the catalogues' text is done
 * before a table of fourteen hundred patterns is made. Where it goes on to hundreds of paths, the table is made once.
 */
import { catalogues } from "./catalogue/index.ts";
import type { Meant } from "./trie.ts";

/** Where a pattern is anchored: the root, a home directory, or anywhere. */
export type Anchor = "/" | "~/" | "**/";

const anchors: readonly Anchor[] = ["/", "~/", "**/"];

interface Index {
  /** Every pattern on a line of its own. */
  readonly text: string;
  /** Where each entry's patterns begin in the text, and what they mean. */
  readonly starts: readonly number[];
  readonly meant: readonly { readonly fixed: Meant; readonly loose: Meant }[];
  /** Patterns whose first component holds a star, so that the path's own first component does not find them. */
  readonly starred: Readonly<Record<Anchor, readonly Pattern[]>>;
}

interface Pattern {
  readonly parts: readonly string[];
  /** All that is below is meant as well. */
  readonly deep: boolean;
  readonly meant: Meant;
}

type Table = Readonly<Record<Anchor, ReadonlyMap<string, readonly Pattern[]>>>;

let built: Index | undefined;
let made: Table | undefined;

/** From so many look-ups on, the table is made. */
const many = 100;
let lookups = 0;

/**
 * Adds what the patterns of an anchor mean that match the path whose components (in lower case) begin at `from`, in the order
 * of the catalogues: those with a plain first component, then those where it has a star.
 */
export function search(anchor: Anchor, path: readonly string[], from: number, found: Meant[]): void {
  for (const pattern of patternsFor(anchor, path, from)) found.push(pattern.meant);
}

/** The same of single files, without the patterns that mean a directory with all that is below. */
export function searchFiles(anchor: Anchor, path: readonly string[], from: number): readonly Meant[] {
  return patternsFor(anchor, path, from)
    .filter(({ deep }) => !deep)
    .map(({ meant }) => meant);
}

function patternsFor(anchor: Anchor, path: readonly string[], from: number): readonly Pattern[] {
  const candidates = ++lookups > many ? inTable : inText;
  return [...candidates(anchor, path[from] ?? ""), ...index().starred[anchor]].filter((pattern) =>
    matches(pattern, path, from),
  );
}

function index(): Index {
  built ??= build();
  return built;
}

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
  const starred: Record<Anchor, Pattern[]> = { "/": [], "~/": [], "**/": [] };
  const whole = { text: `${pieces.join("")}\n`, starts, meant, starred };
  for (const match of whole.text.matchAll(/\n(\*\*\/|~\/|\/)([^/\n*]*\*[^\n]*)/g)) {
    const anchor = anchors.find((each) => each === match[1]);
    if (anchor) starred[anchor].push(patternAt(whole, match.index, anchor, match[2] ?? ""));
  }
  return whole;
}

/** The patterns whose first component is this one, by searching the text. */
export function inText(anchor: Anchor, first: string): readonly Pattern[] {
  const { text } = index();
  const found: Pattern[] = [];
  const start = `\n${anchor}`;
  const key = start + first;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    const next = text[at + key.length];
    if (next !== "/" && next !== "\n") continue;
    const pattern = text.slice(at + start.length, text.indexOf("\n", at + key.length));
    found.push(patternAt(index(), at, anchor, pattern));
  }
  return found;
}

/** The same from the table. */
export function inTable(anchor: Anchor, first: string): readonly Pattern[] {
  made ??= tableOf(index());
  return made[anchor].get(first) ?? none;
}

const none: readonly Pattern[] = [];

function tableOf(whole: Index): Table {
  const tables = { "/": new Map(), "~/": new Map(), "**/": new Map() } satisfies Record<
    Anchor,
    Map<string, Pattern[]>
  >;
  for (const match of whole.text.matchAll(/\n(\*\*\/|~\/|\/)([^/\n*]+)((?:\/[^\n]*)?)(?=\n)/g)) {
    const anchor = anchors.find((each) => each === match[1]);
    const [, , first = "", rest = ""] = match;
    if (!anchor) continue;
    const byFirst: Map<string, Pattern[]> = tables[anchor];
    const pattern = patternAt(whole, match.index, anchor, first + rest);
    const others = byFirst.get(first);
    if (others) others.push(pattern);
    else byFirst.set(first, [pattern]);
  }
  return tables;
}

/** A pattern of the text: `a/b*`, `a/**` (a and all below). */
function patternAt(
  whole: Pick<Index, "starts" | "meant">,
  position: number,
  anchor: Anchor,
  pattern: string,
): Pattern {
  const deep = pattern.endsWith("/**");
  const parts = (deep ? pattern.slice(0, -3) : pattern).split("/");
  return { parts, deep, meant: meantAt(whole, position, anchor) };
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

/** Component by component. */
function matches({ parts, deep }: Pattern, path: readonly string[], from: number): boolean {
  const given = path.length - from;
  if (deep ? given < parts.length : given !== parts.length) return false;
  for (let i = 0; i < parts.length; i++) if (!wild(parts[i] ?? "", path[from + i] ?? "")) return false;
  return true;
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
