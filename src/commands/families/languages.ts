/** Perl, PHP, Lua, Tcl, R, Julia, Octave and macro processors. Sources: perlrun(1), php --help, lua(1), Rscript, m4(1). */
import type { Table } from "../spec.ts";

export const languages = {
  "raku,rakudo,perl6": {
    style: "posix",
    flags: "-c -n -p -v",
    values: "-M",
    options: { "-e": "code:other", "-I": "library" },
    operands: ["script:other", "text..."],
    operandsWith: { "-e": ["read..."] },
    input: "code:other",
  },
  "perl,perl5,cperl,suidperl": {
    style: "posix",
    flags: "-a -c -f -h -n -p -s -S -t -T -u -U -v -V -w -W -X",
    values: "-F -C -A",
    options: { "-e": "code:perl", "-E": "code:perl", "-I": "library" },
    optional: {
      "-0": "number",
      "-l": "number",
      "-d": "library",
      "-D": "text",
      "-i": "text",
      "-m": "code:perl",
      "-M": "code:perl",
      "-x": "work-directory",
    },
    operands: ["script:perl", "text..."],
    operandsWith: { "-e,-E": ["read..."] },
    inPlace: "-i",
    input: "code:perl",
    environment: { PERL5OPT: "code:perl", PERL5LIB: "text", PERL5DB: "code:perl" },
  },
  "perldoc,perltidy,perlcritic,cpanm,carton,plackup,morbo,hypnotoad,perlbrew,dzil,ppm,pod2man,pod2text,pod2html,pod2usage,h2xs,corelist,instmodsh,splain,xsubpp,enc2xs":
    {
      flags: `-f -v -l -r -m -q -b -w -t -u -D -i -g -T -y --notest -n --force --sudo -S --local-install
        --installdeps --verbose --recurse --quiet -h`,
      values: "-j --jobs -L --mirror -s -c -a --listen",
      options: {
        "-e": "code:perl",
        "-I": "library",
        "--exec": "shell",
        "-M": "code:perl",
        "-o": "write",
        "-d": "write-directory",
      },
      operands: ["read..."],
      network: true,
      projectCode: true,
      environment: { PAGER: "shell", PERLDOC_PAGER: "shell", EDITOR: "shell", VISUAL: "shell" },
      subcommands: { exec: { operands: ["command"] } },
    },
  "perlbug,perlthanks": {
    flags: "-d -T -C -S -v -h -n -ok",
    values: "-a -b -r -s -c -t -p",
    options: { "-e": "shell", "-f": "upload", "-F": "write" },
    operands: [],
    network: true,
    interactive: true,
  },
  "php,php-cgi,php-fpm,hhvm,frankenphp": {
    style: "posix",
    flags: `-a,--interactive -C -e -h -i -l,--syntax-check -m -n -q -s,--syntax-highlight -v -w --ini --rf --rc
      --re --rz --ri`,
    options: {
      "-z,--zend-extension": "library",
      "-r,--run": "code:php",
      "-B,--process-begin": "code:php",
      "-R,--process-code": "code:php",
      "-E,--process-end": "code:php",
      "-f,--file": "script:php",
      "-F,--process-file": "script:php",
      "-c,--php-ini": "config",
      "-d,--define": "setting",
      "-S,--server": "listen",
      "-t,--docroot": "read",
    },
    settings: {
      auto_prepend_file: "script:php",
      auto_append_file: "script:php",
      extension: "library",
      zend_extension: "library",
      extension_dir: "library",
      sendmail_path: "shell",
      "mail.log": "append",
      error_log: "append",
      include_path: "text",
    },
    operands: ["script:php", "text..."],
    operandsWith: { "-r,-f": ["text..."], "-S": ["script:php"] },
    input: "code:php",
    environment: { PHPRC: "library", PHP_INI_SCAN_DIR: "library" },
  },
  "composer,phpunit,pest,phpstan,psalm,phpcs,phpcbf,php-cs-fixer,artisan,phan,rector,phpmd,infection,codecept,behat,symfony,sail,pint,phing,phive,php-parallel-lint":
    {
      flags: `-n,--no-interaction -q,--quiet -v,--verbose -vvv --profile --no-plugins --no-scripts --ansi
        --no-ansi --no-cache --dev --no-dev -o,--optimize-autoloader --prefer-dist --prefer-source
        --dry-run --ignore-platform-reqs -W,--with-all-dependencies -w --force -f --fix --diff --coverage
        --stop-on-failure --testdox --seed --yes -y --all --no-progress --no-install --no-update --fresh
        --allow-root`,
      values: `--filter --testsuite --group --exclude-group --level --memory-limit --standard --extensions
        --ignore --report --error-format --rules --ignore-platform-req --env --class --path --url
        --using-cache --min`,
      options: {
        "-d,--working-dir": "work-directory",
        "-c,--configuration,--config": "config",
        "--bootstrap": "script:php",
        "--autoload-file": "script:php",
        "--repository,--repository-url": "url",
        "--log-junit,--coverage-html,--coverage-clover,--report-file": "write",
        "--exec": "code:php",
        "--require": "script:php",
      },
      network: true,
      projectCode: true,
      subcommands: {
        exec: { operands: ["shell..."] },
        "tinker,shell": { options: { "--execute": "code:php" }, input: "code:php", interactive: true },
        "migrate:fresh,migrate:reset,db:wipe,migrate:refresh,doctrine:database:drop,doctrine:schema:drop": {
          flags: "-n",
          effect: "destroy",
        },
      },
    },
  "lua,luajit,luau,texlua": {
    style: "posix",
    flags: "-i -v -E -W -",
    values: "-j -O",
    options: { "-e": "code:lua", "-l": "library", "-b": "read" },
    operands: ["script:lua", "text..."],
    operandsWith: { "-e": ["script:lua", "text..."] },
    input: "code:lua",
    interactiveWith: "-i",
    environment: { LUA_INIT: "code:lua", LUA_PATH: "text", LUA_CPATH: "text" },
  },
  "luac,busted,luacheck,stylua,tarantool,resty": {
    flags: "-l -p -s -v --check --local --global --force",
    options: { "-o": "write", "-e": "code:lua", "--lua-dir,--tree": "write-directory", "--server": "url" },
    values: "--config --std",
    operands: ["script:lua", "text..."],
    projectCode: true,
    network: true,
  },
  "tclsh,wish,jimsh,tclkit": {
    style: "posix",
    values: "-encoding",
    options: { "-e": "code:tcl", "-f": "script:tcl" },
    operands: ["script:tcl", "text..."],
    operandsWith: { "-e": ["text..."] },
    input: "code:tcl",
  },
  "R,Rscript,littler,radian,Rterm": {
    style: "posix",
    flags: `--save --no-save --no-environ --no-site-file --no-init-file --restore --no-restore --vanilla
      --no-readline -q,--quiet --silent -s,--slave --no-echo --interactive --verbose --args -d --gui
      --default-packages`,
    values: "--encoding -g",
    options: { "-e": "code:r", "-f,--file": "script:r", "--debugger": "program" },
    operands: ["script:r", "text..."],
    operandsWith: { "-e": ["text..."] },
    input: "code:r",
    environment: { R_PROFILE_USER: "script:r", R_ENVIRON_USER: "read", R_BROWSER: "shell" },
    subcommands: {
      CMD: {
        operands: ["text..."],
        projectCode: true,
        subcommands: {
          INSTALL: {
            operands: ["package..."],
            projectCode: true,
            flags: "--no-docs --no-multiarch --build --clean --preclean --no-test-load",
            options: { "-l,--library": "write-directory" },
          },
          "check,build,REMOVE,Rd2pdf,config,javareconf": {
            operands: ["read..."],
            projectCode: true,
            flags: "--no-docs --as-cran --no-manual --no-build-vignettes",
          },
          BATCH: { operands: ["script:r", "write"] },
        },
      },
    },
  },
  guile: {
    style: "posix",
    flags: `-q --debug --no-debug --auto-compile --no-auto-compile --fresh-auto-compile --r6rs --r7rs -ds -v`,
    values: "--use-srfi -x -e --language",
    options: { "-c": "code:other", "-s,-l": "script:other", "-L,-C": "library", "--listen": "listen" },
    operands: ["script:other", "text..."],
    operandsWith: { "-c,-s": ["text..."] },
    input: "code:other",
  },
  julia: {
    style: "posix",
    flags: `-i -q,--quiet -v --history-file --startup-file --banner --compile --color --check-bounds --inline
      --depwarn -g --track-allocation --code-coverage --project`,
    values: "-p,--procs -t,--threads -O,--optimize -C,--cpu-target -m,--module",
    options: {
      "-e,--eval": "code:other",
      "-E,--print": "code:other",
      "-L,--load": "script:other",
      "-J,--sysimage": "library",
      "--machine-file": "read",
      "--output-o,--output-bc": "write",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-e,-E": ["text..."] },
    input: "code:other",
    projectCode: true,
    environment: { JULIA_EDITOR: "shell" },
  },
  // Calculators that have no way to files or programs: what comes to them is numbers.
  "bc,units,concalc": {
    flags: `-q,--quiet -i,--interactive -l,--mathlib -s,--standard -w,--warn -P,--no-prompt -R,--no-read-prompt
      -v,--verbose -t,--terse -1,--one-line`,
    values: "-e,--expression -d,--digits -o,--output-format -S,--scale -O,--obase -I,--ibase",
    options: { "-f,--file": "read" },
    operands: ["read..."],
  },
  "octave,octave-cli,matlab,scilab,maxima,gp,sage,gnuplot,wolframscript,dc,calc,qalc,genius": {
    style: "gnu",
    flags: `-q,--quiet,--silent -i,--interactive,--mathlib -l -s,--standard -w,--warn -W,--no-window-system
        -H,--no-history -f,--norc,--fast --no-gui --gui --persist -V,--verbose -x,--echo-commands
        -nodisplay -nosplash -nodesktop -persist -v -C -R,--no-read-prompt -P,--no-prompt -t,--terse -n`,
    values: "-d -logfile",
    options: {
      "--eval,--expression,-e": "code:other",
      "-r,-batch": "code:other",
      "--file": "script:other",
      "-p,--path,--image-path": "read",
      "--persist-file": "write",
      "-c": "code:other",
      "--batch-string": "code:other",
      "--batch,-b": "script:other",
      "--init-lisp,--init-mac,--preload-lisp": "script:other",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "--eval,-r": ["text..."] },
    input: "code:other",
  },
  "m4,gm4,envsubst,j2,jinja2,mustache,gomplate,ytt,jsonnet,cue,dhall,dhall-to-json,nickel,kcl,pkl,rego,opa,conftest,tera,erb,esh,mako-render,cheetah":
    {
      flags: `-E,--fatal-warnings -i,--interactive -P,--prefix-builtins -Q,--quiet -s,--synclines
        -G,--traditional -g --undef -v,--variables -S -y --fail`,
      values: `-D,--define -U,--undefine -B -H -L -N -T --trace -d,--debug --format -V,--ext-str -A,--tla-str
        --var`,
      options: {
        "-I,--include,-J,--jpath": "read",
        "-F,--freeze-state": "write",
        "-R,--reload-state": "read",
        "--debugfile,--error-output": "write",
        "-o,--output-file,--out": "write",
        "-f,--file": "read",
        "--ext-code,--tla-code,-e,--exec": "code:other",
        "-r": "code:ruby",
      },
      operands: ["script:other", "text..."],
      input: "code:other",
    },
  prove: {
    flags: `-b,--blib -c,--color -d -D,--dry -f,--failures -l,--lib -m,--merge -o,--comments -p,--parse -q,--quiet -Q,--QUIET
      -r,--recurse -s,--shuffle -t -T -v,--verbose -w -W --count --directives --ignore-exit --reverse --timer --trap --norc`,
    values: "-j,--jobs --ext --formatter --harness --rules --state --source",
    options: {
      "-e,--exec": "shell",
      "-I,--include": "library",
      "-P": "library",
      "-M": "library",
      "-a,--archive": "write",
      "--rc": "config",
    },
    operands: ["read..."],
    projectCode: true,
  },
} satisfies Table;
