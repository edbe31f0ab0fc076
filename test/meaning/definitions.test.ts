/** Functions, aliases and variables that only some ways through a command define: the name may stand for what it did before. */
import { describe, expect, test } from "bun:test";
import { decisionOn } from "../bypass/stopped.ts";

const stops = (source: string): boolean => /^(?:deny|ask)$/.test(decisionOn(source));

/** On the way past these, `rm` is a function that does nothing. */
const PERHAPS = [
  "if [ -e /nonexistent ]; then rm() { :; }; fi",
  "[ -e /nonexistent ] && rm() { :; }",
  "[ -e . ] || rm() { :; }",
  "case $X in a) rm() { :; };; esac",
  "while read -r x; do rm() { :; }; done < names",
  "for f in $(cat names); do rm() { :; }; done",
  "f() { rm() { :; }; }; [ -e /nonexistent ] && f",
  "trap 'rm() { :; }' USR1",
  "rm() { :; }; [ -e . ] && unset -f rm",
  "rm() { :; }; if [ -e . ]; then unset -f rm; g() { :; }; fi",
  "shopt -s expand_aliases\n[ -e /nonexistent ] && alias rm=echo",
  "shopt -s expand_aliases\nif [ -e /nonexistent ]; then alias rm=echo; fi",
];

/** On all ways past these it is. */
const SURELY = [
  "rm() { :; }",
  "if [ -e a ]; then rm() { :; }; else rm() { echo; }; fi",
  "case $X in a) rm() { :; };; *) rm() { echo; };; esac",
  "for f in a b; do rm() { :; }; done",
  "[ -e a ] && rm() { :; }; rm() { :; }",
];

test.each(PERHAPS)("perhaps: %s", (before) => {
  expect(stops(`${before}\nrm -rf ~`)).toBeTrue();
  expect(stops(`${before}\nrm -rf build`)).toBeFalse();
});

test.each(SURELY)("surely: %s", (before) => {
  expect(stops(`${before}\nrm -rf ~`)).toBeFalse();
});

test("a variable that every branch sets is set", () => {
  expect(stops("if [ -e a ]; then x=build; else x=dist; fi; rm -rf $x/*")).toBeFalse();
  expect(stops('case $1 in a) x=build;; *) x=dist;; esac; rm -rf "$x"/*')).toBeFalse();
  expect(stops("x=rm; if [ -e a ]; then x=ls; else x=cat; fi; $x -rf ~")).toBeFalse();
});

test("a variable that one branch leaves as it was, or takes away", () => {
  expect(stops("if [ -e a ]; then x=build; fi; rm -rf $x/*")).toBeTrue();
  expect(stops('case $1 in a) x=build;; b) x=dist;; esac; rm -rf "$x"/*')).toBeTrue();
  expect(stops("x=rm; if [ -e a ]; then x=ls; fi; $x -rf ~")).toBeTrue();
  expect(stops("x=build; if [ -e a ]; then unset x; fi; rm -rf $x/*")).toBeTrue();
  expect(stops("case $1 in a) x=rm;& *) $x -rf ~;; esac")).toBeTrue();
});

test("a loop that may be left early", () => {
  expect(stops("for c in 'rm -rf /' ls; do break; done; $c")).toBeTrue();
  expect(stops("for c in 'rm -rf /' ls; do [ -e $c ] && break; done; $c")).toBeTrue();
  expect(stops("for c in 'rm -rf /' ls; do [ -e $c ] || continue; done; $c")).toBeFalse();
});

test("what is assigned in front of a special builtin stays, but in bash itself", () => {
  expect(stops(`sh -c 'c="rm -rf /" :; $c'`)).toBeTrue();
  expect(stops(`dash -c 'c="rm -rf /" set a; $c'`)).toBeTrue();
  expect(stops(`bash -c 'c="rm -rf /" :; $c'`)).toBeFalse();
  expect(stops(`sh -c 'c="rm -rf /" true; $c'`)).toBeFalse();
});

test("what is set to nothing is set, what is not there is not", () => {
  for (const nothing of ["a=$nothing", "a=", 'for a in "$nothing"; do :; done', "read -r a < /dev/null"]) {
    expect(stops(`${nothing}; \${a-echo} rm -rf ~`)).toBeTrue();
    expect(stops(`${nothing}; \${a:-echo} rm -rf ~`)).toBeFalse();
    expect(stops(`${nothing}; \${a+rm} -rf ~`)).toBeTrue();
  }
  expect(stops("${nothing-echo} rm -rf ~")).toBeFalse();
  expect(stops("a=ls; unset a; ${a-rm} -rf ~")).toBeTrue();
  expect(stops("a=ls; [ -e . ] && unset a; ${a-rm} -rf ~")).toBeTrue();
  expect(stops("set --; ${1-rm} -rf ~")).toBeTrue();
  expect(stops("set --; ${@-rm} -rf ~")).toBeTrue();
  expect(stops("a=(x); ${a[5]-rm} -rf ~")).toBeTrue();
  expect(stops("a=(x); ${a[0]-rm} -rf ~")).toBeFalse();
});

test("a prompt is expanded with its quotes, and is no line", () => {
  expect(stops(`a='"$(rm -rf ~)'; echo "\${a@P}"`)).toBeTrue();
  expect(stops(`a='$(echo rm)'; IFS=' '; \${a@P} -rf ~`)).toBeTrue();
  expect(stops(`a='"it is $(date)"'; echo "\${a@P}"`)).toBeFalse();
});

describe("a name that is the program all the same", () => {
  /** What a function or an alias of that name does not stand in the way of. */
  const PAST = [
    "env rm -rf ~",
    "nice -n 5 rm -rf ~",
    "timeout 5 rm -rf ~",
    "exec rm -rf ~",
    "sh -c 'rm -rf ~'",
    "echo 'rm -rf ~' > s; sh s",
    "find . -maxdepth 0 -exec rm -rf ~ \\;",
    "echo ~ | xargs rm -rf",
    "python3 -c 'import os; os.system(\"rm -rf ~\")'",
    "make -f <(printf 'a:\\n\\trm -rf ~\\n')",
    "unset rm; rm -rf ~",
  ];
  test.each(PAST)("behind a function: %s", (command) => {
    expect(stops(`rm() { :; }; ${command}`)).toBeTrue();
    expect(stops(`rm() { :; }; ${command.replaceAll("~", "build")}`)).toBeFalse();
  });

  /** Files and aliases that may not be there when the name is looked up. */
  const PERHAPS_NOT = [
    "alias rm=echo",
    "shopt -s expand_aliases; alias rm=echo",
    "hash -p /bin/echo rm; hash -r",
    "mkdir b; echo : > b/rm; PATH=b:$PATH",
    "mkdir b; echo : > b/rm; chmod +x b/rm; PATH=/usr/bin:b",
  ];
  test.each(PERHAPS_NOT)("%s", (before) => {
    expect(stops(`${before}; rm -rf ~`)).toBeTrue();
    expect(stops(`${before}; rm -rf build`)).toBeFalse();
  });

  test("an alias that ends with a blank is no command of its own", () => {
    expect(stops("alias as='sudo '; alias ll='ls -l'; ll")).toBeFalse();
    expect(stops("alias as='sudo '; alias ll='ls -l'; as ll")).toBeTrue();
  });

  test("functions that are exported are there for shells, and for them alone", () => {
    expect(stops("f() { rm -rf ~; }; export -f f; bash -c f")).toBeTrue();
    expect(stops("f() { rm -rf ~; }; declare -fx f; echo a | xargs -I{} bash -c 'f {}'")).toBeTrue();
    expect(stops("set -a; f() { rm -rf ~; }; bash -c f")).toBeTrue();
    expect(stops("f() { rm -rf ~; }; bash -c f")).toBeFalse();
    expect(stops("rm() { :; }; export -f rm; env rm -rf ~")).toBeTrue();
  });
});

test("what another process changes is gone with it", () => {
  expect(stops("cd /etc; env cd /tmp/a; rm -rf *")).toBeTrue();
  expect(stops("cd /tmp/a; env cd /etc; rm -rf *")).toBeFalse();
  expect(stops("x=~; env export x=build; rm -rf $x")).toBeTrue();
});

test("what is constant stays what it is", () => {
  expect(stops("readonly x=~\nx=build\nrm -rf $x")).toBeTrue();
  expect(stops("declare -r x=~\nf() { local x=build; rm -rf $x; }\nf")).toBeTrue();
  expect(stops("x=~; readonly x\nread x <<< build\nrm -rf $x")).toBeTrue();
  expect(stops("readonly x=build; rm -rf $x")).toBeFalse();
  expect(stops("readonly x=build; sh -c 'x=dist; rm -rf $x'")).toBeFalse();
});
