/** Which part of the machine a path lies in. */
import { canonical, isWithin } from "./normal.ts";
import type { Place, Surroundings } from "./place.ts";

/** Directories that hold the system, with all that is below … */
const systemDirectories = new Set(
  `bin sbin lib lib32 lib64 libx32 usr etc boot efi var opt run snap nix System Library Applications
  private cores lost+found srv`.split(/\s+/),
);
/** … but not these, where people keep data and sites. */
const notSystem = ["/var/www", "/srv", "/opt/app", "/usr/src/app", "/run/user", "/run/media"];
/** What package managers fetch again: lists and archives that they check by signature. Images are made smaller by deleting them. */
export const packageCaches: readonly string[] =
  `/var/lib/apt/lists /var/cache/apt /var/cache/apk /var/cache/dnf /var/cache/yum /var/cache/zypp
  /var/cache/pacman`.split(/\s+/);
/** Caches outside any home directory. */
const systemCaches = ["/var/cache", "/var/lib/apt/lists", "/root/.cache"];
/** A project that lies here is taken at its word; one that *is* such a directory is not a project. */
const neverProject = [
  "/etc",
  "/boot",
  "/bin",
  "/sbin",
  "/lib",
  "/lib64",
  "/dev",
  "/proc",
  "/sys",
  "/run",
  "/usr/bin",
  "/usr/sbin",
  "/usr/lib",
  "/usr/share",
  "/usr/local/bin",
];
const neverProjectItself = new Set(
  `/ /usr /usr/local /var /opt /home /root /Users /srv /var/lib /var/log /mnt /media /tmp /var/tmp /dev/shm
  /usr/src`.split(/\s+/),
);

const temporaryRoots = ["/tmp", "/var/tmp", "/dev/shm"];
/** macOS gives each user a directory of their own below this one. */
const userTemporary = /^\/var\/folders\/[^/]+\/[^/]+\/[TC](?=\/|$)/;
const homePattern =
  /^(?:\/root|\/var\/root|\/(?:home|Users|export\/home|var\/home|mnt\/c\/Users)\/[^/]+)(?=\/|$)/;
const homesThemselves = new Set(["/home", "/Users", "/export/home", "/var/home"]);

/** Below home: what tools fill and can fill again. The kernel is given the same list (policy/sandbox.ts). */
export const cacheDirectories: readonly string[] =
  `.cache .npm .npm/_cacache .yarn/cache .yarn/berry .pnpm-store .local/share/pnpm .bun/install/cache
  .cargo/registry .cargo/git .cargo/.package-cache .cargo/.package-cache-mutate .cargo/.global-cache
  .gradle/caches .gradle/wrapper .gradle/daemon .gradle/native .gradle/.tmp .m2/repository .ivy2/cache
  .sbt/boot .nuget/packages .pub-cache .gem .bundle/cache .rustup/downloads .rustup/tmp go/pkg .conda/pkgs
  .ccache .sccache .node-gyp .nx .turbo .eslintcache .electron-gyp .cypress-cache
  .terraform.d/plugin-cache .ansible/tmp .composer/cache .hex .mix .mypy_cache .pytest_cache .ruff_cache
  .jest-cache .parcel-cache .next/cache .local/share/Trash .thumbnails Library/Caches
  Library/Developer/Xcode/DerivedData AppData/Local/Temp .pylint.d .local/share/virtualenv
  .local/share/virtualenvs .local/share/uv .config/chromium-headless .config/google-chrome-headless
  .virtualenv .cabal/packages .stack .opam/download-cache .julia/compiled .cache-loader .dartServer
  .expo/cache .kube/cache .minikube/cache .vagrant.d/boxes .wdm .keras .nltk_data nltk_data .torch .gdown
  .astropy/cache .bazel .buck`.split(/\s+/);

/** Where an absolute path lies. The first that fits: root, homes, project, temporary, cache, devices, system. */
export function placeOf(path: string, surroundings: Surroundings): Place {
  const named = canonical(path, surroundings);
  if (named === "/") return "root";
  const home = homeOf(named, surroundings);
  if (home === named || homesThemselves.has(named)) return "home";
  if (isProject(surroundings) && isWithin(named, surroundings.project))
    return named === surroundings.project ? "project" : "project-content";
  const temporary = temporaryOf(named, surroundings);
  if (temporary !== null) return named === temporary ? "temporary" : "temporary-content";
  if (systemCaches.some((cache) => isWithin(named, cache))) return "cache";
  if (home !== null) {
    const rest = named.slice(home.length + 1);
    return cacheDirectories.some((cache) => isWithin(rest, cache)) ? "cache" : "home-content";
  }
  const first = named.slice(1).split("/", 1)[0] ?? "";
  if (first === "dev") return "device";
  if (first === "proc" || first === "sys") return "kernel";
  if (!systemDirectories.has(first)) return "elsewhere";
  return notSystem.some((directory) => isWithin(named, directory) && named !== "/srv")
    ? "elsewhere"
    : "system";
}

/** The home directory that a path lies in or is; null when it lies in none. */
export function homeOf(path: string, { home }: Surroundings): string | null {
  if (home !== "" && home !== "/" && isWithin(path, home)) return home;
  return homePattern.exec(path)?.[0] ?? null;
}

/** Whether what is said to be the project can be one: not the root, a home directory, or a part of the system. */
export function isProject({ project, home }: Surroundings): boolean {
  if (project === home || neverProjectItself.has(project) || homePattern.exec(project)?.[0] === project)
    return false;
  return !neverProject.some((directory) => isWithin(project, directory));
}

function temporaryOf(path: string, { temporary }: Surroundings): string | null {
  for (const root of temporary) if (root !== "/" && isWithin(path, root)) return root;
  for (const root of temporaryRoots) if (isWithin(path, root)) return root;
  return userTemporary.exec(path)?.[0] ?? null;
}
