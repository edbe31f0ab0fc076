/** Programs around git, and version control other than git. Sources: hg help, svn help, and the manuals of the others. */
import type { Table } from "../spec.ts";

export const vcs = {
  "git-upload-pack,git-receive-pack,git-shell": {
    options: { "-c": "shell" },
    operands: ["read"],
    flags: "--strict",
    values: "--timeout",
  },
  "git-filter-repo": {
    operands: ["text..."],
    effect: "destroy",
    flags: "--dry-run --analyze --force",
    harmless: "--dry-run --analyze",
  },
  "gitk,tig,lazygit,gitui,qgit,ungit,git-gui": { operands: ["text..."], interactive: true },
  bfg: {
    flags: "--no-blob-protection --private",
    values: "--strip-blobs-bigger-than -b --delete-files -D --delete-folders",
    options: { "--replace-text": "read" },
    operands: ["edit"],
    effect: "destroy",
  },
  "hg,chg": {
    flags: `-v,--verbose -q,--quiet -y,--noninteractive --debug --debugger --traceback --time --profile --hidden`,
    values: "--encoding --color --pager",
    options: { "-R,--repository": "work-directory", "--cwd": "work-directory", "--config": "setting" },
    settings: {
      "alias.*": "shell",
      "hooks.*": "shell",
      "ui.editor": "shell",
      "ui.ssh": "shell",
      "pager.pager": "shell",
      "extensions.*": "library",
      "merge-tools.*": "shell",
      "extdiff.*": "shell",
    },
    environment: { HGEDITOR: "shell", HGRCPATH: "config", HGMERGE: "shell", EDITOR: "shell", PAGER: "shell" },
    subcommands: {
      "clone,pull,push,incoming,outgoing,in,out": {
        flags: "-f,--force -u,--update --new-branch",
        values: "-r,--rev -b,--branch -B,--bookmark",
        options: { "-e,--ssh": "shell", "--remotecmd": "shell" },
        operands: ["url", "write-directory"],
        network: true,
      },
      "strip,rollback,purge,clean": { flags: "-f --all -C", effect: "destroy" },
      "remove,rm": { flags: "-A,--after -f,--force", operands: ["delete..."] },
      "commit,ci": {
        flags: "-A --amend -s -i -e",
        values: "-m,--message -u,--user -d,--date -I -X",
        options: { "-l,--logfile": "read" },
      },
      "log,diff,status,st,update,up,co,branch,branches,tags,tag,heads,id,identify,summary,annotate,blame,cat,manifest,files,add,addremove,merge,revert,resolve,export,import,bookmarks,phase,rebase,graft,histedit,shelve,unshelve,init,config,root,paths":
        { values: "-r,--rev -m,--message -T,--template -l,--limit -d,--date -b -u -k" },
    },
  },
  "svn,svnadmin,svnlook,svnsync": {
    flags: `-v,--verbose -q,--quiet -N --force --non-interactive --no-auth-cache --trust-server-cert -u --xml -g
      --ignore-externals --stop-on-copy --summarize --diff --incremental`,
    values:
      "-r,--revision -m,--message --username --depth -c,--change -l,--limit --native-eol --accept --changelist",
    options: {
      "-F,--file": "read",
      "--password": "credential",
      "--config-dir": "config",
      "--diff-cmd": "program",
      "--editor-cmd": "shell",
      "--diff3-cmd": "program",
      "--config-option": "setting",
    },
    settings: { "config:tunnels:*": "shell", "config:helpers:*": "shell" },
    environment: { SVN_SSH: "shell", SVN_EDITOR: "shell" },
    operands: ["text", "url", "text..."],
    network: true,
  },
  "cvs,bzr,brz,fossil,darcs,jj,pijul,sl,p4,got": {
    network: true,
    values: "-m",
    options: { "-e": "shell", "--config": "setting", "-R,--repository": "work-directory" },
    settings: {
      "fix.tools.*.command": "shell",
      "ui.editor": "shell",
      "ui.pager": "shell",
      "ui.diff-editor": "shell",
    },
    subcommands: { "clone,co,checkout": { operands: ["url", "write-directory"] } },
  },
  vcsh: {
    style: "posix",
    flags: "-d -v",
    options: { "-c": "config" },
    subcommands: {
      run: { style: "posix", operands: ["text", "command"] },
      enter: { operands: ["text"], input: "code:shell" },
      foreach: { flags: "-g -p", operands: ["shell..."] },
      clone: { values: "-b", operands: ["package", "text"], network: true },
      delete: { operands: ["text"], effect: "destroy" },
      "init,list,list-tracked,list-untracked,pull,push,rename,status,upgrade,version,which,write-gitignore,commit":
        {},
    },
  },
} satisfies Table;
