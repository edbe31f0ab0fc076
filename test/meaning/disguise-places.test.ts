/** Where code goes through that is run later: files moved with their directory, descriptors, declarations, diffs, handlers. */
import { passing, stopped } from "../bypass/stopped.ts";

stopped("code that goes through places of the shell", [
  "exec <<< 'rm -rf ~'; sh",
  "echo 'rm -rf ~' > a; exec < a; sh",
  'x=\'rm -rf ~\'; y=$(declare -p x); unset x; eval "$y"; eval "$x"',
  "a=('f ~' 'rm -r'); s=; for ((i=1; i>=0; i--)); do s+=${a[i]}; done; eval \"$s\"",
  "for ((i=${#HOME}*0; i<1; i++)); do v='rm -rf ~'; done; eval \"$v\"",
  "a1='rm -r'; a2='f ~'; s=; declare -n r; for r in a1 a2; do s+=$r; done; eval \"$s\"",
  "mapfile -c1 -C 'f() { eval \"$2\"; }; f' <<< 'rm -rf ~'",
  "command_not_found_handle() { eval \"$2\"; }; nosuch 'git push --force origin main'",
  "dd conv=lcase status=none <<< 'RM -RF ~' | sh",
  "bash -c 'docker rm -f $(docker ps -aq)'",
]);

stopped("code in files that are moved and patched", [
  "mkdir d; echo 'rm -rf ~' > d/a; mv d e; sh e/a",
  "mkdir d; echo 'rm -rf ~' > d/a; cp -r d e; sh e/a",
  "patch -s z <<< $'--- /dev/null\\n+++ z\\n@@ -0,0 +1 @@\\n+rm -rf ~'; sh z",
  "printf '%s\\n' '--- a' '+++ a' '@@ -0,0 +1 @@' '+rm -rf ~' | patch -p0; sh a",
  "git apply <<< $'--- /dev/null\\n+++ b/z\\n@@ -0,0 +1,2 @@\\n+#!/bin/sh\\n+rm -rf ~'; ./z",
  "make SHELL=/bin/bash .SHELLFLAGS=-c -f - <<< 'x:;rm -rf ~'",
]);

stopped("what other languages print", [
  "perl -e 'print map{chr}(114,109,32,45,114,102,32,126)' | sh",
  'perl -e \'@x = ("rm -r", "f ~"); print @x\' | sh',
  "php -r 'system(implode(array_map(\"chr\", [114,109,32,45,114,102,32,126])));'",
]);

passing("the same with harmless code", [
  "exec < input.txt; wc -l",
  'x=1; declare -p x; eval "$(declare -p x)"',
  "a=(x y z); for ((i=0; i<${#a[@]}; i++)); do echo ${a[i]}; done",
  "for ((i=0; i<1000000; i++)); do :; done",
  "for ((;;)); do sleep 1; break; done",
  "mapfile -c 1 -C 'echo got' lines < input.txt",
  'command_not_found_handle() { echo "no $1"; return 127; }; nosuch a',
  "mkdir -p build/a; echo 'npm test' > build/a/run; mv build/a build/b; sh build/b/run",
  "patch -p1 < fix.patch && npm test",
  "git apply <<< $'--- a/x\\n+++ b/x\\n@@ -1 +1 @@\\n-a\\n+echo hi'; sh x",
  'perl -e \'print "a", "b"\' | sort',
  "bash -c 'docker logs $(docker ps -q | head -1)'",
]);
