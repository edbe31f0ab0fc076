/** Ruby: the interpreter, gems and the tools that projects run. Sources: ruby(1), gem help, bundle help. */
import type { Table } from "../spec.ts";

export const ruby = {
  "ruby,jruby,truffleruby,mruby,rbx": {
    style: "posix",
    flags: `-a -c -h -l -n -p -s -S -v,--verbose -w -y,--yydebug --copyright --jit --yjit --mjit -U --dump
      --disable --enable --disable-gems --parser --backtrace-limit --disable-all`,
    values: "-E,--encoding,--external-encoding -F",
    options: { "-e": "code:ruby", "-r": "library", "-I": "library", "-C,-X": "work-directory" },
    optional: {
      "-0": "number",
      "-i": "text",
      "-x": "work-directory",
      "-K": "text",
      "-W": "text",
      "-T": "number",
    },
    operands: ["script:ruby", "text..."],
    operandsWith: { "-e": ["read..."] },
    inPlace: "-i",
    input: "code:ruby",
    environment: { RUBYOPT: "options", RUBYLIB: "library" },
    reader: "ruby",
  },
  "irb,pry,byebug,rdbg,ripl": {
    style: "posix",
    flags: "-d -f -m -U -w -W --noinspect --simple-prompt --nomultiline --noautocomplete -n -c --open",
    values: "--prompt -E --context-mode --port --host",
    options: {
      "-r,--require": "library",
      "-I": "library",
      "-e,--exec": "code:ruby",
      "-x,--exit": "script:ruby",
    },
    operands: ["script:ruby", "text..."],
    input: "code:ruby",
    interactive: true,
  },
  gem: {
    flags: `-V,--verbose -q,--quiet --silent --debug --norc -f,--force -N,--no-document --user-install -y
      --conservative --prerelease --local -l -r --both -a,--all -x,--executables -I -D --development
      --no-user-install --minimal-deps -E,--env-shebang --explain --strict -d --versions`,
    values: "-v,--version --platform -P,--trust-policy --document",
    options: {
      "-i,--install-dir,-n,--bindir,--build-root": "write-directory",
      "--config-file": "config",
      "-s,--source,--clear-sources": "url",
      "-p,--http-proxy": "url",
      "-g,--file": "script:ruby",
      "--key,-k": "credential",
      "--host": "url",
      "--target-rbconfig": "script:ruby",
    },
    network: true,
    subcommands: {
      "install,i,update,fetch,exec": {
        operands: ["package..."],
        flags: "-f --force -N --no-document --pre --system",
      },
      open: {
        options: { "-e,--editor": "shell" },
        operands: ["text"],
        interactive: true,
        environment: { EDITOR: "shell", GEM_EDITOR: "shell", BUNDLER_EDITOR: "shell" },
      },
      build: {
        options: { "-o,--output": "write", "-C": "work-directory" },
        operands: ["script:ruby"],
        projectCode: true,
      },
      rdoc: {},
      push: { operands: ["upload"], effect: "publish" },
      "yank,unyank": { values: "-p,--platform --otp --host -k,--key", effect: "destroy" },
      owner: {
        values: "-a,--add -r,--remove --otp --host -k,--key",
        effectWith: { "-a": "grant", "-r": "destroy" },
      },
      signin: { operands: [], effect: "grant" },
      "uninstall,cleanup,pristine,list,search,info,environment,env,contents,dependency,which,outdated,query,server,sources,specification,stale,unpack,lock,check,cert,help,mirror,rebuild,generate_index":
        {},
    },
  },
  "bundle,bundler": {
    style: "posix",
    flags: "--no-color -V,--verbose -r,--retry",
    network: true,
    projectCode: true,
    environment: { BUNDLE_GEMFILE: "script:ruby", BUNDLER_EDITOR: "shell", EDITOR: "shell" },
    subcommands: {
      exec: {
        flags: "--keep-file-descriptors --verbose",
        options: { "--gemfile": "script:ruby" },
        operands: ["command"],
        projectCode: true,
        input: "ignored",
      },
      "install,update,check,lock,outdated,cache,package,add,remove,init,clean,list,show,info,platform,doctor,binstubs,pristine,viz,version,env,licenses,inject,fund,issue,plugin":
        {
          flags: `--binstubs --clean --deployment --frozen --full-index --local --no-cache --no-prune --quiet
            --redownload,--force --standalone --system --all --bundler --conservative --major --minor
            --patch --strict --pre --paths --dry-run --skip-install --update --normalize-platforms`,
          values: `-j,--jobs --retry --shebang --trust-policy --with --without --target-rbconfig -g,--group
            -v,--version -s,--source --add-platform`,
          options: { "--gemfile": "script:ruby", "--path": "write-directory", "--lockfile": "write" },
          operands: ["package..."],
          projectCode: true,
        },
      config: { flags: "--global --local --delete", operands: ["setting", "text..."] },
      "open,console": { interactive: true, environment: { EDITOR: "shell", BUNDLER_EDITOR: "shell" } },
      gem: { operands: ["create"], flags: "--mit --coc --ext" },
    },
  },
  "rake,gitlab-rake,drake": {
    flags: `-A,--all -n,--dry-run -g,--system -G,--no-system -m,--multitask -N,--no-search -P,--prereqs
      -q,--quiet -s,--silent -v,--verbose -B,--build-all --rules --backtrace --job-stats --trace --comments`,
    values: "-D,--describe -T,--tasks -W,--where -j,--jobs --suppress-backtrace",
    options: {
      "-f,--rakefile": "script:ruby",
      "-I,--libdir": "library",
      "-r,--require": "library",
      "-R,--rakelibdir": "read",
      "-e,--execute": "code:ruby",
      "-E,--execute-continue": "code:ruby",
      "-p,--execute-print": "code:ruby",
    },
    operands: ["text..."],
    assignments: "anywhere",
    projectCode: true,
    harmless: "-n",
  },
  "rails,gitlab-rails,rspec,rubocop,standardrb,minitest,cucumber,brakeman,reek,sorbet,srb,steep,rbs,tapioca,ruby-lsp,solargraph,yard,ri,rdoc,guard,spring,puma,unicorn,thin,rackup,sidekiq,resque,jekyll,bridgetown,middleman,nanoc,hanami,mina,overcommit,danger,thor,rbenv,rvm,chruby,redcarpet,kramdown,asciidoctor,haml,slim,erblint,haml-lint,parallel_rspec,parallel_test,appraisal,shoryuken,racc,coderay,rougify,nokogiri,mdl,licensed,bundle-audit,bundler-audit,hiera,pdk,berks,foodcritic,cookstyle":
    {
      flags: `-a,--autocorrect,--auto-correct -A,--autocorrect-all -c -b --backtrace --profile --dry-run
        --fail-fast --only-failures -n,--next-failure --bisect -w,--warnings -D --parallel -P -l --lint
        -q,--quiet -v,--verbose --no-color --color -x --safe --display-cop-names --incremental --watch
        --drafts --detach --force --skip-bundle --api --minimal --trace --no-fail --all`,
      values: `-e,--environment --format,-f -t,--tag --seed --order --only --except --example --pattern -p,--port
        --host --fail-level --exclude-pattern -d,--database -j --css -T --workers -E --bind --destination
        --baseurl --server`,
      options: {
        "-r,--require": "library",
        "-I": "library",
        "-o,--out": "write",
        "--config,--options": "config",
        "-C,--chdir": "work-directory",
        "--init-script": "script:ruby",
        "--source": "read",
      },
      operands: ["read..."],
      projectCode: true,
      inPlace: "-a -A",
      subcommands: {
        "runner,r": { options: {}, operands: ["code:ruby", "text..."], projectCode: true },
        "console,c,dbconsole,db": {
          operands: ["text..."],
          flags: "-s,--sandbox",
          input: "code:ruby",
          interactive: true,
        },
        "db:drop,db:reset,db:purge,db:migrate:reset,db:drop:all,db:schema:load,db:structure:load,db:truncate_all,db:seed:replant,log:clear,remove":
          { operands: ["text..."], effect: "destroy", assignments: "anywhere", projectCode: true },
        "credentials:show,credentials:edit,secrets:show,secrets:edit": { operands: [], output: "secret" },
        "exec,app exec": { operands: ["command"] },
        "server,s,generate,g,destroy,d,new,test,routes,stats,notes,middleware,about,version,db:migrate,db:create,db:seed,db:setup,db:prepare,db:version,db:migrate:status,assets:precompile,assets:clean,tmp:clear,zeitwerk:check,build,serve,install,global,local,versions,rehash,shell,use,list,update,init,help,doctor,deploy,rollback,logs,setup,lane,trunk,repo,spec,lib,outdated,tc,check,gems,gem,annotations,dsl":
          {
            operands: ["text..."],
            projectCode: true,
            values: "-b,--binding",
            flags: "-d --skip -f -s --livereload",
          },
      },
    },
} satisfies Table;
