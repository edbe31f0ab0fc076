/** The compiled binary that the tests run, built when a source is newer than it. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { homeDirectory } from "../../src/system/index.ts";

const root = join(import.meta.dir, "../..");
const binary = join(root, "dist/guardsh");

/** Names under which guardsh is called, as an installation has them. */
export interface Installed {
  readonly guardsh: string;
  /** By its own name, as a bash. */
  readonly bashGuardsh: string;
  /** A real shell's name. */
  readonly shell: (name: "bash" | "sh" | "dash" | "zsh") => string;
}

let installed: Installed | undefined;

/** Builds if need be, and links the names into a directory of the tests' own. */
export function install(): Installed {
  if (installed !== undefined) return installed;
  if (isStale()) {
    const built = Bun.spawnSync([process.execPath, join(root, "build/compile.ts")], { cwd: root });
    if (built.exitCode !== 0) throw new Error(built.stderr.toString());
  }
  const directory = join(root, "dist/test-guardsh");
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, "shells"), { recursive: true });
  symlinkSync(binary, join(directory, "bash-guardsh"));
  for (const name of ["bash", "sh", "dash", "zsh"]) symlinkSync(binary, join(directory, "shells", name));
  installed = {
    guardsh: binary,
    bashGuardsh: join(directory, "bash-guardsh"),
    shell: (name) => join(directory, "shells", name),
  };
  return installed;
}

function isStale(): boolean {
  if (!existsSync(binary)) return true;
  const built = statSync(binary).mtimeMs;
  return newest(join(root, "src")) > built || newest(join(root, "native")) > built;
}

function newest(directory: string): number {
  return Math.max(
    ...readdirSync(directory, { withFileTypes: true }).map((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

/**
 * A new directory that commands may not write as a whole, as they may what lies below a temporary directory: beside the
 * binary, or in the home directory where the checkout itself is temporary; in /srv where either is root's home, which is shut for
 * others. Whoever makes it removes it.
 */
export function lastingDirectory(prefix: string): string {
  const unfit = ["/tmp", "/var/tmp", tmpdir(), ...(process.getuid?.() === 0 ? ["/root"] : [])]
    .filter((path) => existsSync(path))
    .map((path) => `${realpathSync(path)}/`);
  const beside = realpathSync(join(root, "dist"));
  const parent = unfit.some((path) => beside.startsWith(path)) ? settled() : beside;
  return realpathSync(mkdtempSync(join(parent, prefix)));
}

function settled(): string {
  return process.getuid?.() === 0 && existsSync("/srv") ? "/srv" : homeDirectory();
}

/**
 * The variables under which tests run guardsh: state of their own, and a policy that differs from the standard one only
 * where tests do what no agent does (hundreds of commands a minute), and by what `more` adds.
 */
export function guardshVariables(directory: string, more = ""): Record<string, string> {
  const configuration = join(directory, "config/guardsh");
  if (!existsSync(configuration)) {
    mkdirSync(configuration, { recursive: true });
    writeFileSync(join(configuration, "policy.toml"), `[rate]\ncontrol = "off"\n${more}`);
  }
  return { GUARDSH_STATE: join(directory, "state"), XDG_CONFIG_HOME: join(directory, "config") };
}

/** A guardsh that stands by for a state directory. */
export interface Standing {
  readonly pid: number;
  end(): void;
}

/** Starts one, as guardsh itself would, and waits until it listens. */
export function standBy({ guardsh }: Installed, directory: string, idleMs = 120_000): Standing {
  const { GUARDSH_STATE: state = "" } = guardshVariables(directory);
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const child = Bun.spawn([guardsh, "--standby", `${idleMs}`], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { PATH: "/usr/bin:/bin", GUARDSH_STATE: state },
  });
  const sockets = () =>
    existsSync(join(state, "standby"))
      ? readdirSync(join(state, "standby")).filter((name) => !name.endsWith(".lock"))
      : [];
  for (let tries = 0; sockets().length === 0; tries++) {
    if (tries > 1000) throw new Error("nobody stands by");
    Bun.sleepSync(10);
  }
  return { pid: child.pid, end: () => child.kill() };
}
