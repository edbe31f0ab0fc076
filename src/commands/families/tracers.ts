/** Tracers, profilers and benchmarks: programs that start another and look at it. */
import type { Table } from "../spec.ts";

/** A wrapper: options, then a command. Its own input and output are those of the command. */
const WRAP = { operands: ["command"], input: "ignored" } as const;

export const tracers = {
  strace: {
    ...WRAP,
    flags: `--successful-only --failed-only --instruction-pointer --stack-traces --syscall-number
      --output-append-mode --output-separately --relative-timestamps --syscall-times --no-abbrev
      --decode-fds --summary-only --summary --seccomp-bpf --debug -c -C -d -D -DD -DDD -f,--follow-forks
      -ff -h -i -k -n -q -qq -r -t -tt -ttt -T -v -V -w -x -xx -y -yy -z -Z -A`,
    values: `--columns --detach-on --interruptible --trace-path --quiet --abbrev --verbose --raw
      --read --write --const-print-style --absolute-timestamps --summary-syscall-overhead
      --summary-sort-by --summary-columns --decode-pids -a -b -e,--trace -I -O -P -s,--string-limit -S -U
      -X --signal --status --inject --fault --kvm`,
    optional: { "--daemonize": "text" },
    options: {
      "-o,--output": "write",
      "-p,--attach": "process",
      "-E,--env": "assignment",
      "-u,--user": "user",
    },
  },
  ltrace: {
    ...WRAP,
    flags: "-b -c -C -f -h -i -L -r -S -t -tt -ttt -T -V",
    values: "-a -A -D -e -n -s -w -x -l",
    options: { "-o,--output": "write", "-p": "process", "-F,--config": "read", "-u": "user" },
  },
  perf: {
    style: "posix",
    subcommands: {
      "stat,record,trace,top,kvm,lock,mem,sched,timechart,ftrace": {
        flags: "-a -d -v -q -g -s -S --all-user --all-kernel -B -R",
        values: `-e,--event -C,--cpu -F,--freq -c,--count --call-graph -r,--repeat -x -I,--interval-print -G
          -m,--mmap-pages --timeout --delay`,
        options: {
          "-o,--output": "write",
          "-i,--input": "read",
          "-p,--pid": "process",
          "-t,--tid": "process",
          "--pre": "shell",
          "--post": "shell",
        },
        operands: ["command"],
        subcommands: { "record,report,script,latency": {} },
      },
      "report,annotate,script,diff,list,buildid-list,evlist,data,archive,bench,probe,test": {
        values: "-s,--sort",
        options: { "-i,--input": "read", "-o,--output": "write" },
        operandsWith: { "-s": ["text..."] },
      },
    },
  },
  "valgrind,callgrind,massif": {
    ...WRAP,
    flags: `-q,--quiet -v,--verbose --trace-children --leak-check --track-origins --error-exitcode --tool --xml
      --gen-suppressions --num-callers --db-attach`,
    options: { "--db-command": "shell" },
    optional: {
      "--log-file,--xml-file,--callgrind-out-file,--massif-out-file": "write",
      "--suppressions": "read",
    },
  },
  bpftrace: {
    flags: "-l -d -dd -v -k -kk --unsafe --no-warnings -q --info",
    values: "-B -I --usdt-file-activation -f",
    options: { "-e": "code:other", "-p": "process", "-c": "shell", "-o": "write", "--include": "read" },
    operands: ["script:other", "text..."],
    operandsWith: { "-e": ["text..."] },
  },
  gtester: {
    flags: "-q,--quiet -v,--verbose -k,--keep-going -l -m",
    values: "-p -s --seed",
    options: { "-o": "write" },
    operands: ["program..."],
  },
  gdbserver: {
    style: "posix",
    flags: "--debug --once --multi --no-disable-randomization --no-startup-with-shell --remote-debug",
    values: "--attach",
    options: { "--wrapper": "shell", "--debug-file": "write" },
    operands: ["text", "command"],
    // Without a program of its own it starts whatever it is told to.
    effectWith: { "--multi": "expose" },
  },
  "lldb-server,debugserver": {
    style: "posix",
    operands: ["text", "command"],
    subcommands: {
      "platform,p": {
        flags: "--server",
        values: "--min-gdbserver-port --max-gdbserver-port",
        options: { "--listen": "listen" },
        operands: ["text..."],
        effect: "expose",
      },
      "gdbserver,g": {
        style: "posix",
        values: "--attach --log-channels",
        options: { "--log-file": "write" },
      },
    },
  },
  "cgdb,ddd,kdbg,xxgdb": {
    style: "posix",
    flags: "--gdb --dbx --perl --pydb -w -p",
    options: {
      "-d,--debugger": "shell",
      "--eval-command": "code:other",
      "-x,--command": "script:other",
      "--args": "command",
    },
    operands: ["read", "text..."],
    interactive: true,
    input: "code:other",
  },
  nemiver: {
    flags: "--list-sessions --purge-sessions --last --just-load --use-launch-terminal --verbose",
    values: "--log-domains --session --gdb-binary --load-core --attach --remote --solib-prefix --env",
    operands: ["command"],
    interactive: true,
  },
  dbx: {
    flags: "-r -k -q -g -f",
    options: { "-c": "code:other", "-s": "script:other", "-I": "read" },
    operands: ["read", "text..."],
    input: "code:other",
    interactive: true,
  },
  "trace-cmd,kernelshark,uftrace-record": {
    style: "posix",
    subcommands: {
      "record,start,profile": {
        flags: "-a -c -f -d -D -F -T -i -q --profile --poll",
        values: "-e -p -l -n -g -s -r -O -b -m -M -B -C --max-graph-depth --date",
        options: { "-o": "write", "-P": "process", "--user": "user" },
        operands: ["command"],
      },
      "report,dump,hist,list,stat,show,check-events": { options: { "-i": "read" }, operands: ["read..."] },
    },
  },
  "sysdig,csysdig": {
    flags: "-A -b -B -j -L -l -P -q -S -v -X -z -d -i -E",
    values: "-C -e -F -G -M -n -p -s -t -T -U -W -H",
    options: { "-c,--chisel": "library", "-w,--write": "write", "-r,--read": "read" },
    operands: ["text..."],
  },
  falco: {
    flags: "-A --dry-run -v -i --support",
    values: "-T -t -M -p --disable-source --enable-source -l",
    options: { "-c": "config", "-r": "read", "-e": "read", "-o": "setting", "-V,--validate": "read" },
    settings: { "program_output.program": "shell" },
    operands: ["text..."],
  },
  drgn: {
    flags: "-k -s --no-default-symbols --log-level -q",
    options: { "-c,--core": "read", "-e": "code:python", "-p,--pid": "process" },
    operands: ["script:python", "text..."],
    operandsWith: { "-e": ["text..."] },
    input: "code:python",
  },
} satisfies Table;
