/** The files that a command itself made so far, by absolute path, found also by what lies around them. */
import type { Language, Stream } from "../action.ts";
import type { Text } from "../value.ts";

/** A file that an earlier part of the same command made. */
export interface MadeFile {
  readonly content: Stream;
  /** Set when it lay there before, and this is what has been put into it or behind its end. */
  readonly added?: Stream;
  /** Set when it is a copy of or a link to a program: `cp /bin/sh x`. */
  readonly program: string | null;
  /** Set when it is a symbolic or hard link made here: where it leads. */
  readonly leadsTo: string | null;
  /** How a symbolic link says that, which may be any text: what `readlink` prints. */
  readonly says?: Text;
  readonly fifo: boolean;
  /** Something has made it runnable. */
  readonly runnable?: true;
  /** What its content is written in, where neither its name nor its first line says so: a compiled program. */
  readonly language?: Language;
}

/** A script may make thousands of files, and every program that it starts may look for its own among them. */
export class MadeFiles extends Map<string, MadeFile> {
  readonly #directories = new Set<string>();
  readonly #byOwner = new Map<string, string[]>();

  override set(path: string, file: MadeFile): this {
    if (!this.has(path)) this.#index(path);
    return super.set(path, file);
  }

  /** The paths below a directory. */
  below(directory: string): readonly string[] {
    if (!this.#directories.has(directory)) return [];
    return [...this.keys()].filter((path) => path.startsWith(`${directory}/`));
  }

  /** Those named for a program, or in a directory that is: `.progrc`, `Progfile`, `.config/prog/config`, `x.prog`. Lower case. */
  namedFor(program: string): readonly string[] {
    return (this.#byOwner.get(program) ?? []).filter((path) => this.has(path));
  }

  #index(path: string): void {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const directory = path.slice(0, end);
      if (this.#directories.has(directory)) break;
      this.#directories.add(directory);
    }
    for (const owner of ownersOf(path.toLowerCase())) {
      const paths = this.#byOwner.get(owner);
      if (paths) paths.push(path);
      else this.#byOwner.set(owner, [path]);
    }
  }
}

/** The programs that a file may be the configuration of, by its name and that of its directory. */
function ownersOf(path: string): ReadonlySet<string> {
  const [file = "", directory = ""] = path.split("/").slice(-2).reverse();
  const name = /^[._]?([^.]+)/.exec(file)?.[1] ?? "";
  const ending = file.slice(file.lastIndexOf(".") + 1);
  const stem = name.replace(/(?:[_-](?:\w+[_-])?(?:config|conf|settings)|config|rc|init|file)$/, "");
  return new Set([name, stem, ending, directory.replace(/^\./, "")]);
}
