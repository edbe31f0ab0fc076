/**
 * Programs that are no interpreters but can be told to run something: by a plug-in, a hook, a macro, a configuration
 * that is code, or a command on their standard input. Sources: the programs' own manual pages.
 */
import type { Table } from "../spec.ts";

const NAMES = { operands: ["text..."] } as const;

export const scripted = {
  "certbot,acme.sh,lego,dehydrated": {
    flags: `-n --non-interactive --agree-tos --dry-run --standalone --nginx --apache --manual --webroot --force-renewal
      --expand --test-cert --staging --issue --renew --remove --revoke --deactivate --force --debug -v -q --keep-until-expiring`,
    values: `-d --domain --domains -m --email --cert-name --key-type --server --dns --days --keylength
      --preferred-challenges`,
    options: {
      "--pre-hook,--post-hook,--deploy-hook,--renew-hook,--reloadcmd,--manual-auth-hook,--manual-cleanup-hook,--hook,--run-hook":
        "shell",
      "--config-dir,--work-dir,--logs-dir,-w,--webroot-path,--path": "write-directory",
      "--cert-file,--key-file,--fullchain-file,--ca-file": "write",
      "-c,--config": "config",
    },
    network: true,
    effectWith: { "--remove,--revoke,--deactivate": "destroy" },
    subcommands: {
      "revoke,delete,unregister": { ...NAMES, effect: "destroy" },
      "certonly,run,renew,install,enhance,certificates,register,update_account,show_account,plugins": NAMES,
    },
  },
  bconsole: {
    flags: "-l -n -s -t",
    values: "-D -d -u",
    options: { "-c,--config": "config" },
    operands: [],
    input: "code:other",
    network: true,
  },
  "cowsay,cowthink,pokemonsay": {
    flags: "-b -d -g -n -p -s -t -w -y -l -r",
    values: "-e -T -W",
    // A cow is a Perl program.
    options: { "-f": "library" },
    operands: ["text..."],
    output: "arguments",
  },
  "cpan,cpanp": {
    flags: "-a -A -c -C -D -f -F -g -G -h -i -I -J -l -L -m -O -p -P -r -s -t -T -u -U -v -V -w -X -x",
    options: { "-j": "library", "-M": "url" },
    operands: ["package..."],
    input: "code:other",
    network: true,
  },
  "facter,cfacter": {
    flags: `-y --yaml -j --json -p --puppet --show-legacy --no-external-facts --no-custom-facts --debug
      --verbose --strict`,
    values: "-l --log-level --no-ruby",
    options: { "--custom-dir,--external-dir": "library", "-c,--config": "config" },
    operands: ["text..."],
    environment: { FACTERLIB: "library" },
    output: "digest",
  },
  "fail2ban-client,fail2ban-server": {
    flags: "-d --dp -i -v -q -x -b -f --async -t --test --str2sec",
    values: "-s -p --loglevel --logtarget --syslogsocket",
    options: { "-c": "config" },
    subcommands: {
      set: {
        // set JAIL action ACTION actionban COMMAND
        operands: ["text", "text", "text", "text", "shell", "text..."],
      },
      "stop,unban": { ...NAMES, effect: "weaken" },
      "start,restart,reload,status,ping,get,add,version,banned,echo": NAMES,
    },
  },
  rtorrent: {
    flags: "-n -h -D -I -K",
    values: "-b -i -p",
    options: { "-o": "setting", "-d,-s": "write-directory" },
    settings: {
      "execute*": "comma-command",
      "execute.*": "comma-command",
      "schedule*": "shell",
      "method.*": "shell",
      import: "script:other",
      try_import: "script:other",
    },
    operands: ["url..."],
    network: true,
    interactive: true,
  },
  "crash,scanmem": {
    flags: "-d -e -g -h -o -q -s -t -v -x --silent --minimal --smp --hex --readnow",
    values: "-m -p --pid --cpus --memory_driver",
    options: { "-c,--command": "code:other", "-i": "script:other" },
    operands: ["read..."],
    input: "code:other",
    interactive: true,
    environment: { CRASHPAGER: "shell", PAGER: "shell", VISUAL: "shell", EDITOR: "shell" },
  },
  needrestart: {
    flags: "-v -q -k -l -b -w",
    values: "-m -n -r -u",
    options: { "-c": "script:perl", "-p": "program" },
    operands: [],
  },
  "neofetch,screenfetch,pfetch,hyfetch,macchina": {
    flags: "--off --stdout --no_config --gen-config -v -n -N -L",
    values: "-l --logo --ascii_distro --size --disable --backend -s -S",
    options: { "--config,-c": "script:shell", "--ascii,--source": "read" },
    operands: ["text..."],
    output: "digest",
  },
  fastfetch: {
    flags: "--gen-config --list-presets --stat --print-logos --pipe --no-buffer -v",
    values: "--structure,-s --logo-type --logo-width --format --color --key-width",
    options: {
      "-c,--config,--load-config": "script:other",
      "--file,--file-raw,--logo,-l,--data-raw": "read",
    },
    operands: [],
    output: "inputs",
  },
  acr: { flags: "-D -e -n -o -p -v -h", options: { "-r": "script:other" }, operands: ["read"] },
  "last,lastb,lastlog,utmpdump": {
    flags: "-a -d -F -i -w -x -R -r -b -C,--clear -S",
    values: "-n,--limit -p,--present -s,--since -t,--until -u,--user --time-format",
    options: { "-f,--file": "read", "-o,--output": "write" },
    operands: ["text..."],
    effectWith: { "-C": "destroy" },
  },
  dmidecode: {
    flags: "-q,--quiet --no-sysfs -u,--dump --oem-string",
    values: "-t,--type -s,--string -H,--handle",
    options: { "-d,--dev-mem,--from-dump": "read", "--dump-bin": "write" },
    operands: [],
  },
  bee: {
    flags: "-y --yes -d --debug",
    values: "--site",
    options: { "--root,-r": "work-directory" },
    subcommands: {
      "eval,ev,php-eval": { operands: ["code:php"] },
      "php-script,scr": { operands: ["script:php"] },
    },
    projectCode: true,
  },
  "minicom,runscript": {
    flags: "-s -o -m -M -l -L -z -7 -8 -w -H",
    values: "-a -c -t -p -b -D --device -R -F",
    options: { "-S,--script": "script:other", "-C,--capturefile": "write" },
    operands: ["script:other"],
    environment: { MINICOM: "options" },
  },
  "autoconf,autoheader,autom4te,autoreconf,autoscan,ifnames,aclocal,automake,autoupdate,autopoint,libtoolize":
    {
      flags: `-v,--verbose -d,--debug -f,--force -i,--install -s,--symlink -m,--make -a,--add-missing
        -c,--copy -n --foreign --gnu`,
      values: "-W,--warnings -l,--language -t,--trace",
      options: {
        "-B,--prepend-include,-I,--include": "library",
        "-o,--output": "write",
        "-C,--cache": "write-directory",
      },
      operands: ["script:other..."],
      projectCode: true,
      environment: {
        AUTOM4TE: "shell",
        AUTOCONF: "shell",
        AUTOHEADER: "shell",
        AUTOMAKE: "shell",
        ACLOCAL: "shell",
        M4: "shell",
        PERL: "shell",
        EDITOR: "shell",
      },
    },
  "easyrsa,easy_rsa": {
    flags: "--batch --silent --nopass",
    values: "--days --req-cn --subject-alt-name --keysize --digest",
    // The file of variables is a shell script.
    options: { "--vars": "script:shell", "--ssl-conf": "config", "--pki-dir": "write-directory" },
    operands: ["text..."],
    environment: { EASYRSA_OPENSSL: "program", EASYRSA_VARS_FILE: "script:shell" },
  },
  "nroff,troff,groff,tbl,eqn,neqn,refer,grn,soelim,preconv,chem,zsoelim": {
    flags: "-a -c -C -e -g -G -i -j -k -l -N -p -R -s -S -t -U -V -X -z -Z -E -b -h -r",
    values: "-d -f -K -m -n -o -P -T -w -W",
    options: { "-F,-M": "library", "-I": "read", "-L": "shell" },
    environment: { GROFF_BIN_PATH: "library", GROFF_TMAC_PATH: "library" },
  },
  "pygmentize,pygments": {
    flags: "-N -g -v -V -x -C -H -L",
    values: "-F -P -O -S -a -s",
    options: { "-o": "write", "-l,-f": "library" },
    operands: ["read..."],
  },
  "volatility,vol.py,volshell,vol,vol3": {
    flags: "-v -q --info --cache -r",
    values: "--profile --dtb --shift",
    options: {
      "--plugins,-p,--plugin-dirs": "library",
      "-f,--filename": "read",
      "-s,--symbol-dirs": "read",
      "-w,--write-config,--output-file": "write",
      "--script": "script:python",
    },
    operands: ["text..."],
    input: "code:python",
  },
  "iptables-save,ip6tables-save": {
    flags: "-c,--counters",
    values: "-t,--table",
    options: { "-f,--file": "write", "-M,--modprobe": "program" },
    operands: [],
    output: "digest",
  },
  "genisoimage,mkisofs": {
    style: "single",
    flags: `-r -R -J -l -f -v -quiet -q -U -D -allow-lowercase -udf -no-emul-boot -boot-info-table -joliet-long -d -p`,
    values: "-V,-volid -b -c -boot-load-size -A -publisher -m -N -x",
    options: {
      "-o,-output,-outdev,-log-file": "write",
      "-path-list,-sort,-hide-list,-exclude-list,-hidden-list,-boot-hppa-cmdline,-rc,-i,-indev": "read",
    },
    recursive: "*",
  },
  "yelp,zathura": {
    flags: "--private --editor-mode --version -v",
    values: "-d -c -p -P -l -s",
    options: { "-x,--synctex-editor-command": "shell", "--plugins-dir": "library", "--config-dir": "config" },
    operands: ["read..."],
    input: "code:vim",
    interactive: true,
  },
  logrotate: {
    flags: "-d,--debug -f,--force -v,--verbose --skip-state-lock --wait-for-state-lock",
    options: { "-m,--mail": "program", "-s,--state": "write", "-l,--log": "write" },
    operands: ["script:other..."],
  },
  monit: {
    flags: "-v -vv -I -t --verbose",
    values: "-d -g -H",
    options: { "-c": "script:other", "-l": "write", "-p": "write", "-s": "write" },
    subcommands: {
      "stop,restart,unmonitor,quit": { ...NAMES, effect: "disrupt" },
      "start,status,summary,report,validate,reload,monitor,procmatch": NAMES,
    },
  },
  "dtrace,stap": {
    flags: "-w -q -Z -a -C -v -k -g -S -h -H --unprivileged",
    values: "-b -x -m -I -D -B -t -T -r -R",
    options: {
      "-n,-e,-P,-f,-i": "code:other",
      "-s": "script:other",
      "-c": "shell",
      "-p": "process",
      "-o": "write",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-n,-e": ["text..."] },
    privilege: true,
  },
  "radare2,r2,rizin,rz": {
    style: "posix",
    flags: "-0 -2 -A -AA -C -d -D -f -h -j -L -M -n -N -q -Q -r -R -S -t -T -u -v -w -x -X -z",
    values: "-a -b -B -e -E -F -k -m -p -P -s -H",
    options: { "-c": "code:other", "-i,-I": "script:other", "-l": "library" },
    operands: ["read", "text..."],
    input: "code:other",
    interactive: true,
  },
  "spark-shell,pyspark,sparkR": {
    flags: "--verbose -v --supervise",
    values: "--master --deploy-mode --name --conf --num-executors --executor-memory --driver-memory",
    options: {
      "-e": "code:other",
      "-i,-I": "script:other",
      "--jars,--py-files,--driver-class-path": "library",
    },
    operands: ["text..."],
    input: "code:other",
  },
  multitime: {
    flags: "-q -l -v",
    values: "-I -n -s -f",
    options: { "-i,-o,-r": "shell", "-b": "script:other" },
    operands: ["command"],
  },
  "fcrontab,incrontab": {
    flags: "-l -r -e -z -d -n",
    values: "-u -c",
    operands: ["read"],
    environment: { EDITOR: "shell", VISUAL: "shell" },
    reader: "crontab",
  },
  ditto: {
    flags: "-c -x -k -z -j -V -v --keepParent --rsrc --norsrc --sequesterRsrc",
    values: "--arch --bom --zlibCompressionLevel",
    operands: ["read...", "write"],
    recursive: "*",
  },
  "dpkg-deb": {
    flags: "-v --verbose --nocheck --new --root-owner-group --showformat --uniform-compression",
    values: "-z -Z -S --deb-format",
    options: { "-I,--info,-c,--contents,-W,--show,-f,--field": "read" },
    several: {
      "-x,--extract,-X,--vextract,-R,--raw-extract": ["read", "write-directory"],
      "-e,--control": ["read", "write-directory"],
      "-b,--build": ["read", "write"],
    },
    operands: ["read..."],
  },
  /** Their containers have the home directory of the person in them: what runs there is as good as here. */
  "toolbox,distrobox,flatpak-spawn,host-spawn": {
    flags: "-y,--assumeyes -v --verbose --host --watch-bus --clear-env --latest-version --no-network",
    values: "-c,--container -d --distro -r --release --directory --forward-fd",
    options: { "--env": "assignment" },
    operands: ["command"],
    subcommands: {
      run: {},
      "enter,ephemeral": {
        style: "posix",
        values: "-n,--name --additional-flags",
        options: { "-e,--exec": "command", "--": "command" },
        operands: ["text", "command"],
        input: "code:shell",
      },
      "rm,rmi": { ...NAMES, effect: "destroy" },
      "list,create,init-container,help,stop,upgrade,assemble": NAMES,
    },
  },
  mprocs: {
    values: "-s,--server --ctl --names",
    options: { "-c,--config": "config" },
    flags: "--npm --procfile",
    operands: ["line..."],
    projectCode: true,
  },
  poop: { values: "-d --duration --color", operands: ["line..."] },
  wezterm: {
    style: "posix",
    flags: "-n --skip-config",
    values: "--workspace --class",
    options: { "--config-file": "script:lua", "--config": "code:lua" },
    subcommands: {
      "start,ssh,connect,serial": {
        flags: "--no-auto-connect --always-new-process --new-tab",
        values: "--domain --position",
        options: { "--cwd": "work-directory", "-e": "command" },
        operands: ["command"],
      },
      cli: {
        subcommands: {
          "spawn,split-pane": { values: "--pane-id --cwd --window-id", operands: ["command"] },
          "send-text": { values: "--pane-id", flags: "--no-paste", operands: ["shell..."] },
        },
      },
    },
  },
  fping: {
    flags: "-a -A -d -D -e -l -m -n -N -o -q -R -s -u -v -4 -6",
    values: "-b -B -c -C -g -H -i -I -k -M -O -p -P -Q -r -S -t -T -x -X",
    options: { "-f,--file": "read" },
    operands: ["host..."],
  },
  pidstat: {
    flags: "-d -h -H -I -l -R -r -s -t -u -V -v -w --human",
    values: "-C -G -p -T -U --dec",
    options: { "-e": "command" },
    operands: ["text..."],
    output: "digest",
  },
  "zic,zdump": {
    flags: "-s -v -V -i",
    values: "-b -p -t -y -l -r -c",
    options: { "-d": "write-directory", "-L": "read" },
    operands: ["read..."],
  },
} satisfies Table;
