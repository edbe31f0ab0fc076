/** Editors and pagers: they open files, and can be told to run anything. Sources: vim(1), emacs(1), less(1), ed(1), nano(1). */
import type { Table } from "../spec.ts";

const OPENS = { operands: ["edit..."], interactive: true } as const;
const PAGES = { operands: ["read..."], interactive: true } as const;

const VIM = {
  flags: `-A -b -C -d -D -e -E -es -Es -f -F -g -h -H -L -m -M -n -N -nb -o -O -p -R -s -ss -v -V -X -x -y
    -Z --clean --headless --embed --noplugin --not-a-term --ttyfail --literal --nofork --api-info
    --remote-silent -nw`,
  values: "-r -T -t --servername --socketid --windowid -Ver",
  options: {
    "-c": "code:vim",
    "--cmd": "code:vim",
    "-S": "script:vim",
    "-l": "script:lua",
    "-W": "write",
    "-w": "write",
    "-u": "script:vim",
    "-U": "script:vim",
    "-i": "read",
    "-q": "read",
    "--startuptime": "write",
    "--listen": "listen",
    "--server": "host",
    "--remote-expr,--remote-send": "code:vim",
  },
  optional: { "+": "code:vim" },
  operands: ["edit..."],
  input: "code:vim",
  interactive: true,
  environment: {
    VIMINIT: "code:vim",
    GVIMINIT: "code:vim",
    EXINIT: "code:vim",
    MYVIMRC: "script:vim",
    VIMRUNTIME: "library",
    SHELL: "program",
  },
  reader: "editor",
} as const;

export const editors = {
  "vi,vim,nvim,ex,vimdiff,rvim,gvim,evim,nvi,elvis,vile,vimx,neovim,lvim": VIM,
  // The same, told to change nothing.
  "view,rview,gview,eview": { ...VIM, operands: ["read..."] },
  "ed,red,gred": {
    style: "posix",
    flags: `-E,-r,--extended-regexp -G,--traditional -l,--loose-exit-status -s,--quiet,--silent -v,--verbose
      --strip-trailing-cr --restricted -`,
    values: "-p,--prompt",
    operands: ["edit"],
    input: "code:vim",
    interactive: true,
    reader: "editor",
  },
  "emacs,emacsclient,xemacs,mg,jmacs,zile,jove,qemacs,uemacs,microemacs": {
    flags: `-Q,--quick -q,--no-init-file --no-site-file --no-splash -nw,--no-window-system -t,--tty
      -c,--create-frame -n,--no-wait --batch,-batch --debug-init --daemon --fg-daemon -r --suppress-output`,
    values: "-d,--display -u,--user -g,--geometry -s,--socket-name -T -f,--funcall",
    options: {
      "--eval,-eval,-e,--execute": "code:elisp",
      "-l,--load,-load": "script:elisp",
      "--script,-script,-x": "script:elisp",
      "--visit,--file,--find-file": "edit",
      "--insert": "read",
      "-L,--directory": "library",
      "--init-directory": "config",
      "-a,--alternate-editor": "shell",
      "--chdir": "work-directory",
    },
    operands: ["edit..."],
    interactive: true,
    environment: { ALTERNATE_EDITOR: "shell", EMACSLOADPATH: "library" },
    reader: "editor",
  },
  "kak,kakoune": {
    flags: "-n -d -q -ro -l -clear -version",
    values: "-c -s -ui -debug -i -p",
    // `-f` takes keys, among them `|COMMAND<ret>`.
    options: { "-e,-E,-f": "code:other" },
    style: "single",
    ...OPENS,
    reader: "editor",
  },
  "nano,pico,rnano,micro,joe,jpico,jstar,ne,hx,helix,amp,le,dte,tilde,textadept,lite-xl,ox,kibi": {
    flags: `-A -B -c -D -E -F -G -H -h -I -i -K -k -L -l -M -m -N -n -O -P -R -S -t -U -u -V -v -W -w -x -Z -z
        -% -_ -0 -! --plugin`,
    values: "-J -Q -r -T -X -Y -y",
    options: {
      "-s,--speller": "program",
      "-C,--backupdir": "write-directory",
      "-o,--operatingdir": "work-directory",
      "-f,--rcfile": "config",
      "-e": "code:other",
      "--config-dir,-config-dir": "config",
    },
    ...OPENS,
    reader: "editor",
  },
  "code,code-insiders,codium,vscodium,cursor,windsurf,zed,subl,sublime_text,mate,atom,gedit,kate,kwrite,mousepad,xed,pluma,geany,leafpad,notepadqq,bbedit,idea,pycharm,webstorm,goland,clion,rubymine,phpstorm,fleet,rstudio,eclipse,studio,codelite,code-server,notepad.exe,notepad":
    {
      flags: `-n,--new-window -r,--reuse-window -w,--wait -v,--verbose --list-extensions --show-versions --force
        --disable-extensions --disable-gpu -s,--status --pre-release --no-sandbox --update-extensions
        --print`,
      values: `-g,--goto --locale --log --profile --sync --category --remote --inspect-extensions --auth
        --bind-addr --uninstall-extension --locate-shell-integration-path --command --add-mcp`,
      options: {
        "-d,--diff": "read",
        "-m,--merge": "read",
        "-a,--add": "read",
        "--user-data-dir,--extensions-dir": "write-directory",
        "--install-extension": "package",
      },
      ...OPENS,
      subcommands: {
        tunnel: {
          operands: ["text..."],
          effect: "expose",
          network: true,
          flags: "--accept-server-license-terms",
          values: "--name",
        },
        "serve-web": { operands: [], effect: "expose", network: true, values: "--host --port" },
      },
    },
  "less,lessecho,lesspipe,lessfile": {
    flags: `-a -A -B -c -C -d -e -E -f -F -g -G -i -I -J -K -l -L -m -M -n -N -q -Q -r -R -s -S -u -U -V -w -W
      -X -~ -# --use-color --mouse --no-init --quit-if-one-screen --raw-control-chars --RAW-CONTROL-CHARS
      --chop-long-lines --line-numbers --LINE-NUMBERS --quit-at-eof --incsearch --follow-name --wordwrap
      --no-lessopen`,
    values: "-b -D -h -j -p -P -t -x -y -z --pattern --prompt --tabs --window",
    options: {
      "-k,--lesskey-file,--lesskey-src": "script:other",
      "--lesskey-content": "code:other",
      "-o,-O,--log-file,--LOG-FILE": "write",
      "-T,--tag-file": "read",
    },
    // Commands as typed at its prompt; `!` and `|` start a shell as in vi.
    optional: { "+": "code:vim" },
    ...PAGES,
    environment: {
      LESSOPEN: "opener",
      LESSCLOSE: "shell",
      LESSKEY: "config",
      LESSEDIT: "shell",
      EDITOR: "shell",
      VISUAL: "shell",
      LESS: "options",
      SHELL: "program",
    },
  },
  "more,pg,most,lv,moar,moor,ov,pspg,slit": {
    flags: `-c,--print-over -d,--silent -e,--exit-on-eof -f,--logical -l,--no-pause -p,--clean-print
      -s,--squeeze -u,--plain -r -n -S -N -b -t -v -w -z -1`,
    values: "-n-lines --lines",
    optional: { "+": "code:vim" },
    ...PAGES,
    environment: { EDITOR: "shell", VISUAL: "shell", SHELL: "program", MORE: "text" },
  },
  "man,info,pinfo,mandb,catman,manpath": {
    flags: `-a,--all -c,--catman -d,--debug -D,--default -f,--whatis -h -i,--ignore-case -I,--match-case
      -k,--apropos -K,--global-apropos -l,--local-file -t,--troff -T,--troff-device -u,--update -V
      -w,--where,--path -W,--where-cat -7,--ascii -X,--gxditview -Z,--ditroff --no-hyphenation
      --names-only --no-subpages --regex --wildcard`,
    values: `-L,--locale -m,--systems -r,--prompt -R,--recode -s,-S,--sections -e,--extension -E,--encoding
      -p,--preprocessor -n,--node -O`,
    options: {
      "-C,--config-file": "config",
      "-H,--html": "shell",
      "-P,--pager": "shell",
      "-M,--manpath": "read",
      "--file": "read",
      "-o,--output": "write",
      "--restore": "read",
      "--dribble": "write",
    },
    operands: ["text..."],
    operandsWith: { "-l": ["read..."] },
    interactive: true,
    environment: {
      MANPAGER: "shell",
      PAGER: "shell",
      BROWSER: "shell",
      MANOPT: "options",
      MANROFFSEQ: "text",
    },
  },
  "vipw,vigr,visudo": {
    flags: "-c -q -s -x -g -p -u -h -O -P",
    options: { "-f,--file": "edit", "-R": "work-directory" },
    ...OPENS,
    effect: "grant",
    harmless: "-c",
    environment: { EDITOR: "shell", VISUAL: "shell" },
  },
  editor: { ...OPENS, environment: { EDITOR: "shell", VISUAL: "shell" } },
  pager: { ...PAGES, environment: { PAGER: "shell" } },
  jed: {
    style: "single",
    flags: "-n -s -2 -batch -secure -a",
    values: "-g",
    options: { "-f": "code:other", "-l,-script": "script:other", "-i": "read" },
    ...OPENS,
  },
} satisfies Table;
