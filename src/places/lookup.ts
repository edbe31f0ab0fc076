/** Looks paths up in the catalogues. Text only: nothing here touches a file system. */
import { copied } from "./copies.ts";
import { canonical, isWithin } from "./normal.ts";
import { namedForSecret } from "./own-names.ts";
import type { Mark, Surroundings } from "./place.ts";
import { search, searchFiles } from "./search.ts";
import { intersects, isPattern, literalLength, segment } from "./segment.ts";
import { asSegment, homeParents, isExcepted, type Meant, type Node, open, trie } from "./trie.ts";

/** What is special about an absolute path, by its name. The empty array: nothing known. A copy of a secret is one. */
export function marksOf(path: string, surroundings: Surroundings): readonly Mark[] {
  const own = marksByName(path, surroundings);
  const original = own.some(({ kind }) => kind === "secret") ? null : copied(path);
  if (original === null) return own;
  return [...own, ...marksByName(original, surroundings).filter(({ kind }) => kind === "secret")];
}

function marksByName(path: string, surroundings: Surroundings): readonly Mark[] {
  const { parts, sample, named } = prepare(path, surroundings);
  if (parts.length === 0) return none;
  const found: Meant[] = [];
  search("/", parts, 0, found);
  const home = homeLength(parts);
  if (home > 0 && home < parts.length) {
    search("~/", parts, home, found);
    for (const roof of underOtherRoof(parts, home)) search("~/", roof, home, found);
    const other = searchFiles("~/", byOtherCustom(parts, home), home);
    found.push(...other.filter(({ mark }) => mark.kind === "secret"));
  }
  for (let from = 0; from < parts.length; from++) search("**/", parts, from, found);
  found.push(...underOtherRoots(parts, home, isWithin(named, surroundings.project)));
  const known = marks(found, parts.at(-1) ?? "", sample);
  const own = known.some(({ kind }) => kind === "secret") ? null : namedForSecret(named, surroundings);
  return own === null ? known : [...known, own];
}

/** Where systems put what is `~/.config/x` and `~/.local/share/x` elsewhere: macOS, Flatpak, snap and the sandboxes of macOS. */
const ROOFS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^library\/application support\//, [".config/", ".local/share/", "."]],
  [/^library\/preferences\//, [".config/"]],
  [/^library\/containers\/[^/]+\/data\//, [""]],
  [/^\.var\/app\/[^/]+\/config\//, [".config/"]],
  [/^\.var\/app\/[^/]+\/data\//, [".local/share/"]],
  [/^snap\/[^/]+\/[^/]+\//, [""]],
  [/^appdata\/(?:roaming|local)\//, [".config/", "."]],
];

/** The same path where other systems keep it; `home`: so many parts name the home directory. */
function underOtherRoof(parts: readonly string[], home: number): readonly (readonly string[])[] {
  const first = parts[home];
  if (first !== "library" && first !== ".var" && first !== "snap" && first !== "appdata") return [];
  const below = parts.slice(home).join("/");
  return ROOFS.flatMap(([roof, kept]) =>
    roof.test(below)
      ? kept.map((each) => [...parts.slice(0, home), ...below.replace(roof, each).split("/")])
      : [],
  );
}

/** What projects have of their own under names that tools also give to a person's files: settings, hardly ever logins. */
const ALSO_PROJECTS =
  /^\.(?:npmrc|yarnrc.*|bundle|cargo|config|condarc|composer|gradle|m2|nuget|pip|jupyter|dvc|cursor|gemini|claude.*|codex|continue|kiro|qwen|aws|vscode|ssh|[a-z]*_history|.*crowdin.*|.*phrase.*|.*lokalise.*|.*edgerc|semgrep|slack|stripe|netlify|vercel|wrangler|sf|sfdx|surge|appwrite|convex|auth0|platformsh|ddev|acquia|expo|httpie|local)$/;

/**
 * The secrets of another home directory or another system: what is mounted, unpacked or kept as a copy below some directory
 * (`/mnt/old/etc/shadow`, `backup/dev/.docker/config.json`). In a project `etc` is what it installs.
 */
function underOtherRoots(parts: readonly string[], home: number, inProject: boolean): readonly Meant[] {
  const found: Meant[] = [];
  for (const [at, part] of parts.entries()) {
    if (at === 0 || at === home) continue;
    const isRoot = /^(?:etc|var)$/.test(part) && parts[0] !== "usr";
    if (isRoot && (!inProject || /^g?shadow-?$/.test(parts.at(-1) ?? ""))) search("/", parts, at, found);
    else if (/^\../.test(part) && !ALSO_PROJECTS.test(part)) search("~/", parts, at, found);
  }
  return found.filter(({ mark }) => mark.kind === "secret");
}

/** `~/.x/file` and `~/.config/x/file`: tools have moved from the one to the other, or leave the choice. */
function byOtherCustom(parts: readonly string[], home: number): readonly string[] {
  const [first = "", second] = parts.slice(home, home + 2);
  if (first === ".config" && second !== undefined)
    return [...parts.slice(0, home), `.${second}`, ...parts.slice(home + 2)];
  return first.startsWith(".")
    ? [...parts.slice(0, home), ".config", first.slice(1), ...parts.slice(home + 1)]
    : parts;
}

/** How many components name the home directory that a path lies in; 0 where it lies in none. */
function homeLength(parts: readonly string[]): number {
  if (parts[0] === "root") return 1;
  if (parts[0] === "var" && parts[1] === "root") return 2;
  const parent = homeParents.find((each) => each.every((part, i) => parts[i] === part));
  return parent ? parent.length + 1 : 0;
}

/**
 * What secrets a directory is known to hold, for commands that read it with all that is below (`tar c ~/.ssh`,
 * `grep -r x ~`). At most a handful are named. A project's directory is not known to hold any.
 */
export function secretsBelow(path: string, surroundings: Surroundings): readonly Mark[] {
  const { parts } = prepare(path, surroundings);
  const { root, tails } = trie();
  const starts = [walk([root], parts), ...parts.map((_, start) => walk([tails], parts.slice(start)))];
  const found: Meant[] = [];
  for (const nodes of starts) for (const node of nodes) descend(node, found);
  // What the directory is called itself may be something that is not meant: `.env.example.d`, `key.pub`.
  const own = new Set(starts.flat().flatMap(({ here }) => here));
  const name = parts.at(-1) ?? "";
  return marks(
    found.filter((meant) => !own.has(meant) || !isExcepted(meant, name)),
    "",
    "none",
  );
}

function walk(from: readonly Node[], parts: readonly string[]): readonly Node[] {
  let nodes = from;
  for (const part of parts) {
    nodes = nodes.flatMap((node) => {
      const { children, patterns } = open(node);
      const exact = children.get(part);
      const others = patterns.filter(({ test }) => test(part)).map(({ node }) => node);
      return exact ? [exact, ...others] : others;
    });
    if (nodes.length === 0) break;
  }
  return nodes;
}

const ENOUGH = 5;

/** Collects strong secrets of a node and below, until there are enough to make the point. */
function descend(node: Node, found: Meant[]): void {
  if (found.length >= ENOUGH) return;
  open(node);
  for (const meant of [...node.here, ...node.below]) {
    if (
      meant.mark.kind === "secret" &&
      !meant.weak &&
      !found.some(({ mark }) => mark.what === meant.mark.what)
    )
      found.push(meant);
  }
  for (const child of node.children.values()) descend(child, found);
  for (const { node: child } of node.patterns) descend(child, found);
}

/**
 * What secrets an absolute glob may expand to: `~/.ssh/*`, `/home/*\/.ssh/id_*`, `/etc/sh?dow`, `.e*v`.
 * Patterns that select nothing in particular (`*`, `*.json`) are not held to mean a name that is a secret anywhere.
 */
export function mayMatchSecret(glob: string, surroundings: Surroundings): readonly Mark[] {
  const { parts, sample } = prepare(glob, surroundings);
  const { root, tails } = trie();
  const found: Meant[] = [];
  stepGlob([root], parts, 0, found);
  const last = parts.length - 1;
  const lastPattern = segment(parts[last] ?? "");
  const selective = (text: string): boolean => {
    const name = asSegment(text);
    const dotted = lastPattern[0]?.kind === "one" && lastPattern[0].char === ".";
    return dotted || literalLength(lastPattern) * 2 >= literalLength(name);
  };
  for (let start = 0; start < last; start++) {
    // A tail of several components says enough by itself, where its first one is written out, or is that of something hidden.
    const first = parts[start] ?? "";
    if (!isPattern(first) || /^\.[^*]/.test(first)) stepGlob([tails], parts.slice(start), 0, found);
  }
  if (last >= 0 && isPattern(parts[last] ?? "")) {
    for (const [text, { here }] of open(tails).children)
      if (here.length > 0 && intersects(asSegment(text), lastPattern) && selective(text))
        found.push(...here.filter((m) => !isExcepted(m, text)));
    // Two patterns with open ends meet in some name always; only one that spells the other out selects it.
    for (const { test, node } of tails.patterns) if (test(parts[last] ?? "")) found.push(...node.here);
  } else if (last >= 0) stepGlob([tails], parts.slice(last), 0, found);
  return marks(
    found.filter(({ mark }) => mark.kind === "secret"),
    parts[last] ?? "",
    sample,
  );
}

function stepGlob(nodes: readonly Node[], parts: readonly string[], at: number, found: Meant[]): void {
  const part = parts[at];
  if (part === undefined || nodes.length === 0) return;
  const last = at === parts.length - 1;
  // `~/**/*.md` and `~/*/scope.json` go through every directory, but they ask for files of a name, and a directory that is
  // secret as a whole has no such name in it that anybody knows of.
  const wide = part === "**" && !last;
  const named = !/^[*?]*$/.test(parts.at(-1) ?? "");
  const kindOnly = parts.includes("**") && named;
  if (part === "**") {
    if (last) for (const node of nodes) descend(node, found);
    else stepGlob(nodes, parts, at + 1, found);
  }
  const pattern = segment(part);
  const next: Node[] = [];
  for (const { children, patterns } of nodes.map(open)) {
    if (isPattern(part)) {
      // What is below a directory is below its hidden ones as well.
      for (const [text, node] of children) if (wide || intersects(asSegment(text), pattern)) next.push(node);
    } else {
      const exact = children.get(part);
      if (exact) next.push(exact);
    }
    for (const { text, node } of patterns)
      if (intersects(asSegment(text), pattern) && !(kindOnly && last && text.endsWith("*"))) next.push(node);
  }
  for (const { below, here } of next) {
    // A bare star names directories too, but what reads them by their name alone gets nothing of what is below.
    if (last ? part !== "*" : !(named && /^\*+$/.test(part))) found.push(...below);
    if (last) found.push(...here);
  }
  stepGlob(next, parts, wide ? at : at + 1, found);
}

/** How much a name counts that only suggests a secret. */
type Sample = "none" | "weak" | "test" | "strong";

/** Tests come with keys of their own. */
function isKey({ what }: Mark): boolean {
  return /private key$/.test(what);
}

function marks(found: readonly Meant[], name: string, sample: Sample): readonly Mark[] {
  if (found.length === 0) return none;
  const kept: Mark[] = [];
  for (const meant of found) {
    const { mark, weak, anywhere } = meant;
    if (weak && sample !== "none") continue;
    if (anywhere && mark.kind === "secret" && (sample === "strong" || (sample === "test" && isKey(mark))))
      continue;
    if (isExcepted(meant, name)) continue;
    if (!kept.some(({ kind, what }) => kind === mark.kind && what === mark.what)) kept.push(mark);
  }
  return kept;
}

const none: readonly Mark[] = [];

/** Directories of samples, where a name says nothing of what is in the file … */
const sampleDirectories = new Set(
  `fixtures __fixtures__ fixture testdata test-data test_data mocks __mocks__ samples sample examples
  example snapshots __snapshots__`.split(/\s+/),
);
/** … and those where a name that merely suggests a secret is more often code, a test or a package of others. */
const ordinaryDirectories = new Set(
  `test tests __tests__ spec specs e2e docs doc node_modules vendor site-packages dist-packages third_party
  certs-public locales i18n typings templates`.split(/\s+/),
);

interface Prepared {
  /** The components in lower case, with the home directory as everybody's. */
  readonly parts: readonly string[];
  readonly sample: Sample;
  /** The path with other names for the same place resolved. */
  readonly named: string;
}

function prepare(path: string, surroundings: Surroundings): Prepared {
  const named = canonical(path, surroundings);
  const { home, project } = surroundings;
  // Another user's home is found by its parent; this one also where it lies elsewhere.
  const inHome = home !== "/" && home !== "" && isWithin(named, home);
  const placed = inHome ? `/root${named.slice(home.length)}` : named;
  const parts = placed === "/" ? [] : placed.slice(1).toLowerCase().split("/");
  return { parts, sample: sampleOf(named, project), named };
}

/** Public certificates and installed packages outside; tests and samples in the project. */
function sampleOf(path: string, project: string): Sample {
  if (
    (path.startsWith("/usr/") && !path.startsWith("/usr/local/etc/")) ||
    path.startsWith("/etc/ssl/certs/") ||
    path.startsWith("/nix/store/")
  )
    return "weak";
  const inside = project !== "/" && isWithin(path, project);
  const directories = (inside ? path.slice(project.length) : path).toLowerCase().split("/").slice(0, -1);
  if (inside && directories.some((part) => sampleDirectories.has(part))) return "strong";
  if (!directories.some((part) => ordinaryDirectories.has(part))) return "none";
  return inside ? "test" : "weak";
}
