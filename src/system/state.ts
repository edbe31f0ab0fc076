/**
 * The state directory: audit log, sessions, limits, compiled policy. Mode 0700, owned by the user, never reached through
 * a symbolic link of its own name. Where it is: `$GUARDSH_STATE`, else `$XDG_STATE_HOME/guardsh`, else
 * `~/.local/state/guardsh`, home taken from the user database and the variables only where no guarded command set them.
 */
import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { homeDirectory } from "./home.ts";
import { trustedVariable } from "./process.ts";
import { errorCode, Unavailable, unavailable } from "./unavailable.ts";

let chosen: string | undefined;

/** Where the state directory is, without looking whether it is there. Throws {@link Unavailable} for a relative `$GUARDSH_STATE`. */
export function stateDirectory(): string {
  if (chosen !== undefined) return chosen;
  const named = trustedVariable("GUARDSH_STATE");
  if (named !== undefined) {
    if (!named.startsWith("/"))
      throw new Unavailable(
        "the state directory cannot be used",
        `GUARDSH_STATE is not an absolute path (${named})`,
        "set GUARDSH_STATE to an absolute path or unset it",
      );
    chosen = named.replace(/\/+$/, "") || "/";
    return chosen;
  }
  const xdg = trustedVariable("XDG_STATE_HOME");
  chosen = join(xdg?.startsWith("/") ? xdg : join(homeDirectory(), ".local/state"), "guardsh");
  return chosen;
}

/** Makes the directory if it is missing and makes sure that it is ours alone. Throws {@link Unavailable} otherwise. */
export function ensureStateDirectory(directory: string): void {
  if (!isPrivate(directory)) {
    checkParents(dirname(directory));
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw unavailable(directory, error);
    }
    if (!isPrivate(directory))
      throw new Unavailable(`${directory} cannot be used`, "it went away while it was made", "try again");
  }
}

/** False when it is not there; throws when it is there and not usable. */
function isPrivate(directory: string): boolean {
  const what = `the state directory ${directory} cannot be used`;
  let status: ReturnType<typeof lstatSync>;
  try {
    status = lstatSync(directory);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw unavailable(directory, error);
  }
  if (status.isSymbolicLink())
    throw new Unavailable(what, "it is a symbolic link", `look where it points, then: rm ${directory}`);
  if (!status.isDirectory())
    throw new Unavailable(what, "it is not a directory", `move it away: mv ${directory} ${directory}.old`);
  const self = process.geteuid?.();
  if (self !== undefined && status.uid !== self)
    throw new Unavailable(
      what,
      `it belongs to user ${status.uid}, not to you (${self})`,
      `chown -R "$(id -u)" ${directory}, or name another place in GUARDSH_STATE`,
    );
  if ((status.mode & 0o022) !== 0)
    throw new Unavailable(
      what,
      "others can write in it, so its content proves nothing",
      `look at it, then: chmod 700 ${directory}`,
    );
  if ((status.mode & 0o077) !== 0) chmodSync(directory, 0o700);
  return true;
}

/** A parent that someone else can rename entries in would let them put their own directory in the place of ours. */
function checkParents(directory: string): void {
  const self = process.geteuid?.();
  for (let path = directory; path !== "/"; path = dirname(path)) {
    let status: ReturnType<typeof lstatSync>;
    try {
      status = lstatSync(path);
    } catch {
      continue;
    }
    const foreign = self !== undefined && self !== 0 && status.uid !== self && status.uid !== 0;
    const open = status.isDirectory() && (status.mode & 0o002) !== 0 && (status.mode & 0o1000) === 0;
    if (foreign || open)
      throw new Unavailable(
        `${path} is no place for the state directory`,
        foreign ? `it belongs to user ${status.uid}` : "everybody can rename what is in it",
        `chmod o-w ${path}, or name another place in GUARDSH_STATE`,
      );
  }
}
