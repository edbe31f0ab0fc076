/** What stands in guardsh's way, so that people know what to do about it. */

/** Something outside guardsh is in the way: what, why, and what a person can do about it. */
export class Unavailable extends Error {
  readonly what: string;
  readonly why: string;
  readonly mend: string;

  constructor(what: string, why: string, mend: string) {
    super(`${what}: ${why}`);
    this.name = "Unavailable";
    this.what = what;
    this.why = why;
    this.mend = mend;
  }
}

/** `ENOENT` and so on, or "" for what is no system error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

const sandboxMend =
  "allow the agent's sandbox to write there (Claude Code: sandbox.filesystem.allowWrite in settings.json; " +
  "Codex: sandbox_workspace_write.writable_roots in config.toml)";

/** A failed system call on the state directory as something a person can act on. */
export function unavailable(path: string, error: unknown): Unavailable {
  if (error instanceof Unavailable) return error;
  const what = `${path} cannot be written`;
  switch (errorCode(error)) {
    case "EROFS":
      return new Unavailable(
        what,
        "it is on a read-only file system (an agent's sandbox makes it so)",
        `${sandboxMend}, or choose another place with GUARDSH_STATE`,
      );
    case "EACCES":
    case "EPERM":
      return new Unavailable(
        what,
        "permission denied",
        `see whose it is (namei -l ${path}), or choose another place with GUARDSH_STATE; inside an agent's own sandbox, ${sandboxMend}`,
      );
    case "ENOSPC":
    case "EDQUOT":
      return new Unavailable(
        what,
        "no space left on its disk",
        `make room on the disk of ${path} (df -h ${path})`,
      );
    case "EFBIG":
      return new Unavailable(
        what,
        "a file size limit is in force (ulimit -f)",
        "raise the limit of whoever starts the agent: ulimit -f unlimited",
      );
    case "EMFILE":
    case "ENFILE":
      return new Unavailable(
        what,
        "too many open files",
        "raise the limit of open files (ulimit -n) or close what holds them",
      );
    case "ELOOP":
      return new Unavailable(
        what,
        "it is a symbolic link where a file has to be",
        `look where it points, then: rm ${path}`,
      );
    case "ENXIO":
    case "EISDIR":
    case "ENOTDIR":
      return new Unavailable(
        what,
        "something that is not a plain file is in its place",
        `look at it, then move it away: mv ${path} ${path}.old`,
      );
    default:
      return new Unavailable(
        what,
        error instanceof Error ? error.message : String(error),
        `look at ${path}: guardsh doctor`,
      );
  }
}
