/** The machine: kernel, boot, clock, power. */
import { ASK_PERSON, NO_ORDINARY_USE } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls, shaped } from "../shape.ts";
import { begins, candidates, each, has, here, name, said, tries, words } from "../vocabulary.ts";

/** Options of efibootmgr(8) that change an entry or their order. */
const EFI_CHANGE = /^-(?:[a-zA-Z]*[cBoOnNabAtTxyDd]|-(?:create|delete|bootorder|bootnext|active|inactive))/;

export const machine: readonly AnyRule[] = [
  rule({
    id: "machine/kernel-parameter",
    title: "Changing a parameter of the kernel",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1562",
    why: "It changes how the whole machine works, its protections included.",
    instead: ASK_PERSON,
    on: calls("sysctl"),
    match: (action) =>
      has(action.call, "-w", "--write", "-p", "--load", "--system", "-f") ||
      words(action).some((word) => /^[a-z][\w./-]*=/.test(word))
        ? said(action)
        : null,
    examples: {
      block: [
        "sysctl -w kernel.core_pattern='|/tmp/x'",
        "sysctl kernel.randomize_va_space=0",
        "sysctl -p /tmp/x.conf",
        "sudo sysctl -w vm.overcommit_memory=1",
      ],
      allow: ["sysctl -a", "sysctl kernel.hostname", "sysctl -n hw.ncpu", "grep sysctl README.md"],
    },
  }),
  rule({
    id: "machine/core-pattern",
    title: "A program that the kernel starts as root",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1611",
    why: "The kernel starts it with all rights, also from inside a container.",
    instead: NO_ORDINARY_USE,
    on: each("write"),
    match: (action) =>
      candidates(action.path).some((path) =>
        /^\/(?:proc\/sys\/(?:kernel\/(?:core_pattern|modprobe|poweroff_cmd|hotplug|usermodehelper)|fs\/binfmt_misc)|sys\/kernel\/uevent_helper|proc\/self\/(?:uid_map|gid_map|setgroups))|\/release_agent$/.test(
          path,
        ),
      )
        ? `writes ${name(action.path)}`
        : null,
    examples: {
      block: [
        "echo '|/tmp/x' > /proc/sys/kernel/core_pattern",
        "echo /tmp/m | tee /proc/sys/kernel/modprobe",
        "echo /x > /sys/kernel/uevent_helper",
        "echo /x > /tmp/cgrp/release_agent",
        "echo ':x:M::' > /proc/sys/fs/binfmt_misc/register",
      ],
      allow: ["cat /proc/sys/kernel/core_pattern", "echo x > core_pattern", "ls /sys/fs/cgroup"],
    },
  }),
  rule({
    id: "machine/kernel-module",
    title: "Loading or removing a part of the kernel",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1547.006",
    why: "Code in the kernel stands above every protection.",
    instead: ASK_PERSON,
    on: calls(
      "insmod|modprobe|rmmod|kmod|dkms|depmod|kextload|kextunload|kextutil|kldload|kldunload|modload",
      "modunload|kmutil|bpftool|bpftrace|livepatch|kpatch",
    ),
    match: (action) => {
      if (tries(action) || has(action.call, "-n", "--show-depends", "--showconfig", "-c")) return null;
      if (action.program === "dkms" || action.program === "kmod")
        return begins(action, "install|add|build|remove|load|insert|unload") ? said(action) : null;
      if (action.program === "bpftool")
        return begins(
          action,
          "prog|map|net|link|cgroup|struct_ops",
          "load|loadall|attach|pin|detach|update|delete",
        )
          ? said(action)
          : null;
      if (action.program === "bpftrace" && has(action.call, "-l", "--info", "-d", "-dd")) return null;
      if (action.program === "kmutil")
        return begins(action, "load|unload|install|configure-boot") ? said(action) : null;
      return words(action).length > 0 ? said(action) : null;
    },
    examples: {
      block: [
        "insmod ./x.ko",
        "modprobe -r kvm",
        "rmmod nf_tables",
        "kextload x.kext",
        "bpftool prog load x.o /sys/fs/bpf/x",
        "dkms install x/1.0",
      ],
      allow: ["lsmod", "modinfo kvm", "modprobe -n kvm", "dkms status", "bpftool prog show"],
    },
  }),
  rule({
    id: "machine/boot",
    title: "Changing how the machine starts",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1542",
    why: "With a mistake there the machine does not start again.",
    instead: ASK_PERSON,
    on: calls(
      "grub-install|grub-mkconfig|update-grub|grub2-mkconfig|grub-set-default|grub-reboot|grub2-install",
      "efibootmgr|bootctl|kernel-install|update-initramfs|dracut|mkinitcpio|mokutil|sbctl|fwupdmgr|nvram",
      "bless|bcdedit|syslinux|extlinux|lilo|grubby|kexec|plymouth-set-default-theme",
      "systemd-machine-id-setup|u-boot-update|grub-editenv|efivar",
    ),
    match: (action) => {
      if (action.program === "grub-editenv")
        return words(action).some((word) => /^(?:set|unset|create)$/.test(word)) ? said(action) : null;
      if (action.program === "efivar") return has(action.call, "-w", "--write") ? said(action) : null;
      if (action.program === "efibootmgr")
        return words(action).some((word) => EFI_CHANGE.test(word)) && !tries(action) ? said(action) : null;
      if (
        tries(action) ||
        has(action.call, "-v", "-l", "--list", "--list-modules", "-p", "--info", "-r", "--read")
      )
        return null;
      if (
        action.program === "bcdedit" &&
        words(action).every((word) => /^\/(?:enum|v)$|^[\w{}]+$/i.test(word))
      )
        return null;
      if (action.program === "bootctl")
        return begins(action, "install|update|remove|set-default|set-oneshot|random-seed|set-timeout")
          ? said(action)
          : null;
      if (action.program === "fwupdmgr")
        return begins(action, "update|install|downgrade|upgrade") ? said(action) : null;
      if (action.program === "mokutil" || action.program === "sbctl")
        return changesKeys(action) ? said(action) : null;
      if (action.program === "bless")
        return words(action).length > 0 && !has(action.call, "--info", "--getBoot") ? said(action) : null;
      // Without a value behind it a variable's name only shows it.
      if (action.program === "nvram")
        return words(action).some((word) => /=|^-[a-z]*[cdf]/.test(word)) ? said(action) : null;
      return said(action);
    },
    examples: {
      block: [
        "grub-install /dev/sda",
        "efibootmgr -b 0001 -B",
        "update-grub",
        "bootctl install",
        "bcdedit /set testsigning on",
        "mokutil --disable-validation",
        "fwupdmgr update",
        "grub-editenv - set next_entry=x",
        "nvram -d StartupMute",
        "nvram boot-args=-v",
      ],
      allow: [
        "efibootmgr",
        "efibootmgr -v",
        "bootctl status",
        "nvram -p",
        "nvram -xp",
        "nvram StartupMute",
        "fwupdmgr get-devices",
        "cat /proc/cmdline",
      ],
    },
  }),
  rule({
    id: "machine/boot-file",
    title: "Changing a file that the machine starts from",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1542",
    why: "With a mistake there the machine does not start again.",
    instead: ASK_PERSON,
    on: { kinds: ["write", "delete"], is: (action) => action.kind === "write" || action.kind === "delete" },
    match: (action) => {
      if ((action.kind !== "write" && action.kind !== "delete") || !here(action)) return null;
      return candidates(action.path).some((path) =>
        /^\/(?:boot\/.|etc\/(?:default\/grub|fstab|crypttab|inittab|grub\.d\/|initramfs-tools\/|dracut|mkinitcpio|modules-load\.d\/|modprobe\.d\/|sysctl\.conf|sysctl\.d\/|ld\.so\.(?:preload|conf)|nsswitch\.conf|hostname|machine-id|resolv\.conf|hosts$)|sys\/firmware\/)/.test(
          path,
        ),
      )
        ? `changes ${name(action.path)}`
        : null;
    },
    examples: {
      block: [
        "rm /boot/vmlinuz",
        "echo x >> /etc/default/grub",
        "sed -i s/a/b/ /etc/fstab",
        "echo /tmp/x.so > /etc/ld.so.preload",
        "echo '1.2.3.4 github.com' >> /etc/hosts",
        "echo nameserver 10.0.0.1 > /etc/resolv.conf",
      ],
      allow: ["cat /etc/fstab", "ls /boot", "echo x > boot/x", "cat /etc/hosts"],
    },
  }),
  rule({
    id: "machine/clock",
    title: "Setting the clock",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI09"],
    attack: "T1070.006",
    why: "Certificates, logs, builds and backups go by it.",
    instead: "For tests use faketime or a clock that the program is given.",
    on: calls("date|timedatectl|hwclock|ntpdate|ntpd|chronyc|chronyd|rdate|sntp|adjtimex|systemsetup"),
    match: (action) => {
      const given = words(action);
      switch (action.program) {
        case "date":
          return has(action.call, "-s", "--set") || given.some((word) => /^\d{8,12}(?:\.\d\d)?$/.test(word))
            ? said(action)
            : null;
        case "timedatectl":
          return begins(action, "set-time|set-timezone|set-ntp|set-local-rtc|ntp-servers|revert")
            ? said(action)
            : null;
        case "hwclock":
          return has(action.call, "--set", "--systohc", "--hctosys", "--adjust", "-s", "-w", "-a")
            ? said(action)
            : null;
        case "chronyc":
          return begins(action, "makestep|settime|add|delete|burst") ? said(action) : null;
        case "systemsetup":
          return given.some((word) => /^-set/.test(word)) ? said(action) : null;
        case "sntp":
          return has(action.call, "-s", "-S") || given.some((word) => /^-[sS]/.test(word))
            ? said(action)
            : null;
        default:
          return tries(action) ? null : said(action);
      }
    },
    examples: {
      block: [
        "date -s '2020-01-01'",
        "timedatectl set-time '2020-01-01'",
        "hwclock --systohc",
        "ntpdate pool.ntp.org",
        "date 010112002020",
        "chronyc makestep",
      ],
      allow: ["date", "date +%s", "date -d yesterday", "timedatectl", "hwclock --show", "chronyc tracking"],
    },
  }),
  rule({
    id: "machine/power",
    title: "Switching the machine off or restarting it",
    severity: "high",
    decision: "deny",
    owasp: ["ASI02", "ASI08"],
    attack: "T1529",
    why: "Everything that runs on it ends, unsaved work included.",
    instead: "Restart the one program that needs it; else ask the person.",
    on: calls(
      "reboot|poweroff|halt|pm-suspend|pm-hibernate|rtcwake",
      "shutdown !-c !-k",
      "init|telinit 0|1|5|6|s",
      "systemctl|loginctl reboot|poweroff|halt|kexec|soft-reboot|suspend|hibernate|hybrid-sleep|suspend-then-hibernate|emergency|rescue|exit|switch-root|default|isolate",
      "systemctl start reboot.target|poweroff.target|halt.target|kexec.target|rescue.target|emergency.target|exit.target|runlevel?.target|*sleep.target|suspend.target|hibernate.target",
      "pmset sleepnow|schedule|repeat",
      "osascript -e=*System*Events*restart*|*System*Events*shut*down*|*System*Events*log*out*|*System*Events*sleep*|*Finder*restart*|*Finder*shut*down*",
      "busctl call *login1* * * Reboot|PowerOff|Halt|Suspend",
      "dbus-send *login1*.Reboot|*login1*.PowerOff|*login1*.Halt",
      "dbus-send * *login1*.Reboot|*login1*.PowerOff|*login1*.Halt",
      "dbus-send * * *login1*.Reboot|*login1*.PowerOff|*login1*.Halt",
    ),
    match: (action) => (here(action) && !tries(action) ? said(action) : null),
    examples: {
      block: [
        "reboot",
        "shutdown -h now",
        "systemctl poweroff",
        "init 0",
        "halt -f",
        "systemctl isolate rescue.target",
        "osascript -e 'tell app \"System Events\" to restart'",
      ],
      allow: ["shutdown -c", "systemctl status", "init", "uptime", "npm run reboot", "last reboot"],
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
    instead: ASK_PERSON,
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
];

const changesKeys = shaped(
  "mokutil --import|--delete*|--disable*|--reset|--enable*",
  "sbctl enroll-keys|reset|remove-*",
);
