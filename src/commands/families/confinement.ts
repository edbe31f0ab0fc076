/** Programs that start another one confined, in other namespaces or in another root. */
import type { Table } from "../spec.ts";

/** A wrapper: options, then a command. Its own input and output are those of the command. */
const WRAP = { operands: ["command"], input: "ignored" } as const;

export const confinement = {
  unshare: {
    ...WRAP,
    flags: `-c,--map-current-user -C,--cgroup -f,--fork -i,--ipc -m,--mount -n,--net -p,--pid -r,--map-root-user
      -T,--time -u,--uts -U,--user --map-auto --keep-caps --mount-proc --kill-child`,
    values: `--map-group --map-groups --map-user --map-users --propagation --setgroups --monotonic --boottime
      -S,--setuid -G,--setgid --load-interp`,
    options: { "-R,--root": "work-directory", "-w,--wd": "work-directory" },
    input: "code:shell",
  },
  nsenter: {
    ...WRAP,
    flags: `-a,--all -c,--join-cgroup -e,--env -F,--no-fork -Z,--follow-context --preserve-credentials
      --user-parent`,
    values: "-S,--setuid -G,--setgid",
    options: { "-t,--target": "process" },
    optional: {
      "-C,--cgroup": "read",
      "-i,--ipc": "read",
      "-m,--mount": "read",
      "-n,--net": "read",
      "-p,--pid": "read",
      "-r,--root": "work-directory",
      "-T,--time": "read",
      "-u,--uts": "read",
      "-U,--user": "read",
      "-w,--wd,-W,--wdns": "work-directory",
    },
    input: "code:shell",
    privilege: true,
  },
  chroot: {
    style: "posix",
    flags: "--skip-chdir -n",
    options: { "--groups": "user", "--userspec": "user", "-u": "user", "-g": "user", "-G": "user" },
    operands: ["work-directory", "command"],
    input: "code:shell",
    privilege: true,
  },
  "arch-chroot,manjaro-chroot,schroot,dchroot,systemd-nspawn,arch-nspawn,pivot_root,switch_root,jexec": {
    style: "posix",
    flags: `-N -r -S -b,--boot -x,--ephemeral -q,--quiet -p -a --as-pid2 --keep-unit -U --read-only --pipe -P`,
    values: `-c,--chroot --session-name --uuid --machine,-M --hostname -E,--setenv --capability
      --network-interface --port`,
    options: {
      "-D,--directory": "work-directory",
      "-i,--image": "image",
      "-u,--user": "user",
      "--bind": "mount",
      "--bind-ro": "mount",
      "-d": "work-directory",
    },
    operands: ["work-directory", "command"],
    operandsWith: { "-D,-c,-i": ["command"] },
    input: "code:shell",
    privilege: true,
  },
  "proot,fakechroot": {
    ...WRAP,
    flags: "-0,--root-id -v --link2symlink --kill-on-exit -p",
    values: "-i -k",
    options: {
      "-r,--rootfs": "work-directory",
      "-b,--bind,-m,--mount": "mount",
      "-q,--qemu": "program",
      "-w,--pwd,--cwd": "work-directory",
      "-R": "work-directory",
      "-S": "work-directory",
    },
    input: "code:shell",
  },
  firejail: {
    ...WRAP,
    flags: `--quiet --noprofile --net --private --list --tree --top --caps --seccomp --x11 --appimage --debug
      --overlay --allusers --shutdown --join --get --put --ls`,
    options: { "-c": "shell" },
    input: "code:shell",
  },
  "bwrap,bubblewrap": {
    ...WRAP,
    flags: `--unshare-all --share-net --unshare-user --unshare-user-try --unshare-ipc --unshare-pid
      --unshare-net --unshare-uts --unshare-cgroup --unshare-cgroup-try --clearenv --new-session
      --die-with-parent --as-pid-1 --disable-userns`,
    values: `--args --userns --userns2 --pidns --uid --gid --hostname --unsetenv --lock-file --sync-fd
      --exec-label --seccomp --add-seccomp-fd --block-fd --userns-block-fd --info-fd --json-status-fd
      --cap-add --cap-drop --perms --size --argv0 --remount-ro --proc --dev --tmpfs --mqueue --dir`,
    options: { "--chdir": "work-directory" },
    several: {
      "--bind": ["write-directory", "text"],
      "--bind-try": ["write-directory", "text"],
      "--dev-bind": ["write-directory", "text"],
      "--dev-bind-try": ["write-directory", "text"],
      "--ro-bind": ["metadata", "text"],
      "--ro-bind-try": ["metadata", "text"],
      "--file": ["text", "text"],
      "--bind-data": ["text", "text"],
      "--ro-bind-data": ["text", "text"],
      "--symlink": ["text", "text"],
      "--setenv": ["text", "text"],
      "--chmod": ["text", "text"],
    },
  },
  "sandbox-exec": { ...WRAP, values: "-n -p", options: { "-f": "read", "-D": "assignment" } },
  "minijail0,nsjail,systemd-dissect,landrun,isolate": {
    ...WRAP,
    flags: "-n -p -v -e -l -r -t -U -Mo -q --really_quiet",
    values: "-u -g -c -b -k -S -M --time_limit --user --group",
    options: {
      "-R,--bindmount_ro": "mount",
      "-B,--bindmount": "mount",
      "--chroot": "work-directory",
      "--config,-C": "config",
    },
  },
} satisfies Table;
