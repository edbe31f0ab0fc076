/**
 * Where a path really leads: links followed at every component, as the kernel will when the command runs. Links that
 * the same command makes before it uses them count as if they were there already.
 */
import { lexical } from "../../places/index.ts";

/** The file system as far as the boundary looks at it. */
export interface Links {
  /** What a symbolic link at this path says; null where there is none. */
  readonly target: (path: string) => string | null;
  /** Is there anything at this path? */
  readonly exists: (path: string) => boolean;
  /** Places that show another place of this machine (bind mounts): mount point → what is shown. */
  readonly mounts: () => ReadonlyMap<string, string>;
}

/** Linux gives up after 40. */
const MOST_LINKS = 40;

export class Resolver {
  readonly #links: Links;
  /** Links that earlier actions of the command make: path → target, both absolute. */
  readonly #made = new Map<string, string>();
  readonly #known = new Map<string, string>();
  /** Answers of the file system, kept because most paths of a command begin alike. */
  readonly #asked = new Map<string, string | null>();

  constructor(links: Links) {
    this.#links = links;
  }

  /** Notes a link that the command makes. Hard links too: the name is another one for the same file. */
  make(path: string, target: string): void {
    this.#made.set(this.resolve(path), target);
    this.#known.clear();
  }

  /**
   * The path without links and `..`. Components that are not there are kept as they are: the command may make them.
   */
  resolve(path: string): string {
    const before = this.#known.get(path);
    if (before !== undefined) return before;
    const resolved = this.#unmount(this.#walk(path));
    this.#known.set(path, resolved);
    return resolved;
  }

  /** The same for the name itself, whatever it leads to: as unlink(2) takes a path. */
  entry(path: string): string {
    const cut = path.lastIndexOf("/");
    const directory = this.#walk(path.slice(0, cut));
    return this.#unmount(`${directory === "/" ? "" : directory}${path.slice(cut)}`);
  }

  #walk(path: string): string {
    const waiting = path.split("/").reverse();
    let at = "";
    let followed = 0;
    while (waiting.length > 0) {
      const part = waiting.pop();
      if (part === undefined || part === "" || part === ".") continue;
      if (part === "..") {
        at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
        continue;
      }
      const next = `${at}/${part}`;
      const target = this.#made.get(next) ?? this.#ask(next);
      if (target === null) {
        at = next;
      } else if (++followed > MOST_LINKS) {
        // A circle: nothing can be reached through it, so its own name is as good as any.
        return lexical(`${next}/${waiting.reverse().join("/")}`);
      } else {
        if (target.startsWith("/")) at = "";
        waiting.push(...target.split("/").reverse());
      }
    }
    return at === "" ? "/" : at;
  }

  #ask(path: string): string | null {
    const before = this.#asked.get(path);
    if (before !== undefined) return before;
    const target = this.#links.target(path);
    this.#asked.set(path, target);
    return target;
  }

  /** What a bind mount shows in place of the path. */
  #unmount(path: string): string {
    let best = "";
    for (const point of this.#links.mounts().keys())
      if (point.length > best.length && (path === point || path.startsWith(`${point}/`))) best = point;
    return best === "" ? path : `${this.#links.mounts().get(best) ?? best}${path.slice(best.length)}`;
  }
}
