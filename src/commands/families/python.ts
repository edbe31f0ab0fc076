/** Python: interpreters, package managers, environments and the tools that projects run. Sources: the programs' --help. */
import type { Table } from "../spec.ts";

const NAMES = { operands: ["text..."] } as const;

const INSTALL = {
  flags: `-U,--upgrade --force-reinstall -I,--ignore-installed --ignore-requires-python --no-build-isolation
    --use-pep517 --no-use-pep517 --user --compile --no-compile --no-warn-script-location --no-warn-conflicts
    --pre --no-deps --no-index --require-hashes --no-clean --prefer-binary --break-system-packages --dry-run
    -vv -vvv --no-input --isolated --no-cache-dir --disable-pip-version-check --no-color
    --require-virtualenv -y,--yes --check-build-dependencies --debug --no-python-version-warning --system
    --reinstall --no-cache --offline -n --strict --exact --refresh --compile-bytecode --verify-hashes
    --no-verify-hashes --no-build --allow-existing --seed --locked --frozen --all-extras --dev --no-dev
    --no-sync --active --all-groups --no-install-project --no-editable --inexact --native-tls --preview
    --no-progress --no-managed-python --managed-python --all-packages --raw --force`,
  values: `-t-none --platform --python-version --implementation --abi --root-user-action --upgrade-strategy
    --config-settings,-C --global-option --build-option --no-binary --only-binary --progress-bar --retries
    --timeout --exists-action --keyring-provider --use-feature --use-deprecated -P,--upgrade-package
    --reinstall-package --refresh-package --resolution --prerelease --exclude-newer --link-mode --extra -E
    --group --no-group --only-group -G --with --without --only --index-strategy --color --package --rev
    --tag --branch --python-platform --torch-backend -p,--python-preference --source,-s`,
  options: {
    "-r,--requirement,--requirements": "package-list",
    "-c,--constraint,--constraints": "read",
    "-e,--editable": "package",
    "--python,--executable": "program",
    "-t,--target": "write-directory",
    "--root,--prefix": "write-directory",
    "--src": "write-directory",
    "-i,--index-url,--pypi-url,--index,--default-index": "url",
    "--extra-index-url": "url",
    "-f,--find-links": "url",
    "--trusted-host,--allow-insecure-host": "host",
    "--proxy": "url",
    "--cert,--client-cert": "read",
    "--log": "append",
    "--report": "write",
    "--cache-dir": "write-directory",
    "--project,--directory": "work-directory",
  },
  operands: ["package..."],
  projectCode: true,
  harmless: "--dry-run",
} as const;

const RUN = {
  style: "posix",
  flags: `--isolated --no-project --no-sync --locked --frozen --active --exact --all-extras --dev --no-dev
    --offline -q,--quiet -v,--verbose -m,--module --gui-script --no-editable --all-packages --no-config
    --no-cache -n --refresh -U,--upgrade --no-env-file --all-groups --preview --reinstall --compile-bytecode
    --pypackages --no-capture-output --live-stream --no-index --managed-python --native-tls`,
  values: `--extra --group --no-group --only-group -p,--python --package --index-url,-i --extra-index-url
    --default-index --index --with --resolution --prerelease --exclude-newer --link-mode --config-setting,-C
    -P,--upgrade-package --refresh-package --name --prefix --color -e,--env --venv --reinstall-package`,
  options: {
    "--with-editable": "package",
    "--with-requirements": "read",
    "--env-file": "identity",
    "--directory,--project,--cwd": "work-directory",
    "-s,--script": "script:python",
    "--from": "package",
    "--cache-dir": "write-directory",
  },
  operands: ["command"],
  input: "ignored",
  projectCode: true,
} as const;

const TOOL_RUN = {
  ...RUN,
  operands: ["remote-program", "text..."],
  network: true,
  projectCode: false,
  reader: "package-run",
  options: { ...RUN.options, "--spec": "package", "--python": "program", "--pip-args": "text" },
  values: `--extra --group --index-url,-i --extra-index-url --default-index --index --with -w -p --color
    --resolution --prerelease --exclude-newer --backend`,
} as const;

export const python = {
  "python,python2,python3,pypy,pypy3,micropython,jython,ipython,ipython3,bpython,ptpython,cpython,pythonw,py,graalpy":
    {
      style: "posix",
      flags: `-b -bb -B -d -E -i -I -O -OO -P -q -s -S -u -v -V -VV -x -R -3 -t -tt --no-banner --classic
        --quick --pylab`,
      values: "-W -X --check-hash-based-pycs --profile --colors -m",
      options: { "-c": "code:python", "--ipython-dir,--profile-dir": "config" },
      operands: ["script:python", "text..."],
      operandsWith: { "-c,-m": ["text..."] },
      input: "code:python",
      interactiveWith: "-i",
      environment: {
        PYTHONSTARTUP: "script:python",
        PYTHONPATH: "text",
        PYTHONHOME: "text",
        PYTHONINSPECT: "text",
        PYTHONBREAKPOINT: "text",
        BROWSER: "shell",
      },
      reader: "python",
    },
  "pdb,pdb3,ipdb,pudb,pdbpp": {
    style: "posix",
    values: "-m",
    options: { "-c,--continue": "code:python" },
    operands: ["script:python", "text..."],
    input: "code:python",
    interactive: true,
  },
  "pip,pip2,pip3,pipsi": {
    flags: `--no-color -q,--quiet -v,--verbose --isolated --require-virtualenv --no-cache-dir
      --disable-pip-version-check --no-input --debug`,
    values:
      "--keyring-provider --use-deprecated --retries --timeout --exists-action --trusted-host --use-feature -c",
    options: {
      "--python": "program",
      "--log": "append",
      "--proxy": "url",
      "--cert,--client-cert": "read",
      "--cache-dir": "write-directory",
    },
    network: true,
    environment: { PIP_CONFIG_FILE: "config", PIP_INDEX_URL: "url", EDITOR: "shell" },
    subcommands: {
      "install,wheel": INSTALL,
      download: { ...INSTALL, options: { ...INSTALL.options, "-d,--dest": "write-directory" } },
      uninstall: {
        flags: "-y,--yes --root-user-action --break-system-packages",
        options: { "-r,--requirement": "read" },
      },
      config: {
        flags: "--user --global --site",
        options: { "--editor": "shell" },
        subcommands: {
          set: { operands: ["setting", "text"] },
          edit: {
            options: {},
            operands: [],
            interactive: true,
            environment: { EDITOR: "shell", VISUAL: "shell" },
          },
          "get,list,unset,debug": NAMES,
        },
        settings: { "global.index-url": "url", "*.extra-index-url": "url" },
      },
      "list,show,freeze,check,search,index,cache,hash,inspect,debug,help,completion,lock": {
        flags: `-l,--local --user --outdated -o -u -e -f,--files --pre --all --not-required --exclude-editable
          --verbose -v -q --format`,
        values: "--exclude --path -i,--index-url --extra-index-url -a",
        options: { "-r,--requirement": "read" },
      },
    },
  },
  pipx: {
    flags: "-q,--quiet -v,--verbose --global",
    network: true,
    subcommands: {
      run: TOOL_RUN,
      "install,upgrade,inject,install-all,upgrade-all,reinstall,reinstall-all,upgrade-shared": {
        ...INSTALL,
        flags: `--dry-run -f,--force --include-deps --system-site-packages -e,--editable -v --preinstall
          --include-apps`,
        values: "--suffix --pip-args --index-url,-i",
        options: { "--python": "program", "-r": "read" },
      },
      "uninstall,uninject,uninstall-all,list,ensurepath,environment,completions,interpreter,pin,unpin": NAMES,
      runpip: { style: "posix" },
    },
  },
  uvx: TOOL_RUN,
  uv: {
    flags: `-q,--quiet -v,--verbose --native-tls --offline --no-progress --no-cache -n --no-config
      --no-python-downloads --managed-python`,
    values: "--color --python-preference --allow-insecure-host",
    options: {
      "--cache-dir": "write-directory",
      "--directory,--project": "work-directory",
      "--config-file": "config",
    },
    network: true,
    environment: { UV_INDEX_URL: "url", UV_PYTHON: "program" },
    subcommands: {
      /** `uv run -`: the program comes on standard input. */
      run: { ...RUN, subcommands: { "-": { operands: ["text..."], input: "code:python" } } },
      "add,sync,lock,remove,export,tree,upgrade": {
        ...INSTALL,
        options: { ...INSTALL.options, "-o,--output-file": "write" },
      },
      pip: {
        subcommands: {
          "install,sync,compile": {
            ...INSTALL,
            options: { ...INSTALL.options, "-o,--output-file": "write" },
            operands: ["package..."],
          },
          "uninstall,list,show,freeze,check,tree": {
            flags: "-y --system --outdated --strict",
            options: { "-r": "read", "-p,--python": "program" },
          },
        },
      },
      tool: {
        subcommands: {
          run: TOOL_RUN,
          install: { ...INSTALL, flags: "--dry-run -U,--upgrade --force --reinstall --refresh" },
          "uninstall,list,upgrade,dir,update-shell": { ...NAMES, flags: "--all" },
        },
      },
      venv: {
        flags: "--seed --allow-existing --system-site-packages --relocatable --clear -c --no-project",
        values: "-p,--python --prompt",
        operands: ["write-directory"],
      },
      "python,cache,self,version,init,help,generate-shell-completion,format,auth": {
        flags: `--app --lib --package --bare --no-readme --script --force -r,--reinstall --default --short --all`,
        values: "-p,--python --name --build-backend --bump -i --vcs",
      },
      build: {
        flags: "--sdist --wheel --no-build-isolation --all-packages",
        values: "-p,--python --package",
        options: { "-o,--out-dir": "write-directory" },
        operands: ["read"],
        projectCode: true,
      },
      publish: {
        flags: "--dry-run",
        values: "-u,--username --trusted-publishing --index",
        options: { "--publish-url": "url", "-p,--password": "credential", "-t,--token": "credential" },
        operands: ["upload..."],
        effect: "publish",
      },
    },
  },
  "poetry,pdm,hatch,pipenv,rye,flit,pixi": {
    flags: `-q,--quiet -v,--verbose -n,--no-interaction --ansi --no-ansi --no-plugins --no-cache --system
      --site-packages --bare --three`,
    options: {
      "-C,--directory,-P,--project,-p": "work-directory",
      "--python": "program",
      "--pypi-mirror": "url",
      "-c,--config": "config",
    },
    values: "-e,--env",
    network: true,
    projectCode: true,
    subcommands: {
      "run,exec,fetch": RUN,
      "install,add,update,lock,sync,upgrade,remove,uninstall,rm,self,export,clean": {
        ...INSTALL,
        options: { ...INSTALL.options, "-o,--output": "write" },
      },
      shell: { operands: ["text"], input: "code:shell" },
      publish: {
        flags: "--build --dry-run --skip-existing -n --no-build",
        values: "-r,--repository -u,--username -i,--index",
        options: { "-p,--password": "credential", "--cert,--client-cert": "read", "--dist-dir": "read" },
        operands: ["upload..."],
        effect: "publish",
      },
      config: {
        flags: "--list --unset --local --migrate",
        operands: ["setting", "credential"],
        settings: { "pypi-token.*": "credential", "repositories.*": "url" },
      },
      "build,version,show,check,search,env,source,cache,init,new,about,list,info,python,use,graph,verify,requirements,scripts,dep,project,status,plugin,test,fmt,task,tree,lint,toolchain,global,workspace":
        {
          flags: `--tree --latest --outdated -s,--short --no-dev -f --all --clean --name-only --cov --no-cov`,
          values: "--format -e --target -o --name --python",
          projectCode: true,
        },
    },
  },
  "conda,mamba,micromamba,anaconda": {
    flags: "-v,--verbose -q,--quiet --json -d,--dry-run -y,--yes --offline --debug",
    values: "--log-level",
    options: { "-r,--root-prefix": "write-directory", "--rc-file": "config" },
    network: true,
    subcommands: {
      run: {
        ...RUN,
        flags: "-v --dev --debug-wrapper-scripts --live-stream,--no-capture-output -d --clean-env",
        values: "-n,--name -e,--env -a,--attach --label",
        options: { "-p,--prefix": "work-directory", "--cwd": "work-directory" },
      },
      "install,create,update,upgrade,search,list,info,config,env,init,activate,deactivate,export,compare,doctor,notices,repoquery,shell,build,skeleton,index,package,self-update":
        {
          ...INSTALL,
          flags: `--override-channels --use-local --no-deps --only-deps --no-pin --copy -C --update-deps
            --freeze-installed --all --force-reinstall --revision -e,--envs --no-builds --from-history
            --show-sources --export --no-default-packages --dev --download-only --env`,
          values: `-n,--name -c,--channel --solver --add --append --prepend --set --get --remove --clone
            -s,--shell`,
          options: { "-f,--file": "config", "-p,--prefix": "write-directory" },
          operands: ["package..."],
        },
      "remove,uninstall,clean": {
        flags: "-y --all -a --force -d -q -t -i -p --tarballs --packages --index-cache",
        values: "-n,--name -c",
        options: { "--prefix": "work-directory" },
      },
      upload: { operands: ["upload..."], effect: "publish" },
    },
  },
  "virtualenv,venv,pyvenv,mkvirtualenv,rmvirtualenv,workon,pew,pyenv,pyenv-virtualenv": {
    flags: `--system-site-packages --clear --copies --symlinks --upgrade --without-pip --no-site-packages
      --download --always-copy -v -q -f -s -k --skip-existing`,
    values: "--prompt --seeder --pip --setuptools --wheel --activators",
    options: { "-p,--python": "program", "--app-data": "write-directory", "--extra-search-dir": "read" },
    operands: ["write-directory..."],
    subcommands: {
      exec: { operands: ["command"], input: "ignored" },
      "install,uninstall,global,local,shell,versions,version,which,rehash,init,update,root,prefix,whence,virtualenv,activate,virtualenvs,latest,help,commands":
        { ...NAMES, flags: "-l --list --bare --unset", network: true },
    },
  },
  twine: {
    flags: "--skip-existing --non-interactive --verbose --disable-progress-bar --strict -s,--sign",
    values: "-r,--repository -u,--username -c,--comment",
    options: {
      "--repository-url": "url",
      "-p,--password": "credential",
      "--config-file": "config",
      "--cert,--client-cert": "read",
      "--sign-with": "program",
    },
    operands: ["read..."],
    network: true,
    subcommands: {
      upload: { operands: ["upload..."], effect: "publish" },
      check: {},
      register: { operands: ["upload..."], effect: "publish" },
    },
  },
} satisfies Table;
