/** Source hosting and continuous integration from the command line. Sources: gh, glab and the others' own help. */
import type { Table } from "../spec.ts";

const SHOW = {
  flags: `-w,--web -c,--comments --all -d,--draft --log --log-failed --exit-status --verbose --watch --compact
    --quiet --name-only --patch --required --fail-fast --archived --no-archived --fork --closed`,
  values: `-L,--limit -l,--label -A,--author -a,--assignee -S,--search -s,--state -q,--jq -t,--template
    -b,--branch -u,--user -e,--event -H,--head -B,--base -m,--milestone --app --status --workflow --commit
    -j,--job --attempt --created --topic --visibility --language --source --owner --sort --order -k,--key
    -r,--ref --json -i,--interval`,
} as const;

const EDIT = {
  flags: `-d,--draft -f,--fill --fill-first --fill-verbose --no-maintainer-edit -w,--web -e,--editor --dry-run
    --recover -y,--yes --confirm -m,--merge --rebase -s,--squash --auto --admin --delete-branch
    --disable-auto -a,--approve --request-changes -c,--comment --edit-last --remove-milestone --public
    --private --internal --disable-issues --disable-wiki --push --generate-notes -p,--prerelease --latest
    --verify-tag --clobber --force -u,--undo --accept-visibility-change-consequences --enable-auto-merge
    --delete-branch-on-merge --create-if-none --rerequest --fetch-tags --notes-from-tag
    --remove-source-branch`,
  values: `-t,--title -b,--body -B,--base -H,--head -l,--label --reviewer -P,--project --assignee --milestone
    -T,--template --subject -A,--author-email --match-head-commit -r,--reason --add-label --remove-label
    --add-assignee --remove-assignee --add-reviewer --remove-reviewer --add-project --remove-project
    --description --homepage --team --visibility --default-branch --tag --target -n,--notes
    --discussion-category --notes-start-tag --name --color --branch --source-branch --target-branch
    --topics --add-topic --remove-topic --parent --type`,
  options: { "-F,--body-file,--notes-file": "upload", "-S,--source": "work-directory" },
  operands: ["text..."],
  harmless: "--dry-run",
} as const;

export const hosting = {
  "gh,glab,hub,tea": {
    values: "-R,--repo --hostname -g,--group",
    flags: "-v",
    network: true,
    service: true,
    environment: {
      GH_EDITOR: "shell",
      EDITOR: "shell",
      GH_BROWSER: "shell",
      BROWSER: "shell",
      PAGER: "shell",
      GH_PAGER: "shell",
    },
    subcommands: {
      "pr,mr,issue,incident": {
        subcommands: {
          "list,ls,view,show,status,checks,diff,search,for": SHOW,
          "create,new,edit,update,comment,note,review,close,reopen,ready,merge,accept,lock,unlock,pin,unpin,transfer,develop,approve,revoke,rebase,todo,subscribe,unsubscribe,update-branch,revert":
            EDIT,
          "checkout,co": {
            flags: "-f,--force --detach --recurse-submodules",
            values: "-b,--branch",
            operands: ["text"],
          },
          delete: { flags: "--yes --confirm", effect: "destroy" },
        },
      },
      "repo,project": {
        subcommands: {
          "list,ls,view,search,contributors,members,set-default,gitignore,license,deploy-key,autolink,item-list,field-list":
            {
              ...SHOW,
              subcommands: {
                "add,create": {
                  operands: ["upload"],
                  flags: "-w,--allow-write",
                  values: "-t,--title",
                  effect: "grant",
                },
                delete: { effect: "destroy" },
              },
            },
          clone: {
            // Behind `--` come options of git clone.
            flags:
              "--no-upstream -- --bare --mirror --recurse-submodules --single-branch --no-tags --sparse -q",
            values:
              "-u,--upstream-remote-name --depth -b,--branch -o,--origin --filter --shallow-since -j,--jobs",
            operands: ["text", "write-directory", "text..."],
          },
          "fork,create,new": {
            ...EDIT,
            values: `-d,--description -h,--homepage -t,--team -l,--license -g,--gitignore -p,--template
              --remote-name -r,--remote --org --fork-name -u,--upstream-remote-name`,
            flags: `--public --private --internal --push -c,--clone --dry-run --add-readme --disable-issues
              --disable-wiki --include-all-branches --default-branch-only -y --confirm`,
            operands: ["text", "write-directory"],
            effectWith: { "--public": "publish" },
          },
          "edit,rename,sync,archive,unarchive,update,transfer,mirror,item-add,item-edit,field-create,copy,link,unlink":
            { ...EDIT, effectWith: { "--visibility": "expose", "--force": "destroy" } },
          "delete,item-delete,field-delete": { flags: "--yes --confirm -y", effect: "destroy" },
          garden: {},
        },
      },
      release: {
        subcommands: {
          "list,view,ls": SHOW,
          create: { ...EDIT, operands: ["text", "upload..."], effect: "publish" },
          upload: { flags: "--clobber", operands: ["text", "upload..."], effect: "publish" },
          edit: EDIT,
          download: {
            flags: "--clobber --skip-existing",
            values: "-A,--archive",
            options: { "-D,--dir": "write-directory", "-O,--output": "download", "-p,--pattern": "download" },
            output: "network",
            operands: ["text"],
          },
          "delete,delete-asset": { flags: "-y,--yes --cleanup-tag", effect: "destroy" },
        },
      },
      gist: {
        subcommands: {
          "create,new": {
            flags: "-p,--public -w,--web",
            values: "-d,--desc -f,--filename",
            operands: ["upload..."],
            input: "upload",
            effect: "publish",
          },
          edit: {
            values: "-d,--desc -f,--filename -r,--remove",
            options: { "-a,--add": "upload" },
            operands: ["text", "upload"],
          },
          view: { ...SHOW, flags: "--files -r,--raw -w,--web", values: "-f,--filename", output: "network" },
          "list,clone": SHOW,
          "delete,rename": { flags: "--yes", effect: "destroy" },
        },
      },
      snippet: {
        subcommands: {
          create: {
            flags: "-p,--personal",
            values: "-t,--title -d,--description -f,--filename -v",
            operands: ["upload..."],
            effect: "publish",
          },
        },
      },
      "run,workflow,ci,pipeline,job,cache,schedule": {
        subcommands: {
          "list,ls,view,watch,status,get,trace,lint,artifact": SHOW,
          download: { values: "-n,--name -p,--pattern", options: { "-D,--dir": "write-directory" } },
          "run,rerun,retry,trigger,enable,play": {
            flags: "--failed -d,--debug --json",
            values: "-r,--ref -j,--job -f,--raw-field",
            options: { "-F,--field": "upload-text" },
          },
          "cancel,disable": { effect: "disrupt" },
          delete: { flags: "-a,--all --succeed-on-no-caches", effect: "destroy" },
        },
      },
      "secret,variable": {
        subcommands: {
          set: {
            flags: "-u,--user --no-store -r,--remote",
            values: "-e,--env -o,--org -v,--visibility -a,--app",
            options: { "-b,--body": "credential", "-f,--env-file": "upload" },
            operands: ["text"],
            input: "upload",
          },
          "list,ls,get,export": { ...SHOW },
          "delete,remove": { values: "-e,--env -o,--org", effect: "destroy" },
        },
      },
      auth: {
        subcommands: {
          token: { values: "-h,--hostname -u,--user", operands: [], output: "secret" },
          status: { flags: "-t,--show-token -a,--active", values: "-h,--hostname", operands: [] },
          "login,refresh": {
            flags: "-w,--web --with-token --insecure-storage --skip-ssh-key -c,--clipboard",
            values: "-h,--hostname -p,--git-protocol -s,--scopes -r,--remove-scopes",
            operands: [],
            effect: "grant",
          },
          "logout,switch,setup-git": { values: "-h,--hostname -u,--user", operands: [] },
        },
      },
      "ssh-key,gpg-key,deploy-key": {
        subcommands: {
          add: { values: "-t,--title --type -e", operands: ["upload"], effect: "grant" },
          list: SHOW,
          delete: { flags: "-y,--yes", effect: "destroy" },
        },
      },
      codespace: {
        subcommands: {
          ssh: {
            flags: "-d,--debug --config",
            values: "-c,--codespace --profile --server-port",
            operands: ["shell..."],
            place: "host",
            input: "code:shell",
          },
          cp: {
            flags: "-e,--expand -r,--recursive",
            values: "-c,--codespace",
            operands: ["remote-read...", "remote-write"],
          },
          delete: {
            flags: "--all -f,--force",
            values: "-c,--codespace --days",
            operands: [],
            effect: "destroy",
          },
          ports: { effect: "expose" },
          "list,view,create,stop,logs,code,edit,jupyter,rebuild": {
            ...SHOW,
            flags: "-w,--web",
            values: "-c,--codespace -b,--branch -m,--machine -R -L -q --json",
          },
        },
      },
      api: {
        flags: "-i,--include --paginate --silent --slurp --verbose",
        values: "-H,--header -q,--jq -t,--template --cache -p,--preview",
        options: {
          "-X,--method": "method",
          "-f,--raw-field": "upload-text",
          "-F,--field": "upload-text",
          "--input": "upload",
        },
        operands: ["text"],
        output: "network",
      },
      extension: {
        subcommands: {
          "install,upgrade": { flags: "--force --all", values: "--pin", operands: ["package"] },
          exec: { style: "posix" },
          "list,search,remove,create,browse": {},
        },
      },
      alias: {
        subcommands: {
          /** After `!` a shell runs it; anything else is words of gh itself. */
          set: { flags: "-s,--shell --clobber", operands: ["text", "shell"] },
          "list,delete,import": {},
        },
      },
      "search,browse,status,label,org,ruleset,attestation,completion,config,preview,user,version,milestone,iteration,token,copilot,agent-task,accessibility":
        {
          ...SHOW,
          subcommands: { delete: { flags: "--yes", effect: "destroy" }, "create,edit,clone,set": EDIT },
        },
    },
  },
  "codecov,coveralls,sonar-scanner,snyk,semgrep,codeql,osv-scanner": {
    flags: `-l,--list -n,--dryrun -v,--verbose -b,--bind -r,--reuse --privileged -q --json --all-projects`,
    values: `-j,--job -W,--workflows -P,--platform -e,--eventpath -a,--actor --matrix --container-architecture
        --config`,
    options: {
      "-f,--file": "upload",
      "-s,--secret": "credential",
      "--secret-file,--env-file,--var-file": "read",
      "-C,--directory": "work-directory",
      "--token,-t": "credential",
    },
    network: true,
    projectCode: true,
    subcommands: { exec: { operands: ["command"] }, "delete,remove": { effect: "destroy" } },
  },
} satisfies Table;
