/** Terminals, multiplexers, recorders, and other ways to have a program started by something else. */
import type { Table } from "../spec.ts";

/** A wrapper: options, then a command. Its own input and output are those of the command. */
const WRAP = { operands: ["command"], input: "ignored" } as const;

export const terminals = {
  script: {
    style: "posix",
    flags: "-a,--append -e,--return -f,--flush --force -q,--quiet -F -k -p -r -d",
    values: "-E,--echo -m,--logging-format -o,--output-limit -t",
    options: {
      "-c,--command": "shell",
      "-I,--log-in": "write",
      "-O,--log-out": "write",
      "-B,--log-io": "write",
      "-T,--log-timing,--timing": "write",
    },
    operands: ["write", "command"],
    input: "code:shell",
  },
  ttyrec: { flags: "-a -u", options: { "-e": "shell" }, operands: ["write"], interactive: true },
  "scriptreplay,scriptlive,asciinema,termtosvg,vhs": {
    flags: "-q -i -y --overwrite --stdin --append",
    options: { "-c,--command": "shell", "-t,--timing": "read", "-I,--log-in": "read", "-B": "read" },
    operands: ["read..."],
    interactive: true,
    subcommands: {
      rec: { options: {}, operands: ["write"] },
      "play,cat": { operands: ["read"] },
      convert: { operands: ["read", "write"] },
    },
  },
  "expect,autoexpect": {
    style: "posix",
    flags: "-d -D -i -n -N -v -b",
    options: { "-c": "code:tcl", "-f": "script:tcl" },
    operands: ["script:tcl", "text..."],
    operandsWith: { "-f": ["text..."] },
    input: "code:tcl",
  },
  "tmux,byobu,tmate,psmux": {
    style: "posix",
    flags: "-2 -C -CC -D -l -N -u -v -V",
    values: "-L -T",
    options: { "-c": "shell", "-f": "script:other", "-S": "create" },
    operands: ["text..."],
    environment: { SHELL: "program" },
    reader: "tmux",
  },
  screen: {
    flags: "-a -A -d -D -r -R -RR -dm -m -i -l -ls,-list -ln -n -O -q -Q -U -v -wipe -x -L -X",
    values: "-e -h -p -t -T -S,-dmS,-dRS,-DmS",
    options: { "-c": "script:other", "-s": "program", "-Logfile": "write" },
    operands: ["command"],
    reader: "tmux",
  },
  "dtach,abduco,dvtm": {
    style: "posix",
    flags: "-A -a -c -n -N -z -E -f -l",
    values: "-e -r",
    operands: ["text", "command"],
    interactive: true,
  },
  openvt: {
    ...WRAP,
    flags: "-f,--force -e,--exec -s,--switch -u,--user -l,--login -v,--verbose -w,--wait",
    values: "-c,--console",
    privilege: true,
  },
  "xterm,uxterm,rxvt,urxvt,gnome-terminal,xfce4-terminal,foot,terminator,st,x-terminal-emulator,lxterminal,mate-terminal,tilix,qterminal":
    {
      style: "single",
      flags: "-hold --hold -ls --noclose --wait --tab --window --maximize",
      values: "-T,-title,--title -n -geometry,--geometry -fa -fs -bg -fg --class --app-id",
      options: {
        "-e,--execute,-x,--": "command",
        "--command,-c": "shell",
        "--working-directory,--workdir,-D": "work-directory",
        "--config-file": "config",
        "-lf": "write",
      },
      operands: ["command"],
      interactive: true,
    },
  "agetty,getty,mingetty": {
    flags: "-8 -c -E -h -i -L -m -n -N -p -R -s -U -w",
    values: "-a,--autologin -f -H -I -t -d -P -o,--login-options",
    options: { "-l,--login-program": "program", "-r,--chroot": "work-directory" },
    operands: ["text..."],
    interactive: true,
  },

  // Not by its name: the dynamic loader.
  "ld.so,ld-linux-x86-64.so,ld-linux.so,ld-linux-aarch64.so,ld-linux-armhf.so,ld-musl-x86_64.so,ld-musl-aarch64.so,ld-musl-armhf.so":
    {
      ...WRAP,
      flags: "--list --verify --inhibit-cache --list-tunables --list-diagnostics",
      values: "--library-path --inhibit-rpath --argv0 --glibc-hwcaps-prepend --glibc-hwcaps-mask",
      options: { "--audit": "library", "--preload": "library" },
    },
  // Commands that another program starts: a way to run anything under an innocent name.
  "xdotool,wtype,ydotool": {
    style: "posix",
    flags: "--sync --clearmodifiers",
    subcommands: { exec: { ...WRAP, values: "--args --terminator" } },
  },
  "ssh-agent": { ...WRAP, flags: "-c -s -d -D -k", values: "-t -E -P -O", options: { "-a": "create" } },
  keychain: {
    flags: `--eval -q,--quiet -Q,--quick --clear -k,--stop --inherit --ignore-missing --noask --nocolor --nogui --nolock
      --noinherit --systemd -l,--list -L,--list-fp --agents`,
    values: "--host --timeout --attempts --lockwait --dir",
    operands: ["text..."],
    input: "ignored",
  },
  "xdg-open,gnome-open,kde-open,sensible-browser,sensible-editor,sensible-pager,run-mailcap,see,xdg-email": {
    operands: ["read..."],
    environment: { BROWSER: "shell", EDITOR: "shell", VISUAL: "shell", PAGER: "shell" },
  },
  "xdg-user-dir": { operands: ["shell"], input: "ignored" },
  "pssh,parallel-ssh,prsync,pscp,clush,pdsh,mussh,cssh,sshpt": {
    flags: "-i,--inline -P,--print -v,--verbose -A,--askpass -I,--send-input -b -q -S -a",
    values: `-p,--par -t,--timeout -O,--option -x,--extra-args -X,--extra-arg -f,--fanout -g,--group -R -l,--user
      -L -u`,
    options: {
      "-h,--hosts": "read",
      "-H,--host": "host",
      "-w": "host",
      "-o,--outdir": "write-directory",
      "-e,--errdir": "write-directory",
      "--copy,-c": "upload",
    },
    operands: ["shell..."],
    place: "host",
    network: true,
    input: "code:shell",
  },
  "kitty,kitten": {
    flags: "-1,--single-instance --hold --detach --dump-commands -v --wait-for-single-instance-window-close",
    values: "-T,--title --class --name --instance-group --start-as --position --replay-commands --listen-on",
    options: {
      "-o,--override": "setting",
      "-c,--config": "config",
      "-d,--directory,--working-directory": "work-directory",
      "--session": "script:other",
    },
    settings: {
      shell: "program",
      editor: "program",
      open_url_with: "program",
      startup_session: "script:other",
      "map *": "text",
    },
    operands: ["command"],
    interactive: true,
    subcommands: {
      "+runpy": { operands: ["code:python", "text..."] },
      "+launch": { operands: ["script:python", "text..."] },
      "@": {
        style: "posix",
        values: "--to,--password",
        operands: ["text..."],
        subcommands: {
          launch: {
            flags: "--dont-take-focus --copy-env",
            values: "--type --title --cwd --env --location --match -m",
            operands: ["command"],
          },
          "send-text,set-colors,ls,focus-window,focus-tab,get-text,set-font-size,close-window,close-tab": {},
        },
      },
      "+kitten,+complete,+list-fonts,+icat": { operands: ["text..."] },
    },
  },
  alacritty: {
    style: "posix",
    flags: "--hold -q -v --print-events --ref-test",
    values: "-T,--title --class --embed",
    options: {
      "-e,--command": "command",
      "-o,--option": "setting",
      "--config-file": "config",
      "--working-directory": "work-directory",
      "--socket": "create",
    },
    settings: {
      shell: "program",
      "shell.program": "program",
      "terminal.shell.program": "program",
      "terminal.shell": "program",
      "bell.command": "program",
    },
    operands: ["text..."],
    interactive: true,
  },
  konsole: {
    style: "posix",
    flags: `--hold --noclose --separate --nofork --new-tab --fullscreen --hide-menubar --show-menubar
      --background-mode`,
    values: "--profile -T,--title --tabs-from-file",
    options: { "-e": "command", "-p": "setting", "--workdir": "work-directory" },
    settings: { command: "shell" },
    operands: ["text..."],
    interactive: true,
  },
  dsh: {
    flags: `-v -q -M -i -a -w -c -Q -F --concurrent-shell --wait-shell --show-machine-names
      --hide-machine-names --all --verbose --quiet`,
    values: "-g,--group --forklimit -N,--num-topology -o,--remoteshellopt",
    options: { "-m,--machine": "host", "-f,--file": "read", "-r,--remoteshell": "program" },
    operands: ["shell..."],
    place: "host",
    network: true,
  },
  zellij: {
    style: "posix",
    values: "-s,--session -l,--layout --max-panes --data-dir",
    options: { "-c,--config,--config-dir": "config" },
    interactive: true,
    subcommands: {
      "run,r": {
        flags: "-f,--floating -i,--in-place -c,--close-on-exit -s,--start-suspended",
        values: "-n,--name -d,--direction -x -y --width --height",
        options: { "--cwd": "work-directory" },
        operands: ["command"],
      },
      action: {
        subcommands: {
          "write-chars": { operands: ["shell"] },
          "new-pane": {
            values: "-n,--name -d,--direction",
            flags: "-f,--floating",
            options: { "--cwd": "work-directory" },
            operands: ["command"],
          },
          "new-tab": { values: "-n,--name", options: { "-c,--cwd": "work-directory" } },
        },
      },
      "edit,e": { operands: ["edit"] },
      "attach,list-sessions,kill-session,kill-all-sessions,delete-session,setup,convert-config,plugin,pipe":
        {},
    },
  },
} satisfies Table;
