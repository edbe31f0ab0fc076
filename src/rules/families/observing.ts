/** Watching people and programs: memory, clipboard, screen, keyboard. */

import type { Run } from "../../meaning/action.ts";
import { isSecretName } from "../../meaning/call/secret-name.ts";
import { known, literal } from "../../meaning/value.ts";
import { NO_ORDINARY_USE } from "../advice.ts";
import { holdsPasswords, namesIn } from "../process-names.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { has, inEarnest, said, tries, words } from "../vocabulary.ts";

export const observing: readonly AnyRule[] = [
  rule({
    id: "secrets/memory",
    title: "Reading another program's memory",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1003.007",
    why: "Keys and passwords are in the memory of the programs that use them.",
    instead: "Debug a program that you start yourself: gdb --args ./program.",
    on: calls(
      "coredumpctl dump|debug|gdb",
      "gcore|procdump|mimipenguin|reptyr|frida|frida-trace|scanmem|PINCE|avml|lime|memdump|dumpit|createdump",
      "dotnet-dump|dotnet-gcdump collect",
      "gdb|lldb|r2|radare2 -p|--pid|--attach-pid",
      "lldb -n|--attach-name",
      "gdb|lldb -ex|--eval-command|-o|--one-line=attach*|generate-core-file*",
      "gdbserver --attach",
      "jcmd * GC.heap_dump",
      "jmap -dump*",
      "py-spy|rbspy dump --locals",
    ),
    match: (action) => (tries(action) || showsCallsOnly(action) ? null : said(action)),
    examples: {
      block: [
        "gcore 1234",
        "gdb -p 1234 -batch -ex bt -ex 'x/s password'",
        "gdb -p 1234 -batch -ex 'dump memory x 0 1'",
        "lldb --attach-pid 99",
        "lldb -n ssh-agent",
        "procdump 1234",
        "frida -p 1234 -l x.js",
        "gdb -batch -p $(pgrep ssh-agent)",
      ],
      allow: [
        "gdb ./a.out",
        "gdb -n -batch -ex 'thread apply all bt full' ./a.out -c core",
        "gdb --args ./a.out x",
        "lldb ./a.out",
        "gcore --help",
        "jcmd -l",
        "py-spy top --pid 1",
        "gdb -p 1234 -batch -ex 'thread apply all bt'",
      ],
    },
  }),
  rule({
    id: "secrets/traced",
    title: "Watching a program that passwords are typed into",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1056",
    why: "What it reads and writes is shown, passwords and keys among it.",
    instead: "Trace a program that you start yourself: strace ./program.",
    on: calls("strace|ltrace|truss|dtruss|ktrace|gdb|lldb|bpftrace -p|--attach|--pid"),
    match: (action) => {
      const targets = ["-p", "--attach", "--pid"].flatMap((name) => action.call.options.get(name) ?? []);
      const watched = targets.flatMap(namesIn).find(holdsPasswords);
      return watched === undefined ? null : `${action.program} watches ${watched}`;
    },
    examples: {
      block: [
        "strace -p $(pgrep -n su) -e trace=read -o /tmp/o",
        "strace -f -p $(pgrep -f 'sshd: dev') -s 128",
        "ltrace -p $(pidof sudo)",
      ],
      allow: ["strace -p 1234", "strace -p $(pgrep node)", "strace ls", "ltrace ./a.out"],
    },
  }),
  rule({
    id: "secrets/process-environment",
    title: "Showing the environment of other programs",
    severity: "high",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1552",
    why: "Programs are given their passwords and tokens there.",
    instead: "ps -ef or ps aux shows programs without it.",
    on: calls("ps", "pargs -e", "tmux show-environment|showenv", "systemctl --user show-environment"),
    match: (action) => {
      if (action.program !== "ps") return asksForPlainVariable(action) ? null : said(action);
      // Without a dash `e` is the environment; with one it is every process.
      const [first = "", ...others] = words(action);
      return /^[a-zA-Z]*e[a-zA-Z]*$/.test(first) || others.includes("e") ? said(action) : null;
    },
    examples: {
      block: [
        "ps eww -p 1234",
        "ps auxe",
        "ps -o pid,command e",
        "tmux show-environment -g",
        "systemctl --user show-environment",
      ],
      allow: ["ps -ef", "ps aux", "ps -eo pid,comm", "ps -p 1", "tmux show-environment DISPLAY"],
    },
  }),
  rule({
    id: "secrets/clipboard",
    title: "Reading the person's clipboard, mail or notes",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1115",
    why: "Passwords and private things are in them; nobody knows what is there.",
    instead: "Ask the person to paste what is needed.",
    on: calls(
      "pbpaste|wl-paste|termux-clipboard-get",
      "xclip -o|-out",
      "xsel -o|--output",
      "copyq read|clipboard",
      "cliphist list|decode",
      "gpaste-client get|history",
      "greenclip print",
      "clipman pick|show-item|restore",
      "clipcatctl list|get",
      "tmux save-buffer|saveb|show-buffer|showb|list-buffers|lsb",
      "qdbus|qdbus6|busctl|gdbus|dbus-send ** *getClipboard*",
      "osascript -e=*clipboard*",
      "osascript -e=*Mail*content*|*Notes*body*|*Messages*chat*|*Contacts*value*|*Calendar*event*|*Safari*do*JavaScript*|*Chrome*execute*javascript*",
      "powershell|pwsh -Command|-c=*Get-Clipboard*",
      "powershell|pwsh *Get-Clipboard*",
    ),
    match: inEarnest,
    examples: {
      block: [
        "pbpaste",
        "xclip -selection clipboard -o",
        "wl-paste | head",
        "xsel --clipboard --output",
        "osascript -e 'the clipboard'",
        "greenclip print",
        "qdbus org.kde.klipper /klipper getClipboardHistoryMenu",
        "osascript -e 'tell application \"Notes\" to get body of every note'",
      ],
      allow: ["echo hi | pbcopy", "xclip -selection clipboard < x.txt", "wl-copy hi", "xsel --help"],
    },
  }),
  rule({
    id: "secrets/screen",
    title: "Recording the screen, the camera or the microphone",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03", "ASI09"],
    attack: "T1113",
    why: "What people have open or say is theirs.",
    instead: "Take a picture of your own page in a headless browser.",
    on: calls(
      "screencapture|scrot|grim|maim|gnome-screenshot|spectacle|xwd|flameshot|wf-recorder|recordmydesktop",
      "fswebcam|imagesnap|streamer|termux-camera-photo",
      "v4l2-ctl --stream*",
      "arecord|parec|pw-record|rec|termux-microphone-record !-l !-L",
      "ffmpeg -f=x11grab|avfoundation|v4l2|pulse|alsa|gdigrab|dshow|kmsgrab|sndio|oss",
      "import -window root",
      "import x:*",
      "gdbus call --method=*Screenshot*|*ScreenShot*|*ScreenCast*",
      "busctl|dbus-send|qdbus ** *Screenshot*|*ScreenShot*|*ScreenCast*",
    ),
    match: inEarnest,
    examples: {
      block: [
        "screencapture x.png",
        "scrot",
        "ffmpeg -f x11grab -i :0 x.mp4",
        "ffmpeg -f avfoundation -i 1 x.mov",
        "import -window root x.png",
        "arecord x.wav",
        "fswebcam x.jpg",
        "gdbus call --session --dest org.gnome.Shell.Screenshot --object-path /org/gnome/Shell/Screenshot --method org.gnome.Shell.Screenshot.Screenshot true false /tmp/s.png",
      ],
      allow: [
        "ffmpeg -i a.mp4 b.webm",
        "chromium --headless --screenshot=x.png http://localhost:3000",
        "convert a.png b.jpg",
        "scrot --help",
      ],
    },
  }),
  rule({
    id: "secrets/keystrokes",
    title: "Reading what is typed",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1056.001",
    why: "Passwords are typed.",
    instead: NO_ORDINARY_USE,
    on: calls(
      "logkeys|showkey|evtest|xspy|keysniffer|lkl|uberkey|xev|wev|evemu-record|hid-recorder",
      "xinput test|test-xi2",
      "osascript -e=*hidden*answer*",
      "zenity|yad|kdialog --password|--entry-password",
      "pamspy|3snake|linikatz|swap_digger|mimipenguin|lazagne|laZagne|LaZagne|lazagne.py|laZagne.py|LaZagne.py",
      "libinput record|debug-events",
    ),
    match: inEarnest,
    examples: {
      block: [
        "logkeys --start",
        "xinput test 12",
        "showkey -k",
        'osascript -e \'display dialog "Password" default answer "" with hidden answer\'',
        "evtest /dev/input/event3",
        "libinput record",
      ],
      allow: ["xinput list", "libinput list-devices", "echo logkeys", "grep keylogger README.md"],
    },
  }),
];

/** `tmux show-environment DISPLAY`: one variable, and no secret by its name. */
function asksForPlainVariable({ call }: Run): boolean {
  const name = literal(call.operands.at(-1)?.text ?? known(""));
  return name !== null && /^[A-Z][A-Z\d_]*$/.test(name) && !isSecretName(name);
}

/** `gdb -p PID -batch -ex bt`: which functions a program that hangs is in, and nothing of what they hold. */
function showsCallsOnly({ program, call }: Run): boolean {
  const commands = call.options.get("-ex") ?? [];
  return (
    program === "gdb" &&
    has(call, "-batch", "--batch") &&
    !has(call, "-x", "-ix") &&
    commands.length > 0 &&
    commands.every((command) => CALLS.test(literal(command) ?? ""))
  );
}

const CALLS =
  /^\s*(?:(?:thread apply all )?(?:bt|backtrace|where)(?: -?\d+)?|info (?:threads|sharedlibrary)|set (?:pagination|confirm|width|height)\b.*|detach|quit)\s*$/;
