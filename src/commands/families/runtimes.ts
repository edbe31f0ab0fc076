/**
 * Languages with a run-time of their own: functional, logic and stack languages, Erlang's and .NET's, Swift, Dart, D,
 * Nim, V. Sources: ocaml(1), ghc's user guide, erl(1), elixir --help, sbcl(1), swipl(1), dart help, swift --help.
 */
import type { Table } from "../spec.ts";

const PROJECT = { operands: ["text..."], projectCode: true } as const;

/** `build`, `test`, … of a language's own build tool: they take names and run the project's code. */
const BUILD_STEPS =
  "build,test,check,compile,format,fmt,clean,repl,install,update,init,new,bench,docs,doc,help,version,list,fetch,add,remove,upgrade,lock,package,pub,analyze,create,describe";

const STEPS = {
  [BUILD_STEPS]: {
    ...PROJECT,
    flags: "--force --release --all -y --verbose -v -q --watch --debug -r",
    values: "-c,--configuration -j --package --target --filter",
    options: { "-o,--output": "write" },
    network: true,
  },
  "publish,upload": { ...PROJECT, effect: "publish", network: true },
} as const;

export const runtimes = {
  "elixir,iex": {
    style: "posix",
    flags: "-v --no-halt --no-color --dot-iex --logger-otp-reports --logger-sasl-reports --werl",
    values: "--cookie --name --sname --hidden --pipe-to --rpc-eval-node --remsh --erl",
    options: {
      "-e,--eval": "code:other",
      "--rpc-eval": "code:other",
      "-r,-pr": "script:other",
      "-pa,-pz": "library",
      "-S": "script:other",
      "--vm-args": "config",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-e": ["text..."] },
    input: "code:other",
    projectCode: true,
  },
  mix: {
    flags: "--version",
    projectCode: true,
    subcommands: {
      "run,phx.server,test": {
        flags:
          "--no-compile --no-start --no-halt --no-deps-check --no-mix-exs --trace --stale --failed --cover",
        values: "--only --exclude --include --seed -p,--parallel --max-failures",
        options: { "-e,--eval": "code:other", "-r,--require": "script:other" },
        operands: ["script:other", "text..."],
        projectCode: true,
      },
      eval: { operands: ["code:other"], projectCode: true },
      cmd: { flags: "--cd", operands: ["shell..."], projectCode: true },
      "ecto.rollback": {
        ...PROJECT,
        flags: "--all",
        values: "-n,--step -v,--to -r,--repo",
        effectWith: { "--all,-v,-n": "destroy" },
      },
      "ecto.drop,ecto.reset": { ...PROJECT, effect: "destroy", flags: "--quiet --force -f", values: "-r" },
      "hex.publish": { ...PROJECT, effect: "publish", network: true },
      ...STEPS,
    },
  },
  "erl,werl,erlc,escript,rebar3": {
    style: "single",
    flags: "-noshell -noinput -detached -emu_args -hidden -smp -init_debug -boot_var -c -s -i",
    values: "-name -sname -setcookie -config-name -boot -mode -env -kernel -W -I -D -run",
    options: {
      "-eval": "code:other",
      "-pa,-pz": "library",
      "-args_file,-config": "config",
      "-o": "write-directory",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-eval": ["text..."] },
    input: "code:other",
    subcommands: {
      shell: { ...PROJECT, options: { "--eval": "code:other", "--script": "script:other" } },
      ...STEPS,
    },
  },
  "ocaml,utop,ocamlrun": {
    style: "single",
    flags: "-stdin -noinit -nostdlib -principal -rectypes -w -verbose -version -unsafe",
    options: { "-e": "code:other", "-init": "script:other", "-I": "library" },
    operands: ["script:other", "text..."],
    operandsWith: { "-e": ["text..."] },
    input: "code:other",
  },
  "ghc,ghci,runghc,runhaskell,runhugs,hugs": {
    style: "single",
    flags:
      "--make --interactive -O -O2 -Wall -Werror -threaded -dynamic -static -v --version -c -S -M -prof -g",
    values: "-package -X -i -outputdir -main-is -j -package-db -package-id -with-rtsopts",
    options: {
      "-e": "code:other",
      "-o,-odir,-hidir,-dumpdir": "write",
      "-ghci-script": "script:other",
      "-pgmF,-pgmP,-pgmc,-pgml,-pgma": "program",
      "-fplugin": "library",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-e": ["text..."] },
    input: "code:other",
  },
  "sbcl,clisp,ecl,ccl,abcl,clasp,gcl,cmucl,ros,alisp": {
    style: "single",
    flags: `--noinform --non-interactive --no-sysinit --no-userinit --disable-debugger --quit --no-init -q -norc
      -batch -quiet -n -b --end-toplevel-options --end-runtime-options --merge-core-pages -ansi -modern`,
    values: "--dynamic-space-size --control-stack-size --heap -K -M -m",
    options: {
      "--eval,-eval,-x,-e,-i": "code:other",
      "--load,-load,-l,--script,-c": "script:other",
      "--core": "library",
      "--userinit,--sysinit": "script:other",
      "-o": "write",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "--eval,-x": ["text..."] },
    input: "code:other",
  },
  "swipl,prolog,gprolog,yap,scryer-prolog": {
    style: "posix",
    flags: "-q -c --traditional --nosignals --no-debug -O --quiet --home --stand_alone",
    values: "--stack-limit -p",
    options: {
      "-g,--query-goal,--goal": "code:other",
      "-t,--toplevel": "code:other",
      "--init-goal,--entry-goal": "code:other",
      "-s,-l,-f,--consult-file": "script:other",
      "-o": "write",
    },
    operands: ["script:other", "text..."],
    input: "code:other",
  },
  "nim,nimble": {
    style: "single",
    flags: "--hints:off -r -f,--forceBuild --threads:on --verbosity:0 -y --run",
    values: "-d,--define -p,--path --gc --mm --opt --app --threads --hints --warnings --verbosity --cc",
    options: { "--eval": "code:other", "-o,--out": "write", "--gcc.exe": "program" },
    projectCode: true,
    subcommands: {
      "r,e,c,cc,cpp,js,compile": {
        style: "single",
        flags: "-f",
        options: {},
        operands: ["script:other", "text..."],
      },
      ...STEPS,
      run: PROJECT,
      task: PROJECT,
    },
  },
  crystal: {
    style: "posix",
    operands: ["script:other", "text..."],
    input: "code:other",
    subcommands: {
      eval: { flags: "--release --stats --time", operands: ["code:other", "text..."] },
      "run,build,spec,tool,i": {
        flags: "--release --static --no-debug --progress --stats --time -v",
        values: "-D,--define --error-trace -s -t --link-flags",
        options: { "-o": "write" },
        projectCode: true,
      },
      ...{ "init,docs,env,play,clear_cache,help,version": PROJECT },
    },
  },
  "v,vlang": {
    style: "posix",
    flags: "-prod -g -w -v -stats -cg -live -shared",
    values: "-cc -os -backend -gc -d",
    options: { "-e": "code:other", "-o": "write" },
    operands: ["script:other", "text..."],
    subcommands: { "run,crun": { style: "posix" }, ...STEPS },
  },
  "rdmd,dub": {
    style: "single",
    flags: "--force --dry-run --chatty --build-only --makedepend -release -O -debug -unittest",
    values: "-I -J --exclude --include -L",
    options: { "--eval,--loop": "code:other", "-of": "write", "--compiler": "program" },
    operands: ["script:other", "text..."],
    subcommands: { ...STEPS, run: { ...PROJECT, flags: "--single" } },
  },
  "dart,flutter": {
    style: "posix",
    flags: "-v --verbose --enable-asserts --disable-analytics --no-version-check --suppress-analytics",
    values: "-d,--device-id --define,-D --dart-define --packages",
    operands: ["script:other", "text..."],
    projectCode: true,
    subcommands: {
      run: {
        style: "posix",
        flags: "--release --debug --profile",
        values: "-t,--target --flavor",
        projectCode: true,
      },
      compile: { ...PROJECT, options: { "-o,--output": "write" } },
      ...STEPS,
      "fix,drive,devices,doctor,emulators,config,channel,upgrade,gen-l10n,attach,logs,symbolize,info,language-server,devtools,precache,downgrade,assemble,custom-devices,screenshot":
        { ...PROJECT, network: true, flags: "--apply --dry-run" },
    },
  },
  "swift,swiftc,swift-run": {
    style: "single",
    flags:
      "-O -Onone -g -v -emit-library -emit-module -parse-as-library -suppress-warnings -static -enable-testing",
    values: "-D -framework -module-name -target -swift-version -sdk -Xcc -Xlinker -Xswiftc",
    options: {
      "-e": "code:other",
      "-o": "write",
      "-I,-L,-F": "metadata",
      "-load-plugin-library,-load-plugin-executable": "library",
    },
    operands: ["script:other", "text..."],
    subcommands: {
      run: { ...PROJECT, flags: "-c --skip-build", values: "--configuration --package-path" },
      ...STEPS,
    },
  },
  "racket,gracket,chez,scheme,petite,csi,gsi,gosh,chibi-scheme,mit-scheme,mzscheme,stklos,bigloo,kawa": {
    style: "posix",
    flags: "-i,--repl -n,--no-lib -q,--quiet -v,--version -b -w -batch --no-init-file -R -ns -:s --nologo",
    values: "-N -A --heap",
    options: {
      "-e,--eval,-eval,-p": "code:other",
      "-f,--load,-l,--script,-s,-ss,-t,--require,-r": "script:other",
      "-S,--search,-I,-X,-C": "library",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-e,-p": ["text..."] },
    input: "code:other",
  },
  "gforth,forth,gst,smalltalk,pharo,pike,newlisp,fennel,janet,moon,rebol,bqn,dyalog,gnu-apl,apl,squirrel,wren,chuck,sclang,picolisp,pil,arc,hy,lfe,carp,ponyc,gleam,haxe,neko,nekotools,cling,rust-script,cargo-script,evcxr,gorun,gomacro,gore,yaegi,csharprepl,scriptcs,csharp,dotnet-script,bsh,beanshell,a68g,algol68g":
    {
      style: "posix",
      flags: "-q --quiet -i -v -n -s --nologo -b -l -x --no-init --silent",
      values: "-I -w",
      options: {
        "-e,--eval,-expr,--expr,-g,-c": "code:other",
        "-f,--file,--load": "script:other",
        "-r,--require": "library",
        "-o,--output": "write",
      },
      operands: ["script:other", "text..."],
      operandsWith: { "-e": ["text..."] },
      input: "code:other",
      subcommands: {
        eval: { operands: ["code:other", "text..."] },
        "exec,run": { style: "posix", options: { "-e": "code:other" }, operandsWith: { "-e": ["text..."] } },
      },
    },
  cobc: {
    flags:
      "-x -m -b -j,--job -F,--free -frelax-syntax-checks --frelax-syntax-checks -g -v -C -S -c -O -Wall -P",
    values: "-std -D -K -I -L -l -A -Q -B,--build",
    options: { "-o": "write", "-conf": "config", "-T": "write" },
    operands: ["script:other..."],
    input: "code:other",
  },
} satisfies Table;
