/** GNU coreutils, with what BSD and macOS add. Sources: the programs' own `--help` (coreutils 9.x), FreeBSD manual. */
import type { Table } from "../spec.ts";

const DIGEST = {
  flags: `-b,--binary -c,--check --tag -t,--text -z,--zero --ignore-missing --quiet --status --strict -w,--warn
    -r -q -p`,
  values: "-a,--algorithm -l,--length -s",
  output: "digest",
} as const;

const COPY_FLAGS = `-a,--archive --attributes-only -b --copy-contents -d -f,--force -i,--interactive -H -l,--link
  -L,--dereference -n,--no-clobber -P,--no-dereference -p --debug --keep-directory-symlink --parents -R,-r,--recursive
  --remove-destination --strip-trailing-slashes -s,--symbolic-link -T,--no-target-directory -u -v,--verbose
  -x,--one-file-system -Z -c -N -X --backup --context --preserve --reflink --update`;

export const coreutils = {
  // What shows files.
  cat: {
    flags: `-A,--show-all -b,--number-nonblank -e -E,--show-ends -n,--number -s,--squeeze-blank -t
      -T,--show-tabs -u -v,--show-nonprinting -l`,
  },
  "tac,rev": { flags: "-b,--before -r,--regex -0,--zero", values: "-s,--separator" },
  head: { flags: "-q,--quiet,--silent -v,--verbose -z,--zero-terminated", values: "-c,--bytes -n,--lines" },
  tail: {
    flags: "-f -F -q,--quiet,--silent --retry -v,--verbose -z,--zero-terminated -r --follow",
    values: "-c,--bytes -n,--lines -b,--blocks --max-unchanged-stats -s,--sleep-interval",
    options: { "--pid": "process" },
  },
  nl: {
    flags: "-p,--no-renumber",
    values: `-b,--body-numbering -d,--section-delimiter -f,--footer-numbering -h,--header-numbering
      -i,--line-increment -l,--join-blank-lines -n,--number-format -s,--number-separator
      -v,--starting-line-number -w,--number-width`,
  },
  od: {
    flags: `-a -b -c -d -f -h -i -l -o -s -x -v,--output-duplicates --traditional -B -D -e -F -H -I -L -O -X`,
    values: "-A,--address-radix -j,--skip-bytes -N,--read-bytes -t,--format --endian",
    optional: { "-S,--strings": "text", "-w,--width": "text" },
  },
  "base64,base32,base58,basenc,basez,base32plain,base32hex,base16": {
    flags: `-d,--decode,-D -i,--ignore-garbage -n,--noerrcheck -u,--url --base64 --base64url --base32
      --base32hex --base16 --base2msbf --base2lsbf --z85 --base58`,
    values: "-w,--wrap,-b,--break",
    options: { "-o,--output": "write", "--input": "read" },
  },
  ascii85: { flags: "-d,--decode", values: "-w,--wrap" },

  // What measures them.
  "md5sum,sha1sum,sha224sum,sha256sum,sha384sum,sha512sum,b2sum,b3sum,cksum,sum,shasum,md5,sha1,sha256,sha512,rmd160":
    DIGEST,
  wc: {
    flags: "-c,--bytes -m,--chars -l,--lines -L,--max-line-length -w,--words --libxo",
    values: "--total",
    options: { "--files0-from": "read" },
    output: "digest",
  },
  stat: {
    flags: "-L,--dereference -f,--file-system -t,--terse -F -l -n -q -r -s -x",
    values: "-c,--format --printf --cached",
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
  },
  ls: {
    flags: `-a,--all -A,--almost-all --author -b,--escape -B,--ignore-backups -c -C -d,--directory -D,--dired -f
      -F --file-type -g -G,--no-group --group-directories-first -h,--human-readable --si
      -H,--dereference-command-line --dereference-command-line-symlink-to-dir -i,--inode -k,--kibibytes -l
      -L,--dereference -m -n,--numeric-uid-gid -N,--literal -o -p -q,--hide-control-chars
      --show-control-chars -Q,--quote-name -r,--reverse -R,--recursive -s,--size -S -t -u -U -v -x -X
      -Z,--context --zero -1 --full-time -O -e -@ -% --color --hyperlink --classify`,
    values: `--block-size --format --hide --indicator-style -I,--ignore --quoting-style --sort --time
      --time-style -T,--tabsize -w,--width`,
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
    recursive: "-R",
  },
  "dir,vdir": {
    flags: "-R,--recursive -a -l",
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
    recursive: "-R",
  },
  du: {
    flags: `-0,--null -a,--all --apparent-size -b,--bytes -c,--total -D,--dereference-args -H
      -h,--human-readable --inodes -k -L,--dereference -l,--count-links -m -P,--no-dereference
      -S,--separate-dirs --si -s,--summarize -x,--one-file-system -g -n --time`,
    values: "-B,--block-size -d,--max-depth -t,--threshold --time-style --exclude -I",
    options: { "--files0-from": "read", "-X,--exclude-from": "read" },
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
  },
  df: {
    flags: `-a,--all -h,--human-readable -H,--si -i,--inodes -k -l,--local --no-sync -P,--portability --sync
      --total -T,--print-type -m -g -b --output`,
    values: "-B,--block-size -t,--type -x,--exclude-type",
    operands: ["metadata..."],
    output: "digest",
    input: "ignored",
  },
  "basename,dirname": {
    flags: "-a,--multiple -z,--zero",
    values: "-s,--suffix",
    operands: ["text..."],
    output: "arguments",
    input: "ignored",
  },
  "realpath,readlink": {
    flags: `-e,--canonicalize-existing -m,--canonicalize-missing -L,--logical -P,--physical -q,--quiet
      -s,--strip --no-symlinks -z,--zero -f -n,--no-newline --silent -v,--verbose -E,--canonicalize`,
    options: { "--relative-to": "metadata", "--relative-base": "metadata" },
    operands: ["metadata..."],
    output: "arguments",
    input: "ignored",
  },
  pathchk: { flags: "-p -P --portability", operands: ["metadata..."], output: "digest", input: "ignored" },

  // What makes, copies, moves and removes them.
  cp: {
    flags: COPY_FLAGS,
    values: "-S,--suffix --sparse --no-preserve",
    options: { "-t,--target-directory": "write-directory" },
    operands: ["read...", "write"],
    operandsWith: {
      "-t": ["read..."],
      "-s,-l": ["link-target...", "link"],
      "--attributes-only": ["metadata...", "attributes"],
    },
    recursive: "-a -R",
    force: "-f --remove-destination",
    output: "nothing",
    input: "ignored",
  },
  mv: {
    flags: `-b --debug --exchange -f,--force -i,--interactive -n,--no-clobber --no-copy --strip-trailing-slashes
      -T,--no-target-directory -u -v,--verbose -Z,--context -h --backup --update`,
    values: "-S,--suffix",
    options: { "-t,--target-directory": "write-directory" },
    operands: ["move...", "write"],
    operandsWith: { "-t": ["move..."] },
    recursive: "*",
    force: "-f",
    output: "nothing",
    input: "ignored",
  },
  rm: {
    flags: `-f,--force -i -I --one-file-system --no-preserve-root -r,-R,--recursive -d,--dir -v,--verbose -P -W
      -x --interactive --preserve-root`,
    operands: ["delete..."],
    recursive: "-r",
    force: "-f",
    output: "nothing",
    input: "ignored",
  },
  "rmdir,unlink": {
    flags: "--ignore-fail-on-non-empty -p,--parents -v,--verbose",
    operands: ["delete..."],
    output: "nothing",
    input: "ignored",
  },
  shred: {
    flags: "-f,--force -v,--verbose -x,--exact -z,--zero",
    values: "-n,--iterations -s,--size",
    options: { "--random-source": "read" },
    optional: { "-u,--remove": "text" },
    operands: ["write..."],
    operandsWith: { "-u": ["delete..."] },
    force: "*",
    output: "nothing",
    input: "ignored",
  },
  "srm,wipe,scrub": {
    flags: `-f,--force -r,-R,--recursive -v,--verbose -z -s --simple -i -q,--quiet -S -D -X -d -l -m -x`,
    values: "-p,--pattern -b,--blocksize --passes",
    operands: ["delete..."],
    recursive: "-r",
    force: "-f",
    output: "nothing",
    input: "ignored",
  },
  truncate: {
    flags: "-c,--no-create -o,--io-blocks",
    values: "-s,--size",
    options: { "-r,--reference": "metadata" },
    operands: ["write..."],
    output: "nothing",
    input: "ignored",
  },
  fallocate: {
    flags: `-c,--collapse-range -d,--dig-holes -i,--insert-range -n,--keep-size -p,--punch-hole -z,--zero-range
      -x,--posix`,
    values: "-l,--length -o,--offset",
    operands: ["edit"],
    output: "nothing",
    input: "ignored",
  },
  touch: {
    flags: "-a -c,--no-create -f -h,--no-dereference -m",
    values: "-d,--date -t --time -A",
    options: { "-r,--reference": "metadata" },
    operands: ["create..."],
    output: "nothing",
    input: "ignored",
  },
  mkdir: {
    flags: "-p,--parents -v,--verbose -Z --context",
    options: { "-m,--mode": "mode" },
    operands: ["create..."],
    output: "nothing",
    input: "ignored",
  },
  mkfifo: {
    flags: "-Z --context",
    options: { "-m,--mode": "mode" },
    operands: ["create..."],
    output: "nothing",
    input: "ignored",
  },
  mknod: {
    flags: "-Z",
    options: { "-m,--mode": "mode" },
    operands: ["create", "text..."],
    output: "nothing",
    input: "ignored",
  },
  "mktemp,tempfile": {
    flags: "-d,--directory -u,--dry-run -q,--quiet -t",
    values: "--suffix",
    options: { "-p": "write-directory" },
    optional: { "--tmpdir": "write-directory" },
    operands: ["create"],
    output: "arguments",
    input: "ignored",
    harmless: "-u",
  },
  ln: {
    flags: `-b -d,-F,--directory -f,--force -i,--interactive -L,--logical -n,--no-dereference -P,--physical
      -r,--relative -s,--symbolic -T,--no-target-directory -v,--verbose -h --backup`,
    values: "-S,--suffix",
    options: { "-t,--target-directory": "write-directory" },
    operands: ["link-target...", "link"],
    operandsWith: { "-t": ["link-target..."] },
    force: "-f",
    output: "nothing",
    input: "ignored",
  },
  link: { operands: ["link-target", "link"], output: "nothing", input: "ignored" },
  install: {
    flags: `-b -c -C,--compare -d,--directory -D -p,--preserve-timestamps -s,--strip -T,--no-target-directory
      -v,--verbose -Z --preserve-context --debug --backup --context`,
    values: "-S,--suffix",
    options: {
      "-g,--group": "owner",
      "-m,--mode": "mode",
      "-o,--owner": "owner",
      "--strip-program": "program",
      "-t,--target-directory": "write-directory",
    },
    operands: ["read...", "write"],
    operandsWith: { "-t": ["read..."], "-d": ["create..."] },
    force: "*",
    output: "nothing",
    input: "ignored",
  },
  "dd,dcfldd,dc3dd": { style: "keys", operands: [], reader: "dd" },
  sync: {
    flags: "-d,--data -f,--file-system",
    operands: ["metadata..."],
    output: "nothing",
    input: "ignored",
  },
  split: {
    flags: "-d -e,--elide-empty-files -x --verbose --numeric-suffixes --hex-suffixes",
    values: `-a,--suffix-length --additional-suffix -b,--bytes -C,--line-bytes -l,--lines -n,--number
      -t,--separator -p`,
    options: { "--filter": "shell" },
    operands: ["read", "write"],
    output: "nothing",
  },
  csplit: {
    flags: "-k,--keep-files --suppress-matched -s,--quiet,--silent -z,--elide-empty-files",
    values: "-b,--suffix-format -n,--digits",
    options: { "-f,--prefix": "write" },
    operands: ["read", "text..."],
    output: "digest",
  },

  // Who may do what with them.
  chmod: {
    flags: `-c,--changes -f,--silent,--quiet -v,--verbose --no-preserve-root --preserve-root -R,--recursive -h
      -H -L -P -r -w -x -X -s -t -E -C -N -u -g -o -a`,
    options: { "--reference": "metadata" },
    operands: ["mode", "attributes..."],
    operandsWith: { "--reference,-r,-w,-x": ["attributes..."] },
    recursive: "-R",
    output: "nothing",
    input: "ignored",
  },
  "chown,chgrp": {
    flags: `-c,--changes -f,--silent,--quiet -v,--verbose --dereference -h,--no-dereference --no-preserve-root
      --preserve-root -R,--recursive -H -L -P -n -x`,
    values: "--from",
    options: { "--reference": "metadata" },
    operands: ["owner", "attributes..."],
    operandsWith: { "--reference": ["attributes..."] },
    recursive: "-R",
    output: "nothing",
    input: "ignored",
  },
  "chcon,restorecon,chcat": {
    flags: `-h,--no-dereference -R,-r,--recursive -v,--verbose -H -L -P -F -n --preserve-root --no-preserve-root`,
    values: "-u,--user -t,--type -l,--range --role",
    options: { "--reference": "metadata", "-f": "read" },
    operands: ["text", "attributes..."],
    recursive: "-R",
    output: "nothing",
    input: "ignored",
  },

  // Words in, words out.
  echo: { style: "none", operands: ["text..."], output: "arguments", input: "ignored" },
  printf: {
    style: "posix",
    values: "-v",
    operands: ["text..."],
    output: "arguments",
    input: "ignored",
    reader: "printf",
  },
  yes: { style: "none", operands: ["text..."], output: "arguments", input: "ignored" },
  seq: {
    style: "posix",
    flags: "-w,--equal-width",
    values: "-f,--format -s,--separator -t",
    operands: ["text..."],
    output: "arguments",
    input: "ignored",
  },
  expr: { style: "none", operands: ["text..."], output: "arguments", input: "ignored" },
  factor: { flags: "-h,--exponents", operands: ["text..."], output: "arguments" },
  numfmt: {
    flags: "--debug --grouping -z,--zero-terminated --header",
    values: `-d,--delimiter --field --format --from --from-unit --invalid --padding --round --suffix --to
      --to-unit`,
    operands: ["text..."],
  },
  date: {
    flags: "--debug -R,--rfc-email -u,--utc,--universal --resolution -j -n",
    values: "-d,--date -s,--set -v --rfc-3339",
    options: { "-f,--file": "read", "-r,--reference": "metadata" },
    optional: { "-I,--iso-8601": "text" },
    operands: ["text..."],
    output: "digest",
    input: "ignored",
    effectWith: { "-s": "disrupt" },
  },
  "true,false,:": { style: "none", operands: ["text..."], output: "nothing", input: "ignored" },
  "pwd,tty,whoami,logname,users,hostid,nproc,groups,id,who,w,uptime,pinky,uname,lsb_release,cal,ncal": {
    operands: ["text..."],
    output: "digest",
    input: "ignored",
  },
  sleep: { operands: ["text..."], output: "nothing", input: "ignored" },
  "test,[": {
    style: "none",
    operands: ["text..."],
    output: "nothing",
    input: "ignored",
    reader: "names-variable",
  },
  tee: {
    flags: "-a,--append -i,--ignore-interrupts -p --output-error",
    operands: ["write..."],
    operandsWith: { "-a": ["append..."] },
    input: "stored",
  },
  printenv: { flags: "-0,--null", operands: ["variable..."], output: "environment", input: "ignored" },
  stty: {
    flags: "-a,--all -g,--save",
    options: { "-F,--file": "device", "-f": "device" },
    operands: ["text..."],
    output: "digest",
    input: "ignored",
  },
  dircolors: {
    flags: "-b,--sh,--bourne-shell -c,--csh,--c-shell -p,--print-database --print-ls-colors",
    operands: ["read"],
    input: "ignored",
  },
} satisfies Table;
