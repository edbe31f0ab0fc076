/** Volumes, arrays and pools: lvm2, mdadm, device mapper's users, ZFS, Btrfs, iSCSI. Sources: their manuals, section 8. */
import type { Table } from "../spec.ts";

const SHOW = { operands: ["text..."], output: "digest", input: "ignored" } as const;
const DESTROY = { operands: ["text..."], effect: "destroy" } as const;
const DISRUPT = { effect: "disrupt" } as const;

const LVM = {
  flags: `-y,--yes -f,--force -ff -v,--verbose -q,--quiet -t,--test -r,--resizefs --noheadings --readonly --removemissing
    --all --merge --uncache --splitcache --thin -T --snapshot -Z --restorefile -P --abort --atomic -b,--background`,
  values: `-L,--size -l,--extents -n,--name -i,--stripes -I -m,--mirrors -o,--options -c,--chunksize --metadatasize --type
    -a,--activate --units --addtag --deltag -S,--select -s,--physicalextentsize -x,--allocatable -u,--uuid --config
    --splitmirrors --splitsnapshot --cachepool --thinpool --poolmetadata`,
} as const;

export const volumes = {
  "pvs,vgs,lvs,pvdisplay,vgdisplay,lvdisplay,pvscan,vgscan,lvscan,lvmdiskscan,vgcfgbackup,pvck,lvmconfig,bcache-super-show":
    { ...LVM, ...SHOW, options: { "--file": "write" } },
  "pvcreate,pvresize,pvchange,pvmove,vgcreate,vgextend,vgchange,vgimport,vgexport,vgrename,vgmerge,vgsplit,lvcreate,lvextend,lvresize,lvchange,lvconvert,lvrename,lvm":
    { ...LVM, operands: ["text..."], effect: "disrupt", harmless: "-t" },
  "pvremove,vgremove,lvremove,vgreduce,lvreduce,vgcfgrestore": {
    ...LVM,
    ...DESTROY,
    options: { "--file": "read" },
    harmless: "-t",
  },
  mdadm: {
    flags: `-D,--detail -E,--examine -Q,--query -Y,--export -s,--scan -v,--verbose -q,--quiet -f,--force -R,--run -o,--readonly
      -w,--readwrite -t,--test -W,--wait -b,--brief --zero-superblock -X,--examine-bitmap -S,--stop --no-degraded --detail-platform
      -A,--assemble -C,--create -B,--build -G,--grow -I,--incremental -F,--monitor,--follow --manage --misc --kill-subarray
      -1,--oneshot`,
    values: `-l,--level -n,--raid-devices -x,--spare-devices -c,--chunk --metadata -e -N,--name -u,--uuid -z,--size --layout
      --bitmap --update -a,--add --re-add --fail --set-faulty -r,--remove --replace --with -m,--mail -d,--delay --homehost
      --backup-file`,
    options: { "--config": "config", "-p,--program,--alert": "program" },
    operands: ["text..."],
    effect: "disrupt",
    effectWith: { "--zero-superblock,-C": "destroy" },
    harmless: "-D -E -Q -X -F -W --detail-platform",
  },
  "dmraid,drbdadm,drbdsetup,drbdmeta": {
    flags: `-y -n,--dry-run -E,--erase_metadata -r,--raid_devices -s,--sets -an -ay --force
      --discard-my-data -l -i -b -d -v`,
    values: "-f,--format -a,--activate -c --config-to-test",
    effectWith: { "-E": "destroy", "-a": "disrupt" },
    subcommands: {
      "status,role,cstate,dstate,dump,sh-status,adjust-with-progress,show": SHOW,
      "down,detach,disconnect,primary,secondary,invalidate,invalidate-remote,create-md,wipe-md,resize,verify,adjust,up,attach,connect":
        DISRUPT,
    },
  },
  "multipath,multipathd,iscsiadm,targetcli,nbd-client,rbd-nbd": {
    flags: "-l -ll -v -d -r -u,--logout -L -U -P -F -w -W -f --disconnect --login -C -R -S --info",
    values: "-m,--mode -n,--name -T,--targetname -p,--portal -o,--op -t,--type -I,--interface -k",
    operands: ["text..."],
    effectWith: { "-F,-f,-u,-U,-d,-w": "disrupt" },
  },
  "stratis,stratisd": { operands: ["text..."], service: true },
  zfs: {
    flags: "-r -R -f -n -v -d -H -p -P -F -D -a -u -l -L -x -y -e -c -w",
    values: "-o -t -s -S -O -V -b -i -I",
    subcommands: {
      "destroy,rollback": { ...DESTROY, harmless: "-n" },
      "unmount,umount,set,inherit,rename,release,upgrade,promote,unload-key,change-key,allow,unallow,redact":
        { ...DISRUPT, flags: "-s -S" },
      "receive,recv": { flags: "-s -M", values: "-x", effectWith: { "-F": "destroy" } },
      "list,get,create,snapshot,snap,clone,mount,send,share,hold,holds,userspace,groupspace,diff,bookmark,load-key,version,wait":
        SHOW,
    },
  },
  zpool: {
    flags: "-f -n -v -d -H -p -P -F -D -a -u -l -L -x -y -m -N -s -w -g",
    values: "-o -O -t -R -c -T",
    subcommands: {
      "destroy,labelclear,offline,detach,remove,split,clear": { ...DESTROY, harmless: "-n" },
      "create,add,attach,replace,online,export,upgrade,reguid,initialize,trim,set,checkpoint,reopen": {
        ...DISRUPT,
        flags: "-e -c",
        values: "-m",
        harmless: "-n",
      },
      import: { flags: "-X", values: "-d", effectWith: { "-f,-F,-X": "disrupt" } },
      "list,get,status,history,iostat,events,scrub,wait,version,resilver": SHOW,
    },
  },
  "btrfs,bcachefs": {
    flags: "--repair --force --init-csum-tree --init-extent-tree --clear-space-cache",
    subcommands: {
      "subvolume,sub,su": {
        subcommands: {
          delete: { flags: "-c -C -v -R,--recursive", values: "-i", operands: ["delete..."], recursive: "*" },
          create: { operands: ["create"] },
          snapshot: { flags: "-r", operands: ["read", "write"] },
          "set-default": DISRUPT,
          "list,show,get-default,find-new,sync": SHOW,
        },
      },
      "filesystem,fi,f": {
        subcommands: { "resize,label,mkswapfile": DISRUPT, "show,df,usage,du,sync,defragment": SHOW },
      },
      "balance,bal,b": { subcommands: { "start,cancel,pause,resume": DISRUPT, status: SHOW } },
      "property,prop": { subcommands: { set: DISRUPT, "get,list": SHOW } },
      "device,dev": {
        subcommands: {
          "delete,remove,offline,evacuate": DESTROY,
          add: DISRUPT,
          "scan,stats,usage,ready": SHOW,
        },
      },
      "scrub,check,rescue,restore,send,receive,qgroup,quota,inspect-internal,replace,format": {
        subcommands: { "zero-log,fix-device-size,start,enable,disable,destroy": DISRUPT },
      },
    },
  },
  xfs_io: {
    flags: "-a -d -f -F -i -m -n -p -r -R -s -t -T -x -V",
    values: "-c",
    operands: ["edit..."],
    effectWith: { "-x": "disrupt" },
  },
} satisfies Table;
