/** Disks and devices, written to or formatted directly. */

import type { Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { ASK_PERSON } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls, shaped } from "../shape.ts";
import { candidates, each, has, marked, name, operands, said, tries, words } from "../vocabulary.ts";

export const disks: readonly AnyRule[] = [
  rule({
    id: "disk/write-device",
    title: "Writing to a disk directly",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1561.001",
    why: "It overwrites file systems under the feet of everything that runs.",
    instead: "Write to a file. A person prepares disks.",
    on: each("write"),
    match: (action, context) => {
      const [mark] = marked(action.path, context, "disk");
      return mark ? `writes ${name(action.path)} (${mark.what})` : null;
    },
    examples: {
      block: [
        "dd if=/dev/zero of=/dev/sda",
        "cat x > /dev/nvme0n1",
        "cp image.iso /dev/sdb",
        "mkfs.ext4 /dev/sda1",
        "tee /dev/sda < x",
        "echo x > /dev/mem",
        "shred /dev/sda",
      ],
      allow: [
        "dd if=/dev/zero of=disk.img bs=1M count=1",
        "echo x > /dev/null",
        "cat x > /dev/stderr",
        "mkfs.ext4 disk.img",
      ],
    },
  }),
  rule({
    id: "disk/read-device",
    title: "Reading a disk or the memory past its file system",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1006",
    why: "Every file on it can be had that way, whoever it belongs to.",
    instead: "Read the files that you need.",
    on: each("read"),
    match: (action, context) => {
      if (action.depth !== "content") return null;
      const [mark] = marked(action.path, context, "disk");
      return mark ? `reads ${name(action.path)} (${mark.what})` : null;
    },
    examples: {
      block: ["strings /dev/sda1", "dd if=/dev/nvme0n1 of=disk.img", "cat /dev/mem", "base64 < /dev/sdb"],
      allow: [
        "smartctl -a /dev/sda",
        "lsblk /dev/sda",
        "hdparm -I /dev/sda",
        "file -s /dev/sda1",
        "cat disk.img",
      ],
    },
  }),
  rule({
    id: "disk/format",
    title: "Formatting or repartitioning a disk",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1561.002",
    why: "Everything on the disk would be gone.",
    instead: "A person prepares disks. For tests use a file as the disk.",
    on: calls(
      "mkfs|mkfs.ext4|mkfs.ext3|mkfs.ext2|mkfs.xfs|mkfs.btrfs|mkfs.vfat|mkfs.fat|mkfs.ntfs|mke2fs|mkswap",
      "wipefs|fdisk|sfdisk|gdisk|sgdisk|cfdisk|parted|blkdiscard|cryptsetup|lvremove|lvreduce|lvconvert",
      "vgreduce|xfs_repair|vgremove|pvremove|zpool|zfs|mdadm|hdparm|nvme|badblocks|diskutil|dmsetup|tune2fs",
      "resize2fs|partprobe|btrfs|mkdosfs|newfs|shred",
    ),
    match: (action) => {
      const device = operands(action.call).some((word) =>
        /^\/dev\/(?!null$|zero$|shm\/)|^r?disk\d/.test(word),
      );
      if (tries(action) || looks(action)) return null;
      return erases(action) || (device && opensDisk(action)) ? `runs ${said(action)}` : null;
    },
    examples: {
      block: [
        "mkfs.ext4 /dev/sda1",
        "wipefs -a /dev/sda",
        "fdisk /dev/sda",
        "parted /dev/sda mklabel gpt",
        "zpool destroy tank",
        "cryptsetup luksFormat /dev/sda2",
        "diskutil eraseDisk JHFS+ X disk2",
        "lvremove vg/data",
        "blkdiscard /dev/nvme0n1",
      ],
      allow: [
        "fdisk -l",
        "wipefs /dev/sda1",
        "lvremove --test vg/data",
        "zfs destroy -nv tank/data@monday",
        "resize2fs -P /dev/sda1",
        "lsblk",
        "zpool list",
        "parted -l",
        "mkfs.ext4 disk.img",
        "shred -u notes.txt",
      ],
    },
  }),
  rule({
    id: "machine/device-permissions",
    title: "Opening a device to everybody",
    severity: "high",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1222.002",
    why: "Disks, memory and input devices give whoever may open them everything.",
    instead: "Ask the person to add the one group that the device belongs to.",
    on: each("chmod"),
    match: (action) =>
      candidates(action.path).some((path) => /^\/dev\/(?!shm)/.test(path)) &&
      (action.change.kind !== "mode" || /[2367]$|[oa]?\+\w*[rw]/.test(show(action.change.mode)))
        ? `changes who may use ${name(action.path)}`
        : null,
    examples: {
      block: [
        "chmod 666 /dev/kvm",
        "chmod a+rw /dev/ttyUSB0",
        "chown dev /dev/sda",
        "chmod 777 /dev/input/event0",
      ],
      allow: ["ls -l /dev/kvm", "chmod 755 dev/x", "chmod 644 x"],
    },
  }),
  rule({
    id: "system/mount",
    title: "Mounting and unmounting file systems",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1611",
    why: "Mounts change what paths mean for everything on the machine.",
    instead: ASK_PERSON,
    on: calls(
      "mount|umount|swapon|swapoff|losetup|pivot_root|switch_root|fusermount|hdiutil|sshfs|curlftpfs",
      "davfs2|mount.davfs|mount.cifs|mount.nfs|mount_apfs|mount_hfs|mount_nfs|mount_smbfs|s3fs|gcsfuse",
      "goofys|bindfs|pmount|udevil",
    ),
    match: (action) =>
      unmountsOwn(action) ||
      (operands(action.call).length === 0 &&
        (action.program === "losetup" || !has(action.call, "-a", "--all")))
        ? null
        : has(action.call, "--help", "--list", "--version") ||
            (action.program !== "umount" && has(action.call, "-l"))
          ? null
          : `runs ${action.program} ${words(action).join(" ")}`,
    examples: {
      block: [
        "mount /dev/sdb1 /mnt",
        "mount --bind / /mnt",
        "umount -a",
        "losetup /dev/loop0 x.img",
        "sshfs host:/srv ./srv",
        "fusermount -u /srv/data",
        "umount /tmp/mnt",
      ],
      allow: [
        "mount",
        "losetup -a",
        "mount | grep tmpfs",
        "findmnt",
        "fusermount -u /tmp/mnt",
        "fusermount -uz ./mnt",
      ],
    },
  }),
];

/** `fusermount -u /tmp/mnt`: what it takes down, this user has put up, and for this work. */
function unmountsOwn(action: Run): boolean {
  const paths = operands(action.call);
  return (
    /^fusermount3?$/.test(action.program ?? "") &&
    words(action).some((word) => /^-[a-z]*u/.test(word)) &&
    paths.every((path) => /^(?:\/tmp\/|\.\/|[\w-])/.test(path) && !path.includes(".."))
  );
}

/** Only shows what there is. */
const looks = shaped(
  "fdisk|sfdisk|gdisk|sgdisk|parted|cfdisk -l|--list|-V|--version|-p|--print|-d|--dump|-J|--json",
  "parted * print",
  "parted * unit * print",
  "wipefs -n|--no-act",
  "lvremove|vgremove|pvremove|lvreduce|vgreduce|lvconvert -t|--test",
  "zfs destroy -n",
  "wipefs !-a !--all !-o !--offset",
  "tune2fs -l",
  "resize2fs -P",
  "badblocks !-w !-n",
);

/** These have a whole disk in hand from the moment they are started on it. */
const opensDisk = shaped(
  "mkfs|mkfs.ext4|mkfs.ext3|mkfs.ext2|mkfs.xfs|mkfs.btrfs|mkfs.vfat|mkfs.fat|mkfs.ntfs|mke2fs|mkswap|mkdosfs|newfs|wipefs|fdisk|sfdisk|gdisk|sgdisk|cfdisk|parted|blkdiscard|badblocks|tune2fs|resize2fs|partprobe|shred",
);

/** Calls that take data away, by their own words. */
const erases = shaped(
  "lvremove|vgremove|pvremove",
  "zpool|zfs destroy|labelclear",
  "zpool remove|offline",
  "cryptsetup luksFormat|luksErase|erase|reencrypt|luksKillSlot|luksRemoveKey|format",
  "mdadm --zero-superblock|--remove|--stop|-S|--fail",
  "dmsetup remove|remove_all|wipe_table",
  "diskutil erase*|reformat|secureErase|zero*|partition*|unmount*|eject",
  "diskutil apfs|coreStorage|appleRAID delete*|erase*|remove*",
  "nvme format|sanitize|delete-ns|write-zeroes",
  "hdparm --security-erase*|--trim-sector*|--make-bad-sector",
  "btrfs subvolume|device delete|remove",
  "btrfs device remove",
  "btrfs check --repair|--init-csum-tree|--init-extent-tree|--clear-space-cache",
  "btrfs rescue zero-log",
  "xfs_repair -L",
  "lvreduce|lvconvert -f|--force|--uncache|--splitmirrors|--merge",
  "vgreduce --removemissing",
);
