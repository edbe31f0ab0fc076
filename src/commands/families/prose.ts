/** Prose: translation catalogues, troff, spelling, counting lines of code. Sources: the programs' --help. */
import type { Table } from "../spec.ts";

export const prose = {
  "msgfilter,msgexec": {
    flags: `-P,--properties-input -p,--properties-output --newline --keep-header --indent -s,--sort-output -e -E`,
    options: { "-o,--output-file": "write", "-i,--input": "read", "-D,--directory": "read" },
    operands: ["command"],
    input: "ignored",
  },
  csvtool: {
    values: "-t -u -z",
    options: { "-o": "write" },
    operands: ["text", "read..."],
    subcommands: { call: { operands: ["shell", "read..."] } },
  },
  "msgattrib,msgcat,msgconv,msgen,msgfmt,msggrep,msginit,msgmerge,msgunfmt,msguniq,msgcmp,msgcomm,xgettext": {
    flags: `-P,--properties-input -p,--properties-output --stringtable-input --stringtable-output -U,--update
      -c,--check -v,--verbose -i,--indent`,
    options: {
      "-o,--output-file": "write",
      "-f,--files-from": "read",
      "-D,--directory": "read",
      "-d,--output-dir": "write-directory",
      "-C,--compendium": "read",
    },
    inPlace: "-U",
  },
  "pic,gpic": { flags: "-C -c -n -S -t -U -z", operands: ["script:other..."], input: "code:other" },
  "figlet,toilet,lolcat,fortune,banner": {
    values: "-e -T -w",
    options: { "-f": "read", "-d": "read" },
    operands: ["text..."],
    output: "arguments",
  },
  "tokei,cloc,scc,loc,sloccount": {
    flags: "-f,--files --by-file --hidden --no-ignore -v -w --no-gitignore --no-cocomo --quiet",
    values: `-e,--exclude --exclude-dir --include-lang -t,--types -o,--output -s,--sort --format -i,--include-ext
      -x,--exclude-ext`,
    output: "digest",
  },
  "codespell,aspell,ispell,hunspell,typos,misspell,vale,cspell": {
    flags: `-w,--write-changes -a -l -d,--disable-colors -q -i -f,--check-filenames --no-progress --no-summary`,
    values: "-L,--ignore-words-list -S,--skip -C --lang",
    options: {
      "-I,--ignore-words": "read",
      "-D,--dictionary": "read",
      "--config,--conf": "config",
      "-c": "edit",
      "-p,--personal": "read",
    },
    inPlace: "-w",
  },
} satisfies Table;
