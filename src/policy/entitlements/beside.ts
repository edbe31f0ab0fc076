/**
 * What may run in a command that keys are open for, beside the programs that they belong to: calls that do what their words say and
 * nothing else, in the notation of rules/shape.ts. What is not here might start something, or take from a file what it is to do.
 */
export const besideKeys: readonly string[] = [
  ":|true|false|sleep|exit|return|break|continue|wait|pwd|date|hostname|id|whoami|uname|nproc",
  "test|[ !-v",
  "echo",
  "printf !-v",
  "cd|pushd|popd",
  // Judgement follows these two into what they set; the rest of their like changes how everything else is read.
  "export|read",
  "set -e|-u|-x|-o !-a|-k",
  "cat|head|tail|tac|rev|nl|od|xxd|cut|paste|tr|fold|fmt|expand|unexpand|column|comm|join|uniq|cmp|tee|seq",
  "sort !--files0-from !--compress-program !-T",
  "wc|du !--files0-from",
  "md5sum|sha1sum|sha256sum|sha512sum|cksum|base64|basename|dirname|realpath|readlink|mktemp|stat|df|file",
  "ls|cp|mv|rm|mkdir|rmdir|touch|ln|install|chmod|sync",
  "find !-files0-from",
  "tar !-h|--dereference !-T|--files-from !-I|--use-compress-program !--checkpoint-action !--to-command !-F|--info-script|--new-volume-script !--rsh-command|--rmt-command",
  "gzip|gunzip|zcat|bzip2|xz|zstd",
  "grep|egrep|fgrep !-R|--dereference-recursive",
  "diff|sed",
  "awk|gawk|mawk !-W !-D|--debug",
  "jq !-f|--from-file !-L",
  "xargs|timeout|nice|nohup|time|stdbuf|setsid|command",
  "env !-C|--chdir",
  // What they are told in words is looked at like the command itself.
  "eval",
  "sh|bash|dash !-i !-l|--login !--rcfile|--init-file",
  "sudo|doas !-D|--chdir",
];

/** What git may be told in such a command: what works by the repository's plain settings (repository.ts), and starts nothing besides. */
export const plainGit: readonly string[] = [
  // In a bare one, the settings that lay there before would count.
  "git init !--template !--separate-git-dir !--bare",
  "git clone !--template !--recurse-submodules|--recursive !--reference !--shared",
  "git status|log|show|shortlog|blame|describe|cherry-pick|revert|checkout|switch|branch|tag|stash|reset|restore|clean|rm|mv",
  "git rev-parse|rev-list|name-rev|merge-base|for-each-ref|symbolic-ref|ls-files|ls-tree|ls-remote|cat-file|count-objects",
  "git add|commit|notes|worktree",
  "git diff !--no-index !--ext-diff",
  "git merge|pull !-s|--strategy !--recurse-submodules",
  "git rebase !-i|--interactive !-x|--exec !-s|--strategy",
  "git archive --remote !--exec",
  "git fetch !--multiple !--recurse-submodules",
  "git push !--repo !--recurse-submodules",
  "git remote show|update|prune|get-url|set-head|add",
  "git remote -v",
  "git config --get|--get-all|--get-regexp|--list|-l",
  "git config get|list",
];

/**
 * Calls after which other files may stand where judgement looked, among them links. A branch that begins where one stands brings none
 * (`git checkout -b x`), which is looked at besides.
 */
export const bringsFiles: readonly string[] = [
  "git checkout|switch|pull|merge|rebase|stash|restore|cherry-pick|revert|clone|worktree",
  "git reset --hard|--merge|--keep",
  "gh|glab repo|pr|mr clone|checkout|sync",
  "tar -x|--extract|--get",
  "cp -r|-R|--recursive|-a|--archive|-d|-P|--no-dereference|--preserve",
  "mv",
];

/** Programs that others start by name, as PATH has them. */
export const startedByName: Readonly<Record<string, readonly string[]>> = {
  git: ["ssh", "gpg", "git-lfs"],
  gh: ["git", "ssh"],
  glab: ["git", "ssh"],
  rsync: ["ssh"],
  scp: ["ssh"],
  sftp: ["ssh"],
  mosh: ["ssh", "mosh-client"],
  "ssh-copy-id": ["ssh"],
  aws: ["session-manager-plugin"],
  ...Object.fromEntries(
    ["kubectl", "helm", "stern", "argocd", "flux"].map((client) => [
      client,
      ["aws", "aws-iam-authenticator", "gcloud", "gke-gcloud-auth-plugin", "az", "kubelogin", "git", "ssh"],
    ]),
  ),
};

/** Calls none of whose options start anything or name what to do, so that a word that nobody knows may as well be one. */
export const anyWords: readonly string[] = ["echo|test|[|exit|return|sleep|basename|dirname|aws"];

/** Calls whose words are code of theirs, so that each has to be known. */
export const wordsAreCode: readonly string[] = ["psql|pgcli|mysql|mariadb|mycli|find|xargs|tar"];

/** Calls whose words, behind the first one, are no options, or of that kind. */
export const anyWordsBehindFirst: readonly string[] = ["printf", "git push|fetch"];
