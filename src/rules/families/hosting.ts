/** History and hosting: pushes, tags, branches and pull requests that others rely on. */

import type { Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { ASK_BEFORE_LOSS } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { begins, has, inEarnest, operands, option, said, steps } from "../vocabulary.ts";

const FILES_LOST = "Changes that are not committed are nowhere else; nothing brings them back.";

/** push, and what it is made of. */
const pushes = calls("git push|send-pack|http-push");

/** Branches that others build on. */
const SHARED =
  /^(?:.*:)?(?:refs\/heads\/)?(?:main|master|trunk|develop|development|dev|staging|production|prod|release(?:[/-].*)?)$/;

export const hosting: readonly AnyRule[] = [
  rule({
    id: "vcs/force-push",
    title: "Force push",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "It overwrites what others may have pushed; their commits are then only in their own clones.",
    instead: "Use --force-with-lease on a branch of your own, or push a new branch.",
    on: pushes,
    match: (action) => {
      const { call } = action;
      if (has(call, "--dry-run", "-n")) return null;
      const forced =
        has(call, "--force", "-f", "--mirror") ||
        call.operands.some(({ text }) => show(text).startsWith("+"));
      const leased = has(call, "--force-with-lease", "--force-if-includes");
      const refs = operands(call).slice(1);
      if (forced) return `force-pushes${refs.length > 0 ? ` ${refs.join(" ")}` : ""}`;
      return leased && refs.some((ref) => SHARED.test(ref))
        ? `force-pushes the shared branch ${refs.join(" ")}`
        : null;
    },
    examples: {
      block: [
        "git push --force",
        "git push -f origin main",
        "git push origin +main",
        "git push --forc origin main",
        "git push --mirror",
        "git push --force-with-lease origin main",
        "git -c alias.x='push -f' x",
        "git send-pack --force origin HEAD:main",
        "git send-pack origin +HEAD:main",
      ],
      allow: [
        "git push",
        "git send-pack origin HEAD:feature",
        "git push -u origin feature",
        "git push --force-with-lease origin feature/x",
        "git commit -m 'push -f'",
      ],
    },
  }),
  rule({
    id: "vcs/delete-remote-branch",
    title: "Deleting a branch or tag on the remote",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "It is gone for everybody; commits that were only there are lost.",
    instead: "Ask the person; the host's web page shows whether it was merged.",
    on: pushes,
    match: (action) =>
      has(action.call, "--delete", "-d", "--prune") ||
      operands(action.call)
        .slice(1)
        .some((ref) => /^:./.test(ref))
        ? `deletes ${operands(action.call).slice(1).join(" ")} on the remote`
        : null,
    examples: {
      block: [
        "git push origin --delete old",
        "git push -d origin old",
        "git push origin :old",
        "git send-pack origin :old",
        "git http-push -d https://host.example/r.git old",
      ],
      allow: ["git push origin HEAD:refs/for/main", "git branch -d merged", "git push origin a:b"],
    },
  }),
  rule({
    id: "vcs/rewrite-history",
    title: "Rewriting history",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1565.001",
    why: "Every commit after the first changed one becomes another; clones of others no longer fit.",
    instead: "Make a new commit that corrects the old one.",
    on: calls(
      "git filter-branch",
      "git filter-repo !--analyze",
      "git-filter-repo !--analyze",
      "bfg",
      "git replace --force|-f",
    ),
    match: inEarnest,
    examples: {
      block: [
        "git filter-branch --tree-filter 'rm x' HEAD",
        "git filter-repo --path x",
        "bfg --delete-files x",
      ],
      allow: ["git rebase main", "git commit --amend", "git log", "git filter-repo --help"],
    },
  }),
  rule({
    id: "vcs/delete-repository",
    title: "Deleting a repository",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "Issues, pull requests, releases and history would be gone for everybody.",
    instead: "A person does it on the host's web page, if it is meant.",
    on: calls("gh|glab|hub|tea repo|project delete|archive", "gh|glab|hub|tea delete"),
    match: said,
    examples: {
      block: ["gh repo delete me/x --yes", "glab repo delete me/x", "gh repo archive me/x"],
      allow: ["gh repo view", "gh repo clone me/x", "gh pr list"],
    },
  }),
  rule({
    id: "vcs/delete-on-host",
    title: "Deleting or changing something of the project on its host",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "It changes what everybody who works on the project sees.",
    instead: "Ask the person to do it.",
    on: calls(
      "gh|glab api -X|--method=DELETE|PUT",
      "gh|glab|hub|tea release|issue|label|run|secret|variable|cache|gist|codespace|ssh-key|gpg-key|workflow|extension|ruleset|project|milestone|token|deploy-key delete|remove|disable|transfer",
      "gh|glab|hub|tea repo edit|rename|deploy-key",
      "gh|glab|hub|tea repo sync --force",
      "gh|glab secret set",
      "gh|glab auth login|logout|refresh",
    ),
    match: (action) => (isOwnMark(action) ? null : said(action)),
    examples: {
      block: [
        "gh release delete v1",
        "gh issue delete 4",
        "gh secret set X -b y",
        "gh api -X DELETE repos/a/b",
        "gh api -X PUT repos/a/b/branches/main/protection --input x.json",
        "gh ssh-key delete 5",
        "gh repo edit --visibility public",
      ],
      allow: [
        "gh release list",
        "gh issue view 4",
        "gh api repos/a/b",
        "gh pr create --fill",
        "gh run view",
        "gh api -X PUT repos/a/b/pulls/12/update-branch",
      ],
    },
  }),
  rule({
    id: "vcs/other-systems",
    title: "Throwing work away in another version control system",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: FILES_LOST,
    instead: "Commit or shelve the work first.",
    on: calls(
      "hg|svn|bzr|fossil|jj revert -R|--recursive|--all|-a",
      "hg|svn|bzr|fossil|cvs update -C|--clean",
      "hg strip|purge|rollback",
      "jj abandon",
      "p4 obliterate",
      "svn cleanup --remove-unversioned",
      "svn delete|del|remove|rm|move|mv|rename *://*",
      "hg push -f|--force",
    ),
    match: said,
    examples: {
      block: ["hg update -C", "svn revert -R .", "hg strip 3", "hg push -f"],
      allow: ["hg status", "svn update", "jj log", "hg push"],
    },
  }),
  rule({
    id: "vcs/tag-moved",
    title: "Moving or deleting a tag that others may rely on",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI04", "ASI02"],
    attack: "T1565.001",
    why: "Releases are built from tags; the same name then means other code.",
    instead: "Make a new tag.",
    on: calls("git tag"),
    match: (action) => (has(action.call, "-d", "--delete", "-f", "--force") ? said(action) : null),
    examples: {
      block: ["git tag -d v1.0", "git tag -f v1.0 HEAD~2", "git tag --delete v1.0"],
      allow: ["git tag v1.1", "git tag -l", "git tag -a v1.1 -m x"],
    },
  }),
  rule({
    id: "vcs/rewrite-pushed",
    title: "Rewriting a shared branch by rebase",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI02"],
    attack: "T1565.001",
    why: "Every commit after it becomes another; the next push has to be forced.",
    instead: "Merge, or rebase a branch of your own.",
    on: calls("git rebase"),
    match: (action) => (has(action.call, "--root", "--exec", "-x") ? said(action) : null),
    examples: {
      block: ["git rebase --root", "git rebase -x 'npm test' main", "git rebase --exec make HEAD~3"],
      allow: ["git rebase main", "git rebase --continue", "git rebase -i HEAD~3"],
    },
  }),
  rule({
    id: "vcs/ignore-changes",
    title: "Making git overlook changes to a file",
    severity: "low",
    decision: "warn",
    owasp: ["ASI09"],
    attack: "T1564",
    why: "Changes to it no longer show up in git status or a review.",
    instead: "Commit the change, or put the file into .gitignore.",
    on: calls("git update-index"),
    match: (action) => (has(action.call, "--assume-unchanged", "--skip-worktree") ? said(action) : null),
    examples: {
      block: [
        "git update-index --assume-unchanged a.ts",
        "git update-index --skip-worktree .env",
        "git -C . update-index --assume-unchanged x",
      ],
      allow: ["git update-index --no-assume-unchanged a.ts", "git update-index --refresh", "git status"],
    },
  }),
  rule({
    id: "vcs/merge-on-host",
    title: "Merging or approving in the person's name",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1565.001",
    why: "A review is a person's word that they have read the change.",
    instead: "Open the pull request; a person reviews and merges it.",
    on: calls("gh|glab|hub|tea"),
    match: (action) =>
      begins(action, "pr|mr", "merge|approve") ||
      (begins(action, "pr|mr", "review") && has(action.call, "--approve", "-a"))
        ? said(action)
        : null,
    examples: {
      block: [
        "gh pr merge 4 --squash",
        "gh pr merge --admin 4",
        "gh pr review 4 --approve",
        "glab mr approve 3",
        "glab mr merge 3",
      ],
      allow: ["gh pr view 4", "gh pr create --fill", "gh pr review 4 --comment -b hi", "gh pr checks"],
    },
  }),
  rule({
    id: "vcs/branch-protection",
    title: "Loosening the protection of a branch",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10", "ASI09"],
    attack: "T1562",
    why: "It is what keeps unreviewed code out.",
    instead: ASK_BEFORE_LOSS,
    on: calls(
      "gh|glab api */protection|*/protection/*|*/rulesets|*/rulesets/*|*/protected_branches|*/protected_branches/* -X|--method=DELETE|PUT|PATCH|POST",
      "curl */protection|*/protection/*|*/rulesets|*/rulesets/*|*/protected_branches|*/protected_branches/* -X|--request=DELETE|PUT|PATCH|POST",
    ),
    match: said,
    examples: {
      block: [
        "gh api -X DELETE repos/a/b/branches/main/protection",
        "gh api --method PUT repos/a/b/branches/main/protection --input x.json",
        "glab api -X DELETE projects/1/protected_branches/main",
        "gh api -X DELETE repos/a/b/rulesets/1",
      ],
      allow: ["gh api repos/a/b/branches/main/protection", "gh api repos/a/b/rulesets", "gh pr list"],
    },
  }),
  rule({
    id: "vcs/workflow-run",
    title: "Starting or changing what runs on the project's build machines",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1648",
    why: "It runs with the project's secrets, on other machines.",
    instead: "Let a push start it, or ask the person.",
    on: calls("gh|glab|circleci|bk|travis|drone|jenkins-cli|act"),
    match: (action) =>
      begins(action, "workflow", "run|enable|disable") ||
      begins(action, "variable|secret", "set|remove|delete") ||
      begins(action, "ci", "run|trigger") ||
      begins(action, "runner", "register") ||
      begins(action, "run", "cancel|delete")
        ? said(action)
        : null,
    examples: {
      block: [
        "gh workflow run deploy.yml",
        "gh variable set X -b y",
        "glab ci run",
        "gh secret set TOKEN -b x",
        "gh run cancel 5",
      ],
      allow: ["gh workflow list", "gh run view 5", "gh run watch", "glab ci status", "gh run list"],
    },
  }),
];

/** A star, a subscription, what is read; a pull request's branch brought up to its base: nothing of others is changed. */
function isOwnMark(action: Run): boolean {
  const [, path = ""] = steps(action);
  return (
    option(action.call, "-X", "--method") === "PUT" &&
    /^\/?(?:user\/(?:starred|subscriptions|following)\/|notifications|repos\/[^/]+\/[^/]+\/(?:pulls\/[^/]+\/update-branch|subscription)$)/.test(
      path,
    )
  );
}
