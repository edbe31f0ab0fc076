/** Disguise: false names, times and places. */

import { show } from "../../meaning/value.ts";
import { LEAVE_AS_IS } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import {
  candidates,
  changing,
  each,
  has,
  here,
  operands,
  option,
  said,
  tries,
  words,
} from "../vocabulary.ts";

/** A shell by its name, alone or at the end of a path. */
const SHELL_NAME = /(?:^|\/)(?:ba|da|z|k|a|fi|c|tc|mk)?sh$/;

/** A program that the user, or everybody here, can start by its name; the system brings none of these. */
const OWN_PROGRAM =
  /^(?:\/(?:home|Users)\/[^/]+\/(?:\.local\/)?|\/root\/(?:\.local\/)?|\/usr\/local\/)bin\/([^/]+)$/;

/** Programs that everybody starts without a thought, and that come with the system. */
const EVERYDAY =
  /^(?:sudo|su|doas|ssh|scp|sftp|ssh-add|gpg|login|passwd|sh|bash|dash|zsh|ls|cat|cp|mv|rm|ln|ps|top|kill|grep|sed|awk|find|env|git|curl|wget|crontab|systemctl)$/;

/** Where what was installed lies: a link to it only gives it a name. */
const INSTALLED = /^\/(?:usr|bin|sbin|opt|nix|snap|Applications|home\/linuxbrew)\//;

export const disguise: readonly AnyRule[] = [
  rule({
    id: "evasion/timestamps",
    title: "Giving a file outside the project another time",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1070.006",
    why: "It hides when something was changed.",
    instead: LEAVE_AS_IS,
    on: calls("touch|SetFile|gtouch|debugfs"),
    match: (action, context) => {
      const set = has(action.call, "-t", "-d", "--date", "-r", "--reference") || action.program === "SetFile";
      if (!set || !here(action)) return null;
      const outside = operands(action.call).find(
        (path) =>
          path.startsWith("/") &&
          !path.startsWith(`${context.project}/`) &&
          !context.temporary.some((each) => path.startsWith(`${each}/`)),
      );
      return outside === undefined ? null : `gives ${outside} another time`;
    },
    examples: {
      block: [
        "touch -r /bin/ls /usr/local/bin/x",
        "touch -t 202001010000 /etc/passwd",
        "touch -d '2 days ago' /var/log/auth.log",
      ],
      allow: [
        "touch -t 202001010000 fixture.txt",
        "touch a.txt",
        "touch -r a.txt b.txt",
        "touch -d yesterday /tmp/x",
      ],
    },
  }),
  rule({
    id: "evasion/immutable",
    title: "Making a file that nobody can change or remove",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1222.002",
    why: "It keeps people and tools from undoing what was done; taken off, it opens what somebody had closed.",
    instead: LEAVE_AS_IS,
    on: calls("chattr|chflags|lsattr|setfattr"),
    match: (action) => {
      const flags = words(action).find((word) =>
        /^[+=-][a-zA-Z]*[iau]|^(?:no)?(?:schg|uchg|sappnd|uappnd|sunlnk|hidden)/.test(word),
      );
      return action.program === "chattr" || action.program === "chflags"
        ? flags === undefined || flags.startsWith("-R")
          ? null
          : said(action)
        : null;
    },
    examples: {
      block: ["chattr +i /etc/resolv.conf", "chattr -i /etc/passwd", "chflags schg x", "chattr +a x.log"],
      allow: ["lsattr x", "chattr +C vm.img", "ls -lO"],
    },
  }),
  rule({
    id: "evasion/masquerade",
    title: "A copy of a shell or interpreter under another name",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1036.003",
    why: "Under another name nobody recognises what runs.",
    instead: "Call the program by its own name.",
    on: calls("cp|install|ln|mv|rsync|dd"),
    match: (action) => {
      const given = operands(action.call);
      const program = given.find((path) =>
        /^\/(?:usr\/)?(?:local\/)?bin\/(?:ba|da|z|k|a|fi|c|tc|mk)?sh$|^\/(?:usr\/)?bin\/(?:busybox|python3?|perl|ruby|node|nc|ncat|socat|sudo|su|env|curl|wget)$/.test(
          path,
        ),
      );
      const to = given.at(-1) ?? "";
      if (program === undefined || to === program || action.origin.place.kind === "container") return null;
      const base = to.split("/").at(-1) ?? "";
      const same = base === program.split("/").at(-1) || base === "" || /^(?:bin|usr|\.|sbin)$/.test(base);
      // Links give versions their plain names (python → python3); a shell has no other name to go by.
      const plain = action.program === "ln" && (!SHELL_NAME.test(program) || SHELL_NAME.test(base));
      return same || plain ? null : `makes ${program} available as ${to}`;
    },
    examples: {
      block: [
        "cp /bin/sh /tmp/x",
        "cp /usr/bin/curl ./helper",
        "install -m 755 /bin/bash ~/.local/bin/vi",
        "cp /usr/bin/nc /tmp/.nc",
        "ln -s /bin/sh git-x",
      ],
      allow: ["cp a.sh b.sh", "cp build/x /tmp/x", "ln -sf /bin/bash ./bash", "cp /bin/sh rootfs/bin/"],
    },
  }),
  rule({
    id: "evasion/shadow-program",
    title: "Putting something of one's own under the name of an everyday program",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1574.007",
    why: "From then on people and scripts start it where they mean the system's, passwords and all.",
    instead: "Give it a name of its own, or call it by its path.",
    on: changing,
    match: (action) => {
      if (action.kind !== "write" && action.kind !== "link") return null;
      if (action.kind === "link" && INSTALLED.test(action.target.absolute ?? "")) return null;
      const path = candidates(action.path).find((each) => EVERYDAY.test(OWN_PROGRAM.exec(each)?.[1] ?? ""));
      return path === undefined || action.origin.place.kind !== "here" ? null : `puts a program at ${path}`;
    },
    examples: {
      block: [
        "ln -sf /tmp/x ~/.local/bin/git",
        "cp wrapper ~/bin/sudo",
        "printf '#!/bin/sh\\n' > ~/.local/bin/ssh",
      ],
      allow: [
        "ln -s ~/src/tool ~/.local/bin/tool",
        "ln -s /usr/bin/fdfind ~/.local/bin/fd",
        "ln -s /opt/git/bin/git ~/.local/bin/git",
        "install -m 755 build/app ~/.local/bin/",
      ],
    },
  }),
  rule({
    id: "evasion/hide-process",
    title: "Starting a program under a false name",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1036.004",
    why: "People who look at the processes see another program than the one that runs.",
    instead: "Start it under its own name.",
    on: calls("exec|bash|libprocesshider|xhide"),
    match: (action) => {
      if (action.program !== "exec")
        return /xhide|libprocesshider/.test(action.program ?? "") ? said(action) : null;
      const named =
        option(action.call, "-a") ?? (words(action)[0] === "-a" ? (words(action)[1] ?? null) : null);
      return named === null ? null : `starts a program as ${named}`;
    },
    examples: {
      block: ["exec -a '[kworker/0:1]' ./x", "bash -c 'exec -a sshd ./x'", "exec -a nginx ./miner"],
      allow: ["exec ./x", "exec bash", "exec 3> x.log"],
    },
  }),
  rule({
    id: "evasion/make-runnable-hidden",
    title: "Making a hidden file in a temporary directory runnable",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI10"],
    attack: "T1564.001",
    why: "Hidden programs in temporary directories are how foreign code is kept out of sight.",
    instead: "Use a plain name, inside the project.",
    on: each("chmod"),
    match: (action) => {
      const path = action.path.absolute;
      return path !== null &&
        /^\/(?:tmp|dev\/shm|var\/tmp)\/\.[^/]+$/.test(path) &&
        action.change.kind === "mode" &&
        /x|[157]/.test(show(action.change.mode))
        ? `makes ${path} runnable`
        : null;
    },
    examples: {
      block: ["chmod +x /tmp/.x", "chmod 755 /dev/shm/.hidden"],
      allow: ["chmod +x /tmp/x", "chmod +x .githooks/pre-commit"],
    },
  }),
  rule({
    id: "evasion/detach",
    title: "Leaving something running behind after the session",
    severity: "low",
    decision: "warn",
    owasp: ["ASI10"],
    attack: "T1036.009",
    why: "What runs on afterwards is seen by nobody.",
    instead: "Start it in the background of this session, and stop it at the end.",
    on: calls("setsid|disown|nohup|daemonize|daemon|dtach|abduco|start-stop-daemon"),
    match: (action) =>
      tries(action) || (action.program === "nohup" && words(action).length === 0)
        ? null
        : /^(?:setsid|daemonize|daemon|dtach|abduco|start-stop-daemon)$/.test(action.program ?? "")
          ? said(action)
          : null,
    examples: {
      block: [
        "setsid ./x",
        "daemonize /tmp/x",
        "start-stop-daemon --start --exec ./x",
        "dtach -n /tmp/s ./x",
      ],
      allow: ["nohup npm start &", "npm start &", "disown", "setsid --help"],
    },
  }),
];
