/**
 * The plan as arguments of bubblewrap: a mount namespace in which shut places are empty, which also holds places
 * inside trees that are otherwise open, and a network of its own where the network is off (loopback included, and
 * shared by all processes of the command).
 */
import { lstatSync } from "node:fs";
import type { PathRule, Plan } from "./plan.ts";

type Kind = "directory" | "other" | "absent";

/** What is at a path; a symbolic link is `absent`: bwrap would mount over its target. */
function kindOf(path: string): Kind {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink()) return "absent";
  return found.isDirectory() ? "directory" : "other";
}

/**
 * Arguments up to and without the command.
 * @param seccomp a descriptor that bwrap reads the filter from and installs last; null for none
 */
export function bwrapArguments(
  plan: Plan,
  cwd: string,
  seccomp: number | null,
  kind: (path: string) => Kind = kindOf,
): string[] {
  const args: string[] = [];
  if (plan.network.mode === "off") args.push("--unshare-net");
  const rules = [...plan.paths].sort((a, b) => a.path.length - b.path.length);
  const emptied: string[] = [];
  for (const rule of rules) {
    if (rule.path === "/dev") deviceDirectory(args);
    else if (rule.path === "/") args.push(...(rule.access === "none" ? ["--tmpfs", "/"] : bind(rule)));
    else if (rule.access !== "none") args.push(...bind(rule));
    else {
      const found = kind(rule.path);
      if (found === "directory") {
        args.push("--tmpfs", rule.path);
        emptied.push(rule.path);
      } else if (found === "other") args.push("--ro-bind", "/dev/null", rule.path);
    }
  }
  for (const path of emptied) args.push("--remount-ro", path);
  if (rules.some(({ path, access }) => path === "/" && access === "none")) {
    args.push("--proc", "/proc", "--remount-ro", "/");
  }
  if (seccomp !== null) args.push("--seccomp", String(seccomp));
  return [...args, "--chdir", cwd, "--"];
}

function bind({ path, access, why }: PathRule): string[] {
  const how = why === "device" ? "--dev-bind-try" : access === "write" ? "--bind-try" : "--ro-bind-try";
  return [how, path, path];
}

function deviceDirectory(args: string[]) {
  args.push("--tmpfs", "/dev");
  for (const [name, target] of [
    ["fd", "/proc/self/fd"],
    ["stdin", "/proc/self/fd/0"],
    ["stdout", "/proc/self/fd/1"],
    ["stderr", "/proc/self/fd/2"],
  ] as const) {
    args.push("--symlink", target, `/dev/${name}`);
  }
}
