/** The boundary's roots: a policy's words and paths as absolute paths with rights, and which of them decides for a path. */
import { homeOf, isWithin, lexical, packageCaches, placeOf, type Surroundings } from "../../places/index.ts";
import type { Policy } from "../../policy/policy.ts";

export type Right = "write" | "read" | "none";

interface Root {
  readonly path: string;
  readonly right: Right;
}

export interface Roots {
  readonly list: readonly Root[];
  /** Caches of tools may be written wherever they are. */
  readonly caches: boolean;
  readonly around: Surroundings;
}

const tightness: Record<Right, number> = { write: 0, read: 1, none: 2 };

/** All roots, resolved by `real`, the longest first; of two with one path, the tighter one. */
export function rootsOf(
  { write, read, none }: Policy["boundary"],
  around: Surroundings,
  real: (path: string) => string,
): Roots {
  const found = new Map<string, Right>();
  const put = (right: Right) => (text: string) => {
    for (const path of pathsOf(text, around)) {
      const resolved = comparable(real(path));
      const before = found.get(resolved);
      if (before === undefined || tightness[right] > tightness[before]) found.set(resolved, right);
    }
  };
  for (const [right, texts] of [
    ["write", write],
    ["read", read],
    ["none", none],
  ] as const)
    texts.forEach(put(right));
  shelterHome(found, around, real);
  const list = [...found].map(([path, right]) => ({ path, right }));
  return {
    list: list.sort((a, b) => b.path.length - a.path.length),
    caches: write.includes("caches"),
    around,
  };
}

/** A home directory below /tmp (containers, test rigs) is still somebody's home, and no temporary directory. */
function shelterHome(
  found: Map<string, Right>,
  { home, temporary }: Surroundings,
  real: (path: string) => string,
): void {
  const path = comparable(real(home));
  const inside = temporary.some(
    (directory) => path !== comparable(real(directory)) && isWithin(path, comparable(real(directory))),
  );
  if (inside && !found.has(path)) found.set(path, "read");
}

function pathsOf(text: string, { project, temporary, home }: Surroundings): readonly string[] {
  if (text === "project") return [project];
  if (text === "temporary") return [...new Set(["/tmp", "/var/tmp", "/dev/shm", ...temporary])];
  if (text === "caches") return [];
  if (text === "~" || text.startsWith("~/")) return [lexical(`${home}${text.slice(1)}`)];
  if (text === "." || text.startsWith("./")) return [lexical(`${project}/${text}`)];
  return [lexical(text)];
}

/** What may be done at a path (resolved). The longest root that the path is in decides; what is in none may not be touched. */
export function rightAt(path: string, { list, caches, around }: Roots): Right {
  const name = comparable(path);
  const folded = fold(name);
  // A place that is shut stays shut under another spelling, for file systems that take both for one name.
  const shut = list.find(({ path: root, right }) => right === "none" && isWithin(folded, fold(root)));
  const root = list.find(({ path: candidate }) => isWithin(name, candidate));
  if (shut && (!root || root.path.length <= shut.path.length)) return "none";
  if (root?.right === "write") return "write";
  const isCache =
    packageCaches.some((cache) => isWithin(name, cache)) ||
    (placeOf(path, around) === "cache" && homeOf(path, around) === around.home);
  if (caches && root?.right !== "none" && isCache) return "write";
  return root?.right ?? "none";
}

const foldsCase = process.platform === "darwin";

/** The spelling that paths are compared in: on macOS without regard to case and to how accents are composed. */
function comparable(path: string): string {
  return foldsCase ? fold(path) : path;
}

function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
