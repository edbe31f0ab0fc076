/** git. Sources: git(1) and the manual of each command, 2.4x. */
import { APPLY, CHECKOUT, COMMIT, ENVIRONMENT, FETCH, LOG, MERGE, REBASE, SETTINGS } from "../options/git.ts";
import { PLUMBING } from "../options/git-plumbing.ts";
import type { Table } from "../spec.ts";

export const git = {
  git: {
    style: "posix",
    flags: `-p,--paginate -P,--no-pager --no-replace-objects --no-lazy-fetch --no-optional-locks --no-advice
      --bare --html-path --man-path --info-path --literal-pathspecs --glob-pathspecs --noglob-pathspecs
      --icase-pathspecs -v,--version`,
    values: "--namespace --super-prefix --attr-source --list-cmds",
    options: {
      "-C": "work-directory",
      "-c": "setting",
      "--config-env": "setting",
      "--git-dir": "work-directory",
      "--work-tree": "work-directory",
    },
    optional: { "--exec-path": "program" },
    settings: SETTINGS,
    environment: ENVIRONMENT,
    reader: "git",
    subcommands: {
      // Working on changes.
      add: {
        flags: `-n,--dry-run -v,--verbose -f,--force --sparse -i,--interactive -p,--patch -e,--edit
          -A,--all,--no-ignore-removal --no-all,--ignore-removal -u,--update -N,--intent-to-add --refresh
          --ignore-errors --ignore-missing --no-warn-embedded-repo --renormalize --pathspec-file-nul`,
        values: "--chmod -U --inter-hunk-context",
        options: { "--pathspec-from-file": "read" },
        operands: ["metadata..."],
      },
      commit: COMMIT,
      "status,describe,shortlog,name-rev,rev-list,rev-parse,show-ref,show-branch,for-each-ref,ls-tree,diff-tree,diff-index,diff-files,cat-file,merge-base,cherry,range-diff,whatchanged,reflog,count-objects,var,check-ignore,check-attr,check-ref-format,get-tar-commit-id,patch-id,stripspace,verify-commit,verify-tag,verify-pack,fsck,version,help,annotate,blame,log,show":
        { ...LOG, options: { "--output": "write", "--contents": "read", "--ignore-revs-file": "read" } },
      diff: { ...LOG, operands: ["read..."] },
      "difftool,mergetool": {
        flags: `-d,--dir-diff -y,--no-prompt --prompt --symlinks --no-symlinks -g,--gui --no-gui
          --trust-exit-code --tool-help --cached --staged`,
        values: "-t,--tool -O",
        options: { "-x,--extcmd": "shell" },
        projectCode: true,
      },
      grep: {
        flags: `--cached --untracked --no-index --no-exclude-standard --exclude-standard --recurse-submodules
          -a,--text --textconv -i,--ignore-case -I -r,--recursive --no-recursive -w,--word-regexp
          -v,--invert-match -h -H --full-name -E,--extended-regexp -G,--basic-regexp -P,--perl-regexp
          -F,--fixed-strings -n,--line-number --column -l,--files-with-matches,--name-only
          -L,--files-without-match -z,--null -o,--only-matching -c,--count --color --no-color --break
          --heading -p,--show-function -W,--function-context -q,--quiet --all-match --and --or --not`,
        values: `-e -C,--context -A,--after-context -B,--before-context -m,--max-count --max-depth --threads
          --parent-basename`,
        options: { "-f": "read" },
        optional: { "-O,--open-files-in-pager": "shell" },
        operandsWith: { "--no-index": ["text", "read..."] },
        recursive: "--no-index",
      },
      rm: {
        flags: `-f,--force -n,--dry-run -r --cached --ignore-unmatch --sparse -q,--quiet --pathspec-file-nul`,
        options: { "--pathspec-from-file": "read" },
        operands: ["delete..."],
        operandsWith: { "--cached": ["metadata..."] },
        recursive: "-r",
        force: "-f",
        harmless: "-n",
      },
      mv: {
        flags: "-f,--force -k -n,--dry-run -v,--verbose --sparse",
        operands: ["move...", "write"],
        harmless: "-n",
      },
      restore: { ...CHECKOUT, operands: ["edit..."], operandsWith: { "-S": ["metadata..."] } },
      "checkout,switch": CHECKOUT,
      reset: {
        flags: `-q,--quiet --soft --mixed --hard --merge --keep -N,--intent-to-add -p,--patch --refresh
          --no-refresh --recurse-submodules --pathspec-file-nul`,
        options: { "--pathspec-from-file": "read" },
        effectWith: { "--hard": "destroy" },
      },
      clean: {
        flags: "-d -f,--force -i,--interactive -n,--dry-run -q,--quiet -x -X",
        values: "-e,--exclude",
        effectWith: { "-f": "destroy" },
        harmless: "-n",
      },
      stash: {
        flags: `-p,--patch -S,--staged -k,--keep-index --no-keep-index -u,--include-untracked -a,--all
          -q,--quiet --only-untracked --index -U`,
        values: "-m,--message --inter-hunk-context",
        options: { "--pathspec-from-file": "read" },
        subcommands: {
          "push,save,apply,pop,branch,list,show,create,store": { flags: "-p -k -u -a -q --stat" },
          "drop,clear": { effect: "destroy" },
        },
      },
      "apply,am": APPLY,
      "cherry-pick,revert,merge,merge-tree": { ...MERGE, flags: `${MERGE.flags} --no-rerere-autoupdate` },
      rebase: REBASE,
      bisect: {
        style: "posix",
        subcommands: {
          run: { operands: ["command"] },
          "start,good,bad,new,old,terms,skip,reset,visualize,view,replay,log,help": {},
        },
      },
      "filter-branch": {
        flags: "-f,--force --prune-empty --remap-to-ancestor",
        values: "--state-branch --subdirectory-filter --original",
        options: {
          "--setup": "shell",
          "--env-filter": "shell",
          "--tree-filter": "shell",
          "--index-filter": "shell",
          "--parent-filter": "shell",
          "--msg-filter": "shell",
          "--commit-filter": "shell",
          "--tag-name-filter": "shell",
          "-d": "write-directory",
        },
        effect: "destroy",
      },
      "filter-repo": {
        flags: `--force,-f --analyze --invert-paths --partial --dry-run --debug --quiet --use-base-name
          --sensitive-data-removal`,
        values: `--path --path-glob --path-regex --path-rename --subdirectory-filter --to-subdirectory-filter
          --refs --strip-blobs-bigger-than --replace-refs`,
        options: {
          "--replace-text": "read",
          "--mailmap": "read",
          "--paths-from-file": "read",
          "--replace-message": "read",
          "--blob-callback": "code:python",
          "--commit-callback": "code:python",
          "--message-callback": "code:python",
          "--name-callback": "code:python",
          "--email-callback": "code:python",
          "--filename-callback": "code:python",
          "--refname-callback": "code:python",
          "--tag-callback": "code:python",
          "--reset-callback": "code:python",
        },
        effect: "destroy",
        harmless: "--dry-run --analyze",
      },

      // Names.
      branch: {
        flags: `-a,--all -r,--remotes -l,--list -v,--verbose -vv -q,--quiet --show-current -d,--delete -D
          -m,--move -M -c,--copy -C -f,--force -i,--ignore-case --no-track --recurse-submodules
          --edit-description --unset-upstream --column --no-column --no-color --create-reflog --color
          --abbrev --track,-t --omit-empty`,
        values: `-u,--set-upstream-to --contains --no-contains --merged --no-merged --sort --points-at --format`,
        effectWith: { "-D": "destroy" },
      },
      tag: {
        flags: `-a,--annotate -s,--sign -f,--force -d,--delete -v,--verify -l,--list -e,--edit -i,--ignore-case
          --no-sign --column --create-reflog --omit-empty --color`,
        values: `-m,--message -u,--local-user --contains --no-contains --merged --no-merged --sort --points-at
          --format --cleanup --trailer -n`,
        options: { "-F,--file": "read" },
      },
      ...PLUMBING,
      "gc,prune,repack,prune-packed": {
        flags: `-a -A -d -l -f -F -q,--quiet -n,--dry-run -v,--verbose --aggressive --auto --force --detach
          --no-detach --keep-largest-pack --cruft --no-cruft --prune --no-prune --progress`,
        values: "--expire --window --depth --threads --cruft-expiration",
        effectWith: { "--prune": "destroy" },
        harmless: "-n",
      },

      // Other repositories.
      clone: {
        flags: `-l,--local --no-local --no-hardlinks -s,--shared -q,--quiet -v,--verbose --progress
          -n,--no-checkout --mirror --dissociate --single-branch --no-single-branch --no-tags
          --shallow-submodules --no-shallow-submodules --remote-submodules --sparse
          --also-filter-submodules --reject-shallow -4 -6 --recurse-submodules,--recursive`,
        values: `-o,--origin -b,--branch --depth --shallow-since --shallow-exclude --filter -j,--jobs
          --server-option --ref-format --bundle-uri --revision`,
        options: {
          "-u,--upload-pack": "shell",
          "--template": "library",
          "--reference": "read",
          "--reference-if-able": "read",
          "-c,--config": "setting",
          "--separate-git-dir": "write-directory",
        },
        operands: ["url", "write-directory"],
        network: true,
        projectCode: true,
      },
      "fetch,pull,fetch-pack": FETCH,
      push: {
        flags: `--all,--branches --prune --mirror -n,--dry-run --porcelain -d,--delete --tags --follow-tags
          --signed --no-signed --atomic --no-atomic --force-with-lease --no-force-with-lease
          --force-if-includes -f,--force -u,--set-upstream --thin --no-thin -q,--quiet -v,--verbose
          --progress --verify --no-verify -4 -6`,
        values: "-o,--push-option --recurse-submodules",
        options: { "--receive-pack,--exec": "shell", "--repo": "url" },
        operands: ["url", "text..."],
        network: true,
        projectCode: true,
        effectWith: { "-f,--mirror,-d,--prune": "destroy" },
        harmless: "-n",
      },
      bundle: {
        subcommands: {
          create: {
            flags: "-q --quiet --progress --all",
            values: "--version",
            operands: ["write", "text..."],
          },
          "verify,list-heads,unbundle": { flags: "-q --quiet --progress", operands: ["read", "text..."] },
        },
      },
      archive: {
        flags: "-l,--list -v,--verbose --worktree-attributes -0 -1 -9",
        values: "--format --prefix --add-virtual-file --mtime",
        options: { "--exec": "shell", "-o,--output": "write", "--remote": "url", "--add-file": "read" },
      },
      "ls-remote,upload-archive,request-pull": {
        flags: `-h,--heads,--branches -t,--tags --refs -q,--quiet --exit-code --get-url --symref -l,--list
          -v,--verbose`,
        values: "--sort -o,--server-option --format --prefix --add-virtual-file",
        options: {
          "--upload-pack,--exec": "shell",
          "--output": "write",
          "--remote": "url",
          "--add-file": "read",
        },
        operands: ["url", "text..."],
        network: true,
      },
      daemon: {
        flags: "--strict-paths --export-all --verbose --reuseaddr --detach --syslog --informative-errors",
        values: `--timeout --init-timeout --max-connections --port --access-hook --interpolated-path --enable --disable
          --allow-override --forbid-override --user --group --user-path`,
        options: { "--listen": "listen", "--base-path": "read", "--pid-file": "write" },
        operands: ["metadata..."],
        effect: "expose",
      },
      "send-email,imap-send": {
        flags: `--annotate --compose --dry-run --no-validate --quiet --suppress-from --thread --no-thread
          --force`,
        values: `--to --cc --bcc --from --subject --in-reply-to --confirm --envelope-sender --smtp-encryption
          --smtp-domain --smtp-user --smtp-server-port`,
        options: {
          "--smtp-server": "program",
          "--smtp-pass": "credential",
          "--to-cmd": "shell",
          "--cc-cmd": "shell",
          "--sendmail-cmd": "shell",
        },
        operands: ["upload..."],
        network: true,
        harmless: "--dry-run",
      },
      "format-patch,fast-export,bugreport,diagnose": {
        ...LOG,
        flags: `${LOG.flags} --numbered -N -k,--keep-subject --cover-letter --no-cover-letter --zero-commit`,
        values: `${LOG.values} --start-number -v --subject-prefix --suffix --to --thread --in-reply-to`,
        options: { "-o,--output-directory": "write-directory", "--output": "write" },
      },
      remote: {
        flags: "-v,--verbose",
        subcommands: {
          add: { flags: "-f --tags --no-tags", values: "-t -m --mirror", operands: ["text", "url"] },
          "set-url": { flags: "--push --add --delete", operands: ["text", "url..."] },
          "remove,rm,rename,set-head,set-branches,get-url,show,prune,update": {
            flags: "-a,--auto -d,--delete -n,--dry-run --push --all -p,--prune --add --progress",
          },
        },
      },
      submodule: {
        flags: "-q,--quiet --cached --recursive",
        projectCode: true,
        subcommands: {
          add: {
            flags: "-f,--force",
            values: "-b,--branch --name --depth",
            options: { "--reference": "read" },
            operands: ["url", "write-directory"],
            network: true,
          },
          "update,init,sync,status,summary,set-branch,set-url,absorbgitdirs,deinit": {
            flags: `--init --remote -N,--no-fetch -f,--force --checkout --merge --rebase --recommend-shallow --single-branch --all --progress -d,--default`,
            values: "--depth -j,--jobs -b,--branch --filter",
            options: { "--reference": "read" },
            network: true,
          },
          foreach: { operands: ["shell..."] },
        },
      },
      subtree: {
        values: "-P,--prefix -m,--message -b,--branch --annotate --onto",
        flags: "-q -d --squash --rejoin --ignore-joins",
        operands: ["text", "url", "text..."],
        network: true,
      },
      worktree: {
        subcommands: {
          add: {
            flags: `-f,--force -d,--detach --checkout --no-checkout --guess-remote --track --lock -q,--quiet
              --orphan`,
            values: "-b -B --reason",
            operands: ["write-directory", "text"],
            projectCode: true,
          },
          // Without force git keeps a work tree that has anything in it that is not committed.
          remove: {
            flags: "-f,--force",
            operands: ["write-directory"],
            operandsWith: { "-f": ["delete"] },
            recursive: "*",
            force: "-f",
          },
          move: { flags: "-f,--force", operands: ["move", "write"] },
          "list,lock,unlock,prune,repair": { flags: "--porcelain -n -v -z", values: "--reason --expire" },
        },
      },
      init: {
        flags: "-q,--quiet --shared",
        values: "-b,--initial-branch --object-format --ref-format",
        options: { "--template": "library", "--separate-git-dir": "write-directory" },
        operands: ["create"],
      },
      config: {
        flags: `--global --system --local --worktree --replace-all --add --get --get-all --get-regexp
          --get-urlmatch --get-color --get-colorbool --unset --unset-all --remove-section --rename-section
          -l,--list -e,--edit --bool --int --bool-or-int --path --expiry-date --name-only --show-origin
          --show-scope --includes --no-includes -z,--null --fixed-value --all --regexp --show-names --append`,
        values: "-t,--type --default --comment --value --url --blob",
        options: { "-f,--file": "edit" },
        operands: ["setting", "text..."],
        subcommands: {
          "get,list,unset,rename-section,remove-section,edit": { operands: ["text..."] },
          set: { values: "--type", operands: ["setting", "text"] },
        },
      },
      credential: {
        operands: ["text"],
        output: "secret",
        subcommands: {
          "fill,get": { operands: [] },
          "approve,reject,capability": { operands: [], output: "nothing" },
        },
      },
      "credential-store,credential-cache,credential-libsecret,credential-osxkeychain,credential-manager": {
        values: "--socket --timeout",
        options: { "--file": "read" },
        output: "secret",
      },
      "ls-files": {
        flags: `-z -t -v -f -c,--cached -d,--deleted -m,--modified -o,--others -i,--ignored -s,--stage
          --directory --no-empty-directory -u,--unmerged -k,--killed --resolve-undo --full-name
          --recurse-submodules --error-unmatch --deduplicate --sparse --exclude-standard --eol --debug
          --abbrev`,
        values: "-x,--exclude --exclude-per-directory --with-tree --format",
        options: { "-X,--exclude-from": "read" },
      },
      lfs: {
        network: true,
        subcommands: {
          "install,track,untrack,ls-files,status,env,pull,push,fetch,checkout,prune,fsck,migrate,locks,lock,unlock,logs,update,version,uninstall":
            {
              flags: "--all -f --force --local --global -l -s --dry-run",
              values: "-I,--include -X,--exclude",
            },
        },
      },
    },
  },
  "git-crypt,git-secret,git-lfs,git-annex,git-absorb,git-town,git-branchless,gt,graphite,git-machete,git-cliff,gitleaks,trufflehog,commitizen,cz,commitlint,lefthook,standard-version,release-please,gitlint":
    { operands: ["text..."], projectCode: true, options: { "-c,--config": "config" } },
} satisfies Table;
