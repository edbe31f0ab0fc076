/** Class: one of two ways is harmless, and the state that the other leaves is what runs. */
import { ordinary } from "../ordinary/ordinary.ts";
import { stopped } from "./stopped.ts";

/** The same use behind each way of choosing between what does harm and what does not. */
function either(harmless: string, harmful: string, use: string): readonly string[] {
  return [
    `if t; then ${harmless}; else ${harmful}; fi; ${use}`,
    `if t; then ${harmful}; else ${harmless}; fi; ${use}`,
    `case $1 in a) ${harmful};; *) ${harmless};; esac; ${use}`,
    `${harmful}; t && ${harmless}; ${use}`,
  ];
}

stopped("what either way leaves", [
  ...either("echo ls > f", "echo 'rm -rf ~' > f", "sh f"),
  ...either("echo 'all:; ls' > Makefile", "printf 'all:\\n\\trm -rf ~\\n' > Makefile", "make"),
  ...either(
    `echo '{"scripts":{"test":"ls"}}' > package.json`,
    `echo '{"scripts":{"test":"rm -rf ~"}}' > package.json`,
    "npm test",
  ),
  ...either("export GIT_PAGER=less", "export GIT_PAGER='sh -c \"rm -rf ~\"'", "git log"),
  ...either("a=(b)", "a=(/etc)", "a+=(c); rm -rf ${a[@]}"),
  ...either("a[1]=b", "a[1]=/etc", "a[2]=c; rm -rf ${a[@]}"),
  ...either("x=b", "x=/etc", "a=($x); rm -rf ${a[@]}"),
  ...either("i=0", "i=1", "a=(b /etc); rm -rf ${a[@]:i:1}"),
  ...either("n=1", "n=2", "set -- a b /etc; shift $n; rm -rf $1"),
  ...either("HOME=/tmp/x", "HOME=/etc", "rm -rf ~"),
  ...either("v=ls", "v='rm -rf /etc'", `export v; python3 -c "import os; os.system(os.environ['v'])"`),
  ...either("v=less", "v='rm -rf /etc;'", "PAGER=$v man ls"),
  'set -- a b rm -rf /etc; shift $((RANDOM % 3)); "$@"',
  "set -- a b c /etc; while [ $# -gt 1 ]; do shift; done; rm -rf $1",
]);

ordinary("either way", [
  [
    "is harmless",
    [
      "if t; then echo ls > f.sh; else echo id > f.sh; fi; sh f.sh",
      "echo ls > f.sh && chmod +x f.sh && echo id > f.sh && ./f.sh",
      "if t; then a=(b); else a=(c); fi; a+=(d); rm -rf ${a[@]}",
      'while [ $# -gt 0 ]; do case $1 in -v) v=1; shift;; *) break;; esac; done; echo "$@"',
      "set -- a b c; shift $n; rm -rf build/$1",
      "if t; then HOME=/tmp/x; else HOME=/tmp/y; fi; rm -rf ~/cache",
    ],
    ["if t; then a=(b); else a=(~); fi; a+=(d); rm -rf ${a[@]}"],
  ],
]);

stopped("the same inside a program", [
  `python3 -c "import shutil; a='x' if t else '/'; b='y' if u else 'etc'; shutil.rmtree('%s%s' % (a, b))"`,
  `python3 -c "import shutil; a='x' if t else '/'; b='y' if u else 'etc'; shutil.rmtree('{}{}'.format(a, b))"`,
  `python3 -c "import shutil; a='x' if t else '/'; b='y' if u else 'etc'; shutil.rmtree(''.join([a, b]))"`,
  `python3 -c "import subprocess as s; a='ls' if t else 'rm'; b='-l' if u else '-rf'; c='x' if v else '/etc'; s.run([a, b, c])"`,
  `python3 -c "import os,shutil; shutil.rmtree({'a': 'x', 'b': '/etc'}.get(os.environ['K'], 'c'))"`,
  `python3 -c "import shutil; shutil.rmtree(['a','b','c','d','e','f','g','h','/etc'][n])"`,
  `python3 -c "import random,shutil; shutil.rmtree(random.choice(['a', 'b', '/etc']))"`,
  `python3 -c "import os; [os.system(x) for x in ['ls'] * 30 + ['rm -rf /etc']]"`,
  `python3 -c "import os; *a, b = ['ls', 'x', 'rm -rf /etc']; os.system(b)"`,
  `node -e "const a=p?'x':'/';const b=q?'y':'etc';require('fs').rmSync(a+b,{recursive:true})"`,
]);

ordinary("either way inside a program", [
  [
    "is harmless",
    [
      `python3 -c "import shutil; a='x' if t else 'y'; b='z' if u else 'w'; shutil.rmtree('build/%s/%s' % (a, b))"`,
      `python3 -c "import subprocess as s; a='ls' if t else 'cat'; s.run([a, '-l', 'x'])"`,
      `python3 -c "a, *b = [1, 2, 3]; *c, d = b; print(a, c, d)"`,
      `python3 -c "print(max([1, 2, 3]), min('a', 'b'), ['x'] * 3)"`,
    ],
    [`python3 -c "import shutil; a='x' if t else '/'; shutil.rmtree(a)"`],
  ],
]);
