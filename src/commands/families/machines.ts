/** Machine containers, sandboxed applications and what starts programs in them. Sources: lxc, machinectl(1), flatpak, snap. */
import type { Table } from "../spec.ts";

const NAMES = { operands: ["text..."] } as const;

/** LXC's own tools, which run a command in a container. */
const INSIDE = {
  flags: "-d -F -k --clear-env --keep-env",
  values: "-P,--lxcpath -l -o -e -a -R -s -v -t",
  options: { "-n,--name": "container", "-f,--rcfile": "config" },
  operands: ["command"],
  place: "container",
} as const;

export const machines = {
  "lxc,incus,lxd": {
    style: "posix",
    flags: "-q,--quiet -v,--verbose --debug --force-local --all-projects",
    values: "--project",
    subcommands: {
      exec: {
        style: "posix",
        flags: "-t -T -n --disable-stdin",
        values: "--mode --cwd --group",
        options: { "--env": "assignment", "--user": "user" },
        operands: ["container", "command"],
        place: "container",
      },
      shell: { values: "--user", operands: ["container"], place: "container", input: "code:shell" },
      "launch,init,start,list,info,image,profile,network,storage,remote,snapshot,copy,move,restore,config,cluster,version,console,export,import,publish,monitor,project":
        {
          flags: "-e,--ephemeral --vm",
          values: "-c,--config -p,--profile -s,--storage -n,--network -t,--type -d,--device",
        },
      "delete,rm,stop,restart,pause": { flags: "-f,--force -i,--interactive --all", effect: "disrupt" },
      file: {
        subcommands: {
          push: { flags: "-r -p", values: "--mode --uid --gid", operands: ["read...", "text"] },
          pull: { flags: "-r", operands: ["text", "write"] },
          "edit,delete": NAMES,
        },
      },
    },
  },
  "lxc-destroy,lxc-stop,lxc-freeze": {
    flags: "-f,--force -s,--snapshots -k,--kill -r,--reboot -W,--nowait",
    values: "-P,--lxcpath -o -l -t,--timeout",
    options: { "-n,--name": "container" },
    ...NAMES,
    effect: "destroy",
  },
  "lxc-attach": { ...INSIDE, input: "code:shell" },
  "lxc-execute,lxc-start,lxc-create,lxc-info,lxc-ls,lxc-console": INSIDE,
  machinectl: {
    flags: `-l,--full -q,--quiet --no-pager --no-legend --read-only --mkdir --no-ask-password --force -a,--all`,
    values: "-H,--host -M,--machine -p,--property -n,--lines -o,--output --verify --kill-whom -s,--signal",
    options: { "--uid": "user", "-E,--setenv": "assignment" },
    subcommands: {
      shell: {
        style: "posix",
        operands: ["container", "command"],
        place: "container",
        interactive: true,
        input: "code:shell",
      },
      login: { operands: ["container"], interactive: true },
      "poweroff,reboot,terminate,kill,disable": { effect: "disrupt" },
      "remove,clean": { effect: "destroy" },
      bind: { operands: ["container", "read", "text"] },
      "copy-to,copy-from": { operands: ["text", "text", "text"] },
    },
  },
  /** Applications in a sandbox of their own, which mostly have the home directory in it. */
  "flatpak,snap": {
    style: "posix",
    flags: "-y,--assumeyes -v,--verbose --user --system --noninteractive --ostree-verbose",
    values: "--installation --color --unicode",
    network: true,
    subcommands: {
      run: {
        style: "posix",
        flags:
          "--devel --shell -d --sandbox -p --file-forwarding --nosocket --parent-expose-pids --gdb --strace",
        values: `--branch --arch --runtime --share --socket --device --allow --talk-name --own-name
          --log-session-bus --cwd --persist`,
        options: { "--command": "program", "--filesystem": "mount", "--env": "assignment" },
        operands: ["image", "text..."],
        // With a command or a shell of its own, the rest is for that.
        operandsWith: { "--command,--shell": ["image", "command"] },
      },
      enter: { style: "posix", operands: ["process", "command"] },
      install: {
        flags: "--classic --dangerous --devmode --jailmode --unaliased --or-update --bundle",
        values: "--channel --revision --from --name",
        operands: ["package..."],
      },
      "remove,uninstall,rm,delete,disable": {
        flags: "--purge --unused --delete-data --force-remove -f,--force -a,--all --terminate",
        effectWith: { "--purge,--delete-data,-a": "destroy" },
      },
      "override,permission-set": {
        flags: "--reset --show",
        values: "--share --socket --device --filesystem --nofilesystem --env",
        effect: "grant",
        harmless: "--show --reset",
      },
      "remote-add,connect": { flags: "--if-not-exists --no-gpg-verify", operands: ["text", "url"] },
      "list,info,search,refresh,update,inspect,set,get,run-hook,find,services,logs,changes,interfaces": NAMES,
    },
  },
  "singularity,apptainer,udocker,ch-run": {
    style: "posix",
    flags: `--nv --rocm -c,--contain -e,--cleanenv --writable -y,--assumeyes --user --system --host --classic
      --dangerous --devmode --noninteractive --containall --fakeroot -f --no-home --purge`,
    values: `-n,--name --channel --arch --branch --release --distro --revision --filesystem --share --socket
      --device --app --pwd`,
    options: {
      "-B,--bind": "mount",
      "--env": "assignment",
      "--env-file": "identity",
      "-H,--home": "mount",
      "--command": "program",
      "--directory": "work-directory",
    },
    network: true,
    subcommands: {
      "exec,enter": {
        style: "posix",
        flags: "-e --root -T -nw --no-tty",
        options: { "-n,--name": "container", "-c,--container": "container" },
        operands: ["container", "command"],
        place: "container",
      },
      run: {
        style: "posix",
        flags: "--devel --shell",
        values: "-c,--container",
        options: { "--filesystem": "mount" },
        operands: ["container", "command"],
        place: "container",
      },
      shell: { operands: ["container"], interactive: true },
      install: { flags: "-y --jailmode", operands: ["package..."] },
      "remove,uninstall,rm,delete,disable": { flags: "-y --unused --delete-data -f,--force -a,--all" },
      build: { flags: "--force --sandbox --remote", operands: ["write", "read"], projectCode: true },
      "pull,push,list,info,search,refresh,update,inspect,connect,set,get,create,run-hook,override,remote-add":
        {},
    },
  },
} satisfies Table;
