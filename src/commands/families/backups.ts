/**
 * Snapshots and backups beside borg and restic. Sources: the manuals of snapper, timeshift, btrbk, sanoid, zrepl, bupstash,
 * SnapRAID, Bacula, Amanda, Proxmox Backup and pgBackRest's neighbours.
 */
import type { Table } from "../spec.ts";

const SHOW = { operands: ["text..."], output: "digest", input: "ignored" } as const;
const DESTROY = { ...SHOW, effect: "destroy" } as const;
const CONFIG = { "-c,--config": "config" } as const;

export const backups = {
  "snapper,timeshift": {
    flags: `--list --create --check --delete --delete-all --restore --yes --scripted --verbose -q,--quiet
      --no-dbus --csv --sync`,
    values: `-c,--config -t,--type -d,--description --comments --tags --snapshot --snapshot-device --target
      --target-device -p`,
    ...SHOW,
    effectWith: { "--delete,--delete-all,--restore": "destroy" },
    subcommands: {
      "delete,rm,remove,cleanup,undochange,rollback,delete-config,modify": DESTROY,
      "list,ls,status,diff,create,list-configs,get-config": SHOW,
    },
  },
  btrbk: {
    flags: "-n,--dry-run -v,--verbose -q,--quiet -p,--preserve --progress -S,--print-schedule",
    values: "-l,--loglevel -o,--override --format",
    options: CONFIG,
    ...SHOW,
    subcommands: {
      "clean,prune": DESTROY,
      "run,snapshot,resume,stats,list,ls,diff,usage,origin,archive": SHOW,
    },
  },
  "sanoid,syncoid,zfs-auto-snapshot,znapzend,zfsnap": {
    flags: `--cron --quiet --verbose --debug --take-snapshots --readonly --no-sync-snap --no-rollback
      -r,--recursive --monitor-snapshots --prune-snapshots --force-prune --force-delete
      --delete-target-snapshots --destroy`,
    values: "--configdir --cache-dir --sshkey --sshport",
    ...SHOW,
    effectWith: {
      "--prune-snapshots,--force-prune,--force-delete,--delete-target-snapshots,--destroy": "destroy",
    },
  },
  zrepl: {
    options: CONFIG,
    ...SHOW,
    subcommands: {
      "zfs-abstraction,pprof": { ...SHOW, subcommands: { "release-all,release-stale": DESTROY, list: SHOW } },
      "status,signal,test,configcheck": SHOW,
    },
  },
  "bupstash,zbackup,zvault,rustic-server,backuppc,dirvish-expire,rdiff,knoxite,duplicacy,hashbackup,hb,pukcab,brackup,storebackup,storeBackupDel":
    {
      flags: "-q,--quiet --allow-many -all -exclusive --force -n,--dry-run",
      values: "-r,--repository -k,--key --password-file -id -storage",
      ...SHOW,
      subcommands: {
        "rm,remove,gc,prune,expire,retain,delete,clear,destroy": DESTROY,
        "list,ls,get,put,new-key,init,check,history,backup,restore": SHOW,
      },
    },
  snapraid: {
    flags: `-F,--force-full -R,--force-realloc -Z,--force-zero -E,--force-empty -U,--force-uuid
      -D,--force-device -N,--force-nocopy -v -q -a,--audit-only -h`,
    values: "-p,--plan -o,--older-than -l,--log -f,--filter -d,--filter-disk",
    options: CONFIG,
    ...SHOW,
    effectWith: { "-E,-Z,-D,-U": "destroy" },
    subcommands: {
      fix: DESTROY,
      "status,smart,probe,sync,scrub,diff,check,list,dup,up,down,touch": { ...SHOW },
    },
  },
  "amrmtape,amcleanup,amlabel,amflush": { ...DESTROY, flags: "-f -v -k -d -q -n,--dry-run" },
  "proxmox-backup-manager,proxmox-backup-client,proxmox-tape,pbs": {
    values: "--repository --output-format --ns --backup-type --password --userid",
    ...SHOW,
    service: true,
    network: true,
  },
  dar: {
    flags: "-a -C -d -f -H -i -j -k -K -l -m -M -n -N -o -p -q -Q -r -v -w -W -y -Z --noconf --no-warn",
    values: "-g -I -L -P -s -S -T -u -U -X -Y -z -#",
    options: {
      "-E,--execute,-F,--ref-execute,-=": "shell",
      "-c,--create,-+": "write",
      "-x,--extract,-t,--test,-A,--ref,-@,--aux-ref": "read",
      "-R,--fs-root": "read",
      "-B,--batch": "config",
    },
    operands: ["text..."],
    recursive: "*",
    // What is unpacked goes where `-R` says.
    operandsWith: { "-x": ["text..."] },
  },
  "dump,xfsdump": {
    flags: "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -a -c -m -M -n -q -S -u -v -w -W -y -D -J -A -e -E -p -o",
    values: "-b -B -C -d -h -I -j -k -L -s -T -z -l",
    options: { "-f": "remote-write", "-F": "program" },
    operands: ["read..."],
    recursive: "*",
  },
  "restore,xfsrestore": {
    flags: "-a -c -C -d -h -i -k -l -m -M -N -o -r -R -t -u -v -V -x -y -J -e -E",
    values: "-b -D -L -s -T",
    options: { "-f": "remote-read", "-F": "program" },
    operands: ["write-directory..."],
  },
  unison: {
    style: "single",
    flags:
      "-auto -batch -force -silent -terse -times -testserver -ignorearchives -confirmbigdel -owner -group",
    values:
      "-ignore -path -prefer -perms -label -maxthreads -repeat -rootalias -ui -logfile -sshargs,-rshargs",
    options: {
      "-sshcmd,-rshcmd,-servercmd,-merge,-diff,-copyprog,-copyprogrest,-copyonconflict": "shell",
      "-socket": "listen",
      "-include,-source": "config",
    },
    operands: ["upload...", "remote-write"],
    recursive: "*",
    network: true,
  },
  "rdiff-backup,duplicity,duply": {
    flags: `-b --force -v --print-statistics --no-encryption --progress --allow-source-mismatch --dry-run
      --null-separator`,
    values: `--exclude --include --full-if-older-than --volsize --encrypt-key --sign-key --name
      --archive-dir -r -t --time --api-version --ssh-options,--rsync-options,--gpg-options`,
    options: {
      "--remote-schema": "shell",
      "--gpg-binary": "program",
      "--tempdir,--log-file": "write",
      "--include-filelist,--exclude-filelist,--include-globbing-filelist": "read",
    },
    operands: ["upload...", "remote-write"],
    recursive: "*",
    network: true,
    environment: { PASSPHRASE: "text" },
    subcommands: {
      "remove,remove-older-than,remove-all-but-n-full,cleanup,purge": {
        operands: ["text..."],
        effect: "destroy",
      },
      "verify,list,collection-status,list-current-files,list-increments,info,compare,calculate": {
        operands: ["text..."],
      },
      "restore,fetch": { values: "--at --file-to-restore", operands: ["remote-read", "write"] },
    },
  },
  rdist: {
    flags: "-D -F -n -q -v -V -h -i -N -O -b -y -c",
    values: "-A -a -d -l -L -M -m -o -t",
    options: { "-f": "script:other", "-P,-p": "program" },
    operands: ["upload...", "remote-write"],
    recursive: "*",
    network: true,
  },
  "rsnapshot,backintime,rear,burp,dirvish,restic-runner,autorestic,resticprofile": {
    flags: "-v -V -q -t -x -D -s -d --verbose --quiet --dry-run --list --stats --files --json",
    values: "-a -b --profile-id --log-level --verbosity -r",
    options: CONFIG,
    operands: ["text..."],
  },
} satisfies Table;
