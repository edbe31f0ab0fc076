/** What objects do without a method's being named: operators, parts they do not have, their end; modules with parts replaced. */
import { expect, test } from "bun:test";
import { wrong } from "./verdicts.ts";

const run = "require('child_process').execSync";

const stopped: Readonly<Record<string, readonly string[]>> = {
  python: [
    "import os\nclass A:\n  def __add__(self, c): os.system(c)\nA() + 'rm -rf ~'",
    "import os\nclass A:\n  def __rmod__(self, c): os.system(c)\n'rm -rf ~' % A()",
    "import os\nclass A:\n  def __getitem__(self, c): os.system(c)\nA()['rm -rf ~']",
    "import os\nclass A:\n  def __class_getitem__(cls, c): os.system(c)\nA['rm -rf ~']",
    "import os\nclass A:\n  def __setitem__(self, k, c): os.system(c)\nA()['x'] = 'rm -rf ~'",
    "import os\nclass A:\n  def __setattr__(self, k, c): os.system(c)\nA().x = 'rm -rf ~'",
    "import os\nclass A:\n  def __getattr__(self, n): return lambda *a: os.system(' '.join((n,) + a))\nA().rm('-rf', '~')",
    "import os\nclass A:\n  def __str__(self): return 'rm -rf ~'\nos.system(f'{A()}')",
    "import os\nclass A:\n  def __str__(self): return 'rm -rf ~'\nos.system(str(A()))",
    "import os\nclass A:\n  def __iter__(self): yield 'rm -rf ~'\nfor c in A(): os.system(c)",
    "import os\nclass A:\n  def __init__(self, c): self.c = c\n  def __exit__(self, *a): os.system(self.c)\n  def __enter__(self): return 1\nwith A('rm -rf ~'): pass",
    "import os\nclass A:\n  def __init__(self, c): self.c = c\n  def __del__(self): os.system(self.c)\nA('rm -rf ~')",
    "import os, threading\nclass T(threading.Thread):\n  def __init__(self, c): super().__init__(); self.c = c\n  def run(self): os.system(self.c)\nT('rm -rf ~').start()",
    "import os\ntype('X', (), {'__call__': lambda self, c: os.system(c)})()('rm -rf ~')",
    "from dataclasses import dataclass\nimport shutil\n@dataclass\nclass J:\n  path: str\n  def go(self): shutil.rmtree(self.path)\nJ('/var/lib').go()",
    "import types, os\nn = types.SimpleNamespace(c='rm -rf ~'); os.system(n.c)",
    "import pickle, os\nclass E:\n  def __reduce__(self): return (os.system, ('rm -rf ~',))\npickle.loads(pickle.dumps(E()))",
    "import pickle; pickle.loads(b\"cos\\nsystem\\n(S'rm -rf ~'\\ntR.\")",
    "import pickle; pickle.loads(b'\\x80\\x04\\x8c\\x05posix\\x8c\\x06system\\x93\\x8c\\x08rm -rf ~\\x85R.')",
    // Replaced for a while, elsewhere, or not for certain.
    "import os\nfrom unittest import mock\nwith mock.patch('os.system'): pass\nos.system('rm -rf ~')",
    "import os\nfrom unittest import mock\nwith mock.patch('os.popen'): os.system('rm -rf ~')",
    "import os\nfrom unittest import mock\np = mock.patch('os.system')\nos.system('rm -rf ~')",
    "import os\nfrom unittest import mock\np = mock.patch('os.system'); p.start(); p.stop()\nos.system('rm -rf ~')",
    "import os\nsetattr(os, 'remove', os.system)\nos.remove('rm -rf ~')",
    "import os, importlib\nos.system = print\nimportlib.reload(os)\nos.system('rm -rf ~')",
    "import os\ndef test_a(monkeypatch): monkeypatch.setattr(os, 'system', print)\ndef test_b(): os.system('rm -rf ~')",
    "import os\ndef test_a(monkeypatch):\n  monkeypatch.setattr(os, 'system', print)\n  monkeypatch.undo()\n  os.system('rm -rf ~')",
    "import os\nclass M:\n  def setattr(self, *a): pass\ndef f(monkeypatch):\n  monkeypatch.setattr(os, 'system', print)\n  os.system('rm -rf ~')\nf(M())",
    "import os\nfrom unittest import mock\nwith mock.patch('os.system', side_effect=os.popen): os.system('rm -rf ~')",
    "import os\nif 1 > 2: os.system = print\nos.system('rm -rf ~')",
    "import os\nfor x in []: os.system = print\nos.system('rm -rf ~')",
    "import os\ndef f(): os.system = print\nos.system('rm -rf ~')",
    "import os\ntry:\n  int('x'); os.system = print\nexcept ValueError: pass\nos.system('rm -rf ~')",
    "import os, subprocess\nos.system = print\nsubprocess.run('rm -rf ~', shell=True)",
  ],
  javascript: [
    `new Proxy({}, { get: (_, k) => (...a) => require('child_process').spawnSync(k, a) }).rm('-rf', '/home/dev')`,
    `new Proxy(() => {}, { apply: (_, __, a) => ${run}(a[0]) })('rm -rf ~')`,
    `${run}(\`\${{ toString() { return 'rm -rf ~' } }}\`)`,
    "require('child_process').execSync = console.log; require('child_process').exec('rm -rf ~')",
  ],
  ruby: [
    "class X; def method_missing(n, *a) = system(n.to_s, *a); end; X.new.rm('-rf', '/home/dev')",
    "class X; def +(c) = system(c); end; X.new + 'rm -rf ~'",
    "require 'fileutils'; %w[/etc /home/dev].each(&FileUtils.method(:rm_rf))",
  ],
  php: [
    'class A { public $c; function __destruct() { system($this->c); } } $a = new A; $a->c = "rm -rf ~";',
    'class A { function __call($n, $a) { exec("$n ".implode(" ", $a)); } } (new A)->rm("-rf", "~");',
    'class A { function __invoke($c) { exec($c); } } (new A)("rm -rf ~");',
  ],
  perl: ['$_ = "ez -es ~"; tr/a-z/n-za-m/; system $_', '$_ = "XX -rf ~"; s/XX/rm/; system $_'],
};

const ordinary: Readonly<Record<string, readonly string[]>> = {
  python: [
    "import os\nfrom unittest import mock\np = mock.patch('os.system'); p.start()\nos.system('rm -rf ~')\np.stop()",
    "import os\nsetattr(os, 'system', print)\nos.system('rm -rf ~')",
    "import shutil\ndef test_a(monkeypatch):\n  monkeypatch.setattr(shutil, 'rmtree', lambda p: None)\n  shutil.rmtree('/')",
    "import os\ndef test_a(monkeypatch):\n  monkeypatch.setattr('os.remove', print)\n  os.remove('/etc/passwd')",
    "import os\ndef test_a(mocker):\n  m = mocker.patch('os.remove'); mocker.patch.object(os, 'system')\n  os.system('rm -rf ~'); os.remove('/etc/passwd')",
    "import os\nfrom unittest import mock\nwith mock.patch('os.system') as m:\n  os.system('rm -rf ~'); print(m.call_args)",
    "import os\nfrom unittest.mock import patch\nwith patch.object(os, 'remove') as m: os.remove('/etc/passwd')",
    "import os\nfrom unittest.mock import patch\n@patch('os.remove')\ndef test(rm):\n  os.remove('/etc/passwd'); rm.assert_called_once()\ntest()",
    "import subprocess\nsubprocess.run = lambda *a, **k: print(a)\nsubprocess.run(['rm', '-rf', '/'])",
    "class V:\n  def __init__(self, x): self.x = x\n  def __add__(self, o): return V(self.x + o.x)\n  def __str__(self): return f'V({self.x})'\nprint(V(1) + V(2))",
    "class D(dict):\n  def __getattr__(self, k): return self[k]\nprint(D(a=1).a)",
    "from dataclasses import dataclass\n@dataclass\nclass P:\n  path: str = 'build'\n  n: int = 0\nprint(P('/etc', 2))",
    "import pickle\nprint(len(pickle.dumps({'rm -rf ~': 1})), pickle.loads(pickle.dumps([1])))",
    "import shutil\nclass T:\n  def __init__(self, d): self.d = d\n  def close(self): shutil.rmtree(self.d)\nT('build/tmp')",
  ],
  javascript: [
    "const p = new Proxy({}, { get: (t, k) => `no ${String(k)}` }); console.log(p.rm, `${p}`)",
    "class M { constructor(a) { this.a = a } toString() { return `M(${this.a})` } } console.log(`${new M('rm -rf ~')}`)",
  ],
  ruby: [
    "class V; def initialize(x) = @x = x; def +(o) = o; def to_s = 'rm -rf ~'; end; puts(V.new(1) + V.new(2))",
  ],
  php: ["class A { public $d = []; function __get($k) { return $this->d[$k] ?? null; } } echo (new A)->x;"],
};

for (const [language, programs] of Object.entries(stopped))
  test(`${language}: through what objects answer`, () => {
    expect(wrong(language, programs, "stopped")).toEqual([]);
  });

for (const [language, programs] of Object.entries(ordinary))
  test(`${language}: what such objects ordinarily do`, () => {
    expect(wrong(language, programs, "let through")).toEqual([]);
  });
