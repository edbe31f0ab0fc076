/** What guardsh believes that a program changes, against what a real shell changed. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Action, PathValue } from "../../../src/meaning/action.ts";
import { judgeInFull } from "../../../src/policy/judge.ts";
import type { Dialect } from "./programs.ts";

/** What lies below a directory, each path with all that may change of it. */
export type Tree = ReadonlyMap<string, string>;

export function treeOf(directory: string): Tree {
  const tree = new Map<string, string>();
  const waiting = [directory];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const name of readdirSync(at)) {
      const path = `${at}/${name}`;
      const status = lstatSync(path);
      if (status.isDirectory()) waiting.push(path);
      const content = status.isSymbolicLink()
        ? readlinkSync(path)
        : status.isFile()
          ? readFileSync(path)
          : "";
      tree.set(path, `${status.mode} ${content}`);
    }
  return tree;
}

/** The paths that are not what they were. */
export function changedBetween(before: Tree, after: Tree): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

/** The paths of these that are not among what the program is seen to change; null where it would not run, or is not seen through. */
export function unseenChanges(
  source: string,
  shell: Dialect,
  cwd: string,
  changed: readonly string[],
): readonly string[] | null {
  const { verdict, actions } = judgeInFull({
    source,
    shell,
    cwd,
    home: `${cwd}/home`,
    arguments: [],
    environment: (name) => (name === "HOME" ? `${cwd}/home` : name === "PATH" ? "/usr/bin:/bin" : null),
  });
  const isVague = actions.some(
    (action) => action.kind === "opaque" || (action.kind === "interpret" && !action.followed),
  );
  if (isVague || verdict.decision === "ask" || verdict.decision === "deny") return null;
  const covered = changed.filter((path) => actions.some((action) => covers(action, path)));
  // A directory is made for what is made in it, and something may go with all that is around it.
  return changed.filter(
    (path) => !covered.some((each) => `${path}/`.startsWith(`${each}/`) || each.startsWith(`${path}/`)),
  );
}

function covers(action: Action, path: string): boolean {
  if (!/^(?:write|delete|link|chmod)$/.test(action.kind) || !("path" in action)) return false;
  const { absolute, glob, text }: PathValue = action.path;
  if (absolute === null || path === absolute || path.startsWith(`${absolute}/`)) return true;
  if (glob !== null) return path.startsWith(absolute);
  const written = text.pieces.map((piece) => (typeof piece === "string" ? RegExp.escape(piece) : ".*"));
  return (
    text.pieces.some((piece) => typeof piece !== "string") &&
    new RegExp(`(?:^|/)${written.join("")}$`, "s").test(path)
  );
}
