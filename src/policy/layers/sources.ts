/** Where policy comes from on this machine, and what of it is there. One look at each place, nothing read. */
import { lstatSync, type Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { errorCode, homeDirectory, trustedVariable, Unavailable } from "../../system/index.ts";

export type LayerKind = "system" | "user" | "project";

export interface Source {
  readonly kind: LayerKind;
  readonly path: string;
  readonly status: Stats;
}

/** Places other than the usual ones: for tests, `--policy FILE`, and the keeper. */
export interface Places {
  readonly system?: string;
  readonly user?: string;
}

export const systemFile = "/etc/guardsh/policy.toml";
export const projectFileName = ".guardsh.toml";

/** The user's own policy file. A guarded command cannot move it by setting a variable. */
export function userFile(): string {
  const xdg = trustedVariable("XDG_CONFIG_HOME");
  return join(xdg?.startsWith("/") ? xdg : join(homeDirectory(), ".config"), "guardsh/policy.toml");
}

/**
 * The files that are there, in the order in which they apply: system, user, then those of the project from the
 * outermost directory to the innermost. Every directory above the working directory counts, so that a directory made
 * inside a project does not escape its policy.
 */
export function findSources(cwd: string, places: Places = {}): readonly Source[] {
  const found: Source[] = [];
  const look = (kind: LayerKind, path: string): void => {
    const status = statusOf(kind, path);
    if (status && isOurs(kind, path, status)) found.push({ kind, path, status });
  };
  look("system", places.system ?? systemFile);
  look("user", places.user ?? userFile());
  const directories: string[] = [];
  for (let at = cwd; ; at = dirname(at)) {
    directories.push(at);
    if (dirname(at) === at) break;
  }
  for (const directory of directories.reverse()) look("project", join(directory, projectFileName));
  return found;
}

function statusOf(kind: LayerKind, path: string): Stats | null {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) complainOfLink(kind, path);
    return status ?? null;
  } catch (error) {
    // ENOTDIR: something in the way that is no directory, so the file is not there. Anything else hides a policy.
    if (errorCode(error) === "ENOTDIR") return null;
    if (error instanceof Unavailable) throw error;
    throw new Unavailable(
      "the policy cannot be read",
      `${path}: ${errorCode(error)}`,
      `work in another directory, or open what is shut on the way there: namei -l ${path}`,
    );
  }
}

/** A link that leads nowhere was a policy once: what it said is not known, and not to be done without. */
function complainOfLink(kind: LayerKind, path: string): void {
  const link = lstatSync(path, { throwIfNoEntry: false });
  if (link === undefined || !isOurs(kind, path, { uid: link.uid, mode: 0 })) return;
  throw new Unavailable(
    "the policy cannot be read",
    `${path} is a link that leads nowhere`,
    `put back what it leads to, or take it away: rm ${path}`,
  );
}

/**
 * Whether a file's owner may speak for its layer. A system file that others can change is no policy, and stops
 * everything; a project file of another user (`/tmp/.guardsh.toml`, planted) is passed over.
 */
function isOurs(kind: LayerKind, path: string, { uid, mode }: Pick<Stats, "uid" | "mode">): boolean {
  const self = process.geteuid?.() ?? uid;
  const mine = uid === 0 || uid === self;
  if (kind === "project") return mine;
  const others = (mode & 0o022) !== 0;
  if ((kind === "system" ? uid === 0 || uid === self : mine) && !others) return true;
  throw new Unavailable(
    "the policy cannot be used",
    others ? `${path} can be changed by others` : `${path} belongs to user ${uid}`,
    others ? `chmod go-w ${path}` : `chown ${kind === "system" ? 0 : self} ${path}`,
  );
}
