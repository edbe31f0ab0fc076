/** Class: which directory the shell is in depends on what succeeded, so that a harmless name is another's. */
import { passing, stopped } from "./stopped.ts";

stopped("a change of directory on one of the ways", [
  "false || cd ~ && rm -rf .ssh",
  "[ -d build ] || cd ~ && rm -rf .ssh",
  "[ -d x ] && cd ~; rm -rf .ssh",
  "if [ -d x ]; then cd ~; fi; rm -rf .ssh",
  "if [ -d x ]; then cd ~/.ssh; fi; rm -f id_rsa",
  "if true; then :; else cd ~; fi; rm -rf .ssh",
  "case $1 in up) cd ..;; esac; rm -rf other",
  "case $1 in up) cd ..;; *) cd build;; esac; rm -rf other",
  "while [ -f x ]; do cd ~; break; done; rm -rf .ssh",
  "false || { cd ~; } && rm -rf .ssh",
  "false || pushd ~/.ssh && cat id_rsa",
  "[ -d ~/.ssh ] && cd ~/.ssh; cat id_rsa",
  "[ -d a ] || cd ~; [ -d b ] || cd .ssh; cat id_rsa",
]);

stopped("a change of directory that fails", [
  "cd build || true; rm -rf *",
  "cd build || cd ~ && rm -rf .ssh",
  "cd nothing || cd .. && rm -rf other",
  'die() { echo "$1"; }; cd build || die no; rm -rf *',
]);

passing("what only runs where it succeeded", [
  "[ -d build ] && cd build && rm -rf *",
  "[ -d build ] && cd build || exit; rm -rf *",
  "cd build || exit 1; rm -rf *",
  "cd build || { echo no; exit 1; }; rm -rf *",
  'die() { echo "$1"; exit 1; }; cd build || die no; rm -rf *',
  "if ! cd build; then exit 1; fi; rm -rf *",
  "if cd build; then rm -rf *; fi",
  "cd a || cd b || exit 1; rm -rf *",
  "cd build 2>/dev/null || cd dist && rm -rf out",
  "test -d x || cd x && ls",
  "if [ ! -d x ]; then mkdir x; fi; cd x && rm -rf *",
]);
