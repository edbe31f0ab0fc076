/**
 * The desktop: window managers, hot keys, what watches for idleness, bars, and viewers that start programs on a key. Sources:
 * their manual pages.
 */
import type { Table } from "../spec.ts";

const NAMES = { operands: ["text..."] } as const;

/** Started by a key, a button or a remote control, as its configuration says. */
const HOT_KEYS = {
  flags: "-d -D -n,--nodaemon -q,--quiet -v,--verbose -k -mk -s,--show -g --daemon --grab -x",
  values: "-t --delay -r -m --multikey --tags",
  options: {
    "-c,-f,--config,--file,-fg,--triggers": "script:other",
    "-X,--socket": "create",
    "-p,--pidfile": "write",
  },
  ...NAMES,
} as const;

/** A bar that prints what the programs in its configuration say. */
const BAR = {
  flags: "-q -v -b -p -d --version",
  values: "-l,--log-level -i -u -a --bar",
  options: { "-c,--config,-config,-conf": "script:other", "-s,--style": "read" },
  ...NAMES,
} as const;

export const desktop = {
  // Asking a window manager: `exec` among the words is its own way to start programs.
  "i3-msg,swaymsg,herbstclient,hyprctl,bspc,fluxbox-remote": {
    style: "posix",
    flags: "-q -r,--raw -p,--pretty -m,--monitor -v",
    values: "-s,--socket -t,--type",
    operands: ["code:other..."],
    subcommands: {
      "exec,spawn": { flags: "--no-startup-id", operands: ["shell..."] },
      dispatch: { operands: ["text..."], subcommands: { "exec,execr": { operands: ["shell..."] } } },
      // The program that is asked how a window shall be placed.
      config: {
        operands: ["text", "text"],
        subcommands: { external_rules_command: { operands: ["program"] } },
      },
    },
  },
  "i3,sway,bspwm,openbox,fluxbox,icewm,awesome,herbstluftwm,dwm,xmonad,wayfire,labwc,river,cwm,jwm,blackbox,windowmaker":
    {
      flags: `-a -C -d -V --restart --reconfigure --replace --sm-disable --exit --debug --verbose
        --get-socketpath -k`,
      values: "-L --sm-client-id -display -screen -rc",
      options: { "--startup,-s": "shell", "-c,--config,--config-file": "script:other" },
      ...NAMES,
    },
  "sxhkd,xbindkeys,actkbd,thd,triggerhappy,irexec,swhkd,keyd,esekeyd,fbcmd,inputlirc": HOT_KEYS,
  keynav: { operands: ["code:other..."] },
  "autokey-run,autokey-gtk,autokey-qt": { flags: "-l -c", options: { "-s,--script": "program" }, ...NAMES },

  // When nobody is there.
  xautolock: {
    style: "single",
    flags: "-detectsleep -noclose -secure -enable -disable -toggle -exit -restart -locknow -unlocknow",
    values: "-time -killtime -notify -corners -cornerdelay -cornersize -bell -resetsaver",
    options: { "-locker,-nowlocker,-notifier,-killer": "shell" },
    operands: [],
  },
  "xss-lock": {
    flags: "-l,--transfer-sleep-lock -q,--quiet -v,--verbose --ignore-sleep",
    values: "-s,--session",
    options: { "-n,--notifier": "shell" },
    operands: ["command"],
  },
  xidle: {
    style: "single",
    flags: "-ne -nw -se -sw -no",
    values: "-area -delay -timeout",
    options: { "-program": "shell" },
    operands: [],
  },
  swayidle: {
    style: "posix",
    flags: "-d -h -w",
    values: "-S",
    options: { "-C": "script:other" },
    operands: ["text", "shell..."],
    subcommands: {
      "timeout,idlehint": { operands: ["text", "shell", "text...", "shell"] },
      "before-sleep,after-resume,lock,unlock": { operands: ["shell", "text...", "shell"] },
    },
  },

  // Bars and notices.
  conky: {
    flags: "-b -C -D -d -i -o -q -v",
    values: "-a -f -p -s -u -w -x -y -X -Y -m",
    options: { "-t,--text": "code:other", "-c,--config": "script:lua" },
    operands: [],
  },
  "polybar,waybar,i3blocks,i3status,i3status-rs,dunst,mako,swaync,tint2,xmobar,lemonbar,dzen2,yabar": BAR,
  udiskie: {
    flags: "-a -A -n -N -s -S -t -T -q -v --no-notify",
    options: {
      "--notify-command,--event-hook,-f,--file-manager,--terminal": "shell",
      "-c,--config": "config",
    },
    ...NAMES,
  },
  devmon: {
    flags: "-g -s --no-gui --no-mount --no-unmount",
    values: "--mount-options --always-mount-options --ignore-label",
    options: {
      "--exec-on-drive,--exec-on-disc,--exec-on-video,--exec-on-audio,--exec-on-unmount,--exec-on-remove":
        "shell",
    },
    ...NAMES,
  },

  // Menus whose answer is run.
  "dmenu_run,rofi-run": {
    flags: "-b -f -i",
    values: "-l -m -p -fn -nb -nf -sb -sf -w",
    operands: [],
    input: "code:shell",
  },

  // Pictures, with a program on a key.
  feh: {
    flags: `-F,--fullscreen -g,--geometry -r,--recursive -z,--randomize -q,--quiet -Z,--auto-zoom -x,--borderless -V
      -d,--draw-filename -l,--list -m,--montage -i,--index -t,--thumbnails -.,--scale-down --cycle-once -U -u
      --keep-http --no-fehbg --bg-center --bg-fill --bg-max --bg-scale --bg-tile`,
    values: `-D,--slideshow-delay -S,--sort -e,--font -B,--image-bg -H -W -y -E -X -s --zoom --title
      -T,--theme -C -M -R`,
    options: {
      "-A,--action,--action1,--action2,--action3,--action4,--action5,--action6,--action7,--action8,--action9,--info":
        "shell",
      "-o,--output,-O,--output-only": "write",
      "-f,--filelist": "read",
      "-j,--output-dir": "write-directory",
      "-a,--bg": "read",
    },
    operands: ["read..."],
  },
  "fim,fimgs": {
    flags: "-a -b -h -i -k -p -P -q -t -u -v -w -A -R -Q --no-rc-file --no-stat-push",
    values: "-d -D -m -o -r -s -T -V --sort",
    options: {
      "-c,--execute-commands,-C,--execute-commands-early,-F,--final-commands": "code:other",
      "-E,--execute-script": "script:other",
      "-f,--etc-fimrc": "script:other",
    },
    operands: ["read..."],
  },
  gphoto2: {
    flags: `--capture-image --capture-image-and-download --capture-tethered --auto-detect -l --list-files -L -n -P
      --get-all-files --summary --list-config --delete-all-files -D --keep --stdout -q --force-overwrite --skip-existing --reset`,
    values: "--camera --port --get-file -p --get-config --set-config -F -I --speed",
    options: { "--hook-script": "program", "--filename": "write", "-u,--upload-file": "upload" },
    ...NAMES,
    effectWith: { "--delete-all-files,-D": "destroy" },
  },
  "scanadf,scanimage": {
    flags: "-L -v -n -p -A -T -b --batch --script-wait -h",
    values:
      "-d,--device-name -N -s -e --format --mode --resolution --start-count --end-count --source -x -y -l -t",
    options: { "-S,--scan-script": "shell", "-o,--output-file": "write" },
    operands: [],
  },
  // KIND OF PROGRAM, then its arguments: `TerminalEmulator 'make'`.
  "exo-open,xfce-open": {
    flags: "--help --version",
    several: { "--launch": ["text", "shell"] },
    options: { "--working-directory": "work-directory" },
    operands: ["read..."],
  },
} satisfies Table;
