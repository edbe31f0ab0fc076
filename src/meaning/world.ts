/**
 * What analysis may know of the machine, and how it asks. Everything behind this interface only looks: judging
 * never executes or changes anything. Tests give a world of their own.
 */
export interface World {
  /** The first `limit` bytes as text, or null where the file cannot be read or is not a regular file. */
  readonly readFile: (path: string, limit: number) => string | null;
  /** The same as they are, for what is no text. A world without such files can do without. */
  readonly readBytes?: (path: string, limit: number) => Uint8Array | null;
  /** What is there, links followed. */
  readonly kind: (path: string) => "file" | "directory" | "other" | "missing";
  /** Names in a directory (at most `limit`), or null where it cannot be listed. */
  readonly list: (path: string, limit: number) => readonly string[] | null;
  /** Where a path leads, every link followed; null where it leads nowhere. A world without links can do without. */
  readonly real?: (path: string) => string | null;
  /** When a file of ours last changed in any way, in milliseconds; null for what is no file of ours, links included. */
  readonly changedAt?: (path: string) => number | null;
}

/** The circumstances of a command. */
export interface Context {
  /** Absolute. */
  readonly cwd: string;
  readonly home: string;
  /** Exported variables; a Map will do. */
  readonly environment: {
    readonly get: (name: string) => string | undefined;
    readonly has: (name: string) => boolean;
  };
  /** The shell that will run it; `unknown` means: judge as the worse of bash and dash. */
  readonly dialect: "bash" | "sh" | "dash" | "zsh" | "unknown";
  /** `$0` and `$1 …` of the command string or script; null: not known. */
  readonly positional: readonly string[] | null;
  readonly world: World;
}
