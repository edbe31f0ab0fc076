/** Shells and what is built into them. Sources: bash(1) 5.2, dash(1), zshbuiltins(1), ksh(1), fish(1), busybox. */
import type { Table } from "../spec.ts";

const QUIET = { output: "nothing", input: "ignored" } as const;
const WORDS = { operands: ["text..."], ...QUIET } as const;

/** `sh -c STRING [NAME ARG…]`, `sh FILE [ARG…]`, `sh -s`, or code on standard input. The reader sorts the four. */
const SHELL = {
  style: "posix",
  flags: `-c -i -l,--login -r,--restricted -s -D -a -b -e -f -h -k -m -n -p -t -u -v,--verbose -x -B -C -E -H -P
    -T --debugger --dump-po-strings --dump-strings --noediting --noprofile --norc --posix --no-config
    --private -V -o +o --pretty-print --sh --emulate`,
  values: "-O +O",
  options: { "--init-file,--rcfile": "script:shell" },
  operands: ["script:shell", "text..."],
  input: "code:shell",
  environment: { BASH_ENV: "script:shell", ENV: "script:shell", PROMPT_COMMAND: "shell", ZDOTDIR: "text" },
  reader: "shell",
} as const;

export const shells = {
  // guardsh under the names that agents want is the shell that it stands for.
  "sh,bash,bash-guardsh,dash,ash,zsh,zsh-guardsh,ksh,ksh93,mksh,lksh,pdksh,oksh,yash,posh,rbash,rzsh,bosh,rksh,osh":
    SHELL,
  "csh,tcsh": { ...SHELL, flags: "-b -c -d -e -f -i -l -m -n -q -s -t -v -V -x -X" },
  fish: {
    style: "posix",
    flags: "-i,--interactive -l,--login -n,--no-execute -N,--no-config -P,--private -p -v",
    values: "-d,--debug -D,--debug-stack-frames -f,--features",
    options: {
      "-c,--command": "shell",
      "-C,--init-command": "shell",
      "-o,--debug-output": "write",
      "--profile": "write",
      "--profile-startup": "write",
    },
    operands: ["script:shell", "text..."],
    input: "code:shell",
    reader: "shell",
  },
  "elvish,nu,xonsh,es,rc,oil,ysh,ion,murex": {
    style: "posix",
    flags: "-i -l,--login -n -norc --no-rc --no-config-file -e -x",
    options: {
      "-c,--commands": "shell",
      "--rc,-rc,--rcfile": "script:other",
      "-db": "write",
      "--config": "script:other",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-c": ["text..."] },
    input: "code:shell",
  },
  "busybox,toybox": {
    flags: "--list --list-full",
    options: { "--install": "write-directory" },
    operands: ["command"],
  },

  // Code from words and files.
  eval: { operands: ["shell..."], input: "ignored", reader: "eval" },
  "source,.": {
    style: "posix",
    values: "-p",
    operands: ["script:shell", "text..."],
    input: "ignored",
    reader: "source",
  },
  exec: { flags: "-c -l", values: "-a", operands: ["command"], input: "ignored", reader: "exec" },
  command: {
    style: "posix",
    flags: "-p -v -V",
    operands: ["command"],
    operandsWith: { "-v": ["text..."], "-V": ["text..."] },
    input: "ignored",
  },
  "builtin,noglob,nocorrect,-": { operands: ["command"], input: "ignored" },
  coproc: { style: "none", operands: ["command"], input: "ignored" },
  trap: { style: "posix", flags: "-l -p -P", operands: ["shell", "signal..."], ...QUIET, reader: "trap" },
  "alias,galias": {
    style: "posix",
    flags: "-p -g -r -s -m -L +g +r +s +m",
    operands: ["text..."],
    ...QUIET,
    reader: "alias",
  },
  "unalias,unhash,unfunction": { style: "posix", flags: "-a -d -f -m -s", ...WORDS },
  enable: {
    style: "posix",
    flags: "-a -d -n -p -s",
    options: { "-f": "library" },
    operands: ["text..."],
    ...QUIET,
    effectWith: { "-n": "weaken" },
  },
  ztcp: { flags: "-c -l -L -t -v -f", operands: ["host", "text"], output: "nothing", reader: "netcat" },
  zmodload: {
    style: "posix",
    flags: "-a -A -b -c -d -e -f -F -i -l -L -m -p -R -s -u -P",
    operands: ["library..."],
    ...QUIET,
  },
  autoload: {
    style: "posix",
    flags: "-d -k -m -r -R -t -T -U -W -X -z +X",
    operands: ["text..."],
    ...QUIET,
    reader: "zsh",
  },
  emulate: { flags: "-L -R -l", options: { "-c": "shell" }, operands: ["text"], ...QUIET },
  sched: { style: "posix", flags: "-o", operands: ["text", "shell..."], ...QUIET },
  "zle,bindkey,compdef,compinit,unsetopt,promptinit,vcs_info,zcompile,vared,limit,unlimit,rehash,where,whence,zregexparse,pushln,ttyctl,log,functions":
    WORDS,
  // fish: texts, or the lines that come in.
  string: { style: "none", operands: ["text..."] },
  setopt: { ...WORDS, reader: "shopt" },
  "zstyle,zpty,zparseopts,zformat,sysread,add-zsh-hook": { style: "none", ...WORDS, reader: "zsh" },
  hash: { style: "posix", flags: "-d -l -r -t", options: { "-p": "program" }, ...WORDS, reader: "hash" },
  complete: {
    style: "posix",
    flags: "-p -r -a -b -c -d -e -f -g -j -k -s -u -v -D -E -I",
    values: "-o -A -G -W -P -S -X -F",
    options: { "-C": "shell" },
    ...WORDS,
  },
  "compgen,compopt": {
    style: "posix",
    flags: "-a -b -c -d -e -f -g -j -k -s -u -v -D -E -I",
    values: "-o -A -G -W -P -S -X -F +o -V",
    options: { "-C": "shell" },
    reader: "complete",
    operands: ["text..."],
    input: "ignored",
    output: "digest",
  },
  bind: {
    style: "posix",
    flags: "-l -v -p -V -P -s -S -X",
    values: "-m -q -u -r",
    options: { "-f": "config", "-x": "shell" },
    ...WORDS,
    reader: "bind",
  },
  fc: {
    style: "posix",
    flags: "-l -n -r -s -p -P -W -R -A -I",
    options: { "-e": "program" },
    operands: ["text..."],
    interactive: true,
  },
  history: {
    style: "posix",
    flags: "-c -w -a -r -n -s",
    values: "-d -p",
    operands: ["text..."],
    operandsWith: { "-w": ["write"], "-a": ["append"], "-r": ["read"], "-n": ["read"] },
    input: "ignored",
    effectWith: { "-c": "weaken", "-d": "weaken" },
    output: "secret",
  },

  // Variables and settings.
  export: {
    style: "posix",
    flags: "-f -n -p",
    operands: ["assignment..."],
    input: "ignored",
    output: "environment",
    reader: "declare",
  },
  "declare,typeset,local,integer,float": {
    style: "posix",
    flags: `-a -A -f -F -g -i -I -l -n -p -r -t -u -x -U -T -h -H -E -L -R -Z -b -c -k -m -s -w -z +a +A +f +g
      +i +l +n +r +t +u +x`,
    operands: ["assignment..."],
    input: "ignored",
    output: "environment",
    reader: "declare",
  },
  readonly: {
    style: "posix",
    flags: "-a -A -f -p",
    operands: ["assignment..."],
    input: "ignored",
    output: "environment",
    reader: "declare",
  },
  "let,((": { style: "none", ...WORDS, reader: "let" },
  unset: { style: "posix", flags: "-f -v -n -m", ...WORDS, reader: "declare" },
  set: {
    style: "posix",
    values: "-o +o -A +A",
    operands: ["text..."],
    input: "ignored",
    output: "environment",
    reader: "set",
  },
  shopt: { style: "posix", flags: "-p -q -s -u -o", operands: ["text..."], ...QUIET, reader: "shopt" },
  read: {
    style: "posix",
    flags: "-e -E -r -s -q -A -k -z -l -c -x -g -S",
    values: "-a -d -i -n -N -p -t -u",
    operands: ["text..."],
    output: "nothing",
    reader: "read",
  },
  "mapfile,readarray": {
    style: "posix",
    flags: "-t",
    values: "-d -n -O -s -u -c -C",
    operands: ["text"],
    output: "nothing",
    reader: "mapfile",
  },
  getopt: {
    style: "posix",
    flags: "-a,--alternative -q,--quiet -Q,--quiet-output -T,--test -u,--unquoted",
    values: "-l,--longoptions -n,--name -o,--options -s,--shell",
    operands: ["text..."],
    output: "arguments",
    input: "ignored",
  },
  getopts: { style: "posix", ...WORDS, reader: "getopts" },
  shift: { style: "posix", ...WORDS, reader: "shift" },
  "and,or,not": { style: "none", operands: ["command"], input: "ignored" },
  "return,exit,break,continue,bye,times,caller,suspend,logout": { style: "posix", ...WORDS },
  umask: { style: "posix", flags: "-p -S", operands: ["mode"], ...QUIET },
  ulimit: { style: "posix", flags: "-a -H -S", ...WORDS },
  print: {
    style: "posix",
    flags: "-a -b -c -D -i -l -m -n -N -o -O -p -P -r -R -s -S -z",
    values: "-C -f -u -v -x -X",
    operands: ["text..."],
    output: "arguments",
    input: "ignored",
    reader: "zsh",
  },

  // Directories.
  "cd,chdir": {
    style: "posix",
    flags: "-L -P -e -@ -q -s",
    operands: ["work-directory"],
    ...QUIET,
    reader: "cd",
  },
  pushd: { style: "posix", flags: "-n -q -s -L -P", operands: ["work-directory"], ...QUIET, reader: "cd" },
  popd: { style: "posix", flags: "-n -q -s", ...WORDS, reader: "cd" },
  dirs: { style: "posix", flags: "-n -c -l -p -v -q -s", ...WORDS },
  "z,j,zoxide,autojump,fasd": { style: "posix", ...WORDS },

  // Jobs and processes.
  wait: {
    style: "posix",
    flags: "-f -n",
    values: "-p",
    operands: ["process..."],
    ...QUIET,
    reader: "names-variable",
  },
  "jobs,fg,bg,disown": {
    style: "posix",
    flags: "-a -f -h -l -n -p -r -s -x",
    operands: ["process..."],
    ...QUIET,
  },
  kill: {
    flags: "-l,--list -L,--table -a,--all -p,--pid --verbose",
    values: "-q,--queue --timeout",
    options: { "-s,--signal": "signal", "-n": "signal" },
    operands: ["process..."],
    ...QUIET,
    reader: "kill",
  },
  "type,which,whereis,whatis,apropos": {
    flags: "-a,--all -f -p -P -t -s -w -b -m -u -l -x",
    values: "-B -M -S",
    operands: ["text..."],
    input: "ignored",
    output: "digest",
  },
  help: { style: "posix", flags: "-d -m -s", operands: ["text..."], input: "ignored", output: "digest" },
} satisfies Table;
