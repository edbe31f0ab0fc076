/** Options and subcommands that npm, pnpm, yarn and bun have alike. */

export const INSTALL = {
  flags: `-g,--global -D,--save-dev,--dev -E,--save-exact,--exact -O,--save-optional,--optional -P,--save-prod
    --save --no-save -B --save-bundle --save-peer --peer -f,--force --legacy-peer-deps --strict-peer-deps
    --ignore-scripts --no-audit --no-fund --prefer-offline --offline --prefer-online --package-lock-only
    --no-package-lock --dry-run -y,--yes -q,--quiet --silent -s --frozen-lockfile --no-frozen-lockfile
    --lockfile-only --no-lockfile --pure-lockfile --immutable --immutable-cache --check-cache
    --inline-builds -W,--ignore-workspace-root-check -w,--workspace-root -r,--recursive --prod
    --production --shamefully-hoist --ignore-engines --ignore-platform --non-interactive --verbose
    --no-progress --flat --har --link-duplicates --workspaces --include-workspace-root --install-links
    --foreground-scripts --no-cache --no-verify --trust --minimum --json -L,--latest -i,--interactive
    --no-optional --fix-lockfile --merge-git-branch-lockfiles --aggregate-output --dedupe -p --no-summary
    --ignore-pnpmfile --audit --save-text-lockfile --analyze -A,--all -C,--caret -T,--tilde`,
  values: `--omit --include --install-strategy --loglevel --depth --tag --cpu --os --libc
    --concurrent-scripts --network-concurrency --backend --reporter --resolution-mode
    --workspace-concurrency --child-concurrency --network-timeout --mode --lockfile-dir
    --filter,-F,--workspace`,
  options: {
    "--registry": "url",
    "--cache,--cache-folder,--cache-dir": "write-directory",
    "--prefix": "work-directory",
    "--userconfig,--globalconfig": "config",
    "--script-shell": "program",
    "--modules-folder,--store-dir,--virtual-store-dir,--global-dir": "write-directory",
    "--use-yarnrc": "config",
  },
  operands: ["package..."],
  network: true,
  projectCode: true,
  harmless: "--dry-run",
  reader: "package-run",
} as const;

export const SCRIPT = {
  style: "posix",
  flags: `--if-present --ignore-scripts --silent,-s --foreground-scripts --workspaces -ws
    --include-workspace-root -r,--recursive --parallel --stream --no-bail --bun -b -i -A -T,--top-level
    --no-clear-screen --hot --watch --smol --sequential --if-exists`,
  values: `-w,--workspace --filter,-F --loglevel --aggregate-output --workspace-concurrency --resume-from --shell
    --elide-lines`,
  options: {
    "--script-shell": "program",
    "--prefix,-C,--dir,--cwd": "work-directory",
    "--env-file": "identity",
    "--preload": "script:javascript",
  },
  operands: ["text..."],
  input: "ignored",
  projectCode: true,
  reader: "package-run",
} as const;

export const EXECUTE = {
  style: "posix",
  flags: `-y,--yes --no -n,--no-install --ignore-existing -q,--quiet --silent,-s -r,--recursive --parallel
    --shell-mode --bun --verbose --workspaces`,
  values: "--shell -w,--workspace --filter --node-arg --reporter",
  options: {
    "-p,--package": "package",
    "-c,--call": "shell",
    "--script-shell": "program",
    "--prefix,-C": "work-directory",
    "--userconfig": "config",
    "--npm": "program",
    "--registry": "url",
    "--cache": "write-directory",
  },
  operands: ["remote-program", "text..."],
  network: true,
  input: "ignored",
  reader: "package-run",
} as const;

/** `pnpm exec PROGRAM`: a program of the project, or any on the PATH. */
const RUN_PROGRAM = {
  flags: EXECUTE.flags,
  values: EXECUTE.values,
  options: EXECUTE.options,
  operands: ["command"],
  network: true,
  input: "ignored",
  projectCode: true,
} as const;

export const NAMES = { operands: ["text..."], network: true } as const;

const QUERY = {
  flags: `--json -g,--global --all -a -p,--parseable -l,--long --production --dev --prod -r,--recursive
    --no-fund --fix --force -f --dry-run --compatible --verbose --silent`,
  values: `--depth --loglevel --audit-level --registry --omit --prefix -w,--workspace --filter --format --level
    --groups`,
  operands: ["text..."],
  network: true,
} as const;

/** What `npm config set` can make npm run, load or ask. */
export const NPM_SETTINGS = {
  "script-shell": "program",
  registry: "url",
  "*:registry": "url",
  "*:_authtoken": "credential",
  shell: "program",
  editor: "shell",
  browser: "program",
  viewer: "text",
  "init-module": "script:javascript",
  "node-options": "text",
  git: "program",
  prefix: "write-directory",
  cache: "write-directory",
  "ignore-scripts": "text",
  "*:_password": "credential",
} as const;

/** Subcommands that npm, pnpm, yarn and bun have alike. */
export const MANAGER = {
  "install,i,in,add,a,ci,install-test,it,cit,clean-install,update,up,upgrade,upgrade-interactive,link,ln,dedupe,rebuild,rb,import,fetch,ic,install-ci-test,isntall,ins,inst,insta,instal":
    INSTALL,
  "uninstall,un,remove,rm,r,unlink,prune,autoclean": { ...INSTALL, operands: ["text..."] },
  "run,run-script,rum,urn": SCRIPT,
  "test,t,tst,start,stop,restart": { ...SCRIPT, operands: ["text..."] },
  exec: RUN_PROGRAM,
  "x,dlx": EXECUTE,
  "create,init,innit": {
    ...EXECUTE,
    flags: `${EXECUTE.flags} -2 -i -m --template --private`,
    operands: ["text..."],
  },
  "publish,stage": {
    flags: `--dry-run --provenance --no-git-checks --report-summary --json --force --non-interactive
      --ignore-scripts -r,--recursive --tolerate-republish --no-git-tag-version --workspaces`,
    values: "--tag --access --otp -w,--workspace --filter --publish-branch --new-version",
    options: { "--registry": "url", "--provenance-file": "read" },
    operands: ["upload"],
    network: true,
    effect: "publish",
    harmless: "--dry-run",
    projectCode: true,
    reader: "package-run",
  },
  "unpublish,deprecate,undeprecate": {
    flags: "-f,--force --dry-run",
    values: "--otp --registry",
    operands: ["text..."],
    network: true,
    effect: "destroy",
    harmless: "--dry-run",
  },
  /** Of yarn: `yarn npm publish`. */
  npm: {
    ...NAMES,
    subcommands: {
      publish: { ...NAMES, flags: "--tolerate-republish", values: "--access --tag", effect: "publish" },
      "login,logout": { ...NAMES, effect: "grant" },
    },
  },
  "login,adduser,add-user,logout,token,owner,author,access,team,org,hook,profile,dist-tag,dist-tags,tag,trust":
    {
      ...NAMES,
      flags: "--json --read-only",
      values: "--registry --scope --auth-type --otp --cidr",
      effect: "grant",
    },
  pkg: {
    flags: "--json -f,--force",
    operands: ["setting..."],
    settings: { "scripts.*": "shell", "scripts[*": "shell" },
    subcommands: { "set,get,delete,fix": { settings: { "scripts.*": "shell" } } },
  },
  "set-script": { operands: ["text", "shell"] },
  explore: { style: "posix", operands: ["text", "command"] },
  "ls,list,la,ll,why,explain,outdated,view,v,info,show,search,s,se,find,audit,fund,doctor,ping,whoami,help,help-search,bugs,repo,docs,home,issues,diff,query,sbom,root,bin,prefix,get,licenses,completion,stars,star,unstar,edit,versions,node,env,store,server,patch,patch-commit,workspace,workspaces,policies,plugin,approve-builds,cat-file,cat-index,find-hash,check,shrinkwrap,pm,constraints,unplug":
    {
      ...QUERY,
      flags: `${QUERY.flags} --no-git-tag-version --no-commit-hooks --allow-same-version --include --ws`,
      values: `${QUERY.values} -m,--message --preid --tag-version-prefix`,
    },
  version: {
    flags: "--json --no-git-tag-version --no-commit-hooks --allow-same-version --ws --force,-f",
    values: "-m,--message --preid --tag-version-prefix -w,--workspace",
    operands: ["text..."],
    network: true,
    reader: "package-run",
  },
  pack: {
    flags: "--dry-run --json --ignore-scripts",
    options: { "--pack-destination,-o,--out,--filename": "write" },
    values: "-w,--workspace",
    operands: ["package..."],
    projectCode: true,
    reader: "package-run",
  },
  "config,c,set": {
    flags: "-l,--long --json -g,--global -e",
    values: "-L,--location --home",
    operands: ["text..."],
    subcommands: {
      set: { operands: ["setting", "text..."], settings: NPM_SETTINGS },
      "get,list,ls,delete,rm,unset,fix": {},
      edit: { operands: [], interactive: true, environment: { EDITOR: "shell" } },
    },
  },
  cache: { ...QUERY, subcommands: { "clean,clear,rm,verify,ls,add,dir,list": NAMES } },
} as const;
