/** Watching people and programs: memory, clipboard, screen, keyboard. */
import { type AnyRule, rule } from "../rule.ts";
import { has, run, said, tries, words, written } from "../vocabulary.ts";

const NEVER = "There is no ordinary use for this here.";

/** Programs that ask the screen, the camera or the microphone. */
const RECORDERS = [
  "screencapture",
  "scrot",
  "grim",
  "maim",
  "gnome-screenshot",
  "spectacle",
  "xwd",
  "flameshot",
  "import",
  "wf-recorder",
  "recordmydesktop",
  "fswebcam",
  "imagesnap",
  "arecord",
  "parec",
  "pw-record",
  "rec",
  "streamer",
  "v4l2-ctl",
  "termux-camera-photo",
  "termux-microphone-record",
  "ffmpeg",
];

/** Programs that read what is typed. */
const KEYLOGGERS = [
  "logkeys",
  "xinput",
  "showkey",
  "evtest",
  "xspy",
  "keysniffer",
  "lkl",
  "uberkey",
  "libinput",
  "xev",
  "wev",
  "evemu-record",
  "hid-recorder",
];

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
    on: run([
      "gcore",
      "gdb",
      "lldb",
      "procdump",
      "mimipenguin",
      "gdbserver",
      "pmap",
      "reptyr",
      "frida",
      "frida-trace",
      "frida-ps",
      "r2",
      "radare2",
      "scanmem",
      "PINCE",
      "avml",
      "lime",
      "memdump",
      "dumpit",
      "jmap",
      "jcmd",
      "createdump",
      "dotnet-dump",
      "dotnet-gcdump",
      "py-spy",
      "rbspy",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      const line = written(action);
      switch (action.program) {
        case "gdb":
        case "lldb":
        case "r2":
        case "radare2":
          return has(action.call, "-p", "--pid", "--attach-pid", "-n", "--attach-name") ||
            /(?:^|\s)(?:attach|-p=?)\s*\d|generate-core-file/.test(line)
            ? said(action)
            : null;
        case "gdbserver":
          return /--attach\b/.test(line) ? said(action) : null;
        case "jcmd":
          return /GC\.heap_dump/.test(line) ? said(action) : null;
        case "jmap":
          return /dump/.test(line) ? said(action) : null;
        case "py-spy":
        case "rbspy":
          return /^(?:py-spy|rbspy) dump\b.*--locals/.test(line) ? said(action) : null;
        case "pmap":
          return null;
        default:
          return words(action).length > 0 ? said(action) : null;
      }
    },
    examples: {
      block: [
        "gcore 1234",
        "gdb -p 1234 -batch -ex 'dump memory x 0 1'",
        "lldb --attach-pid 99",
        "procdump 1234",
        "frida -p 1234 -l x.js",
        "gdb -batch -p $(pgrep ssh-agent)",
      ],
      allow: [
        "gdb ./a.out",
        "gdb --args ./a.out x",
        "lldb ./a.out",
        "gcore --help",
        "jcmd -l",
        "py-spy top --pid 1",
      ],
    },
  }),
  rule({
    id: "secrets/clipboard",
    title: "Reading the person's clipboard",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1115",
    why: "People copy passwords; nobody knows what is there.",
    instead: "Ask the person to paste what is needed.",
    on: run([
      "pbpaste",
      "xclip",
      "xsel",
      "wl-paste",
      "termux-clipboard-get",
      "copyq",
      "clipman",
      "cliphist",
      "parcellite",
      "gpaste-client",
      "osascript",
      "powershell",
      "pwsh",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      const line = written(action);
      return /^(?:pbpaste|wl-paste|termux-clipboard-get)\b/.test(line) ||
        /^xclip\b.*\s-o(?:ut)?\b|^xsel\b.*(?:\s-\w*o|--output)|^copyq (?:read|clipboard)|^cliphist (?:list|decode)|^gpaste-client (?:get|history)|the clipboard\b|Get-Clipboard/.test(
          line,
        )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "pbpaste",
        "xclip -selection clipboard -o",
        "wl-paste | head",
        "xsel --clipboard --output",
        "osascript -e 'the clipboard'",
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
    on: run(RECORDERS),
    match: (action) => {
      if (tries(action)) return null;
      const line = written(action);
      if (action.program === "ffmpeg")
        return /-f (?:x11grab|avfoundation|v4l2|pulse|alsa|gdigrab|dshow|kmsgrab|sndio|oss)\b/.test(line)
          ? said(action)
          : null;
      if (action.program === "import") return /-window root|(?:^|\s)x:/.test(line) ? said(action) : null;
      if (action.program === "v4l2-ctl") return /--stream/.test(line) ? said(action) : null;
      return said(action);
    },
    examples: {
      block: [
        "screencapture x.png",
        "scrot",
        "ffmpeg -f x11grab -i :0 x.mp4",
        "ffmpeg -f avfoundation -i 1 x.mov",
        "import -window root x.png",
        "arecord x.wav",
        "fswebcam x.jpg",
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
    instead: NEVER,
    on: run(KEYLOGGERS),
    match: (action) => {
      const line = written(action);
      if (action.program === "xinput") return /\btest(?:-xi2)?\b/.test(line) ? said(action) : null;
      if (action.program === "libinput")
        return /\b(?:record|debug-events)\b/.test(line) ? said(action) : null;
      return tries(action) ? null : said(action);
    },
    examples: {
      block: [
        "logkeys --start",
        "xinput test 12",
        "showkey -k",
        "evtest /dev/input/event3",
        "libinput record",
      ],
      allow: ["xinput list", "libinput list-devices", "echo logkeys", "grep keylogger README.md"],
    },
  }),
];
