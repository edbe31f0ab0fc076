/**
 * What a path means, before anything is known of what happens to it.
 * `places/` is knowledge: catalogues of paths, and one function that looks a path up in them.
 */

export type Place =
  /** `/` itself. */
  | "root"
  /** A directory that the system needs: `/usr`, `/etc`, `/boot`, `/bin`, `/var/lib` … and what is below. */
  | "system"
  /** A home directory itself. */
  | "home"
  /** Below a home directory, outside the project. */
  | "home-content"
  /** The project's root directory itself. */
  | "project"
  | "project-content"
  /** A temporary directory itself, or what is below. */
  | "temporary"
  | "temporary-content"
  /** A cache of a tool below home: `~/.cache`, `~/.npm`, `~/.cargo/registry`. */
  | "cache"
  /** A device file. */
  | "device"
  /** `/proc`, `/sys`. */
  | "kernel"
  /** Everything else. */
  | "elsewhere";

/** Where the command runs: what the catalogues need to know to name a place. */
export interface Surroundings {
  readonly cwd: string;
  readonly home: string;
  /** The project's root: git top level, or the working directory. */
  readonly project: string;
  readonly temporary: readonly string[];
}

/** What is special about a path, whatever its place. A path may have several marks. */
export type Mark =
  /** Keys, tokens, credentials: `~/.ssh/id_*`, `.env`, `~/.aws/credentials`, `/etc/shadow`, `/proc/*\/environ`. */
  | { readonly kind: "secret"; readonly what: string }
  /** Read by a shell, session, init system or scheduler, so that writing it runs code later. */
  | { readonly kind: "startup"; readonly what: string }
  /** Accounts, sudoers, PAM, ssh daemon: writing it gives rights. */
  | { readonly kind: "authority"; readonly what: string }
  /** Configuration of an agent or editor that can make it run things: `.claude/`, `.mcp.json`, `.vscode/tasks.json`. */
  | { readonly kind: "agent"; readonly what: string }
  /** Code that a tool runs later in this project: `.git/hooks`, `.husky`, `.git/config`. */
  | { readonly kind: "hook"; readonly what: string }
  /** guardsh's own policy, log, state and binary. */
  | { readonly kind: "guard"; readonly what: string }
  /** System and audit logs, shell histories. */
  | { readonly kind: "log"; readonly what: string }
  /** A block device, memory device or disk. */
  | { readonly kind: "disk"; readonly what: string }
  /** A control socket: docker, containerd, ssh-agent. */
  | { readonly kind: "socket"; readonly what: string };
