/** Rust: cargo, rustc, rustup. Sources: `cargo help` 1.80, `rustc --help`, `rustup help`. */
import type { Table } from "../spec.ts";

const BUILD = {
  flags: `--workspace --all -vv --lib --bins --examples --tests --benches --all-targets
    -r,--release --all-features --no-default-features --keep-going --ignore-rust-version --unit-graph --build-plan --timings --future-incompat-report --no-run
    --no-fail-fast --doc --fix --allow-dirty --allow-staged --allow-no-vcs --broken-code --edition-idioms
    --edition --no-deps --open --document-private-items --no-track -f,--force --dry-run -n --debug
    --no-verify --unlocked -d,--duplicates --no-dedupe --aggressive --recursive --optional --no-optional
    --dev --build -u --check --all-files`,
  values: `-p,--package --exclude --bin --example --test --bench -F,--features -j,--jobs --profile --target
    --message-format --partition --status-level --retries --test-threads --run-ignored
    --version,--vers --tag --branch --rev --registry --rename --precise -e,--edges --prefix --depth
    --prune -i,--invert --format --charset --vcs --name --edition-year --out-fmt --min-covered
    --toolchain-version --aggressiveness --skip --filter-expr`,
  options: {
    "--manifest-path,--lockfile-path": "read",
    "--target-dir,--artifact-dir,--out-dir": "write-directory",
    "--config": "setting",
    "-C": "work-directory",
    "--git": "url",
    "--path": "read",
    "--root": "write-directory",
    "--index": "url",
    "--token": "credential",
    "--archive-file,--tool-config-file,--config-file": "config",
    "-o": "write",
  },
  settings: {
    "build.rustc": "program",
    "build.rustc-wrapper": "program",
    "build.rustc-workspace-wrapper": "program",
    "build.rustdoc": "program",
    "target.*.runner": "shell",
    "target.*.linker": "program",
    "alias.*": "text",
    "credential-provider": "program",
    "registry.*": "text",
    "source.*": "text",
  },
  projectCode: true,
  network: true,
} as const;

export const rust = {
  cargo: {
    style: "posix",
    flags: "--list --explain -V -v,--verbose -q,--quiet --locked --offline --frozen",
    options: BUILD.options,
    settings: BUILD.settings,
    values: "--color -Z",
    projectCode: true,
    environment: {
      RUSTC: "program",
      RUSTC_WRAPPER: "program",
      RUSTC_WORKSPACE_WRAPPER: "program",
      RUSTDOC: "program",
      CARGO_BUILD_RUSTC: "program",
      CARGO_BUILD_RUSTC_WRAPPER: "program",
      CARGO_BUILD_RUSTDOC: "program",
      CARGO_HOME: "config",
      RUSTFLAGS: "text",
    },
    subcommands: {
      "build,b,check,c,doc,d,rustdoc,clippy,fix,fetch,generate-lockfile,metadata,pkgid,tree,vendor,verify-project,read-manifest,locate-project,package,clean,update,report,info,search,help,version,config,expand,udeps,deny,audit,outdated,machete,bloat,geiger,msrv,semver-checks,hack,llvm-cov,tarpaulin,mutants,criterion,asm,flamegraph,add,remove,rm,upgrade,set-version,sweep,cache,dist,release-plz,about,license,sort,workspaces,sqlx,leptos,component,chef,zigbuild,xwin,ndk,lipo,apk,espflash,embed,size,objdump,nm,strip,careful,miri,fuzz,insta,readme,rdme,spellcheck,toml-lint,public-api,modules,depgraph,diet,features,unused-features,login,logout":
        { ...BUILD, harmless: "--dry-run" },
      "run,r": { ...BUILD, style: "posix" },
      "test,t,bench,nextest": { ...BUILD, style: "gnu" },
      watch: {
        flags: `-c,--clear -B --poll --postpone --no-vcs-ignores --no-dot-ignores --no-restart --why`,
        values: "-x,--exec -w,--watch -i,--ignore -d,--delay -E --features",
        options: { "-s,--shell": "shell", "-C,--workdir": "work-directory" },
        operands: ["command"],
        projectCode: true,
      },
      rustc: BUILD,
      fmt: {
        flags: "--all --check -q -v",
        values: "-p,--package --message-format",
        options: { "--manifest-path": "read" },
      },
      "install,binstall": {
        ...BUILD,
        options: { ...BUILD.options, "--git": "package" },
        operands: ["package..."],
      },
      uninstall: BUILD,
      "new,init": {
        flags: "--bin --lib -q -v",
        values: "--vcs --edition --name --registry",
        operands: ["create"],
      },
      "publish,release": { ...BUILD, effect: "publish", harmless: "--dry-run" },
      "yank,owner": {
        flags: "--undo -l,--list -q",
        values: "--version,--vers -a,--add -r,--remove --registry --token",
        options: {},
        network: true,
        effect: "destroy",
        harmless: "-l --undo",
      },
      generate: {
        flags: "-f --force --init -v --silent",
        values: "-n,--name -b,--branch -t,--tag --vcs",
        options: { "-g,--git": "url", "-p,--path": "read", "--destination": "write-directory" },
        network: true,
      },
      xtask: { projectCode: true },
      shuttle: { network: true },
    },
  },
  rustc: {
    style: "gnu",
    flags: "-g -O -v,--verbose --test -h",
    values: `--crate-type --crate-name --edition --cfg --check-cfg -l --emit --print --target -A,--allow
      -W,--warn -D,--deny -F,--forbid --force-warn --cap-lints -Z --error-format --color
      --explain --diagnostic-width --remap-path-prefix --json`,
    options: {
      "-o": "write",
      "--out-dir": "write-directory",
      "-L": "metadata",
      "--sysroot": "read",
      "--extern": "library",
      "-C,--codegen": "setting",
    },
    settings: { linker: "program" },
    operands: ["read..."],
    responseFiles: true,
  },
  "rustup,rustup-init": {
    flags: "-v,--verbose -q,--quiet -y --no-modify-path --no-self-update --force --allow-downgrade",
    values: "--default-host --default-toolchain --profile -c,--component -t,--target --toolchain",
    network: true,
    subcommands: {
      run: { style: "posix", flags: "--install", operands: ["text", "command"], input: "ignored" },
      toolchain: {
        subcommands: {
          // Its programs are run in place of the compiler.
          link: { operands: ["text", "library"] },
          "install,uninstall,list": { flags: "-v", values: "-c -t" },
        },
      },
      "update,default,show,target,component,override,check,which,doc,self,set,completions,install,man": {
        flags: "--add --all --installed -v",
        values: "--path",
      },
    },
  },
  "rustdoc,rustfmt,rust-analyzer,clippy-driver,bindgen,cbindgen,cross,trunk,mdbook,wasm-bindgen,wasm-opt,wasmtime,wasmer,wasm-tools,wat2wasm,wasm2wat,sqlx,diesel,sea-orm-cli,tokio-console,probe-rs,espflash,cargo-nextest,bacon,typst,zola,starship":
    {
      flags: `--check -l -q -v --release --test --document-private-items --open --verbose --backup
        --files-with-diff -y --no-default-features --all-features -W`,
      values: `--edition --emit --color --target --crate-name --cfg --theme -p --port -F,--features
        --out-name --enable --wasm -S --root --input --ppi --invoke`,
      options: {
        "--config-path,--config": "config",
        "-o,--output,--out-dir,--dest-dir": "write",
        "--dir,--mapdir": "mount",
        "-d": "write-directory",
        "--database-url,-D": "url",
        "-e,--eval": "code:other",
        "--env": "assignment",
      },
      operands: ["read..."],
      subcommands: {
        run: { style: "posix", options: {}, operands: ["script:other", "text..."] },
        "database,db,migration,migrate": {
          operands: ["text..."],
          subcommands: { "drop,reset,revert,redo": { flags: "-f --force", effect: "destroy" } },
        },
        "build,serve,watch,test,init,new,clean,compile,query,check,fonts,prepare,print-schema,setup,generate,add,install,list,download,flash,attach,chip,info":
          { projectCode: true, options: { "-d,--dest-dir": "write-directory" } },
      },
    },
} satisfies Table;
