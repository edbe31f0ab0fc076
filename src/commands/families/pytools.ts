/** Tools that Python projects run: checkers, test runners, notebooks, servers, builders. Sources: their --help. */
import type { Table } from "../spec.ts";

const CHECKER = {
  flags: `-v,--verbose -q,--quiet --fix --unsafe-fixes --diff --check -n,--no-cache --watch -w --show-source
    --show-files --show-settings --statistics --strict --pretty --no-error-summary --install-types
    --non-interactive --no-incremental --ignore-missing-imports --namespace-packages
    --explicit-package-bases -e,--exit-zero --exit-non-zero-on-fix --preview --isolated --add-noqa
    --no-fix -S,--skip-string-normalization -C --fast --safe -i,--in-place,--inplace -r,--recursive
    -a,--aggressive --profile-black --atomic --check-only --df --ignore-noqa --errors-only -E --outputjson
    --stats --stdin --all -u --no-color --color --errors --ff --remove-all-unused-imports
    --remove-unused-variables --py36-plus --py37-plus --py38-plus --py39-plus --py310-plus --py311-plus
    --py312-plus --show-fixes --respect-gitignore`,
  values: `--select --ignore --extend-select --extend-ignore --per-file-ignores --line-length -l --target-version
    -t --output-format --exclude --extend-exclude --include -f,--format --max-line-length --max-complexity
    --config-setting -j,--jobs -p,--package -m,--module --python-version --platform --follow-imports
    --disable --enable --fail-under --msg-template --min-confidence --sort-by --profile --src --skip
    --level --extension --stdin-filename --stdin-display-name --fixable --unfixable --line-ranges
    --pythonversion --pythonplatform --threads --disable-error-code --enable-error-code
    --per-file-target-version -k -s --severity-level --confidence-level --ignore-words`,
  options: {
    "--config,--config-file,--rcfile,--settings-path,--settings-file,--ini": "config",
    "-o,--output-file,--output": "write",
    "-c,--command": "code:python",
    "--cache-dir,--junit-xml,--html-report,--txt-report,--linecount-report": "write",
    "--plugin,--load-plugins": "library",
    "--python-executable,--pythonpath": "program",
    "--init-hook": "code:python",
    "-P,--project": "config",
  },
  operands: ["read..."],
  recursive: "*",
  projectCode: true,
  inPlace: "--fix -i -w",
} as const;

export const pytools = {
  "pytest,py.test,nose2,nosetests,green,stestr,ward,ptw": {
    flags: `-v,--verbose -vv -vvv -q,--quiet -s -x,--exitfirst -l,--showlocals --lf,--last-failed
      --ff,--failed-first --nf,--new-first --sw,--stepwise --stepwise-skip --co,--collect-only --pdb --trace
      --pyargs --no-header --no-summary --disable-warnings,--disable-pytest-warnings --fixtures,--funcargs
      --fixtures-per-test --markers --strict --strict-markers --strict-config --setup-only --setup-show
      --setup-plan --cache-clear --cov-branch --cov-append --no-cov --cov-reset --benchmark-only
      --benchmark-skip --benchmark-disable --runxfail --doctest-modules --doctest-continue-on-failure
      --continue-on-collection-errors --keep-duplicates --noconftest --full-trace --force-sugar
      --snapshot-update --update-snapshots --create-db --reuse-db --no-migrations --nomigrations -sv -xvs
      --looponfail -ra --headed --asyncio-debug --run-slow --runslow --slow --mypy --flake8 --black --isort
      --ruff --mpl --inline-snapshot --randomly-dont-reorganize`,
    values: `-k -m -r -n,--numprocesses --maxfail --durations --durations-min --tb --color --code-highlight
      --capture --show-capture --ignore --ignore-glob --deselect --import-mode -W,--pythonwarnings
      -o,--override-ini --verbosity --junit-prefix --junit-family --log-level --log-format --log-date-format
      --log-cli-level --log-file-level --timeout --timeout-method --dist --maxprocesses --reruns
      --reruns-delay --cov --cov-report --cov-fail-under --cov-context --doctest-glob --doctest-report
      --assert --randomly-seed --hypothesis-seed --hypothesis-profile --benchmark-sort --splits --group
      --splitting-algorithm --browser --base-url --ds --dc --tx --asyncio-mode --count --repeat
      --random-order --random-order-seed -t --pattern --top-level-directory --pastebin`,
    options: {
      "-c,--config-file": "config",
      "--rootdir": "work-directory",
      "--confcutdir": "read",
      "--basetemp": "write-directory",
      "--junitxml,--junit-xml": "write",
      "--log-file": "write",
      "-p": "library",
      "--cov-config": "config",
      "--debug-file": "write",
      "--pdbcls": "library",
      "--html,--json-report-file,--report-log,--csv": "write",
      "--rsyncdir": "read",
      "--start-directory": "read",
    },
    operands: ["script:python..."],
    projectCode: true,
    environment: { PYTEST_ADDOPTS: "options", PYTEST_PLUGINS: "library" },
  },
  "tox,nox,coverage,hypothesis,mutmut,cosmic-ray,trial,behave,robot,doit,invoke,inv,fabricate,scons,waf,pybuilder,pyb,cibuildwheel,asv,slipcover":
    {
      flags: `-p --parallel -r,--recreate -v,--verbose -q,--quiet --notest -l,--list -a,--append --branch -m -i
        --skip-missing-interpreters --no-install -R,--reuse-existing-virtualenvs
        --error-on-missing-interpreters --dry-run --stop-on-first-error`,
      values: `-e,--env -s,--session,--sessions --omit --include --source --fail-under --skip-covered -k --tags
        -t --keywords --sections --python -n --name`,
      options: {
        "-c,--conf": "config",
        "-f,--noxfile,--file": "script:python",
        "--rcfile": "config",
        "-d,--directory,--outputdir": "write-directory",
        "--workdir,--root": "work-directory",
        "--data-file": "write",
        "-o,--out": "write",
        "--result-json": "write",
      },
      projectCode: true,
      subcommands: {
        "run,parallel": {
          style: "posix",
          flags: "-p,--parallel-mode -L,--pylib -v -q -m,--module --timid",
          values: "--concurrency --context -e",
          options: {},
          operands: ["script:python", "text..."],
        },
        "report,html,xml,json,lcov,combine,annotate,debug,erase": {
          flags: "-m,--show-missing -q --skip-covered --skip-empty --keep -a --append --pretty-print",
          values: "--format --sort --precision --title",
          options: { "-d,--directory": "write-directory", "-o": "write" },
          operands: ["read..."],
        },
      },
    },
  "ruff,flake8,pyflakes,pycodestyle,pylint,mypy,dmypy,pyright,basedpyright,pyre,pytype,ty,black,blacken-docs,isort,autopep8,yapf,autoflake,pyupgrade,bandit,vulture,radon,xenon,pydocstyle,docformatter,interrogate,djlint,curlylint,safety,pip-audit,pip-compile,pip-sync,deptry,creosote,refurb,pyrefly,flynt,unify,add-trailing-comma,reorder-python-imports,stubgen,stubtest,sqlfluff,yamllint,jedi,rope,monkeytype,pyanalyze,pyroma,check-manifest,zizmor,mdformat,cmakelint,cmake-format,gersemi,nbqa,nbstripout,jupytext,import-linter,lint-imports,tach,eradicate,pyproject-fmt,validate-pyproject,toml-sort,taplo":
    {
      ...CHECKER,
      subcommands: {
        "check,format,lint,fix,rule,config,linter,clean,server,analyze,version,run,start,stop,restart,status,scan,parse,infer,cc,mi,raw,hal":
          { ...CHECKER },
      },
    },
  "jupyter,jupyter-lab,jupyter-notebook,jupyter-nbconvert,papermill,voila,streamlit,gradio,quarto,marimo,bokeh,chainlit,nbconvert":
    {
      flags: `--no-browser --allow-root --execute --inplace --allow-errors --stdout --debug -y --generate-config
        --headless --watch`,
      values: `--ip --port --to --template --ExecutePreprocessor.timeout -p --server.port --server.address
        --NotebookApp.token -k --kernel`,
      options: {
        "--config": "config",
        "--output": "write",
        "--output-dir": "write-directory",
        "--notebook-dir": "work-directory",
        "-f": "read",
      },
      operands: ["script:python", "write"],
      projectCode: true,
      subcommands: {
        "console,qtconsole": { operands: ["text..."], input: "code:python", values: "--existing" },
        execute: { operands: ["script:python..."], values: "--timeout --startup_timeout --kernel_name" },
        nbconvert: {
          operands: ["read..."],
          operandsWith: { "--execute": ["script:python..."] },
          options: {},
        },
        "notebook,lab,run,kernelspec,server,serve,render,preview,edit,hello,list,troubleshoot": {
          operands: ["script:python..."],
          options: {},
        },
      },
    },
  "honcho,foreman,overmind,goreman,hivemind": {
    options: {
      "-f,--procfile": "script:shell",
      "-e,--env": "read",
      "-d,--root,--app-root": "work-directory",
    },
    values: "-p,--port -c,--formation,--concurrency -m -l -w -s,--socket",
    projectCode: true,
    subcommands: {
      run: { options: {}, operands: ["command"] },
      "start,check,version,export,restart,stop,connect,kill,quit,ps": { projectCode: true },
    },
  },
  "django-admin,manage.py,flask,uvicorn,gunicorn,hypercorn,daphne,waitress-serve,dramatiq,fastapi,litestar,sanic,scrapy,kedro,cookiecutter,copier,mkdocs,sphinx-build,sphinx-quickstart,sphinx-apidoc,sphinx-autobuild,pdoc,pydoc,pydoc3,pre-commit,bump2version,bumpversion,bump-my-version,towncrier,cython,cythonize,nuitka,pyinstaller,py2exe,cx_Freeze,shiv,pex,maturin,pybind11-stubgen,f2py,2to3,rst2html,rst2html.py,markdown_py,markdown2,thefuck,howdoi,glances,httpbin,huey,supervisord,circusd,py-spy,memray,scalene,viztracer,pyinstrument,kernprof,snakeviz,mprof,bbot,ropper,ropgadget,pwn,cowrie,mitmproxy,mitmdump,mitmweb":
    {
      flags: `--reload --debug --dev -v,--verbose --noinput,--no-input --fake --fake-initial --plan --check
        --dry-run --traceback --force-color --no-color --all-files -a --insecure --nothreading --noreload
        --daemon,-D --preload --clean -E -W -n -q -Q --keep-going --strict -s --no-debug --list -l
        --update --release -y --live --no-init --all --onefile -F --windowed -d -cy`,
      values: `-b,--bind --host --port,-p --workers,-w --threads --worker-class,-k --timeout --log-level
        --settings --pythonpath --database --app,-A --loglevel -j --hook-stage --rev --from-ref --to-ref
        -t,--template -L --pid --concurrency --queues --format -r --rate --interpreter --name
        --hidden-import --add-data --native --wsgi -e --env`,
      options: {
        "-c,--config,--conf": "script:python",
        "-o,--output,--outfile": "write",
        "--output-dir,--distpath,--outdir,--site-dir": "write-directory",
        "--access-logfile,--error-logfile,--log-file": "append",
        "--chdir,--directory": "work-directory",
        "--keyfile,--ssl-keyfile": "identity",
        "--certfile,--ssl-certfile,--ca-certs": "read",
        "--env-file": "identity",
        "-f": "read",
      },
      operands: ["read..."],
      projectCode: true,
      subcommands: {
        "flush,reset_db,sqlflush,dropdb,reset,drop,destroy,purge,db-reset": {
          operands: ["text..."],
          flags: "-y,--yes -f",
          effect: "destroy",
        },
        shell: {
          flags: "-i --no-startup",
          options: { "-c,--command": "code:python" },
          operands: ["text..."],
          input: "code:python",
          interactive: true,
        },
        dbshell: {
          operands: ["text..."],
          options: { "-c,-e,--command": "code:sql" },
          input: "code:sql",
          interactive: true,
        },
        "gh-deploy,push,publish,upload": {
          operands: ["text..."],
          effect: "publish",
          network: true,
          projectCode: true,
        },
        exec: { operands: ["command"] },
        "createsuperuser,changepassword,run,runserver,migrate,makemigrations,test,collectstatic,startapp,startproject,check,showmigrations,loaddata,dumpdata,sqlmigrate,build,serve,new,install,autoupdate,gc,uninstall,sample-config,try-repo,validate-config,worker,beat,inspect,control,status,crawl,list,genspider,parse,fetch,view,dev,routes,db,update,copy,create,compile,render,diff":
          { operands: ["text..."], projectCode: true },
      },
    },
  dvc: {
    flags: `-q,--quiet -v,--verbose -f,--force -R,--recursive --all-commits -a,--all-branches -T,--all-tags -A
      -d,--with-deps --no-commit --no-exec --dry -s,--single-item -P,--all-pipelines --pull --json --md`,
    values: "-j,--jobs -r,--remote --rev -n,--name --targets --template --desc",
    options: { "--cd": "work-directory", "-o,--out": "write" },
    network: true,
    projectCode: true,
    subcommands: {
      // To and from the project's own remote, as git does.
      "push,pull,fetch,status,checkout,update": {},
      // What no commit needs any more; with --cloud also in the remote, where others' work may need it.
      gc: {
        flags: "-w,--workspace -A,--all-commits --all-experiments -c,--cloud --not-in-remote",
        values: "-n,--num --date -p,--projects",
        effectWith: { "--cloud": "destroy" },
        harmless: "--dry",
      },
      destroy: { operands: [], effect: "destroy" },
      "get-url,import-url": { operands: ["url", "write"] },
      "get,import": { values: "--config --remote", operands: ["url", "read..."] },
    },
  },
  uwsgi: {
    flags: `-M --master -D --enable-threads --vacuum --die-on-term --need-app --lazy-apps
      --single-interpreter --die-on-idle --thunder-lock -q`,
    values: `-p --processes --threads --http --http-socket -s --socket --protocol --uid --gid -H --home
      --module -w --callable --env --buffer-size --harakiri --stats --http-timeout
      --static-map,--check-static`,
    options: {
      "--eval": "code:python",
      "--wsgi-file,--file,--pymodule-alias": "script:python",
      "--ini,--yaml,--json,--xml": "config",
      "--plugin,--plugins,--plugins-dir": "library",
      "--pidfile,--logto,--daemonize,--touch-reload": "write",
      "--chdir": "work-directory",
      "--attach-daemon,--attach-daemon2,--smart-attach-daemon,--legion-attach-daemon,--exec-asap,--exec-pre-jail,--exec-post-jail,--exec-in-jail,--exec-as-root,--exec-as-user,--exec-pre-app,--exec-post-app,--cron,--cron2":
        "shell",
      "--hook-asap,--hook-pre-app,--hook-post-app,--hook-as-root,--hook-as-user,--hook-accepting,--hook-master-start":
        "setting",
    },
    settings: { exec: "shell" },
    operands: ["text..."],
    projectCode: true,
  },
} satisfies Table;
