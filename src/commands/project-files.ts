/**
 * Files of a project that are code to a program although no argument names them: it runs what it finds under the name
 * in the directory it works in. Consulted for files that the judged command itself wrote a moment before.
 * Sources: the programs' own documentation. (Of `make` and the `npm` family what is known is read by readers of their own.)
 */
import type { CodeLanguage } from "./spec.ts";

export interface ProjectFile {
  /** Base names; `*` stands for any part of one. */
  readonly names: string;
  readonly language: CodeLanguage;
  /** The programs that run it, by the names of the tables. */
  readonly programs: string;
  /** Where it runs, if not here: its paths are those of an image. */
  readonly inside?: "container";
  /** A word by which the file says that it runs here all the same. */
  readonly unless?: string;
  /** Its strings are lines that the program runs, handed to it in values and calls of its own. */
  readonly lines?: true;
}

export const projectFiles: readonly ProjectFile[] = [
  { names: "Gemfile gems.rb *.gemspec", language: "ruby", programs: "bundle bundler gem rake rails" },
  { names: "Rakefile rakefile Rakefile.rb *.rake", language: "ruby", programs: "rake bundle rails" },
  { names: "Vagrantfile", language: "ruby", programs: "vagrant" },
  { names: "Podfile *.podspec", language: "ruby", programs: "pod" },
  { names: "Fastfile Appfile", language: "ruby", programs: "fastlane" },
  { names: "Capfile", language: "ruby", programs: "cap" },
  { names: "Guardfile", language: "ruby", programs: "guard" },
  { names: "Dangerfile", language: "ruby", programs: "danger" },
  { names: "Brewfile", language: "ruby", programs: "brew" },
  { names: "Berksfile", language: "ruby", programs: "berks" },
  { names: "*.rb", language: "ruby", programs: "facter rspec irb knife gem" },
  {
    names: "setup.py",
    language: "python",
    programs: "pip pip3 pipx uv poetry easy_install tox conda pdm python:build",
  },
  { names: "conftest.py test_*.py *_test.py", language: "python", programs: "pytest py.test tox nox green" },
  { names: "hatch_build.py", language: "python", programs: "hatch pip pip3 uv python:build" },
  { names: "noxfile.py", language: "python", programs: "nox" },
  { names: ".Rprofile", language: "r", programs: "R Rscript radian" },
  { names: ".octaverc", language: "other", programs: "octave octave-cli" },
  { names: ".irbrc .pryrc", language: "ruby", programs: "irb pry rails" },
  { names: ".gdbinit", language: "other", programs: "gdb" },
  { names: ".lldbinit", language: "other", programs: "lldb" },
  { names: ".ghci", language: "other", programs: "ghci stack cabal" },
  { names: "PKGBUILD APKBUILD *.ebuild", language: "shell", programs: "makepkg abuild ebuild" },
  { names: "*.sls", language: "other", programs: "salt salt-call salt-ssh" },
  { names: "rules", language: "make", programs: "dpkg-buildpackage debuild debian/rules" },
  { names: "meta.yaml recipe.yaml", language: "other", programs: "conda conda-build boa rattler-build" },
  { names: "snapcraft.yaml", language: "other", programs: "snapcraft" },
  { names: "project.json nx.json", language: "other", programs: "nx" },
  { names: ".lintstagedrc .lintstagedrc.json", language: "other", programs: "lint-staged" },
  { names: ".versionrc .versionrc.json", language: "other", programs: "standard-version" },
  { names: ".release-it.json .release-it.yml", language: "other", programs: "release-it" },
  { names: "bunfig.toml", language: "other", programs: "bun bunx" },
  { names: "config.xml", language: "other", programs: "cordova ionic phonegap" },
  { names: "deno.json deno.jsonc", language: "other", programs: "deno" },
  { names: "tasks.py", language: "python", programs: "invoke inv" },
  { names: "fabfile.py", language: "python", programs: "fab" },
  { names: "dodo.py", language: "python", programs: "doit", lines: true },
  { names: "SConstruct SConscript", language: "python", programs: "scons", lines: true },
  { names: "wscript", language: "python", programs: "waf" },
  { names: "Snakefile", language: "python", programs: "snakemake" },
  { names: "conf.py", language: "python", programs: "sphinx-build" },
  { names: "locustfile.py", language: "python", programs: "locust" },
  { names: "gunicorn.conf.py", language: "python", programs: "gunicorn" },
  { names: "dstat_*.py", language: "python", programs: "dstat" },
  {
    names: "*.config.js *.config.cjs *.config.mjs *.config.ts .*rc.js .*rc.cjs",
    language: "javascript",
    programs: `webpack vite vitest rollup eslint prettier jest babel postcss tailwindcss next nuxt stylelint mocha
      playwright cypress tsup astro svelte-kit ava nyc commitlint lint-staged npx`,
  },
  { names: "gulpfile.js gulpfile.mjs", language: "javascript", programs: "gulp npx" },
  { names: "Gruntfile.js", language: "javascript", programs: "grunt npx" },
  { names: "karma.conf.js", language: "javascript", programs: "karma npx" },
  { names: ".pnpmfile.cjs", language: "javascript", programs: "pnpm" },
  { names: "composer.json", language: "other", programs: "composer" },
  { names: "CMakeLists.txt *.cmake", language: "other", programs: "cmake ctest" },
  { names: "meson.build", language: "other", programs: "meson" },
  {
    names: "configure.ac configure.in",
    language: "other",
    programs: "autoconf autoreconf autoheader aclocal",
  },
  { names: "Justfile justfile .justfile", language: "other", programs: "just" },
  { names: "Taskfile.yml Taskfile.yaml", language: "other", programs: "task go-task" },
  { names: "Procfile", language: "other", programs: "foreman honcho overmind hivemind" },
  { names: "tox.ini", language: "other", programs: "tox" },
  {
    names: "build.gradle build.gradle.kts settings.gradle settings.gradle.kts",
    language: "other",
    programs: "gradle gradlew",
  },
  { names: "pom.xml", language: "other", programs: "mvn mvnw" },
  {
    names: "*.csproj *.fsproj *.vbproj *.proj *.props *.targets",
    language: "other",
    programs: "dotnet msbuild xbuild",
  },
  { names: "binding.gyp", language: "other", programs: "npm yarn pnpm node-gyp" },
  { names: ".gitlab-ci.yml", language: "other", programs: "gitlab-runner gitlab-ci-local" },
  { names: ".latexmkrc latexmkrc", language: "other", programs: "latexmk" },
  { names: "build.xml", language: "other", programs: "ant" },
  { names: "build.sbt", language: "other", programs: "sbt" },
  { names: "project.clj", language: "other", programs: "lein" },
  { names: "deps.edn", language: "other", programs: "clojure clj" },
  { names: "MLproject", language: "other", programs: "mlflow" },
  { names: "*.yml *.yaml", language: "other", programs: "act bbrun" },
  { names: "main.py index.ts main.go", language: "other", programs: "dagger" },
  { names: "mix.exs", language: "other", programs: "mix" },
  { names: "rebar.config", language: "other", programs: "rebar3" },
  { names: "*.rs", language: "other", programs: "cargo" },
  { names: "build.ninja", language: "other", programs: "ninja samu" },
  { names: "config.toml", language: "other", programs: "cargo" },
  { names: "Jenkinsfile", language: "other", programs: "jenkinsfile-runner" },
  { names: "*.go", language: "other", programs: "go mage" },
  { names: "*.tf *.tofu", language: "other", programs: "terraform tofu terragrunt" },
  { names: ".pre-commit-config.yaml", language: "other", programs: "pre-commit" },
  { names: "lefthook.yml", language: "other", programs: "lefthook" },
  { names: ".envrc", language: "shell", programs: "direnv" },
  { names: "BUILD BUILD.bazel WORKSPACE *.bzl", language: "other", programs: "bazel bazelisk" },
  { names: ".luacheckrc *.rockspec", language: "lua", programs: "luacheck luarocks busted" },
  { names: "Cakefile", language: "other", programs: "cake" },
  { names: "Pulumi.yaml", language: "other", programs: "pulumi" },
  { names: "Earthfile", language: "other", programs: "earthly", inside: "container", unless: "LOCALLY" },
  { names: "Tiltfile", language: "other", programs: "tilt" },
  { names: "dune", language: "other", programs: "dune" },
  { names: "build.zig", language: "other", programs: "zig" },
  { names: "Package.swift", language: "other", programs: "swift" },
  { names: "Makefile makefile GNUmakefile", language: "make", programs: "make gmake" },
  {
    names: "Dockerfile Containerfile",
    language: "other",
    programs: "docker podman buildah nerdctl",
    inside: "container",
  },
  {
    names:
      "compose.yaml compose.yml docker-compose.yml docker-compose.yaml compose.*.y*ml docker-compose.*.y*ml",
    language: "other",
    programs: "docker docker-compose podman podman-compose nerdctl",
    inside: "container",
  },
  { names: "flake.nix default.nix shell.nix", language: "other", programs: "nix nix-shell nix-build" },
];
