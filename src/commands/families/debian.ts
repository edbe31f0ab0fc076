/**
 * Debian's tools for making packages and systems: builders with hooks, uploaders, bootstrappers, archives. Sources: devscripts,
 * dpkg-dev, sbuild(1), pbuilder(8), mmdebstrap(1), autopkgtest(1), gbp(1).
 */
import type { Program, Table } from "../spec.ts";

const NAMES = { operands: ["text..."] } as const;
const CONFIG = { "-c,--config,--conf,--configfile": "config" } as const;

/** Options of gbp that take a command: each of its subcommands has some of them. */
const GBP: Program = {
  flags: `--git-ignore-new --git-ignore-branch --git-tag --git-tag-only --git-sign-tags --git-pbuilder --git-verbose
    --git-no-pristine-tar --git-pristine-tar --verbose --ignore-new --no-interactive --uscan --snapshot --release -S -a -N
    --git-no-hooks --git-force-create --force --all --auto`,
  values: `--git-upstream-branch --git-debian-branch --git-upstream-tag --git-debian-tag --git-upstream-tree --git-arch
    --git-dist --debian-branch --upstream-branch --upstream-version --debian-tag --urgency --since --git-export
    --git-compression --git-keyid`,
  options: {
    "--git-builder,--git-cleaner,--git-postbuild,--git-postexport,--git-prebuild,--git-posttag": "shell",
    "--postimport,--postclone,--postedit,--posttag,--git-hooks": "shell",
    "--git-export-dir,--git-tarball-dir,--export-dir,--tarball-dir": "write-directory",
    "--config,--git-config": "config",
  },
  operands: ["text..."],
  projectCode: true,
};

export const debian = {
  "dpkg-buildpackage,debuild,pdebuild": {
    flags: `-b -us -uc -ui -S -A -B -nc -d -D -F -f -g -G -i -I -tc -ap -rfakeroot --lintian --no-lintian --no-conf -e -E -h
      --force-sign --no-sign --no-check-builddeps --ignore-builtin-builddeps -nr --auto-debsign`,
    values: `-j -t -v -m -k -a -P -s -z -Z -C --build --jobs --changes-option --buildinfo-option
      --source-option -T --sign-key`,
    options: {
      "-p,--sign-command,--check-command,--debsign-program,--sourceforge-check-command": "shell",
      "--hook-preinit,--hook-init,--hook-preclean,--hook-source,--hook-build,--hook-binary,--hook-buildinfo,--hook-changes,--hook-postclean,--hook-check,--hook-sign,--hook-done":
        "shell",
      "--preinst-hook,--dpkg-buildpackage-hook,--clean-hook,--dpkg-source-hook,--build-hook,--binary-hook,--dpkg-genchanges-hook,--final-clean-hook,--lintian-hook,--signing-hook,--post-dpkg-buildpackage-hook":
        "shell",
      "-r,--root-command": "program",
      "-R,--rules-file": "program",
      "--prepend-path": "library",
      "--set-envvar": "assignment",
      "--buildresult": "write-directory",
      "--configfile": "config",
      "--admindir": "read",
    },
    ...NAMES,
    projectCode: true,
  },
  "sbuild,sbuild-createchroot,pbuilder,cowbuilder,pbuilder-dist,cowbuilder-dist,qemubuilder": {
    flags: `-A -b -s -v -q -n --arch-all --arch-any --source --no-clean --debug --no-apt-update --save-after-exec
      --save-after-login --execute --login --override-config --allow-untrusted --no-targz -x --update`,
    values: `-d,--dist,--distribution -c,--chroot --host --build -j --mirror --othermirror --components
      --architecture --extrapackages --append-to-version --uploader --maintainer --keyid -k --verbose
      --stats-dir --jobs --log --purge-build-directory --basetgz,--basepath`,
    options: {
      "--pre-build-commands,--chroot-setup-commands,--build-deps-failed-commands,--build-failed-commands,--starting-build-commands,--finished-build-commands,--chroot-cleanup-commands,--post-build-commands,--post-build-failed-commands,--anything-failed-commands":
        "shell",
      "--hookdir": "library",
      "--bindmounts": "mount",
      "--inputfile": "read",
      "--outputfile,--logfile": "write",
      "--buildplace,--buildresult,--aptcache,--build-dir": "write-directory",
      "--configfile,--aptconfdir": "config",
      "--extra-package": "read",
    },
    ...NAMES,
    operandsWith: { "--execute": ["script:shell", "text..."], "--login": [] },
    projectCode: true,
    subcommands: { "execute,execute-script": { operands: ["script:shell", "text..."] } },
  },
  "dpkg-source": {
    flags: `-b -x --build --extract --commit --before-build --after-build --no-check --no-copy
      --require-valid-signature -q -nU -sa -sn`,
    values: "--compression -z -Z --abort-on-upstream-changes --threads --format",
    options: { "-c": "read", "-l": "read", "-T": "read" },
    operands: ["read"],
    operandsWith: { "-x,--extract": ["read", "write-directory"] },
  },
  "dh,dh_make,dch,debchange,debcommit,quilt,equivs-build,equivs-control,make-jpkg,m-a,module-assistant,rpmdev-setuptree,lintian,piuparts,adequate,debdiff,debc,debi,uscan,uupdate,wrap-and-sort":
    {
      flags: `-a -b -c -d -e -f -i -k -l -m -n -p -q -r -s -t -v --edit --release --diff --download --report
        --force-download --info`,
      values: `-D,--distribution -u,--urgency -M --package --upstream-version --watchfile --profile --mirror
        --tags -R --confirm -V --with --sourcedirectory`,
      options: {
        "--scriptsdir,--include-dir": "library",
        "--destdir,--output-directory,-o": "write-directory",
        "--output": "write",
        "--builddirectory,-B": "write-directory",
      },
      operands: ["read..."],
      projectCode: true,
      environment: { EDITOR: "shell", VISUAL: "shell", DEBSIGN_PROGRAM: "shell" },
    },
  "debsign,debrsign,dpkg-sig": {
    flags: "-S --re-sign --no-re-sign --no-conf -t",
    values: "-m -e -k -a",
    options: { "-p": "program", "-r": "host", "--debs-dir": "read" },
    operands: ["read..."],
  },
  "dput,dput-ng,dupload,debrelease,dcut": {
    flags: "-d -D -f -l -o -P -q -s -u -U -V -p -n --no --force --lintian --simulate --nomail",
    values: "-e --delayed -m -t --to",
    options: CONFIG,
    operands: ["host", "upload..."],
    network: true,
    effect: "publish",
  },
  "gbp,git-buildpackage,gbp-buildpackage": { ...GBP, subcommands: { "*": GBP } },
  autopkgtest: {
    style: "posix",
    flags:
      "-B -N -U -u -S -q -l -d --no-built-binaries --apt-upgrade --shell --shell-fail --no-auto-control --debug",
    values: "--test-name --timeout-factor --skip-test --pin-packages --add-apt-release --user",
    options: {
      "--setup-commands": "shell",
      "--setup-commands-boot": "shell",
      "--env": "assignment",
      "--copy": "mount",
      "--output-dir,-o": "write-directory",
      "--log-file,--summary,--summary-file": "write",
      "--override-control": "read",
    },
    // The package, `--`, and where its tests run: `null` is this machine.
    operands: ["read...", "command"],
    projectCode: true,
  },

  // Systems from nothing.
  "debootstrap,cdebootstrap,qemu-debootstrap": {
    flags: `--foreign --second-stage --print-debs --download-only --unpack-only --keep-debootstrap-dir
      --no-check-gpg --verbose --merged-usr --no-merged-usr --force-check-gpg --log-extra-deps`,
    values:
      "--arch --include --exclude --components --variant --suite-config --extra-suites --resolve-deps --flavour",
    options: {
      "--keyring": "read",
      "--cache-dir": "write-directory",
      "--make-tarball": "write",
      "--unpack-tarball": "read",
    },
    operands: ["text", "write-directory", "package", "script:shell"],
    network: true,
  },
  "mmdebstrap,multistrap": {
    flags: "-q -v -d --quiet --verbose --debug --simulate --dry-run --no-auth --tidy-up --source-dir",
    values: "--arch,--architectures --include --components --variant --mode --format --skip -s --dpkgopt -a",
    options: {
      "--setup-hook,--extract-hook,--essential-hook,--customize-hook": "shell",
      "--hook-directory,--hook-dir": "library",
      "--aptopt": "setting",
      "--keyring": "read",
      "-f,--file": "config",
      "--logfile": "write",
    },
    settings: { "apt::*-invoke*": "shell", "dpkg::*-invoke*": "shell" },
    operands: ["text", "write", "url..."],
    network: true,
  },

  // Archives of packages.
  "reprepro,mini-dinstall,dak,britney": {
    flags: "-V -s -v -f --ask-passphrase --keepunusednewfiles -d --batch --run",
    values: "-C -S -P -A -T --export --waitforlock --spacecheck",
    options: {
      "-b,--basedir": "work-directory",
      "--outdir,--dbdir,--logdir,--listdir,--distdir": "write-directory",
      "--confdir,--methoddir,-c,--config": "config",
      "--gnupghome": "identity",
    },
    ...NAMES,
    subcommands: {
      "remove,removefilter,removematched,removesrc,clearvanished,deleteunreferenced": {
        ...NAMES,
        effect: "destroy",
      },
    },
  },
  "dpkg-scanpackages,dpkg-scansources,apt-ftparchive": {
    flags: "-m,--multiversion -n --no-md5 --medium",
    values: "-t,--type -a,--arch -e --extra-override -h,--hash -o",
    options: { "-c,--config-file": "config" },
    operands: ["read..."],
    recursive: "*",
  },
  "apt-listchanges,apt-listbugs": {
    flags: "-v --verbose --headers --reverse --apt --confirm -a --all -y -n",
    values: `-s --severity --which --email-address --since --latest -T -S -P -H -p --profile -f,--frontend
      -x --dump-seen`,
    options: { "--save-seen": "edit" },
    operands: ["read..."],
    environment: { PAGER: "shell", APT_LISTCHANGES_FRONTEND: "text", BROWSER: "shell" },
    interactive: true,
  },
  checkinstall: {
    flags: "-y -D -R -S --default --nodoc --install --fstrans --backup --strip --showinstall -d",
    values: `--pkgname --pkgversion --pkgrelease --pkgarch --pkglicense --pkggroup --maintainer --requires
      --provides --exclude --pakdir -t`,
    options: { "--include": "read" },
    operands: ["command"],
    projectCode: true,
  },
  alien: {
    flags: `-d,--to-deb -r,--to-rpm -t,--to-tgz -p,--to-slp --to-lsb -g,--generate -s,--single -c,--scripts
      -k,--keep-version -v --veryverbose --nopatch -T,--test -i,--install`,
    values: "--target --version --bump --fixperms --description",
    options: { "--patch": "read" },
    operands: ["read..."],
    // It installs what it has made of the package.
    operandsWith: { "-i,--install": ["package..."] },
  },
} satisfies Table;
