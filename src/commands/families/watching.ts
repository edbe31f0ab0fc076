/**
 * Programs that look at something (logs, files, disks, the mains) and run a command when it happens. Sources: lnav(1), multitail(1),
 * swatchdog(1), sec(1), iwatch(1), smartd(8), upsmon(8), apcupsd(8), monit(1), zabbix_agentd(8), nrpe.
 */
import type { Table } from "../spec.ts";

const NAMES = { operands: ["text..."] } as const;
const DISRUPT = { ...NAMES, effect: "disrupt" } as const;

export const watching = {
  lnav: {
    flags: "-H -C -m -N -S -V -a -q -R -r -t -u -v -W -n -i",
    values: "-I -d",
    options: { "-c": "code:other", "-f": "script:other", "-e": "shell", "-w": "write" },
    operands: ["read..."],
    interactive: true,
  },
  multitail: {
    flags: "-a -b -C -d -D -f -F -h -iw -M -N -p -q -S -s -T -u -U -V -w -x -z -Z",
    values: "-cs -cS -ci -c -n -o -R -r -t -sw -sn -wh -H -e -ec -eC -ev",
    options: { "-l,-L": "shell", "-i,-I": "read", "-A": "append" },
    several: { "-ex": ["text", "shell"] },
    operands: ["read..."],
    interactive: true,
  },
  "swatchdog,swatch": {
    flags: "--daemon --use-cpan-file-tail --debug",
    values: "--threshold --awk-field-syntax --tail-args --extra-module --input-record-separator",
    options: {
      "-c,--config-file": "script:other",
      "--script-dir": "write-directory",
      "--examine,-f,--tail-file,-t": "read",
      "--read-pipe": "shell",
      "--exec": "shell",
      "--tail-program-name": "program",
      "--pid-file": "write",
    },
    ...NAMES,
  },
  "sec,logcheck,logwatch,logtail": {
    flags: "-debug -detach -intevents -o -t -T -m -H -d",
    values: "--detail --range --service --mailto -l -s",
    options: {
      "-conf,--conf,-c": "script:other",
      "-input,--input,-f,--logfile": "read",
      "--log,--pid,--dump,--output,--filename": "write",
    },
    style: "single",
    ...NAMES,
  },
  "fileschanged,iwatch,inotify-hookable,incron-run": {
    flags: "-r -R -v -d -p -C -F -Q --recursive --no-update",
    values: "-e -t -x-regex -X --filestochange -s",
    options: {
      "-x,--exec": "shell",
      "-c,--command,--on-modify-command": "shell",
      "-f": "config",
      "-w": "metadata",
    },
    operands: ["metadata..."],
    recursive: "*",
  },

  // What is asked of an agent on another machine, or of this one's.
  "zabbix_agentd,zabbix_agent2,zabbix_get": {
    flags: "-f -p -V --foreground --print",
    values: "-s --host --port -I -t-timeout",
    options: { "-c,--config": "config", "-t,--test,-k,--key": "code:other" },
    ...NAMES,
  },
  "nrpe,check_nrpe,check_mk_agent,munin-run,munin-node,mon,xymon,monitoring-plugins": {
    flags: "-d -f -n -s -i -2 -3 -E --debug --paranoia --suggest",
    values: "-H -p -t -P -a",
    options: { "-c,--config": "config" },
    ...NAMES,
  },
  "collectl,dool,sadf,atopsar,nmon": {
    flags: "-A -b -d -g -h -j -t -T -x --all --list",
    values: "-c -i -s -P -o",
    options: {
      "--export,--import,--plugin": "library",
      "-F,-f,--filename,--output": "write",
      "-p,--playback": "read",
    },
    operands: ["read..."],
  },

  // Disks and the mains.
  smartd: {
    flags: "-d -D -n -q",
    values: "-A -B -C -i -l -r -s",
    options: { "-c,--configfile": "config", "-w,--warnexec": "program", "-p,--pidfile": "write" },
    ...NAMES,
  },
  "upsmon,upscmd,upsrw,upsd,upsdrvctl,apcupsd,apctest": {
    flags: "-D -B -K -F -4 -6 -l -w -b --debug",
    values: "-u -c -f -s -P",
    options: { "-p": "credential" },
    ...DISRUPT,
    harmless: "-l",
  },
  "s2ram,s2disk,s2both,hibernate,hibernate-ram,hibernate-disk,pm-suspend-hybrid,laptop_mode,acpitool": {
    flags: "-f -n -p -i -k --force",
    ...DISRUPT,
    harmless: "-n -i",
  },
  // DIRECTORY, then for each kind of name a command that ends with `;`.
  inoticoming: {
    flags: "--foreground --initialsearch --stderr-to-log --stdout-to-log",
    values: "--suffix --prefix --regexp",
    options: { "--logfile,--pid-file": "write", "--chdir": "work-directory" },
    operands: ["metadata", "command"],
  },
} satisfies Table;
