/** Programs that search, filter, compare and transform text. Sources: the programs' `--help` and manuals. */
import type { Table } from "../spec.ts";

const GREP_FLAGS = `-E,--extended-regexp -F,--fixed-strings -G,--basic-regexp -P,--perl-regexp -i,--ignore-case -y
  --no-ignore-case -w,--word-regexp -x,--line-regexp -z,--null-data -s,--no-messages -v,--invert-match -b,--byte-offset
  -n,--line-number --line-buffered -H,--with-filename -h,--no-filename -o,--only-matching -q,--quiet,--silent -a,--text
  -I -r,--recursive -R,--dereference-recursive -L,--files-without-match -l,--files-with-matches -c,--count
  -T,--initial-tab -Z,--null -U,--binary -u -S -O -p --color --colour`;

const GREP = {
  flags: GREP_FLAGS,
  values: `-e,--regexp -m,--max-count --label --binary-files -d,--directories -D,--devices --include --exclude
    --exclude-dir -B,--before-context -A,--after-context -C,--context --group-separator`,
  options: { "-f,--file": "read", "--exclude-from": "read" },
  operands: ["text", "read..."],
  operandsWith: { "-e,-f": ["read..."] },
  recursive: "-r -R",
  environment: { GREP_OPTIONS: "options" },
} as const;

const RIPGREP = {
  flags: `-F,--fixed-strings -i,--ignore-case -s,--case-sensitive -S,--smart-case -v,--invert-match
    -w,--word-regexp -x,--line-regexp -n,--line-number -N,--no-line-number -l,--files-with-matches
    --files-without-match -c,--count --count-matches -o,--only-matching -q,--quiet -a,--text
    -z,--search-zip -L,--follow -u,--unrestricted -uu -uuu -U,--multiline --multiline-dotall
    -H,--with-filename -I,--no-filename -p,--pretty -0,--null --null-data -P,--pcre2 --hidden,-.
    --no-hidden --no-ignore --no-ignore-vcs --no-ignore-parent --no-ignore-dot --no-ignore-global
    --no-ignore-exclude --no-ignore-files --no-ignore-messages --no-messages --no-config --no-heading
    --heading --column --no-column --json --stats --trim --vimgrep --files --type-list --debug --trace
    --binary --crlf --block-buffered --line-buffered --byte-offset,-b --glob-case-insensitive
    --ignore-file-case-insensitive --include-zero --max-columns-preview --mmap --no-mmap
    --no-pcre2-unicode --no-unicode --one-file-system --passthru --no-require-git --pcre2-version
    --auto-hybrid-regex --stop-on-nonmatch --no-context-separator`,
  values: `-e,--regexp -A,--after-context -B,--before-context -C,--context --color --colors --context-separator
    --dfa-size-limit -E,--encoding --engine --field-context-separator --field-match-separator -g,--glob
    --iglob --generate --hyperlink-format -M,--max-columns -m,--max-count -d,--max-depth,--maxdepth
    --max-filesize --path-separator --pre-glob --regex-size-limit -r,--replace --sort --sortr -j,--threads
    -t,--type -T,--type-not --type-add --type-clear`,
  options: { "-f,--file": "read", "--hostname-bin": "program", "--ignore-file": "read", "--pre": "program" },
  operands: ["text", "read..."],
  operandsWith: { "-e,-f": ["read..."], "--files": ["metadata..."], "--type-list": [] },
  recursive: "*",
  environment: { RIPGREP_CONFIG_PATH: "config" },
} as const;

export const text = {
  "grep,egrep,fgrep,rgrep,zgrep,zegrep,zfgrep,bzgrep,xzgrep,lzgrep,zstdgrep,ugrep,ug": GREP,
  pcregrep: { ...GREP, flags: `${GREP_FLAGS} -M,--multiline --om-separator` },
  "rg,ripgrep": RIPGREP,
  "ag,ack,ack-grep,pt": {
    flags: `-i,--ignore-case -s,--case-sensitive -S,--smart-case -v,--invert-match -w,--word-regexp
      -l,--files-with-matches -L,--files-without-matches -c,--count -o,--only-matching -Q,--literal
      -a,--all-types -u,--unrestricted --hidden -r -R,--recurse -n,--norecurse -f,--follow -H,--heading
      --nocolor --color --nogroup --group --numbers --nonumbers -z --search-zip --column --vimgrep
      --silent -U --skip-vcs-ignores -0,--print0 -1 -h --no-filename --stats --python --js --ts --rust
      --go --java --ruby --php --css --html --cpp --cc --perl --shell --json --yaml`,
    values: `-A,--after -B,--before -C,--context -G,--file-search-regex -g,--filename-pattern
      --ignore,--ignore-dir -m,--max-count --depth --type`,
    options: {
      "-p,--path-to-ignore": "read",
      "--pager": "shell",
      "--ackrc": "config",
      "--output": "code:perl",
    },
    operands: ["text", "read..."],
    operandsWith: { "-g": ["metadata..."] },
    recursive: "*",
  },
  "ast-grep": {
    subcommands: {
      "run,scan,test": {
        operands: ["read..."],
        flags: "-i,--interactive --no-ignore --debug-query --globs --json --stdin --heading --color",
        values: `-r,--rewrite,--rule --inline-rules --selector --strictness -A,--after
          -B,--before -C,--context`,
        options: { "-c,--config": "config" },
      },
    },
    flags: "-U,--update-all",
    values: "-p,--pattern -r,--rewrite -l,--lang",
    inPlace: "-U",
    recursive: "*",
  },
  "sed,ssed": {
    flags: `-n,--quiet,--silent --debug -E,-r,--regexp-extended --follow-symlinks --posix -s,--separate
      --sandbox -u,--unbuffered -z,--null-data -a`,
    values: "-l,--line-length",
    options: { "-e,--expression": "code:sed", "-f,--file": "script:sed" },
    optional: { "-i,--in-place": "text", "-I": "text" },
    operands: ["code:sed", "read..."],
    operandsWith: { "-e,-f": ["read..."] },
    inPlace: "-i -I",
    reader: "sed",
  },
  "awk,gawk,mawk,nawk,original-awk,goawk,frawk": {
    style: "posix",
    flags: `-b,--characters-as-bytes -c,--traditional -C,--copyright -g,--gen-pot -h -I,--trace -k,--csv
      -M,--bignum -N,--use-lc-numeric -n,--non-decimal-data -O,--optimize -P,--posix -r,--re-interval
      -s,--no-optimize -S,--sandbox -t,--lint-old -V --dump --usage`,
    values: "-F,--field-separator -v,--assign -W",
    options: {
      "-f,--file": "script:awk",
      "-e,--source": "code:awk",
      "-E,--exec": "script:awk",
      "-i,--include": "script:awk",
      "-l,--load": "library",
    },
    optional: {
      "-d,--dump-variables": "write",
      "-D,--debug": "script:awk",
      "-o,--pretty-print": "write",
      "-p,--profile": "write",
      "-L,--lint": "text",
    },
    operands: ["code:awk", "read..."],
    operandsWith: { "-f,-e,-E": ["read..."] },
    inPlace: "-i=inplace",
    reader: "awk",
  },
  cut: {
    flags: "-n --complement -s,--only-delimited -z,--zero-terminated -w",
    values: "-b,--bytes -c,--characters -d,--delimiter -f,--fields --output-delimiter",
  },
  paste: { flags: "-s,--serial -z,--zero-terminated", values: "-d,--delimiters" },
  sort: {
    flags: `-b,--ignore-leading-blanks -d,--dictionary-order -f,--ignore-case -g,--general-numeric-sort
      -i,--ignore-nonprinting -M,--month-sort -h,--human-numeric-sort -n,--numeric-sort -R,--random-sort
      -r,--reverse -V,--version-sort -c -C --debug -m,--merge -s,--stable -u,--unique -z,--zero-terminated
      --check`,
    values: "--batch-size -k,--key --parallel --sort -S,--buffer-size -t,--field-separator",
    options: {
      "--compress-program": "program",
      "--files0-from": "read",
      "-o,--output": "write",
      "--random-source": "read",
      "-T,--temporary-directory": "write-directory",
    },
  },
  uniq: {
    flags: `-c,--count -d,--repeated -D -i,--ignore-case -u,--unique -z,--zero-terminated --all-repeated --group`,
    values: "-f,--skip-fields -s,--skip-chars -w,--check-chars",
    operands: ["read", "write"],
  },
  shuf: {
    flags: "-e,--echo -r,--repeat -z,--zero-terminated",
    values: "-i,--input-range -n,--head-count",
    options: { "-o,--output": "write", "--random-source": "read" },
    operands: ["read"],
    operandsWith: { "-e": ["text..."] },
  },
  tr: {
    style: "posix",
    flags: "-c,-C,--complement -d,--delete -s,--squeeze-repeats -t,--truncate-set1 -u",
    operands: ["text", "text"],
  },
  comm: {
    flags: "-1 -2 -3 --check-order --nocheck-order --total -z,--zero-terminated -i",
    values: "--output-delimiter",
  },
  join: {
    flags: "-i,--ignore-case --check-order --nocheck-order --header -z,--zero-terminated",
    values: "-a -e -j -o -t -v -1 -2",
  },
  "fold,fmt": {
    flags: "-b,--bytes -s,--spaces -c,--crown-margin -t,--tagged-paragraph -u,--uniform-spacing",
    values: "-w,--width -p,--prefix -g,--goal",
  },
  "expand,unexpand": { flags: "-i,--initial -a,--all --first-only", values: "-t,--tabs" },
  pr: {
    flags: `-a,--across -c,--show-control-chars -d,--double-space -f,-F,--form-feed -J,--join-lines -m,--merge
      -r,--no-file-warnings -t,--omit-header -T,--omit-pagination -v,--show-nonprinting`,
    values: `-D,--date-format -h,--header -l,--length -N,--first-line-number -o,--indent -w,--width
      -W,--page-width --columns --pages`,
    optional: {
      "-e,--expand-tabs": "text",
      "-i,--output-tabs": "text",
      "-n,--number-lines": "text",
      "-s,--separator": "text",
      "-S,--sep-string": "text",
    },
  },
  ptx: {
    flags: `-A,--auto-reference -f,--ignore-case -G,--traditional -r,--references -R,--right-side-refs -O -T`,
    values: `--format -F,--flag-truncation -g,--gap-size -M,--macro-name -S,--sentence-regexp -w,--width
      -W,--word-regexp`,
    options: { "-b,--break-file": "read", "-i,--ignore-file": "read", "-o,--only-file": "read" },
  },
  tsort: {},
  column: {
    flags: `-t,--table -J,--json -x,--fillrows -e,--table-header-repeat -d,--table-noheadings
      -L,--keep-empty-lines -n`,
    values: `--table-name -c,--output-width -C,--table-column -E,--table-noextreme -H,--table-hide
      -l,--table-columns-limit -N,--table-columns -o,--output-separator -O,--table-order -R,--table-right
      -s,--separator -T,--table-truncate -W,--table-wrap -r,--tree -i,--tree-id -p,--tree-parent`,
  },
  "col,colcrt,colrm": { flags: "-b -f -x -p -h", values: "-l", operands: ["text..."] },
  look: {
    flags: "-a,--alternative -d,--alphanum -f,--ignore-case",
    values: "-t,--terminate",
    operands: ["text", "read"],
  },
  ul: { flags: "-i,--indicated", values: "-t,-T,--terminal" },
  strings: {
    flags: "-a,--all -d,--data -f,--print-file-name -w,--include-all-whitespace -",
    values: "-n,--bytes -t,--radix -T,--target -e,--encoding -s,--output-separator -U,--unicode",
    responseFiles: true,
  },
  "hexdump,hd": {
    flags: `-b,--one-byte-octal -c,--one-byte-char -C,--canonical -d,--two-bytes-decimal -o,--two-bytes-octal
      -v,--no-squeezing -x,--two-bytes-hex`,
    values: "-e,--format -n,--length -s,--skip",
    options: { "-f,--format-file": "read" },
    optional: { "-L,--color": "text" },
  },
  xxd: {
    style: "single",
    flags: `-a,-autoskip -b,-bits -C,-capitalize -d -e -E,-EBCDIC -i,-include -p,-ps,-postscript,-plain
      -r,-revert -u,-uppercase -v -t`,
    values: "-c,-cols -g,-groupsize -l,-len -n,-name -o,-offset -s,-seek,-skip -R",
    operands: ["read", "write"],
  },
  "hexyl,bat,batcat": {
    flags: `-p,--plain -A,--show-all -n,--number -f,--force-colorization -u,--unbuffered -d,--diff
      -S,--chop-long-lines -pp -P --list-themes --list-languages`,
    values: `-l,--language -H,--highlight-line --file-name -m,--map-syntax --theme --style -r,--line-range
      --paging --wrap --tabs --color --terminal-width --decorations --italic-text -c,--skip`,
    options: { "--pager": "shell" },
    environment: { BAT_PAGER: "shell", PAGER: "shell", BAT_CONFIG_PATH: "config" },
  },
  "diff,colordiff,icdiff": {
    flags: `--normal -q,--brief -s,--report-identical-files -c -u -e,--ed -n,--rcs -y,--side-by-side
      --left-column --suppress-common-lines -p,--show-c-function -t,--expand-tabs -T,--initial-tab
      --suppress-blank-empty -l,--paginate -r,--recursive --no-dereference -N,--new-file -P
      --unidirectional-new-file --ignore-file-name-case -i,--ignore-case -E,--ignore-tab-expansion
      -Z,--ignore-trailing-space -b,--ignore-space-change -w,--ignore-all-space -B,--ignore-blank-lines
      -a,--text --strip-trailing-cr -d,--minimal --speed-large-files --context --unified --color`,
    values: `-C -U -F,--show-function-line --label,-L --tabsize -x,--exclude -S,--starting-file
      -I,--ignore-matching-lines -W,--width -D,--ifdef --line-format --old-line-format --new-line-format
      --unchanged-line-format --GTYPE-group-format --horizon-lines --palette`,
    options: { "-X,--exclude-from": "read", "--from-file": "read", "--to-file": "read" },
    recursive: "-r",
  },
  "diff3,sdiff,cmp,dwdiff,wdiff,delta,difft,vbindiff": {
    flags: `-b,--print-bytes -l,--verbose -s,--quiet,--silent -i -a,--text -e -A -E -m,--merge -w -B -W -t -H`,
    values: "--ignore-initial -n,--bytes -L,--label",
    options: { "-o,--output": "write", "--diff-program": "program" },
  },
  patch: {
    reader: "patch",
    flags: `-b,--backup -c,--context -e,--ed -E,--remove-empty-files -f,--force -l,--ignore-whitespace
      -n,--normal -N,--forward -R,--reverse -s,--quiet,--silent -t,--batch -T,--set-time -u,--unified
      -Z,--set-utc --binary --dry-run -C --posix --verbose --follow-symlinks --no-backup-if-mismatch
      --backup-if-mismatch --merge`,
    values: `--reject-format -B,--prefix -D,--ifdef -F,--fuzz -g,--get -p,--strip -V,--version-control
      -Y,--basename-prefix -z,--suffix --quoting-style --read-only`,
    options: {
      "-d,--directory": "work-directory",
      "-i,--input": "read",
      "-o,--output": "write",
      "-r,--reject-file": "write",
    },
    operands: ["edit", "read"],
    harmless: "--dry-run -C",
  },
  "filterdiff,interdiff,combinediff,lsdiff,grepdiff,splitdiff": {
    values: "-p,--strip-match -i,--include -x,--exclude -#,--hunks",
  },
  jq: {
    flags: `-n,--null-input -r,--raw-output -R,--raw-input -s,--slurp -c,--compact-output -C,--color-output
      -M,--monochrome-output -S,--sort-keys -e,--exit-status -j,--join-output -a,--ascii-output --tab
      --stream --stream-errors --seq --unbuffered --raw-output0 -h --args --jsonargs --binary -b`,
    values: "--indent",
    options: { "-f,--from-file": "read", "-L": "read" },
    several: {
      "--arg": ["text", "text"],
      "--argjson": ["text", "text"],
      "--slurpfile": ["text", "read"],
      "--rawfile": ["text", "read"],
      "--argfile": ["text", "read"],
    },
    operands: ["text", "read..."],
    operandsWith: { "-f": ["read..."], "--args,--jsonargs": ["text..."] },
  },
  "jaq,gojq,dasel,htmlq,pup,xq,jp,miller,mlr": {
    flags: `-n -r -s -c -S -e -j -a -C -M --raw-output --compact --json --yaml --ungron -u -m --stream`,
    values: "-p,--parser -w,--write -i -o",
    options: { "-f,--file": "read" },
    several: { "--arg": ["text", "text"], "--argjson": ["text", "text"] },
    operands: ["text", "read..."],
  },
  "fx,gron,jless,jc,jq-repl": {
    flags: "-u --ungron -s --stream -j --json -m --monochrome -c --colorize -r --raw --slurp --yaml -k",
    operands: ["read", "text..."],
  },
  yq: {
    flags: `-n,--null-input -r,--unwrapScalar -i,--inplace -P,--prettyPrint -C,--colors -M,--no-colors
      -e,--exit-status -j,--tojson -0,--nul-output -N,--no-doc -v,--verbose -y,--yaml-output -Y -x -t
      -s,--slurp -c -S -w`,
    values: `-f,--from-file,--front-matter --expression -o,--output-format -p,--input-format -I,--indent
      --split-exp --xml-attribute-prefix`,
    options: { "--split-exp-file": "read" },
    several: { "--arg": ["text", "text"], "--argjson": ["text", "text"] },
    subcommands: { "eval,e,eval-all,ea": {} },
    operands: ["text", "read..."],
    inPlace: "-i",
  },
  "xmllint,xmlstarlet,xml,xsltproc,tidy": {
    style: "single",
    flags: `--noout --format --html --recover --valid -q -i -m -modify --huge --nonet --noent --xinclude --c14n
      --stream`,
    values: "--xpath --encode --path --pattern",
    options: {
      "--schema": "read",
      "--dtdvalid": "read",
      "--relaxng": "read",
      "--output,-o": "write",
      "-config": "config",
    },
    inPlace: "-m -modify",
  },
  "iconv,recode,uconv": {
    flags: "-l,--list -c -s,--silent --verbose",
    values: "-f,--from-code -t,--to-code",
    options: { "-o,--output": "write" },
  },
  "dos2unix,unix2dos,mac2unix,unix2mac,fromdos,todos": {
    flags: `-n,--newfile -O,--to-stdout -b,--keep-bom -f,--force -k,--keepdate -l,--newline -q,--quiet -s,--safe
      -S,--follow-symlink -u,--keep-utf16 -ascii -iso -7`,
    values: "-c,--convmode -D,--display-enc",
    optional: { "-i,--info": "text" },
    operands: ["edit..."],
    operandsWith: { "-n": ["read", "write"], "-O": ["read..."], "-i": ["metadata..."] },
  },
  "uuencode,uudecode,b64encode,b64decode": {
    flags: "-m,--base64 -e,--encode-file-name -c -i -p -r -s",
    options: { "-o,--output-file": "write" },
    operands: ["read", "text"],
  },
  "vis,unvis,zless,zmore,bzless,bzmore,xzless,xzmore,zdiff,zcmp,xzdiff,xzcmp,bzdiff": {},
  "rename,prename,file-rename,perl-rename": {
    flags: `-n,--nono,--no-act -v,--verbose -f,--force -o,--no-overwrite -d,--filename -0,--null
      -i,--interactive -s,--symlink -a,--all`,
    options: { "-e": "code:perl" },
    operands: ["code:perl", "move..."],
    operandsWith: { "-e": ["move..."] },
    harmless: "-n",
  },
  "mmv,qmv,imv,vidir": {
    flags: "-n -v -m -c -d -f",
    operands: ["move..."],
    interactive: true,
    harmless: "-n",
  },
  sponge: { flags: "-a,--append", operands: ["write"], operandsWith: { "-a": ["append"] }, input: "stored" },
  "pee,mispipe": { operands: ["line..."] },
  "ifne,chronic,lckdo,zrun,ts-run": { flags: "-n -v -e", operands: ["command"] },
  vipe: { interactive: true, operands: [] },
  "ts,ifdata,isutf8,combine": { operands: ["text..."] },
  "sd,ambr,ruplacer": {
    flags: "-p,--preview -F,--fixed-strings,-s,--string-mode -A",
    values: "-f,--flags -n,--max-replacements",
    operands: ["text", "text", "edit..."],
    harmless: "-p",
  },
  "csvcut,csvgrep,csvlook,csvsort,csvstat,csvstack,csvjoin,csvjson,csvformat,csvclean,in2csv,xsv,qsv,datamash":
    {
      flags: `-H,--no-header-row -n,--names -l,--linenumbers -S,--skipinitialspace -W -i,--invert-match
        -a,--any-match -s,--sort --header-in`,
      values: `-d,--delimiter,-u -t,--separator -c,--columns -C,--not-columns -m,--match -r,--regex -e,--encoding
        -g,--groups -k`,
      options: { "-f,--file": "read", "-o,--output": "write", "--query": "code:sql" },
    },
} satisfies Table;
