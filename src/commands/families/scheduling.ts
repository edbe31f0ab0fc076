/** Programs that start others later, again, many at a time, when something happens, or with another share of a machine. */
import type { Table } from "../spec.ts";

/** A wrapper: options, then a command. Its own input and output are those of the command. */
const WRAP = { style: "posix", operands: ["command"], input: "ignored" } as const;

/** What the programs of Slurm that start something share. */
const JOB = {
  style: "posix",
  flags: `--contiguous --exclusive -h -H,--hold --nice -k,--no-kill -O,--overcommit -s,--oversubscribe -Q,--quiet --reboot
    --spread-job --usage --use-min-nodes -v,--verbose -V,--version`,
  values: `-A,--account --acctg-freq --bb -b,--begin --cluster-constraint -M,--clusters --comment -C,--constraint
    -S,--core-spec --cores-per-socket --cpu-freq --cpus-per-gpu -c,--cpus-per-task --deadline --delay-boot -d,--dependency
    -m,--distribution -x,--exclude --export -B,--extra-node-info --gid --gpu-bind --gpu-freq -G,--gpus --gpus-per-node
    --gpus-per-socket --gpus-per-task --gres --gres-flags --hint -J,--job-name -L,--licenses --mail-type --mail-user
    --mcs-label --mem --mem-bind --mem-per-cpu --mem-per-gpu --mincpus --network -w,--nodelist -N,--nodes -n,--ntasks
    --ntasks-per-core --ntasks-per-gpu --ntasks-per-node --ntasks-per-socket --open-mode -p,--partition --power --prefer
    --priority --profile -q,--qos --reservation --signal --sockets-per-node --switches --thread-spec --threads-per-core
    -t,--time --time-min --tmp --wckey`,
  options: {
    "-D,--chdir": "work-directory",
    "-e,--error,-o,--output": "write",
    "-i,--input,-F,--nodefile,--bbf": "read",
    "--uid": "user",
  },
} as const;

export const scheduling = {
  "srun,salloc": {
    ...JOB,
    flags: `${JOB.flags} --bcast --compress -X,--disable-status --exact -I,--immediate -K,--kill-on-bad-exit,--kill-command
      -l,--label --multi-prog -Z,--no-allocate --overlap -E,--preserve-env --pty --quit-on-interrupt --resv-ports
      --send-libs --test-only -u,--unbuffered --x11 --bell --no-bell --no-shell`,
    values: `${JOB.values} --accel-bind --bcast-exclude --container --cpu-bind --het-group --jobid --mpi --msg-timeout
      -r,--relative --slurmd-debug -T,--threads -W,--wait --wait-all-nodes`,
    options: { ...JOB.options, "--prolog,--epilog,--task-prolog,--task-epilog": "program" },
    operands: ["command"],
  },
  sbatch: {
    ...JOB,
    flags: `${JOB.flags} --ignore-pbs --no-requeue --requeue --parsable --test-only -W,--wait`,
    values: `${JOB.values} -a,--array --batch --container --kill-on-invalid-dep --wait-all-nodes`,
    options: { ...JOB.options, "--wrap": "shell", "--export-file": "identity" },
    operands: ["script:shell", "text..."],
    input: "code:shell",
  },
  flock: {
    style: "posix",
    flags: `-F,--no-fork -e,-x,--exclusive -n,--nb,--nonblock -o,--close -s,--shared -u,--unlock --verbose
      --fcntl`,
    values: "-E,--conflict-exit-code -w,--wait,--timeout",
    options: { "-c,--command": "shell" },
    operands: ["create", "command"],
    input: "ignored",
    reader: "flock",
  },
  lockf: {
    style: "posix",
    flags: "-k -n -s -w -q",
    values: "-t",
    operands: ["create", "command"],
    input: "ignored",
  },
  xargs: {
    flags: `-0,--null -o,--open-tty -p,--interactive -r,--no-run-if-empty -t,--verbose -x,--exit --show-limits`,
    values: `-d,--delimiter -E -I,--replace-str -J -R -S -L,--max-lines -n,--max-args -P,--max-procs
      -s,--max-chars --process-slot-var`,
    options: { "-a,--arg-file": "read" },
    optional: { "-e,--eof": "text", "-i,--replace": "text", "-l": "text" },
    operands: ["command"],
    input: "arguments",
    reader: "xargs",
  },
  "parallel,rush,sem": {
    flags: `-0,--null -k,--keep-order --bar --dry-run --eta --fg --group -u,--ungroup --line-buffer,--lb -m -X
      -q,--quote -t,--verbose -v --progress --pipe --pipepart --plus --resume --resume-failed
      --no-run-if-empty,-r --semaphore --shuf --tag --tty --will-cite --xapply --link -i --cat --fifo
      --halt-on-error --header --ctrlc`,
    values: `-j,--jobs,-P,--max-procs -n,--max-args,-N -L,--max-lines -d,--delimiter -C,--colsep -I --block -D
      --delay --halt --id --joblog-format --load --memfree --nice --retries --timeout --tagstring --trim
      --rpl --wd --return -s,--max-chars --recstart --recend --shellquote --env --files`,
    options: {
      "-a,--arg-file": "read",
      "--joblog": "write",
      "--results": "write-directory",
      "-S,--sshlogin": "host",
      "--slf,--sshloginfile": "read",
      "--tmpdir": "write-directory",
      "--basefile,--bf": "read",
      "--transferfile": "upload",
    },
    operands: ["shell..."],
    input: "arguments",
    harmless: "--dry-run",
    reader: "parallel",
  },
  /** `apply 'rm -rf' a b`: the first word with each of the others behind it. */
  apply: { values: "-a", operands: ["shell..."], input: "ignored" },
  entr: {
    style: "posix",
    flags: "-a -c -d -n -p -r -s -x -z -cc -dd",
    operands: ["command"],
    operandsWith: { "-s": ["shell"] },
    input: "arguments",
  },
  chokidar: {
    flags: "-p,--polling -s,--silent --initial --verbose --follow-symlinks",
    values: "-d,--debounce -t,--throttle -i,--ignore --poll-interval",
    options: { "-c,--command": "shell" },
    operands: ["text..."],
    projectCode: true,
  },
  "watchexec,nodemon,fswatch,reflex,inotifywait,inotifywatch,cargo-watch,watchman,watchmedo,onchange,air,modd,gow":
    {
      style: "posix",
      flags: `-q,--quiet -v,--verbose -c,--clear -r,--restart,--recursive -m,--monitor -n -l -V --poll --silent
        --initial --no-shell --postpone -1 -0 --legacy-watch -I -L -s`,
      values: `-e,--exts,--ext,--event -f,--filter -i,--ignore -w,--watch -d,--debounce,--delay -S --signal
        --stop-signal --shell -t,--timeout -g,--glob -R --format --exclude --include --excludei --throttle`,
      options: {
        "-x,--exec": "shell",
        "--command": "shell",
        "--fromfile": "read",
        "-o,--outfile": "write",
        "-C": "work-directory",
      },
      operands: ["command"],
      operandsWith: { "--command": ["read..."] },
      input: "ignored",
      projectCode: true,
    },
  "run-parts": {
    flags: `--test --list --verbose --report --reverse --exit-on-error --new-session --stdin --lsbsysinit -v`,
    values: "-a,--arg -u,--umask --regex",
    operands: ["program"],
    operandsWith: { "--test,--list": ["metadata"] },
    input: "ignored",
  },
  "start-stop-daemon": {
    style: "posix",
    flags: `-S,--start -K,--stop -T,--status -H,--help -t,--test -o,--oknodo -q,--quiet -b,--background
      -C,--no-close -m,--make-pidfile --remove-pidfile -v,--verbose -B -1`,
    values: `-n,--name -R,--retry -N,--nicelevel -P,--procsched -I,--iosched -k,--umask --notify-timeout`,
    options: {
      "-x,--exec": "program",
      "-a,--startas": "program",
      "-p,--pidfile": "write",
      "--pid": "process",
      "--ppid": "process",
      "-u,--user": "user",
      "-g,--group": "user",
      "-c,--chuid": "user",
      "-s,--signal": "signal",
      "-r,--chroot": "work-directory",
      "-d,--chdir": "work-directory",
      "-O,--output": "write",
    },
    operands: ["text..."],
    input: "ignored",
    reader: "assembled",
  },
  at: {
    flags: "-b -d,-r -l -m -M -v -V -c",
    values: "-q -t",
    options: { "-f": "script:shell" },
    operands: ["text..."],
    operandsWith: { "-c": ["text..."] },
    input: "code:shell",
  },
  batch: { operands: ["text..."], options: { "-f": "script:shell" }, values: "-q", input: "code:shell" },
  "atrm,atq": { values: "-q", operands: ["text..."], output: "digest", input: "ignored" },
  crontab: {
    flags: "-e -l -r -i -n -s -T",
    options: { "-u": "user", "-c": "write-directory" },
    operands: ["script:shell"],
    input: "ignored",
    effectWith: { "-r": "destroy" },
    environment: { EDITOR: "shell", VISUAL: "shell" },
    reader: "crontab",
  },
  "systemd-run": {
    ...WRAP,
    flags: `--user --system --scope -r,--remain-after-exit --send-sighup --no-block --wait -t,--pty -P,--pipe
      -q,--quiet -G,--collect -S,--shell -d,--same-dir --no-ask-password --slice-inherit`,
    values: `-u,--unit -p,--property --description --slice --nice -E,--setenv -H,--host -M,--machine
      --service-type --on-active --on-boot --on-startup --on-unit-active --on-unit-inactive --on-calendar
      --path-property --socket-property --timer-property`,
    options: { "--uid": "user", "--gid": "user", "--working-directory": "work-directory" },
    interactiveWith: "-S -t",
    privilege: true,
  },
  nice: { ...WRAP, values: "-n,--adjustment" },
  ionice: {
    ...WRAP,
    flags: "-t,--ignore",
    values: "-c,--class -n,--classdata -P,--pgid -u,--uid -p,--pid",
    operandsWith: { "-p": ["text..."] },
  },
  /** `taskset MASK COMMAND`, `taskset -c LIST COMMAND`, `taskset -p [MASK] PID`. */
  taskset: {
    ...WRAP,
    flags: "-a,--all-tasks -p,--pid -c,--cpu-list",
    operands: ["text", "command"],
    operandsWith: { "-p": ["text..."] },
  },
  uclampset: {
    ...WRAP,
    flags: "-a,--all-tasks -s,--system -R,--reset-on-fork -v,--verbose",
    values: "-m -M",
    options: { "-p,--pid": "process" },
  },
  "cpulimit,schedtool": {
    ...WRAP,
    flags: `-B -F -R -D -I -N -z,--lazy -i,--include-children -b,--background -q,--quiet -f,--foreground
      -v,--verbose`,
    values: "-l,--limit -P,--path -m,--monitor-forks -a -n -M -c,--cpu",
    options: { "-p,--pid": "process", "-e,--exe": "command" },
  },
  prlimit: {
    ...WRAP,
    flags: "--noheadings --raw --verbose",
    values: "-o,--output",
    options: { "-p,--pid": "process" },
    optional: {
      "-c,--core": "text",
      "-d,--data": "text",
      "-e,--nice": "text",
      "-f,--fsize": "text",
      "-i,--sigpending": "text",
      "-l,--memlock": "text",
      "-m,--rss": "text",
      "-n,--nofile": "text",
      "-q,--msgqueue": "text",
      "-r,--rtprio": "text",
      "-s,--stack": "text",
      "-t,--cpu": "text",
      "-u,--nproc": "text",
      "-v,--as": "text",
      "-x,--locks": "text",
      "-y,--rttime": "text",
    },
  },
} satisfies Table;
