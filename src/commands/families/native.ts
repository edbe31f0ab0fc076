/** Compilers, linkers, build tools, debuggers and binary tools. Sources: gcc(1), make(1), cmake(1), gdb(1), binutils. */
import type { Table } from "../spec.ts";

const COMPILER = {
  style: "single",
  flags: `-c -S -E -g -g3 -ggdb -O -O0 -O1 -O2 -O3 -Os -Ofast -Og -w -Wall -Wextra -Werror -Wpedantic -pedantic
    -pedantic-errors -ansi -fPIC -fpic -fPIE -pie -no-pie -static -shared -rdynamic -pthread -pg -p -v
    -### -s -nostdlib -nodefaultlibs -nostartfiles -nostdinc -M -MM -MD -MMD -MP -MG -P -C -H -dM -pipe -r
    -ffreestanding -fsyntax-only -march -mtune -m32 -m64 -std -save-temps -print-search-dirs
    -print-file-name -dumpversion -dumpmachine -flto -fopenmp -coverage --coverage -ftest-coverage
    -fprofile-arcs -fsanitize -fno-exceptions -fno-rtti -undef -trigraphs -Q --version -emit-llvm -ObjC
    -fmodules`,
  values: `-x -D -U -l -u -z -arch -target,--target -framework -Xpreprocessor -Xassembler -mllvm -e
    -install_name -current_version -compatibility_version -rpath -MT,-MQ -Xlinker`,
  options: {
    "-o": "write",
    "-I,-isystem,-iquote,-idirafter,-iprefix,-isysroot,--sysroot,-L,-F,-iframework": "metadata",
    "-include,-imacros,-T": "read",
    "-MF,-MJ": "write",
    "-fplugin,-fplugin-arg,-fpass-plugin,-load,-Xclang,-B": "library",
    "-wrapper": "comma-command",
    "-specs,--specs": "library",
    "-config,--config": "config",
    "-fuse-ld,-ld-path,--ld-path": "program",
    "-fdump-tree-all,-dumpdir,-aux-info": "write",
  },
  operands: ["read..."],
  responseFiles: true,
  environment: { GCC_EXEC_PREFIX: "program", COMPILER_PATH: "program", CPATH: "text" },
} as const;

const BINARY = {
  flags: `-a -A -b -B -C,--demangle -d -D -e -f -g -h -H -l -L -m -n -N -p -P -r -R -s -S -t -T -u -v -V -w -W
    -x -X -z --all --headers --dynamic --syms --symbols --relocs --disassemble --source --wide --strip-all
    --strip-debug --strip-unneeded --no-show-raw-insn --debug-syms --defined-only --undefined-only
    --dyn-syms --sections --segments --notes --program-headers --file-header --print-size --size-sort
    --only-keep-debug --preserve-dates --inlines --functions --basenames --pretty-print`,
  values: `-j,--section,--only-section -M,--disassembler-options --start-address --stop-address -F,--target
    -I,--input-target -O,--output-target --remove-section -K,--keep-symbol -G --rename-section
    --set-section-flags --format --radix --sort --debug-dump --dwarf -mtriple
    --add-section,--dump-section,--update-section`,
  options: { "--plugin": "library", "--add-gnu-debuglink": "read", "--exe": "read" },
  operands: ["read..."],
  responseFiles: true,
  output: "inputs",
} as const;

export const native = {
  tcc: {
    ...COMPILER,
    options: { ...COMPILER.options, "-run": "script:other" },
    operandsWith: { "-run": ["text..."] },
  },
  "gcc,g++,cc,c++,clang,clang++,c99,c89,cpp,icc,icx,icpc,emcc,em++,pcc,nvcc,hipcc,mpicc,mpicxx,mpic++,gfortran,flang,f77,f95,gnat,gdc,ldc2,dmd,musl-gcc,x86_64-linux-gnu-gcc,aarch64-linux-gnu-gcc,arm-none-eabi-gcc,i686-w64-mingw32-gcc,x86_64-w64-mingw32-gcc,gccgo":
    COMPILER,
  "as,ld,gold,lld,ld.lld,ld.gold,ld.bfd,mold,nasm,yasm,fasm,wasm-ld,link.exe,llc,lli,llvm-as,llvm-dis,llvm-link,llvm-mc":
    {
      ...COMPILER,
      options: {
        ...COMPILER.options,
        "-@": "read",
        "-f": "text",
        "-dynamic-linker": "text",
        "-plugin": "library",
        "-Map": "write",
        "-version-script": "read",
        "-script": "read",
        "-load-pass-plugin": "library",
      },
      values: `${COMPILER.values} -m -h -soname -a`,
    },
  "zig,odin,vala,valac,ocamlfind,ocamlopt,ocamlc,dune,opam,stack,cabal,elm,purs,spago,idris2,agda,lean,lake,coqc,raco,elixirc,fpc,ghdl,iverilog,vvp,verilator,yosys,gnucobol,fsharpi,pony,jpm,moonc,gpp,cppo":
    {
      style: "posix",
      flags: `-i -v -q -Q --quiet --silent --no-save --no-restore --vanilla --slave --batch -noshell -s -S -r -w
        -W -c -norc -nofile -threaded -O -O0 -O2 -Wall -Werror -dynamic -static --make --no-init-file
        --no-line-editing --no-history --no-gui --norc --persist -g --release --no-halt -detached -hidden
        -j -F -xFj --frelax-syntax-checks -b --debug --noinform --non-interactive --disable-debugger
        --watch --force --yes -y --verbose --all --fast --only-dependencies`,
      values: `-p --project -t --threads -m -sname -name -setcookie -std -target --bounds-check --color
        --output-format -I -D -U -package --resolver --flag --profile --env -target-cpu --builddir
        --ghc-options`,
      options: {
        "-e,--eval,--evaluate,-eval,--expr,-E,--print,-ex,-ne": "code:other",
        "-x": "code:other",
        "-f,--file,--load,-l,--script,--source": "script:other",
        "-L,--sysimage,--require,-pa,-pz": "library",
        "-o,--output,-odir,-outputdir,--debugfile": "write",
        "--project-file,--stack-yaml,--config": "config",
        "-C,--working-dir": "work-directory",
      },
      operands: ["script:other", "text..."],
      operandsWith: { "-e,-x": ["text..."] },
      input: "code:other",
      projectCode: true,
      network: false,
      subcommands: {
        exec: { flags: "--", values: "--project-file --package", operands: ["command"] },
        eval: { operands: ["code:other", "text..."] },
        "run,script,runghc,runhaskell": {
          style: "posix",
          flags: "--",
          values: "--project-file --package --target",
          projectCode: true,
          network: true,
        },
        "build,test,check,deps.get,compile,format,clean,repl,install,update,init,new,freeze,haddock,bench,credo,dialyzer,phx.server,phx.new,ecto.create,ecto.migrate,ecto.gen.migration,hex.info,do,cmd,deps.compile,deps.update,local.hex,local.rebar,docs,help,version,fmt,build-exe,build-lib,translate-c,c,cpp,js,sdist,list,outdated,gen-bounds,setup,path,ghci,ide,doc,fetch,spec,tool,deps,package,resolve,switch,env,config,pin,show,upgrade,add,remove,lock,dump-package,describe":
          {
            operands: ["text..."],
            flags: `--check-formatted --warnings-as-errors --no-start --trace --stale --failed --coverage --enable-tests`,
            values: `--only --exclude --seed -d -r -c --configuration --filter --target -j --package -Doptimize`,
            options: { "-o": "write" },
            projectCode: true,
            network: true,
          },
        "publish,hex.publish,upload": {
          operands: ["text..."],
          effect: "publish",
          network: true,
          projectCode: true,
        },
        "ecto.drop,ecto.reset": { operands: ["text..."], effect: "destroy", projectCode: true },
        // One step back, as it was written; all of them leave nothing.
        "ecto.rollback": {
          operands: ["text..."],
          values: "-n,--step -v,--to -r,--repo",
          effectWith: { "--all,-v,-n": "destroy" },
          projectCode: true,
        },
      },
    },
  "make,gmake,bmake,remake,pmake,colormake,nmake,makepp": {
    flags: `-b -m -B,--always-make -d --debug -e,--environment-overrides -h -i,--ignore-errors -k,--keep-going
      -L,--check-symlink-times -n,--just-print,--dry-run,--recon -p,--print-data-base -q,--question
      -r,--no-builtin-rules -R,--no-builtin-variables -s,--silent,--quiet -S,--no-keep-going,--stop
      -t,--touch --trace -v -w,--print-directory --no-print-directory --warn-undefined-variables
      --output-sync,-O --no-silent`,
    values: "-o,--old-file,--assume-old -W,--what-if,--new-file,--assume-new",
    options: {
      "-C,--directory": "work-directory",
      "-f,--file,--makefile": "script:make",
      "-I,--include-dir": "read",
      "-E,--eval": "code:make",
    },
    optional: { "-j,--jobs": "text", "-l,--load-average,--max-load": "text" },
    operands: ["text..."],
    assignments: "anywhere",
    projectCode: true,
    environment: {
      MAKEFLAGS: "options",
      GNUMAKEFLAGS: "options",
      MAKEFILES: "script:make",
      SHELL: "program",
    },
    reader: "make",
  },
  "just,task,go-task,mage,ninja,samu,xmake,mask,cargo-make,makers,tup,redo,bjam,premake5,gyp,gn,mk,plz,buck,buck2,pants,bazel,bazelisk,ibazel,blaze":
    {
      flags: `-n,--dry-run -l,--list --summary --choose -e --evaluate -v,--verbose -q,--quiet -w,--watch
        --silent -s -p,--parallel --list-all -a --keep-going -k --unsorted --yes -y --status --init -i
        --no-deps --json --version --dump --fmt --variables -x --concise --help-all`,
      values: `-j,--jobs --color --config --test_output --test_filter --compilation_mode -c --define --copt
        --cxxopt --platforms --keep_going --sort --interval -t --output -o --concurrency --timeout
        --shell-arg`,
      options: {
        "-f,--justfile,--taskfile,--file": "script:make",
        "-d,--working-directory,--dir,-C": "work-directory",
        "--shell": "program",
        "--chooser": "shell",
        "--command": "command",
        "--dotenv-path,--bazelrc": "config",
        "--run_under": "shell",
      },
      several: { "--set": ["text", "text"] },
      assignments: "anywhere",
      projectCode: true,
      harmless: "-n -l",
      reader: "make",
      subcommands: { execute: { operands: ["command"] } },
    },
  "cmake,cmake3,ccmake,cmake-gui": {
    style: "gnu",
    flags: `-N -L -LA -LAH -LH -i -W -Wdev -Wno-dev -Wno-error --fresh --trace --trace-expand --debug-output
      --debug-find --warn-uninitialized --list-presets --clean-first --verbose,-v --strip --use-stderr
      --no-warn-unused-cli --graphviz --system-information --find-package --log-level --workflow
      --resolve-package-references`,
    values: `-D -U -G -T -A -j,--parallel -t,--target --config --preset --component
      --default-directory-permissions --profiling-format`,
    options: {
      "-S": "read",
      "-B": "write-directory",
      "-C": "script:other",
      "-P": "script:other",
      "--toolchain": "script:other",
      "--build": "work-directory",
      "--install": "work-directory",
      "--open": "read",
      "--install-prefix,--prefix": "write-directory",
      "--profiling-output": "write",
      "-E": "command",
    },
    operands: ["read"],
    projectCode: true,
  },
  "ctest,cpack": {
    flags: `-V,--verbose -VV --output-on-failure -N,--show-only -F -Q,--quiet --rerun-failed --progress
      --schedule-random --stop-on-failure --no-tests`,
    values: `-j,--parallel -R,--tests-regex -E,--exclude-regex -L,--label-regex -LE -C,--build-config -I
      --timeout --repeat --preset -T -D -M -G -P -FA`,
    options: {
      "--test-dir": "work-directory",
      "-S,--script,-SP": "script:other",
      "-O,--output-log,--output-junit": "write",
      "--build-and-test": "read",
      "--test-command": "command",
      "--config": "config",
      "-B": "write-directory",
    },
    operands: ["text..."],
    projectCode: true,
  },
  "meson,conan,vcpkg,xrepo,hunter,cpm,spack,build2,bpkg": {
    flags: `-v,--verbose --wipe --reconfigure --clearcache -q,--quiet -f --force -y --strip --no-rebuild --gdb
      -r,--recurse --dry-run`,
    values: `--buildtype -D --backend --default-library -j --suite --setup -t -pr,--profile -s,--settings
      -o,--options -b,--build --remote -scheme -workspace -project -configuration -sdk -destination
      -derivedDataPath -target -c --prefix`,
    options: {
      "-C": "work-directory",
      "--destdir": "write-directory",
      "--native-file,--cross-file": "config",
      "-if,--install-folder,-of,--output-folder": "write-directory",
      "--wrap,--wrapper": "shell",
    },
    projectCode: true,
    network: true,
    subcommands: {
      setup: { operands: ["write-directory", "read"], values: "--wrap-mode", options: {}, projectCode: true },
      devenv: { options: {}, operands: ["command"], projectCode: true },
      test: { options: {}, flags: "-v", projectCode: true },
      "upload,publish": { effect: "publish" },
    },
  },
  "configure,config.guess,config.sub,autogen.sh": {
    flags: "-q,--quiet -n,--no-create -C --config-cache",
    operands: ["text..."],
    assignments: "anywhere",
    projectCode: true,
    values: "--prefix --exec-prefix",
    options: { "--srcdir": "read", "--cache-file": "write" },
  },
  "libtool,gettextize,intltoolize,gtkdocize": {
    flags: `-f,--force -i,--install -s,--symlink -v,--verbose -d,--debug --foreign --gnu -a,--add-missing
        -c,--copy -m,--make -q -n,--dry-run --no-recursive`,
    values: "-W,--warnings -l --language -t,--trace --mode --tag",
    options: { "-o,--output": "write", "-I,--include,-B,--prepend-include": "read" },
    operands: ["read..."],
    projectCode: true,
    environment: {
      AUTOM4TE: "program",
      AUTOCONF: "program",
      AUTOMAKE: "program",
      ACLOCAL: "program",
      M4: "program",
      PERL: "program",
      LIBTOOLIZE: "program",
      AUTOHEADER: "program",
      AUTOPOINT: "program",
      MAKE: "program",
    },
  },
  "rpmbuild,makepkg,abuild,mock,nfpm,flatpak-builder,appimagetool,linuxdeploy,makensis,candle,wix": {
    flags: "-b -us -uc -S -A -B -nc -d -F -ba -bb -bs -bp -s -i -c -f -y -r -D -a",
    values: "--define -j -t -v --target -m --changes-option -e",
    options: { "-o,--outdir": "write-directory" },
    operands: ["read..."],
    projectCode: true,
  },
  "gdb,lldb,gdb-multiarch,rust-gdb,rust-lldb,gdbgui,mdb,windbg,pwndbg,gef": {
    style: "single",
    flags: `-q,-quiet,-silent,--quiet -batch,--batch -batch-silent -return-child-result -nx,--nx
      -n,--no-lldbinit -nh -nw -w -tui -write -f -fullname -readnow -statistics --multi --once
      -X,--no-use-colors`,
    values: "-b -l -i,-interpreter -tty -annotate -a,--arch -L",
    options: {
      "-ex,--ex,-eval-command,-iex,-init-eval-command": "code:other",
      "-o,--one-line,-O,-k": "code:other",
      "-x,-command,-ix,-init-command,--command,-s,--source,-S": "script:other",
      "-p,-pid,--attach,--attach-pid": "process",
      "-c,-core,--core": "read",
      "-args,--args,--": "command",
      "-cd": "work-directory",
      "-e,-exec,-se,-symbols,--file": "read",
      "-d,-directory": "read",
      "-data-directory,-D": "library",
      "-P": "script:python",
      "--wrapper": "shell",
    },
    operands: ["program", "read"],
    input: "code:other",
    interactive: true,
  },
  "gcore,pstack,gstack,eu-stack,pmap,pwdx,pargs": {
    flags: "-a -x -X -q -d",
    options: { "-o": "write" },
    operands: ["process..."],
    output: "secret",
  },
  "objdump,readelf,nm,size,addr2line,c++filt,elfedit,gprof,gcov,gcov-tool,llvm-objdump,llvm-nm,llvm-readelf,llvm-size,llvm-cov,llvm-profdata,llvm-symbolizer,dwarfdump,eu-readelf,pahole,dwp,checksec,ldd,lddtree,ctags,etags,cscope,global,gtags,cflow,indent,astyle,uncrustify,clang-check,include-what-you-use,iwyu_tool,cppcheck,splint,flawfinder,scan-view,infer,lcov,gcovr,genhtml,bloaty,doxygen,cdecl,lex,flex,bison,yacc,byacc,re2c,ragel,swig,protoc,flatc,thriftc,thrift,capnp,rpcgen,gperf,gob2,moc,uic,rcc,windres,pkg-config,pkgconf,llvm-config,clang-query,clang-apply-replacements,rabin2,rasm2,jadx,apktool,dex2jar,ghidra,retdec,hexedit,hexeditor,bvi,dhex,wxHexEditor":
    { ...BINARY, options: { ...BINARY.options, "--output": "write" } },
  "clang-format,clang-tidy,git-clang-format": {
    style: "single",
    flags: `-i -fix,--fix -fix-errors -n,--dry-run -Werror,--Werror -sort-includes --verbose -dump-config
      -list-checks -quiet --fallback-style -format-style`,
    values: `-style,--style -lines -offset -length -cursor -assume-filename,--assume-filename -checks
      -header-filter -extra-arg -warnings-as-errors -line-filter -ferror-limit --length`,
    options: {
      "-p": "read",
      "-config,--config-file,-config-file": "config",
      "-load": "library",
      "-export-fixes": "write",
      "--files": "read",
    },
    operands: ["read..."],
    inPlace: "-i -fix",
    responseFiles: true,
  },
  "strip,objcopy,llvm-strip,llvm-objcopy,patchelf,chrpath,upx,sstrip,execstack,prelink": {
    ...BINARY,
    flags: `${BINARY.flags} --print-rpath --print-interpreter --print-needed --remove-rpath --shrink-rpath -c -best --best -9 -1`,
    values: `${BINARY.values} --set-rpath --add-rpath --set-interpreter --replace-needed --add-needed --remove-needed --set-soname`,
    options: { "-o,--output": "write", "--plugin": "library" },
    operands: ["edit..."],
    harmless: "-l -t",
    operandsWith: { "-o": ["read..."], "--print-rpath,--print-interpreter,--print-needed": ["read"] },
  },
  "qmake,qmake-qt5,qmake6": {
    style: "single",
    flags: "-project -makefile -set -unset -query -r -recursive -nocache -Wall -Wnone -d -nodepend -nopwd -e",
    values: "-spec -t -tp",
    options: { "-o": "write", "-cache": "config" },
    // `VAR=value` and statements stand beside the project file.
    operands: ["code:other..."],
    projectCode: true,
    assignments: "anywhere",
  },
} satisfies Table;
