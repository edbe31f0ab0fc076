/** JavaScript and TypeScript: runtimes, package managers, and the tools that projects run. Sources: the programs' --help. */
import { EXECUTE, INSTALL, MANAGER, NAMES, NPM_SETTINGS } from "../options/packages.ts";
import type { Table } from "../spec.ts";

export const javascript = {
  "node,nodejs,iojs": {
    style: "posix",
    flags: `--test-force-exit --tls-max-v1.2 --tls-max-v1.3 --jitless --inspect-wait --report-compact
      --report-on-fatalerror --openssl-legacy-provider --pending-deprecation --track-heap-objects
      --watch-preserve-output -i,--interactive -c,--check -v --inspect --inspect-brk --watch --test
      --test-only --enable-source-maps --experimental-vm-modules --experimental-strip-types
      --experimental-transform-types --no-warnings --trace-warnings --trace-deprecation --throw-deprecation
      --expose-gc --preserve-symlinks --harmony --abort-on-uncaught-exception --prof --permission
      --allow-child-process --allow-worker --experimental-permission --no-experimental-strip-types
      --experimental-test-coverage --use-strict --interpreted-frames-native-stack --zero-fill-buffers
      --no-deprecation --trace-uncaught --cpu-prof --heap-prof --experimental-sqlite --max-old-space-size
      --max-semi-space-size --stack-size --experimental-specifier-resolution`,
    values: `--build-snapshot-config --cpu-prof-interval --cpu-prof-name --disable-proto
      --heap-prof-interval --heap-prof-name --heapsnapshot-near-heap-limit --heapsnapshot-signal
      --max-http-header-size --network-family-autoselection-attempt-timeout --report-signal --test-shard
      --test-timeout --tls-cipher-list --trace-event-categories --trace-event-file-pattern
      --trace-require-module --v8-pool-size --secure-heap-min --allow-fs-read --allow-fs-write
      --dns-result-order --unhandled-rejections --input-type --conditions,-C --stack-trace-limit --title
      --tls-min-v1.2 --test-name-pattern --test-reporter --test-concurrency --watch-path --disable-warning
      --secure-heap --experimental-default-type --test-skip-pattern --inspect-port --run`,
    options: {
      "--diagnostic-dir,--report-directory": "write-directory",
      "--tls-keylog,--report-filename": "write",
      "--experimental-sea-config": "config",
      "-e,--eval": "code:javascript",
      "-p,--print": "code:javascript",
      "-pe": "code:javascript",
      "--env-file,--env-file-if-exists": "identity",
      "-r,--require,--import": "library",
      "--loader,--experimental-loader": "library",
      "--snapshot-blob": "read",
      "--openssl-config": "config",
      "--icu-data-dir": "read",
      "--redirect-warnings,--cpu-prof-dir,--heap-prof-dir,--test-reporter-destination": "write",
      "--build-snapshot": "script:javascript",
      "--experimental-config-file": "config",
    },
    operands: ["script:javascript", "text..."],
    operandsWith: { "-e,-p,-pe": ["text..."], "--test": ["script:javascript..."], "--run": ["text..."] },
    input: "code:javascript",
    environment: {
      NODE_OPTIONS: "options",
      NODE_PATH: "text",
      NODE_REPL_EXTERNAL_MODULE: "script:javascript",
    },
  },
  deno: {
    flags: "-q,--quiet --unstable -V -L",
    values: "--log-level",
    operands: ["script:javascript", "text..."],
    input: "code:javascript",
    network: true,
    subcommands: {
      "run,serve,r": {
        style: "posix",
        flags: `-A,--allow-all -R,--allow-read -W,--allow-write -N,--allow-net -E,--allow-env -S,--allow-sys
          --allow-run --allow-ffi --allow-import --deny-net --deny-run --no-check --check --watch
          --reload,-r --inspect --inspect-brk --cached-only --no-lock --no-npm --no-remote --no-prompt
          --node-modules-dir --no-config --v8-flags --unstable-kv --no-code-cache`,
        values: "--ext --location --seed --port --host",
        options: {
          "-c,--config": "config",
          "--env-file": "identity",
          "--import-map": "read",
          "--preload": "script:javascript",
          "--lock": "read",
          "--cert": "read",
        },
        input: "code:javascript",
      },
      eval: {
        flags: "-p,--print --check -q",
        values: "--ext",
        operands: ["code:javascript", "text..."],
        input: "ignored",
      },
      repl: {
        options: { "--eval": "code:javascript", "--eval-file": "script:javascript" },
        operands: [],
        input: "code:javascript",
        interactive: true,
      },
      task: {
        style: "posix",
        options: { "-c,--config": "config", "--cwd": "work-directory" },
        operands: ["text..."],
        projectCode: true,
        reader: "package-run",
      },
      "test,bench": {
        flags: "-A --watch --coverage --no-check --parallel --doc --fail-fast",
        values: "--filter --reporter",
        operands: ["script:javascript..."],
        projectCode: true,
      },
      "fmt,lint,check,info,doc,cache,outdated,coverage,types,jupyter,lsp,clean,completions,help": {
        flags: "--check --fix --json --watch --all",
        operands: ["read..."],
        inPlace: "--fix",
      },
      "install,add,i,remove,uninstall,update": {
        ...INSTALL,
        options: { "--root": "write-directory", "-n,--name": "text" },
        operands: ["package..."],
      },
      "compile,bundle": {
        flags: "-A,--allow-all --no-check",
        values: "--target",
        options: { "-o,--output": "write" },
        operands: ["read", "text..."],
        projectCode: true,
      },
      "publish,deploy": {
        flags: "--dry-run --allow-dirty --allow-slow-types",
        values: "--token",
        operands: [],
        effect: "publish",
      },
      upgrade: NAMES,
    },
  },
  bun: {
    style: "posix",
    flags: `--watch --hot --smol --bun,-b --inspect --inspect-brk --silent --no-clear-screen --if-present -i
      --prefer-offline -v --revision --console-depth --no-install`,
    values: `--port --conditions --shell --define,-d --loader,-l --main-fields --title --elide-lines
      --fetch-preconnect --filter,-F`,
    options: {
      "-e,--eval": "code:javascript",
      "-p,--print": "code:javascript",
      "-r,--preload,--import,--require": "script:javascript",
      "--cwd": "work-directory",
      "-c,--config": "config",
      "--env-file": "identity",
      "--tsconfig-override": "read",
    },
    operands: ["script:javascript", "text..."],
    operandsWith: { "-e,-p": ["text..."] },
    input: "code:javascript",
    reader: "package-run",
    subcommands: {
      ...MANAGER,
      test: {
        flags: "--coverage --bail --only --todo -u,--update-snapshots --concurrent --randomize",
        values: "--timeout --rerun-each -t,--test-name-pattern --reporter --coverage-reporter --seed",
        options: {
          "--preload,-r": "script:javascript",
          "--reporter-outfile": "write",
          "--coverage-dir": "write-directory",
        },
        operands: ["script:javascript..."],
        projectCode: true,
      },
      build: {
        flags: `--compile --minify --splitting --sourcemap --production --bytecode --no-bundle
          --minify-syntax --minify-whitespace --minify-identifiers`,
        values: `--target --format --entry-naming --external,-e --packages --public-path --banner
          --footer --env --loader`,
        options: { "--outfile": "write", "--outdir": "write-directory", "--root": "read" },
        operands: ["read..."],
        projectCode: true,
      },
      repl: { operands: [], input: "code:javascript", interactive: true },
    },
  },
  "npm,cnpm,tnpm,ied": {
    flags: `--silent,-s -q,--quiet --verbose -g,--global --json --no-color -y,--yes --offline --workspaces -ws`,
    values: "--loglevel -w,--workspace",
    options: {
      "--prefix,-C": "work-directory",
      "--userconfig": "config",
      "--registry": "url",
      "--script-shell": "program",
      "--editor": "shell",
      "--cache": "write-directory",
    },
    settings: NPM_SETTINGS,
    environment: {
      npm_config_script_shell: "program",
      NPM_CONFIG_USERCONFIG: "config",
      npm_config_registry: "url",
      NODE_OPTIONS: "options",
    },
    subcommands: MANAGER,
  },
  "pnpm,yarn,yarnpkg,ni,nr,corepack": {
    flags: `-r,--recursive --silent,-s --parallel --stream -w,--workspace-root --aggregate-output --no-color
      --json --verbose -q --no-bail --if-present --non-interactive -P -D`,
    values: "--filter,-F --loglevel --workspace-concurrency --reporter",
    options: {
      "-C,--dir,--cwd": "work-directory",
      "--config": "config",
      "--use-yarnrc": "config",
      "--registry": "url",
    },
    projectCode: true,
    reader: "package-run",
    subcommands: MANAGER,
  },
  "npx,bunx,pnpx,nlx": EXECUTE,
  "fnm,nodenv,volta": {
    flags: "--lts --silent --corepack-enabled",
    values: "--version-file-strategy --arch --fnm-dir --node-dist-mirror --log-level",
    network: true,
    subcommands: {
      exec: { values: "--using", operands: ["command"] },
      run: {
        flags: "--bundled-npm --no-yarn",
        values: "--node --npm --pnpm --yarn --env",
        operands: ["command"],
      },
      "install,use,ls,list,ls-remote,list-remote,current,default,alias,unalias,env,which,uninstall,pin,version,local,global,shell,rehash":
        { flags: "--use-on-cd", values: "--shell" },
    },
  },
  "nvm,nodebrew,nvs": {
    flags: "--lts --silent --no-progress --install-if-missing --use-on-cd",
    values: "--version-file-strategy --arch --using",
    network: true,
    subcommands: {
      exec: { style: "posix", values: "--node", operands: ["text", "command"] },
      run: {
        flags: "--bundled-npm --no-yarn",
        values: "--node --npm --pnpm --yarn --env",
        operands: ["command"],
      },
      "install,use,ls,list,ls-remote,current,default,alias,unalias,env,which,uninstall,pin,version,cache,deactivate,list-remote,reinstall-packages":
        { flags: "--latest-npm", values: "--reinstall-packages-from --shell" },
    },
  },
  "ts-node,tsx,esno,esr,swc-node,babel-node,sucrase-node,ts-node-dev,ts-node-esm,vite-node,jiti,zx,njs,phantomjs,slimerjs,casperjs,coffee,lsc,js,rhino,txiki,tjs,llrt,bare,cjs":
    {
      style: "posix",
      flags: `-T,--transpile-only -F --files --esm --swc --watch --no-cache -i,--interactive --clear-screen
        --respawn --test -m -s --quiet --std --verbose --no-warnings`,
      values: "-O,--compilerOptions --shell --prefix --conditions",
      options: {
        "-e,--eval,-c,--command": "code:javascript",
        "-p,--print": "code:javascript",
        "-r,--require,--import,--loader": "library",
        "-P,--project,--tsconfig": "config",
        "--env-file": "identity",
        "-I,--include-path": "read",
        "--cwd": "work-directory",
      },
      operands: ["script:javascript", "text..."],
      operandsWith: { "-e,-p": ["text..."] },
      input: "code:javascript",
    },
  tsc: {
    style: "gnu",
    flags: `-w,--watch -b,--build --noEmit --strict --incremental --init --showConfig --listFiles
      --listFilesOnly --listEmittedFiles --traceResolution --diagnostics --extendedDiagnostics --pretty
      --skipLibCheck --esModuleInterop --allowJs --checkJs --declaration,-d --declarationMap
      --emitDeclarationOnly --sourceMap --removeComments --noImplicitAny --noUnusedLocals
      --noUnusedParameters --resolveJsonModule --isolatedModules --preserveWatchOutput --force,-f --clean
      --dry --verbose -v --all --noErrorTruncation --noCheck --composite --explainFiles
      --assumeChangesOnlyAffectDirectDependencies --stopBuildOnErrors`,
    values: `-t,--target -m,--module --moduleResolution --lib --jsx --types --rootDir --typeRoots --paths
      --locale --newLine`,
    options: {
      "-p,--project": "config",
      "--outDir,--declarationDir": "write-directory",
      "--outFile": "write",
      "--tsBuildInfoFile": "write",
      "--generateTrace,--generateCpuProfile": "write",
    },
    operands: ["read..."],
    responseFiles: true,
  },
} satisfies Table;
