/** Options that several git commands share. Source: the manual of each command, git 2.4x. */
import type { Program, Role } from "../spec.ts";

/** Options that many commands share, so that their values are not taken for operands. */
export const COMMIT = {
  flags: `-a,--all -p,--patch --reset-author -s,--signoff --no-signoff -n,--no-verify --allow-empty
    --allow-empty-message -e,--edit --no-edit --amend --no-post-rewrite -i,--include -o,--only
    --interactive --long --short --branch --porcelain -z,--null --status --no-status -q,--quiet
    -v,--verbose --dry-run --no-gpg-sign --verify --untracked-files --pathspec-file-nul`,
  values: `-m,--message -c,--reedit-message -C,--reuse-message --fixup --squash --author --date --cleanup
    --trailer -u`,
  options: { "-F,--file": "read", "-t,--template": "read", "--pathspec-from-file": "read" },
  optional: { "-S,--gpg-sign": "text" },
  harmless: "--dry-run",
  projectCode: true,
} as const satisfies Program;

export const LOG = {
  flags: `-p,-u,--patch -s,--no-patch --raw --stat --numstat --shortstat --summary --name-only --name-status
    --check --full-index --binary -R -a,--text -w,--ignore-all-space -b,--ignore-space-change
    --ignore-space-at-eol --ignore-blank-lines -W,--function-context --exit-code --quiet --no-ext-diff
    --ext-diff --textconv --no-textconv --no-prefix --cached --staged --merge-base --oneline --graph
    --decorate --no-decorate --all --branches --tags --remotes --merges --no-merges --first-parent
    --reverse --follow --full-history --date-order --topo-order --author-date-order --left-right
    --cherry-pick --cherry --boundary --simplify-by-decoration --show-signature --abbrev-commit
    --no-abbrev-commit --relative-date --parents --children -i,--regexp-ignore-case -E,--extended-regexp
    -F,--fixed-strings -P,--perl-regexp --invert-grep --all-match -z -c --cc -m --color-words --patience
    --minimal --histogram --no-color --no-renames --pickaxe-all --pickaxe-regex -g,--walk-reflogs --source
    --no-notes --notes --compact-summary --dirstat --no-index --base --ours --theirs --no-walk --log-size
    --mailmap --use-mailmap --clear-decorations --color --word-diff --pretty --format --abbrev --submodule
    --relative --find-copies-harder -M -C -D`,
  values: `-U,--unified --since,--after --until,--before --author --committer --grep -n,--max-count --skip --date
    --diff-filter -S -G -L -O --decorate-refs --decorate-refs-exclude --diff-algorithm
    --inter-hunk-context --src-prefix --dst-prefix --stat-width --glob --exclude --min-parents
    --max-parents --encoding --word-diff-regex --ws-error-highlight --ignore-matching-lines,-I --anchored`,
  options: { "--output": "write" },
  operands: ["text..."],
} as const satisfies Program;

export const FETCH = {
  flags: `--all -a,--append --atomic --depth-all --unshallow --update-shallow --dry-run -f,--force -k,--keep
    --multiple --auto-maintenance --auto-gc -p,--prune -P,--prune-tags -n --no-tags -t,--tags --refmap
    -u,--update-head-ok -q,--quiet -v,--verbose --progress -4,--ipv4 -6,--ipv6 --set-upstream --stdin
    --porcelain --no-recurse-submodules --recurse-submodules -r,--rebase --no-rebase --ff --no-ff
    --ff-only --squash --no-squash --commit --no-commit -e,--edit --no-edit --autostash --no-autostash -S
    --stat -s --allow-unrelated-histories --no-verify --verify --signoff`,
  values: `--depth --deepen --shallow-since --shallow-exclude -j,--jobs -o,--server-option --negotiation-tip
    --filter -X,--strategy-option --strategy`,
  options: { "--upload-pack": "shell" },
  operands: ["url", "text..."],
  network: true,
  harmless: "--dry-run",
} as const satisfies Program;

export const REBASE = {
  flags: `--continue --skip --abort --quit --edit-todo --show-current-patch --keep-base --apply -m,--merge
    --empty --no-keep-empty --keep-empty --reapply-cherry-picks --allow-empty-message -q,--quiet
    -v,--verbose --stat -n,--no-stat --no-verify --verify --no-ff --fork-point --no-fork-point
    --ignore-whitespace --committer-date-is-author-date --ignore-date,--reset-author-date --signoff
    -i,--interactive --autosquash --no-autosquash --autostash --no-autostash --reschedule-failed-exec
    -f,--force-rebase --update-refs --root --rebase-merges,-r`,
  values: "--onto -s,--strategy -X,--strategy-option -C --whitespace",
  options: { "-x,--exec": "shell" },
  optional: { "-S,--gpg-sign": "text" },
  projectCode: true,
} as const satisfies Program;

export const MERGE = {
  flags: `--commit --no-commit --edit -e --no-edit --ff --no-ff --ff-only --log --no-log --signoff --stat
    -n,--no-stat --squash --no-squash --verify --no-verify --verify-signatures -q,--quiet -v,--verbose
    --progress --autostash --no-autostash --allow-unrelated-histories --continue --abort --quit --skip -x
    -r --allow-empty --allow-empty-message --keep-redundant-commits --rerere-autoupdate --reference`,
  values: `-m,--message -s,--strategy -X,--strategy-option --cleanup --into-name --mainline --empty`,
  options: { "-F,--file": "read" },
  optional: { "-S,--gpg-sign": "text" },
  projectCode: true,
} as const satisfies Program;

export const CHECKOUT = {
  flags: `-q,--quiet --progress --no-progress -f,--force --ours --theirs -t,--track --no-track --guess
    --no-guess -l -d,--detach -m,--merge -p,--patch --ignore-skip-worktree-bits --overwrite-ignore
    --no-overwrite-ignore --recurse-submodules --no-recurse-submodules --overlay --no-overlay
    --pathspec-file-nul --ignore-other-worktrees -W,--worktree -S,--staged --ignore-unmerged
    --discard-changes -2 -3`,
  values: `-b -B --orphan --conflict -s,--source -c,--create -C,--force-create -U --inter-hunk-context`,
  options: { "--pathspec-from-file": "read" },
  operands: ["text..."],
  projectCode: true,
} as const satisfies Program;

export const APPLY = {
  flags: `--stat --numstat --summary --check --index --cached --intent-to-add -3,--3way --ours --theirs --union
    --build-fake-ancestor -R,--reverse --reject -z --unidiff-zero --apply --no-add
    --allow-binary-replacement,--binary --ignore-space-change --ignore-whitespace --inaccurate-eof
    -v,--verbose -q,--quiet --recount --unsafe-paths --allow-empty -s,--signoff -k,--keep --keep-non-patch
    --keep-cr -u,--utf8 -c,--scissors --no-scissors -m,--message-id -n,--no-verify --continue --skip
    --quit --abort -i,--interactive --reset-author`,
  values: "-p -C --exclude --include --whitespace --patch-format --empty --quoted-cr",
  options: { "--directory": "write-directory" },
  operands: ["read..."],
} as const satisfies Program;

/** Settings whose value git runs, reads or connects to (`git -c NAME=VALUE`, `git config`); in lower case. */
export const SETTINGS = {
  "alias.*": "shell",
  "core.pager": "shell",
  "pager.*": "shell",
  "core.editor": "editor",
  "sequence.editor": "editor",
  "core.sshcommand": "shell",
  "core.gitproxy": "shell",
  "core.fsmonitor": "shell",
  "core.askpass": "program",
  "core.hookspath": "library",
  "core.attributesfile": "read",
  "core.excludesfile": "read",
  "core.worktree": "work-directory",
  "core.alternaterefscommand": "shell",
  "credential.helper": "shell",
  "credential.*.helper": "shell",
  "diff.external": "shell",
  "diff.*.command": "shell",
  "diff.*.textconv": "shell",
  "difftool.*.cmd": "shell",
  "difftool.*.path": "program",
  "mergetool.*.cmd": "shell",
  "mergetool.*.path": "program",
  "merge.*.driver": "shell",
  "filter.*.clean": "shell",
  "filter.*.smudge": "shell",
  "filter.*.process": "shell",
  "gpg.program": "program",
  "gpg.*.program": "program",
  "gpg.ssh.defaultkeycommand": "shell",
  "init.templatedir": "library",
  "include.path": "config",
  "includeif.*.path": "config",
  "interactive.difffilter": "shell",
  "remote.*.url": "url",
  "remote.*.pushurl": "url",
  "remote.*.proxy": "url",
  "remote.*.uploadpack": "shell",
  "remote.*.receivepack": "shell",
  "url.*.insteadof": "text",
  "http.proxy": "url",
  "http.cookiefile": "read",
  "http.sslkey": "read",
  "http.extraheader": "credential",
  "sendemail.smtpserver": "program",
  "sendemail.tocmd": "shell",
  "sendemail.cccmd": "shell",
  "submodule.*.update": "shell",
  "submodule.*.url": "url",
  "tar.*.command": "shell",
  "trailer.*.command": "shell",
  "trailer.*.cmd": "shell",
  "uploadpack.packobjectshook": "shell",
  "receive.procreceiverefs": "text",
  "browser.*.cmd": "shell",
  "man.*.cmd": "shell",
  "browser.*.path": "program",
  "man.*.path": "program",
  "guitool.*.cmd": "shell",
  "fsck.skiplist": "read",
  "blame.ignorerevsfile": "read",
  "mailmap.file": "read",
  "commit.template": "read",
  "hook.*.command": "shell",
} as const satisfies Readonly<Record<string, Role>>;

/** Variables that do the same. */
export const ENVIRONMENT = {
  GIT_SSH_COMMAND: "shell",
  GIT_SSH: "program",
  GIT_PROXY_COMMAND: "program",
  GIT_EXTERNAL_DIFF: "shell",
  GIT_PAGER: "shell",
  PAGER: "shell",
  GIT_EDITOR: "editor",
  GIT_SEQUENCE_EDITOR: "editor",
  EDITOR: "editor",
  VISUAL: "editor",
  GIT_ASKPASS: "program",
  SSH_ASKPASS: "program",
  GIT_EXEC_PATH: "program",
  GIT_TEMPLATE_DIR: "library",
  GIT_CONFIG: "config",
  GIT_CONFIG_GLOBAL: "config",
  GIT_CONFIG_SYSTEM: "config",
  GIT_DIR: "work-directory",
  GIT_WORK_TREE: "work-directory",
  GIT_INDEX_FILE: "edit",
  GIT_OBJECT_DIRECTORY: "write-directory",
  GIT_TRACE: "append",
  GIT_TRACE2: "append",
  GIT_TRACE2_EVENT: "append",
  GIT_TRACE2_PERF: "append",
  GIT_TRACE_CURL: "append",
  GIT_TRACE_PACKET: "append",
  GIT_TRACE_PACKFILE: "append",
  GIT_TRACE_PACK_ACCESS: "append",
  GIT_TRACE_PERFORMANCE: "append",
  GIT_TRACE_SETUP: "append",
  GIT_TRACE_SHALLOW: "append",
  MANPAGER: "shell",
} as const satisfies Readonly<Record<string, Role>>;
