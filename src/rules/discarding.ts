/** What git would discard of a work tree, and whether the same command has put it aside before. */
import type { Run } from "../meaning/action.ts";
import type { RuleContext } from "./rule.ts";
import { begins, has, operands, words } from "./vocabulary.ts";

function overwritten(sub: string, everything: boolean, tree: string | undefined): string | null {
  if (everything) return `overwrites all uncommitted changes (git ${sub})`;
  return tree === undefined ? null : `overwrites all uncommitted changes in ${tree} (git ${sub})`;
}

/** checkout, restore and switch where they overwrite everything or are forced to. */
export function discards({ call }: Run): string | null {
  const [sub = ""] = call.subcommand;
  const paths = operands(call);
  const everything = paths.some((path) => /^(?:\.\/?|:\/|:\/:|\*|:\(top\)|-A)$/.test(path));
  // A pathspec that ends in a slash is a directory; a single file is one that somebody looked at.
  const tree = paths.find((path) => path.endsWith("/") || path.endsWith("*"));
  switch (sub) {
    case "checkout":
      if (has(call, "--force", "-f")) return "overwrites local changes (git checkout --force)";
      return overwritten(sub, everything, tree);
    case "switch":
      return has(call, "--force", "-f", "--discard-changes")
        ? "overwrites local changes (git switch --force)"
        : null;
    case "restore":
      if (has(call, "--staged", "-S") && !has(call, "--worktree", "-W")) return null;
      return overwritten(sub, everything, tree);
    case "checkout-index":
      return has(call, "--force", "-f") ? "overwrites local changes (git checkout-index --force)" : null;
    case "read-tree":
      return has(call, "--reset", "-u") ? "overwrites local changes (git read-tree)" : null;
    default:
      return null;
  }
}

/** Has the command put all that it discards into a file before (`git diff > x.patch`), and left it there? */
export function keptBefore({ origin, call }: Run, { actions }: RuleContext): boolean {
  if (call.subcommand[0] !== "checkout" && call.subcommand[0] !== "restore") return false;
  const patches = actions.flatMap((each) =>
    each.kind === "write" &&
    each.content.via.join() === "git" &&
    each.origin.span.start < origin.span.start &&
    actions.some(
      (run) =>
        run.kind === "run" &&
        run.origin.span.start <= each.origin.span.start &&
        run.origin.span.end >= each.origin.span.end &&
        begins(run, "diff") &&
        words(run).length === 1,
    )
      ? [each.path.absolute]
      : [],
  );
  return patches.some(
    (patch) =>
      patch !== null && !actions.some((each) => each.kind === "delete" && each.path.absolute === patch),
  );
}

/** `git worktree remove --force /tmp/x` of a tree that the same command has added. */
export function isOwnTree({ call }: Run, { actions }: RuleContext): boolean {
  const [tree] = operands(call).slice(-1);
  return (
    call.subcommand[0] === "worktree" &&
    tree !== undefined &&
    actions.some(
      (each) => each.kind === "run" && begins(each, "worktree", "add") && words(each).includes(tree),
    )
  );
}
