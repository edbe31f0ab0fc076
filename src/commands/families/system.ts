/** Services, users, processes, kernel and logs of a Linux or BSD system. Sources: systemd, util-linux, shadow, procps manuals. */
import type { Table } from "../spec.ts";

const SHOW = { operands: ["text..."], output: "digest", input: "ignored" } as const;
const DISRUPT = { effect: "disrupt" } as const;
export const system = {
  systemctl: {
    flags: `-a,--all -l,--full -q,--quiet -r,--recursive --user --system --global --now -f,--force --no-block
      --no-pager --no-legend --no-reload --no-wall --runtime --failed --wait --show-types --reverse
      --after --before --plain --dry-run --stdin -i --check-inhibitors --marked --read-only --mkdir
      --with-dependencies --value`,
    values: `-H,--host -M,--machine -n,--lines -o,--output -p,--property -P -s,--signal --state -t,--type
      --what --when --job-mode --kill-whom,--kill-who --preset-mode --message --timestamp --drop-in --legend
      -T --firmware-setup`,
    options: { "--root": "work-directory", "--image": "read" },
    environment: {
      SYSTEMD_EDITOR: "shell",
      EDITOR: "shell",
      VISUAL: "shell",
      SYSTEMD_PAGER: "shell",
      PAGER: "shell",
    },
    subcommands: {
      "status,show,cat,list-units,list-unit-files,list-timers,list-sockets,list-jobs,list-dependencies,list-machines,list-automounts,list-paths,is-active,is-enabled,is-failed,is-system-running,help,get-default,show-environment":
        {},
      "start,reload,daemon-reload,daemon-reexec,reset-failed,add-wants,add-requires,revert,preset,set-property,import-environment":
        {},
      "enable,link,reenable": { operands: ["script:other..."] },
      "stop,restart,try-restart,reload-or-restart,kill,isolate,disable,mask,freeze,rescue,emergency,halt,poweroff,reboot,suspend,hibernate,kexec,soft-reboot,switch-root,exit,default,set-default,unmask,thaw,clean,cancel,hybrid-sleep":
        { ...DISRUPT },
      edit: {
        flags: "--full --force",
        interactive: true,
        environment: { SYSTEMD_EDITOR: "shell", EDITOR: "shell", VISUAL: "shell" },
      },
      "set-environment": { operands: ["assignment..."] },
      unset: {},
    },
  },
  "service,invoke-rc.d,rc-service,rcctl,initctl,sv,s6-svc,svc,runsvctl,supervise": {
    style: "posix",
    flags: "--status-all --full-restart -f -l -e -r -i -u -d -o -k -t -x --ifstarted --ifstopped --quiet",
    operands: ["program", "text", "text..."],
  },
  "update-rc.d,rc-update,chkconfig,insserv,sysv-rc-conf,ntsysv": {
    flags: "-f --list --add --del -s -a -d",
    values: "--level",
    operands: ["text..."],
  },
  journalctl: {
    flags: `-a,--all -e,--pager-end -f,--follow -k,--dmesg -l,--full -m,--merge -N,--fields -q,--quiet
      -r,--reverse -x,--catalog --no-pager --no-tail --no-hostname --user --system --utc --list-boots
      --disk-usage --rotate --flush --sync --verify --header --list-catalog --update-catalog --setup-keys
      --relinquish-var --smart-relinquish-var --no-full --show-cursor --truncate-newline`,
    values: `-b,--boot -c,--cursor --after-cursor -F,--field -g,--grep -n,--lines -o,--output -p,--priority
      -S,--since -U,--until -t,--identifier -T,--exclude-identifier -u,--unit --user-unit -M,--machine
      --facility --case-sensitive --output-fields --namespace --invocation --interval --vacuum-size
      --vacuum-time --vacuum-files`,
    options: {
      "-D,--directory": "read",
      "--file": "read",
      "--root": "read",
      "--image": "read",
      "--cursor-file": "write",
      "--verify-key": "credential",
    },
    operands: ["text..."],
    output: "inputs",
    effectWith: { "--vacuum-size,--vacuum-time,--vacuum-files,--rotate": "weaken" },
    environment: { SYSTEMD_PAGER: "shell", PAGER: "shell" },
  },
  /** What is called says itself what it does: `org.freedesktop.login1.Manager.PowerOff`. */
  "busctl,gdbus,dbus-send,qdbus": {
    flags: `--user --system --session --no-pager --no-legend -q,--quiet --list --print-reply --json -j -l,--full
      --activatable --acquired --unique --show-machine --match`,
    values: `-H,--host -M,--machine -d,--dest --object-path -o --type --timeout --reply-timeout --destination
      --expect-reply --auto-start`,
    options: { "-m,--method": "method", "--address": "shell" },
    service: true,
    subcommands: {
      call: { operands: ["text", "text", "text", "method", "text..."], values: "-o,--object-path" },
      "list,tree,introspect,status,monitor,capture,get-property": {},
    },
  },
  "reboot,shutdown,poweroff,halt,init,telinit,runlevel,kexec,pm-suspend,pm-hibernate,rtcwake": {
    flags: `-a -c -d -e -f,--force -F -h -H -i -k -l -n -p -P -q -r -t -v -w --no-wall --reboot --poweroff
      --halt --nobanner -u`,
    values: "-g,--group -s -m -M --timeout",
    operands: ["text..."],
    effect: "disrupt",
    input: "ignored",
  },
  wall: { flags: "-n,--nobanner", values: "-g,--group -t,--timeout", operands: ["read..."] },
  "write,mesg,talk,ytalk": { operands: ["text..."] },

  // Processes.
  "killall,pkill,killall5,skill,snice": {
    flags: `--oldest -e,--exact,--echo -g,--process-group -i,--interactive -I,--ignore-case -l,--list
      -r,--regexp -v,--verbose -V -w,--wait -f,--full -x -n,--newest -o -c,--count -L,--logpidfile -a -9
      -1 -2 -3 -15 -HUP -INT -KILL -TERM -USR1 -USR2 -STOP -CONT -QUIT -SIGKILL -SIGTERM -SIGHUP -SIGINT`,
    values: `--pgroup --session --runstates -q,--queue -y,--younger-than --older -G --group -P,--parent
      -t,--terminal -d --cgroup --nslist -O -Z,--context --ns`,
    options: {
      "-s,--signal": "signal",
      "-u,--user,--euid": "user",
      "-U,--uid": "user",
      "-F,--pidfile": "read",
    },
    operands: ["process..."],
    output: "nothing",
    input: "ignored",
    reader: "kill",
  },
  "ps,pidof,pstree,top,htop,btop,atop,iotop,vmstat,dstat,iostat,mpstat,sar,free,slabtop,lscpu,lsmem,lspci,lsusb,lshw,hwinfo,inxi,lsmod,modinfo,lsns,lslocks,lsipc,lslogins,ipcs,numastat,sensors,acpi,upower,powertop,nvidia-smi,rocm-smi,nvtop,tload,procs,bottom,btm,smem,faillog,biosdecode,turbostat,cpupower,tuned-adm,cpuid,x86info":
    {
      style: "old",
      flags: `-A -a -d -e -f -F -H -h -i -j -k -l -L -m -M -N -q -r -s -S -T -v -V -w -x -y -Z -b -c -1 --forest
        --no-headers --headers -aux -auxww -ef --json --all --bytes --mega --giga --human --si --wide -E
        -X -R -D -I -J -P -W`,
      values: `-o,--format -p,--pid -u,--user -U -g,--group -G -t,--tty -C --sort --ppid -n --lines --delay
        --columns --cols --rows --interval -eo --query-gpu --id`,
      operands: ["text..."],
      output: "digest",
      input: "ignored",
    },
  pgrep: {
    flags: `-a,--list-full -c,--count -f,--full -i,--ignore-case -l,--list-name -n,--newest -o,--oldest
      -q,--quiet -v,--inverse -w,--lightweight -x,--exact -L,--logpidfile -A,--ignore-ancestors`,
    values: `-d,--delimiter -g,--pgroup -G,--group -P,--parent -s,--session -t,--terminal -O,--older
      -r,--runstates --cgroup --ns --nslist --signal -u,--euid -U,--uid`,
    options: { "-F,--pidfile": "read" },
    operands: ["text..."],
    output: "digest",
    input: "ignored",
  },
  renice: {
    values: "-n,--priority",
    options: { "-p,--pid": "process", "-g,--pgrp": "process", "-u,--user": "user" },
    operands: ["text", "process..."],
  },
  dmesg: {
    flags: `-C,--clear -c,--read-clear -D,--console-off -d,--show-delta -E,--console-on -e,--reltime -H,--human
      -k,--kernel -L -p,--force-prefix -P,--nopager -r,--raw -S,--syslog -t,--notime -T,--ctime
      -u,--userspace -w,--follow -W,--follow-new -x,--decode --noescape -J,--json --color`,
    values: "-f,--facility -l,--level -n,--console-level -s,--buffer-size --since --until --time-format",
    options: { "-F,--file": "read", "-K,--kmsg-file": "read" },
    operands: [],
    effectWith: { "-C,-c": "weaken" },
  },
  sysctl: {
    flags: `-n,--values -e,--ignore -N,--names -q,--quiet -w,--write -a,-A,-X,--all -b,--binary --dry-run
      --deprecated --system -x -o -d`,
    values: "-r,--pattern",
    options: { "-p,-f,--load": "read" },
    operands: ["setting..."],
    settings: {
      "kernel.core_pattern": "shell",
      "kernel.modprobe": "program",
      "kernel.hotplug": "program",
      "kernel.poweroff_cmd": "program",
    },
    harmless: "--dry-run",
  },
  "insmod,modprobe,rmmod,depmod,kmod,dkms,kldload,kldunload,kextload,kextunload": {
    flags: `-a,--all -r,--remove -f,--force -n,--dry-run,--show -v,--verbose -q,--quiet -s,--syslog
      -D,--show-depends -R,--resolve-alias -c,--showconfig --dump-modversions -w --first-time
      --force-vermagic`,
    values: "-S,--set-version -m -k",
    options: { "-C,--config": "config", "-d,--dirname": "read" },
    operands: ["library", "text..."],
    harmless: "-n",
    effectWith: { "-r": "weaken" },
  },
  "setenforce,semanage,setsebool,semodule,apparmor_parser,aa-complain,aa-disable,aa-teardown,aa-enforce,aa-remove-unknown,augenrules,csrutil,tccutil":
    {
      flags: `-D -l -s -c -P -N -a -d -r -m -v -L -q --list --all --master-disable --master-enable --disable
        --enable --remove`,
      values: "-e -w -W -p -k -F -S -t -i -x -A -b -f --add --remove-profile",
      options: { "-R": "config" },
      effect: "weaken",
      subcommands: { "status,list,login,fcontext,port,boolean,user,export": {} },
    },

  /** Asks what the system thinks of a program (`--assess`), or changes what it thinks. */
  spctl: {
    flags: `-a,--assess --status --list -v,--verbose --raw --ignore-cache --no-cache --enable --disable
      --remove --reset-default --master-enable --master-disable --global-enable --global-disable`,
    values: "-t,--type --context --label --rule --hash --anchor --path --requirement --priority --add",
    operands: ["metadata..."],
    effectWith: { "--disable,--remove,--add,--reset-default,--master-disable,--global-disable": "weaken" },
    subcommands: {
      "kext-consent": { operands: ["text..."], subcommands: { "disable,add": { effect: "weaken" } } },
    },
  },
  auditctl: {
    flags: "-D -l -s -c -v -i --backlog_wait_time --loginuid-immutable --signal",
    values: "-e -f -b -r -w -W -p -k -F -S -a -A -d -m -C",
    options: { "-R": "config" },
    operands: ["text..."],
    effect: "weaken",
    harmless: "-l -s -v",
  },
  "aa-status,getenforce,sestatus,ausearch,aureport,audit2allow": {
    flags: "-v -b -a -i -l -m -x --summary --json --enabled --profiled --failed --success",
    values: "-k -p -ts -te -sc -sv -ua -ui -f",
    options: { "-if": "read", "-M": "write" },
    operands: ["text..."],
    output: "digest",
  },
  // Users and what they may.
  "useradd,adduser,usermod,groupadd,groupmod,addgroup,gpasswd,newusers,pw,sysadminctl,dseditgroup": {
    flags: `-a,--append -D,--defaults,--no-log-init -L,--lock -m,--create-home -M,--no-create-home
      -N,--no-user-group -o,--non-unique -r,--system -U,--unlock,--user-group -A --disabled-password
      --disabled-login --force-badname --quiet`,
    values: `-b,--base-dir -c,--comment -e,--expiredate -f,--inactive -g,--gid --ingroup -G,--groups
      -K,--key -k,--skel -u,--uid -s,--shell -Z --gecos --firstuid --lastuid --administrators -S -l,--login
      -d,--home --home-dir`,
    options: {
      "-p,--password": "credential",
      "-R,--root": "work-directory",
      "-P,--prefix": "work-directory",
    },
    operands: ["text..."],
    effect: "grant",
  },
  /** Its orders, with a dash or without, stand behind the place that they are for: `dscl . -create /Users/x`. */
  dscl: { style: "none", operands: ["text..."] },
  "userdel,deluser,groupdel,delgroup": {
    flags: `-f,--force -r,--remove -Z --remove-home --remove-all-files --backup --system --only-if-empty --quiet`,
    values: "-R,--root -P,--prefix --backup-to",
    operands: ["text..."],
    effect: "destroy",
  },
  chage: {
    flags: "-l,--list -i,--iso8601 -h",
    values: "-d,--lastday -E,--expiredate -I,--inactive -m,--mindays -M,--maxdays -W,--warndays",
    options: { "-R,--root": "work-directory" },
    operands: ["user"],
    effect: "grant",
    harmless: "-l",
  },
  "passwd,chpasswd,chgpasswd,chsh,chfn,pwconv,pwunconv,grpconv,newgidmap,newuidmap,pam-auth-update,authconfig,kinit,faillock,pam_tally2":
    {
      flags: `-a,--all -d,--delete -e,--expire -h -k,--keep-tokens -l,--lock -q,--quiet -S,--status -u,--unlock
        --list-shells --stdin --reset`,
      values: `-i,--inactive -n,--mindays -w,--warndays -x,--maxdays -r,--repository -s,--shell -M -m -W -I -E
        --user -R,--root`,
      operands: ["text..."],
      input: "stored",
      effect: "grant",
      harmless: "-S --list-shells",
    },
  authselect: {
    flags: "-f,--force -b -q --nobackup",
    values: "--backup",
    subcommands: {
      "select,enable-feature,disable-feature,apply-changes,opt-out,backup-restore": { effect: "weaken" },
    },
  },
  "getpcaps,pscap,filecap,netcap": SHOW,
  "chkrootkit,rkhunter,lynis,aide,tripwire,clamscan,clamdscan,freshclam,maldet,osqueryi,osqueryctl,debsums,unhide,check_by_ssh,check_cups,check_log,check_memory,check_raid,check_ssl_cert,check_statusfile,check_http,check_disk,check_load,check_procs,yara":
    {
      flags: `-r,--recursive -i,--infected -v --verbose -c --check --update --sk -q --quiet --no-summary --bell
        --allmatch --json -a -s -n --remove`,
      values: "-H -C -w -l -u -p -t --max-filesize --exclude --exclude-dir",
      options: {
        "--extra-opts": "config",
        "-F,--file-log": "read",
        "-O": "write",
        "-d,--database": "read",
        "-f,--file-list": "read",
        "-o": "setting",
        "--log,--logfile": "write",
        "--move,--copy": "write-directory",
        "--curl-bin,--openssl": "program",
        "--grep-bin": "program",
      },
      settings: { proxycommand: "shell" },
      operands: ["read..."],
      effectWith: { "--remove": "destroy" },
    },
  logsave: { style: "posix", flags: "-a -s -v", operands: ["write", "command"], input: "ignored" },
  "logger,rsyslogd,syslog-ng,newsyslog,savelog,goaccess,ccze,varnishncsa,varnishlog,tailspin,tspin,promtail,vector,fluentd,fluent-bit":
    {
      flags: "-f,--force -d,--debug -v,--verbose -e -i -S -s -T -a --no-act -D -E",
      values: `-p,--priority -t,--tag -n,--server -P,--port --rfc5424 --sd-id --sd-param --msgid -q -g
        --log-format --socket-errors --size -k -u,--socket`,
      options: {
        "-m,--mail": "program",
        "--state": "write",
        "-l,--log": "write",
        "-F,--file": "read",
        "-w": "write",
        "-c,--config": "config",
        "-o": "write",
      },
      operands: ["read..."],
      operandsWith: { "-t,-p": ["text..."] },
    },
  "update-alternatives,alternatives,ldconfig,update-initramfs,dracut,mkinitcpio,update-grub,grub-mkconfig,grub-install,grub-set-default,grub-reboot,efibootmgr,locale-gen,update-locale,dpkg-reconfigure,debconf-set-selections,debconf-show,update-ca-certificates,update-ca-trust,certctl,c_rehash,update-desktop-database,update-mime-database,gtk-update-icon-cache,fc-cache,update-crypto-policies,tzselect,loadkeys,setfont,setupcon,kbd_mode,localedef,install-info,update-icon-caches":
    {
      flags: `-f,--force -u -c -d -k -v,--verbose -q,--quiet -n -N -X -p -r -s --all --auto --display --list
        --query --remove-all --fresh --get-selections --force-extra-removable`,
      values: "--priority -i -b,--bootnum -L --label -l,--loader -o,--bootorder --set,--remove,--config",
      several: {
        "--install": ["link", "text", "link-target", "text"],
        "--slave": ["link", "text", "link-target"],
      },
      options: { "-C": "write", "--altdir,--admindir": "write-directory" },
      operands: ["text..."],
    },
  "daemon,daemonize": {
    flags: "-a -f -S -r,--respawn -i,--inherit -v --foreground --running --restart --stop",
    values: "-n,--name -E -u,--user -m --delay -M --limit -A --attempts -P",
    options: {
      "-c,-D,--chdir": "work-directory",
      "-o,-O,--stdout": "append",
      "-e,--stderr": "append",
      "-p,--pidfile": "write",
      "-l": "create",
    },
    operands: ["command"],
    input: "ignored",
  },
  "openrc,runit,runsv,runsvdir,svscan,supervise-daemon,forkstat,acpid,udevadm,udevd,usbguard,rfkill,tuned,irqbalance,sysbench,stress,stress-ng,memtester,cpuburn,fio,dbench,bonnie++,iperf,iperf3,netperf,speedtest,speedtest-cli,phoronix-test-suite,xmrig,cpuminer,minerd,ethminer,cgminer,bfgminer,nbminer,t-rex,lolminer,srbminer":
    {
      flags: `-v -q -d -f --verbose --quiet --daemon --all --metrics --metrics-brief --verify -s -4 -6 --json -u
        -R --simple`,
      values: `-c,--cpu -m,--vm --vm-bytes -t,--timeout --io,-i -b -p --port --hdd --fork --sock -n --name --rw
        --bs --size --numjobs --runtime --ioengine -a,--algo -w --donate-level --threads`,
      options: {
        "-o,--url": "url",
        "--host,--client": "host",
        "--config": "config",
        "--filename": "write",
        "--directory": "write-directory",
        "--output": "write",
        "--log-file": "write",
      },
      operands: ["text..."],
    },
} satisfies Table;
