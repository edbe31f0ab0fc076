/** Tools that JavaScript and TypeScript projects run: linters, bundlers, test runners, generators. Sources: their --help. */
import type { Table } from "../spec.ts";

const TOOL = {
  flags: `--watch -w --fix --write --check --coverage --ci --silent --verbose --debug --json --color --no-color
    --cache --no-cache --quiet --bail -b --passWithNoTests --runInBand -i --updateSnapshot -u --open
    --host --force -f --prod --dev --all --run --ui --headed --strict --no-install --yes -y -l
    --list-different --listTests --detectOpenHandles --forceExit --noEmit --incremental --build -d
    --watchAll --onlyChanged --changed`,
  operands: ["read..."],
  projectCode: true,
} as const;

export const webtools = {
  "eslint,eslint_d,oxlint,standard,xo,stylelint,tslint,jshint,jscs,htmlhint,markdownlint,markdownlint-cli2,textlint,alex,remark,knip,depcheck,madge,publint,attw,size-limit,secretlint,svgo,sass,lessc,postcss,tailwindcss,unocss,terser,uglifyjs,esbuild,rollup,swc,babel,parcel,tsup,unbuild,microbundle,ncc,webpack,webpack-cli,vite,rspack,rolldown,turbo,nx,lerna,gulp,grunt,next,nuxt,nuxi,remix,gatsby,svelte-kit,svelte-check,vue-tsc,vue-cli-service,vue,ng,react-scripts,craco,react-native,ionic,cordova,capacitor,storybook,start-storybook,build-storybook,jest,vitest,mocha,ava,tap,tape,jasmine,karma,c8,nyc,playwright,cypress,wdio,nightwatch,puppeteer,testcafe,lighthouse,typedoc,jsdoc,documentation,api-extractor,prisma,drizzle-kit,typeorm,sequelize,sequelize-cli,knex,mikro-orm,graphql-codegen,openapi-generator,openapi-generator-cli,swagger-cli,redocly,changeset,bumpp,auto,husky,lint-staged,simple-git-hooks,plop,hygen,yo,degit,tiged,create-react-app,create-next-app,create-vite,npm-check,npm-check-updates,ncu,syncpack,manypkg,patch-package,wireit,docusaurus,vitepress,vuepress,slidev,marp,hexo,eleventy,pm2,forever,json-server,verdaccio,electron,electron-builder,electron-forge,tauri,neutralino,node-gyp,node-pre-gyp,prebuild,prebuildify,cmake-js,napi,wasm-pack,tspc,dprint,rome,resolve-tspaths,tsc-alias,tsd,dtslint,ts-prune,ts-unused-exports,type-coverage,jscodeshift,gts,codemod":
    {
      ...TOOL,
      values: `-c,--config --ext --max-warnings --format --rule --parser --plugin --env --global --stdin-filename
        --report-unused-disable-directives-severity --cache-strategy
        -t,--testNamePattern,--test-name-pattern --testPathPattern --testPathPatterns --reporter
        --reporters --project,-p --maxWorkers --workers -j,--jobs --timeout --retry --retries --port
        --mode -m --base --outExtension --target --platform --loader --external --define --scope --filter
        -F --since --concurrency --grep,-g --spec --shard --browser --config-name --log-level --logLevel
        --environment --pool --names,-n --prefix -T --configuration --entry --ignore-pattern --testTimeout
        --selectProjects --coverageReporters --collectCoverageFrom --coverageProvider --name --schema-name
        --tag --tui --affected-base --projects --exclude`,
      options: {
        "-o,--output,--output-file,--outfile,--outputFile,--json-outfile": "write",
        "--outdir,--out-dir,--dist,--coverageDirectory,--outDir,--output-path": "write-directory",
        "--cwd,--root,--rootDir,--dir": "work-directory",
        "--require,-r,--setupFiles": "script:javascript",
        "--resolve-plugins-relative-to,--rulesdir": "library",
        "--ignore-path": "read",
        "--cache-location,--cacheDirectory,--cache-dir": "write-directory",
        "--schema": "read",
        "--rc": "config",
        "--on-success,--onSuccess": "shell",
      },
      inPlace: "--fix --write",
      subcommands: {
        "exec,x": { operands: ["command"], values: "-n" },
        "run,run-many": {
          operands: ["text..."],
          projectCode: true,
          values: "-t,--target,--targets -p,--projects",
        },
        "publish,deploy": { operands: ["text..."], effect: "publish", network: true, projectCode: true },
        "migrate,db,schema:drop,db:drop,db:migrate:undo:all,push,migrate:rollback": {
          operands: ["text..."],
          flags: "--accept-data-loss --force-reset --skip-generate --create-only",
          values: "-n",
          options: {},
          effectWith: { "--force-reset,--accept-data-loss": "destroy" },
          projectCode: true,
          subcommands: {
            "reset,drop": { flags: "-f,--force", effect: "destroy" },
            execute: {
              operands: [],
              flags: "--stdin",
              options: { "--schema,--config": "read", "--file": "script:sql" },
              values: "--url",
              input: "code:sql",
            },
            "dev,deploy,status,resolve,diff,push,pull,seed,generate": {
              options: {},
              values: "--applied --url",
              effectWith: { "--force-reset,--accept-data-loss": "destroy" },
            },
          },
        },
      },
    },
  "prettier,biome,rustywind,prettierd,js-beautify": {
    flags: `-w,--write -c,--check -l,--list-different --no-config --no-editorconfig --cache --ignore-unknown -u
      --no-semi --single-quote --use-tabs --fix --apply --apply-unsafe --unsafe --staged --changed
      --no-errors-on-unmatched --json --verbose --skip-errors`,
    values: `--parser --print-width --tab-width --trailing-comma --end-of-line --log-level --loglevel
      --stdin-filepath --stdin-file-path --max-diagnostics --diagnostic-level --reporter --since --only
      --skip --colors --formatter-enabled --linter-enabled --files-max-size --indent-style --line-width`,
    options: {
      "--config,--config-path": "config",
      "--ignore-path": "read",
      "--plugin": "script:javascript",
      "--cache-location": "write",
    },
    operands: ["read..."],
    inPlace: "-w --fix --apply --apply-unsafe",
    subcommands: { "format,lint,check,ci,migrate,rage,init,search,start,stop,explain,version": {} },
  },
  "rimraf,del,del-cli,trash,trash-cli,trash-put,rip": {
    flags: "-f,--force -g,--glob --no-glob -v --dry-run -r -i --preserve-root --no-preserve-root",
    values: "--impl --max-retries --backoff",
    operands: ["delete..."],
    recursive: "*",
    force: "*",
  },
  "mkdirp,make-dir,make-dir-cli": { flags: "-p --parents", values: "-m,--mode", operands: ["create..."] },
  "cpy,cpx,ncp,copyfiles,shx": {
    flags: "-u -f -a -E -V --flat --up -r -w --watch",
    values: "-e,--exclude --cwd --rename",
    operands: ["read...", "write"],
    recursive: "*",
    subcommands: {
      rm: { flags: "-rf", operands: ["delete..."], recursive: "-r" },
      "cp,mv": { flags: "-R -n" },
      "mkdir,touch": { flags: "-p", operands: ["create..."] },
      "cat,ls,echo,pwd,which,grep,sed,test,sort,head,tail,find,chmod,ln": { operands: ["text..."] },
    },
  },
  concurrently: {
    flags: `-r,--raw --no-color --hide -g,--group --timings -P,--passthrough-arguments -i,--handle-input
      -k,--kill-others --kill-others-on-fail`,
    values: `-m,--max-processes -n,--names --name-separator -s,--success -p,--prefix -c,--prefix-colors
      -l,--prefix-length -t,--timestamp-format --restart-tries --restart-after --default-input-target`,
    operands: ["line..."],
    input: "ignored",
    projectCode: true,
  },
  "npm-run-all,run-s,run-p,npm-run-all2": {
    flags: `-c,--continue-on-error -l,--print-label -n,--print-name -p,--parallel -s,--sequential,--serial
      -r,--race --silent --aggregate-output`,
    values: "--max-parallel",
    options: { "--npm-path": "program" },
    operands: ["text..."],
    projectCode: true,
    reader: "package-run",
  },
} satisfies Table;
