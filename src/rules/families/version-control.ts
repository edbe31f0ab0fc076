/** Version control: work and history that nobody can bring back. */
import type { Run } from "../../meaning/action.ts";
import { TRACKED_FILES, UNTRACKED_FILES } from "../../meaning/output/enumerations.ts";
import { discards, isOwnTree, keptBefore } from "../discarding.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { begins, each, has, operands, said, words } from "../vocabulary.ts";

/** A path by its name alone: neither everything here nor what lies outside. */
const BELOW = /^(?![/~:*]|\.?\/?$|(?:.*\/)?\.\.(?:\/|$))[^$`*]+$/;

const FILES_LOST = "Changes that are not committed are nowhere else; nothing brings them back.";

const COMMIT_FIRST =
  "Commit or stash the work first (git stash push -u), then look at git status before throwing anything away.";

export const versionControl: readonly AnyRule[] = [
  rule({
    id: "vcs/reset-hard",
    title: "Throwing uncommitted work away (reset --hard)",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: FILES_LOST,
    instead: COMMIT_FIRST,
    on: calls("git reset"),
    match: (action) =>
      has(action.call, "--hard", "--merge") || hasWord(action, "--hard")
        ? "throws uncommitted changes away (git reset --hard)"
        : null,
    examples: {
      block: [
        "git reset --hard",
        "git reset --hard HEAD~3",
        "git -C repo reset --hard",
        "/usr/bin/git reset --har",
        "echo x | xargs git reset --hard",
        "env -i git reset --hard",
      ],
      allow: [
        "git reset",
        "git reset --soft HEAD~1",
        "git reset HEAD file.txt",
        "echo git reset --hard",
        "git log --grep='reset --hard'",
      ],
    },
  }),
  rule({
    id: "vcs/clean",
    title: "Deleting untracked files (clean -f)",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Untracked files are in no commit; nothing brings them back.",
    instead: "List them first (git clean -n), then delete by name what is meant.",
    on: calls("git clean"),
    match: (action) => {
      const dry = has(action.call, "--dry-run", "-n");
      const named = operands(action.call);
      // What is named could as well be deleted by `rm -rf`, which would take more.
      if (dry || (named.length > 0 && named.every((path) => BELOW.test(path)) && !has(action.call, "-C")))
        return null;
      return has(action.call, "--force", "-f") ? "deletes untracked files (git clean -f)" : null;
    },
    examples: {
      block: [
        "git clean -fdx",
        "git clean --force",
        "git clean -xf",
        "git clean -ffdx .",
        "git clean -fde keep",
        "git clean -fd -- ':/'",
        "git clean -fdx ../other",
      ],
      allow: [
        "git clean -n",
        "git clean -nfd",
        "git clean -de 'f*'",
        "git clean -fdx dist packages/a/build",
        "git status",
      ],
    },
  }),
  rule({
    id: "vcs/delete-listed",
    title: "Deleting whatever git lists",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: FILES_LOST,
    instead: "Look at the list first (git ls-files, git clean -n), then delete by name what is meant.",
    on: each("delete"),
    match: (action) => {
      const list = action.path.text.pieces
        .flatMap((piece) => (typeof piece === "string" ? [] : (piece.sources ?? [])))
        .find((source) => source === TRACKED_FILES || source === UNTRACKED_FILES);
      return list === undefined ? null : `deletes ${list}`;
    },
    examples: {
      block: [
        "git ls-files -o | xargs rm -rf",
        "git ls-files | xargs rm -f",
        "rm -f $(git ls-files --others)",
      ],
      allow: [
        "git ls-files '*.orig' | xargs rm -f",
        "git ls-files -o | grep '\\.orig$' | xargs rm -f",
        "git ls-files | xargs wc -l",
        "git clean -n",
      ],
    },
  }),
  rule({
    id: "vcs/discard-changes",
    title: "Overwriting uncommitted changes in the work tree",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: FILES_LOST,
    instead: COMMIT_FIRST,
    on: calls("git checkout|switch|restore|checkout-index|read-tree"),
    match: (action, context) => (keptBefore(action, context) ? null : discards(action)),
    examples: {
      block: [
        "git checkout .",
        "git checkout -- .",
        "git checkout -f main",
        "git restore .",
        "git switch --force main",
        "git switch --discard-changes main",
        "git checkout HEAD -- .",
        "git restore --worktree --source=HEAD :/",
        "git checkout main -- src/",
        "git restore 'src/*'",
        "git diff | head && git checkout -- .",
        "git diff src > x.patch && git checkout -- .",
        "git diff > x.patch; rm x.patch; git checkout -- .",
      ],
      allow: [
        "git diff > /tmp/x.patch && git checkout -- . && git apply /tmp/x.patch",
        "git checkout main",
        "git checkout -b x",
        "git restore --staged .",
        "git checkout -- src/a.ts",
        "git switch -c x",
        "git restore src/a.ts",
      ],
    },
  }),
  rule({
    id: "vcs/stash-drop",
    title: "Dropping stashed work",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "A dropped stash is in no branch; it is hard to find again.",
    instead: "Apply it (git stash pop), or leave it where it is.",
    on: calls("git stash"),
    match: (action) => {
      const verb = action.call.subcommand[1] ?? operands(action.call)[0];
      return verb === "drop" || verb === "clear" ? `drops stashed work (git stash ${verb})` : null;
    },
    examples: {
      block: ["git stash drop", "git stash clear", "git stash drop stash@{0}"],
      allow: ["git stash", "git stash pop", "git stash list"],
    },
  }),
  rule({
    id: "vcs/delete-branch",
    title: "Deleting an unmerged branch",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "-D does not ask whether the commits are anywhere else.",
    instead: "Use git branch -d: it refuses when something would be lost.",
    on: calls("git branch"),
    match: (action, context) => {
      const { call } = action;
      const forced =
        has(call, "-D") ||
        (has(call, "--delete", "-d") && has(call, "--force", "-f")) ||
        words(action).some((word) => /^-[a-zA-Z]*D/.test(word));
      if (forced) return `deletes the branch ${operands(call).join(" ")} even if it is not merged`;
      if (has(call, "-M") && operands(call).length === 1 && isSetUp(context)) return null;
      return has(call, "-M") || (has(call, "--force", "-f") && operands(call).length > 0)
        ? `overwrites the branch ${operands(call).join(" ")}`
        : null;
    },
    examples: {
      block: [
        "git branch -D feature",
        "git branch --delete --force x",
        "git branch -f main HEAD~5",
        "git branch -M main",
      ],
      allow: [
        "git branch -d merged",
        "git branch",
        "git branch -a",
        "git branch -m new-name",
        "git init && git branch -M main",
      ],
    },
  }),
  rule({
    id: "vcs/expire-history",
    title: "Throwing away what git keeps for recovery",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "The reflog and unreachable objects are the last way back after a mistake.",
    instead: "Leave them; git expires them by itself after weeks.",
    on: calls(
      "git reflog expire|delete",
      "git gc --prune",
      "git prune !--dry-run !-n",
      "git lfs prune -f|--force",
      "git symbolic-ref -d|--delete",
      "git update-ref -d|--stdin",
      // The commit whose name is all noughts is none.
      "git update-ref * 00000000*",
    ),
    match: (action) => {
      const byAge = begins(action, "gc") || begins(action, "reflog", "expire");
      return byAge && !endsSoon(words(action)) ? null : said(action);
    },
    examples: {
      block: [
        "git reflog expire --expire=now --all",
        "git reflog expire --expire 1.minute.ago --all",
        "git gc --prune=now",
        "git gc --prune=1.hour",
        "git reflog delete HEAD@{0}",
        "git prune",
        "git update-ref -d refs/heads/main",
        "git update-ref refs/heads/main 0000000000000000000000000000000000000000",
        "git symbolic-ref --delete HEAD",
      ],
      allow: [
        "git reflog",
        "git gc",
        "git gc --auto",
        "git gc --prune=2.weeks.ago",
        "git gc --prune",
        "git reflog expire --expire=90.days.ago --all",
        "git reflog expire --expire-unreachable=never --all",
        "git lfs prune",
        "git symbolic-ref HEAD",
      ],
    },
  }),
  rule({
    id: "vcs/worktree-remove",
    title: "Removing a work tree with changes in it",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: FILES_LOST,
    instead: "Without --force git refuses when something would be lost.",
    on: calls(
      "git worktree remove --force|-f",
      "git submodule deinit --force|-f",
      "git rm ** .|\\* --force|-f -r !--cached",
    ),
    match: (action, context) => (isOwnTree(action, context) ? null : said(action)),
    examples: {
      block: [
        "git worktree remove --force ../x",
        "git worktree add ../y main && git worktree remove --force ../x",
        "git submodule deinit -f .",
        "git rm -rf .",
      ],
      allow: [
        "git worktree remove ../x",
        "git worktree add /tmp/x main && make -C /tmp/x; git worktree remove --force /tmp/x",
        "git worktree list",
        "git rm -rf --cached .",
        "git rm old.txt",
      ],
    },
  }),
];

/** Is the repository being made by this very command, so that it has no other branch (`git branch -M main`)? */
function isSetUp({ actions }: RuleContext): boolean {
  return actions.some(
    (each) =>
      each.kind === "run" &&
      each.program === "git" &&
      (begins(each, "init") || begins(each, "remote", "add")),
  );
}

/** Does one of these options give less than the weeks that git itself waits (`--expire=now`, `--prune=1.hour`)? */
function endsSoon(given: readonly string[]): boolean {
  return given.some((word, i) => {
    const found = /^--(?:expire(?:-unreachable)?(?:=([\s\S]*))?|prune=([\s\S]*))$/.exec(word);
    if (found === null) return false;
    const age = found[1] ?? found[2] ?? given[i + 1] ?? "";
    return !/^never$|\b(?:\d{2,}[. ]?days?|\d+[. ]?(?:weeks?|months?|years?))\b/.test(age);
  });
}

/** Words of the call as given, joined, for operands that may hide behind holes. */
function hasWord(action: Run, ...wanted: readonly string[]): boolean {
  return words(action).some((word) => wanted.includes(word));
}
