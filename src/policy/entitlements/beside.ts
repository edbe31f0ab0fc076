/**
 * What may run in a command that keys are open for, beside the programs that they belong to: calls that do what their words say and
 * nothing else, in the notation of rules/shape.ts. What is not here might start something, or take from a file what it is to do.
 */
export const besideKeys: readonly string[] = [
  ":|true|false|sleep|exit|return|break|continue|wait|pwd|date|hostname|id|whoami|uname|nproc",
  "test|[",
  "echo",
  "printf",
  "cd|pushd|popd",
  // Judgement follows these two into what they set; the rest of their like changes how everything else is read.
  "export|read",
  "set -e|-u|-x|-o !-a|-k",
  "cat|head|tail|tac|rev|nl|od|xxd|cut|paste|tr|fold|fmt|expand|unexpand|column|comm|join|uniq|cmp|tee|seq",
  "sort",
  "wc|du",
  "md5sum|sha1sum|sha256sum|sha512sum|cksum|base64|basename|dirname|realpath|readlink|mktemp|stat|df|file",
  "ls|cp|mv|rm|mkdir|rmdir|touch|ln|install|chmod|sync",
  "find",
  "tar",
  "gzip|gunzip|zcat|bzip2|xz|zstd",
  "grep|egrep|fgrep",
  "diff|sed",
  "awk|gawk|mawk",
  "jq",
  "xargs|timeout|nice|nohup|time|stdbuf|setsid|command",
  "env",
  // What they are told in words is looked at like the command itself.
  "eval",
  "sh|bash|dash",
  "sudo|doas",
];

/**
 * Calls of all these with an option that the table of programs has for data, or for a flag, and that says what is done all the same: a
 * list of files, a file of settings, a variable of the shell, another directory, a server that is sent what lies there for its own.
 */
export const misleading: readonly string[] = [
  "sort|wc|du --files0-from",
  "find -files0-from",
  "tar -T|--files-from|-h|--dereference",
  "rsync --files-from|--early-input|--filter|-f|-C|--cvs-exclude|-F|-L|-k|--copy-links|--copy-dirlinks|--copy-unsafe-links|--server|--daemon",
  "xz|zstd --files|--files0|--filelist",
  "s3cmd -F|--follow-symlinks|--files-from|--include-from",
  "md5sum|sha1sum|sha256sum|sha512sum|cksum -c|--check",
  "date|file -f|--file|--files-from|-m|--magic-file",
  "grep|egrep|fgrep -R|--dereference-recursive",
  "test|[|printf -v",
  "read -a",
  "wait -p",
  "awk|gawk|mawk -W|-D|--debug",
  "jq -f|--from-file|-L",
  "sh|bash|dash -i|-l|--login",
  "ssh-add -S|-s",
  "mosh --local",
  "psql|pgcli -P|--pset|-v|--set|--variable",
  "kubectl|helm|eksctl|stern|argocd|flux|kubelogin --kubeconfig|--kuberc|--registry-config|--repository-config|--kube-apiserver",
  "kubectl -s|--server|-k|--kustomize|--profile-output",
  "vault -address|-agent-address",
  "mysql|mysqldump|mysqladmin|mysqlshow|mariadb|mariadb-dump|mycli --enable-cleartext-plugin",
  "git --git-dir|--work-tree|--config-env|--exec-path",
  // In a bare repository, the settings that lay there before would count.
  "git init --separate-git-dir|--bare",
  "git clone --recurse-submodules|--recursive|--separate-git-dir|--shared|--reference",
  "git fetch|pull|push --recurse-submodules|--multiple|--repo",
  "git merge|pull|rebase -s|--strategy|-i|--interactive|-x|--exec",
  "git diff|log|show|stash --no-index|--ext-diff",
  "gcloud|gsutil --config|-I|--read-paths-from-stdin",
  "bq --api|--flagfile|--bigqueryrc",
  "nginx -p|-g",
  "postfix|postmap|newaliases -c",
];

/** What git may be told in such a command: what works by the repository's plain settings (repository.ts), and starts nothing besides. */
export const plainGit: readonly string[] = [
  // In a bare one, the settings that lay there before would count.
  "git init",
  "git clone",
  "git status|log|show|shortlog|blame|describe|cherry-pick|revert|checkout|switch|branch|tag|stash|reset|restore|clean|rm|mv",
  "git rev-parse|rev-list|name-rev|merge-base|for-each-ref|symbolic-ref|ls-files|ls-tree|ls-remote|cat-file|count-objects",
  "git add|commit|notes|worktree",
  "git diff",
  "git merge|pull",
  "git rebase",
  "git archive --remote",
  "git fetch",
  "git push",
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
export const anyWords: readonly string[] = ["echo|test|[|exit|return|sleep|basename|dirname"];

/** Calls whose words are code of theirs, so that each has to be known. */
export const wordsAreCode: readonly string[] = ["psql|pgcli|mysql|mariadb|mycli|find|xargs|tar"];

/** Calls whose words, behind the first one, are no options, or of that kind. */
export const anyWordsBehindFirst: readonly string[] = ["printf", "git push|fetch"];

/** Calls whose words are no options, or each of which is told by the shape of the call. */
export const ownWords: readonly string[] = ["test|[|echo|printf|set|eval|find|:|true|false"];
