/** What is done to terminals: escape sequences, deceiving file names, text and keys sent to somebody's screen. */
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { candidates, each, inEarnest, name, tries, words } from "../vocabulary.ts";

/** Characters that nobody sees. Joiners are left out: scripts and emoji need them. */
const INVISIBLE = /[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]/u;

/** Letters of the "tags" block: a second, invisible ASCII. After a black flag they spell a flag. */
const TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,12})[\u{e0000}-\u{e007f}]/u;

/** Sequences that make a terminal do something beyond showing text. Colours, titles and cursor moves are ordinary. */
const ACTING: readonly { readonly shape: RegExp; readonly what: string }[] = [
  { shape: /[\u001b][\]]52;/u, what: "sets the clipboard" },
  { shape: /[\u001b]\]50;|\u001bP(?!\d*(?:;\d*)*q)[^\u001b]*(?:\u001b\\|$)/u, what: "programs the terminal" },
  { shape: /\u001b\[(?:\d+;)*(?:2[01]|19|18|11|14)t/u, what: "makes the terminal type back" },
  {
    shape: /\u001b\]1337;(?:File|CopyToClipboard|RequestUpload|SetUserVar|StealFocus)/u,
    what: "makes the terminal take files or the focus",
  },
  {
    shape: /\u001b\]8;[^;]*;(?!https?:|file:|mailto:|;|\u001b|\u0007)[a-z]/u,
    what: "prints a link that starts a program",
  },
  { shape: /\u001b\[8m|\u001b\[(?:\d+;)*8(?:;\d+)*m/u, what: "prints hidden text" },
];

export const terminal: readonly AnyRule[] = [
  rule({
    id: "terminal/acting-sequence",
    title: "An escape sequence that makes the terminal act",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1059",
    why: "It changes the person's clipboard, hides text from them, or makes the terminal type for them.",
    instead: "Print plain text; colours are fine.",
    on: calls("echo|printf|print|cat|tee"),
    match: (action) => {
      const text = raw([...words(action), action.stdin.text ? show(action.stdin.text) : ""].join(" "));
      return ACTING.find(({ shape }) => shape.test(text))?.what ?? null;
    },
    examples: {
      block: [
        "printf '\\033]52;c;Y3VybCB4fHNo\\a'",
        "echo -e '\\e]52;c;aGk=\\a'",
        "printf '\\e[8mrm -rf x\\e[0m'",
        "echo $'\\e]50;x\\a'",
        "printf '\\033[21t'",
      ],
      allow: [
        "printf '\\033[31mred\\033[0m\\n'",
        "echo -e '\\e[1;32mok\\e[0m'",
        "printf '\\033]0;title\\007'",
        "printf '\\e[2J\\e[H'",
        "echo '\\e'",
      ],
    },
  }),
  rule({
    id: "terminal/file-of-sequences",
    title: "Writing escape sequences into a file that people will look at",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI09", "ASI06"],
    attack: "T1027",
    why: "Whoever shows the file with cat sets the sequences off.",
    instead: "Write plain text.",
    on: each("write"),
    match: (action) => {
      const { text } = action.content;
      if (
        text === null ||
        !/\.(?:md|txt|log|json|ya?ml|toml|cfg|ini|csv|html?)$|README|LICENSE|CHANGELOG/i.test(
          action.path.absolute ?? "",
        )
      )
        return null;
      const shown = show(text);
      const found = ACTING.find(({ shape }) => shape.test(shown));
      return found ? `writes a text into ${name(action.path)} that ${found.what}` : null;
    },
    examples: {
      block: ["printf '\\033]52;c;eA==\\a' > README.md", "echo $'\\e[8mhidden\\e[0m' >> notes.txt"],
      allow: [
        "printf '\\033[31mred\\033[0m\\n' > out.txt",
        "echo hi > README.md",
        "printf '\\033]52;c;eA==\\a' > test/fixture.bin",
      ],
    },
  }),
  rule({
    id: "terminal/smuggled-file",
    title: "Writing invisible instructions into a file",
    severity: "high",
    decision: "deny",
    owasp: ["ASI01", "ASI06"],
    attack: "T1027",
    why: "The next model that reads the file obeys what no person can see in it.",
    instead: "Write the text so that people can see it.",
    on: each("write"),
    match: (action) => {
      const text = action.content.text ? show(action.content.text) : "";
      return TAGS.test(text) || (text.match(new RegExp(INVISIBLE, "gu"))?.length ?? 0) > 8
        ? `writes invisible characters into ${name(action.path)}`
        : null;
    },
    examples: {
      block: [
        "echo 'note\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}' > notes.md",
        "printf 'a\u200b\u200b\u2060\u200b\u2060\u200b\u200b\u2060\u200b\u200bb' > x.txt",
      ],
      allow: ["echo note > notes.md", "printf '\ufeffid,name\\n' > x.csv", "echo '👩‍👩‍👧' > e.txt"],
    },
  }),
  rule({
    id: "terminal/control-in-name",
    title: "Making a file whose name holds control characters",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1036",
    why: "Whoever lists the directory sets them off; scripts that go through the names break.",
    instead: "Use a plain name.",
    on: each("write"),
    match: (action) =>
      candidates(action.path).some((path) => /[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]/u.test(path))
        ? "makes a file with control characters in its name"
        : null,
    examples: {
      block: ["touch $'a\\e[2Jb'", "echo x > $'x\\033]0;y\\a'", "cp a.txt $'b\\rc'"],
      allow: ["touch 'a b'", "touch a-b.txt", "echo x > 'ü.txt'"],
    },
  }),
  rule({
    id: "terminal/option-name",
    title: "Making a file that other commands take for an option",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI09", "ASI05"],
    attack: "T1202",
    why: "With a name like --checkpoint-action=exec=sh, the next `tar *` or `rm *` there obeys it.",
    instead: "Use a name that does not begin with a dash.",
    on: each("write"),
    match: (action) => {
      const base = action.path.absolute?.split("/").at(-1) ?? "";
      return action.mode !== "device" &&
        /^-(?:-[a-z][a-z-]*(?:=.*)?|[a-z]f?)$/i.test(base) &&
        action.by !== "wget"
        ? `makes a file called ${base}`
        : null;
    },
    examples: {
      block: ["echo '' > --checkpoint-action=exec=sh", "touch -- -rf", "echo x > './--reference=x'"],
      allow: ["echo x > a-b", "touch x", "echo x > -"],
    },
  }),
  rule({
    id: "terminal/other-terminal",
    title: "Writing to somebody's terminal",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1059",
    why: "It appears there as if the person's own programs had printed it, or as if they had typed it.",
    instead: "Print on standard output.",
    on: each("write"),
    match: (action) =>
      candidates(action.path).some(
        (path) =>
          /^\/dev\/(?:pts\/\d|tty(?:[0-9S]|AMA|$)|console|vcs|ttys\d)/.test(path) && path !== "/dev/tty",
      )
        ? `writes to ${name(action.path)}`
        : null,
    examples: {
      block: ["echo hi > /dev/pts/3", "cat x > /dev/tty1", "echo x | tee /dev/console"],
      allow: [
        "echo hi > /dev/tty",
        "echo hi > /dev/stderr",
        "stty -F /dev/ttyUSB0 115200",
        "cat fw.hex > /dev/ttyACM0",
      ],
    },
  }),
  rule({
    id: "terminal/message-all",
    title: "Writing a message to everybody's terminal",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI09"],
    attack: null,
    why: "It comes as if the system or an administrator had said it.",
    instead: "Print on standard output.",
    on: calls("wall|write|mesg|talk"),
    match: (action) =>
      action.program === "mesg" || tries(action)
        ? null
        : `runs ${action.program} ${words(action).join(" ")}`.trim(),
    examples: {
      block: ["wall 'the system goes down'", "write dev < x.txt", "echo hi | wall"],
      allow: ["mesg n", "echo wall", "git log --grep wall"],
    },
  }),
  rule({
    id: "terminal/inject-keys",
    title: "Typing in the person's place",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1059",
    why: "Keys sent to other windows act with the person's hands, past every rule.",
    instead: "Run the command itself; for a browser use a driver made for tests.",
    on: calls(
      "xdotool|ydotool|dotool type|key|keydown|keyup|click|mousemove|exec",
      "xdotool ** type|key|keydown|keyup",
      "kitten @ send-text|send-key",
      "wtype|xvkbd|uinput|cliclick|TIOCSTI|ttyecho|xte|evemu-event",
      "osascript -e=*keystroke*|*key*code*|*System*Events*click*|*click*System*Events*|*System*Events*set*value*|*System*Events*delete*",
      "dbus-send|gdbus|qdbus ** *sendText*|*runCommand*|*feed_child*|org.kde.konsole*|org.gnome.Terminal*",
      "dbus-send|gdbus|qdbus --dest=org.kde.konsole*|org.gnome.Terminal*",
      "gdbus call --method=org.gnome.Shell.Eval",
      "busctl|dbus-send|qdbus ** org.gnome.Shell.Eval",
    ),
    match: inEarnest,
    examples: {
      block: [
        "xdotool type 'rm -rf ~'",
        "ydotool type hi",
        "wtype hi",
        'osascript -e \'tell application "System Events" to keystroke "x"\'',
        "xdotool key ctrl+v",
        "kitten @ send-text 'rm -rf ~'",
        "osascript -e 'tell application \"System Events\" to click button 1 of window 1'",
      ],
      allow: [
        "osascript -e 'tell application \"System Events\" to get name of every process'",
        "xdotool getactivewindow",
        "osascript -e 'display notification \"done\"'",
        "echo xdotool",
      ],
    },
  }),
];

/** What echo -e, printf and $'…' make of backslash escapes. */
function raw(text: string): string {
  return text
    .replace(/\\(?:e|E|033|0?33|x1[bB]|u001[bB])/g, "\u001b")
    .replace(/\\(?:a|007|x07)/g, "\u0007")
    .replace(/\\(?:x9[dD]|235)/g, "\u009d");
}
