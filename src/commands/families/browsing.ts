/**
 * Going through files at a terminal: file managers and their commands, openers and plug-ins. Sources: ranger(1), lf(1), nnn(1),
 * vifm(1), mc(1), yazi, xplr, broot, clifm(1).
 */
import type { Table } from "../spec.ts";

/** They list what is there; nothing of it is printed. */
const LISTS = { operands: ["metadata..."], interactive: true, output: "digest" } as const;

export const browsing = {
  lf: {
    ...LISTS,
    flags: "-doc -print-last-dir -print-selection -server -single -version",
    values: "-cpuprofile -memprofile",
    style: "single",
    options: {
      "-command": "code:other",
      "-remote": "code:other",
      "-config": "script:other",
      "-last-dir-path,-selection-path,-log": "write",
    },
  },
  vifm: {
    ...LISTS,
    flags: "-f --no-configs --select -s",
    values: "--server-name --delimiter",
    options: {
      "-c": "code:vim",
      "--remote,--remote-expr": "code:vim",
      "--choose-files,--choose-dir,--logging": "write",
      "--on-choose": "shell",
      "--plugins-dir": "library",
    },
    optional: { "+": "code:vim" },
  },
  clifm: {
    ...LISTS,
    flags: "-a -A -e -f -F -g -G -i -I -l -L -m -o -O -r -s -S -t -u -U -v -y",
    values: "-b -h -p -P -w -z -B,-D",
    options: { "-x": "shell", "-c,-k": "config" },
  },
  ranger: {
    ...LISTS,
    flags: "-d,--debug -c,--clean --list-unused-keys --copy-config --profile --show-only-dirs",
    values: "--list-tagged-files --selectfile --fail-unless-cd -m --mode -f --flags",
    options: {
      "--cmd": "code:other",
      "-r,--confdir": "library",
      "--datadir,--cachedir": "write-directory",
      "--choosefile,--choosefiles,--choosedir": "write",
    },
  },
  nnn: {
    ...LISTS,
    flags: "-a -A -B -c -C -d -D -e -E -f -F -g -H -i -J -K -n -N -o -q -Q -r -R -S -u -U -x -0",
    values: "-b -l -P -s -t -T",
    options: { "-p": "write" },
    environment: {
      NNN_OPENER: "shell",
      NNN_PLUG: "code:other",
      NNN_TRASH: "text",
      EDITOR: "shell",
      VISUAL: "shell",
      PAGER: "shell",
    },
  },
  "mcview,mcedit,mcdiff": {
    operands: ["read..."],
    flags: "-a -b -c -d -f -F -g -k -s -t -u -U -x -X --nocolor --nomouse",
    values: "-C -K -S --keymap -D",
    options: { "-e,--edit,-v,--view": "read", "-P,--printwd": "write", "-l": "write" },
    interactive: true,
    environment: { EDITOR: "shell", VISUAL: "shell", PAGER: "shell" },
  },
  "broot,br": {
    ...LISTS,
    flags: `-s,--sizes -h,--hidden -d,--dates -p,--permissions -g,--show-git-info -w --whale-spotting -i
      -t,--trim-root -S`,
    values: "--color --height --max-depth --sort --listen --send",
    options: {
      "-c,--cmd": "code:other",
      "--conf": "config",
      "--outcmd,--verb-output": "write",
      "--write-default-conf": "write-directory",
    },
  },
  xplr: {
    ...LISTS,
    flags: "-0 --read0 --write0 --read-only --print-pwd-as-result --force-focus",
    values: "--vroot -m,--pipe-msg-in -M,--print-msg-in",
    options: { "--on-load": "code:other", "-c,--config,-C,--extra-config": "script:lua" },
  },
  "joshuto,yazi": {
    ...LISTS,
    flags: "--clear-cache --debug",
    values: "--client-id --local-events --remote-events --path",
    options: { "--output-file,--chooser-file,--cwd-file,--file-chooser": "write" },
  },
} satisfies Table;
