/** Archives and compression. What is taken in is read, what is unpacked is written below a directory. */
import type { Table } from "../spec.ts";

/** `gzip FILE` replaces FILE by FILE.gz; `-c` and `-t` only read, `-k` keeps the file. */
const COMPRESSOR = {
  flags: `-c,--stdout,--to-stdout -d,--decompress,--uncompress -f,--force -k,--keep -l,--list -n,--no-name
    -N,--name -q,--quiet -r,--recursive -t,--test -v,--verbose -a,--ascii --rsyncable --synchronous
    -z,--compress -e,--extreme -h -V -L -m --fast --best -s,--small --single-stream --no-sparse --rm
    --long --no-check --ultra --adapt -i -p --info-memory`,
  values: `-S,--suffix -b,--bits -T,--threads -F,--format -C,--check -M,--memlimit -B -w --lzma1 --lzma2 -P
    --maxdict`,
  options: { "-o": "write", "-D": "read", "--output": "write", "--output-dir-flat": "write-directory" },
  optional: { "--files": "read", "--files0": "read" },
  operands: ["edit..."],
  operandsWith: { "-c,-t": ["read..."], "-l": ["metadata..."], "-o": ["read..."] },
} as const;

export const archives = {
  "tar,bsdtar,star": {
    style: "old",
    flags: `--test-label --no-seek --exclude-caches-all --exclude-caches-under --no-null --no-ignore-case
      --no-auto-compress --show-transformed-names --restrict --old-archive --occurrence --checkpoint
      -A,--catenate,--concatenate -c,--create -d,--diff,--compare --delete -r,--append -t,--list -u,--update
      -x,--extract,--get -B,--read-full-records -G,--incremental -h,--dereference -i,--ignore-zeros
      -j,--bzip2 -J,--xz -k,--keep-old-files -l,--check-links -m,--touch -M,--multi-volume -n,--seek
      -o,--no-same-owner -O,--to-stdout -p,--preserve-permissions,--same-permissions -P,--absolute-names
      -R,--block-number -s,--preserve-order,--same-order -S,--sparse -U,--unlink-first -v,--verbose
      -w,--interactive,--confirmation -W,--verify -z,--gzip,--gunzip,--ungzip -Z,--compress,--uncompress
      -a,--auto-compress --lzip --lzma --lzop --zstd --acls --xattrs --selinux --anchored --no-anchored
      --backup --clamp-mtime --delay-directory-restore --exclude-backups --exclude-caches --exclude-vcs
      --exclude-vcs-ignores --force-local --full-time --hard-dereference --ignore-case
      --ignore-command-error --ignore-failed-read --keep-directory-symlink --keep-newer-files
      --no-overwrite-dir --no-recursion --no-same-permissions --no-wildcards --null --numeric-owner
      --one-file-system --one-top-level --overwrite --overwrite-dir --posix --recursion --recursive-unlink
      --remove-files --same-owner --show-defaults --show-omitted-dirs --skip-old-files --totals --utc
      --verbatim-files-from --wildcards --wildcards-match-slash`,
    values: `--group-map --owner-map --quote-chars --no-quote-chars --exclude-ignore-recursive --sort
      --warning --xattrs-include --xattrs-exclude -b,--blocking-factor -H,--format -K,--starting-file
      -L,--tape-length -N,--newer,--after-date -V,--label --exclude --exclude-ignore --exclude-tag
      --exclude-tag-all --exclude-tag-under --group --owner --mtime --mode --level --newer-mtime
      --pax-option --quoting-style --record-size --strip-components --suffix --volno-file --hole-detection
      --sparse-version --options --transform,--xform`,
    options: {
      "--add-file": "read",
      "-f,--file": "write",
      "-C,--directory,--cd": "work-directory",
      "-T,--files-from": "read",
      "-X,--exclude-from": "read",
      "-g,--listed-incremental": "write",
      "-I,--use-compress-program": "shell",
      "--to-command": "shell",
      "--checkpoint-action": "shell",
      "-F,--info-script,--new-volume-script": "shell",
      "--rsh-command,--rmt-command": "shell",
      "--index-file": "write",
    },
    operands: ["read..."],
    operandsWith: { "--remove-files": ["move..."] },
    recursive: "*",
    environment: { TAR_OPTIONS: "options", TAPE: "text", RSH: "shell" },
    reader: "tar",
  },
  "gzip,gunzip,pigz,unpigz,bzip2,bunzip2,pbzip2,lbzip2,xz,unxz,pixz,lzma,unlzma,zstd,unzstd,pzstd,zstdmt,lz4,unlz4,lzip,lunzip,plzip,lzop,compress,uncompress,brotli,unbrotli,ncompress":
    COMPRESSOR,
  "zcat,bzcat,xzcat,lzcat,zstdcat,lz4cat,gzcat,lzfgrep": { ...COMPRESSOR, operands: ["read..."] },
  zip: {
    flags: `-A -c -D -e,--encrypt -f,--freshen -F -FF -g,--grow -h -h2 -i -j,--junk-paths -J -k -l -ll -L
      -m,--move -N -o -q,--quiet -r,--recurse-paths -R -S -sf -so -T,--test -u,--update -v,--verbose -X
      -y,--symlinks -z -@ -0 -1 -9 -FS -DF -MM -nw -x -d,--delete --exclude --include`,
    values: `-n,--suffixes -s,--split-size -t,--from-date -tt,--before-date -ws -Z,--compression-method`,
    options: {
      "-b,--temp-path": "write-directory",
      "-O,--out,--output-file": "write",
      "-P,--password": "credential",
      "-TT,--unzip-command": "shell",
      "-lf,--logfile-path": "write",
    },
    operands: ["write", "read..."],
    operandsWith: { "-m": ["write", "move..."], "-d": ["edit", "text..."] },
    recursive: "-r -R",
    environment: { ZIPOPT: "options" },
  },
  "unzip,funzip": {
    style: "gnu",
    flags: `-Z -A -c -f -l -p -t -T -u -v -z -a -aa -b -B -C -D -j -K -L -M -n -N -o -q -qq -s -S -U -UU -V -W
      -X -:`,
    values: "-x -O -I",
    options: { "-d": "write-directory", "-P": "credential" },
    operands: ["read", "text..."],
    operandsWith: { "-l,-p,-t": ["read", "text..."] },
    force: "-o",
    environment: { UNZIP: "options" },
  },
  "zipinfo,zipnote,zipcloak,zipsplit,zipgrep,zipdetails,lsar": { operands: ["read", "text..."] },
  "7z,7za,7zr,7zz,p7zip": {
    flags: "-y -r -bd -spf -spe -sdel -sni -snl -ssc -tzip -t7z -ttar -so -si -an -bb0 -bb1",
    operands: ["text", "write", "read..."],
    responseFiles: true,
    recursive: "*",
    subcommands: {
      "a,u": { operands: ["write", "read..."], operandsWith: { "-sdel": ["write", "move..."] } },
      "x,e": { operands: ["read", "text..."], options: { "-o": "write-directory", "-p": "credential" } },
      "l,t,h,i,b": { operands: ["read..."], output: "digest" },
      d: { operands: ["edit", "text..."] },
      rn: { operands: ["edit", "text..."] },
    },
  },
  "rar,lhasa,unrar,unrar-free,arj,lha,lzh,jlha,unar,unace,zoo,ace": {
    flags: "-y -r -idq -inul -ep -ep1 -o+ -o- -kb -f -D -q -x -e -t -l",
    options: { "-o,-output-directory": "write-directory", "-p,-password": "credential" },
    operands: ["write", "read..."],
    responseFiles: true,
    subcommands: {
      "a,u,f": {},
      "m,mf": { operands: ["write", "move..."] },
      "x,e": { operands: ["read", "text...", "write-directory"] },
      "l,t,p,v,lt,lb,vt": { operands: ["read", "text..."] },
      d: { operands: ["edit", "text..."] },
    },
  },
  "cpio,gcpio": {
    flags: `-o,--create -i,--extract -p,--pass-through -t,--list -a,--reset-access-time -A,--append -b,--swap -B
      -c -d,--make-directories -f,--nonmatching -k -l,--link -L,--dereference
      -m,--preserve-modification-time -n -r,--rename -s -S -u,--unconditional -v,--verbose -V,--dot
      -0,--null --absolute-filenames --no-absolute-filenames --no-preserve-owner --only-verify-crc --quiet
      --sparse --to-stdout --reproducible`,
    values: "-C,--io-size -H,--format -M,--message --block-size --owner,-R",
    options: {
      "-E,--pattern-file": "read",
      "-F,--file": "write",
      "-I": "read",
      "-O": "write",
      "-D,--directory": "write-directory",
      "--rsh-command": "shell",
    },
    operands: ["text..."],
    operandsWith: { "-p": ["write-directory"] },
    input: "arguments",
  },
  pax: {
    flags: "-r -w -a -c -d -i -k -l -n -t -u -v -z -j -D -H -L -O -P -X -Y -Z -0 -J",
    values: "-b -B -E -G -M -o -p -s -T -U -x",
    options: { "-f": "write" },
    operands: ["read..."],
    operandsWith: { "-r": ["text..."] },
    recursive: "*",
    input: "arguments",
  },
  "ranlib,gcc-ranlib,llvm-ranlib": { flags: "-D -U -t", operands: ["edit..."] },
  "ar,gcc-ar,llvm-ar": {
    style: "old",
    flags: "-a -b -c -d -D -f -i -l -m -N -o -O -p -P -q -r -s -S -t -T -u -U -v -V -x",
    values: "--target",
    options: { "--plugin": "library", "--output": "write-directory" },
    operands: ["write", "read..."],
    operandsWith: { "-t,-x,-p": ["read", "text..."] },
    responseFiles: true,
  },
  "unsquashfs,sqfs2tar": {
    flags: `-f,-force -l,-ls -ll,-lls -s,-stat -n,-no-progress -no -i -li -q -no-xattrs -user-xattrs -cat
      -ignore-errors`,
    values: "-p,-processors",
    options: { "-d,-dest": "write-directory", "-e,-ef,-extract-file": "read" },
    operands: ["read", "text..."],
    style: "single",
  },
  "mksquashfs,tar2sqfs,gensquashfs": {
    style: "single",
    flags: `-noappend -no-progress -all-root -no-xattrs -keep-as-directory -no-recovery -quiet -info`,
    values: "-b -comp -e -p -wildcards",
    options: { "-ef": "read", "-pf": "read", "-sort": "read" },
    operands: ["read...", "write"],
  },
  "xorriso,xorrisofs,isoinfo,isohybrid": {
    style: "single",
    flags: `-r -R -J -l -f -v -quiet -U -D -allow-lowercase -udf -no-emul-boot -boot-info-table -joliet-long -d
      -p`,
    // What is found and listed lies in the image.
    values: "-V,-volid -b -c -boot-load-size -A -publisher -m -sort -N -x -log -find -ls -lsl -lsd -lsx -du",
    options: { "-o,-output,-outdev": "write", "-path-list": "read", "-i,-indev": "read" },
    recursive: "*",
  },
  "borg,borgmatic,attic": {
    flags: "-v,--verbose --info --debug -p,--progress --log-json --show-rc --bypass-lock",
    values: "--lock-wait --umask --remote-path --remote-ratelimit --iec --upload-ratelimit",
    options: { "--rsh": "shell", "-c,--config": "config", "-r,--repo": "metadata" },
    operands: ["remote-read", "text..."],
    environment: { BORG_RSH: "shell", BORG_PASSCOMMAND: "shell", BORG_REMOTE_PATH: "program" },
    subcommands: {
      create: {
        flags: `-n,--dry-run -s,--stats --list --json -x,--one-file-system --exclude-caches --numeric-ids`,
        values: `--comment --timestamp -C,--compression -e,--exclude --chunker-params --filter
          --content-from-command --stdin-name`,
        options: { "--exclude-from": "read", "--patterns-from": "read" },
        operands: ["remote-write", "upload..."],
        recursive: "*",
      },
      extract: { flags: "--list -n,--dry-run --stdout --sparse", values: "-e,--exclude --strip-components" },
      "delete,prune,compact,repo-delete": {
        flags: "-n,--dry-run -s,--stats --force --list --keep-security-info",
        values: `--keep-within -H,--keep-hourly -d,--keep-daily -w,--keep-weekly -m,--keep-monthly
          -y,--keep-yearly -P,--prefix -a,--glob-archives`,
        operands: ["text..."],
        effect: "destroy",
        harmless: "-n",
      },
      mount: { operands: ["remote-read", "write-directory"] },
      "with-lock": { style: "posix", operands: ["text", "command"] },
      key: { operands: ["text..."], output: "secret" },
    },
  },
  "restic,duplicati-cli,kopia,bup,tarsnap,rustic": {
    flags: "-q,--quiet -v,--verbose --json --no-cache --no-lock --insecure-no-password",
    values: "--cache-dir --limit-upload --limit-download --retry-lock --pack-size",
    options: {
      "-r,--repo": "url",
      "--repository-file": "read",
      "-p,--password-file": "read",
      "--password-command": "shell",
      "--cacert": "read",
      "--tls-client-cert": "read",
      "-o,--option": "setting",
    },
    settings: { "sftp.command": "shell", "rclone.program": "program" },
    operands: ["upload...", "remote-write"],
    recursive: "*",
    network: true,
    environment: { RESTIC_PASSWORD_COMMAND: "shell", RESTIC_REPOSITORY: "url" },
    subcommands: {
      "backup,snapshot": {
        flags: `-x,--one-file-system --exclude-caches -f,--force -n,--dry-run --stdin --with-atime
          --skip-if-unchanged`,
        values: `-e,--exclude --iexclude -H,--host --tag --time --parent --stdin-filename --exclude-larger-than
          -g,--group-by`,
        options: { "--exclude-file": "read", "--files-from": "read", "--stdin-from-command": "command" },
        operands: ["upload..."],
      },
      restore: {
        values: "-i,--include -e,--exclude -H,--host --tag --path",
        options: { "-t,--target": "write-directory" },
        operands: ["text..."],
      },
      "forget,prune,key,migrate,rewrite,repair": {
        flags: "--prune -n,--dry-run",
        values: `-l,--keep-last -d,--keep-daily -w,--keep-weekly -m,--keep-monthly -y,--keep-yearly
          -H,--keep-hourly --tag --host --keep-within`,
        operands: ["text..."],
        effect: "destroy",
        harmless: "-n",
      },
      mount: { operands: ["write-directory"] },
      "ls,snapshots,stats,check,cat,diff,find,list,init,copy,dump,unlock,version,cache": {
        operands: ["text..."],
      },
    },
  },
  "zpaq,afio,shar,unshar,makeself,fpm,asar": {
    flags: "-f -c -x -l -d -r -v -q -n --nox11 --gzip --bzip2 --xz --notemp --current",
    values: "-s -t -a -p --iteration --url --license",
    options: {
      "--before-install": "script:shell",
      "--after-install": "script:shell",
      "-o": "write",
      "-C,--chdir": "work-directory",
    },
    operands: ["read..."],
    subcommands: {
      "pack,p": { operands: ["read", "write"] },
      "extract,e": { operands: ["read", "write-directory"] },
      "list,l": { operands: ["read"] },
      "extract-file,ef": { operands: ["read", "text"] },
    },
  },
  "cabextract,unshield,ripmime,munpack,uudeview,innoextract,dpkg-unpack,rpm2cpio,rpm2archive,unalz,binwalk,foremost,scalpel,unp,dtrx,atool,aunpack,apack,als,ouch,patool":
    {
      flags: "-l -t -q -s -f -p -L -e -r -v -M -c -y --one --recursive",
      values: "-F",
      options: { "-d,--directory,-o,-O,--output,--outdir": "write-directory", "-X": "write-directory" },
      operands: ["read..."],
    },
} satisfies Table;
