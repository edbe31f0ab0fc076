/** Programs that walk trees and look for files. Sources: find(1), fd(1), locate(1), tree(1), rsync-less tools' `--help`. */
import type { Table } from "../spec.ts";

export const findutils = {
  "find,bfs": {
    style: "single",
    flags: `-H -L -P -O3 -depth -d -follow -noleaf -mount -xdev -daystart -delete -empty -executable -readable
      -writable -false -true -print -print0 -prune -quit -ls -nouser -nogroup -not -and -or -o -a -warn
      -nowarn -x -s -X -E -ignore_readdir_race -noignore_readdir_race`,
    values: `-D -amin -atime -cmin -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename
      -links -lname -maxdepth -mindepth -mmin -mtime -name -path -perm -printf -regex -regextype -size
      -type -uid -used -user -wholename -xtype -context -newermt -newerat -newerct -newerBt -flags`,
    options: {
      "-anewer,-cnewer,-newer,-mnewer": "metadata",
      "-samefile": "metadata",
      "-files0-from": "read",
      "-fprint,-fprint0,-fls": "write",
    },
    several: { "-fprintf": ["write", "text"] },
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
    recursive: "*",
    reader: "find",
  },
  "fd,fdfind": {
    flags: `-H,--hidden -I,--no-ignore -u,--unrestricted -s,--case-sensitive -i,--ignore-case -g,--glob --regex
      -F,--fixed-strings -a,--absolute-path -l,--list-details -L,--follow -p,--full-path -0,--print0
      --prune -q,--quiet -1 --show-errors --no-ignore-vcs --no-ignore-parent --no-global-ignore-file
      --one-file-system,--mount,--xdev --strip-cwd-prefix --relative-path --no-follow --no-hidden --ignore
      --and`,
    values: `-d,--max-depth,--maxdepth --min-depth --exact-depth -E,--exclude -t,--type -e,--extension -S,--size
      --changed-within,--change-newer-than,--newer --changed-before,--change-older-than,--older -o,--owner
      --format --batch-size -c,--color -j,--threads --max-buffer-time --max-results --path-separator
      --hyperlink --gen-completions`,
    options: {
      "-x,--exec": "command",
      "-X,--exec-batch": "command",
      "--ignore-file": "read",
      "--base-directory,-C": "work-directory",
      "--search-path": "metadata",
    },
    operands: ["text", "metadata..."],
    output: "digest",
    input: "ignored",
    recursive: "*",
    reader: "find",
  },
  "locate,mlocate,plocate,slocate": {
    flags: `-A,--all -b,--basename -c,--count -e,--existing -i,--ignore-case -0,--null -q -S,--statistics -w -r
      -p`,
    values: "-l,--limit,-n --regex",
    options: { "-d,--database": "read" },
    operands: ["text..."],
    output: "digest",
    input: "ignored",
  },
  updatedb: {
    flags: "-v,--verbose",
    values: `-l -n --add-prunefs --add-prunenames --add-prunepaths --prunefs --prunenames --prunepaths -e -f`,
    options: { "-o,--output": "write", "-U,--database-root": "metadata" },
    operands: [],
  },
  tree: {
    flags: `-a -d -l -f -x -p -s -h -u -g -D -F -q -N -Q -C -n -A -S -i -r -t -c -U -v -J -X --dirsfirst
      --filesfirst --noreport --prune --si --du --inodes --device --gitignore --matchdirs --ignore-case
      --metafirst --info --fromfile --fromtabfile --nolinks --hyperlink --compress -R`,
    values: "-L -I -P -T -H --filelimit --timefmt --sort --charset --gitfile --infofile --scheme",
    options: { "-o": "write" },
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
    recursive: "*",
  },
  "eza,exa,lsd,lsdeluxe,colorls,lla": {
    flags: `-1 -l,--long -G,--grid -x -R,--recurse -T,--tree -F -a,--all -A -d,--list-dirs -D,--only-dirs
      -f,--only-files -r,--reverse -s -b -B -g,--group -h,--header -H -i,--inode -m -S -u -U -@ --git
      --git-ignore --git-repos --icons --color --no-user --no-time --no-permissions --no-filesize
      --group-directories-first --hyperlink`,
    values: "-L,--level,--depth --sort -t,--time -I,--ignore-glob --time-style -w,--width --colour",
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
  },
  "ncdu,gdu,dust,dua,duf,dutree,erd,erdtree,pdu": {
    flags: "-s -h -d -p -a -n -r -x -q -e -i -H --no-colors --si -0 -1 -A -g",
    values: "-X,--ignore --sort --depth --max-depth -w --color -t,-T --threads",
    options: {
      "--cmd": "shell",
      "-c,--conf,--config": "config",
      "-command": "shell",
      "--outcmd": "write",
      "-o,-selection-path": "write",
    },
    operands: ["metadata..."],
    interactive: true,
    output: "digest",
  },
  "fzf,sk,skim,peco,percol,fzy,gum,choose,tv,television,selecta": {
    style: "posix",
    flags: `-x,--extended -e,--exact -i,--ignore-case +i -m,--multi +m --no-multi +s --no-sort --tac --reverse
      --border --ansi -1,--select-1 -0,--exit-0 --print0 --read0 --print-query --sync --cycle --no-mouse
      --phony --disabled --bash --zsh --fish`,
    values: `-q,--query -f,--filter -n,--nth --with-nth -d,--delimiter --height --min-height --layout --prompt
      --pointer --marker --header --header-lines --color --preview-window --expect --tiebreak --algo
      --margin --padding --tabstop --history-size --info --scheme --walker --walker-root --walker-skip
      --tmux`,
    options: {
      "--preview": "shell",
      "--bind": "code:other",
      "--history": "append",
      "-c,--cmd": "shell",
      "--listen": "listen",
      "--listen-unsafe": "listen",
      "--with-shell": "shell",
      "--exec": "shell",
    },
    operands: ["text..."],
    environment: {
      FZF_DEFAULT_COMMAND: "shell",
      FZF_DEFAULT_OPTS: "options",
      FZF_DEFAULT_OPTS_FILE: "config",
    },
    interactiveWith: "--listen --listen-unsafe",
  },
  "rmlint,fdupes,jdupes,fclones,czkawka": {
    flags: `-r,--recurse -d,--delete -N,--noprompt -f,--omitfirst -n,--noempty -A -S,--size -m,--summarize
      -q,--quiet -1 -s -H -i -I`,
    options: { "-o,--output": "write" },
    operands: ["read..."],
    operandsWith: { "-d": ["delete..."] },
    output: "digest",
    recursive: "-r",
    force: "-N",
  },
  // Source: rdfind(1).
  rdfind: {
    style: "single",
    values: `-ignoreempty -minsize -maxsize -followsymlinks -removeidentinode -checksum -buffersize
      -deterministic -makesymlinks -makehardlinks -makeresultsfile -sleep -n,-dryrun -deleteduplicates`,
    options: { "-outputname": "write" },
    operands: ["read..."],
    operandsWith: { "-deleteduplicates": ["delete..."] },
    harmless: "-n",
    recursive: "*",
  },
  // Source: tmpreaper(8): files below the directories that nobody has used for so long.
  tmpreaper: {
    flags: `-a,--all -d,--showdeleted -f,--force -h,--help -m,--mtime -M,--mtime-dir -s,--symlinks
      -t,--test -v,--verbose`,
    values: "--delay --protect -T,--runtime",
    operands: ["text", "delete..."],
    harmless: "-t -h",
    recursive: "*",
  },
  // Source: tmpwatch(8).
  tmpwatch: {
    flags: `-u,--atime -m,--mtime -c,--ctime -M,--dirmtime -a,--all -d,--nodirs -D,--nosymlinks -f,--force
      -l -q,--quiet -s,--fuser -t,--test -v,--verbose`,
    values: "-x,--exclude -X,--exclude-pattern -U,--exclude-user",
    operands: ["text", "delete..."],
    harmless: "-t",
    recursive: "*",
  },
  // Source: chezmoi.io, "Commands".
  chezmoi: {
    flags: `-n,--dry-run -v,--verbose -k,--keep-going --force --no-tty --no-pager -R,--refresh-externals
      --use-builtin-git --debug -r,--recursive --interactive --less-interactive`,
    values: "--color --progress --mode --umask -x,--exclude -i,--include --format -f",
    options: {
      "-S,--source": "read",
      "-W,--working-tree": "read",
      "-D,--destination": "write-directory",
      "-c,--config": "config",
      "-o,--output": "write",
    },
    harmless: "-n",
    subcommands: {
      "add,re-add,apply,archive,cat,cat-config,chattr,data,diff,doctor,dump,dump-config,edit,edit-config,encrypt,forget,ignored,managed,merge,merge-all,source-path,state,status,target-path,unmanaged,verify":
        {},
      "init,update": { flags: "--apply -a --one-shot --ssh", operands: ["url"], network: true },
      git: { style: "posix", network: true },
      cd: { operands: ["text"], interactive: true },
      destroy: { operands: ["delete..."], recursive: "*" },
      // Its whole repository and configuration; with --purge-binary itself too.
      purge: { flags: "-P,--purge-binary", operands: [], effect: "destroy" },
    },
  },
  // Links whatever lies in its packages.
  stow: {
    flags:
      "-n,--no,--simulate -v -S,--stow -D,--delete -R,--restow --adopt --no-folding --dotfiles -p,--compat",
    values: "--ignore --defer --override",
    options: { "-d,--dir": "work-directory", "-t,--target": "write-directory" },
    operands: ["text..."],
    harmless: "-n",
  },
  "symlinks,yadm,rcup,dotbot": {
    flags: `-n,--no,--simulate -v -S -D -R --adopt --no-folding --dotfiles -d -c -r -s -t --force --dry-run`,
    values: "--ignore --defer --override",
    options: { "--dir": "read", "--target": "write-directory" },
    operands: ["text..."],
    harmless: "-n --dry-run",
  },
  "file,trid,exa-file,mimetype": {
    flags: `-b,--brief -c,--checking-printout -C,--compile -d -E -h,--no-dereference -i,--mime --mime-type
      --mime-encoding -k,--keep-going -l,--list -L,--dereference -n,--no-buffer -N,--no-pad -0,--print0
      -p,--preserve-date -r,--raw -s,--special-files -S,--no-sandbox -z,--uncompress
      -Z,--uncompress-noreport --apple --extension`,
    values: "-e,--exclude --exclude-quiet -F,--separator -P,--parameter",
    options: { "-f,--files-from": "read", "-m,--magic-file": "read" },
    operands: ["metadata..."],
    output: "digest",
  },
  "lsof,fuser": {
    flags: `-a -b -C -D -h -l -n -N -O -P -Q -R -t -U -v -V -w -X -k,--kill -m,--mount -M -s -I,--interactive -4
      -6 -z`,
    values: "-c -d -e -f -F -g -i -L -o -p -r -S -T -u -x --namespace",
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
    effectWith: { "-k": "disrupt" },
  },
  "getfacl,lsattr,getfattr,getcap,namei,xattr,lsblk,findmnt,blkid,mountpoint": {
    flags: `-a -A -c -d -E -h -L -l -n -o -p -P -r -R -s -t -v -V -x -m -f -b -J -O -S -D -k -T -i -u -U -z -y
      -q -w --json --all --absolute-names -C`,
    values: "--output -I,--include -e,--exclude --target --source --types",
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
  },
  "setfacl,chattr,setfattr,setcap,chflags,setfile,SetFile": {
    flags: `-b,--remove-all -k,--remove-default -n,--no-mask -d,--default -R,--recursive -L -P -f -V -q -r -h
      --test --mask`,
    values: "-x,--remove -v,--value -p",
    options: {
      "-m,--modify": "mode",
      "-M": "read",
      "-X": "read",
      "--set": "mode",
      "--set-file": "read",
      "--restore": "read",
    },
    operands: ["mode", "attributes..."],
    operandsWith: { "-m,-x,-b,-k,-n": ["attributes..."] },
    recursive: "-R",
    output: "nothing",
    input: "ignored",
  },
} satisfies Table;
