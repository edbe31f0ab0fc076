/**
 * Compiled plans, kept between commands. Listing directories and assembling filters takes longer than all the rest, and
 * mostly gives the same; so the result is kept in the state directory, together with what it was read from, and used
 * again as long as that is unchanged. The sandbox shuts the state directory, so no command can plant a plan.
 */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { errorCode, ptr, readPlainFile, readProc, systemCall } from "../system/index.ts";
import type { Compiled } from "./compile.ts";
import { compilePlan } from "./compile.ts";
import type { Kind, Tree } from "./grants.ts";
import { fileSystem } from "./grants.ts";
import { landlockAbi } from "./landlock.ts";
import type { Plan } from "./plan.ts";
import { newestAbi } from "./ruleset.ts";

/** A directory that a plan was compiled from. */
interface Witness {
  readonly path: string;
  /** Inode and time of last change; any entry made, removed or renamed shows in it. */
  readonly stamp: string;
  /** Hash of the names and kinds in it: editors rewrite files next to each other all day, and mostly nothing changes. */
  readonly names: string;
}

interface Kept {
  readonly version: typeof version;
  readonly key: string;
  /** The kernel's ABI when this was compiled. */
  readonly abi: number;
  /** What says whether bubblewrap may make its namespaces; "" for another engine. */
  readonly leave: string;
  readonly witnesses: readonly Witness[];
  readonly compiled: Compiled;
}

/** Goes up with every change of what `Compiled` means. */
const version = "4";
/** More projects than anybody works on at a time; two that share a slot take turns. */
const slots = 64;
/** Bytes of one. */
const longest = 1 << 26;

/**
 * The compiled plan for a key, from the cache or fresh.
 * @param directory where compiled plans are kept; made if it is missing. Not being able to write there costs time, nothing else
 * @param key everything that the plan is made from: policy, project, home, user
 * @param make the plan; only called when the cache does not have it
 */
export function compiledPlan(directory: string, key: string, make: () => Plan): Compiled {
  const file = join(directory, `${Number(BigInt(Bun.hash(key)) % BigInt(slots))}.json`);
  const kept = read(file);
  const abi = Math.min(landlockAbi(), newestAbi);
  if (
    kept !== null &&
    kept.key === key &&
    kept.abi === abi &&
    kept.leave === leaveFor(kept.compiled) &&
    kept.witnesses.every(unchanged)
  )
    return kept.compiled;
  const watching = new Watching();
  const compiled = compilePlan(make(), watching);
  const witnesses = watching.witnesses();
  // An engine that cannot be used now may be usable the next time.
  if (compiled.engine === "off" || !compiled.missing.some((name) => name.startsWith("bwrap:")))
    write(directory, file, { version, key, abi, leave: leaveFor(compiled), witnesses, compiled });
  return compiled;
}

/**
 * A state directory may be shared by a machine and its containers, and systems are set up anew: what was tried under other filters
 * and settings has to be tried again.
 */
function leaveFor(compiled: Compiled): string {
  if (compiled.engine !== "bwrap") return "";
  const filters = readProc("/proc/self/status")?.match(/^Seccomp\w*:.*$/gm) ?? [];
  const settings = [
    "user/max_user_namespaces",
    "kernel/unprivileged_userns_clone",
    "kernel/apparmor_restrict_unprivileged_userns",
  ];
  return [...filters, ...settings.map((name) => readProc(`/proc/sys/${name}`))].join(" ");
}

/** A file whose only use is that it cannot be opened from inside. */
const threshold = "threshold";

/**
 * Is this process inside a sandbox that guardsh made? Then the directory of compiled plans is shut by the kernel, which for the
 * owner of a file nothing else does. An agent's own sandbox that makes it read-only does not look like this.
 * @param directory where compiled plans are kept
 */
export function isInside(directory: string): boolean {
  const file = join(directory, threshold);
  try {
    closeSync(openSync(file, "r"));
    return false;
  } catch (error) {
    if (errorCode(error) !== "EACCES") return false;
  }
  const status = lstatSync(file, { throwIfNoEntry: false });
  return status !== undefined && status.uid === process.geteuid?.() && (status.mode & 0o400) !== 0;
}

/** The file system, keeping in mind which directories the answers depend on. */
class Watching implements Tree {
  readonly #directories = new Set<string>();

  list(path: string) {
    this.#directories.add(path);
    return fileSystem.list(path);
  }

  kind(path: string): Kind | null {
    // A file put in the place of a directory shows in the directory above, as does what was not there before.
    this.#directories.add(dirname(path));
    return fileSystem.kind(path);
  }

  real(path: string): string | null {
    this.#directories.add(dirname(path));
    return fileSystem.real(path);
  }

  witnesses(): Witness[] {
    // A directory that is not there is witnessed by the nearest one above that is: it would show in that.
    const there = new Set([...this.#directories].map(nearest));
    return [...there].map((path) => ({ path, stamp: stampOf(path), names: namesIn(path) }));
  }
}

function nearest(path: string): string {
  let at = path;
  while (at !== "/" && stampOf(at) === "absent") at = dirname(at);
  return at;
}

function unchanged({ path, stamp, names }: Witness): boolean {
  return stampOf(path) === stamp || namesIn(path) === names;
}

const pathBuffer = Buffer.alloc(4097);
/** struct statx: stx_ino at 32, stx_ctime (s64 seconds, u32 nanoseconds) at 96. */
const statx = new DataView(new ArrayBuffer(256));

/** `ino.seconds.nanoseconds` of a directory, the link itself if it is one; "absent" if it cannot be asked. */
function stampOf(path: string): string {
  pathBuffer[pathBuffer.write(path, 0, 4096)] = 0;
  const AT_FDCWD = -100;
  const AT_SYMLINK_NOFOLLOW = 0x100;
  const STATX_CTIME_INO = 0x180;
  if (
    systemCall("statx", AT_FDCWD, ptr(pathBuffer), AT_SYMLINK_NOFOLLOW, STATX_CTIME_INO, ptr(statx)) !== 0
  ) {
    return "absent";
  }
  return `${statx.getUint32(32, true)}.${statx.getUint32(96, true)}.${statx.getUint32(104, true)}`;
}

function namesIn(path: string): string {
  try {
    const lines = readdirSync(path, { withFileTypes: true }).map((entry) => {
      if (entry.isSymbolicLink()) return `${entry.name}\0${readlinkSync(join(path, entry.name))}`;
      return entry.isDirectory() ? `${entry.name}/` : entry.name;
    });
    return Bun.hash(lines.sort().join("\n")).toString(36);
  } catch {
    return "absent";
  }
}

function read(file: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(readPlainFile(file, longest));
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** The file is guardsh's own, in a directory that only guardsh writes: the version says the rest. */
function isKept(value: unknown): value is Kept {
  return typeof value === "object" && value !== null && "version" in value && value.version === version;
}

function write(directory: string, file: string, kept: Kept) {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(join(directory, threshold), "", { mode: 0o600 });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, JSON.stringify(kept), { mode: 0o600 });
    renameSync(fresh, file);
  } catch {}
}
