/** System package managers: what is installed runs as root. Sources: apt(8), dpkg(1), rpm(8), dnf(8), apk(8), pacman(8), brew, nix. */
import type { Table } from "../spec.ts";

const APT = {
  flags: `-d,--download-only -f,--fix-broken -m,--ignore-missing,--fix-missing --no-download -q,--quiet -qq
    -s,--simulate,--just-print,--dry-run,--recon,--no-act -y,--yes,--assume-yes --assume-no
    --no-show-upgraded -V,--verbose-versions -b,--compile,--build --ignore-hold --with-new-pkgs
    --no-upgrade --only-upgrade --allow-downgrades --allow-remove-essential --allow-change-held-packages
    --force-yes --print-uris --purge --reinstall --list-cleanup --auto-remove,--autoremove --no-remove
    --trivial-only --only-source --diff-only --dsc-only --tar-only --arch-only --indep-only
    --allow-unauthenticated --no-allow-insecure-repositories --allow-releaseinfo-change --show-progress
    --no-install-recommends --install-recommends --install-suggests --no-install-suggests -a --installed
    --upgradable --all-versions --manual-installed --names-only --full -u -A -i -v -r --with-source
    --update --no-list-cleanup --show-upgraded --audit`,
  values: `-t,--target-release,--default-release -P,--build-profiles --host-architecture,--arch --solver
    -F,--display-format -O,--sort`,
  options: { "-c,--config-file": "script:other", "-o,--option": "setting" },
  settings: {
    "apt::update::pre-invoke*": "shell",
    "apt::update::post-invoke*": "shell",
    "apt::archives::*": "text",
    "dpkg::pre-invoke*": "shell",
    "dpkg::post-invoke*": "shell",
    "dpkg::pre-install-pkgs*": "shell",
    "dpkg::options*": "text",
    "dir::bin::*": "program",
    "dir::etc*": "read",
    "dir::state*": "write-directory",
    "dir::cache*": "write-directory",
    "acquire::*::proxy*": "url",
    "acquire::*proxyautodetect*": "program",
    "apt::get::allowunauthenticated": "text",
    pager: "shell",
  },
  operands: ["text..."],
  network: true,
  harmless: "-s --print-uris",
  environment: { PAGER: "shell", APT_CONFIG: "script:other", EDITOR: "shell", VISUAL: "shell" },
} as const;

const NAMES = { operands: ["text..."] } as const;

const RPM = {
  flags: `-a,--all -v,--verbose -vv --quiet -i,--install,--info -U,--upgrade -F,--freshen -e,--erase -q,--query
    -V,--verify -h,--hash -l,--list -c,--configfiles -d,--docfiles -R,--requires --provides --scripts
    --triggers --changelog --nodeps --force --noscripts --notriggers --nosignature --nodigest --test
    --replacepkgs --replacefiles --oldpackage --allmatches --percent --justdb --rebuilddb --initdb
    --import --checksig -K --showrc -ivh -Uvh -qa -qi -ql -qf -qp -f,--file -p,--package --last -s,--state
    --whatprovides --whatrequires --nofiles --nomd5 --allfiles --badreloc --excludedocs --ignorearch
    --ignoreos --ignoresize --noorder --repackage --sign --delsign --resign --addsign`,
  values: "--qf,--queryformat -g,--group -D,--define --undefine --prefix --relocate",
  options: {
    "-E,--eval": "shell",
    "--pipe": "shell",
    "-r,--root,--dbpath": "work-directory",
    "--rcfile,--macros,--load": "config",
  },
  operands: ["package..."],
  operandsWith: { "-q,-e,-V,-a": ["text..."], "-f": ["metadata..."], "-l": ["text..."] },
} as const;

const DNF = {
  flags: `-y,--assumeyes --assumeno -q,--quiet -v,--verbose -b,--best --nobest -C,--cacheonly --refresh
    --nogpgcheck --no-gpgchecks --skip-broken --allowerasing --downloadonly --obsoletes --noplugins
    --security --bugfix --enhancement --all --installed --available --showduplicates --nodocs
    -t,--tolerant --noautoremove --upgrade-only --import --dump --save --no-refresh --non-interactive,-n
    --no-recommends -l --no-confirm --force --force-resolution --dry-run,-D -f --details -i -u -s -d
    --auto-agree-with-licenses --gpg-auto-import-keys --no-gpg-checks --recommends`,
  values: `-d-level -R,--randomwait --releasever --enablerepo --disablerepo --repo,--repoid --repofrompath
    --exclude,-x --enableplugin --disableplugin --color --forcearch --advisory --cve --queryformat --qf
    --whatprovides --from --arch --architecture --comment`,
  options: {
    "-c,--config": "config",
    "--installroot,--root": "work-directory",
    "--downloaddir,--destdir": "write-directory",
    "--plugin-dir": "library",
    "--setopt": "setting",
  },
  settings: {
    pluginpath: "library",
    "*.pluginpath": "library",
    pluginconfpath: "library",
    config_file_path: "config",
    reposdir: "config",
  },
  network: true,
  subcommands: {
    "install,in,localinstall,reinstall,upgrade,update,up,dup,distro-sync,downgrade,groupinstall,group,module,builddep,swap,debuginfo-install,source-install,si,patch,dist-upgrade,verify":
      { operands: ["package..."] },
    "remove,erase,autoremove,rm,groupremove": { service: false },
    "clean,mark": {},
    "config-manager,addrepo,ar,copr,removerepo,rr,modifyrepo,mr": {
      operands: ["url..."],
      flags: "--enable --disable --add-repo --set-enabled --set-disabled",
    },
    "list,search,se,info,if,provides,whatprovides,wp,repolist,lr,repoquery,history,check,check-update,deplist,makecache,refresh,ref,updateinfo,lu,help,download,repoinfo,shell,alias,packages,pa,patterns,locks,ps,needs-restarting,reposync,createrepo,changelog,versionlock":
      NAMES,
    "*": {},
  },
} as const;

export const packages = {
  "apt,apt-get,apt-fast,nala,aptitude": {
    ...APT,
    subcommands: {
      "install,reinstall,build-dep,source,download,satisfy,full-upgrade,safe-upgrade,dist-upgrade,upgrade,dselect-upgrade":
        { operands: ["package..."] },
      "remove,purge,autoremove,autopurge": { ...NAMES, service: false },
      "autoclean,clean,forget-new,hold,unhold,markauto,unmarkauto": NAMES,
      "update,list,search,show,policy,depends,rdepends,check,indextargets,showsrc,moo,why,why-not,versions,history,fetch":
        {},
      changelog: { interactive: true, environment: { PAGER: "shell" } },
      "edit-sources": { operands: ["text"], interactive: true, environment: { EDITOR: "shell" } },
    },
  },
  "apt-cache,apt-file,apt-config,apt-mark,apt-show-versions,apt-rdepends,dpkg-query,dpkg-divert,dpkg-statoverride,dpkg-architecture,dselect,tasksel,debtree,dlocate,deborphan,dctrl-tools,grep-dctrl":
    { ...APT, output: "digest" },
  "apt-key,add-apt-repository,apt-add-repository,apt-cdrom,extrepo": {
    flags: "-y,--yes -r,--remove -n,--no-update -u -s,--enable-source -P -L,--list -m --debug",
    values: "-c,--component -p,--pocket --keyring,--keyserver",
    options: { "-k": "url", "-U,--uri": "url", "-S,--sourceslist": "url" },
    operands: ["url..."],
    network: true,
    subcommands: {
      add: { operands: ["read"] },
      adv: { operands: ["text..."] },
      "list,finger,export,exportall,del,update,net-update": NAMES,
    },
  },
  "dpkg,dpkg-preconfigure,gdebi,dpkg-split": {
    flags: `-i,--install --unpack --configure --triggers-only -r,--remove -P,--purge -V,--verify --update-avail
      --merge-avail --clear-avail -C,--audit --get-selections --set-selections --yet-to-unpack
      --print-architecture --print-foreign-architectures --add-architecture --remove-architecture
      --assert-help -b,--build -c,--contents -e,--control -x,--extract -X,--vextract -f,--field
      --ctrl-tarfile --fsys-tarfile -I,--info -l,--list -s,--status -L,--listfiles -S,--search
      -p,--print-avail -W,--show -a,--pending -R,--recursive -G -O -E -B --no-act,--dry-run,--simulate
      --force-all --no-triggers --compare-versions --raw-extract --non-interactive,-n -q -y`,
    values: `-D,--debug --force --no-force --refuse --ignore-depends --abort-after --status-fd
      --path-exclude --path-include -Z -z --showformat -T`,
    options: {
      "--admindir,--instdir,--root": "work-directory",
      "--log": "append",
      "--pre-invoke,--post-invoke": "shell",
      "--status-logger": "shell",
    },
    operands: ["package..."],
    operandsWith: {
      "-l,-L,-s": ["text..."],
      "-S": ["metadata..."],
      "-W,-p,-r,-P,--configure,--get-selections,-V,--compare-versions,--add-architecture": ["text..."],
      "-x,-X,-e": ["read", "write-directory"],
      "-I": ["read", "text..."],
      "-c": ["read"],
      "-f": ["read", "text..."],
      "-b": ["read", "write"],
    },
    harmless: "--no-act",
    environment: { PAGER: "shell", DPKG_FRONTEND_LOCKED: "text" },
  },
  "rpm,rpmquery,rpmverify,rpmdb,rpmkeys,rpmsign,rpmspec,rpmlint": RPM,
  "yum,dnf,dnf5,microdnf,tdnf,zypper,urpmi,yumdownloader,yum-config-manager": DNF,
  "apk,opkg,pkg,pkg_add,pkgin,pkg_delete,xbps-install,xbps-remove,xbps-query,swupd,eopkg,equo,slackpkg,installpkg,upgradepkg,removepkg,tazpkg,port,portsnap,freebsd-update,tlmgr":
    {
      flags: `-y,--yes -f,--force -q,--quiet -v,--verbose -U,--update-cache -u,--upgrade -i,--interactive -l
        -n,--dry-run -R -S --no-cache --allow-untrusted --purge --no-network --no-progress --no-scripts
        --no-commit-hooks --latest --available --simulate -s --clean-protected --initdb --no-repo-update
        --force-overwrite --force-reinstall --force-depends --noaction --autoremove -a -d -m`,
      values: "-X,--repository -t,--virtual --wait --arch --cache-max-age --progress-fd --repo",
      options: {
        "--repositories-file,--conf": "config",
        "-p,--root,-o,--offline-root,--rootdir": "work-directory",
        "--keys-dir": "read",
        "-e": "shell",
        "--cache-dir": "write-directory",
      },
      operands: ["package..."],
      network: true,
      harmless: "-n --simulate --noaction",
      subcommands: {
        "add,install,fix,upgrade,update,fetch,download,reinstall": {},
        // Packages that are installed: what of them is missed has a rule of its own.
        "del,remove,delete,autoremove,clean,purge": { operands: ["text", "text..."] },
        "info,list,search,stats,policy,verify,audit,cache,manifest,index,dot,version,which,status,files,find,whatprovides,whatdepends,query,lock,unlock,check,shlib,rquery,selfupdate,repo,bootstrap":
          { operands: ["text..."] },
      },
    },
  "pacman,yay,paru,pamac,pikaur,trizen,pacaur,aura,pacstrap,pacman-key,reflector,pactree,paccache": {
    flags: `-D,--database -F,--files -Q,--query -R,--remove -S,--sync -T,--deptest -U,--upgrade -V -y,--refresh
      -u,--sysupgrade -c,--clean -d,--nodeps -g,--groups -i,--info -l,--list -p,--print -q,--quiet
      -s,--search,--recursive -w,--downloadonly -n,--nosave -e,--explicit -k,--check -m,--foreign
      -o,--owns -t,--unrequired -v,--verbose --noconfirm --confirm --needed --noscriptlet --noprogressbar
      --disable-download-timeout --asdeps --asexplicit --cascade -Syu -Sy -Syyu -Ss -Si -Qi -Ql -Qs -Rns
      -Rs --init --populate --debug --unneeded --devel`,
    values: `--arch --assume-installed --color --ignore --ignoregroup --overwrite --print-format --recv-keys
      --lsign-key`,
    options: {
      "-b,--dbpath": "write-directory",
      "-r,--root,--sysroot": "work-directory",
      "--cachedir,--gpgdir": "write-directory",
      "--hookdir": "library",
      "--config": "config",
      "--logfile": "append",
      "--editor": "shell",
      "--makepkg,--pacman,--git,--gpg": "program",
    },
    operands: ["package..."],
    operandsWith: { "-Q,-R,-F,-s,-Ss,-Si,-Qi,-Rns": ["text..."] },
    network: true,
    environment: { EDITOR: "shell", VISUAL: "shell" },
  },
  "emerge,ebuild,equery,eselect,layman,portageq,etc-update,dispatch-conf,revdep-rebuild,eix,quickpkg": {
    flags: `-a,--ask -p,--pretend -v,--verbose -u,--update -D,--deep -N,--newuse -1,--oneshot -C,--unmerge
      -c,--depclean -s,--search -f,--fetchonly -q,--quiet --sync --info -K -k -b -j`,
    values: "--jobs --exclude --with-bdeps",
    options: { "--root,--config-root": "work-directory" },
    operands: ["package..."],
    operandsWith: { "-C,-s": ["text..."] },
    network: true,
    harmless: "-p",
  },
  "brew,mas,fink,linuxbrew,scoop,choco,winget": {
    flags: `-v,--verbose -q,--quiet -d,--debug -f,--force -y --cask --casks --formula --formulae --HEAD
      --build-from-source,-s --dry-run,-n --zap --prune-prefix --greedy -g --json --installed --leaves
      --tree --all -a --overwrite --fetch-HEAD --only-dependencies --ignore-dependencies --include-test
      --versions --prune-all --no-quarantine -1 -l -e --exact --accept-package-agreements
      --accept-source-agreements --silent -h --global`,
    values: "--appdir --prune --bottle-arch --cc --id --version --source",
    options: { "--file": "config" },
    network: true,
    environment: {
      HOMEBREW_EDITOR: "shell",
      EDITOR: "shell",
      HOMEBREW_CURL_PATH: "program",
      HOMEBREW_GIT_PATH: "program",
    },
    harmless: "--dry-run",
    subcommands: {
      "install,reinstall,upgrade,update,fetch,instal,up,add": { operands: ["package..."] },
      "uninstall,remove,rm,cleanup,autoremove,unlink,untap,pin,unpin": {},
      tap: { operands: ["text", "url"] },
      services: {
        subcommands: { "stop,restart,kill": { effect: "disrupt" }, "start,run,list,info,cleanup": NAMES },
      },
      bundle: {
        projectCode: true,
        subcommands: {
          exec: { operands: ["command"] },
          "install,dump,cleanup,check,list": { operands: [], options: {} },
        },
      },
      "edit,create,extract": { interactive: true },
      "list,ls,info,search,deps,uses,outdated,doctor,config,desc,home,leaves,link,log,missing,options,shellenv,style,audit,test,cat,cask,analytics,commands,developer,formula,gist-logs,which-formula,status,bucket":
        NAMES,
      ruby: { options: { "-e": "code:ruby", "-r": "library" }, operands: ["script:ruby", "text..."] },
      sh: { options: { "-c": "shell" }, operands: [], interactive: true },
    },
  },
  "asdf,mise,rtx,proto,sdkman,aqua,hermit,pkgx,ubi,eget,tfenv,tgenv,goenv,phpenv,gvm,swiftenv,luaver,kerl,exenv,nodist":
    {
      style: "posix",
      flags: "-y,--yes -q,--quiet -v,--verbose -f,--force -g,--global --all --json -n,--dry-run --trace",
      values: "-j,--jobs -t,--tool -E,--env --tag -a,--asset -p,--project",
      options: { "-C,--cd": "work-directory", "--to": "write" },
      operands: ["remote-program", "text..."],
      network: true,
      subcommands: {
        "exec,x": {
          options: { "-c,--command": "shell" },
          flags: "--raw",
          operands: ["command"],
          input: "ignored",
          projectCode: true,
        },
        "run,r,watch": { style: "posix", operands: ["text..."], projectCode: true, flags: "-n -p -f --raw" },
        "install,i,use,u,plugin,plugins,update,upgrade,add,pin,download": {
          operands: ["package..."],
          projectCode: true,
        },
        trust: { operands: ["read"], effect: "grant" },
        // All that was installed by it, and itself.
        implode: { flags: "--config", operands: [], effect: "destroy", harmless: "-n" },
        "list,ls,ls-remote,current,which,where,global,local,shell,reshim,uninstall,rm,remove,latest,info,doctor,settings,env,activate,deactivate,set,unset,config,tasks,outdated,prune,cache,version,completion,help,alias,registry,search,default,versions,rehash,init":
          { operands: ["text..."] },
      },
    },
} satisfies Table;
