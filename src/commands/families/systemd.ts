/** The tools around systemd. Sources: the manuals of systemd 257. */
import type { Table } from "../spec.ts";

const SHOW = { output: "digest", input: "ignored" } as const;
const GRANT = { ...SHOW, effect: "grant" } as const;
const DISRUPT = { ...SHOW, effect: "disrupt" } as const;
const DESTROY = { ...SHOW, effect: "destroy" } as const;
const WEAKEN = { ...SHOW, effect: "weaken" } as const;

const PAGER = { SYSTEMD_PAGER: "shell", PAGER: "shell" } as const;

/** Options that all of them share. */
const COMMON = {
  flags: "-q,--quiet --no-pager --no-legend --user --system --no-ask-password -l,--full --dry-run",
  values: "-H,--host -M,--machine -o,--output -n,--lines -p,--property --json",
  options: { "--root": "work-directory", "--image": "read" },
  operands: ["text..."],
  environment: PAGER,
} as const;

export const systemd = {
  loginctl: {
    ...COMMON,
    values: "-H,--host -M,--machine -o,--output -n,--lines -p,--property -s,--signal --kill-whom",
    subcommands: {
      "terminate-session,terminate-user,terminate-seat,kill-session,kill-user,lock-session,lock-sessions,flush-devices":
        DISRUPT,
      "enable-linger,disable-linger,attach,activate": SHOW,
    },
  },
  "hostnamectl,localectl": {
    ...COMMON,
    flags: "--static --transient --pretty --adjust-system-clock -a,--all",
  },
  /** What their configuration says is made, changed and removed as root. */
  "systemd-tmpfiles,systemd-sysusers,systemd-binfmt,systemd-sysctl": {
    ...COMMON,
    flags: `--create --clean --remove --purge --boot --user --dry-run --cat-config --tldr --graceful
      --inline --unregister --strict`,
    values: "--prefix --exclude-prefix -E --replace",
    operands: ["config..."],
    effect: "weaken",
    harmless: "--cat-config --tldr --dry-run",
  },
  "systemd-firstboot": {
    ...COMMON,
    flags: "--prompt --force --copy --delete-root-password --reset --welcome",
    values: "--locale --keymap --timezone --hostname --machine-id --root-shell --kernel-command-line",
    options: {
      "--root": "work-directory",
      "--root-password,--root-password-hashed": "credential",
      "--root-password-file": "read",
    },
    effect: "grant",
  },
  "systemd-cryptenroll": {
    ...COMMON,
    flags: "--password --recovery-key --list-devices",
    values:
      "--tpm2-device --tpm2-pcrs --fido2-device --pkcs11-token-uri --unlock-key-file --unlock-fido2-device",
    operands: ["metadata"],
    effect: "grant",
    effectWith: { "--wipe-slot": "destroy" },
    harmless: "--list-devices",
    optional: { "--wipe-slot": "text" },
  },
  "systemd-socket-activate": {
    flags: "-a,--accept -d,--datagram --inetd --seqpacket --now",
    values: "--fdname -E,--setenv",
    options: { "-l,--listen": "listen" },
    operands: ["command"],
  },
  "systemd-creds": {
    ...COMMON,
    options: { "--with-key": "text", "--name": "text" },
    subcommands: {
      "cat,decrypt": { operands: ["read...", "write"], output: "secret" },
      "encrypt,list,setup,has-tpm2": {},
    },
  },
  homectl: {
    ...COMMON,
    service: true,
    flags: "-E --offline --prompt-new-user -j --export-format",
    options: { "--identity": "identity", "--ssh-authorized-keys": "credential", "--image-path": "write" },
    subcommands: {
      "create,update,passwd,adopt": GRANT,
      "remove,rebalance,resize": DESTROY,
      "lock,lock-all,deactivate,deactivate-all": DISRUPT,
      "list,inspect,authenticate,activate,unlock": SHOW,
      with: { style: "posix", operands: ["text", "command"] },
    },
  },
  userdbctl: { ...COMMON, flags: "-j --boundaries", options: { "--chain": "command" } },
  /** Services and systems from images. */
  "portablectl,systemd-sysext,systemd-confext,importctl,sysupdate,systemd-sysupdate,updatectl": {
    ...COMMON,
    flags: "-q --runtime --now --enable --force --read-only --no-reload --keep-download --reboot --offline",
    values: "-p,--profile --copy --extension --verify --format -m --class",
    subcommands: {
      "list,inspect,status,is-attached,list-transfers,check,check-new,vacuum,show": SHOW,
      "attach,reattach,merge,refresh,pull-raw,pull-tar,import-raw,import-tar,import-fs,update,enable,install":
        WEAKEN,
      "detach,unmerge,remove,disable": DISRUPT,
    },
  },
  coredumpctl: {
    ...COMMON,
    flags: "-1 -r,--reverse -q --all",
    values: "-S,--since -U,--until -F,--field -n -A,--debugger-arguments",
    options: { "--debugger": "shell", "-o,--output": "write", "--file": "read", "-D,--directory": "read" },
    subcommands: { "debug,gdb": { options: {}, interactive: true } },
  },
  varlinkctl: {
    ...COMMON,
    flags: "--more --collect --oneway -j --graceful -q",
    subcommands: { "call,info,list-interfaces,introspect,list-methods,validate-idl,help": SHOW },
  },
  "systemd-mount,systemd-umount": {
    ...COMMON,
    flags: "-t -u,--umount -A,--automount -G,--collect --list --no-block --tmpfs",
    values: "--type --options --owner --fsck --description --timeout-idle-sec --bind-device",
    operands: ["device", "write-directory"],
    effect: "weaken",
    harmless: "--list",
  },
  "systemd-analyze,systemd-cgls,systemd-cgtop,systemd-escape,systemd-notify,systemd-path,systemd-detect-virt,systemd-delta,bootctl,oomctl,systemd-ask-password,systemd-stdio-bridge,systemd-repart,dbus-monitor,gsettings,dconf,pkaction,pkcheck,pkttyagent":
    {
      ...COMMON,
      flags: `-a,--all -l,--full --user --system --session --no-pager --no-legend -q,--quiet --list --boot --dry-run
        --print-reply --now -r -j --unique --show-machine`,
      options: { "--address": "shell", "--root": "work-directory" },
      subcommands: { "write,reset,load,set,call,set-property,emit": SHOW },
    },
} satisfies Table;
