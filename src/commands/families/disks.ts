/** Disks, file systems and mounts. Sources: util-linux, e2fsprogs, lvm2, mdadm, zfs, btrfs manuals; diskutil(8). */
import type { Table } from "../spec.ts";

const MAKE = {
  operands: ["device", "text..."],
  effect: "destroy",
  output: "digest",
  input: "ignored",
} as const;

/** Tools that change how a disk is parted. */
const PARTITION = {
  flags: `-l,--list -s,--script -a -b -B -f,--force -n,--no-act -o -Z,--zap-all,--zap -z -p,--print
    -d,--dump,-J,--json -v,--verify -x -m,--machine -i -q -A --delete --wipe --append --fix`,
  values: "-c -C -H -S -t,--typecode,--type -u,--unit,--partition-guid -w -W -L --part-label -R -e -D",
  options: { "-O,--backup-file": "write" },
  operands: ["device", "text..."],
  effect: "destroy",
  effectWith: { "-l": "destroy" },
  harmless: "-l -p -d -v --verify",
  output: "digest",
} as const;

/** Tools that look into a file system past the system that uses it. */
const REPAIR = {
  flags: `-A -C -M -N -P -R -V -p -n,--no-action -y -v,--verbose -f,--force -D -F -c -k -l -a -h -x -w
    -q,--quiet -r -u -z --fix -i`,
  values: "-b -B -E -I -j -J -m -o -O -s -t -T -U -L -e -G --size --rate-limit --interval -W",
  options: { "--request": "code:other", "--cmdfile": "script:other" },
  operands: ["edit", "write", "text"],
  harmless: "-n -l",
} as const;

export const disks = {
  "mkfs,mkfs.ext2,mkfs.ext3,mkfs.ext4,mkfs.xfs,mkfs.btrfs,mkfs.vfat,mkfs.fat,mkfs.ntfs,mkfs.exfat,mkfs.f2fs,mkfs.reiserfs,mkfs.jfs,mkfs.minix,mkfs.cramfs,mke2fs,mkdosfs,mkntfs,newfs,newfs_msdos,newfs_hfs,newfs_apfs,mkswap":
    {
      flags: "-c -D -F,--force -f -j -K -q,--quick,--quiet -S -v,--verbose -V -I -a --check",
      values: `-t,--type -b -C -e -E -g -G -i -J -L,--label -m,--metadata -M -N -o -O -r -T -U,--uuid -z -s -n -R
        --data -p,--pagesize -l`,
      ...MAKE,
    },
  "fdisk,sfdisk,cfdisk,gdisk,sgdisk,cgdisk,partprobe,partx,kpartx,gparted,gpart,delpart,addpart,resizepart,growpart":
    PARTITION,
  parted: {
    ...PARTITION,
    looks:
      "print unit s B kB MB GB TB MiB GiB TiB % cyl chs compact free all list devices align-check minimal optimal quit",
  },
  // Lists what it finds there; only when it is told to does it wipe.
  wipefs: {
    flags: "-a,--all -f,--force -i,--noheadings -J,--json -n,--no-act -p,--parsable -q,--quiet",
    values: "-O,--output -t,--types -o,--offset",
    optional: { "-b,--backup": "write" },
    operands: ["metadata..."],
    operandsWith: { "-a,-o": ["device..."] },
    effectWith: { "-a,-o": "destroy" },
    harmless: "-n --no-act",
    output: "digest",
    input: "ignored",
  },
  "blkdiscard,sg_format,sg_sanitize,sg_unmap,nwipe": {
    flags: `-b,--backup -a,--all -f,--force -n,--no-act -q,--quiet -v,--verbose -s,--secure -z,--zeroout -i -I
      -g -t -T -w -d,--detach -D,--detach-all -P,--partscan -r,--read-only -J,--json
      --yes-i-know-what-i-am-doing -l,--list -H -x --getro --getsize64 --getss --setro --setrw --flushbufs
      --rereadpt -c --nolockfs --verifyudev`,
    values: `--types -o,--offset --step --sizelimit -O,--output -C --user-master --security-set-pass
      --security-erase --security-erase-enhanced --test --major --minor --table`,
    options: { "--exec": "shell" },
    operands: ["device..."],
    effect: "destroy",
    harmless: "-n -l -J -I -i -H -x --getro --getsize64 --getss",
    input: "ignored",
  },
  losetup: {
    flags: `-a,--all -D,--detach-all -f,--find -L,--nooverlap -P,--partscan -r,--read-only -v,--verbose
      -J,--json -l,--list -n,--noheadings --raw --show --direct-io`,
    values: "-o,--offset --sizelimit -b,--sector-size -O,--output -d,--detach -c,--set-capacity",
    options: { "-j,--associated": "metadata" },
    operands: ["device", "edit"],
    operandsWith: { "-f": ["edit"], "-a": [] },
    input: "ignored",
  },
  // Reads a disk's record of itself; tests and settings change nothing that is stored.
  smartctl: {
    flags: `-i,--info -a,--all -x,--xall -H,--health -c,--capabilities -A,--attributes -C,--captive
      -X,--abort --scan --scan-open -j`,
    values: `-d,--device -T,--tolerance -b,--badsum -r,--report -n,--nocheck -s,--smart -o,--offlineauto -S,--saveauto
      -l,--log -t,--test -g,--get -q,--quietmode -v,--vendorattribute -F,--firmwarebug -P,--presets -f,--format`,
    options: { "-B,--drivedb": "read" },
    effectWith: { "-s,-o": "disrupt" },
    operands: ["metadata..."],
    input: "ignored",
  },
  // Small letters that end in a question or have no value only ask the disk.
  "hdparm,sdparm": {
    flags: "-I -i -g -t -T -H -C -q -v -V -w -a,--all --fibmap --inquiry -l --get --dco-identify --direct",
    values: `-A -B -d -J -K -L -m -M -n -p -P -Q -r -R -S -u -W -x -X -z --set --command --page -s --security-erase
      --security-erase-enhanced --security-set-pass --security-disable --user-master --make-bad-sector
      --trim-sector-ranges --write-sector --repair-sector --fwdownload`,
    operands: ["device..."],
    harmless: "-I -i -g -t -T -H -C --inquiry --get --dco-identify",
    effectWith: { "--security-erase,--security-erase-enhanced,--security-set-pass,-w": "destroy" },
    input: "ignored",
  },
  // Reads every block unless it is told to write.
  badblocks: {
    flags: "-B -f -n -s -v -w -X",
    values: "-b -c -d -e -p -t",
    options: { "-i": "read", "-o": "write" },
    operands: ["metadata", "text..."],
    operandsWith: { "-w,-n": ["device", "text..."] },
    effectWith: { "-w": "destroy" },
    output: "digest",
    input: "ignored",
  },
  blockdev: {
    flags: `-q,--quiet -v,--verbose --report --getsize --getsize64 --getsz --getss --getpbsz --getbsz --getro --getra
      --getfra --getiomin --getioopt --getmaxsect --getalignoff --getdiscardzeroes --getdiskseq --getzonesz --setro
      --setrw --flushbufs --rereadpt`,
    values: "--setbsz --setra --setfra",
    operands: ["metadata..."],
    operandsWith: { "--setro,--setrw,--setbsz,--rereadpt": ["device..."] },
    output: "digest",
    input: "ignored",
  },
  "nvme,dmsetup,eject": {
    flags: `-a,--all -f,--force -n,--no-act -q,--quiet -v,--verbose -s,--secure -z,--zeroout -i -I -g -t -T -w
      -d,--detach -D,--detach-all -P,--partscan -r,--read-only -J,--json --yes-i-know-what-i-am-doing
      -l,--list -H -x --getro --getsize64 --getss --setro --setrw --flushbufs --rereadpt -c --nolockfs
      --verifyudev`,
    values: `-o,--offset -p,--step,--parsable -b --sizelimit -O,--output -C --user-master
      --security-set-pass --security-erase --security-erase-enhanced --test --major --minor --table`,
    effectWith: { "--security-erase,--security-erase-enhanced,-w": "destroy" },
    options: { "-B,--backup": "write", "--exec": "shell" },
    operands: ["device..."],
    input: "ignored",
    subcommands: {
      "format,sanitize,write,write-zeroes,write-uncor,dsm,delete-ns,reset,remove,remove_all,wipe_table,suspend,fw-download":
        { operands: ["device", "text..."], flags: "-f --force -s", effect: "destroy" },
      "list,ls,id-ctrl,id-ns,smart-log,info,status,table,deps,get-log,error-log,targets,version,mknodes": {
        operands: ["text..."],
        options: {},
        flags: "--tree",
        values: "-o",
      },
      "create,reload,resume,rename,message,load": { operands: ["text..."], options: {} },
    },
  },
  "mount,mount.nfs,mount.cifs,mount.ntfs,ntfs-3g,mount_nfs,mount_smbfs,mount_apfs,mount_hfs,mount_msdos,pmount,udisksctl,gio,cryptmount,udevil":
    {
      flags: `-a,--all -c,--no-canonicalize -f,--fake -F,--fork -l,--show-labels -i,--internal-only -m,--mkdir
        -n,--no-mtab -r,--read-only -s -v,--verbose -w,--rw,--read-write -B,--bind -M,--move -R,--rbind
        --make-shared --make-slave --make-private --make-unbindable --make-rshared --make-rslave
        --make-rprivate --make-runbindable --onlyonce`,
      values: `-L,--label -U,--uuid -t,--types -O,--test-opts --options-mode --options-source -b,--block-device`,
      options: {
        "-o,--options": "setting",
        "-T,--fstab": "read",
        "--source": "device",
        "--target": "write-directory",
        "--target-prefix": "work-directory",
        "-N,--namespace": "read",
      },
      settings: { credentials: "read", uid: "text", ssh_command: "shell" },
      operands: ["device", "write-directory"],
      output: "digest",
      input: "ignored",
      subcommands: {
        "trash,remove": { operands: ["delete..."], flags: "-f,--force" },
        "copy,move": { operands: ["read...", "write"] },
        "cat,info,list,tree,open,save,mime,monitor,launch": { operands: ["read..."] },
        "power-off,unmount,lock": { operands: ["text..."] },
      },
    },
  "umount,pumount,umount.nfs,swapon,swapoff,quotaon,quotaoff,automount": {
    flags: `-a,--all -A,--all-targets -c -d,--detach-loop -f,--force -i -n -l,--lazy -r,--read-only
      -R,--recursive -v,--verbose -q,--quiet -e --fake --show -s,--summary --raw --noheadings`,
    values: "-N,--namespace -t,--types -O,--test-opts -o,--options -p,--priority --show-columns -L -U",
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
  },
  "dumpe2fs,xfs_info,blkzone,filefrag,xfs_bmap,lsattr_dev": {
    flags: "-b -f -g -h -i -x -e -s -v -k -X -V -a -d",
    values: "-o -t",
    operands: ["metadata", "text..."],
    output: "digest",
  },
  // With -P it only says how small the file system could be.
  resize2fs: {
    flags: "-b -f -F -M -p -P -s",
    values: "-d -S -z",
    operands: ["edit", "text"],
    harmless: "-P",
  },
  "fsck.ext4,e2fsck,fsck.xfs,xfs_repair,dosfsck,fsck.vfat,fsck.btrfs,ntfsfix,tune2fs,e2label,debugfs,e2image,xfs_growfs,xfs_admin,xfs_freeze,fsfreeze,fstrim,e4defrag,swaplabel,fatlabel,ntfsresize,ntfsclone,partclone,fsarchiver,testdisk,photorec,extundelete,ext4magic,ddrescue,dd_rescue":
    REPAIR,
  // With -N it only says what it would run; xfs_db reads with -r.
  fsck: { ...REPAIR, harmless: "-n -l -N" },
  xfs_db: { ...REPAIR, harmless: "-r" },
  "pv,mbuffer,buffer,cstream": {
    flags: `-p,--progress -t,--timer -e,--eta -r,--rate -a,--average-rate -b,--bytes -n,--numeric -q,--quiet
      -W,--wait -l,--line-mode -0,--null -E,--skip-errors -f,--force -c,--cursor -v`,
    values: `-L,--rate-limit -B,--buffer-size -s,--size -N,--name -D,--delay-start -i,--interval -w,--width
      -H,--height -F,--format -m`,
    options: { "-d,--watchfd": "process", "-P,--pidfile": "write", "-o": "write" },
  },
  "diskutil,hdiutil,asr,bless,gpt,pdisk,fdesetup,tmutil,apfs,mkfile,newfs_udf,drutil,purge": {
    flags: `-quiet -verbose -force -plist -all -erase -noprompt -c -x -k -V -v --keepParent --rsrc
      --sequesterRsrc`,
    values: "-format -srcfolder -volname -size -fs -mountpoint -encryption -type -source -target",
    subcommands: {
      "eraseDisk,eraseVolume,eraseCD,eraseall,zeroDisk,randomDisk,secureErase,partitionDisk,reformat,deleteVolume,deleteContainer,erase,restore,delete,deletelocalsnapshots,disable,destroy,apfs,coreStorage,disableFileVault":
        { effect: "destroy" },
      "list,info,mount,unmount,mountDisk,unmountDisk,eject,verifyVolume,verifyDisk,repairVolume,repairDisk,activity,rename,resizeVolume,enableJournal,attach,detach,create,convert,verify,imageinfo,makehybrid,compact,startbackup,stopbackup,listbackups,status,latestbackup,destinationinfo,localsnapshot,listlocalsnapshots,isencrypted":
        {},
    },
  },
  // Burners name the drive in words of their own.
  "wodim,cdrecord,genisoimage-burn,cdrskin": {
    style: "keys",
    values: "-blank",
    options: { "-dev": "device" },
    operands: ["text..."],
  },
  growisofs: {
    style: "posix",
    flags: "-dvd-compat -use-the-force-luke",
    values: "-Z,-M",
    operands: ["read..."],
  },
} satisfies Table;
