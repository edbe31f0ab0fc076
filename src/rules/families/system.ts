/** The system as a whole: disks, processes, resources, devices. */
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { anyRun, each, has, marked, name, operands, run, words } from "../vocabulary.ts";

/** Programs that an agent or guardsh runs as. */
const AGENTS =
  /^(?:guardsh|bash-guardsh|claude|codex|gemini|qwen|opencode|copilot|cline|crush|amp|cursor(?:-agent)?|aider|goose)$/;

const DISK_TOOLS = [
  "mkfs",
  "mkfs.ext4",
  "mkfs.ext3",
  "mkfs.ext2",
  "mkfs.xfs",
  "mkfs.btrfs",
  "mkfs.vfat",
  "mkfs.fat",
  "mkfs.ntfs",
  "mke2fs",
  "mkswap",
  "wipefs",
  "fdisk",
  "sfdisk",
  "gdisk",
  "sgdisk",
  "cfdisk",
  "parted",
  "blkdiscard",
  "cryptsetup",
  "lvremove",
  "vgremove",
  "pvremove",
  "zpool",
  "zfs",
  "mdadm",
  "hdparm",
  "nvme",
  "badblocks",
  "diskutil",
  "dmsetup",
  "tune2fs",
  "resize2fs",
  "partprobe",
  "btrfs",
  "mkdosfs",
  "newfs",
  "shred",
];

export const system: readonly AnyRule[] = [
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
    id: "disk/format",
    title: "Formatting or repartitioning a disk",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1561.002",
    why: "Everything on the disk would be gone.",
    instead: "A person prepares disks. For tests use a file as the disk.",
    on: run(DISK_TOOLS),
    match: (action) => {
      const text = words(action).join(" ");
      if (
        /(?:^|\s)(?:--help|--version|-l|--list|-V|status|list|info|show|luksDump|isLuks|get|-x)(?:\s|$)/.test(
          text,
        ) &&
        !/\b(?:destroy|delete|erase|format|luksFormat)\b/.test(text)
      )
        return null;
      const device = /\/dev\/(?!null|zero|shm)\S+|\bdisk\d\b/.exec(text);
      const destroys =
        /\b(?:destroy|erase\w*|reformat|format|luksFormat|luksErase|zero|secureErase|--security-erase\S*|remove|delete)\b/i.test(
          text,
        ) || /^(?:lv|vg|pv)remove$/.test(action.program ?? "");
      if (/^(?:zpool|zfs|diskutil|mdadm|dmsetup|btrfs|nvme|hdparm|cryptsetup)$/.test(action.program ?? ""))
        return destroys ? `runs ${action.program} ${text}` : null;
      return device || destroys ? `runs ${action.program} ${text}` : null;
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
      allow: ["fdisk -l", "lsblk", "zpool list", "parted -l", "mkfs.ext4 disk.img", "shred -u notes.txt"],
    },
  }),
  rule({
    id: "process/kill-all",
    title: "Killing every process",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI08", "ASI10"],
    attack: "T1489",
    why: "Everything that this account runs would end, the person's work included.",
    instead: "Kill the one process that you started, by its pid (kill %1, kill $!).",
    on: each("signal"),
    match: (action) => {
      const all = action.targets.map(show);
      if (action.signal === "0") return null;
      if (all.some((target) => target === "-1" || target === "1"))
        return `${action.by} every process (${all.join(" ")})`;
      return action.by !== "kill" && all.some((target) => /^(?:\.|\.\*|\*|\^|-u|-U)$/.test(target))
        ? `${action.by} ${all.join(" ")}`
        : null;
    },
    examples: {
      block: ["kill -9 -1", "kill -- -1", "kill -9 1", "pkill -9 .", "killall5"],
      allow: [
        "kill %1",
        "kill $!",
        "kill -9 12345",
        "pkill -f 'node server.js'",
        "kill -0 1234",
        "killall node",
      ],
    },
  }),
  rule({
    id: "process/kill-all-tool",
    title: "A tool that kills every process",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1489",
    why: "Everything that runs would end.",
    instead: "Kill the one process that you started, by its pid.",
    on: run(["killall5", "skill", "loginctl"]),
    match: (action) => {
      const text = words(action).join(" ");
      if (action.program === "loginctl")
        return /\b(?:terminate|kill)-(?:user|session|seat)\b/.test(text) ? `loginctl ${text}` : null;
      return `runs ${action.program} ${text}`.trim();
    },
    examples: {
      block: ["killall5 -9", "loginctl terminate-user dev"],
      allow: ["loginctl list-sessions", "killall node"],
    },
  }),
  rule({
    id: "process/kill-guard",
    title: "Killing the agent or guardsh",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "The agent and its guard are ended by the person, not by a command of the agent.",
    instead: "Ask the person to end the session.",
    on: each("signal"),
    match: (action) => {
      const target = action.targets
        .map(show)
        .find(
          (each) =>
            AGENTS.test(each.replace(/^.*\//, "")) ||
            /\bguardsh\b/.test(each) ||
            /^\$?PPID$|^\$PPID/.test(each),
        );
      return target !== undefined && action.signal !== "0" ? `${action.by} ${target}` : null;
    },
    examples: {
      block: ["pkill guardsh", "killall claude", "kill -9 $PPID", "pkill -f bash-guardsh"],
      allow: ["pkill node", "pgrep claude", "kill $PID"],
    },
  }),
  rule({
    id: "resource/endless",
    title: "Filling a disk without end",
    severity: "high",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A full disk stops everything else on the machine.",
    instead: "Give it an end: head -c 1M, dd count=…, timeout.",
    on: each("write"),
    match: (action) => {
      const endless =
        action.content.via.includes("yes") ||
        action.content.sources.some((source) => /^\/dev\/u?random$|^\/dev\/zero$/.test(source));
      return endless &&
        action.mode !== "append" &&
        !action.content.via.some((program) => ["head", "dd", "timeout"].includes(program))
        ? `writes ${name(action.path)} without end`
        : null;
    },
    examples: {
      block: ["yes > big", "yes | tee big"],
      allow: ["yes | head -5 > x", "yes | apt list", "head -c 1M /dev/zero > x"],
    },
  }),
  rule({
    id: "resource/endless-block-copy",
    title: "Copying an endless device without a count",
    severity: "high",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A full disk stops everything else on the machine.",
    instead: "Give it an end: count=….",
    on: run(["dd", "cat", "cp"]),
    match: (action) => {
      const text = words(action);
      if (action.program === "dd") {
        return text.some((word) => /^if=\/dev\/(?:zero|u?random|full)$/.test(word)) &&
          !text.some((word) => /^count=/.test(word)) &&
          text.some((word) => /^of=/.test(word) && word !== "of=/dev/null")
          ? "copies an endless device without a count"
          : null;
      }
      return action.program === "cp" && text.some((word) => /^\/dev\/(?:zero|u?random)$/.test(word))
        ? "copies an endless device"
        : null;
    },
    examples: {
      block: ["dd if=/dev/zero of=/tmp/fill", "dd if=/dev/urandom of=x bs=1M", "cp /dev/zero x"],
      allow: ["dd if=/dev/zero of=x bs=1M count=10", "dd if=a of=b"],
    },
  }),
  rule({
    id: "resource/mining",
    title: "Mining",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1496",
    why: "It takes the machine's power for somebody else's gain.",
    instead: "There is no ordinary use for this here.",
    on: anyRun,
    match: (action) =>
      /^(?:xmrig|xmr-stak|minerd|cpuminer|cgminer|bfgminer|ethminer|nbminer|t-rex|lolminer|phoenixminer|nanominer|ccminer)/i.test(
        action.program ?? "",
      ) || words(action).some((word) => /^stratum\+(?:tcp|ssl|tls):/.test(word))
        ? `starts the miner ${action.program}`
        : null,
    examples: {
      block: [
        "xmrig -o pool.example:3333",
        "./minerd -a cryptonight",
        "./x -o stratum+tcp://pool.example:3333",
      ],
      allow: ["npm run mine", "grep xmrig log", "echo stratum"],
    },
  }),
  rule({
    id: "system/kernel-setting",
    title: "Changing kernel settings",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1562",
    why: "It changes how the whole machine works.",
    instead: "Ask the person.",
    on: each("write"),
    match: (action) => {
      const path = action.path.absolute;
      return path !== null && /^\/(?:proc\/(?:sys|sysrq-trigger|acpi)|sys\/(?!fs\/cgroup\/user))/.test(path)
        ? `writes ${path}`
        : null;
    },
    examples: {
      block: [
        "echo 1 > /proc/sys/kernel/sysrq",
        "echo b > /proc/sysrq-trigger",
        "echo x | tee /sys/power/state",
      ],
      allow: ["cat /proc/cpuinfo", "cat /sys/class/net/eth0/address"],
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
    instead: "Ask the person.",
    on: run([
      "mount",
      "umount",
      "swapon",
      "swapoff",
      "losetup",
      "pivot_root",
      "switch_root",
      "fusermount",
      "hdiutil",
    ]),
    match: (action) =>
      operands(action.call).length === 0 && !has(action.call, "-a", "--all")
        ? null
        : has(action.call, "--help", "-l", "--list", "--version")
          ? null
          : `runs ${action.program} ${words(action).join(" ")}`,
    examples: {
      block: ["mount /dev/sdb1 /mnt", "mount --bind / /mnt", "umount -a", "losetup /dev/loop0 x.img"],
      allow: ["mount", "mount | grep tmpfs", "findmnt"],
    },
  }),
];
