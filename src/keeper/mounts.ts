/**
 * Inside: the mounts of a session. guardsh lies over every shell, so that whoever starts `/bin/sh` by its absolute path
 * gets guardsh; the session's door lies where its shells look for the keeper; and sockets that lead out of the
 * sandbox are covered where the policy does not want them.
 */
import { lstatSync, mkdirSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { checked, cstring, ptr, systemCall } from "../system/index.ts";
import { keeperDirectory } from "./protocol.ts";

const MS_RDONLY = 1;
const MS_NOSUID = 2;
const MS_NODEV = 4;
const MS_BIND = 4096;

const shellNames = ["sh", "bash", "dash", "zsh", "ksh", "mksh", "rbash", "ash", "fish"];
const shellDirectories = ["/bin", "/usr/bin", "/usr/local/bin", "/usr/sbin", "/sbin"];

/** Every shell of the machine, links resolved, each once. Multi-call programs (busybox) are left alone: they are more than a shell. */
export function shellsHere(guardsh: string): string[] {
  const found = new Set<string>();
  for (const directory of shellDirectories) {
    for (const name of shellNames) {
      try {
        const real = realpathSync(join(directory, name));
        if (real !== guardsh && !/(busybox|toybox)$/.test(real)) found.add(real);
      } catch {}
    }
  }
  return [...found];
}

function mount(source: string, target: string, type: string | null, flags: number) {
  const [from, to, kind] = [cstring(source), cstring(target), type === null ? null : cstring(type)];
  checked(
    `mount ${target}`,
    systemCall("mount", ptr(from), ptr(to), kind === null ? 0 : ptr(kind), flags, 0),
  );
}

/** Lays a file or directory over another. */
export function bindOver(source: string, target: string) {
  mount(source, target, null, MS_BIND);
}

/** Lays guardsh over the shells and the session's door where shells look for it. Throws SystemError. */
export function layShells(guardsh: string, door: string) {
  // Where it is already: by this mount what runs in the session is known.
  bindOver(door, door);
  for (const shell of shellsHere(guardsh)) bindOver(guardsh, shell);
  try {
    mkdirSync(keeperDirectory(), { recursive: true, mode: 0o700 });
  } catch {
    // A user without a home: then the variable has to do, and a shell that has lost it runs nothing.
    return;
  }
  bindOver(door, keeperDirectory());
}

/** Covers sockets through which programs outside can be told to run things: D-Bus, systemd, docker, X11, tmux. */
export function coverSockets(uid: number) {
  for (const directory of [
    `/run/user/${uid}`,
    "/run/dbus",
    "/run/systemd/private",
    "/tmp/.X11-unix",
    `/tmp/tmux-${uid}`,
  ]) {
    if (lstatSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
      mount("tmpfs", directory, "tmpfs", MS_NOSUID | MS_NODEV | MS_RDONLY);
    }
  }
  for (const directory of ["/run", "/run/podman", "/run/containerd"]) {
    for (const name of entries(directory)) {
      const path = join(directory, name);
      if (lstatSync(path, { throwIfNoEntry: false })?.isSocket()) bindOver("/dev/null", path);
    }
  }
}

function entries(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
