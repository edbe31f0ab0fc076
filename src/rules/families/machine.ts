/** The machine that everything runs on: kernel, boot, clock, users' sessions, processes and what they use up. */
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import {
  begins,
  candidates,
  each,
  has,
  here,
  name,
  operands,
  run,
  said,
  tries,
  words,
  written,
} from "../vocabulary.ts";

const ASK = "Ask the person.";

export const machine: readonly AnyRule[] = [
  rule({
    id: "machine/kernel-parameter",
    title: "Changing a parameter of the kernel",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1562",
    why: "It changes how the whole machine works, its protections included.",
    instead: ASK,
    on: run(["sysctl"]),
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
    instead: "There is no ordinary use for this here.",
    on: each("write"),
    match: (action) =>
      candidates(action.path).some((path) =>
        /^\/(?:proc\/sys\/(?:kernel\/(?:core_pattern|modprobe|poweroff_cmd|hotplug|usermodehelper)|fs\/binfmt_misc)|sys\/(?:kernel\/uevent_helper|fs\/cgroup\/.*release_agent)|proc\/self\/(?:uid_map|gid_map|setgroups))/.test(
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
    instead: ASK,
    on: run([
      "insmod",
      "modprobe",
      "rmmod",
      "kmod",
      "dkms",
      "depmod",
      "kextload",
      "kextunload",
      "kextutil",
      "kmutil",
      "bpftool",
      "bpftrace",
      "livepatch",
      "kpatch",
    ]),
    match: (action) => {
      if (tries(action) || has(action.call, "-n", "--show-depends", "--showconfig", "-c")) return null;
      if (action.program === "dkms" || action.program === "kmod")
        return begins(action, "install|add|build|remove|load|insert|unload") ? said(action) : null;
      if (action.program === "bpftool")
        return /\b(?:load|attach|pin|detach|update|delete)\b/.test(written(action)) ? said(action) : null;
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
    instead: ASK,
    on: run([
      "grub-install",
      "grub-mkconfig",
      "update-grub",
      "grub2-mkconfig",
      "grub-set-default",
      "grub-reboot",
      "grub2-install",
      "efibootmgr",
      "bootctl",
      "kernel-install",
      "update-initramfs",
      "dracut",
      "mkinitcpio",
      "mokutil",
      "sbctl",
      "fwupdmgr",
      "flashrom",
      "nvram",
      "bless",
      "bcdedit",
      "syslinux",
      "extlinux",
      "lilo",
      "grubby",
      "kexec",
      "plymouth-set-default-theme",
      "systemd-machine-id-setup",
      "fw_setenv",
      "u-boot-update",
    ]),
    match: (action) => {
      if (tries(action) || has(action.call, "-v", "-l", "--list", "-p", "--info", "-r", "--read")) {
        if (action.program !== "bcdedit") return null;
      }
      if (action.program === "efibootmgr")
        return words(action).some((word) =>
          /^-(?:[a-zA-Z]*[cBoOnNabAtTxyDd]|-(?:create|delete|bootorder|bootnext|active|inactive))/.test(word),
        )
          ? said(action)
          : null;
      if (action.program === "bootctl")
        return begins(action, "install|update|remove|set-default|set-oneshot|random-seed|set-timeout")
          ? said(action)
          : null;
      if (action.program === "fwupdmgr")
        return begins(action, "update|install|downgrade|upgrade") ? said(action) : null;
      if (action.program === "mokutil" || action.program === "sbctl")
        return /--(?:import|delete|disable|reset|enable)|enroll|reset|remove/.test(written(action))
          ? said(action)
          : null;
      if (action.program === "bless" || action.program === "nvram")
        return words(action).length > 0 && !has(action.call, "-p", "--info", "--getBoot", "-xp")
          ? said(action)
          : null;
      return said(action);
    },
    examples: {
      block: [
        "grub-install /dev/sda",
        "efibootmgr -b 0001 -B",
        "update-grub",
        "bootctl install",
        "flashrom -w x.bin",
        "bcdedit /set testsigning on",
        "mokutil --disable-validation",
        "fwupdmgr update",
      ],
      allow: [
        "efibootmgr",
        "efibootmgr -v",
        "bootctl status",
        "nvram -p",
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
    instead: ASK,
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
    on: run([
      "date",
      "timedatectl",
      "hwclock",
      "ntpdate",
      "ntpd",
      "chronyc",
      "chronyd",
      "rdate",
      "sntp",
      "adjtimex",
      "systemsetup",
    ]),
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
          return /--(?:set|systohc|hctosys|adjust)|(?:^|\s)-[swa]\b/.test(given.join(" "))
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
    on: run([
      "shutdown",
      "reboot",
      "poweroff",
      "halt",
      "init",
      "telinit",
      "systemctl",
      "pm-suspend",
      "pm-hibernate",
      "rtcwake",
      "loginctl",
      "pmset",
      "osascript",
      "busctl",
    ]),
    match: (action) => {
      if (!here(action) || tries(action)) return null;
      const line = written(action);
      switch (action.program) {
        case "init":
        case "telinit":
          return /^(?:init|telinit) [0156sS]\b/.test(line) ? said(action) : null;
        case "systemctl":
        case "loginctl":
          return begins(
            action,
            "reboot|poweroff|halt|kexec|soft-reboot|suspend|hibernate|hybrid-sleep|suspend-then-hibernate|emergency|rescue|exit|switch-root|default|isolate",
          )
            ? said(action)
            : null;
        case "shutdown":
          return has(action.call, "-c", "-k") ? null : said(action);
        case "pmset":
          return begins(action, "sleepnow|schedule|repeat") ? said(action) : null;
        case "osascript":
          return /\b(?:restart|shut down|log out|sleep)\b/.test(line) && /System Events|Finder/.test(line)
            ? said(action)
            : null;
        case "busctl":
          return /login1.*(?:Reboot|PowerOff|Halt)/.test(line) ? said(action) : null;
        default:
          return said(action);
      }
    },
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
    id: "machine/swap",
    title: "Changing swap",
    severity: "high",
    decision: "ask",
    owasp: ["ASI08"],
    attack: null,
    why: "Without it programs may be killed for lack of memory.",
    instead: ASK,
    on: run(["swapoff", "swapon", "mkswap", "zramctl"]),
    match: (action) =>
      tries(action) ||
      words(action).length === 0 ||
      has(action.call, "-s", "--summary", "--show") ||
      words(action).includes("--show")
        ? null
        : said(action),
    examples: {
      block: ["swapoff -a", "swapon /swapfile", "mkswap /swapfile", "zramctl --reset /dev/zram0"],
      allow: ["swapon --show", "swapon -s", "free -h", "zramctl"],
    },
  }),
  rule({
    id: "machine/service-state",
    title: "Stopping or restarting a service of the machine",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1489",
    why: "Others may be using it right now, and this session may depend on it.",
    instead: "Ask the person; for the project's own server use its own process.",
    on: run([
      "systemctl",
      "service",
      "rc-service",
      "launchctl",
      "initctl",
      "sv",
      "brew",
      "supervisorctl",
      "net",
      "sc",
      "invoke-rc.d",
      "s6-svc",
      "runit",
    ]),
    match: (action) => {
      if (!here(action) || tries(action) || has(action.call, "--user")) return null;
      const line = written(action);
      const named =
        /^(?:systemctl|launchctl|initctl|sv|net|sc|s6-svc) (?:-\S+ )*(?:stop|kill|mask|restart|try-restart|reload-or-restart|disable|unload|bootout|remove|kickstart|down|term)\b/.test(
          line,
        );
      const trailing = /^(?:service|rc-service|invoke-rc\.d) \S+ (?:stop|restart|force-stop)\b/.test(line);
      return named || trailing ? said(action) : null;
    },
    examples: {
      block: [
        "systemctl stop sshd",
        "service docker restart",
        "launchctl unload /Library/LaunchDaemons/x.plist",
        "systemctl mask ssh",
        "systemctl restart NetworkManager",
      ],
      allow: [
        "systemctl status nginx",
        "systemctl --user restart x",
        "service --status-all",
        "launchctl list",
        "systemctl start postgresql",
      ],
    },
  }),
  rule({
    id: "machine/user-sessions",
    title: "Ending people's sessions",
    severity: "high",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1531",
    why: "Unsaved work of people who are logged in would be lost.",
    instead: ASK,
    on: run([
      "loginctl",
      "pkill",
      "skill",
      "killall",
      "gnome-session-quit",
      "xfce4-session-logout",
      "qdbus",
      "launchctl",
      "slay",
    ]),
    match: (action) => {
      const line = written(action);
      return /^loginctl (?:terminate|kill)-(?:user|session|seat)|^(?:pkill|skill|killall)\b.*(?:\s-u\s?\S+|--euid|--uid)|^(?:gnome-session-quit|xfce4-session-logout|slay)\b|^launchctl reboot/.test(
        line,
      ) &&
        !/ -0\b/.test(line) &&
        (action.program !== "pkill" || operands(action.call).length === 0 || /\s-9|-KILL/.test(line))
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "loginctl terminate-user dev",
        "pkill -KILL -u dev",
        "killall -u dev",
        "gnome-session-quit --force",
      ],
      allow: ["loginctl list-sessions", "pkill -u dev node", "pkill node", "killall node"],
    },
  }),
  rule({
    id: "process/kill-system",
    title: "Killing a program that the system or the person's session needs",
    severity: "high",
    decision: "deny",
    owasp: ["ASI02", "ASI08"],
    attack: "T1489",
    why: "Logins, the network, the desktop or every container would go down with it.",
    instead: ASK,
    on: each("signal"),
    match: (action) => {
      if (action.signal === "0") return null;
      const found = action.targets
        .map(show)
        .find((target) =>
          /^(?:systemd(?:-\w+)?|init|launchd|sshd|dbus-daemon|Xorg|Xwayland|gnome-shell|gdm3?|sddm|lightdm|plasmashell|kwin\S*|WindowServer|Finder|Dock|loginwindow|dockerd|containerd|kubelet|NetworkManager|wpa_supplicant|udevd|auditd|rsyslogd|cron(?:d)?|pipewire|pulseaudio|explorer\.exe|tmux(?:: server)?|screen|ssh-agent|gpg-agent)$/.test(
            target,
          ),
        );
      return found === undefined || action.by === "kill" ? null : `${action.by} ${found}`;
    },
    examples: {
      block: [
        "pkill sshd",
        "killall -9 dockerd",
        "pkill -9 systemd",
        "killall WindowServer",
        "pkill tmux",
        "pkill -HUP auditd",
      ],
      allow: ["pkill node", "killall vite", "pgrep sshd", "kill 1234"],
    },
  }),
  rule({
    id: "process/kill-by-port",
    title: "Killing whatever uses a port or a file",
    severity: "low",
    decision: "warn",
    owasp: ["ASI02"],
    attack: "T1489",
    why: "It may be somebody else's program.",
    instead: "Look at it first (lsof -i :3000), then kill it by its pid.",
    on: run(["fuser", "npx", "kill-port", "fkill", "pnpm"]),
    match: (action) => {
      if (action.program === "fuser")
        return has(action.call, "-k", "--kill") || words(action).some((word) => /^-[a-zA-Z]*k/.test(word))
          ? said(action)
          : null;
      return /\b(?:kill-port|fkill)\b/.test(written(action)) ? said(action) : null;
    },
    examples: {
      block: ["fuser -k 3000/tcp", "npx kill-port 3000", "fuser -km /mnt"],
      allow: ["fuser 3000/tcp", "lsof -i :3000", "npx eslint@9.1.0 ."],
    },
  }),
  rule({
    id: "process/priority",
    title: "Pushing other programs aside",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "With real-time priority a program can leave nothing for the others.",
    instead: "Run it with the usual priority, or lower (nice -n 10).",
    on: run(["chrt", "nice", "renice", "ionice", "taskset", "choom"]),
    match: (action) => {
      const line = written(action);
      const pushes =
        /^chrt (?:.*\s)?-(?:f|r|-fifo|-rr)\b|^nice (?:-n ?|--adjustment=|-)-\d|^renice (?:-n ?)?-\d|^ionice (?:.*\s)?-c ?(?:1|realtime)|^choom (?:.*\s)?-n ?-\d/.test(
          line,
        );
      return pushes ? said(action) : null;
    },
    examples: {
      block: ["chrt -f 99 ./x", "nice -n -20 make", "renice -n -10 1234", "ionice -c1 dd if=a of=b"],
      allow: ["nice make", "nice -n 10 make", "renice -n 10 1234", "ionice -c3 make", "taskset -c 0 ./x"],
    },
  }),
  rule({
    id: "resource/limits-off",
    title: "Lifting the limits on what programs may use",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A program that goes wrong can then take the whole machine with it.",
    instead: "Raise the one limit that is needed, to a number.",
    on: run(["ulimit", "prlimit", "systemctl"]),
    match: (action) => {
      const line = written(action);
      return /^ulimit -(?:[uvmldftHS]+) unlimited|^prlimit .*=unlimited|^systemctl set-property .*(?:MemoryMax|TasksMax|CPUQuota)=(?:infinity)?$/.test(
        line,
      ) && !/^ulimit -[HS]*c /.test(line)
        ? said(action)
        : null;
    },
    examples: {
      block: ["ulimit -u unlimited", "ulimit -v unlimited", "prlimit --pid 1234 --nproc=unlimited"],
      allow: ["ulimit -n 4096", "ulimit -c unlimited", "ulimit -a", "prlimit"],
    },
  }),
  rule({
    id: "resource/fill",
    title: "Making a file of enormous size",
    severity: "high",
    decision: "ask",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A full disk stops everything else on the machine.",
    instead: "Use a size that the test really needs (truncate -s 10M).",
    on: run(["fallocate", "truncate", "mkfile", "dd", "xfs_mkfile", "head"]),
    match: (action) => {
      const line = written(action);
      const size =
        /^(?:fallocate|truncate|xfs_mkfile)\b.*?(?:-l|-s|--length=|--size=)\s*\+?(\d+(?:\.\d+)?)\s*([KMGTPEZ])?|^mkfile (?:-\S+ )*(\d+)([kmgtb])?|^head -c ?(\d+)([KMGTPE])/i.exec(
          line,
        );
      if (size)
        return gigabytes(size[1] ?? size[3] ?? size[5] ?? "0", size[2] ?? size[4] ?? size[6]) >= 50
          ? said(action)
          : null;
      const block = /\bbs=(\d+)([kKMGT])?/.exec(line);
      const count = /\bcount=(\d+)([kKMG])?/.exec(line);
      if (
        action.program !== "dd" ||
        !count ||
        !/if=\/dev\/(?:zero|u?random|full)/.test(line) ||
        /of=\/dev\/null/.test(line)
      )
        return null;
      return gigabytes(block?.[1] ?? "512", block?.[2]) *
        gigabytes(count[1] ?? "0", count[2] ?? undefined) *
        2 ** 30 >=
        50
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "fallocate -l 500G x",
        "truncate -s 10T x",
        "dd if=/dev/zero of=x bs=1G count=1000",
        "mkfile 900g x",
      ],
      allow: [
        "fallocate -l 1G x",
        "truncate -s 0 x",
        "dd if=/dev/zero of=x bs=1M count=100",
        "dd if=/dev/zero of=/dev/null bs=1G count=100",
      ],
    },
  }),
  rule({
    id: "resource/stress",
    title: "Loading the machine or another one on purpose",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "Everything else on that machine slows down or stops.",
    instead: "Measure with a small, bounded number of requests against localhost.",
    on: run([
      "stress",
      "stress-ng",
      "ab",
      "wrk",
      "wrk2",
      "hey",
      "siege",
      "vegeta",
      "bombardier",
      "k6",
      "locust",
      "autocannon",
      "oha",
      "iperf",
      "iperf3",
      "sysbench",
      "cpuburn",
      "burnP6",
      "memtester",
      "flent",
      "tsung",
      "httperf",
      "h2load",
      "artillery",
      "gatling.sh",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      if (/^(?:stress|stress-ng|cpuburn|burnP6|memtester)$/.test(action.program ?? "")) return said(action);
      const target = words(action).find(
        (word) =>
          /^(?:[a-z]+:\/\/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:\/|$)/i.test(word) &&
          /\.[a-z]{2,}|^\d+\.\d+/i.test(word) &&
          !/\.(?:js|ts|py|json|ya?ml|txt|lua)$/.test(word),
      );
      return target !== undefined && !/(?:^|\/\/)(?:localhost|127\.|0\.0\.0\.0|\[::1\])/.test(target)
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "stress --cpu 8",
        "ab -n 100000 -c 500 http://example.com/",
        "wrk -t12 -c400 https://api.example.com/",
        "stress-ng --vm 8",
        "hey -n 10000 https://example.com",
      ],
      allow: [
        "ab -n 100 http://localhost:3000/",
        "wrk http://127.0.0.1:8080",
        "k6 run test.js",
        "hey --help",
      ],
    },
  }),
  rule({
    id: "resource/endless-output",
    title: "Output without end",
    severity: "low",
    decision: "warn",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "It fills the transcript, and the command never ends by itself.",
    instead: "Give it an end: | head -20, head -c 1K, timeout 5.",
    on: run(["cat", "yes", "hexdump", "xxd", "od", "strings", "base64"]),
    match: (action) => {
      if (action.origin.chain.includes("timeout")) return null;
      if (action.program === "yes") return null;
      return operands(action.call).some((path) => /^\/dev\/(?:u?random|zero|full)$/.test(path)) &&
        !has(action.call, "-n", "-l", "--len", "-N", "--read-bytes", "--length") &&
        action.program !== "base64" &&
        action.program !== "xxd" &&
        action.program !== "cat"
        ? said(action)
        : null;
    },
    examples: {
      block: ["hexdump /dev/urandom", "strings /dev/zero", "od /dev/urandom"],
      allow: [
        "hexdump -n 16 /dev/urandom",
        "od -N 8 /dev/urandom",
        "cat README.md",
        "timeout 5 hexdump /dev/urandom",
      ],
    },
  }),
  rule({
    id: "resource/wait-forever",
    title: "Waiting for days",
    severity: "low",
    decision: "warn",
    owasp: ["ASI08"],
    attack: null,
    why: "The session hangs, and nothing else can be done in it.",
    instead: "Wait for what you wait for: until curl -sf …; do sleep 1; done, with a bound.",
    on: run(["sleep", "gsleep"]),
    match: (action) => {
      const seconds = operands(action.call).reduce((sum, word) => {
        const [, count = "0", unit = "s"] = /^([\d.]+)([smhd]?)$/.exec(word) ?? [];
        return sum + Number(count) * ({ m: 60, h: 3600, d: 86400 }[unit] ?? 1);
      }, 0);
      return seconds > 43_200 || operands(action.call).includes("infinity") ? said(action) : null;
    },
    examples: {
      block: ["sleep infinity", "sleep 7d", "sleep 999999"],
      allow: ["sleep 1", "sleep 5m", "sleep $N"],
    },
  }),
  rule({
    id: "machine/virtual-disk",
    title: "Deleting a virtual machine or its disks",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "The whole machine in it would be gone.",
    instead: "Make a snapshot first, and let the person delete.",
    on: run([
      "virsh",
      "VBoxManage",
      "vboxmanage",
      "vagrant",
      "multipass",
      "qm",
      "pct",
      "lxc",
      "incus",
      "limactl",
      "prlctl",
      "vmrun",
      "colima",
      "tart",
      "orb",
      "wsl",
      "podman",
      "utmctl",
      "machinectl",
      "gnome-boxes",
      "xl",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      const line = written(action);
      return /^virsh (?:.*\s)?(?:undefine|destroy|vol-delete|pool-delete|vol-wipe|snapshot-delete|managedsave-remove)\b|^(?:VBoxManage|vboxmanage) (?:unregistervm|closemedium .*--delete|controlvm \S+ poweroff|snapshot \S+ delete)|^vagrant (?:destroy|box remove|snapshot delete)|^multipass (?:delete|purge)|^(?:qm|pct) (?:destroy|stop|rollback|delsnapshot)|^(?:lxc|incus) (?:delete|image delete|storage (?:delete|volume delete)|profile delete)|^(?:limactl|colima|tart|orb|prlctl|utmctl) (?:delete|factory-reset|reset)|^vmrun (?:deleteVM|deleteSnapshot|revertToSnapshot)|^wsl --unregister|^podman machine (?:rm|reset)|^machinectl (?:remove|terminate|poweroff)|^xl destroy/.test(
        line,
      )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "virsh undefine vm --remove-all-storage",
        "vagrant destroy -f",
        "multipass delete x",
        "lxc delete c --force",
        "VBoxManage unregistervm x --delete",
        "colima delete",
        "qm destroy 100",
      ],
      allow: ["virsh list --all", "vagrant status", "vagrant up", "multipass list", "lxc list", "limactl ls"],
    },
  }),
  rule({
    id: "machine/backup",
    title: "Deleting backups or snapshots",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1490",
    why: "They are the way back after every other mistake.",
    instead: "Leave them; a person decides how long they are kept.",
    on: run([
      "restic",
      "borg",
      "tmutil",
      "snapper",
      "timeshift",
      "zfs",
      "btrfs",
      "duplicity",
      "rdiff-backup",
      "kopia",
      "vssadmin",
      "wbadmin",
      "wmic",
      "lvremove",
      "bup",
      "tarsnap",
      "rsnapshot",
      "velero",
      "barman",
      "pgbackrest",
      "wal-g",
      "attic",
      "duplicacy",
      "bacula",
      "proxmox-backup-client",
      "etcdctl",
      "stellar",
    ]),
    match: (action) => {
      if (tries(action) || has(action.call, "-n")) return null;
      const line = written(action);
      return /^restic (?:.*\s)?(?:forget|prune|unlock|key remove)\b|^borg (?:.*\s)?(?:delete|prune|compact)\b|^tmutil (?:delete|disable|deletelocalsnapshots|thinlocalsnapshots|removedestination)|^snapper (?:.*\s)?(?:delete|rm|remove|cleanup)\b|^timeshift .*--delete|^zfs destroy|^btrfs (?:subvolume|sub|su) (?:delete|del)|^duplicity (?:remove|cleanup)|^rdiff-backup .*--remove-older|^kopia (?:.*\s)?(?:snapshot delete|snapshot expire|maintenance run)|^vssadmin delete|^wbadmin delete|^wmic shadowcopy delete|^tarsnap .*(?:-d\b|--nuke)|^velero (?:backup|schedule|restore) delete|^barman delete|^pgbackrest (?:.*\s)?(?:expire|stanza-delete)|^wal-g delete|^attic delete|^proxmox-backup-client (?:forget|prune)/i.test(
        line,
      )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "restic forget --prune --keep-last 1",
        "borg delete repo::x",
        "tmutil deletelocalsnapshots /",
        "snapper delete 1-100",
        "zfs destroy tank/x@snap",
        "vssadmin delete shadows /all /quiet",
        "velero backup delete b1",
      ],
      allow: [
        "restic snapshots",
        "borg list repo",
        "tmutil listlocalsnapshots /",
        "zfs list -t snapshot",
        "borg create repo::x src",
      ],
    },
  }),
  rule({
    id: "machine/inhibit-updates",
    title: "Stopping updates of the system",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "Holes that are found stay open from then on.",
    instead: ASK,
    on: run([
      "apt-mark",
      "dnf",
      "yum",
      "systemctl",
      "softwareupdate",
      "snap",
      "zypper",
      "dpkg",
      "pacman",
      "defaults",
    ]),
    match: (action) => {
      const line = written(action);
      return /^apt-mark hold\b|^(?:dnf|yum) versionlock (?:add )?[^l\s]|^systemctl (?:.*\s)?(?:mask|disable|stop)\b.*(?:unattended-upgrades|apt-daily|dnf-automatic|packagekit|snapd)|^softwareupdate (?:--schedule off|--ignore)|^snap refresh --hold|^zypper (?:al|addlock)|^defaults write .*SoftwareUpdate .*(?:false|0)$/.test(
        line,
      )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "apt-mark hold openssl",
        "systemctl mask unattended-upgrades",
        "softwareupdate --schedule off",
        "snap refresh --hold",
        "zypper addlock openssl",
      ],
      allow: [
        "apt-mark showhold",
        "softwareupdate --list",
        "snap refresh --list",
        "systemctl status apt-daily",
      ],
    },
  }),
  rule({
    id: "machine/interpreter-registration",
    title: "Deciding what starts when a file of some kind is opened",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1546.001",
    why: "The next time the person opens such a file or link, that program starts.",
    instead: ASK,
    on: run([
      "xdg-mime",
      "xdg-settings",
      "update-binfmts",
      "duti",
      "lsregister",
      "update-alternatives",
      "alternatives",
      "xdg-desktop-menu",
      "gio",
      "mimeopen",
      "assoc",
      "ftype",
    ]),
    match: (action) => {
      if (!here(action)) return null;
      const line = written(action);
      return /^xdg-mime (?:default|install)|^xdg-settings set|^update-binfmts --(?:install|enable|import)|^duti -s|^lsregister -f|^(?:update-)?alternatives --(?:install|set|remove|config)|^xdg-desktop-menu install|^gio mime \S+ \S+/.test(
        line,
      )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "xdg-mime default x.desktop text/html",
        "xdg-settings set default-web-browser x.desktop",
        "update-alternatives --install /usr/bin/editor editor /tmp/x 100",
        "duti -s com.x public.html all",
      ],
      allow: [
        "xdg-mime query default text/html",
        "update-alternatives --list editor",
        "xdg-settings get default-web-browser",
        "update-alternatives --display java",
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
    id: "machine/hosts-tool",
    title: "Changing settings of the desktop or the system for good",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02"],
    attack: null,
    why: "They stay after this session, and the person did not ask for the change.",
    instead: "Show the person the setting and let them make it.",
    on: run([
      "defaults",
      "gsettings",
      "dconf",
      "kwriteconfig5",
      "kwriteconfig6",
      "xfconf-query",
      "reg",
      "localectl",
      "setxkbmap",
      "systemsetup",
      "scutil",
      "pmset",
      "spctl",
      "PlistBuddy",
      "plutil",
      "tccutil",
      "chsh",
    ]),
    match: (action) => {
      const line = written(action);
      return /^defaults (?:-\S+ )*(?:write|delete|import|rename)|^gsettings (?:set|reset|reset-recursively)|^dconf (?:write|reset|load)|^kwriteconfig|^xfconf-query .*(?:-s|--set|-r|--reset)|^reg (?:add|delete|import)|^localectl set-|^systemsetup -set|^scutil --set|^pmset -|^tccutil reset|^spctl --add/i.test(
        line,
      ) && !/^defaults write \.?\/|^pmset -g/.test(line)
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "defaults write com.apple.finder AppleShowAllFiles true",
        "gsettings set org.gnome.desktop.x y z",
        "dconf reset -f /",
        "reg add HKCU\\\\x /v y",
        "localectl set-locale C",
        "tccutil reset All",
      ],
      allow: ["defaults read com.apple.finder", "gsettings get x y", "dconf dump /", "localectl", "pmset -g"],
    },
  }),
];

const UNITS: Readonly<Record<string, number>> = {
  b: 2 ** -21,
  k: 2 ** -20,
  m: 2 ** -10,
  g: 1,
  t: 2 ** 10,
  p: 2 ** 20,
  e: 2 ** 30,
  z: 2 ** 40,
};

/** A size in gibibytes; without a unit it is in bytes. */
function gigabytes(count: string, unit: string | undefined): number {
  return Number(count) * (unit === undefined ? 2 ** -30 : (UNITS[unit.toLowerCase()] ?? 1));
}
