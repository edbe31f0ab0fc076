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
    flags:
      "--list --create --check --delete --delete-all --restore --yes --scripted --verbose -q,--quiet --no-dbus --csv --sync",
    values:
      "-c,--config -t,--type -d,--description --comments --tags --snapshot --snapshot-device --target --target-device -p",
    ...SHOW,
    effectWith: { "--delete": "destroy", "--delete-all": "destroy", "--restore": "destroy" },
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
    flags:
      "--cron --quiet --verbose --debug --take-snapshots --readonly --no-sync-snap --no-rollback -r,--recursive --monitor-snapshots --prune-snapshots --force-prune --force-delete --delete-target-snapshots --destroy",
    values: "--configdir --cache-dir --sshkey --sshport",
    ...SHOW,
    effectWith: {
      "--prune-snapshots": "destroy",
      "--force-prune": "destroy",
      "--force-delete": "destroy",
      "--delete-target-snapshots": "destroy",
      "--destroy": "destroy",
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
    flags:
      "-F,--force-full -R,--force-realloc -Z,--force-zero -E,--force-empty -U,--force-uuid -D,--force-device -N,--force-nocopy -v -q -a,--audit-only -h",
    values: "-p,--plan -o,--older-than -l,--log -f,--filter -d,--filter-disk",
    options: CONFIG,
    ...SHOW,
    effectWith: { "-E": "destroy", "-Z": "destroy", "-D": "destroy", "-U": "destroy" },
    subcommands: {
      fix: DESTROY,
      "status,smart,probe,sync,scrub,diff,check,list,dup,up,down,touch": {
        ...SHOW,
        flags: "-E,--force-empty -Z,--force-zero",
      },
    },
  },
  "amrmtape,amcleanup,amlabel,amflush": { ...DESTROY, flags: "-f -v -k -d -q -n,--dry-run" },
  "proxmox-backup-manager,proxmox-backup-client,proxmox-tape,pbs": {
    values: "--repository --output-format --ns --backup-type --password --userid",
    ...SHOW,
    service: true,
    network: true,
  },
} satisfies Table;
