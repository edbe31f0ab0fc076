/**
 * Programs that start other programs: the command is their operand. What a wrapper adds (privilege, a place, a file
 * that is written) is said here; what the command does is the command's own entry.
 */
import type { Table } from "../spec.ts";

/** A wrapper: options, then a command. Its own input and output are those of the command. */
const WRAP = { style: "posix", operands: ["command"], input: "ignored" } as const;

export const wrappers = {
  // Who runs it.
  sudo: {
    ...WRAP,
    flags: `-A,--askpass -b,--background -B,--bell -E -e,--edit -H,--set-home -i,--login -K,--remove-timestamp
      -k,--reset-timestamp -l,--list -N,--no-update -n,--non-interactive -P,--preserve-groups -S,--stdin
      -s,--shell -V -v,--validate --preserve-env`,
    values: "-C,--close-from -h,--host -p,--prompt -r,--role -t,--type -T,--command-timeout",
    options: {
      "-u,--user": "user",
      "-g,--group": "user",
      "-U,--other-user": "user",
      "-D,--chdir": "work-directory",
      "-R,--chroot": "work-directory",
    },
    assignments: "leading",
    privilege: true,
    interactiveWith: "-s -i",
    operandsWith: { "-e": ["edit..."], "-l": ["text..."] },
    environment: { SUDO_ASKPASS: "program", SUDO_EDITOR: "shell", VISUAL: "shell", EDITOR: "shell" },
    reader: "env",
  },
  sudoedit: {
    flags: "-A -n -S -k",
    options: { "-u,--user": "user", "-g,--group": "user" },
    operands: ["edit..."],
    privilege: true,
    interactive: true,
  },
  "doas,calife,please,dzdo,pfexec,kdesu,kdesudo,gksudo,gksu,beesu": {
    ...WRAP,
    flags: "-L -n -s -w -l",
    values: "-a -t -r",
    options: { "-C": "read", "-u": "user", "-d,--dir": "work-directory" },
    privilege: true,
    interactiveWith: "-s",
    input: "code:shell",
  },
  // The user stands before the command. Only root can use them: images start their service with them.
  "gosu,su-exec": { ...WRAP, operands: ["user", "command"], privilege: true },
  "pkexec,run0,sudo-rs": {
    ...WRAP,
    flags: "--disable-internal-agent --keep-cwd --no-ask-password --pty --pipe",
    values: "--unit --property --description --slice --nice --background --setenv",
    options: { "-u,--user": "user", "-g,--group": "user", "-D,--chdir": "work-directory" },
    assignments: "leading",
    privilege: true,
    input: "code:shell",
  },
  "su,runuser": {
    flags: "-f,--fast -l,--login,- -m,-p,--preserve-environment -P,--pty -T,--no-pty",
    values: "-w,--whitelist-environment",
    options: {
      "-c,--command": "shell",
      "--session-command": "shell",
      "-g,--group": "user",
      "-G,--supp-group": "user",
      "-s,--shell": "program",
      "-u,--user": "user",
    },
    operands: ["user", "text..."],
    operandsWith: { "-u": ["command"] },
    input: "code:shell",
    privilege: true,
  },
  newgrp: { flags: "-", options: { "-c": "shell" }, operands: ["user"], input: "code:shell" },
  "setpriv,capsh": {
    ...WRAP,
    flags: `-d,--dump --nnp,--no-new-privs --clear-groups --keep-groups --init-groups --list-caps --reset-env
      --print --current --noamb --strict --quiet --modes`,
    options: {
      "--reuid": "user",
      "--ruid": "user",
      "--euid": "user",
      "--regid": "user",
      "--user": "user",
      "--gid": "user",
      "--uid": "user",
      "--chroot": "work-directory",
      "--shell": "program",
      "-c": "shell",
    },
    values: `--rgid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig
      --selinux-label --apparmor-profile --caps --drop --inh --addamb --delamb --secbits --keep --decode
      --supports --forkfor --killit`,
    operandsWith: { "-c": ["text..."] },
    input: "code:shell",
  },

  // sg(1) of shadow, which runs a command as another group, and ast-grep under its short name.
  sg: {
    flags: "-U,--update-all",
    values: "-p,--pattern -r,--rewrite -l,--lang",
    options: { "-c": "shell" },
    operands: ["user", "shell..."],
    operandsWith: { "-p": ["read..."] },
    input: "code:shell",
    subcommands: { "run,scan,test,lsp,new": { operands: ["read..."], recursive: "*" } },
  },
  /** macOS: `arch -x86_64 COMMAND`; elsewhere it prints the machine's kind. */
  arch: {
    style: "single",
    flags: "-x86_64 -x86_64h -arm64 -arm64e -i386 -32 -64 -c -h",
    values: "-d -e",
    operands: ["command"],
    input: "ignored",
  },

  // With what environment and what rights.
  env: {
    ...WRAP,
    flags: `-,-i,--ignore-environment -0,--null --list-signal-handling -v,--debug --block-signal
      --default-signal --ignore-signal`,
    values: "-u,--unset -P -a,--argv0",
    options: { "-C,--chdir": "work-directory", "-S,--split-string": "shell" },
    assignments: "leading",
    output: "environment",
    reader: "env",
  },
  dotenvx: {
    subcommands: {
      run: {
        ...WRAP,
        options: { "-f,--env-file": "identity", "-fk,--env-keys-file": "identity", "-e,--env": "assignment" },
      },
      "get,set,encrypt,decrypt,keypair,ls,ext,pro,ops,rotate": {
        options: { "-f,--env-file": "read", "-fk,--env-keys-file": "identity" },
        flags: "--all --stdout --plain -p -c",
      },
    },
  },
  "cross-env,cross-env-shell,env-cmd,dotenv,dotenv-run-script": {
    ...WRAP,
    flags: "-o,--override --no-override -c --quiet -x,--expand-envs --silent --use-shell --fallback",
    values: "-e,--environments -p",
    options: { "-f,--file": "identity", "-v": "assignment", "-r,--rc-file": "identity" },
    assignments: "leading",
    subcommands: { "run,--": { ...WRAP, options: { "-f,--env-file": "identity" } } },
  },
  direnv: {
    subcommands: {
      exec: { style: "posix", operands: ["work-directory", "command"], input: "ignored" },
      "allow,permit,grant": { operands: ["read"], projectCode: true, output: "nothing" },
      "hook,export,status,version,deny,reload,prune,stdlib,fetchurl,edit,block": {},
    },
  },
  "aws-vault,chamber": {
    flags: "--debug --no-session -n -j,--json --prompt -s,--server -v --pristine --strict",
    values: "-d,--duration --region -t,--mfa-token --backend -r,--retries",
    output: "secret",
    network: true,
    service: true,
    subcommands: {
      exec: { style: "posix", flags: "-j", values: "-t", operands: ["text", "command"], input: "ignored" },
      "list,login,add,rotate,write,import,history,list-services": { output: "digest" },
      "remove,delete,clear": { effect: "destroy" },
    },
  },
  /** Start a command with secrets in its environment. */
  envchain: {
    style: "posix",
    flags: "-s,--set -l,--list --unset -n,--noecho",
    operands: ["host", "command"],
    place: "host",
    network: true,
  },
  summon: {
    flags: "-V --all-provider-versions",
    values: "-p,--provider -e,--environment -D -i,--ignore --yaml --up",
    options: { "-f": "read" },
    operands: ["command"],
    place: "host",
    network: true,
  },
  "op,doppler,teller,infisical,berglas,envconsul,sops,phase,akeyless,saml2aws,granted,assume,pass-cli,bws": {
    flags: "--no-masking --json --plain --debug -n -d --force",
    values: `--account --format --vault -t,--token -p,--project -c,--config --env --path --provider -s,--scope
        --duration --region`,
    options: { "--env-file": "identity", "-f": "read" },
    output: "secret",
    network: true,
    service: true,
    subcommands: {
      "run,exec": {
        ...WRAP,
        values: "-t,--duration",
        flags: "--no-session --preserve-env",
        options: { "--command": "shell" },
      },
      "read,get,secrets,export,inject,document,decrypt,-d,item": {},
      "signin,signout,login,logout,list,ls,account,whoami,version,vault,user,group": { output: "digest" },
      "delete,rm,remove": { effect: "destroy" },
      "exec-env,exec-file": { style: "posix", operands: ["read", "shell"] },
    },
  },
  choom: { ...WRAP, values: "-n,--adjust", options: { "-p,--pid": "process" } },
  "softlimit,chpst": {
    ...WRAP,
    flags: "-v -V -P -0 -1 -2",
    values: "-a -b -c -d -f -l -L -m -n -o -p -r -s -t",
    options: { "-u": "user", "-U": "user", "-e": "read", "-/": "work-directory" },
  },
  cgexec: { ...WRAP, flags: "--sticky", values: "-g" },
  "systemd-cat,systemd-inhibit": {
    ...WRAP,
    flags: "--list --no-pager --no-legend --no-ask-password",
    values: `-t,--identifier -p,--priority --stderr-priority --level-prefix --namespace --what --who --why --mode`,
  },
  caffeinate: { ...WRAP, flags: "-d -i -m -s -u", values: "-t", options: { "-w": "process" } },
  numactl: {
    ...WRAP,
    flags: "-l,--localalloc -s,--show -H,--hardware -a,--all --huge -V,--verify",
    values: `-C,--physcpubind -N,--cpunodebind -m,--membind -p,--preferred -i,--interleave -L,--length
      -o,--offset -M,--shmmode`,
    options: { "-f,--file": "edit", "-S,--shm": "edit" },
  },
  chrt: {
    style: "posix",
    flags: `-a,--all-tasks -b,--batch -d,--deadline -f,--fifo -i,--idle -m,--max -o,--other -r,--rr
      -R,--reset-on-fork -v -p,--pid`,
    values: "-T,--sched-runtime -P,--sched-period -D,--sched-deadline",
    operands: ["text", "command"],
    operandsWith: { "-p": ["text..."] },
    input: "ignored",
  },
  "setarch,linux32,linux64,i386,i586,i686,x86_64,aarch64,armv7l,armv8l,ppc64le,s390x,uname26": {
    flags: `-B,--32bit -F,--fdpic-funcptrs -I,--short-inode -L,--addr-compat-layout -R,--addr-no-randomize
      -S,--whole-seconds -T,--sticky-timeouts -X,--read-implies-exec -Z,--mmap-page-zero -3,--3gb --4gb
      -v,--verbose`,
    operands: ["command"],
    input: "code:shell",
  },
  stdbuf: { ...WRAP, values: "-i,--input -o,--output -e,--error" },
  "time,gtime": {
    ...WRAP,
    flags: "-p,--portability -a,--append -v,--verbose -q,--quiet -l -h",
    values: "-f,--format",
    options: { "-o,--output": "write" },
  },
  nohup: WRAP,
  setsid: { ...WRAP, flags: "-c,--ctty -f,--fork -w,--wait" },
  "fakeroot,fakeroot-ng,pseudo": {
    ...WRAP,
    flags: "-u,--unknown-is-real",
    values: "-b",
    options: { "-l,--lib": "library", "--faked": "program", "-s": "write", "-i": "read" },
    input: "code:shell",
  },
  "unbuffer,catchsegv,eatmydata,nocache,tsocks,usewithtor,aoss,padsp,artsdsp,optirun": {
    ...WRAP,
    flags: "-p",
  },
  "torify,torsocks,proxychains,proxychains4": {
    ...WRAP,
    flags: "-q,--quiet -d,--debug -i,--isolate --shell",
    values: "-u,--user -P,--port",
    options: { "-f": "config", "-p,--pass": "credential", "-a,--address": "host" },
  },
  "dbus-run-session,dbus-launch,xvfb-run,wine,wine64,gamemoderun,mangohud,primusrun,prime-run": {
    ...WRAP,
    flags: "-a,--auto-servernum -l,--listen-tcp --exit-with-session --sh-syntax",
    values: "-n,--server-num -s,--server-args -p,--xauth-protocol -w,--wait",
    options: {
      "-e,--error-file": "write",
      "-f,--auth-file": "write",
      "--config-file": "config",
      "--dbus-daemon": "program",
    },
  },
  "rlwrap,rlfe,ledit": {
    ...WRAP,
    flags: "-a -A -c,--complete-filenames -i -m -n -N -o -p -r,--remember -R -v -w",
    values: `-b,--break-chars -C,--command-name -D -P -q,--quote-characters -s,--histsize -S,--substitute-prompt
      -t -x,--max -h`,
    options: {
      "-f,--file": "read",
      "-H,--history-filename": "append",
      "-l,--logfile": "append",
      "-z,--filter": "shell",
    },
  },
  "faketime,datefudge": { ...WRAP, flags: "-m -f -s,--static", operands: ["text", "command"] },
  envdir: { ...WRAP, operands: ["read", "command"] },
  "setuidgid,s6-setuidgid,setuser": { ...WRAP, operands: ["user", "command"] },
  setlock: { ...WRAP, flags: "-n -N -x -X", operands: ["create", "command"] },
  "tini,dumb-init,catatonit,with-contenv,trickle,grc,ccache,sccache,distcc,icecc,bear,intercept-build,scan-build,retry":
    {
      ...WRAP,
      flags: "-s -g -v -w -q -S --pty --append -k --show-stats -z --zero-stats -C --clear",
      values: "-p -e -d --delay -t --times -n -u -c --config",
      options: { "--output,-o": "write", "--cdb": "write" },
    },
  "aa-exec,genie,cgclassify": {
    ...WRAP,
    flags: "-d,--debug -i,--immediate -v,--verbose -s,--shell -l,--login -b",
    values: "-p,--profile -n,--namespace -a,--as-user",
    options: { "-c,--command": "command" },
  },
  "mpiexec,mpirun,orterun,prte": {
    style: "single",
    flags: "--oversubscribe --allow-run-as-root --bind-to-core --report-bindings",
    values: "-n,-np,-N,-c --map-by --bind-to -H,-host,--host -x --mca -ppn",
    options: { "-hostfile,--hostfile,-machinefile": "read", "-wdir,-wd": "work-directory" },
    operands: ["command"],
    input: "ignored",
  },
  "heaptrack,samply,coz,uftrace,rr,dtruss": {
    ...WRAP,
    flags: "-a -f -d --raw --debug --record-only",
    options: { "-o,--output": "write", "-p,--pid": "process" },
    subcommands: { "record,live,run": { ...WRAP, options: {} } },
  },
  "watch,gwatch,viddy,hwatch": {
    style: "posix",
    flags: `-b,--beep -c,--color -C,--no-color -d,--differences -e,--errexit -g,--chgexit -p,--precise
      -r,--no-rerun -t,--no-title -w,--no-wrap -x,--exec -f,--follow`,
    values: "-n,--interval -q,--equexit",
    options: { "-s,--shotsdir": "write-directory" },
    operands: ["shell..."],
    operandsWith: { "-x": ["command"] },
    input: "ignored",
  },
  timeout: {
    style: "posix",
    flags: "-f,--foreground -p,--preserve-status -v,--verbose",
    values: "-k,--kill-after",
    options: { "-s,--signal": "signal" },
    operands: ["text", "command"],
    input: "ignored",
  },
  "hyperfine,bench": {
    flags: "-i,--ignore-failure --show-output -N --reference-name",
    values: `-w,--warmup -r,--runs -m,--min-runs -M,--max-runs --style -u,--time-unit -n,--command-name --sort -D`,
    options: {
      "-s,--setup": "shell",
      "-p,--prepare": "shell",
      "-C,--conclude": "shell",
      "-c,--cleanup": "shell",
      "--reference": "shell",
      "-S,--shell": "program",
      "--input": "read",
      "--output": "write",
      "--export-json": "write",
      "--export-csv": "write",
      "--export-markdown": "write",
      "--export-asciidoc": "write",
      "--export-orgmode": "write",
    },
    several: { "-P,--parameter-scan": ["text", "text", "text"], "-L,--parameter-list": ["text", "text"] },
    operands: ["line..."],
    input: "ignored",
  },
} satisfies Table;
